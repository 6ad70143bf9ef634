"""How the telling moves: stories and claims a day, the stance ladder of a claim, and where it is tending."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import accumulate
from statistics import median

from narrative.wordings import as_it_was
from store.models import CLOSE, Claim, Mention, Stance, Story

#: How sure a stance is, from a denial to an assertion: the rungs over which hardening is measured.
SURENESS = {
    Stance.DENIED: -1.0,
    Stance.QUESTIONED: 0.1,
    Stance.HEDGED: 0.3,
    Stance.ATTRIBUTED: 0.6,
    Stance.ASSERTED: 1.0,
}
#: The later half of a claim's chains must be surer (or less sure) by this much on average to be called so, and
#: a claim of fewer chains is too little to tell.
SHIFT, FEWEST = 0.25, 6


class Trend(StrEnum):
    """Where a claim's telling moves."""

    HARDENING = "hardening"
    SOFTENING = "softening"
    STEADY = "steady"


@dataclass(frozen=True, slots=True)
class Day:
    """One day and how many of something it saw."""

    day: date
    count: int


@dataclass(frozen=True, slots=True)
class StanceDay:
    """One day of a claim: how many of its mentions took each stance."""

    day: date
    stances: tuple[tuple[Stance, int], ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """One mention on the ladder."""

    at: datetime
    stance: Stance
    story_id: int


@dataclass(frozen=True, slots=True)
class Rung:
    """An outlet's row on a claim's ladder, its marks in order of time."""

    outlet: str
    marks: tuple[Mark, ...]


def days_between(first: date, last: date) -> tuple[date, ...]:
    """Every day from the first to the last."""
    return tuple(first + timedelta(days=number) for number in range((last - first).days + 1))


def stories_by_day(stories: Sequence[Story]) -> tuple[Day, ...]:
    """How many stories each day saw, from the first to the last with none left out."""
    counts = Counter(story.said_at.date() for story in stories)
    return tuple(Day(day, counts[day]) for day in days_between(min(counts), max(counts))) if counts else ()


def stance_by_day(claim: Claim) -> tuple[StanceDay, ...]:
    """How a claim's mentions stood on each day that saw any."""
    days: dict[date, Counter[Stance]] = {}
    for mention in claim.mentions:
        days.setdefault(mention.said_at.date(), Counter())[mention.stance] += 1
    return tuple(
        StanceDay(day, tuple((stance, counts[stance]) for stance in Stance if counts[stance]))
        for day, counts in sorted(days.items())
    )


def ladder(claim: Claim) -> tuple[Rung, ...]:
    """One row an outlet, in the order in which they took the claim up."""
    rows: dict[str, list[Mark]] = {}
    for mention in claim.mentions:
        rows.setdefault(mention.outlet, []).append(Mark(mention.said_at, mention.stance, mention.story_id))
    return tuple(Rung(outlet, tuple(marks)) for outlet, marks in rows.items())


def middle(times: Sequence[timedelta]) -> timedelta | None:
    """The median of lengths of time; None of none."""
    return timedelta(seconds=median(time.total_seconds() for time in times)) if times else None


def tellings(mentions: Sequence[Mention]) -> Sequence[Mention]:
    """Those of a claim's mentions that say what it says (all, where none is so close): what is found about who told it,
    how surely and when, rests on them alone."""
    return [mention for mention in mentions if mention.likeness >= CLOSE] or mentions


def independent(mentions: Sequence[Mention]) -> list[Mention]:
    """The first mention of each chain, as it was said first: copies repeat a stance, they do not take one, and no edit
    makes another chain."""
    return [first for _, first in first_tellings(mentions)]


def first_tellings(mentions: Sequence[Mention]) -> list[tuple[Mention, Mention]]:
    """The first mention of each chain, with what it was before any edit, in order of time."""
    seen: dict[int, Mention] = {}
    reworded = any(mention.earlier for mention in mentions)
    for mention in sorted(mentions, key=lambda mention: mention.told_at) if reworded else mentions:
        seen.setdefault(mention.chain if mention.chain is not None else mention.story_id, mention)
    return [(one, as_it_was(one, one.earlier[0]) if one.earlier else one) for one in seen.values()]


def trend(claim: Claim) -> Trend:
    """Whether the later half of a claim's independent mentions is surer than the earlier half, or less sure."""
    return trend_of(tellings(claim.mentions))


def trend_of(mentions: Sequence[Mention]) -> Trend:
    """The trend of mentions in order of time."""
    return trends(independent(mentions))[-1] if mentions else Trend.STEADY


def trends(chains: Sequence[Mention]) -> tuple[Trend, ...]:
    """The trend as it stood with each of the independent mentions, from the first one alone to all of them."""
    sums = [0.0, *accumulate(SURENESS[mention.stance] for mention in chains)]
    found = []
    for count in range(1, len(chains) + 1):
        half = count // 2
        # Rounded, or a shift of just so much would hang on the order in which the stances are added up.
        shift = round((sums[count] - sums[count - half] - sums[half]) / half, 6) if count >= FEWEST else 0.0
        kind = Trend.HARDENING if shift > 0 else Trend.SOFTENING
        found.append(kind if abs(shift) >= SHIFT else Trend.STEADY)
    return tuple(found)
