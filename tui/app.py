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
from textual.worker import Worker, WorkerState

from store import claims, state
from store.database import Store
from store.models import Claim
from store.query import Query
from tui import messages, style
from tui.desk import Desk
from tui.health import idle
from tui.help import Help, key_groups
from tui.keys import EVERYWHERE
from tui.polling import Polling
from tui.snapshot import News, Snapshot, news, take
from tui.switchboard import Switchboard
from tui.text import NO_CONTROLS
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


class Dashboard(Switchboard):
    """Owns the snapshot and the poll; the views own everything else."""

    CSS_PATH = Path(__file__).with_name("app.tcss")
    TITLE = "reportedly"
    HORIZONTAL_BREAKPOINTS = style.WIDTHS
    VERTICAL_BREAKPOINTS = style.HEIGHTS
    BINDINGS = EVERYWHERE

    def __init__(self, wiring: Wiring) -> None:
        super().__init__()
        self.wiring = wiring
        self.desk = Desk(self, wiring.database, self._failed)
        self.polling = Polling(self, wiring)
        self.register_theme(style.DARK)
        self.register_theme(style.LIGHT)
        self.theme = wiring.theme if wiring.theme in self.available_themes else style.DARK.name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return style.variables(self.current_theme.dark)

    def get_line_filters(self) -> list[LineFilter]:
        # Always the same one: strips remember what a filter made of them.
        return [*super().get_line_filters(), NO_CONTROLS]

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
            yield StatusLine()
            yield Footer(show_command_palette=False)
        yield TooSmall()

    def on_mount(self) -> None:
        self.show_tabs()
        if self.wiring.theme and self.wiring.theme != self.theme:
            self._failed(f"no theme '{self.wiring.theme}' (config.toml); ctrl+p lists the themes there are")
        self.call_after_refresh(self._read)

    def on_unmount(self) -> None:
        self.polling.stop()

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

    def _failed(self, error: str) -> None:
        self.query_one(StatusLine).say_error(error)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        self.desk.settle(event)
        if event.worker.group == "poll" and event.state is WorkerState.ERROR:
            self._failed(f"The poll broke off: {event.worker.error!r}")

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

    # Polling.

    def action_poll(self, everything: bool) -> None:
        if not self.polling.running:
            self.query_one(StatusLine).show_progress(0, 0, "feeds")
            self.polling.start(everything)

    def action_stop(self) -> None:
        self.polling.stop()
        self.query_one(StatusLine).show_stopping()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Escape stops a poll where one is under way."""
        return action != "stop" or self.polling.running

    def on_poll_step(self, event: messages.PollStep) -> None:
        if self.polling.running and not self.polling.stopping:
            self.query_one(StatusLine).show_progress(event.done, event.total, event.what)

    def on_poll_done(self, event: messages.PollDone) -> None:
        self.polling.running = False
        self.query_one(StatusLine).show_result(event)
        if self.snapshot is not None:
            self.desk.read("news", partial(news, shown=self.snapshot, now=self.wiring.clock()), self._announce)

    def _announce(self, found: News) -> None:
        """Says what has arrived; shows it at once only where that moves nothing."""
        if self.snapshot is None or not self.snapshot.tally.stories or not found.stories:
            self._read()
            return
        self.query_one(StatusLine).waiting = found.stories
        self.snapshot = replace(self.snapshot, feeds=found.feeds, now=found.now, waiting=found.stories)
        self.query_one(StatusLine).idle = idle(self.snapshot)
        for view in self.query(View):
            view.take_feeds(self.snapshot)
        self.show_tabs()

    def action_refresh(self) -> None:
        self._read()

    def action_help(self) -> None:
        focused = self.screen.focused or self.view
        self.push_screen(Help(key_groups(focused.ancestors_with_self)))


def run(wiring: Wiring) -> None:
    """Runs the dashboard until the person leaves it."""
    Dashboard(wiring).run()
