"""The stance ladder of one claim as a list of outlets."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import UTC, datetime

from textual.content import Content

from store.models import Claim
from tui import rungs
from tui.findings import LadderRow, ladder_of
from tui.text import line
from tui.widgets.rows import Rows


class Ladder(Rows[LadderRow]):
    """Outlets in the order in which they took the claim up, and when each turned."""

    now = datetime(1970, 1, 1, tzinfo=UTC)
    _laid = rungs.Layout()

    def key(self, item: LadderRow) -> Hashable:
        return item.rung.outlet

    def show(self, claim: Claim | None, copies: frozenset[int], empty: Sequence[Content] = ()) -> None:
        """Shows the ladder of a claim, or of a part of it. `copies`: which of the whole claim's stories are copies."""
        self.cursor = 0
        self.set_items(ladder_of(claim, copies) if claim else (), empty)

    def _measure(self) -> None:
        # It must be known before the rows are drawn in it.
        self._laid = rungs.layout_of(self.items, self._width - 2)
        super()._measure()

    @property
    def axis(self) -> Content:
        """The days, to stand over the rows."""
        return line(" ", rungs.heading(self._laid))

    def lines(self, item: LadderRow, width: int) -> Sequence[Content]:
        return [rungs.draw(item, self._laid, self.now)]
