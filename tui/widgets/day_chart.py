"""Stories a day as bars, with the days under them: the columns that the claims below share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tui import dates
from tui.scale import DayScale
from tui.style import FAINT, MUTED
from tui.text import Part, fit, line, lines

_EIGHTHS = " ▁▂▃▄▅▆▇█"


class DayChart(Widget):
    """Bars over an axis of days; how many stories stands above each bar."""

    scale: reactive[DayScale] = reactive(DayScale((), 4, 20))
    counts: reactive[Mapping[date, int]] = reactive(dict)
    today: reactive[date] = reactive(date(1970, 1, 1))

    def __init__(self, *, id: str, scrolls: bool) -> None:  # noqa: A002 - Textual's own name
        """`scrolls`: whether the view has keys for earlier and later days."""
        super().__init__(id=id)
        self._scrolls = scrolls

    def render(self) -> Content:
        bars = max(1, self.size.height - 2)
        labels = self._labels(bars)
        rows = [line(fit(labels[number], self.scale.gutter), *self._bars(bars - number)) for number in range(bars)]
        return lines(*rows, self._days(), self._months())

    def _labels(self, bars: int) -> list[Part]:
        total, peak = sum(self.counts.values()), max(self.counts.values(), default=0)
        when = next((day for day, count in self.counts.items() if count == peak), None)
        facts: list[Part] = []
        if when is not None:
            facts += [(f"{total:,} in all", f"bold {MUTED}"), (f"peak {peak:,} on {dates.day(when)}", FAINT)]
        return (facts + [""] * bars)[:bars]

    def _bars(self, level: int) -> list[Part]:
        """The cells at one height, counted from the axis up."""
        bars = max(1, self.size.height - 2)
        shown = [self.counts.get(day, 0) for day in self.scale.days]
        peak = max(shown, default=0) or 1
        cells: list[Part] = []
        wide = self.scale.cell - 1
        for count in shown:
            # One line is kept free above the highest bar, for its number.
            eighths = max(1, round(count / peak * (bars - 1 or 1) * 8)) if count else 0
            full = (eighths + 7) // 8
            if level <= full:
                part = min(8, eighths - (level - 1) * 8)
                cells.append((f" {_EIGHTHS[part] * wide}", "$bar"))
            elif count and level == full + 1:
                cells.append((" " + (f"{count}" if len(f"{count}") <= wide else "…").center(wide), MUTED))
            else:
                cells.append(" " * self.scale.cell)
        return cells

    def _days(self) -> Content:
        before, after = self.scale.hidden
        earlier, later = ("‹ [", "] ›") if self._scrolls else ("‹", "›")
        note = f"{earlier} {before} earlier days" if before else f"{after} later days {later}" if after else ""
        cells: list[Part] = []
        for day in self.scale.days:
            weekend = day.weekday() >= 5
            style = "bold $key" if day == self.today else FAINT if weekend else MUTED
            cells.append((f" {day.day:^{self.scale.cell - 1}}", style))
        return line(fit((note, FAINT), self.scale.gutter), *cells)

    def _months(self) -> Content:
        text = ""
        for number, day in enumerate(self.scale.days):
            start = number * self.scale.cell + 1
            if (number == 0 or day.day == 1) and start >= len(text):
                text = text.ljust(start) + f"{day:%b}" + (f" {day.year}" if number == 0 else "")
        return line(" " * self.scale.gutter, (text, FAINT))
