"""What a claim is made of, as rows: its figures and sides, and the tree of who followed whom."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from store import links
from store.database import Store
from store.models import Claim
from store.wording import counted, told_by
from tui import dates
from tui.findings import made
from tui.style import FAINT, MUTED
from tui.text import Part, clean, fit, line, row, wrapped

if TYPE_CHECKING:
    from narrative.facets import Facets
    from narrative.ledger import Slot, Value
    from narrative.provenance import Node
    from narrative.sides import Side, Split

_INDENT, _DEEPEST = 3, 8
_SENTENCE_LINES = 2

Draw = Callable[[int, datetime], list[Content]]


@dataclass(frozen=True)
class FacetRow:
    """Some lines of a facet, and the story and place in it that they lead to."""

    key: Hashable
    draw: Draw
    story: tuple[int, int] | None = None


def read(store: Store, claim: Claim) -> Facets:
    """What a claim is made of, with the stories and links that show who followed whom."""
    # Takes the whole of `narrative`, which the first paint should not wait for.
    from narrative.facets import facets

    return facets(claim, *links.around(store, claim))


def figure_rows(found: Facets) -> list[FacetRow]:
    """The figures of a claim, those in conflict first, and its sides."""
    return [_head(found.claim), *_sides(found), *_figures(found)]


def tree_rows(found: Facets) -> list[FacetRow]:
    """The stories of a claim, each below the one it followed."""
    rows = [_head(found.claim)]
    for depth, node in found.tree.walk():
        span = node.evidence.span if node.evidence and not node.evidence.headline else None
        first = found.claim.mentions[node.numbers[0] - 1]
        place = span.start if span else 0 if first.headline else first.start
        rows.append(FacetRow(("story", node.story_id), partial(_node, node, depth), (node.story_id, place)))
    return rows


def _head(claim: Claim) -> FacetRow:
    def draw(width: int, now: datetime) -> list[Content]:
        statement = wrapped(line((clean(claim.statement), "bold")), width, _SENTENCE_LINES)
        return [*statement, fit(made(claim), width), line()]

    return FacetRow("head", draw)


def _sides(found: Facets) -> Iterator[FacetRow]:
    names = {"denied": "Sides: it is said, and it is denied", "opposite": "Sides: opposite words"}
    for place, split in enumerate(found.sides):
        yield FacetRow(("split", place), partial(_heading, names.get(split.ground, "Sides: with and without a “not”")))
        for side in split.sides:
            mention = side.mentions[0][1]
            key = ("side", place, side.numbers)
            yield FacetRow(
                key, partial(_side, split, side), (mention.story_id, 0 if mention.headline else mention.start)
            )


def _figures(found: Facets) -> Iterator[FacetRow]:
    shared = [slot for slot in found.figures if len(slot.values) > 1 or len(slot.values[0].numbers) > 1]
    for place, slot in enumerate(shared):
        name = f"{slot.kind.capitalize()}{f': {clean(slot.of)}' if slot.of else ''}"
        note: Part = ("≠ cannot both be true ", "bold $error") if slot.conflicts else ""
        yield FacetRow(("slot", place), partial(_heading, name, note=note))
        for number, value in enumerate(slot.values):
            mention = value.uses[0].mention
            story = (mention.story_id, 0 if mention.headline else mention.start)
            yield FacetRow(("value", place, number), partial(_value, slot, number, value), story)
    single = [slot.values[0] for slot in found.figures if slot not in shared]
    if single:
        yield FacetRow("once", partial(_heading, "Once each"))
    for value in single:
        mention = value.uses[0].mention
        story = (mention.story_id, 0 if mention.headline else mention.start)
        yield FacetRow(("once", value.numbers, value.uses[0].figure.start), partial(_once, value), story)
    if not found.figures and not found.sides:
        yield FacetRow("none", lambda width, now: [line(("No figures, and nobody contradicts it.", MUTED))])


def _heading(name: str, width: int, now: datetime, note: Part = "") -> list[Content]:
    return [row(width, line((name, "bold $secondary")), line(note))]


def _value(slot: Slot, number: int, value: Value, width: int, now: datetime) -> list[Content]:
    odd = number in slot.in_conflict
    spreading: Part = ("▲ spreading ", "bold $accent") if number == slot.spreading else ""
    counts = line(spreading, (f"{counted(value.chains, 'chain')} ", MUTED))
    name = line(("≠ " if odd else "  ", "bold $error"), (clean(value.shown), "bold"))
    return [row(width, name, counts), *_first(value, width, now), line()]


def _once(value: Value, width: int, now: datetime) -> list[Content]:
    mention = value.uses[0].mention
    when = line((clean(mention.outlet), "$secondary"), (f" {dates.stamp(mention.said_at, now)} ", MUTED))
    return [row(width, line("  ", (clean(value.shown), "bold")), when)]


def _side(split: Split, side: Side, width: int, now: datetime) -> list[Content]:
    stories = {mention.story_id for _, mention in side.mentions}
    style = "bold $stance-denied" if side.word == "denied" else "bold"
    head = row(
        width,
        line("  ", (clean(side.word), style)),
        line((told_by(len(stories), len(side.outlets), side.chains), MUTED), " "),
    )
    sentence = wrapped(line((clean(side.mentions[0][1].sentence), FAINT)), width - _INDENT, _SENTENCE_LINES)
    return [head, *_first(side, width, now), *(line(" " * _INDENT, part) for part in sentence), line()]


def _first(those: Value | Side, width: int, now: datetime) -> list[Content]:
    """Who was first and when, then the other outlets, on a line or two."""
    others = those.outlets[1:]
    parts: list[Part] = [
        ("first ", FAINT),
        (clean(those.first_said_by), "$secondary"),
        (f" {dates.stamp(those.first_said_at, now)}", MUTED),
        (f" · {clean(', '.join(others))}" if others else "", MUTED),
    ]
    return [line(" " * _INDENT, part) for part in wrapped(line(*parts), width - _INDENT, 2)]


def _node(node: Node, depth: int, width: int, now: datetime) -> list[Content]:
    indent = "   " * min(depth, _DEEPEST)
    branch = f"{indent[:-3]}└─ " if depth else ""
    numbers = ", ".join(map(str, node.numbers))
    head = row(
        width,
        line((branch, FAINT), (clean(node.outlet), "bold $secondary"), (f"  {numbers}", FAINT)),
        line(("" if node.parent else "original  ", "$accent"), (f"{dates.stamp(node.said_at, now)} ", MUTED)),
    )
    if node.evidence is None:
        return [head]
    text = f": {clean(node.evidence.text)}" if node.evidence.text else ""
    why = line((node.evidence.reason.words, MUTED), (text, FAINT))
    return [head, *(line(indent, part) for part in wrapped(why, max(width - len(indent), 12), _SENTENCE_LINES))]
