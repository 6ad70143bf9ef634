"""The stance ladder of one claim: a row an outlet, time across, a letter for each mention's stance.

It is read from left to right: where an outlet's H becomes an S, it turned "may" into "did".
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import UTC, datetime

from textual.content import Content

from store.models import Claim
from tui import dates
from tui.findings import LadderRow, ladder_of
from tui.scale import TimeScale, axis, time_scale
from tui.style import FAINT, MUTED, chip
from tui.text import Part, fit, line
from tui.widgets.rows import Rows

_OUTLET = 20
_TURN = 20
_NARROW = 74


class Ladder(Rows[LadderRow]):
    """Outlets in the order in which they took the claim up, and when each turned."""

    now = datetime(1970, 1, 1, tzinfo=UTC)
    _scale = TimeScale({}, 1)

    def key(self, item: LadderRow) -> Hashable:
        return item.rung.outlet

    def show(self, claim: Claim | None, empty: Sequence[Content] = ()) -> None:
        """Shows a claim's ladder."""
        self.cursor = 0
        self.set_items(ladder_of(claim) if claim else (), empty)

    def _room(self, width: int) -> int:
        return width - _OUTLET - (_TURN if width >= _NARROW else 0)

    def _measure(self) -> None:
        # The scale must be known before the rows are drawn in it.
        moments = [mark.at for row in self.items for mark in row.rung.marks]
        self._scale = time_scale(moments, self._room(self._width - 2))
        super()._measure()

    @property
    def axis(self) -> Content:
        """The days, to stand over the rows."""
        width = self._room(self._width - 2)
        names = {day: ("┊" if self._scale.is_gap(day) else "") + dates.day(day) for day in self._scale.starts}
        return line(" " * (_OUTLET + 1), (axis(self._scale, width, names), FAINT))

    def lines(self, item: LadderRow, width: int) -> Sequence[Content]:
        room = self._room(width)
        marks: dict[int, Part] = {}
        for mark in item.rung.marks:
            column = self._scale.column(mark.at)
            while column in marks and column < room - 1:
                column += 1
            marks[column] = chip(mark.stance)
        first, last = min(marks), max(marks)
        cells = [marks.get(column, ("─", FAINT) if first < column < last else " ") for column in range(max(0, room))]
        name = fit((item.rung.outlet, "$secondary"), _OUTLET - 1)
        return [line(name, " ", *cells, *(self._turn(item) if width >= _NARROW else []))]

    def _turn(self, item: LadderRow) -> list[Part]:
        """From which stance to which an outlet went, and when."""
        if item.turn is None:
            return [" " * _TURN]
        when = fit((f" {dates.stamp(item.turn.at, self.now)}", MUTED), _TURN - 5)
        return ["  ", chip(item.turn.before), ("→", MUTED), chip(item.turn.after), when]
