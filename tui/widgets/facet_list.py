"""The figures and sides of one claim, or the tree of who followed whom."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import UTC, datetime

from textual.content import Content

from tui.facets import FacetRow
from tui.widgets.rows import Rows


class FacetList(Rows[FacetRow]):
    """Rows of a facet, each of which may lead to a story."""

    DEFAULT_CSS = "FacetList { display: none; }"

    now = datetime(1970, 1, 1, tzinfo=UTC)

    def key(self, item: FacetRow) -> Hashable:
        return item.key

    def height(self, item: FacetRow, width: int) -> int:
        return len(item.draw(width, self.now))

    def lines(self, item: FacetRow, width: int) -> Sequence[Content]:
        return item.draw(width, self.now)

    def show(self, rows: Sequence[FacetRow]) -> None:
        """Takes another facet, or another claim's, in from its beginning."""
        self.cursor = 0
        self.scroll_to(y=0, animate=False, immediate=True)
        self.set_items(rows)
