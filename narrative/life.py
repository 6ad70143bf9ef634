"""The life of a claim: the states it went through, each with the moment it began, its end and its evidence.

A state follows from the claim's mentions alone, and holds for what was published up to a moment; RULES says each in
words. Tellings are the first mentions of independent chains (`timeline.independent`), in order of publication, so that
no number of copies changes anything. States of three kinds may hold together: how it spreads, how surely it is told,
whether it stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import groupby, pairwise
from operator import attrgetter

from narrative.asides import corrections as among
from narrative.measures import LATELY, TOGETHER, chain_of, end_of
from narrative.newness import Beginnings
from narrative.timeline import FEWEST, SHIFT, Trend, first_tellings, tellings, trends
from narrative.wordings import as_it_was
from store.models import CLOSE, MADE_BY_NONE, Claim, Mention, Stance

#: So many chains of outlets that had not made it, within LATELY (48 hours), make it spread.
SPREAD = 3
#: A claim that no new chain takes up for so long fades.
QUIET = timedelta(days=7)


class Stage(StrEnum):
    """The states of a claim's life."""

    EMERGING = "emerging"
    SPREADING = "spreading"
    HARDENING = "hardening"
    SOFTENING = "softening"
    DENIED = "denied"
    CONTESTED = "contested"
    CORRECTED = "corrected"
    FADING = "fading"
    REVIVED = "revived"

    @property
    def rule(self) -> str:
        """When a claim is in this state, in words."""
        return RULES[self]


RULES: Mapping[Stage, str] = {
    Stage.EMERGING: "two outlets made it in independent chains within a day, at most one chain had made it before, no "
    "more than 48 hours ago, and no earlier claim has half of its words by weight; for 48 hours",
    Stage.SPREADING: f"{SPREAD} chains of outlets new to it within 48 hours; until 48 hours pass without another",
    Stage.HARDENING: f"of {FEWEST} chains or more in order of publication, the later half is surer by {SHIFT}",
    Stage.SOFTENING: f"of {FEWEST} chains or more in order of publication, the later half is less sure by {SHIFT}",
    Stage.DENIED: "a story denies it that others make, and no other chain has made it since",
    Stage.CONTESTED: "it was denied, and another chain has made it since",
    Stage.CORRECTED: "a sentence that makes it is a notice of correction or came with one, or an outlet that made it "
    "denies it in its own voice",
    Stage.FADING: f"two chains or more made it, and no new one for {QUIET.days} days; until one does",
    Stage.REVIVED: "a new chain after it had faded; for 48 hours",
}


_EARLIER = attrgetter("earlier")
_HOLDS_BACK = frozenset((Stance.HEDGED, Stance.QUESTIONED))


@dataclass(frozen=True, slots=True)
class State:
    """A state from `began` until `ended` (None: it holds). `numbers`: the mentions, from 1, that it rests on."""

    stage: Stage
    began: datetime
    ended: datetime | None
    numbers: tuple[int, ...]
    story_ids: tuple[int, ...]

    def holds(self, moment: datetime) -> bool:
        return self.began <= moment and (self.ended is None or moment < self.ended)


@dataclass(frozen=True, slots=True)
class First:
    """The first mention that was as sure as this: who turned "may have" into "did"."""

    stance: Stance
    number: int
    mention: Mention


@dataclass(frozen=True, slots=True)
class Life:
    """A claim's states in order of their beginning, and by whom each stance was taken first."""

    claim_id: int
    states: tuple[State, ...]
    firsts: tuple[First, ...]

    def at(self, moment: datetime) -> tuple[State, ...]:
        """The states that held at a moment."""
        return tuple(state for state in self.states if state.holds(moment))


@dataclass(frozen=True, slots=True)
class _Telling:
    """The first mention of a chain, with its number in the claim."""

    number: int
    mention: Mention
    at: datetime


def lives(
    claims: Sequence[Claim],
    now: datetime,
    corrections: Mapping[int, Sequence[tuple[str, datetime]]] | None = None,
    wanted: Sequence[Claim] | None = None,
    whole: date | None = None,
) -> dict[int, Life]:
    """The life of each claim (or of those `wanted`, beside all others) up to `now`, by id.

    `corrections`: for each story the sentences that came into it with a notice of correction, and when. `whole`: the
    last day that was seen to its end (None: all were); beyond it nobody knows whether a claim was told on.
    """
    known = Beginnings(claims)
    found = {}
    for claim in claims if wanted is None else wanted:
        its = life(claim, now, corrections=corrections, whole=whole)
        # Asked last, as it takes a look at all other claims, and most have not emerged anyway.
        if any(state.stage is Stage.EMERGING for state in its.states) and not known.is_new(claim):
            its = replace(its, states=tuple(state for state in its.states if state.stage is not Stage.EMERGING))
        found[claim.id] = its
    return found


