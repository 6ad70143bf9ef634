"""The long work that the dashboard sets going besides polls, each as the command of its name does it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Coroutine, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from fetchers.progress import Progress, Stopped
from narrative.tomlcheck import TomlError
from reportedly.exits import UsageError
from reportedly.home import Home
from store.database import Store
from store.errors import StoreError
from store.lock import poll_lock
from store.models import Claim, Story
from store.query import parse
from store.wording import counted

if TYPE_CHECKING:
    from tui.wiring import Choose, Task

#: An export's form by how its file ends.
_FORMS = {".jsonl": "jsonl", ".csv": "csv", ".md": "markdown", ".markdown": "markdown"}
#: Seconds after which work that waits for the network looks again whether to stop.
_LOOK = 0.1
Item = TypeVar("Item")


@contextlib.contextmanager
def _in_words() -> Iterator[None]:
    """Every expected mistake as one that the dashboard tells in its words."""
    try:
        yield
    except (UsageError, TomlError) as error:
        raise StoreError(str(error)) from error


def _counting(found: Iterable[Item], total: int, what: str, progress: Progress) -> Iterator[Item]:
    for number, item in enumerate(found, 1):
        progress.step(number, total, what)
        yield item


async def _stoppable(work: Coroutine[Any, Any, object], cancelled: Callable[[], bool]) -> None:
    """Waits for work on the network, and breaks it off where the person asks to stop. Raises `Stopped` then."""
    task = asyncio.ensure_future(work)
    while not (await asyncio.wait([task], timeout=_LOOK))[0]:
        if cancelled():
            raise Stopped  # the loop's end breaks the task off
    task.result()


class _OfLines:
    """Says of how many lines, where a file has them."""

    def __init__(self, path: Path, progress: Progress) -> None:
        self._progress, self._total = progress, 0
        with contextlib.suppress(OSError), open(path, "rb") as file:
            self._total = sum(part.count(b"\n") for part in iter(lambda: file.read(1 << 20), b""))

    def step(self, done: int, total: int, what: str) -> None:
        self._progress.step(done, max(self._total, done) if self._total else 0, what)


@dataclass(frozen=True, slots=True)
class Tasks:
    """The work on one home."""

    home: Home
    clock: Callable[[], datetime]

    def analyse(self) -> Task[str]:
        """Judges the stories anew and derives the claims, as `reportedly analyse`."""

        def work(progress: Progress, cancelled: Callable[[], bool]) -> str:
            from reportedly import analysis

            with _in_words(), poll_lock(self.home.lock), self.home.open() as store:
                topic = self.home.read_topic()
                moved = analysis.rejudge(store, topic, progress)
                claims = analysis.analyse(store, topic, progress, anew=True)
            return f"{counted(moved, 'story', 'stories')} judged otherwise; {counted(claims, 'claim')}"

        return work

    def export(self, what: str, query: str, path: Path) -> Task[str]:
        """Writes what fits a query, as `reportedly export`; the file is put in place whole or not at all.

        No file is written over: in the dashboard every act can be taken back.
        """

        def work(progress: Progress, cancelled: Callable[[], bool]) -> str:
            from reportedly.commands.writing import target
            from store import export as writing

            form = _FORMS.get(path.suffix.lower())
            if form is None:
                raise StoreError(f"{path.name}: its ending says no form; choose .jsonl, .csv or .md")
            if path.exists():
                raise StoreError(f"{path}: is there already; give another name")
            with _in_words(), self.home.open() as store, target(path) as out:
                if what == "claims":
                    count = writing.claims(self._claims(store, query, progress), form, out)
                else:
                    count = writing.stories(self._stories(store, query, progress), form, out)
            noun = ("claim", "claims") if what == "claims" else ("story", "stories")
            return f"{counted(count, *noun)} written to {path.absolute()}"

        return work

    def _stories(self, store: Store, query: str, progress: Progress) -> Iterator[Story]:
        from store import reading

        wanted, now = parse(query), self.clock()
        total = reading.count(store, wanted, now)
        return _counting(reading.select(store, wanted, now), total, "stories", progress)

    def _claims(self, store: Store, query: str, progress: Progress) -> Iterator[Claim]:
        from store import claims

        found = claims.select(store, parse(query), self.clock())
        return _counting(found, len(found), "claims", progress)

    def take_in(self, path: Path) -> Task[str]:
        """Imports a file or folder, as `reportedly import`."""

        def work(progress: Progress, cancelled: Callable[[], bool]) -> str:
            from reportedly.importing.run import Import

            problems: list[str] = []
            with _in_words(), poll_lock(self.home.lock, "poll or import"), self.home.open() as store:
                topic = self.home.read_topic()
                run = Import(store, topic, self.clock(), problems.append, progress=_OfLines(path, progress))
                account = run.take(path)
            if problems and not account.changed:
                raise StoreError("; ".join(problems[:3]))
            said = account.summary(dry=False)
            return f"{said} (first: {problems[0]})" if problems else said

        return work

    def add_feed(self, url: str, outlet: str, choose: Choose) -> Task[str]:
        """Finds the feed of an address and adds it, as `reportedly feeds add`."""

        def work(progress: Progress, cancelled: Callable[[], bool]) -> str:
            from fetchers.clean import one_line
            from fetchers.discovery import NothingFound
            from fetchers.http import FetchError
            from fetchers.knownhosts import spelled
            from reportedly import subscribing
            from store.urls import bare, is_web

            address = spelled(one_line(url))
            if not is_web(address):
                raise StoreError(f"'{url}' is no address of a feed; give one that begins with https:// or http://")

            def chosen(offers: Iterable[str]) -> int:
                number = choose(list(offers))
                if number is None:
                    raise UsageError("none was chosen; nothing was added")
                return number

            told: list[str] = []
            progress.step(0, 0, "")
            with _in_words():
                try:
                    asyncio.run(
                        _stoppable(
                            subscribing.subscribe(self.home, address, outlet or None, chosen, self.clock, told.append),
                            cancelled,
                        )
                    )
                except (FetchError, NothingFound) as error:
                    raise StoreError(f"{bare(address)}: {error}; give the feed's own address") from error
            return " · ".join(told)

        return work

    def import_feeds(self, path: Path) -> Task[str]:
        """Adds the feeds of an OPML file, as `reportedly feeds import`."""

        def work(progress: Progress, cancelled: Callable[[], bool]) -> str:
            from reportedly.commands.feeds import taken

            with _in_words(), self.home.open() as store:
                return taken(store, path, self.clock())

        return work
