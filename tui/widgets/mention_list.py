"""Every mention of one claim, oldest first, each with its sentence and the words that carry its stance and source."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from textual.content import Content

from store.models import Claim, Mention
from tui import dates
from tui.findings import evidence_styles, made, trend_words
from tui.style import FAINT, MUTED, chip, stance_bar
from tui.text import Part, clean, evidence, fit, line, row, wrap, wrapped
from tui.widgets.rows import Rows

if TYPE_CHECKING:
    from narrative.ledger import Slot

_INDENT = 3
_KIND, _FIGURE_LINES, _SLOTS = 10, 2, 3


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A mention and where it stands among the others; the first row of a claim has none and tells of the whole, with
    the figures on which mentions differ."""

    number: int
    claim: Claim
    mention: Mention | None = None
    copy_of: str = ""
    slots: tuple[Slot, ...] = ()


def mention_rows(claim: Claim) -> list[MentionRow]:
    """The rows of a claim: itself, then its mentions, each told where its chain's wording was seen before."""
    # Reading figures takes the most of `narrative`, which the first paint should not wait for.
    from narrative.ledger import ledger

    seen: dict[int, tuple[int, str]] = {}
    differing = tuple(slot for slot in ledger(claim) if len(slot.values) > 1)
    rows = [MentionRow(0, claim, slots=differing[:_SLOTS])]
    for number, mention in enumerate(claim.mentions, 1):
        chain = mention.chain if mention.chain is not None else mention.story_id
        story_id, outlet = seen.setdefault(chain, (mention.story_id, mention.outlet))
        rows.append(MentionRow(number, claim, mention, "" if story_id == mention.story_id else outlet))
    return rows


class MentionList(Rows[MentionRow]):
    """A claim and its mentions."""

    now = datetime(1970, 1, 1, tzinfo=UTC)

    def key(self, item: MentionRow) -> Hashable:
        return (item.claim.id, item.number)

    def show(self, claim: Claim | None, empty: Sequence[Content] = ()) -> None:
        """Takes the mentions of a claim in; of another claim than before from its beginning."""
        before = self.items[0].claim.id if self.items else None
        if claim is None or claim.id != before:
            self.cursor = 0
            self.scroll_to(y=0, animate=False, immediate=True)
        self.set_items(mention_rows(claim) if claim else (), empty)

    def height(self, item: MentionRow, width: int) -> int:
        if item.mention is None:
            return len(_whole(item, width, self.now))
        return 2 + len(wrap(item.mention.sentence, width - _INDENT))

    def lines(self, item: MentionRow, width: int) -> Sequence[Content]:
        if item.mention is None:
            return _whole(item, width, self.now)
        mention = item.mention
        note = f"copy of {item.copy_of}" if item.copy_of else "first" if item.number == 1 else ""
        head = row(
            width,
            line(
                (f"{item.number:>2} ", FAINT),
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


def _on_whose_word(mention: Mention, width: int) -> list[Part]:
    if not mention.attributed_to:
        return [(mention.stance, FAINT)]
    kind = f" ({mention.source_kind})" if mention.source_kind and width >= 90 else ""
    via = f" via {mention.via}" if mention.via else ""
    return [(f"{mention.stance} · ", FAINT), (mention.attributed_to, f"italic {MUTED}"), (via, MUTED), (kind, FAINT)]


def _whole(item: MentionRow, width: int, now: datetime) -> list[Content]:
    """What is known of a claim as a whole."""
    claim = item.claim
    first, last = claim.mentions[0], claim.mentions[-1]
    said = line(
        ("first ", FAINT),
        (f"{dates.stamp(first.said_at, now)} ", MUTED),
        (clean(first.outlet), "$secondary"),
        ("  ·  last ", FAINT),
        (f"{dates.stamp(last.said_at, now)} ", MUTED),
        (clean(last.outlet), "$secondary"),
    )
    stances: list[Part] = []
    for stance, number in claim.stances.items():
        if number:
            stances += [chip(stance), (f" {stance} {number}   ", MUTED)]
    return [
        *wrapped(line((clean(claim.statement), "bold")), width),
        *(wrapped(line(("note ", FAINT), (clean(claim.note), "italic")), width) if claim.note else ()),
        fit(made(claim), width),
        *wrapped(said, width),
        stance_bar(dict(claim.stances), min(width, 48)),
        *wrapped(line(*stances), width),
        line(trend_words(claim)),
        *_figures(item.slots, width),
        line(),
    ]


def _figures(slots: Sequence[Slot], width: int) -> list[Content]:
    """The figures on which mentions differ, with who gives them; `≠` where they cannot both be true."""
    found: list[Content] = []
    for slot in slots:
        parts: list[Part] = []
        for number, value in enumerate(slot.values):
            more = f" +{len(value.outlets) - 2}" if len(value.outlets) > 2 else ""
            parts += [
                ("  ·  " if number else "", FAINT),
                ("≠ " if number in slot.in_conflict else "", "bold $error"),
                (clean(value.shown), "bold"),
                (f" {clean(', '.join(value.outlets[:2]))}{more}", MUTED),
            ]
        rows = wrapped(line(*parts), width - _KIND, _FIGURE_LINES)
        found += [line(fit((slot.kind if row == 0 else "", FAINT), _KIND), part) for row, part in enumerate(rows)]
    return found
