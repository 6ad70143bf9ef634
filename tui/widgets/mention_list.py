"""One claim: what is known of it as a whole, its ladder, and every mention, oldest first, with its evidence marked."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from textual.content import Content

from store.models import Claim, Mention
from tui import claimhead, dates, rungs
from tui.findings import LadderRow, evidence_styles
from tui.mentioned import ClaimLine, Kind, lines_of
from tui.style import FAINT, KEY, MUTED, chip
from tui.text import Part, evidence, line, row, wrap, wrapped
from tui.widgets.rows import Rows

if TYPE_CHECKING:
    from narrative.ledger import Slot
    from narrative.life import Life

_INDENT = 3
#: From this width on the outlet that is copied is named beside the one that copies.
_WIDE = 70


class MentionList(Rows[ClaimLine]):
    """A claim, its ladder and its mentions. `marked`: the mentions, by number, that are to leave it."""

    now = datetime(1970, 1, 1, tzinfo=UTC)
    _laid = rungs.Layout()

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.marked: frozenset[int] = frozenset()
        self._claim: Claim | None = None
        self._life: Life | None = None
        self._slots: Sequence[Slot] = ()
        self._unfolded = False
        self._quoted = 0, ""
        self._last: LadderRow | None = None

    def key(self, item: ClaimLine) -> Hashable:
        return item.key

    @property
    def mention(self) -> int:
        """The number of the mention under the cursor, on the ladder of its outlet's first; 0 on anything else."""
        item = self.current
        return item.number if item is not None and item.kind in (Kind.MENTION, Kind.RUNG) else 0

    @property
    def on_mention(self) -> bool:
        """Whether the cursor is on a mention itself."""
        return self.current is not None and self.current.kind is Kind.MENTION

    def show(self, claim: Claim | None, life: Life | None = None, empty: Sequence[Content] = ()) -> None:
        """Takes a claim in; another one than before from its beginning."""
        before = self._claim.id if self._claim else None
        if claim is None or claim.id != before:
            self._unfolded, self._slots, self.marked = False, (), frozenset()
            self.cursor = 0
            self.scroll_to(y=0, animate=False, immediate=True)
        elif claim != self._claim:
            self._slots, self.marked = (), frozenset()
        self._claim, self._life = claim, life
        self.set_items(lines_of(claim, self._unfolded) if claim else (), empty)

    def quote(self, claim_id: int, words: str) -> None:
        """Shows with a claim the words by which a person came to it; with another claim they are forgotten."""
        self._quoted = claim_id, words
        self._measure()

    def show_figures(self, slots: Sequence[Slot]) -> None:
        """Takes in the figures on which the mentions of the claim differ."""
        if slots:
            self._slots = slots
            self._measure()

    def go_to_mention(self, number: int) -> None:
        """Puts the cursor on a mention."""
        if self._claim is not None:
            self.go_to((self._claim.id, Kind.MENTION, number))

    def unfold(self) -> None:
        """Shows every outlet on the ladder."""
        if self._claim is not None:
            place = self.cursor
            self._unfolded = True
            self.set_items(lines_of(self._claim, True))
            self.cursor = place

    def mark(self, number: int) -> None:
        """Marks a mention to leave the claim, or no longer."""
        self.marked ^= {number}
        self._drawn.clear()
        self.refresh()

    def other(self, by: int) -> None:
        """To the next mention, or the one before; from elsewhere to the first, and from that back to the claim."""
        mentions = [place for place, item in enumerate(self.items) if item.kind is Kind.MENTION]
        if mentions:
            place = self.cursor + by if self.on_mention else mentions[0] if by > 0 else 0
            self.cursor = 0 if place < mentions[0] else min(place, mentions[-1])
            self._reveal()

    # Measuring and drawing.

    def _measure(self) -> None:
        # It must be known before the rows are drawn in it.
        ladder = [item.rung for item in self.items if item.rung is not None]
        self._laid = rungs.layout_of(ladder, self._width - 2)
        folded = any(item.kind is Kind.REST for item in self.items)
        self._last = ladder[-1] if ladder and not folded else None
        super()._measure()

    def height(self, item: ClaimLine, width: int) -> int:
        match item.kind:
            case Kind.CLAIM:
                return len(self._whole(item.claim, width))
            case Kind.REST:
                return 2
            case Kind.MENTION:
                assert item.mention is not None
                return 2 + len(wrap(item.mention.sentence, width - _INDENT))
            case Kind.RUNG:
                # An empty line stands between the ladder and the first mention.
                return 2 if item.rung is self._last else 1

    def at_edge(self, item: ClaimLine) -> bool:
        return item.kind is Kind.CLAIM

    def _whole(self, claim: Claim, width: int) -> list[Content]:
        quoted = self._quoted[1] if self._quoted[0] == claim.id else ""
        head = claimhead.lines_of(claim, self._life, self._slots, width, self.now, quoted)
        return [*head, rungs.heading(self._laid)]

    def lines(self, item: ClaimLine, width: int) -> Sequence[Content]:
        match item.kind:
            case Kind.CLAIM:
                return self._whole(item.claim, width)
            case Kind.RUNG:
                assert item.rung is not None
                return [rungs.draw(item.rung, self._laid, self.now)]
            case Kind.REST:
                return [line((f"… {item.number:,} more outlets · ", FAINT), ("enter", KEY), (" shows them", FAINT))]
            case Kind.MENTION:
                assert item.mention is not None
                return self._said(item, item.mention, width)

    def _said(self, item: ClaimLine, mention: Mention, width: int) -> list[Content]:
        note = _note(item, mention, width)
        marked = item.number in self.marked
        head = row(
            width,
            line(
                (f"{'✓' if marked else item.number:>2} ", "bold $accent" if marked else FAINT),
                chip(mention.stance),
                "  ",
                (mention.outlet, "bold $secondary"),
                "  ",
                *_on_whose_word(mention, width),
            ),
            line((f" {note}  " if note else " ", "$accent"), (dates.stamp(mention.said_at, self.now), MUTED)),
        )
        sentence = evidence(mention.sentence, evidence_styles(mention, mention.start))
        indent = " " * _INDENT
        return [head, *(line(indent, part) for part in wrapped(sentence, width - _INDENT)), line()]


def _note(item: ClaimLine, mention: Mention, width: int) -> str:
    """What sets a mention apart. One that has only some of the claim's words is the first of nothing."""
    if item.copy_of:
        return f"copy of {item.copy_of}" if width >= _WIDE else "a copy"
    if mention == item.claim.first:
        return "first"
    return "" if item.claim.told_in(mention) else "in part"


def _on_whose_word(mention: Mention, width: int) -> list[Part]:
    if not mention.attributed_to:
        return [(mention.stance, FAINT)]
    kind = f" ({mention.source_kind})" if mention.source_kind and width >= 90 else ""
    via = f" via {mention.via}" if mention.via else ""
    return [(f"{mention.stance} · ", FAINT), (mention.attributed_to, f"italic {MUTED}"), (via, MUTED), (kind, FAINT)]
