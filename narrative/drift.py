"""How the figures of a claim drift: which value came up when, which one led then, and who gives one of few."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from narrative.datings import FEWER, USUAL
from narrative.ledger import Slot
from narrative.measures import chain_of


@dataclass(frozen=True, slots=True)
class Move:
    """A value, by its place in the slot, that came up or came to lead, with the mention that brought it there; `chains`
    gave it by then."""

    at: datetime
    value: int
    leads: bool
    number: int
    outlet: str
    chains: int


@dataclass(frozen=True, slots=True)
class Variant:
    """A value, by its place in the slot, that another one given by more chains, `against`, excludes."""

    slot: Slot
    value: int
    against: int

    @property
    def outlets(self) -> tuple[str, ...]:
        return self.slot.values[self.value].outlets


def drift(slot: Slot) -> tuple[Move, ...]:
    """The moves of a slot in order of time: each value as it comes up, and each time that another one comes to lead, by
    the chains that give it."""
    uses = sorted(
        (
            (use.mention.said_at, use.number, place, use)
            for place, value in enumerate(slot.values)
            for use in value.uses
        ),
        key=lambda row: row[:3],
    )
    chains: list[set[int]] = [set() for _ in slot.values]
    leader: int | None = None
    moves = []
    for at, number, place, use in uses:
        new = not chains[place]
        chains[place].add(chain_of(use.mention))
        ahead = leader is None or (place != leader and len(chains[place]) > len(chains[leader]))
        if ahead:
            leader = place
        if new or ahead:
            moves.append(Move(at, place, ahead, number, use.mention.outlet, len(chains[place])))
    return tuple(moves)


def variants(slots: Sequence[Slot]) -> tuple[Variant, ...]:
    """Of all slots the values that one of more chains excludes, each against the one of most chains.

    A day that few give for what many give another day for is taken for such, as too little stands around most days to
    show that both are of one thing.
    """
    found = []
    for slot in slots:
        chains = [value.chains for value in slot.values]
        most = max(range(len(chains)), key=lambda place: (chains[place], -place))
        for place in range(len(slot.values)):
            rivals = [other for pair in slot.conflicts if place in pair for other in pair if other != place]
            if slot.kind == "date" and slot.of and chains[most] >= max(USUAL, FEWER * chains[place]):
                rivals.append(most)
            more = [other for other in rivals if chains[other] > chains[place]]
            if more:
                found.append(Variant(slot, place, min(more, key=lambda other: (-chains[other], other))))
    return tuple(found)
