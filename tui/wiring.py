"""What the dashboard is given by the command that starts it: a file, a clock, and what it may set going."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from fetchers.progress import Progress
from store.database import States, Store, open_store
from store.models import Act, ActKind, Brief, Claim, PollSummary

if TYPE_CHECKING:
    from narrative.explain import ClaimWhy, MentionWhy
    from narrative.life import Life
    from narrative.movedwords import Moved
    from narrative.outlets import OutletRecord
    from narrative.phases import Phase
    from narrative.spans import TimeSpan
    from narrative.topic import Frame


class Poll(Protocol):
    """Polls the home's feeds in the calling thread; `everything` takes also those that are not due.

    Raises `store.errors.StoreError` (its `Busy` where another poll holds the lock) or `OSError`. Stops early,
    with nothing lost, once `cancelled` says True; what that raises is passed on.
    """

    def __call__(self, progress: Progress, *, everything: bool, cancelled: Callable[[], bool]) -> PollSummary: ...


Result = TypeVar("Result", covariant=True)


class Task(Protocol[Result]):
    """Long work, done in the calling thread. Raises `StoreError` or `OSError`; lets a step's `Stopped` through."""

    def __call__(self, progress: Progress, cancelled: Callable[[], bool]) -> Result: ...


#: Asks which of several is meant, in words: its number from 0, or None.
Choose = Callable[[Sequence[str]], int | None]


class Tasks(Protocol):
    """The long work that the dashboard can set going besides polls; each says in words what it came to."""

    def analyse(self) -> Task[str]: ...
    def export(self, what: str, query: str, path: Path) -> Task[str]:
        """`what`: stories or claims; the file's ending says the form."""
        ...

    def take_in(self, path: Path) -> Task[str]: ...
    def add_feed(self, url: str, outlet: str, choose: Choose) -> Task[str]: ...
    def import_feeds(self, path: Path) -> Task[str]: ...


@dataclass(frozen=True)
class FirstStart:
    """What an empty home is begun with: each says in words what it did, or raises `StoreError`. `feeds`: how many are
    shipped."""

    topic: str
    feeds: int
    take_topic: Callable[[Path], str]
    ship_feeds: Callable[[], str]
    take_feeds: Callable[[Path], str]


class Briefing(Protocol):
    """Tells what changed since a moment, or in all. `claims`: all of them, as they have been read already."""

    def __call__(
        self, store: Store, since: datetime | None, now: datetime, /, *, claims: Sequence[Claim] | None = None
    ) -> Brief: ...


class Acting(Protocol):
    """Does a person's acts on claims, and writes what comes of them; None where there was nothing to do.

    Each raises `store.errors.NotFound` where a claim is gone.
    """

    def mark(self, store: Store, kind: ActKind, claim_id: int, at: datetime, text: str | None = None) -> Act | None: ...
    def merge(self, store: Store, first_id: int, second_id: int, at: datetime) -> Act: ...
    def split(self, store: Store, claim_id: int, leaving: Iterable[tuple[int, str]], at: datetime) -> Act: ...


class Explaining(Protocol):
    """Says why a claim is what it is, and why its mentions of some numbers, from 1, are what they are.

    Raises `store.errors.StoreError`.
    """

    def mentions(
        self, store: Store, claim: Claim, numbers: Iterable[int]
    ) -> tuple[ClaimWhy, tuple[MentionWhy, ...]]: ...


class Narrating(Protocol):
    """Says how the telling went up to a moment. Raises `store.errors.StoreError`.

    `shares`: of each day's sentences those in the words of each frame. `words`: those that moved from the first of two
    spans to the second, and how many originals were read for it; of more than it can read, the newest. `outlets`: over
    all the time, or by what each told in a span.
    """

    def lives(self, store: Store, claims: Sequence[Claim], now: datetime) -> Mapping[int, Life]: ...
    def phases(self, store: Store, claims: Sequence[Claim], now: datetime) -> tuple[Phase, ...]: ...
    def frames(self) -> tuple[Frame, ...]: ...
    def shares(self, store: Store) -> Mapping[date, Mapping[str, float]]: ...
    def words(self, store: Store, now: datetime, spans: tuple[TimeSpan, TimeSpan]) -> tuple[tuple[Moved, ...], int]: ...
    def outlets(
        self, store: Store, claims: Sequence[Claim], now: datetime, span: TimeSpan | None = None
    ) -> tuple[OutletRecord, ...]: ...


class Earlier(Protocol):
    """Gives the home as it was at a time, called from any thread. Raises `StoreError`.

    `prepare` makes that ready, so that it opens at once; a step of `progress` may break it off. `opened` is to be read
    from only; `searched`: words are to be looked for in it. `forget`: nobody asks for any more of it.
    """

    def prepare(self, at: datetime, progress: Progress) -> None: ...
    def opened(self, at: datetime, *, searched: bool) -> AbstractContextManager[Store]: ...
    def forget(self) -> None: ...


@dataclass(frozen=True)
class Wiring:
    """`home` is how the dashboard names the home; `notice`, where not empty, is shown beside it at all times.

    `acting` loads what does acts on claims, `explaining` what explains them, `narrating` what says how the telling
    went, `undoing` what takes back what a person did last, be it with stories, claims or feeds, and says what that was;
    without it the dashboard offers none. `keys`: keys by the id of a binding, in place of the usual ones. `commands`:
    the person's own, by name. `saved_views`: the names and queries of those that a person saved. `first`: given where
    the home is new, so that the dashboard asks how to begin. `states` works out which claims are in which state, for
    queries that ask for one. `earlier`: gives the home as it was.
    """

    database: Path
    home: str
    clock: Callable[[], datetime]
    poll: Poll
    brief: Briefing
    notice: str = ""
    theme: str = ""
    symbols: str = "unicode"
    keys: Mapping[str, str] = field(default_factory=dict)
    commands: Mapping[str, str] = field(default_factory=dict)
    saved_views: Callable[[], Iterable[tuple[str, str]]] = tuple
    tasks: Tasks | None = None
    first: FirstStart | None = None
    acting: Callable[[], Acting] | None = None
    explaining: Callable[[], Explaining] | None = None
    narrating: Callable[[], Narrating] | None = None
    undoing: Callable[[], Callable[[Store, datetime], list[str]]] | None = None
    states: States | None = None
    earlier: Callable[[], Earlier] | None = None

    def open_store(self) -> Store:
        """The home's store, for the thread that asks. Raises `StoreError`."""
        store = open_store(self.database)
        store.states = self.states
        return store
