"""The course of the story in phases: cut where its volume changes, and where other claims come to lead."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from narrative.actors import Actor, first_seen
from narrative.astold import as_told
from narrative.bursts import runs
from narrative.cutting import cuts
from narrative.daylevels import day_levels
from narrative.measures import chain_of
from narrative.timeline import days_between, independent, tellings
from store.models import Claim, ClaimKind, Dated

#: Claims named as leading in a phase, and in how many chains at least.
LEADING, LEAST = 5, 2
#: How a term of a claim begins that is a name of the topic.
_NAME = "@"


class Why(StrEnum):
    """What begins a phase."""

    BEGINNING = "beginning"
    VOLUME = "volume"
    CLAIMS = "claims"


@dataclass(frozen=True, slots=True)
class Lead:
    """A claim that leads in a phase: how many independent chains took it up there, and by which stories. `new`: nobody
    had made it before. `told`: in whose words it was told there."""

    claim_id: int
    chains: int
    story_ids: tuple[int, ...]
    new: bool = False
    told: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """Of what is told about a name of the topic, the claim that led last, and the one that leads from this phase on."""

    name: str
    before: int
    after: int
    story_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Copied:
    """The story that most others of a phase copy."""

    story_id: int
    copies: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of days, both ends included. `level`: the automaton's state, 0 for a quiet time; `stories`, by id."""

    first: date
    last: date
    why: Why
    level: int
    stories: tuple[int, ...]
    outlets: int
    leading: tuple[Lead, ...]
    turns: tuple[Turn, ...]
    actors: tuple[Actor, ...]
    copied: Copied | None

    @property
    def quiet(self) -> bool:
        return self.level == 0

    @property
    def a_day(self) -> float:
        """Stories a day."""
        return len(self.stories) / ((self.last - self.first).days + 1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a phase is cut by: its days, the stories by id, oldest first, and what is told in it. `ranked`: every claim
    that is; `leading`: those that are named."""

    first: date
    last: date
    why: Why
    level: int
    stories: Sequence[int]
    ranked: tuple[Lead, ...]
    leading: tuple[Lead, ...]

    @property
    def quiet(self) -> bool:
        return self.level == 0

    @property
    def a_day(self) -> float:
        """Stories a day."""
        return len(self.stories) / ((self.last - self.first).days + 1)


def phases(
    stories: Sequence[Dated],
    claims: Sequence[Claim],
    chains: Mapping[int, int],
    names: Mapping[str, Sequence[str]] | None = None,
    until: date | None = None,
) -> tuple[Phase, ...]:
    """The phases of all `stories` and `claims`, each day in one of them. `until`: the last whole day, of which
    no more stories are to come; a later one counts as it is so far. None: all days are whole.

    `chains`: for each story the one that its chain of copies began with; `names`: the topic's entities, id to names.
    """
    own = [claim for claim in claims if claim.kind is ClaimKind.CLAIM]
    new = first_seen(own, names or {})
    about = {claim.id: [term.term[1:] for term in claim.terms if term.term[:1] == _NAME] for claim in own}
    by_id = {story.id: story for story in stories}
    leads: dict[str, int] = {}
    found = []
    for one in stretches(by_day(stories), claims, until):
        its = [by_id[number] for number in one.stories]
        found.append(
            Phase(
                one.first,
                one.last,
                one.why,
                one.level,
                tuple(one.stories),
                len({story.outlet for story in its}),
                one.leading,
                _turns(one.ranked, about, leads),
                tuple(actor for actor in new if one.first <= actor.at.date() <= one.last),
                _copied(its, chains),
            )
        )
    return tuple(found)


def by_day(stories: Iterable[Dated]) -> dict[date, list[int]]:
    """The stories of each day that has some, by id, oldest first."""
    found: dict[date, list[int]] = {}
    for story in sorted(stories, key=lambda one: (one.said_at, one.id)):
        found.setdefault(story.said_at.date(), []).append(story.id)
    return found


def stretches(
    stories: Mapping[date, Sequence[int]], claims: Sequence[Claim], until: date | None = None
) -> tuple[Stretch, ...]:
    """The phases as far as they are cut; `stories` of each day as `by_day` has them.

    Volume: a day's stories under Kleinberg's automaton whose lowest state has half of the mean rate. Claims: within a
    time that is not quiet, where the mixture of claims changes (`cutting`). Background and quotations lead nothing.
    `until`: see `phases`.
    """
    if not stories:
        return ()
    last = max(stories)
    days = days_between(min(stories), max(last, until or last))
    own = [claim for claim in claims if claim.kind is ClaimKind.CLAIM]
    told = _told(own, days)
    seen = (last - days[0]).days + 1
    whole = max(0, ((until or last) - days[0]).days + 1)
    states = day_levels([len(stories.get(day, ())) for day in days], seen, whole)
    starts: dict[int, Why] = {}
    for run in runs(states):
        starts[run.start] = Why.VOLUME
        if run.level:
            mixture = [Counter({claim: len(ids) for claim, ids in day.items()}) for day in told[run.start : run.end]]
            starts |= {run.start + place: Why.CLAIMS for place in cuts(mixture, len(own))}
    starts[0] = Why.BEGINNING
    by_id = {claim.id: claim for claim in own}
    places = _led(starts, told)
    found = []
    for start, end in zip(places, [*places[1:], len(days)], strict=True):
        ranked = _ranked(told[start:end])
        leading: list[Lead] = []
        for lead in _leading(ranked):
            leading.append(_named(lead, by_id[lead.claim_id], days[start], {one.told for one in leading}))
        # Of a million stories these are all there are, again: as numbers side by side they take a fifth.
        its = array("q")
        for day in days[start:end]:
            its.extend(stories.get(day, ()))
        found.append(
            Stretch(days[start], days[end - 1], starts[start], states[start], its, tuple(ranked), tuple(leading))
        )
    return tuple(found)


def _led(starts: Mapping[int, Why], told: Sequence[Mapping[int, Sequence[int]]]) -> list[int]:
    """The days that phases begin with, by place. Where the mixture of claims changes and none comes to lead that did
    not before, what is told is too little, or the same: the phase goes on."""
    places = sorted(starts)
    found: list[int] = []
    for start, end in zip(places, [*places[1:], len(told)], strict=True):
        if starts[start] is Why.CLAIMS:
            led = {lead.claim_id for lead in _leading(_ranked(told[found[-1] : start]))}
            if all(lead.claim_id in led for lead in _leading(_ranked(told[start:end]))):
                continue
        found.append(start)
    return found


def _leading(ranked: Sequence[Lead]) -> list[Lead]:
    return [lead for lead in ranked[:LEADING] if lead.chains >= LEAST]


def _named(lead: Lead, claim: Claim, first: date, taken: Collection[str]) -> Lead:
    told = as_told(claim, frozenset(lead.story_ids), taken)
    return replace(lead, new=claim.first_said_at.date() >= first, told=told)


def _told(claims: Sequence[Claim], days: Sequence[date]) -> list[dict[int, list[int]]]:
    """For each day the claims told on it, each with the stories of the chains that took it up then."""
    told: list[dict[int, list[int]]] = [{} for _ in days]
    for claim in claims:
        for mention in independent(tellings(claim.mentions)):
            place = (mention.said_at.date() - days[0]).days
            if 0 <= place < len(days):
                told[place].setdefault(claim.id, []).append(mention.story_id)
    return told


def _ranked(days: Sequence[Mapping[int, Sequence[int]]]) -> list[Lead]:
    """What was told on some days, most chains first; of equals the claim with the lower id."""
    stories: defaultdict[int, list[int]] = defaultdict(list)
    for day in days:
        for claim, ids in day.items():
            stories[claim] += ids
    return [
        Lead(claim, len(ids), tuple(ids))
        for claim, ids in sorted(stories.items(), key=lambda item: (-len(item[1]), item[0]))
    ]


def _turns(ranked: Sequence[Lead], about: Mapping[int, Sequence[str]], leads: dict[str, int]) -> tuple[Turn, ...]:
    """Where another claim than before leads among those about a name. `leads`, by name, are brought up to date."""
    best: dict[str, Lead] = {}
    chains = {lead.claim_id: lead.chains for lead in ranked}
    for lead in ranked:
        for name in about[lead.claim_id]:
            best.setdefault(name, lead)
    turns = []
    for name, lead in sorted(best.items()):
        before = leads.get(name)
        if lead.chains < LEAST or (before is not None and chains.get(before, 0) >= lead.chains):
            continue
        if before is not None:
            turns.append(Turn(name, before, lead.claim_id, lead.story_ids))
        leads[name] = lead.claim_id
    return tuple(turns)


def _copied(stories: Sequence[Dated], chains: Mapping[int, int]) -> Copied | None:
    copies: defaultdict[int, list[int]] = defaultdict(list)
    for story in stories:
        original = chains.get(story.id, story.id)
        if original != story.id:
            copies[original].append(story.id)
    if not copies:
        return None
    most, its = min(copies.items(), key=lambda item: (-len(item[1]), item[0]))
    return Copied(most, tuple(its))


def chains_of(claims: Sequence[Claim]) -> dict[int, int]:
    """For each story that makes a claim the chain it belongs to, where nothing else says so."""
    return {mention.story_id: chain_of(mention) for claim in claims for mention in claim.mentions}
