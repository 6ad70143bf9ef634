"""From times to places across a drawing, in per cent of its width, and the days or hours that are named below it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

#: Ways to divide a time, from the finest; a drawing takes the first that gives few enough parts.
_STEPS = (
    timedelta(hours=1),
    timedelta(hours=3),
    timedelta(hours=6),
    timedelta(hours=12),
    *(timedelta(days=days) for days in (1, 2, 7, 14, 28, 56, 91, 182, 364)),
)
#: Names below a drawing: as many as a page has room for, and as a telephone has.
MOST, FEW = 12, 4


@dataclass(frozen=True, slots=True)
class Tick:
    """A time that is named. `always`: also where there is little room."""

    at: datetime
    name: str
    always: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """Times from `first` to `last` between `left` and `right` per cent."""

    first: datetime
    last: datetime
    left: float = 0.0
    right: float = 100.0

    def place(self, at: datetime) -> float:
        whole = (self.last - self.first).total_seconds()
        part = (at - self.first).total_seconds() / whole if whole else 0.5
        return round(self.left + min(1.0, max(0.0, part)) * (self.right - self.left), 3)

    def ticks(self) -> Iterator[Tick]:
        """The times to name, at most MOST of them, from midnight on."""
        length = self.last - self.first
        step = next((step for step in _STEPS if length / step < MOST), _STEPS[-1])
        midnight = self.first.replace(hour=0, minute=0, second=0, microsecond=0)
        places = [midnight + step * number for number in range(int((self.last - midnight) / step) + 1)]
        places = [at for at in places if self.first <= at <= self.last]
        apart = -(-len(places) // FEW)
        for number, at in enumerate(places):
            yield Tick(at, _name(at, step), number % apart == 0)


def _name(at: datetime, step: timedelta) -> str:
    if step < timedelta(days=1) and at.hour:
        return f"{at:%H:%M}"
    return f"{at:%b %Y}" if step > timedelta(days=28) else f"{at:%-d %b}"


def covering(times: list[datetime]) -> Scale:
    """A scale over all of these times with a little room at both sides; a single moment stands in its day."""
    first, last = min(times), max(times)
    if last - first < timedelta(hours=3):
        first, last = first - timedelta(hours=3), last + timedelta(hours=3)
    room = (last - first) * 0.02
    return Scale(first - room, last + room, 1.5, 97.0)
