"""A person's acts on feeds: the keys of the Feeds view that change something."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial
from pathlib import Path
from queue import Empty, Queue
from typing import ClassVar

from textual.binding import BindingType

from store import feeds
from store.database import Store
from store.models import Feed
from tui import feedundo
from tui.desk import Desk
from tui.dialogs import Ask, Choice
from tui.feedundo import Undo, name
from tui.keys import binding
from tui.messages import FeedsChanged, Start
from tui.text import clean
from tui.views.base import View
from tui.widgets.feed_list import FeedList
from tui.wiring import Task, Wiring
from tui.work import Job

_WITH_TASKS = ("add", "import_feeds")


class FeedActs(View):
    """A view over a list of feeds."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("a", "add", "Add", "Add the feed that an address stands for: a site, an article, a channel", show=True),
        binding("p", "pause", "Pause/resume", "Poll the feed no more, or again", show=True),
        binding("R", "rename", "Rename", "Call the feed’s outlet otherwise, from now on"),
        binding("i", "import_feeds", "Import feeds", "Add the feeds of an OPML file"),
        binding("u", "undo", "Undo", "Take back what you did last with feeds since the dashboard was opened"),
    ]

    def __init__(self, desk: Desk, wiring: Wiring, *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(desk, wiring, id=id)
        #: How to take back what was done, the last thing last.
        self._done: list[Undo] = []

    @property
    def feeds(self) -> FeedList:
        return self.query_one(FeedList)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Acts are offered only where they can be done."""
        return action not in _WITH_TASKS or self.wiring.tasks is not None

    def action_pause(self) -> None:
        feed = self.feeds.current
        if feed is None:
            return
        if feed.paused_at:
            work, said = partial(feeds.resume, feed_id=feed.id), f"{name(feed)} is polled again; u undoes it."
        else:
            pausing = partial(feeds.pause, feed_id=feed.id, now=self.wiring.clock())
            work, said = pausing, f"{name(feed)} is paused; p resumes it."
        self._write(work, said, feedundo.of_pause)

    def action_rename(self) -> None:
        if (feed := self.feeds.current) is not None:
            says = "What the outlet of this feed is called from now on; stories that are stored keep their name"
            self.app.push_screen(Ask(f"Rename {name(feed)}", says, feed.outlet), partial(self._renamed, feed))

    def _renamed(self, feed: Feed, given: str | None) -> None:
        called = clean(given or "")
        if called and called != feed.outlet:
            work = partial(feeds.rename, feed_id=feed.id, outlet=called)
            self._write(work, f"{name(feed)} is called {called} now; u undoes it.", feedundo.of_name)

    def _write(self, work: Callable[[Store], Feed], said: str, undo: Callable[[Feed], Undo]) -> None:
        def done(before: Feed) -> None:
            self._done.append(undo(before))
            self._told(said)

        self.desk.write(work, done)

    def _told(self, said: str) -> None:
        self.say(said)
        self.post_message(FeedsChanged())

    def action_undo(self) -> None:
        if not self._done:
            self.say("Nothing was done with feeds here that could be undone.")
            return
        undo, now = self._done.pop(), self.wiring.clock()
        self.desk.write(lambda store: undo(store, now), lambda said: self._told(f"Undone: {said}"))

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

        def note(added: Collection[int]) -> None:
            if added:
                self._done.append(feedundo.of_adding(added))

        noted = feedundo.noting_added(task, self.wiring.open_store, note)
        self.post_message(Start(Job(what, noted, then)))
