"""The moments that the scrubber goes over: the ends of days, or every change of the store; and what each brought."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from store import earlier
from store.database import Store
from tui import dates
from tui.bins import begin

_DAY = timedelta(days=1)
#: Times are stored to the second: the last of a day.
_LAST = timedelta(days=1, seconds=-1)


@dataclass(frozen=True, slots=True)
class Turns:
    """Moments before now, oldest first, and how many stories were first seen since the one before each."""

    at: tuple[datetime, ...] = ()
    brought: tuple[int, ...] = ()
    daily: bool = True

    def __len__(self) -> int:
        return len(self.at)

    def nearest(self, moment: datetime) -> int:
        """The last that is no later than a moment; the first where all are."""
        return max(0, bisect_right(self.at, moment) - 1)

    def name(self, place: int) -> str:
        """`14 Jun 2026`, or, of a change, `14 Jun 2026 10:00`."""
        at = self.at[place]
        day = f"{dates.day(at)} {at.year}"
        return day if self.daily else f"{day} {dates.clock(at)}"


@dataclass(frozen=True, slots=True)
class Past:
    """How far the home goes back. `begins`: from when on every change is kept, None where that is so from the first;
    of earlier times claims are derived anew."""

    days: Turns = field(default_factory=Turns)
    changes: Turns = field(default_factory=lambda: Turns(daily=False))
    begins: datetime | None = None

    def turns(self, daily: bool) -> Turns:
        return self.days if daily else self.changes


def read(store: Store, now: datetime) -> Past:
    """The past of a home, as of now."""
    changes = [at for at in earlier.turns(store) if at < now]
    return past(changes, earlier.seen(store), earlier.begins(store), now)


def past(
    changes: Sequence[datetime], seen: Sequence[tuple[datetime, int]], begins: datetime | None, now: datetime
) -> Past:
    """The past that these changes make; `seen`: how many stories each minute brought."""
    known = sorted({*changes[:1], *(minute for minute, _ in seen[:1])})
    days = []
    if known:
        first = begin(known[0], False)
        days = [first + _LAST + _DAY * number for number in range((begin(now, False) - first).days)]
    return Past(Turns(tuple(days), _brought(days, seen)), Turns(tuple(changes), _brought(changes, seen), False), begins)


def _brought(turns: Sequence[datetime], seen: Iterable[tuple[datetime, int]]) -> tuple[int, ...]:
    found = [0] * len(turns)
    for minute, stories in seen:
        # A minute is told by its beginning; a change within it brought its stories.
        place = bisect_left(turns, minute)
        if place < len(found):
            found[place] += stories
    return tuple(found)


def columns(turns: Turns, width: int) -> tuple[tuple[int, ...], int]:
    """What the turns brought as columns over `width` cells, and how many cells each takes; more turns than cells share
    columns."""
    count = len(turns)
    if not count or width <= 0:
        return (), 1
    if count <= width:
        return turns.brought, min(3, width // count)
    shared = [0] * width
    for place, brought in enumerate(turns.brought):
        shared[place * width // count] += brought
    return tuple(shared), 1


def column_of(turns: Turns, place: int, width: int) -> int:
    """The column in which a turn stands."""
    return place if len(turns) <= width else place * width // len(turns)


def place_at(turns: Turns, cell: int, width: int) -> int | None:
    """The first turn that stands at a cell; None beside all."""
    shown, wide = columns(turns, width)
    column = cell // wide
    if not 0 <= column < len(shown):
        return None
    return column if len(turns) <= width else -(-column * len(turns) // width)
