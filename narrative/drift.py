"""How the figures of a claim drift: which value came up when, which one led then, and who gives one of few."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from narrative.datings import FEWER, USUAL
from narrative.ledger import Slot, Use
from narrative.measures import chain_of


@dataclass(frozen=True, slots=True)
class Move:
    """A value, by its place in the slot, that came up or came to lead, with the mention that brought it there; `chains`
    gave it by then. `until`: when that mention's story was seen to say otherwise, where it does."""

    at: datetime
    value: int
    leads: bool
    number: int
    outlet: str
    chains: int
    until: datetime | None = None


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
    the chains that give it then. What an edit withdraws counts until that is seen."""
    given: list[list[Use]] = [[] for _ in slot.values]
    known: set[int] = set()
    leader: int | None = None
    moves: list[Move] = []
    for at, steps in groupby(_steps(slot), key=lambda step: step[0]):
        for _, comes, _, place, use in steps:
            if not comes:
                given[place].remove(use)
                continue
            given[place].append(use)
            ahead = leader is None or (place != leader and _chains(given[place]) > _chains(given[leader]))
            if ahead:
                leader = place
            if place not in known or ahead:
                moves.append(_move(at, place, ahead, use, given[place]))
            known.add(place)
        most = max(known, key=lambda place: (_chains(given[place]), -place), default=leader)
        if most is not None and leader is not None and _chains(given[most]) > _chains(given[leader]):
            leader = most
            moves.append(_move(at, most, True, given[most][0], given[most]))
    return tuple(moves)


def _steps(slot: Slot) -> list[tuple[datetime, bool, int, int, Use]]:
    """When which use of which value came, and when one went with an edit; at one time those that went first."""
    found = []
    for place, value in enumerate(slot.values):
        for use in value.uses:
            found.append((use.mention.said_at, True, use.number, place, use))
            if use.until:
                found.append((use.until, False, use.number, place, use))
    return sorted(found, key=lambda step: step[:4])


def _chains(uses: Sequence[Use]) -> int:
    return len({chain_of(use.mention) for use in uses})


def _move(at: datetime, place: int, leads: bool, use: Use, given: Sequence[Use]) -> Move:
    return Move(at, place, leads, use.number, use.mention.outlet, _chains(given), use.until)


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
