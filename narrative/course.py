"""The course of the story, day by day, ready for a plot: volume, chains, the states of claims, stances and frames."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from narrative.life import Life, Stage
from narrative.timeline import days_between, independent
from store.models import Claim, Dated, Stance


@dataclass(frozen=True, slots=True)
class CourseDay:
    """One day (UTC). `chains`: stories that begin a chain of copies, so the volume without copies. `claims`: how many
    claims were made anew. `states`: in how many claims each state held at its end; a claim may be in several.
    `stances`: of the chains that took a claim up on it, the share of each stance; empty where none did. `frames`: what
    share of its language each frame has."""

    day: date
    stories: int
    outlets: int
    chains: int
    claims: int
    states: Mapping[Stage, int]
    stances: Mapping[Stance, float]
    frames: Mapping[str, float] = field(default_factory=dict)


def course(
    stories: Sequence[Dated],
    claims: Sequence[Claim],
    lives: Mapping[int, Life],
    chains: Mapping[int, int],
    until: date | None = None,
    frames: Mapping[date, Mapping[str, float]] | None = None,
) -> tuple[CourseDay, ...]:
    """Every day from the first story to `until` or the last one. `chains`: for each story the one its chain began with;
    `frames`: each day's shares, as far as they are known."""
    if not stories:
        return ()
    volume, firsts = Counter[date](), Counter[date]()
    outlets: defaultdict[date, set[str]] = defaultdict(set)
    for story in stories:
        day = story.said_at.date()
        volume[day] += 1
        outlets[day].add(story.outlet)
        firsts[day] += chains.get(story.id, story.id) == story.id
    days = days_between(min(volume), max(max(volume), until or date.min))
    told, begun = _told(claims)
    states = _states(lives.values(), days)
    return tuple(
        CourseDay(
            day,
            volume[day],
            len(outlets[day]),
            firsts[day],
            begun[day],
            states[place],
            {stance: told[day][stance] / told[day].total() for stance in Stance} if told[day] else {},
            (frames or {}).get(day, {}),
        )
        for place, day in enumerate(days)
    )


def _told(claims: Sequence[Claim]) -> tuple[defaultdict[date, Counter[Stance]], Counter[date]]:
    """The stances of each day's tellings, and how many claims it saw for the first time."""
    told: defaultdict[date, Counter[Stance]] = defaultdict(Counter)
    begun = Counter[date]()
    for claim in claims:
        begun[claim.first_said_at.date()] += 1
        for mention in independent(claim.mentions):
            told[mention.said_at.date()][mention.stance] += 1
    return told, begun


def _states(lives: Collection[Life], days: Sequence[date]) -> list[dict[Stage, int]]:
    """For each day in how many claims each state held at its end."""
    steps: list[Counter[Stage]] = [Counter() for _ in range(len(days) + 1)]
    for life in lives:
        for stage in Stage:
            for start, end in _merged(life, stage, days):
                steps[start][stage] += 1
                steps[end][stage] -= 1
    held, found = Counter[Stage](), []
    for step in steps[:-1]:
        held.update(step)
        found.append({stage: held[stage] for stage in Stage})
    return found


def _merged(life: Life, stage: Stage, days: Sequence[date]) -> list[tuple[int, int]]:
    """The days, by place and end exclusive, at whose end a state of a claim held; each day once."""
    found: list[tuple[int, int]] = []
    for state in life.states:
        if state.stage is not stage:
            continue
        start = max(0, (state.began.date() - days[0]).days)
        end = min(len(days), (state.ended.date() - days[0]).days if state.ended else len(days))
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        elif start < end:
            found.append((start, end))
    return found
