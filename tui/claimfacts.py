"""What the list tells of each claim beyond its words: counted once, in a thread, for all claims of a reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from narrative.timeline import independent
from store.database import Store
from store.models import Claim, Stance
from tui.bins import begin
from tui.shelf import Shelf
from tui.wiring import Wiring

if TYPE_CHECKING:
    from narrative.life import Life, Stage

#: Cells of a sparkline, and the days that it spans at the most.
CELLS, LONGEST = 14, timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Facts:
    """Of one claim: its counts, its tellings over the sparkline's cells, and the states that hold."""

    stories: int
    outlets: int
    chains: int
    stances: Mapping[Stance, int]
    spark: tuple[int, ...]
    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """The facts of all claims, their lives where they can be told, and the time that the sparklines span."""

    facts: Mapping[int, Facts]
    lives: Mapping[int, Life]
    since: datetime
    until: datetime


def span(claims: Sequence[Claim], now: datetime) -> tuple[datetime, datetime]:
    """From the first claim to now, but no more than LONGEST; where the coverage has been quiet for longer than that, to
    the end of its last day."""
    first = min((claim.first_said_at for claim in claims), default=now - timedelta(days=CELLS))
    last = max((claim.last_said_at for claim in claims), default=now)
    ends = now if now - last <= LONGEST else begin(last, False) + timedelta(days=1, seconds=-1)
    return max(min(first, ends - timedelta(hours=CELLS)), ends - LONGEST), ends


def facts_of(claim: Claim, since: datetime, until: datetime, life: Life | None, now: datetime) -> Facts:
    """What there is to tell of one claim: its tellings over a time, and its states now."""
    spark = [0] * CELLS
    for mention in independent(claim.mentions):
        if since <= mention.said_at <= until:
            spark[min(CELLS - 1, int((mention.said_at - since) / (until - since) * CELLS))] += 1
    return Facts(
        len(claim.stories),
        len(claim.outlets),
        claim.chains,
        claim.stances,
        tuple(spark),
        tuple(state.stage for state in life.at(now)) if life else (),
    )


def lives(store: Store, wiring: Wiring, claims: Sequence[Claim], now: datetime) -> Mapping[int, Life]:
    """The lives of claims; of none where nothing can tell them."""
    return wiring.narrating().lives(store, claims, now) if wiring.narrating is not None else {}


def know(store: Store, wiring: Wiring, claims: Sequence[Claim], now: datetime) -> Known:
    """The facts of all claims."""
    told, (since, until) = lives(store, wiring, claims, now), span(claims, now)
    found = {claim.id: facts_of(claim, since, until, told.get(claim.id), now) for claim in claims}
    return Known(found, told, since, until)


def learn(
    store: Store, shelf: Shelf, wiring: Wiring, every: Sequence[Claim], listed: Sequence[Claim], now: datetime
) -> Known:
    """The facts of all claims of a reading, found once, and of those listed that are none of them (dismissed ones)."""
    known = shelf.get("claims", every, lambda: know(store, wiring, every, now))
    more = [claim for claim in listed if claim.id not in known.facts]
    if not more:
        return known
    told = {**known.lives, **lives(store, wiring, more, now)}
    found = {claim.id: facts_of(claim, known.since, known.until, told.get(claim.id), now) for claim in more}
    return replace(known, facts={**known.facts, **found}, lives=told)
