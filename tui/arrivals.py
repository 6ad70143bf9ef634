"""What has come into the store beyond what is shown: by our own poll, or from another process. It is announced, and
taken in with a key; no list moves for it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from store.models import Feed
from store.watch import Watch
from tui.looks import Looks
from tui.snapshot import News, news
from tui.widgets.status import StatusLine

#: Seconds between two looks at whether another process wrote.
OFTEN = 4.0


class Arrivals(Looks):
    """The part of the dashboard that sees what arrives."""

    _watch: Watch | None = None

    def take_feeds(self, found: tuple[Feed, ...]) -> None:
        """Shows how the feeds now are."""
        raise NotImplementedError

    def on_mount(self) -> None:
        self.set_interval(OFTEN, self.look_for_news)

    def look_for_news(self) -> None:
        """Sees whether anybody wrote; what they did is only asked where it can be shown: not while the past is, nor
        while work of our own writes, whose end says what came of it."""
        if self.past is not None or self.works.running or (shown := self.snapshot) is None:
            return
        if self._watch is None:
            self._watch = Watch(self.wiring.database)
        if self._watch.changed():
            work = partial(news, shown=shown, now=self.wiring.clock(), whole=False)
            self.desk.read("arrivals", work, self._arrived)

    def _arrived(self, found: News) -> None:
        """Says what another process brought; where nothing is shown yet it may come at once."""
        if self.snapshot is None or self.past is not None:
            return
        if found.stories and not self.snapshot.tally.stories:
            self.action_refresh()
            return
        waiting = max(found.stories, self.snapshot.waiting)
        if self._say_waiting(waiting, found) or found.feeds != self.snapshot.feeds:
            self.take_feeds(found.feeds)

    # The end of our own work.

    def news_came(self) -> None:
        if (shown := self.present) is not None:
            self.desk.read("news", partial(news, shown=shown, now=self.wiring.clock()), self._announce, now=True)

    def _announce(self, found: News) -> None:
        """Says what has arrived; shows it at once only where that moves nothing."""
        if self.snapshot is None or (self.past is None and not (self.snapshot.tally.stories and found.stories)):
            self.action_refresh()
            return
        self._say_waiting(found.stories, found)
        self.take_feeds(found.feeds)

    def _say_waiting(self, stories: int, found: News) -> bool:
        """Says what waits; whether that is more, or less, than was said."""
        shown = self.snapshot
        assert shown is not None
        self.query_one(StatusLine).wait(stories, found.claims_version != shown.claims_version)
        self.snapshot = replace(shown, waiting=stories)
        return shown.waiting != stories
