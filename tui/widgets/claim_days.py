"""Claims as lanes under the days: from where each was born over where it hardened or was denied to where it fades."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from store.models import Claim, Stance
from tui import stages
from tui.bins import Bins
from tui.findings import told_by
from tui.style import FAINT, LETTER, MUTED, colour
from tui.text import Part, clean, fit, line
from tui.widgets.rows import Rows

if TYPE_CHECKING:
    from narrative.life import Life


class ClaimDays(Rows[Claim]):
    """The claims under the chart, in its columns."""

    bins = Bins()
    lives: Mapping[int, Life] = {}

    def set_bins(self, bins: Bins, lives: Mapping[int, Life]) -> None:
        """Draws in other columns, with these lives."""
        self.bins, self.lives = bins, lives
        self._measure()

    def key(self, item: Claim) -> Hashable:
        return item.id

    def lines(self, item: Claim, width: int) -> Sequence[Content]:
        life = self.lives.get(item.id)
        told = told_by(item, self.bins.hourly)
        ended = self.bins.begins[-1] + self.bins.step if self.bins.begins else item.last_said_at
        now = [state.stage for state in life.at(ended)] if life else []
        # The list's own mark takes the first of the gutter's cells.
        name = line(stages.sign(now), " ", clean(item.statement))
        cells = [self._cell(item, life, place, told) for place in range(len(self.bins.begins))]
        return [fit(line(fit(name, self.bins.gutter - 2), " ", *cells), width)]

    def _cell(self, claim: Claim, life: Life | None, place: int, told: Mapping[object, tuple[int, Stance]]) -> Content:
        """How often it was told, and mostly how; what state began; and where nothing was said, whether it lives on."""
        begins = self.bins.begins[place]
        ends, wide, gap = begins + self.bins.step, self.bins.wide, self.bins.gap
        begun = [state.stage for state in life.states if begins <= state.began < ends] if life else []
        signs = [stages.sign([stage]) for stage in stages.foremost(begun)]
        made = told.get(begins)
        if made is not None:
            number, stance = made
            shown = f"{min(number, 99)}{LETTER[stance]}"[-wide:]
            if number > 9 and wide == 2:
                shown = f"+{LETTER[stance]}"
            tint = 20 if number == 1 else 35 if number < 4 else 55
            chip: Part = (shown, f"bold {colour(stance)} on {colour(stance)} {tint}%")
            return line(gap, fit(line(chip, *signs[: max(0, wide - len(shown))]), wide))
        if signs:
            return line(gap, fit(line(*signs[:wide]), wide))
        return line(*self._between(claim, life, place))

    def _between(self, claim: Claim, life: Life | None, place: int) -> list[Part]:
        ends = self.bins.begins[place] + self.bins.step
        if ends <= claim.first_said_at:
            return [" " * self.bins.cell]
        held = [state.stage for state in life.at(ends)] if life else []
        if "fading" in held:
            return [(self.bins.gap + "·".ljust(self.bins.wide), FAINT)]
        style = next((stages.SIGNS[stage][1] for stage in stages.foremost(held)), MUTED)
        return [("─" * self.bins.cell, style)]