def life(
    claim: Claim,
    now: datetime,
    *,
    new: bool = True,
    corrections: Mapping[int, Sequence[tuple[str, datetime]]] | None = None,
    whole: date | None = None,
) -> Life:
    """The life of one claim up to `now`; `new`: no earlier claim says much the same; the others as `lives` has them."""
    numbers = {id(mention): number for number, mention in enumerate(claim.mentions, 1)}
    told = _told(tellings(claim.mentions), numbers, now)
    said = [telling for telling in told if telling.mention.stance not in MADE_BY_NONE]
    states = [
        *(_emerging(said) if new else ()),
        *_spreading(said),
        *_sureness(told),
        *_standing(claim, now),
        *_corrected(claim, corrections or {}),
        *_quiet(told, now if whole is None else min(now, end_of(whole))),
    ]
    order = list(Stage)
    states.sort(key=lambda state: (state.began, order.index(state.stage), state.numbers))
    past = [_so_far(state, now) for state in states if state.began <= now]
    return Life(claim.id, tuple(past), _firsts(claim, numbers, now))


def _told(mentions: Sequence[Mention], numbers: Mapping[int, int], now: datetime) -> list[_Telling]:
    told = [_Telling(numbers[id(one)], first, first.said_at) for one, first in first_tellings(mentions)]
    return [telling for telling in told if telling.at <= now]


def _so_far(state: State, now: datetime) -> State:
    """A state whose end has not come yet holds."""
    ended = state.ended if state.ended and state.ended <= now else None
    return State(state.stage, state.began, ended, state.numbers, state.story_ids)


def _state(stage: Stage, began: datetime, ended: datetime | None, evidence: Sequence[_Telling]) -> State:
    stories = tuple(dict.fromkeys(one.mention.story_id for one in evidence))
    return State(stage, began, ended, tuple(one.number for one in evidence), stories)


def _emerging(told: Sequence[_Telling]) -> Iterator[State]:
    for place, (one, other) in enumerate(pairwise(told[:3])):
        if other.at - told[0].at > LATELY:
            return
        if other.at - one.at <= TOGETHER and other.mention.outlet != one.mention.outlet:
            yield _state(Stage.EMERGING, other.at, other.at + LATELY, told[: place + 2])
            return


def _spreading(told: Sequence[_Telling]) -> Iterator[State]:
    outlets: set[str] = set()
    fresh: list[_Telling] = []
    for telling in told:
        if telling.mention.outlet not in outlets:
            outlets.add(telling.mention.outlet)
            fresh.append(telling)
    ends = [n for n in range(SPREAD - 1, len(fresh)) if fresh[n].at - fresh[n - SPREAD + 1].at <= LATELY]
    while ends:
        run = [ends.pop(0)]
        while ends and fresh[ends[0]].at - fresh[run[-1]].at <= LATELY:
            run.append(ends.pop(0))
        evidence = fresh[run[0] - SPREAD + 1 : run[-1] + 1]
        yield _state(Stage.SPREADING, fresh[run[0]].at, fresh[run[-1]].at + LATELY, evidence)


def _sureness(told: Sequence[_Telling]) -> Iterator[State]:
    """The stretches in which it hardens or softens; the evidence is all that was compared when one began."""
    kinds = trends([telling.mention for telling in told])
    place = 0
    for kind, run in groupby(kinds):
        end = place + len(list(run))
        if kind is not Trend.STEADY:
            stage = Stage.HARDENING if kind is Trend.HARDENING else Stage.SOFTENING
            yield _state(stage, told[place].at, told[end].at if end < len(told) else None, told[: place + 1])
        place = end


