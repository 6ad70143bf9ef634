"""Drawing the stance ladder: a row an outlet, time across, a letter for each mention's stance.

It is read from left to right: where an outlet's H becomes an S, it turned "may" into "did". A small letter without
its colour is a copy's: repeated, not said anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from rich.cells import cell_len
from textual.content import Content

from store.models import Stance
from tui import dates
from tui.findings import LadderRow
from tui.scale import TimeScale, axis, time_scale
from tui.style import FAINT, LETTER, MUTED, chip, colour
from tui.text import Part, fit, line

#: The least and the share of the width that outlets' names get, and what the turns take where one has turned.
_OUTLET, _NAMES = 12, 0.45
_TURN = 20
_NARROW = 74


@dataclass(frozen=True, slots=True)
class Layout:
    """How rows of `width` cells are shared out: names as wide as the longest, then the time, then the turns."""

    width: int = 80
    name: int = _OUTLET
    turn: int = 0
    scale: TimeScale = field(default_factory=lambda: TimeScale({}, 1))

    @property
    def room(self) -> int:
        """The cells for the time."""
        return max(0, self.width - self.name - self.turn)


def layout_of(rows: Sequence[LadderRow], width: int) -> Layout:
    """What the names and moments of some rows need."""
    longest = max((cell_len(row.rung.outlet) for row in rows), default=0) + 1
    name = max(_OUTLET, min(longest, int(width * _NAMES)))
    turn = _TURN if width >= _NARROW and any(row.turn is not None for row in rows) else 0
    empty = Layout(width, name, turn)
    return replace(empty, scale=time_scale([mark.at for row in rows for mark in row.rung.marks], empty.room))


def heading(layout: Layout) -> Content:
    """The days, to stand over the rows."""
    scale = layout.scale
    names = {day: ("┊" if scale.is_gap(day) else "") + dates.day(day) for day in scale.starts}
    return line(" " * layout.name, (axis(scale, layout.room, names), FAINT))


def draw(row: LadderRow, layout: Layout, now: datetime) -> Content:
    """One outlet's row."""
    marks: dict[int, Part] = {}
    for mark in row.rung.marks:
        column = layout.scale.column(mark.at)
        while column in marks and column < layout.room - 1:
            column += 1
        marks[column] = _copy(mark.stance) if mark.story_id in row.copies else chip(mark.stance)
    first, last = min(marks), max(marks)
    cells = [marks.get(column, ("─", FAINT) if first < column < last else " ") for column in range(layout.room)]
    name = fit((row.rung.outlet, "$secondary"), layout.name - 1)
    return line(name, " ", *cells, *(_turn(row, now) if layout.turn else []))


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
    return fit(line(*parts, ("small", MUTED), (": a copy", FAINT)), width)
