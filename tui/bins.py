"""Days or hours as columns behind a gutter of labels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from tui.periods import Period

#: The width at which a column tells all that it can, a count of two digits, its stance and a sign; seven is for air.
#: Days and hours are drawn narrower where they all fit so, down to a cell each.
_WHOLE, _WIDEST = 4, 7
#: The share of the width that labels get before columns are drawn narrower, and what they keep before days are hidden.
_LABELS, _LEAST = 0.3, 18


def begin(moment: datetime, hourly: bool) -> datetime:
    """When the day or hour of a moment begins."""
    hour = moment.replace(minute=0, second=0, microsecond=0)
    return hour if hourly else hour.replace(hour=0)


@dataclass(frozen=True, slots=True)
class Bins:
    """The columns that are shown, by their beginnings. `hidden`: how many stand before and after them."""

    begins: tuple[datetime, ...] = ()
    hourly: bool = False
    cell: int = _WHOLE
    gutter: int = 20
    hidden: tuple[int, int] = (0, 0)

    @property
    def wide(self) -> int:
        """What is drawn in of a column: one cell keeps it from the one before, unless it has but one."""
        return max(1, self.cell - 1)

    @property
    def gap(self) -> str:
        return " " * (self.cell - self.wide)

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


def bins(
    moments: Iterable[datetime], hourly: bool, width: int, gutter: int, at: datetime | None, last: int, label: int = 0
) -> Bins:
    """The days or hours from the first to the last of `moments` as columns of `width` cells.

    `gutter`: what labels get at the least, but where only columns of a cell fit all; `label`: what they need. Of more
    columns than fit, those up to `last` (counted from the end) are shown, or as near as `at` is among them.
    """
    known = sorted({begin(moment, hourly) for moment in moments})
    if not known or width - gutter < _WHOLE:
        return Bins(gutter=gutter, hourly=hourly)
    step = timedelta(hours=1) if hourly else timedelta(days=1)
    total = (known[-1] - known[0]) // step + 1
    cell, gutter = _columns(total, width, gutter, max(label, gutter))
    fitting = min(total, (width - gutter) // cell)
    start = min(max(0, total - fitting - last), total - fitting)
    if at is not None:
        place = min(max(0, (begin(at, hourly) - known[0]) // step), total - 1)
        start = min(max(start, place - fitting + 1), place)
    shown = tuple(known[0] + step * number for number in range(start, start + fitting))
    return Bins(shown, hourly, cell, gutter, (start, total - fitting - start))


def _columns(total: int, width: int, gutter: int, label: int) -> tuple[int, int]:
    """How wide a column is and its labels are: as wide as all columns leave them, should all fit."""
    wanted = max(gutter, min(label, int(width * _LABELS)))
    cell = min(_WIDEST, (width - wanted) // total)
    if cell < _WHOLE:
        cell = min(_WHOLE, (width - gutter) // total) or int(width - _LEAST >= total)
    if not cell:
        return _WHOLE, wanted if width - wanted >= _WHOLE else gutter
    return cell, min(label, width - total * cell)
