"""Of a claim the figures that moved: another one that came to lead, or one that came up against it."""

from __future__ import annotations

from collections.abc import Iterator

from narrative.briefchange import Change
from narrative.briefkinds import Kind
from narrative.briefnews import News, Seen
from narrative.briefwords import day
from narrative.drift import drift
from narrative.ledger import Slot, figure_slots
from store.wording import counted


def figures(found: News, what: Seen) -> Iterator[Change]:
    """Of values that exclude each other: another one that came to lead, else a new one beside the one that leads."""
    if not any(mention.figures for mention in found.mentions):
        return
    for slot in figure_slots(found.claim):
        if slot.conflicts:
            yield from _moved(found, slot, what)


def _moved(found: News, slot: Slot, what: Seen) -> Iterator[Change]:
    # What an edit has taken back is no news of a figure; the edit itself is told.
    moves = [move for move in drift(slot) if move.value in slot.in_conflict and not move.until]
    leading = [move for move in moves if move.leads]
    new = [move for move in moves if move.number in found.fresh]
    if not new or len({move.value for move in moves}) < 2:
        return
    last = leading[-1] if leading else None
    if last in new and len(leading) > 1:
        move, other, word = new[new.index(last)], leading[-2].value, "now leads over"
    else:
        rivals = [(new_one, rival) for new_one in new for rival in _rivals(slot, new_one.value)]
        if not rivals:
            return
        move, other = rivals[-1]
        word = "against"
    value, against = slot.values[move.value], slot.values[other]
    words = f"{value.shown} {word} {against.shown}"
    given = f", {'since' if word != 'against' else 'in'} {move.outlet} on {day(move.at, what.now)}"
    tail = f"{given}; {counted(value.chains, 'chain')} to {against.chains}"
    told: dict[str, int | float | str] = {"value": value.value, "value_chains": value.chains}
    told |= {"against": against.value, "against_chains": against.chains}
    numbers = (*value.numbers, *against.numbers)
    yield Change(Kind.FIGURES, words, tail, f"{words}{given}", numbers, told, move.at, words=value.numbers)


def _rivals(slot: Slot, value: int) -> list[int]:
    """The values that exclude this one, that of fewest chains first."""
    others = [other for pair in slot.conflicts if value in pair for other in pair if other != value]
    return sorted(others, key=lambda other: (slot.values[other].chains, -other))
