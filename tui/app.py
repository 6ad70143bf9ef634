"""The dashboard: five views over one snapshot of the store, and what passes between them."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Container
from textual.widgets import ContentSwitcher

from store import claims, feeds, state
from store.database import Store
from store.models import Brief, Claim, Feed
from store.query import Query
from tui import messages, style
from tui.arrivals import Arrivals
from tui.desk import Desk
from tui.health import idle
from tui.keys import EVERYWHERE
from tui.lineup import FIRST, rest
from tui.seeking import FindBar
from tui.snapshot import Snapshot, begin, take, tell
from tui.troubles import Troubles
from tui.views.base import View
from tui.views.brief import BriefView
from tui.widgets.keybar import KeyBar
from tui.widgets.masthead import Masthead, Tabs
from tui.widgets.scrubber import Scrubber
from tui.widgets.status import StatusLine
from tui.widgets.too_small import TooSmall
from tui.wiring import Wiring
from tui.work import Works


class Dashboard(Arrivals):
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
        self.desk.refuse = self.refuse
        self.works, self.troubles = Works(self), Troubles()
        self.register_theme(style.DARK)
        self.register_theme(style.LIGHT)
        self.set_keymap(wiring.keys)
        self.theme = wiring.theme if wiring.theme in self.available_themes else style.DARK.name

    def compose(self) -> ComposeResult:
        with Container(id="main"):
            yield Masthead(self.wiring.home, self.wiring.notice)
            yield Tabs()
            with ContentSwitcher(initial="brief"):
                yield FIRST(self.desk, self._shown, id="brief")
            yield FindBar()
            yield Scrubber()
            yield StatusLine(self.wiring.clock)
            yield KeyBar()
        yield TooSmall()

    def on_mount(self) -> None:
        self.show_tabs()
        if self.wiring.theme and self.wiring.theme != self.theme:
            self.failed(f"no theme '{self.wiring.theme}' (config.toml); ctrl+p lists the themes there are", "Settings")
        self._read()
        self.call_after_refresh(self._compose_rest)

    def _compose_rest(self) -> None:
        self.query_one(ContentSwitcher).mount_all(rest(self.desk, self._shown))

    @property
    def _shown(self) -> Wiring:
        """What the views are given: their clock stands while they show the past."""
        return replace(self.wiring, clock=self.moment)

    def on_unmount(self) -> None:
        self.works.leave()

    # Reading the store.

    def _read(self) -> None:
        """Takes a snapshot of now. The moment a person last looked before this session serves for all of it."""
        known, shown = self.snapshot is not None, self.present

        def work(store: Store) -> Snapshot:
            if shown is None:
                return begin(store, self.wiring, state.last_look(store))
            return take(store, self.wiring, shown)

        self.desk.read("snapshot", work, partial(self._take, first=not known), now=True)

    def _take(self, snapshot: Snapshot, first: bool) -> None:
        if not self.composed:
            self.call_after_refresh(self._take, snapshot, first)
            return
        self.leave_past()
        self.query_one(StatusLine).wait()
        self.show_snapshot(snapshot)
        if first:
            self.view.enter()
            self.begin()
        if not snapshot.told:
            self.desk.read("brief", partial(tell, wiring=self.wiring, shown=snapshot), self._take_brief, now=True)

    def _take_brief(self, brief: Brief) -> None:
        """Shows what changed, should no other time have come into sight since."""
        if self.past is None and self.snapshot is not None:
            self.snapshot = replace(self.snapshot, brief=brief, told=True)
            self.query_one(BriefView).take(self.snapshot)
        elif self._present is not None:
            self._present = replace(self._present, brief=brief, told=True)

    def on_brief_since(self, event: messages.BriefSince) -> None:
        if self.snapshot is not None and self.past is None:
            shown = replace(self.snapshot, brief=Brief(event.since, self.snapshot.now, ()))
            self.desk.read("brief", partial(tell, wiring=self.wiring, shown=shown), self._take_brief, now=True)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.query_one(StatusLine).idle = idle(snapshot)
        for view in self.query(View):
            view.take(snapshot)
        self.show_tabs()

    def on_stories_marked(self, event: messages.StoriesMarked) -> None:
        if self.snapshot is not None and self.past is None:
            # What has come since goes on waiting to be taken in.
            tally = replace(event.tally, stories=self.snapshot.tally.stories, newest=self.snapshot.tally.newest)
            self.snapshot = replace(self.snapshot, tally=tally)
            for view in self.query(View):
                view.stories_marked(self.snapshot, event.stories)
            self.show_tabs()

    def on_claims_changed(self) -> None:
        if self.past is not None:
            return
        now = self.wiring.clock()
        # In this order for the reason that a snapshot has.
        work = lambda store: (claims.version(store), claims.select(store, Query(), now))  # noqa: E731
        self.desk.read("claims now", work, self._take_claims)

    def _take_claims(self, found: tuple[int, Sequence[Claim]]) -> None:
        """Shows the claims as they now are; stories that wait to be taken in go on waiting."""
        if self.snapshot is not None:
            self.snapshot = replace(self.snapshot, claims_version=found[0], claims=tuple(found[1]))
            self.query_one(StatusLine).claims_wait = False
            for view in self.query(View):
                view.take_claims(self.snapshot)
            self.show_tabs()

    def on_feeds_changed(self) -> None:
        self.desk.read("feeds now", lambda store: tuple(feeds.uncounted(store)), self.take_feeds, now=True)

    def take_feeds(self, found: tuple[Feed, ...]) -> None:
        if self.snapshot is not None:
            now = self.wiring.clock()
            shown = replace(self.snapshot, feeds=found)
            self.snapshot = replace(shown, now=now) if self.past is None else replace(shown, feeds_at=now)
            self.query_one(StatusLine).idle = idle(self.snapshot)
            for view in self.query(View):
                view.take_feeds(self.snapshot)
            self.show_tabs()

    def action_refresh(self) -> None:
        self._read()


def run(wiring: Wiring) -> bool:
    """Runs the dashboard until the person leaves it; says whether that was for the demo."""
    # What is loaded by now stays, and whoever presses a key waits while all there is is looked through for garbage.
    gc.freeze()
    app = Dashboard(wiring)
    app.run()
    return app.wants_demo
