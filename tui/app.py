"""The dashboard: five views over one snapshot of the store, and what passes between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Container
from textual.filter import LineFilter
from textual.widgets import ContentSwitcher, Footer

from store import claims, feeds, state
from store.database import Store
from store.models import Claim, Feed
from store.query import Query
from tui import messages, style
from tui.ascii import ASCII
from tui.desk import Desk
from tui.health import idle
from tui.keys import EVERYWHERE
from tui.seeking import FindBar
from tui.snapshot import News, Snapshot, news, take
from tui.text import NO_CONTROLS
from tui.tools import Tools
from tui.troubles import Troubles
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
from tui.work import Works


class Dashboard(Tools):
    """Owns the snapshot; the views own everything else."""

    CSS_PATH = Path(__file__).with_name("app.tcss")
    TITLE = "reportedly"
    HORIZONTAL_BREAKPOINTS = style.WIDTHS
    VERTICAL_BREAKPOINTS = style.HEIGHTS
    BINDINGS = EVERYWHERE

    def __init__(self, wiring: Wiring) -> None:
        super().__init__()
        self.wiring = wiring
        self.desk = Desk(self, wiring.open_store, self.failed)
        self.works, self.troubles = Works(self), Troubles()
        self.register_theme(style.DARK)
        self.register_theme(style.LIGHT)
        self.set_keymap(wiring.keys)
        self.theme = wiring.theme if wiring.theme in self.available_themes else style.DARK.name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return style.variables(self.current_theme.dark)

    def get_line_filters(self) -> list[LineFilter]:
        # Always the same ones: strips remember what a filter made of them.
        plain = [ASCII] if self.wiring.symbols == "ascii" else []
        return [*super().get_line_filters(), NO_CONTROLS, *plain]

    def compose(self) -> ComposeResult:
        with Container(id="main"):
            yield Masthead(self.wiring.home, self.wiring.notice)
            yield Tabs()
            with ContentSwitcher(initial="brief"):
                yield BriefView(self.desk, self.wiring, id="brief")
                yield StoriesView(self.desk, self.wiring, id="stories")
                yield ClaimsView(self.desk, self.wiring, id="claims")
                yield NarrativeView(self.desk, self.wiring, id="narrative")
                yield FeedsView(self.desk, self.wiring, id="feeds")
            yield FindBar()
            yield StatusLine()
            yield Footer(show_command_palette=False)
        yield TooSmall()

    def on_mount(self) -> None:
        self.show_tabs()
        if self.wiring.theme and self.wiring.theme != self.theme:
            self.failed(f"no theme '{self.wiring.theme}' (config.toml); ctrl+p lists the themes there are", "Settings")
        self.call_after_refresh(self._read)

    def on_unmount(self) -> None:
        self.works.stop()

    # Reading the store.

    def _read(self) -> None:
        """Takes a snapshot. The moment a person last looked before this session serves for all of it."""
        known, shown = self.snapshot is not None, self.snapshot

        def work(store: Store) -> Snapshot:
            since = shown.brief.since if shown is not None else state.last_look(store)
            return take(store, self.wiring, since)

        self.desk.read("snapshot", work, partial(self._take, first=not known))

    def _take(self, snapshot: Snapshot, first: bool) -> None:
        self.snapshot = snapshot
        self.query_one(StatusLine).waiting = 0
        self.query_one(StatusLine).idle = idle(snapshot)
        for view in self.query(View):
            view.take(snapshot)
        self.show_tabs()
        if first:
            self.view.enter()
            self.begin()

    def on_stories_marked(self, event: messages.StoriesMarked) -> None:
        if self.snapshot is not None:
            # What has come since goes on waiting to be taken in.
            tally = replace(event.tally, stories=self.snapshot.tally.stories, newest=self.snapshot.tally.newest)
            self.snapshot = replace(self.snapshot, tally=tally)
            for view in self.query(View):
                view.stories_marked(self.snapshot, event.stories)
            self.show_tabs()

    def on_claims_changed(self) -> None:
        work = partial(claims.select, query=Query(), now=self.wiring.clock())
        self.desk.read("claims now", work, self._take_claims)

    def _take_claims(self, found: Sequence[Claim]) -> None:
        """Shows the claims as they now are; stories that wait to be taken in go on waiting."""
        if self.snapshot is not None:
            self.snapshot = replace(self.snapshot, claims=tuple(found))
            for view in self.query(View):
                view.take_claims(self.snapshot)
            self.show_tabs()

    def on_feeds_changed(self) -> None:
        self.desk.read("feeds now", lambda store: tuple(feeds.every(store)), self._take_feeds)

    def _take_feeds(self, found: tuple[Feed, ...]) -> None:
        if self.snapshot is not None:
            self.snapshot = replace(self.snapshot, feeds=found, now=self.wiring.clock())
            self.query_one(StatusLine).idle = idle(self.snapshot)
            for view in self.query(View):
                view.take_feeds(self.snapshot)
            self.show_tabs()

    def news_came(self) -> None:
        if self.snapshot is not None:
            self.desk.read("news", partial(news, shown=self.snapshot, now=self.wiring.clock()), self._announce)

    def _announce(self, found: News) -> None:
        """Says what has arrived; shows it at once only where that moves nothing."""
        if self.snapshot is None or not self.snapshot.tally.stories or not found.stories:
            self._read()
            return
        self.query_one(StatusLine).waiting = found.stories
        self.snapshot = replace(self.snapshot, waiting=found.stories)
        self._take_feeds(found.feeds)

    def action_refresh(self) -> None:
        self._read()


def run(wiring: Wiring) -> bool:
    """Runs the dashboard until the person leaves it; says whether that was for the demo."""
    app = Dashboard(wiring)
    app.run()
    return app.wants_demo
