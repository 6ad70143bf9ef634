"""Stories by day or hour as stacked bars with the phases and events under them, and a cursor that narrows all else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tui import dates, phaselines, stacks
from tui.bins import Bins
from tui.course import Count, Course
from tui.keys import binding
from tui.periods import Period
from tui.stages import SIGNS
from tui.style import FAINT, KEY, MUTED
from tui.text import Part, fit, line, lines

#: Lines that are no bars: phases, events, days, months; in a chart of so few lines only the days.
_UNDER, _LOW = 4, 4


class CourseChart(Widget, can_focus=True):
    """The bars of a course in the columns of `bins`. `period`: the column under the cursor; None: there is none."""

    DEFAULT_CSS = "CourseChart { &:focus { background: $surface; } }"
    BINDINGS: ClassVar[list[BindingType]] = [
        binding("h,left", "step(-1)", "Day before", "The cursor to the day or hour before", display="h ←"),
        binding("l,right", "step(1)", "Day after", "The cursor to the day or hour after", display="l →"),
        binding("j,down", "down", "Down", "To the claims below", display="j ↓"),
        binding("enter", "open", "Open", "To the stories of the day or hour under the cursor", show=True),
    ]
    course: reactive[Course | None] = reactive(None)
    bins: reactive[Bins] = reactive(Bins())
    period: reactive[Period | None] = reactive(None)
    stances: reactive[bool] = reactive(False)

    class Stepped(Message):
        """The cursor is to go some columns on, or to a column that was clicked."""

        def __init__(self, by: int = 0, period: Period | None = None) -> None:
            self.by, self.period = by, period
            super().__init__()

    class Scrolled(Message):
        """Earlier (-1) or later days are asked for."""

        def __init__(self, by: int) -> None:
            self.by = by
            super().__init__()

    class Left(Message):
        """The person goes down from the chart."""

    class Opened(Message):
        """The day or hour under the cursor was opened."""

    def render(self) -> Content:
        if self.course is None:
            return line(("Reading how the telling went …", MUTED))
        if not self.bins.begins:
            return line()
        counts = self.course.counts(self.bins.hourly)
        low = self.size.height <= _LOW
        bars = max(1, self.size.height - (1 if low else _UNDER))
        shown = [counts.get(begins, Count()) for begins in self.bins.begins]
        columns = self._columns(shown, bars)
        labels = self._labels(bars)
        drawn = [
            line(fit(labels[row], self.bins.gutter), *(self._lit(bar[row], place) for place, bar in enumerate(columns)))
            for row in range(bars)
        ]
        if low:
            return lines(*drawn, self._days())
        return lines(*drawn, self._phases(), self._events(), self._days(), self._months())

    def _lit(self, part: Part, place: int) -> Part:
        """A column's part, on the cursor's ground where it is under the cursor."""
        here = self.period is not None and self.bins.begins[place] == self.period.begins
        return line(part).stylize_before("on $cursor") if here else part

    def _columns(self, shown: Sequence[Count], bars: int) -> list[list[Content]]:
        """Each column from the top down."""
        sizes = [count.tellings if self.stances else count.stories for count in shown]
        peak = max(sizes, default=0) or 1
        found = []
        for count, size in zip(shown, sizes, strict=True):
            layers = stacks.by_stance(count) if self.stances else stacks.by_copies(count)
            found.append([line(self.bins.gap, part) for part in stacks.bar(layers, size, peak, bars, self.bins.wide)])
        return found

    def _labels(self, bars: int) -> list[Part]:
        assert self.course is not None
        counts = self.course.counts(self.bins.hourly)
        unit = "an hour" if self.bins.hourly else "a day"
        sizes = {at: count.tellings if self.stances else count.stories for at, count in counts.items()}
        total, peak = sum(sizes.values()), max(sizes.values(), default=0)
        when = next((at for at, size in sizes.items() if size == peak), None)
        what = "Tellings" if self.stances else "Stories"
        facts: list[Part] = [(f"{what} {unit}", f"bold {MUTED}")]
        if when is not None and peak:
            at = f"{dates.day(when)} {when:%H} h" if self.bins.hourly else dates.day(when)
            facts += [(f"{total:,} in all", FAINT), (f"peak {peak:,} on {at}", FAINT)]
        if not self.stances:
            facts.append(line(("█", "$bar"), (" originals ", FAINT), ("▒", "$bar"), (" copies", FAINT)))
        return (facts + [""] * bars)[:bars]

    def _phases(self) -> Content:
        assert self.course is not None
        gutter = fit(("phases", FAINT), self.bins.gutter)
        return line(gutter, *phaselines.band(self.course.phases, self.bins))

    def _events(self) -> Content:
        assert self.course is not None
        found = self.course.events_by(self.bins.hourly)
        cells: list[Part] = [fit(("events", FAINT), self.bins.gutter)]
        for place, begins in enumerate(self.bins.begins):
            stages = list(dict.fromkeys(event.stage for event in found.get(begins, ())))[: self.bins.wide]
            signs = line(*((SIGNS[stage][0], f"bold {SIGNS[stage][1]}") for stage in stages))
            cells.append(self._lit(line(self.bins.gap, fit(signs, self.bins.wide)), place))
        return line(*cells)

    def _days(self) -> Content:
        before, after = self.bins.hidden
        unit = "hours" if self.bins.hourly else "days"
        if before and after:
            note = f"‹ {before:,} · {after:,} {unit} ›"
        else:
            note = f"‹ {before:,} {unit} before" if before else f"{after:,} {unit} after ›" if after else ""
        return line(fit((note, FAINT), self.bins.gutter), self._numbers())

    def _numbers(self) -> Content:
        """The days or hours by their numbers, all of them or as many as do not touch; without colours the brackets say
        where the cursor is."""
        cell, begins = self.bins.cell, self.bins.begins
        here = next((place for place, at in enumerate(begins) if self.period and at == self.period.begins), None)
        drawn = line(" " * (cell * len(begins)))
        # The cursor's first, then from the last day back.
        for place in [*([] if here is None else [here]), *reversed(range(len(begins)))]:
            number = f"{begins[place].hour if self.bins.hourly else begins[place].day}"
            text = f"[{number}]" if place == here else number
            # Where a column is a cell, the number's last digit stands in it.
            at = place * cell + max(0, cell + 1 - len(text)) // 2 if cell > 1 else place + 1 - len(text)
            at += cell == 1 and place == here
            at = min(max(0, at), len(drawn) - len(text))
            if drawn.plain[max(0, at - 1) : at + len(text) + 1].strip():
                continue
            said: Part = (text, self._number_style(place, here))
            drawn = line(drawn[:at], said, drawn[at + len(text) :])
        if here is None:
            return drawn
        return drawn.stylize("on $cursor", here * cell, (here + 1) * cell)

    def _number_style(self, place: int, here: int | None) -> str:
        begins = self.bins.begins[place]
        today = begins.date() == (self.course.now.date() if self.course else None)
        if place == here or (today and not self.bins.hourly):
            return KEY
        return FAINT if begins.weekday() >= 5 else MUTED

    def _months(self) -> Content:
        text = ""
        for number, begins in enumerate(self.bins.begins):
            start = number * self.bins.cell + len(self.bins.gap)
            new = begins.hour == 0 if self.bins.hourly else begins.day == 1
            if (number == 0 or new) and start >= len(text) + (number > 0):
                text = text.ljust(start) + self._named(begins, number == 0)
        return line(" " * self.bins.gutter, (text, FAINT))

    def _named(self, begins: datetime, first: bool) -> str:
        if self.bins.hourly:
            return dates.day(begins)
        return f"{begins:%b}" + (f" {begins.year}" if first else "")

    # The cursor.

    def action_step(self, by: int) -> None:
        self.post_message(self.Stepped(by))

    def action_down(self) -> None:
        self.post_message(self.Left())

    def action_open(self) -> None:
        self.post_message(self.Opened())

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.post_message(self.Scrolled(-1))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.post_message(self.Scrolled(1))

    def on_click(self, event: events.Click) -> None:
        place = event.get_content_offset(self)
        column = self.bins.place(place.x) if place is not None else None
        if column is not None:
            self.post_message(self.Stepped(period=self.bins.period(column)))
