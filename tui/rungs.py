"""Drawing the stance ladder: a row an outlet, time across, a letter for each mention's stance.

It is read from left to right: where an outlet's H becomes an S, it turned "may" into "did". A small letter without
its colour is a copy's: repeated, not said anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from textual.content import Content

from store.models import Stance
from tui import dates
from tui.findings import LadderRow
from tui.scale import TimeScale, axis, time_scale
from tui.style import FAINT, LETTER, MUTED, chip, colour
from tui.text import Part, fit, line

_OUTLET = 20
_TURN = 20
_NARROW = 74


def _room(width: int) -> int:
    return width - _OUTLET - (_TURN if width >= _NARROW else 0)


def scale_of(rows: Iterable[LadderRow], width: int) -> TimeScale:
    """Where moments stand in rows of `width` cells."""
    return time_scale([mark.at for row in rows for mark in row.rung.marks], _room(width))


def heading(scale: TimeScale, width: int) -> Content:
    """The days, to stand over the rows."""
    names = {day: ("┊" if scale.is_gap(day) else "") + dates.day(day) for day in scale.starts}
    return line(" " * _OUTLET, (axis(scale, _room(width), names), FAINT))


def draw(row: LadderRow, scale: TimeScale, width: int, now: datetime) -> Content:
    """One outlet's row."""
    room = _room(width)
    marks: dict[int, Part] = {}
    for mark in row.rung.marks:
        column = scale.column(mark.at)
        while column in marks and column < room - 1:
            column += 1
        marks[column] = _copy(mark.stance) if mark.story_id in row.copies else chip(mark.stance)
    first, last = min(marks), max(marks)
    cells = [marks.get(column, ("─", FAINT) if first < column < last else " ") for column in range(max(0, room))]
    name = fit((row.rung.outlet, "$secondary"), _OUTLET - 1)
    return line(name, " ", *cells, *(_turn(row, now) if width >= _NARROW else []))


def _copy(stance: Stance) -> Part:
    return LETTER[stance].lower(), colour(stance)


def _turn(row: LadderRow, now: datetime) -> list[Part]:
    """From which stance to which an outlet went, and when."""
    if row.turn is None:
        return [" " * _TURN]
    when = fit((f" {dates.stamp(row.turn.at, now)}", MUTED), _TURN - 5)
    return ["  ", chip(row.turn.before), ("→", MUTED), chip(row.turn.after), when]


def legend(width: int) -> Content:
    """What the letters mean, as much of it as fits."""
    parts: list[Part] = []
    for stance in Stance:
        parts += [chip(stance), (f" {stance}  ", MUTED)]
    return fit(line(*parts, ("small", MUTED), (" a copy", FAINT)), width)
