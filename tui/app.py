"""The dashboard: five views over one snapshot of the store, and what passes between them."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.filter import LineFilter
from textual.widgets import ContentSwitcher, Footer
from textual.worker import Worker

from store import state
from tui import messages, style
from tui.desk import Desk
from tui.keys import binding
from tui.polling import Polling, in_words
from tui.snapshot import Snapshot, take
from tui.text import NoControls
from tui.views.base import View
from tui.views.brief import BriefView
from tui.views.claims import ClaimsView
from tui.views.feeds import FeedsView
from tui.views.narrative import NarrativeView
from tui.views.stories import StoriesView
from tui.widgets.masthead import Masthead, Tabs
from tui.widgets.status import StatusLine
from tui.widgets.too_small import TooSmall
from tui.wiring import Wiring
