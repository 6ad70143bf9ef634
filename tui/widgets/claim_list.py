"""The list of claims: what is said, in what state that is, by how many, when, how surely, and who was first."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from datetime import UTC, datetime

from rich.cells import cell_len
from textual.content import Content

from store.models import Claim
from store.wording import counted, kind_tag
from tui import dates, stages
from tui.claimfacts import Facts, facts_of, span
from tui.style import FAINT, MUTED, spark, stance_bar
from tui.text import Part, clean, fit, line, row, wrapped
from tui.widgets.rows import Rows

#: From this width on everything but the statement has one line.
ONE_LINE = 112
_BAR, _SHORT_BAR = 12, 8
_STATEMENT_LINES = 2


class ClaimList(Rows[Claim]):
    """Claims, as the store orders them. `facts`, by id, where they are known already."""

    HOLDS = True
    now = datetime(1970, 1, 1, tzinfo=UTC)
    facts: Mapping[int, Facts] = {}

    _span = datetime(1970, 1, 1, tzinfo=UTC), datetime(1970, 1, 1, tzinfo=UTC)

    def set_items(self, items: Sequence[Claim], empty: Sequence[Content] = (), near: Hashable | None = None) -> None:
        self._span = span(items, self.now)
        super().set_items(items, empty, near)

    def set_facts(self, facts: Mapping[int, Facts]) -> None:
        """Takes in what has been found out of the claims; no row moves."""
        self.facts = facts
        self._drawn.clear()
        self.refresh()

    def key(self, item: Claim) -> Hashable:
        return item.id

    def height(self, item: Claim, width: int) -> int:
        # Nothing need be set in lines to know whether it takes the two that there are at the most.
        lines = 1 if cell_len(_said(item)) <= width - 2 else _STATEMENT_LINES
        return lines + (2 if width >= ONE_LINE else 3)

    def _facts(self, item: Claim) -> Facts:
        known = self.facts.get(item.id)
        return known or facts_of(item, *self._span, None, self.now)

    def lines(self, item: Claim, width: int) -> Sequence[Content]:
        facts = self._facts(item)
        tag = kind_tag(item)
        said = line((f"{tag} · " if tag else "", "$accent"), (clean(item.statement), "bold"))
        statement = wrapped(said, width - 2, _STATEMENT_LINES)
        rows = [
            line(stages.sign(facts.stages) if number == 0 else " ", " ", part) for number, part in enumerate(statement)
        ]
        wide = width >= ONE_LINE
        # Narrow, the bar goes first where the counts need its room.
        size = _BAR if width >= 66 else _SHORT_BAR
        made = line(
            (f"  {f'c{item.id}':<6}", FAINT),
            spark(facts.spark),
            "  " if width >= 60 else " ",
            (f"{counted(facts.outlets, 'outlet')}, {counted(facts.chains, 'chain')}", "$secondary"),
        )
        bar = stance_bar(dict(facts.stances), size)
        first = self._first(item)
        marks: list[Part] = [
            ("★ pinned  " if item.pinned else "⊘ dismissed  " if item.dismissed else "", "bold $accent"),
            ("✎ note  " if item.note else "", "$accent"),
            *stages.words(facts.stages),
        ]
        if wide:
            state = line(*marks, "  " if facts.stages else "")
            room = max(0, width - made.cell_length - size - state.cell_length - 4)
            return [*rows, row(width, line(made, "  ", state, fit(first, room)), line(bar, " ")), line()]
        state = line("  ", *marks)
        room = max(0, width - state.cell_length - (2 if state.cell_length > 2 else 0))
        gap = "  " if state.cell_length > 2 else ""
        return [*rows, row(width, made, line(" ", bar)), line(state, gap, fit(first, room)), line()]

    def _first(self, item: Claim) -> Content:
        return line(
            ("first ", FAINT),
            (dates.stamp(item.first_said_at, self.now), MUTED),
            " ",
            (item.first_said_by, "$secondary"),
        )


def _said(claim: Claim) -> str:
    """What is claimed, with its kind before it where it is no assertion."""
    tag = kind_tag(claim)
    return f"{tag} · {clean(claim.statement)}" if tag else clean(claim.statement)
