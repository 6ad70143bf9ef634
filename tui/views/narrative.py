"""The Narrative view: stories a day, claims by day under the same days, and the ladder of the chosen claim."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Static

from store.wording import made_by
from tui import advice
from tui.findings import every_day, trend_sign
from tui.keys import binding
from tui.messages import ShowClaim, ShowStory
from tui.scale import day_scale
from tui.snapshot import Snapshot
from tui.style import MUTED, legend
from tui.text import line
from tui.views.base import View
from tui.widgets.claim_days import ClaimDays
from tui.widgets.day_chart import DayChart
from tui.widgets.ladder import Ladder
from tui.widgets.rows import Rows


class NarrativeView(View):
    """How the telling changes, from day to day and from outlet to outlet."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("left_square_bracket", "days(1)", "Earlier days", "Show earlier days", show=True, display="["),
        binding("right_square_bracket", "days(-1)", "Later days", "Show later days", show=True, display="]"),
        binding("escape", "back", "Back", "Back to the claims"),
    ]
    _days_back = 0

    def compose(self) -> ComposeResult:
        with Horizontal():
            with Vertical(classes="pane", id="days-pane"):
                yield DayChart(id="day-chart", scrolls=True)
                yield ClaimDays(id="claim-days")
            with Vertical(classes="pane", id="ladder-pane"):
                yield Static(id="ladder-claim")
                yield Static(id="ladder-axis")
                yield Ladder(id="ladder")
                yield Static(legend(), id="ladder-legend")

    @property
    def chart(self) -> DayChart:
        return self.query_one(DayChart)

    @property
    def claims(self) -> ClaimDays:
        return self.query_one(ClaimDays)

    @property
    def ladder(self) -> Ladder:
        return self.query_one(Ladder)

    @property
    def panes(self) -> list[Widget]:
        return [self.claims, self.ladder]

    def take(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.ladder.now = snapshot.now
        self.chart.counts = every_day(snapshot.days)
        self.chart.today = snapshot.now.date()
        self._scale()
        self.claims.set_items(snapshot.claims, advice.no_claims(snapshot))
        days = len(self.chart.counts)
        self.title(
            self.query_one("#days-pane"),
            self.heading("4", "Narrative", f"{len(snapshot.claims)} claims", f"{days} days" if days else ""),
            "a cell: how often that day, and mostly how" if snapshot.claims else "",
        )

    def take_claims(self, snapshot: Snapshot) -> None:
        self.take(snapshot)

    def _scale(self) -> None:
        """Fits the days into the width there is."""
        width = self.chart.size.width
        gutter = max(22, min(64, int(width * 0.36)))
        self.chart.display = bool(self.chart.counts)
        scale = day_scale(self.chart.counts, width - 2, gutter, self._days_back)
        self.chart.scale = scale
        self.claims.set_scale(scale)

    def on_resize(self) -> None:
        self.call_after_refresh(self._scale)
        self.call_after_refresh(self._show_axis)

    def action_days(self, way: int) -> None:
        before, after = self.chart.scale.hidden
        step = max(1, len(self.chart.scale.days) // 2)
        self._days_back += min(step, before) if way > 0 else -min(step, after)
        self._scale()

    @on(Rows.Moved, "#claim-days")
    def _moved(self, event: Rows.Moved) -> None:
        if isinstance(event, Rows.Chosen):
            return
        claim = self.claims.current
        self.ladder.show(claim)
        said = line(trend_sign(claim), " ", (claim.statement, "bold")) if claim else line()
        self.query_one("#ladder-claim", Static).update(said)
        name = f"Stance ladder · c{claim.id} · {made_by(claim)}" if claim else "Stance ladder"
        self.title(
            self.query_one("#ladder-pane"), (name, "bold"), "left to right: who turned, and when" if claim else ""
        )
        self._show_axis()

    def _show_axis(self) -> None:
        if self.ladder.items:
            self.query_one("#ladder-axis", Static).update(line(self.ladder.axis))
        else:
            self.query_one("#ladder-axis", Static).update(line(("A claim’s ladder shows here.", MUTED)))

    @on(Rows.Chosen, "#claim-days")
    def _chosen(self) -> None:
        if (claim := self.claims.current) is not None:
            self.post_message(ShowClaim(claim.id))

    @on(Rows.Chosen, "#ladder")
    def _outlet_chosen(self) -> None:
        if (row := self.ladder.current) is not None:
            self.post_message(ShowStory(row.rung.marks[0].story_id))

    def action_back(self) -> None:
        self.claims.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Escape means something here only on the ladder."""
        return action != "back" or not self.claims.has_focus
