"""The Feeds view: how each feed is, and when and why it will be asked next."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widget import Widget

from store import feeds, polls
from store.polls import Account
from store.urls import is_web
from tui import advice
from tui.health import health_of, in_words, is_due
from tui.keys import binding
from tui.messages import GoBack, OpenAddress, ShowQuery
from tui.snapshot import Snapshot
from tui.text import clean
from tui.views.feed_acts import FeedActs
from tui.widgets.feed_ledger import FeedLedger
from tui.widgets.feed_list import FeedList
from tui.widgets.pane import Pane
from tui.widgets.rows import Rows


class FeedsView(FeedActs):
    """Lists the feeds, those that need an eye first, and the ledger of the one under the cursor.

    `-reading` (a class): only the ledger, where there is no height for both.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("e", "explain", "Explain", "The feed's last polls, the next one and why then", show=True),
        binding("o", "browse", "Browser", "Open the outlet's page in the browser"),
        binding("escape", "back", "Back", "Back to the list of feeds, then to where you came from", show=True),
    ]

    #: Whether what the feeds brought is to be counted anew.
    _stale = True

    def compose(self) -> ComposeResult:
        with Pane(id="feeds-pane"):
            yield FeedList(id="feed-list")
        with Pane(id="ledger-pane"):
            yield FeedLedger(id="feed-ledger")

    @property
    def panes(self) -> list[Widget]:
        return [self.feeds, self.ledger]

    @property
    def ledger(self) -> FeedLedger:
        return self.query_one(FeedLedger)

    def take(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.feeds.now = snapshot.feeds_now
        ranked = sorted(snapshot.feeds, key=lambda feed: health_of(feed).rank)
        self.feeds.set_items(ranked, advice.no_stories(snapshot))
        due = sum(is_due(feed, snapshot.feeds_now) for feed in ranked)
        facts = (
            f"{len(ranked)}",
            "of now, whatever else is shown as it was" if snapshot.past else "",
            *in_words(ranked),
            f"{due} due" if due else "",
        )
        note = (
            ""
            if snapshot.past
            else "relevant/seen at the right · a adds · p pauses · R renames · e explains"
            if ranked
            else ""
        )
        self.title(self.query_one("#feeds-pane"), self.heading("5", "Feeds", *facts), note)

        self._stale = True
        if self.display:
            self._count()

    def take_feeds(self, snapshot: Snapshot) -> None:
        self.take(snapshot)

    def enter(self) -> None:
        super().enter()
        if self._stale:
            self._count()

    def _count(self) -> None:
        """Counts what the feeds brought: all entries are gone through, so only where somebody looks."""
        self._stale = False
        self.desk.read("feed counts", feeds.counts, self.feeds.set_counts, now=True)

    @on(Rows.Moved, "#feed-list")
    def _moved(self) -> None:
        self._read_ledger()

    def _read_ledger(self) -> None:
        """Reads the ledger of the feed under the cursor."""
        feed = self.feeds.current
        if feed is None:
            self.ledger.show(None, None, self.feeds.now)
            return

        def show(account: Account) -> None:
            current = self.feeds.current
            if current is not None and current.id == feed.id:
                self.ledger.show(current, account, self.feeds.now)
                name = current.outlet or current.title
                self.title(self.query_one("#ledger-pane"), f"Ledger · {clean(name)}", "esc back")

        self.desk.read("ledger", partial(polls.account, feed_id=feed.id), show, now=True)

    def action_explain(self) -> None:
        if self.feeds.current is not None:
            self.add_class("-reading")
            self.ledger.focus()

    def action_back(self) -> None:
        if self.feeds.has_focus:
            self.post_message(GoBack())
        self.remove_class("-reading")
        self.feeds.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Escape leads back from the ledger, and to what led here; elsewhere it is others'."""
        there = self.ledger.has_focus or self.arrival is not None
        return there if action == "back" else super().check_action(action, parameters)

    @on(Rows.Chosen, "#feed-list")
    def _chosen(self) -> None:
        feed = self.feeds.current
        if feed is not None:
            self.post_message(ShowQuery('outlet:"' + feed.outlet.replace('"', "") + '"'))

    def action_browse(self) -> None:
        feed = self.feeds.current
        url = (feed.home_url or feed.address) if feed else ""
        if is_web(url):
            self.post_message(OpenAddress(url))
        elif feed:
            self.say("Not opened: no web address. ", (url, "$error"))
