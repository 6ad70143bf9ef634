"""Where a day or a moment stands across the screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

#: The narrowest and widest a day's column is drawn: its number and a gap; six for air.
_NARROWEST, _WIDEST = 3, 7
#: The widest a day is drawn on a scale of moments: a column for half an hour.
_DAY = 48


@dataclass(frozen=True, slots=True)
class DayScale:
    """Columns of days behind a gutter of labels. `hidden`: how many days stand before and after those shown."""

    days: tuple[date, ...]
    cell: int
    gutter: int
    hidden: tuple[int, int] = (0, 0)


def day_scale(dates: Iterable[date], width: int, gutter: int, back: int) -> DayScale:
    """The days from the first to the last of `dates` as columns; of more than fit the last, or `back` days before."""
    known = sorted(set(dates))
    room = width - gutter
    if not known or room < _NARROWEST:
        return DayScale((), _NARROWEST, gutter)
    total = (known[-1] - known[0]).days + 1
    cell = max(_NARROWEST, min(_WIDEST, room // total))
    fitting = min(total, room // cell)
    start = max(0, total - fitting - back)
    days = tuple(known[0] + timedelta(days=start + number) for number in range(fitting))
    return DayScale(days, cell, gutter, (start, total - fitting - start))


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Columns for moments: each day on which something was said takes the same room, silent days next to none.

    Most of what is said of a claim is said in a day or two; a plain scale would heap it up at one end.
    """

    starts: Mapping[date, int]
    room: int

    def column(self, moment: datetime) -> int:
        """The column of a moment; the first for a day that is not on the scale."""
        hours = moment.hour + moment.minute / 60
        return self.starts.get(moment.date(), 0) + min(self.room - 1, int(hours / 24 * self.room))

    def is_gap(self, day: date) -> bool:
        """Whether silent days lie before this one."""
        return day - timedelta(days=1) not in self.starts and day != min(self.starts)


def time_scale(moments: Iterable[datetime], width: int) -> TimeScale:
    """A scale over the days of `moments` in `width` columns; where they are too many, days share columns."""
    days = sorted({moment.date() for moment in moments})
    if not days or width <= 0:
        return TimeScale({}, 1)
    if len(days) > width:
        return TimeScale({day: number * width // len(days) for number, day in enumerate(days)}, 1)
    gap = 1 if width >= len(days) * 4 else 0
    room = max(1, min(_DAY, width // len(days) - gap))
    return TimeScale({day: number * (room + gap) for number, day in enumerate(days)}, room)


def axis(scale: TimeScale, width: int, label: Mapping[date, str]) -> str:
    """The days' names under their columns, as many as do not touch."""
    drawn = ""
    for day, start in scale.starts.items():
        if start >= len(drawn) + (1 if drawn else 0) and start + len(label[day]) <= width:
            drawn = drawn.ljust(start) + label[day]
    return drawn.ljust(width)[:width]
