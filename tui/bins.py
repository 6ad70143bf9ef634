"""Days or hours as columns behind a gutter of labels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from tui.periods import Period

#: The narrowest and widest a column is drawn: a count of two digits, its stance and a sign; seven for air.
_NARROWEST, _WIDEST = 4, 7


def begin(moment: datetime, hourly: bool) -> datetime:
    """When the day or hour of a moment begins."""
    hour = moment.replace(minute=0, second=0, microsecond=0)
    return hour if hourly else hour.replace(hour=0)


@dataclass(frozen=True, slots=True)
class Bins:
    """The columns that are shown, by their beginnings. `hidden`: how many stand before and after them."""

    begins: tuple[datetime, ...] = ()
    hourly: bool = False
    cell: int = _NARROWEST
    gutter: int = 20
    hidden: tuple[int, int] = (0, 0)

    @property
    def step(self) -> timedelta:
        return timedelta(hours=1) if self.hourly else timedelta(days=1)

    def period(self, place: int) -> Period:
        """The day or hour of a column."""
        return Period(self.begins[place], self.hourly)

    def place(self, x: int) -> int | None:
        """The column at a cell of the screen."""
        place = (x - self.gutter) // self.cell
        return place if x >= self.gutter and place < len(self.begins) else None


def bins(moments: Iterable[datetime], hourly: bool, width: int, gutter: int, at: datetime | None, last: int) -> Bins:
    """The days or hours from the first to the last of `moments` as columns of `width` cells.

    Of more than fit, those up to `last` (counted from the end) are shown, or as near as `at` is among them.
    """
    known = sorted({begin(moment, hourly) for moment in moments})
    room = width - gutter
    if not known or room < _NARROWEST:
        return Bins(gutter=gutter, hourly=hourly)
    step = timedelta(hours=1) if hourly else timedelta(days=1)
    total = (known[-1] - known[0]) // step + 1
    cell = max(_NARROWEST, min(_WIDEST, room // total))
    fitting = min(total, room // cell)
    start = min(max(0, total - fitting - last), total - fitting)
    if at is not None:
        place = min(max(0, (begin(at, hourly) - known[0]) // step), total - 1)
        start = min(max(start, place - fitting + 1), place)
    shown = tuple(known[0] + step * number for number in range(start, start + fitting))
    return Bins(shown, hourly, cell, gutter, (start, total - fitting - start))
