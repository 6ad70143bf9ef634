"""The Narrative view: the coverage by day or hour, the claims as lanes under it, and one thing more closely.

The cursor on the chart narrows stories and claims down to the day or hour under it, here and in the other views.
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget

from store.models import Claim
from store.wording import counted
from tui import advice
from tui import course as courses
from tui.bins import Bins, begin, bins
from tui.course import Course
from tui.keys import binding
from tui.messages import Narrow, ShowClaim, ShowView
from tui.periods import Period
from tui.snapshot import Snapshot
from tui.views.narrative_detail import NarrativeDetail
from tui.widgets.claim_days import ClaimDays
from tui.widgets.course_chart import CourseChart
from tui.widgets.facet_list import FacetList
from tui.widgets.pane import Pane
from tui.widgets.rows import Rows

#: The least that labels get, and the cells beside a claim's words: its mark, its sign, and what keeps it from the days.
_GUTTER, _BESIDE = 28, 4


class NarrativeView(NarrativeDetail):
    """How the telling changes, from day to day and from outlet to outlet."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("left_square_bracket", "step(-1)", "Earlier", "The cursor a day or an hour back", display="["),
        binding("right_square_bracket", "step(1)", "Later", "The cursor a day or an hour on", display="]"),
        binding("left_curly_bracket", "scroll_days(-1)", "Days before", "Earlier days; chooses none", display="{"),
        binding("right_curly_bracket", "scroll_days(1)", "Days after", "Later days; chooses none", display="}"),
        binding("t", "hourly", "Hours", "By the hour, or by the day again", show=True, id="days-hours"),
        binding("s", "stances", "Stories/stances", "Stack stories and copies, or the stances of what is told"),
        binding("escape", "back", "Back", "Back to the claims, then out of the day or hour", show=True),
    ]
    _hourly = False
    #: How many days or hours stand after those shown.
    _after = 0
    _stale = True

    def compose(self) -> ComposeResult:
        with Horizontal():
            with Pane(id="days-pane"):
                yield CourseChart(id="day-chart")
                yield ClaimDays(id="claim-days")
            yield from self.compose_detail()

    @property
    def chart(self) -> CourseChart:
        return self.query_one(CourseChart)

    @property
    def claims(self) -> ClaimDays:
        return self.query_one(ClaimDays)

    @property
    def panes(self) -> list[Widget]:
        return [self.claims, self.chart, self.detail]

    def claim_under_cursor(self) -> Claim | None:
        return self.claims.current

    # What is told.

    def take(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.ladder.now = self.query_one(FacetList).now = snapshot.now
        self._stale = True
        if self.display:
            self._load()

    def take_claims(self, snapshot: Snapshot) -> None:
        self.take(snapshot)

    def enter(self) -> None:
        super().enter()
        if self._stale:
            self._load()

    def _load(self) -> None:
        """Shows the claims at once, and their course as soon as it has been found."""
        if self.snapshot is None:
            return
        self._stale = False
        self._list()
        work = partial(
            courses.read,
            shelf=self.desk.shelf,
            wiring=self.wiring,
            claims=self.snapshot.claims,
            now=self.snapshot.now,
        )
        self.desk.read("course", work, self._take_course)

    def _take_course(self, course: Course) -> None:
        self.course = self.chart.course = course
        self._scale()
        self._list()
        self.show_detail()

    def _list(self) -> None:
        """Lists the claims, or those that were told at the time under the cursor."""
        if self.snapshot is None:
            return
        period, found = self.period, list(self.snapshot.claims)
        if period is not None:
            found = [claim for claim in found if period.tells(claim)]
        empty = advice.say("No claim was told then.", ("esc", "shows all again")) if period else None
        self.claims.set_items(found, empty if empty is not None else advice.no_claims(self.snapshot))
        unit = "hours" if self._hourly else "days"
        told = f"{len(found):,} of {len(self.snapshot.claims):,} claims told" if period else f"{len(found):,} claims"
        name = self.heading("4", "Narrative", told, f"◆ {period.name}" if period else self._span)
        by, other = ("hour", "day") if self._hourly else ("day", "hour")
        stacked = "stories" if self.chart.stances else "stances"
        keys = f"[ ] choose a{'n' if self._hourly else ''} {by} · t by {other} · s {stacked}"
        keys += f" · {{ }} other {unit}" if any(self.chart.bins.hidden) else ""
        self.title_list(self.query_one("#days-pane"), name, f"{keys} · esc clears" if period else keys)

    @property
    def _span(self) -> str:
        """How many days or hours there are from the first to the last, be there stories or not."""
        counts = self.course.counts(self._hourly) if self.course is not None else {}
        if not counts:
            return ""
        step = timedelta(hours=1) if self._hourly else timedelta(days=1)
        return counted((max(counts) - min(counts)) // step + 1, "hour" if self._hourly else "day")

    def _scale(self, follow: bool = True) -> None:
        """Fits the days or hours into the width there is. `follow`: with the one under the cursor among them."""
        # The chart itself has no width while there is nothing in it.
        width = self.claims.size.width - 1
        counts = self.course.counts(self._hourly) if self.course is not None else {}
        at = self.period.begins if self.period is not None and follow else None
        shown = bins(counts, self._hourly, width - 2, _GUTTER, at, self._after, self._longest)
        self._after = shown.hidden[1]
        self.chart.display = self.course is None or bool(shown.begins)
        self.chart.bins = shown
        self.claims.set_bins(shown, self.course.known.lives if self.course is not None else {})

    @property
    def _longest(self) -> int:
        """The cells that the claims' labels want."""
        claims = self.snapshot.claims if self.snapshot is not None else ()
        return _BESIDE + max((cell_len(claim.statement) for claim in claims), default=0)

    def on_resize(self) -> None:
        self.call_after_refresh(self._scale)
        self.call_after_refresh(self.show_axis)

    # The cursor over time.

    def narrow(self, period: Period | None) -> None:
        """Shows only what was told in a period, or everything again."""
        self.period = self.chart.period = period
        if period is not None:
            self._hourly = period.hourly
        if self.snapshot is None or self._stale:
            return
        self._scale()
        self._list()
        self.show_detail()

    @on(CourseChart.Stepped)
    def _stepped(self, event: CourseChart.Stepped) -> None:
        if event.period is not None:
            self.post_message(Narrow(None if event.period == self.period else event.period))
        else:
            self.action_step(event.by)

    def action_step(self, by: int) -> None:
        """Moves the cursor; the first step puts it on the last day or hour that is shown."""
        shown: Bins = self.chart.bins
        if not shown.begins or self.course is None:
            return
        if self.period is None:
            self.post_message(Narrow(shown.period(len(shown.begins) - 1)))
            return
        counts = self.course.counts(self._hourly)
        begins = self.period.begins + shown.step * by
        if min(counts) <= begins <= max(counts):
            self.post_message(Narrow(Period(begins, self._hourly)))

    def action_scroll_days(self, by: int) -> None:
        """Shows days or hours before or after those shown; the cursor stays where it is."""
        shown = self.chart.bins
        before, after = shown.hidden
        step = max(1, len(shown.begins) // 2)
        self._after = max(0, after - by * step) if by > 0 else after + min(before, -by * step)
        self._scale(follow=False)

    @on(CourseChart.Scrolled)
    def _scrolled(self, event: CourseChart.Scrolled) -> None:
        self.action_scroll_days(event.by)

    def action_hourly(self) -> None:
        """By the hour or by the day; the cursor stays at its time."""
        self._hourly, self._after = not self._hourly, 0
        if self.period is None or self.course is None:
            self._scale()
            self._list()
            return
        inside = [hour for hour in self.course.hours if self.period.holds(hour)]
        at = inside[0] if self._hourly and inside else self.period.begins
        self.post_message(Narrow(Period(begin(at, self._hourly), self._hourly)))

    def action_stances(self) -> None:
        self.chart.stances = not self.chart.stances
        self._list()

    # Going about.

    @on(CourseChart.Left)
    def _down(self) -> None:
        self.claims.focus()

    @on(CourseChart.Opened)
    def _open_stories(self) -> None:
        if self.period is not None:
            self.post_message(ShowView("stories"))

    @on(Rows.Moved, "#claim-days")
    def _moved(self, event: Rows.Moved) -> None:
        if not isinstance(event, Rows.Chosen) and self.shown == "ladder":
            self.show_detail()

    @on(Rows.Chosen, "#claim-days")
    def _chosen(self) -> None:
        if (claim := self.claims.current) is not None:
            self.post_message(ShowClaim(claim.id))

    def action_back(self) -> None:
        if self.detail.has_focus or (self.chart.has_focus and self.period is None):
            self.claims.focus()
        elif self.period is not None:
            self.post_message(Narrow(None))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Escape means something here only where there is something to leave."""
        if action == "back":
            return not self.claims.has_focus or self.period is not None
        return super().check_action(action, parameters)
