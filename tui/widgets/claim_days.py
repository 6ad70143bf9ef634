"""Claims by day: a row a claim, a cell a day with how often it was made and in which stance mostly."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from textual.content import Content

from store.models import Claim
from tui.findings import days_of, trend_sign
from tui.scale import DayScale
from tui.style import FAINT, LETTER, colour
from tui.text import Part, clean, fit, line
from tui.widgets.rows import Rows


class ClaimDays(Rows[Claim]):
    """The claims under the chart of days, in its columns."""

    scale = DayScale((), 4, 20)

    def set_scale(self, scale: DayScale) -> None:
        """Draws in other columns."""
        self.scale = scale
        self._measure()

    def key(self, item: Claim) -> Hashable:
        return item.id

    def lines(self, item: Claim, width: int) -> Sequence[Content]:
        # The list's own mark takes the first of the gutter's cells.
        name = line(trend_sign(item), " ", clean(item.statement))
        days = days_of(item)
        cells: list[Part] = []
        for day in self.scale.days:
            made = days.get(day)
            if made is None:
                cells.append(("·".center(self.scale.cell - 1) + " ", FAINT))
                continue
            number, stance = made
            shown = f"{number}{LETTER[stance]}" if number < 100 else f"99{LETTER[stance]}"
            tint = 20 if number == 1 else 35 if number < 4 else 55
            cells += [(shown.center(self.scale.cell - 1), f"bold {colour(stance)} on {colour(stance)} {tint}%"), " "]
        return [fit(line(fit(name, self.scale.gutter - 2), "  ", *cells), width)]
