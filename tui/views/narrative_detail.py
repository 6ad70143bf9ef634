"""The lower pane of the Narrative view: the ladder of a claim, phases and events, frames, or outlets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Static

from store.database import Store
from store.models import Claim
from store.wording import made_by
from tui import framelines, outletlines, phaselines, rungs
from tui.course import Course
from tui.facets import FacetRow
from tui.findings import copies_of, trend_sign
from tui.keys import binding
from tui.messages import ShowStory
from tui.periods import Period
from tui.style import MUTED
from tui.text import line
from tui.views.base import View
from tui.widgets.facet_list import FacetList
from tui.widgets.ladder import Ladder
from tui.widgets.pane import Pane
from tui.widgets.rows import Rows

#: What the lower pane can show, by its key.
_KEYS = {"ladder": "d ladder", "phases": "e events", "frames": "f frames", "outlets": "o outlets"}
_WAIT = [FacetRow("wait", lambda width, now: [line(("Reading …", MUTED))])]


class NarrativeDetail(View):
    """A view with a pane in which one thing is told more closely."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("d", "detail('ladder')", "Ladder", "The stance ladder of the claim under the cursor"),
        binding(
            "e",
            "detail('phases')",
            "Events",
            "The phases: what leads, turns, enters; and what happened then",
            show=True,
        ),
        binding(
            "f", "detail('frames')", "Frames", "How the coverage speaks of it, and the words that moved", show=True
        ),
        binding("o", "detail('outlets')", "Outlets", "Who is original and who is late"),
    ]
    shown = "ladder"
    course: Course | None = None
    period: Period | None = None

    def compose_detail(self) -> ComposeResult:
        with Pane(id="ladder-pane"):
            yield Static(id="ladder-claim")
            yield Static(id="ladder-axis")
            yield Ladder(id="ladder")
            yield Static(id="ladder-legend")
            yield FacetList(id="narrative-facets")

    @property
    def ladder(self) -> Ladder:
        return self.query_one(Ladder)

    @property
    def facets(self) -> FacetList:
        return self.query_one(FacetList)

    @property
    def detail(self) -> Widget:
        return self.ladder if self.shown == "ladder" else self.facets

    def claim_under_cursor(self) -> Claim | None:
        raise NotImplementedError

    def action_detail(self, name: str) -> None:
        """Shows one thing more closely, and goes there."""
        self.shown = name
        for part in ("#ladder-claim", "#ladder-axis", "#ladder", "#ladder-legend"):
            self.query_one(part).display = name == "ladder"
        self.facets.display = name != "ladder"
        self.show_detail(anew=True)
        self.detail.focus()

    def show_detail(self, anew: bool = False) -> None:
        """Shows what has been chosen, for the time and claim that are looked at. `anew`: it was not shown before."""
        if self.shown == "ladder":
            self._show_ladder(self.claim_under_cursor())
            return
        self.desk.forget("narrative")
        note = " · ".join(words for shown, words in _KEYS.items() if shown != self.shown)
        names = {"phases": "Phases and events", "frames": "Frames", "outlets": "Outlets by originality and lag"}
        when = f" · {self.period.name}" if self.period is not None else ""
        self.title(self.query_one("#ladder-pane"), (f"{names[self.shown]}{when}", "bold"), note)
        if self.course is None or self.snapshot is None:
            self.facets.show(_WAIT)
            return
        if self.shown == "phases":
            known = {claim.id: claim for claim in self.snapshot.claims}
            self.facets.show(phaselines.rows(self.course, known, self.period))
            return
        if anew:
            self.facets.show(_WAIT)
        self.desk.read("narrative", self._reading(self.course, self.snapshot.claims), self.facets.show)

    def _reading(self, course: Course, claims: Sequence[Claim]) -> Callable[[Store], list[FacetRow]]:
        shelf, wiring = self.desk.shelf, self.wiring
        if self.shown == "frames":
            return partial(framelines.told, shelf=shelf, wiring=wiring, course=course, period=self.period)
        return partial(outletlines.told, shelf=shelf, wiring=wiring, course=course, claims=claims, period=self.period)

    def _show_ladder(self, claim: Claim | None) -> None:
        when = f" · {self.period.name}" if self.period is not None else ""
        copies = copies_of(claim) if claim is not None else frozenset()
        if claim is not None and self.period is not None:
            claim = self.period.of(claim)
        self.ladder.show(claim, copies)
        said = line(trend_sign(claim), " ", (claim.statement, "bold")) if claim else line()
        self.query_one("#ladder-claim", Static).update(said)
        name = f"Stance ladder{when}" + (f" · c{claim.id} · {made_by(claim)}" if claim else "")
        note = " · ".join(words for shown, words in _KEYS.items() if shown != "ladder")
        self.title(self.query_one("#ladder-pane"), (name, "bold"), note)
        self.show_axis()

    def show_axis(self) -> None:
        """The days over the ladder, and what its letters mean under it."""
        axis = self.ladder.axis if self.ladder.items else line(("A claim’s ladder shows here.", MUTED))
        self.query_one("#ladder-axis", Static).update(axis)
        self.query_one("#ladder-legend", Static).update(rungs.legend(max(1, self.ladder.size.width - 2)))

    @on(Rows.Chosen, "#ladder")
    def _outlet_chosen(self) -> None:
        if (row := self.ladder.current) is not None:
            self.post_message(ShowStory(row.rung.marks[0].story_id))

    @on(Rows.Chosen, "#narrative-facets")
    def _facet_chosen(self) -> None:
        row = self.facets.current
        if row is not None and (message := row.message()) is not None:
            self.post_message(message)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "detail" and parameters in (("frames",), ("outlets",)):
            return self.wiring.narrating is not None
        return True
