"""A person's acts on feeds: the keys of the Feeds view that change something."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from queue import Empty, Queue
from typing import ClassVar

from textual.binding import BindingType

from store import feedlog
from store.database import Store
from store.models import Feed
from tui.dialogs import Ask, Choice
from tui.keys import binding
from tui.messages import FeedsChanged, Start
from tui.text import clean
from tui.views.base import View
from tui.widgets.feed_list import FeedList
from tui.wiring import Task
from tui.work import Job

_WITH_TASKS = ("add", "import_feeds")


class FeedActs(View):
    """A view over a list of feeds."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("a", "add", "Add", "Add the feed that an address stands for: a site, an article, a channel", show=True),
        binding("p", "pause", "Pause/resume", "Poll the feed no more, or again", show=True),
        binding("R", "rename", "Rename", "Call the feed’s outlet otherwise, from now on"),
        binding("i", "import_feeds", "Import feeds", "Add the feeds of an OPML file"),
        binding("u", "undo", "Undo", "Take back what you did last with stories, claims or feeds"),
    ]

    @property
    def feeds(self) -> FeedList:
        return self.query_one(FeedList)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Acts are offered only where they can be done."""
        if action == "undo":
            return self.wiring.undoing is not None
        return action not in _WITH_TASKS or self.wiring.tasks is not None

    def action_pause(self) -> None:
        feed = self.feeds.current
        if feed is None:
            return
        do, now = feedlog.resume if feed.paused_at else feedlog.pause, self.wiring.clock()
        said = "is polled again; u undoes it." if feed.paused_at else "is paused; p resumes it."
        self._write(lambda store: do(store, [feed.id], now), f"{name(feed)} {said}")

    def action_rename(self) -> None:
        if (feed := self.feeds.current) is not None:
            says = "What the outlet of this feed is called from now on; stories that are stored keep their name"
            self.app.push_screen(Ask(f"Rename {name(feed)}", says, feed.outlet), partial(self._renamed, feed))

    def _renamed(self, feed: Feed, given: str | None) -> None:
        called = clean(given or "")
        if called and called != feed.outlet:
            now = self.wiring.clock()
            work = lambda store: feedlog.rename(store, feed.id, called, now)  # noqa: E731
            self._write(work, f"{name(feed)} is called {called} now; u undoes it.")

    def _write(self, work: Callable[[Store], object], said: str) -> None:
        self.desk.write(work, lambda _: self._told(said))

    def _told(self, said: str) -> None:
        self.say(said)
        self.post_message(FeedsChanged())

    def action_add(self) -> None:
        says = "An address: of a feed, a site, an article, a channel"
        self.app.push_screen(Ask("Add a feed", says, example="https://outlet.example/technology"), self._add)

    def _add(self, given: str | None) -> None:
        if given and (tasks := self.wiring.tasks) is not None:
            self._begin("Adding the feed", tasks.add_feed(given, "", self._choose))

    def _choose(self, offers: Sequence[str]) -> int | None:
        """Asks the person, from the thread of the work, which of several feeds is meant."""
        answer: Queue[int | None] = Queue()
        asked = Choice("Several feeds were found: which one?", [clean(offer) for offer in offers])
        self.app.call_from_thread(self.app.push_screen, asked, answer.put)
        while self.app.is_running:
            try:
                return answer.get(timeout=0.2)
            except Empty:
                continue
        return None

    def action_import_feeds(self) -> None:
        self.app.push_screen(Ask("Import feeds", "An OPML file", example="~/feeds.opml"), self._import)

    def _import(self, given: str | None) -> None:
        if given and (tasks := self.wiring.tasks) is not None:
            self._begin("Importing feeds", tasks.import_feeds(Path(given).expanduser()))

    def _begin(self, what: str, task: Task[str]) -> None:
        def then(said: str, stopped: bool) -> None:
            self.say(("✓ ", "$success"), (said, "$muted"))
            self.post_message(FeedsChanged())

        self.post_message(Start(Job(what, task, then)))


def name(feed: Feed) -> str:
    """A feed as it is spoken of."""
    return clean(feedlog.name(feed))