def _standing(claim: Claim, now: datetime) -> Iterator[State]:
    """Denied, and from the next chain on that makes it all the same, contested."""
    if not any(mention.stance is Stance.DENIED for mention in claim.mentions):
        return
    told = [_Telling(n, m, m.said_at) for n, m in enumerate(claim.mentions, 1) if m.close and m.said_at <= now]
    denials = [telling for telling in told if telling.mention.stance is Stance.DENIED]
    said = [telling for telling in told if telling.mention.stance not in MADE_BY_NONE]
    if not denials or not said:
        return
    first = denials[0]
    chains = {chain_of(telling.mention) for telling in denials}
    since = [one for one in said if one.at > first.at and chain_of(one.mention) not in chains]
    before = [one for one in denials if not since or one.at < since[0].at]
    # Nobody knows that a claim is denied before it is made; where others make it then, it is contested at once.
    began = max(first.at, min(one.at for one in said))
    if not since or began < since[0].at:
        yield _state(Stage.DENIED, began, since[0].at if since else None, before)
    if since:
        yield _state(Stage.CONTESTED, since[0].at, None, [first, since[0]])


def _corrected(claim: Claim, corrections: Mapping[int, Sequence[tuple[str, datetime]]]) -> Iterator[State]:
    """Once for each story that corrects it, and for each outlet that takes it back in another one."""
    said = among([mention.sentence for mention in claim.mentions if mention.likeness >= CLOSE and not mention.headline])
    # Most claims have no denial of anybody's own, no notice and no edit with one, and hold nothing to look for.
    denied = any(one.stance is Stance.DENIED and not one.attributed_to for one in claim.mentions)
    if not said and not denied and corrections.keys().isdisjoint([one.story_id for one in claim.mentions]):
        return
    made: dict[str, _Telling] = {}
    noted: defaultdict[int, list[_Telling]] = defaultdict(list)
    for number, mention in enumerate(claim.mentions, 1):
        if mention.likeness < CLOSE:
            continue
        earlier = made.get(mention.outlet)
        if mention.stance is Stance.DENIED:
            # On somebody's word it is theirs: the outlet reports it, and takes nothing back.
            own = not mention.attributed_to
            if own and earlier and earlier.mention.story_id != mention.story_id:
                telling = _Telling(number, mention, mention.said_at)
                yield _state(Stage.CORRECTED, telling.at, None, [earlier, telling])
            continue
        if earlier is None:
            made[mention.outlet] = _Telling(number, mention, mention.said_at)
        came = [at for sentence, at in corrections.get(mention.story_id, ()) if mention.sentence in sentence]
        if came or (not mention.headline and mention.sentence in said):
            noted[mention.story_id].append(_Telling(number, mention, came[0] if came else mention.said_at))
    for corrected in noted.values():
        yield _state(Stage.CORRECTED, max(telling.at for telling in corrected), None, corrected)


def _quiet(told: Sequence[_Telling], now: datetime) -> Iterator[State]:
    for one, other in zip(told[1:], [*told[2:], None], strict=True) if len(told) > 1 else ():
        if (other.at if other else now) - one.at >= QUIET:
            yield _state(Stage.FADING, one.at + QUIET, other.at if other else None, [one])
            if other:
                yield _state(Stage.REVIVED, other.at, other.at + LATELY, [one, other])


def _firsts(claim: Claim, numbers: Mapping[int, int], now: datetime) -> tuple[First, ...]:
    """By whom each stance was taken first; where it holds back, be it in few of the claim's words: a first "may have"
    often has no more, but who asserts something in few of them may assert something else.

    It counts wherever it stands: a story that tells a claim first and its denial right after has denied it, and a
    headline with "reportedly" keeps nobody from having said so on somebody's word below it."""
    found: dict[Stance, First] = {}
    told = {id(one) for one in tellings(claim.mentions) if one.close or one.stance is not Stance.DENIED}
    for mention in claim.mentions:
        stance = mention.stance
        # They are in order of time; only what edits took back was said before it stands there.
        if stance not in found and mention.said_at <= now and (stance in _HOLDS_BACK or id(mention) in told):
            found[stance] = First(stance, numbers[id(mention)], mention)
    for mention in claim.mentions if any(map(_EARLIER, claim.mentions)) else ():
        for one in (as_it_was(mention, wording) for wording in mention.earlier):
            known = found.get(one.stance)
            early = one.said_at <= now and (known is None or one.said_at < known.mention.said_at)
            if early and (one.stance in _HOLDS_BACK or id(mention) in told):
                found[one.stance] = First(one.stance, numbers[id(mention)], one)
    return tuple(sorted(found.values(), key=lambda first: (first.mention.said_at, first.number)))
