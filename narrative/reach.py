"""How far a denial reaches: of the outlets that carried a claim, who carried its denial or correction, and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from narrative.ledger import figure_slots
from narrative.life import Life, Stage
from narrative.sides import negations
from narrative.timeline import middle
from store.models import Claim, Dated, Stance

#: Who is told to have left a denial out must have made the claim beyond doubt: so like it, which is more than close.
BEYOND_DOUBT = 0.6
#: Claims of so many independent chains are heard by everybody on the story: who leaves them out is silent.
HEARD = 3


@dataclass(frozen=True, slots=True)
class Carrier:
    """An outlet that carried the claim, first by mention `number`; `answer`: by which mention it first carried the
    denial or a correction, at the same time or later."""

    outlet: str
    at: datetime
    number: int
    answer: int | None
    lag: timedelta | None


@dataclass(frozen=True, slots=True)
class Reach:
    """Since when a claim is denied or corrected, by which mention first, and what became of that with its carriers."""

    claim_id: int
    since: datetime
    number: int
    carriers: tuple[Carrier, ...]

    @property
    def told(self) -> tuple[Carrier, ...]:
        return tuple(carrier for carrier in self.carriers if carrier.answer is not None)

    @property
    def never(self) -> tuple[Carrier, ...]:
        """Those that have not told their readers."""
        return tuple(carrier for carrier in self.carriers if carrier.answer is None)

    @property
    def lag(self) -> timedelta | None:
        """The median lag of those that did."""
        return middle([carrier.lag for carrier in self.carriers if carrier.lag is not None])


def reach(claim: Claim, life: Life) -> Reach | None:
    """How far the first denial or correction of a claim went; None for one that has none.

    The lag counts from the first denial anywhere, or, of an outlet that carried the claim only later, from then.
    """
    close = [(n, m) for n, m in enumerate(claim.mentions, 1) if m.close]
    denies = {n for n, m in close if m.stance is Stance.DENIED}
    if denies:
        denies |= _negated(claim)
    answers = sorted(
        [(m.said_at, n, m.outlet) for n, m in close if n in denies]
        + [
            (state.began, state.numbers[-1], claim.mentions[state.numbers[-1] - 1].outlet)
            for state in life.states
            if state.stage is Stage.CORRECTED
        ]
    )
    said = [(n, m) for n, m in close if n not in denies and m.stance is not Stance.QUESTIONED]
    if not answers or not said:
        return None
    withdrawn = None if answers[0][1] in denies else _withdrawn(claim, answers[0][1])
    if withdrawn is not None:
        # Of a corrected figure only those who gave it as it was have something to tell.
        said = [(n, m) for n, m in said if n in withdrawn]
        if not said:
            return None
    since = answers[0][0]
    carriers: dict[str, Carrier] = {}
    for number, mention in said:
        if mention.outlet not in carriers:
            answer = next((row for row in answers if row[2] == mention.outlet and row[0] >= mention.said_at), None)
            if answer is None and withdrawn is None and mention.likeness < BEYOND_DOUBT:
                continue
            lag = answer[0] - max(since, mention.said_at) if answer else None
            carriers[mention.outlet] = Carrier(
                mention.outlet, mention.said_at, number, answer[1] if answer else None, lag
            )
    return Reach(claim.id, since, answers[0][1], tuple(carriers.values())) if carriers else None


def _negated(claim: Claim) -> set[int]:
    """Who puts a "not" where others before had none ("does not plan to"). Of a claim that is denied that is its denial
    too: nobody is to be told silent who said so in plain words."""
    later = (split.sides[1] for split in negations(claim))
    return {number for side in later if side.word.startswith("not ") for number in side.numbers}


def _withdrawn(claim: Claim, number: int) -> frozenset[int] | None:
    """Of a correction of a figure, by the number of its mention, the mentions that give the figure as it was: that
    which an edit of the same story took back, else those that exclude its own. None where it is of no figure."""
    mention = claim.mentions[number - 1]
    if not mention.figures:
        return None
    wrong: set[int] = set()
    right: set[int] = set()
    for slot in figure_slots(claim):
        own = {place for place, value in enumerate(slot.values) if number in value.numbers}
        back = {
            place
            for place, value in enumerate(slot.values)
            if any(use.mention.story_id == mention.story_id for use in value.withdrawn)
        }
        rivals = {place for pair in slot.conflicts if own & set(pair) for place in pair} - own
        wrong.update(use.number for place in back or rivals for use in slot.values[place].uses)
        right.update(n for place in own - back for n in slot.values[place].numbers)
    return frozenset(wrong - right)


def silences(claims: Sequence[Claim], stories: Sequence[Dated]) -> dict[str, tuple[int, ...]]:
    """For each outlet the claims of HEARD chains or more that it has not carried although it had a story since the
    claim was heard: since so many chains had made it. Most chains first."""
    last: dict[str, datetime] = {}
    for story in stories:
        last[story.outlet] = max(last.get(story.outlet, story.said_at), story.said_at)
    heard = sorted(
        (
            (claim.chains, claim.id, _heard(claim), frozenset(claim.outlets))
            for claim in claims
            if claim.chains >= HEARD
        ),
        key=lambda row: (-row[0], row[1]),
    )
    return {
        outlet: tuple(number for _, number, since, its in heard if outlet not in its and at > since)
        for outlet, at in sorted(last.items())
    }


def _heard(claim: Claim) -> datetime:
    """When so many chains had made a claim."""
    chains: set[int] = set()
    for mention in claim.mentions:
        chains.add(mention.chain if mention.chain is not None else mention.story_id)
        if len(chains) == HEARD:
            return mention.said_at
    return claim.last_said_at
