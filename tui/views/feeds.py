"""The Feeds view: how each feed is, and when and why it will be asked next."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget

from store.urls import is_web
from tui import advice
from tui.health import DOWN, FAILING, health_of, is_due
from tui.keys import binding
from tui.messages import ShowQuery
from tui.snapshot import Snapshot
from tui.views.base import View
from tui.widgets.feed_list import FeedList
from tui.widgets.rows import Rows


class FeedsView(View):
    """Lists the feeds, those that need an eye first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("o", "browse", "Browser", "Open the outlet's page in the browser", show=True),
    ]

    def compose(self) -> ComposeResult:
        with Vertical(classes="pane", id="feeds-pane"):
            yield FeedList(id="feed-list")

    @property
    def feeds(self) -> FeedList:
        return self.query_one(FeedList)

    @property
    def panes(self) -> list[Widget]:
        return [self.feeds]

    def take(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.feeds.now = snapshot.now
        ranked = sorted(snapshot.feeds, key=lambda feed: health_of(feed).rank)
        self.feeds.set_items(ranked, advice.no_stories(snapshot))
        bad = sum(health_of(feed) in (DOWN, FAILING) for feed in ranked)
        due = sum(is_due(feed, snapshot.now) for feed in ranked)
        facts = (
            f"{len(ranked)}",
            f"{bad} failing" if bad else "all well" if ranked else "",
            f"{due} due" if due else "",
        )
        note = "relevant/seen at the right · enter shows an outlet’s stories" if ranked else ""
        self.title(self.query_one("#feeds-pane"), self.heading("5", "Feeds", *facts), note)

    def take_feeds(self, snapshot: Snapshot) -> None:
        self.take(snapshot)

    @on(Rows.Chosen, "#feed-list")
    def _chosen(self) -> None:
        feed = self.feeds.current
        if feed is not None:
            self.post_message(ShowQuery('outlet:"' + feed.outlet.replace('"', "") + '"'))

    def action_browse(self) -> None:
        feed = self.feeds.current
        url = (feed.home_url or feed.url) if feed else ""
        if is_web(url):
            self.app.open_url(url)
            self.say("Opened in the browser: ", (url, "$primary"))
        elif feed:
            self.say("Not opened: no web address. ", (url, "$error"))
