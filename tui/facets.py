"""What a claim is made of, as rows: its figures, how they drift, and its sides."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message

from store import links
from store.database import Store
from store.models import Claim
from store.wording import counted, told_by
from tui import dates
from tui.findings import made
from tui.messages import ShowStory
from tui.style import FAINT, MUTED
from tui.text import Part, clean, fit, line, row, wrapped

if TYPE_CHECKING:
    from narrative.facets import Facets
    from narrative.ledger import Slot, Value
    from narrative.sides import Side, Split

_INDENT = 3
_SENTENCE_LINES = 2

Draw = Callable[[int, datetime], list[Content]]


@dataclass(frozen=True)
class FacetRow:
    """Some lines of a facet, and what they lead to: a story and a place in it, or what `leads` makes. `folds`: the
    number under which other rows lie below this one, folded or not."""

    key: Hashable
    draw: Draw
    story: tuple[int, int] | None = None
    leads: Callable[[], Message] | None = None
    folds: int | None = None

    def message(self) -> Message | None:
        """What the dashboard is asked for when this row is opened."""
        if self.story is not None:
            return ShowStory(*self.story)
        return self.leads() if self.leads is not None else None


def read(store: Store, claim: Claim) -> Facets:
    """What a claim is made of, with the stories and links that show who followed whom."""
    # Takes the whole of `narrative`, which the first paint should not wait for.
    from narrative.facets import facets

    return facets(claim, *links.around(store, claim))


def figure_rows(found: Facets) -> list[FacetRow]:
    """The sides of a claim, then its figures, those in conflict first, each with how it moved."""
    return [head(found.claim), *_sides(found), *_figures(found)]


def head(claim: Claim) -> FacetRow:
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
        if len(slot.values) > 1:
            yield FacetRow(("drift", place), partial(_drift, slot))
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
    counts = line(spreading, (f"{counted(value.chains, 'chain') if value.chains else 'withdrawn'} ", MUTED))
    name = line(("≠ " if odd else "  ", "bold $error"), (clean(value.shown), "bold"))
    return [row(width, name, counts), *_first(value, width, now), line()]


def _drift(slot: Slot, width: int, now: datetime) -> list[Content]:
    """Each value as it came up, and when another one came to lead by the chains that give it."""
    from narrative.drift import drift

    parts: list[Part] = [("over time  ", FAINT)]
    for place, move in enumerate(drift(slot)):
        parts += [
            ("  →  " if place else "", FAINT),
            (f"{dates.short(move.at, now)} ", MUTED),
            (clean(slot.values[move.value].shown), "bold" if move.leads else ""),
            (" leads" if move.leads and place else "", "$accent"),
            (f" until {dates.short(move.until, now).strip()}" if move.until else "", MUTED),
        ]
    return [*(line("  ", part) for part in wrapped(line(*parts), width - 2)), line()]


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
