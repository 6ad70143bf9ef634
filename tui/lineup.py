"""The five views, and which of them are made only when the first has been painted."""

from __future__ import annotations

from tui.desk import Desk
from tui.views.base import View
from tui.views.brief import BriefView
from tui.views.claims import ClaimsView
from tui.views.feeds import FeedsView
from tui.views.narrative import NarrativeView
from tui.views.stories import StoriesView
from tui.wiring import Wiring

#: The view that opens, and those that nobody sees at first.
FIRST: type[View] = BriefView
REST: dict[str, type[View]] = {
    "stories": StoriesView,
    "claims": ClaimsView,
    "narrative": NarrativeView,
    "feeds": FeedsView,
}
COUNT = 1 + len(REST)


def rest(desk: Desk, wiring: Wiring) -> list[View]:
    """The views beside the first, out of sight."""
    views = [kind(desk, wiring, id=name) for name, kind in REST.items()]
    for view in views:
        view.display = False
    return views
