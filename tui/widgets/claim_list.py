"""The list of claims: what is said, by how many, who was first, how surely, and which way that moves."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import UTC, datetime

from textual.content import Content

from store.models import Claim
from store.wording import kind_tag, made_by
from tui import dates
from tui.findings import trend_sign
from tui.style import FAINT, MUTED, stance_bar
from tui.text import Part, clean, fit, line, row, wrap, wrapped
from tui.widgets.rows import Rows

#: Below this width the first mention has a line of its own.
ONE_LINE = 76
_BAR, _SHORT_BAR = 12, 8
_STATEMENT_LINES = 2


class ClaimList(Rows[Claim]):
    """Claims, as the store orders them."""

    now = datetime(1970, 1, 1, tzinfo=UTC)

    def key(self, item: Claim) -> Hashable:
        return item.id

    def height(self, item: Claim, width: int) -> int:
        statement = len(wrap(_said(item).plain, width - 2))
        return min(_STATEMENT_LINES, statement) + (2 if width >= ONE_LINE else 3)

    def lines(self, item: Claim, width: int) -> Sequence[Content]:
        statement = wrapped(_said(item), width - 2, _STATEMENT_LINES)
        rows = [line(trend_sign(item) if number == 0 else " ", " ", part) for number, part in enumerate(statement)]
        counts: list[Part] = [
            (f"  {f'c{item.id}':<5}", FAINT),
            ("pinned " if item.pinned else "dismissed " if item.dismissed else "", "$accent"),
            (made_by(item), "$secondary"),
        ]
        first = line(
            ("first ", FAINT),
            (dates.stamp(item.first_said_at, self.now), MUTED),
            " ",
            (item.first_said_by, "$secondary"),
        )
        size = _BAR if width >= 58 else _SHORT_BAR
        bar = stance_bar(dict(item.stances), size)
        if width >= ONE_LINE:
            known = line(*counts)
            room = max(0, width - known.cell_length - _BAR - 5)
            return [*rows, row(width, line(known, "   ", fit(first, room)), line(" ", bar, " ")), line()]
        return [*rows, row(width, line(*counts), line(" ", bar)), fit(line("  ", first), width), line()]


def _said(claim: Claim) -> Content:
    """What is claimed, with its kind before it where it is no assertion."""
    tag = kind_tag(claim)
    return line((f"{tag} · " if tag else "", "$accent"), (clean(claim.statement), "bold"))
