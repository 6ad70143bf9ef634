"""Why a mention belongs to its claim: the claim's terms in it, and what it shares with the other mentions.

Membership is decided while groups form and is not stored. It is measured here anew on the sentences as they are now, by
the same shares as `groups` has them; where a sentence does not reach them, the mention that it repeats most is named.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations

from narrative.expressions import BETWEEN, folded
from narrative.groups import MEMBER, TELLING, kinds, whole
from narrative.measures import JOINER
from narrative.nearby import words
from narrative.propositions import Proposition
from narrative.regrouping import key_of
from narrative.sample import Stats, several, strictness, with_slots
from narrative.termwords import in_words
from narrative.topic import Topic
from store.models import Act, ActKind, Claim, Mention, Span


class Ground(StrEnum):
    """What makes a sentence a mention of its claim."""

    PAIR = "pair"
    CARRIES = "carries"
    LIKENESS = "likeness"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a claim's mentions were read as, by their numbers from 1 and with terms as `as_claimed` has them (a sentence
    that is not found any more is left out); how often terms are used in all sentences; and a person's acts that stand,
    oldest first."""

    rows: Mapping[int, Proposition]
    stats: Stats
    acts: Sequence[Act] = ()


@dataclass(frozen=True, slots=True)
class TermFact:
    """One of a claim's terms: in words, its weight and share of the whole (which a kind beside a group of it adds
    nothing to), in how many of its mentions it is, and in how many of all sentences (None: not counted)."""

    term: str
    words: str
    weight: float
    share: float
    mentions: int
    uses: int | None


@dataclass(frozen=True, slots=True)
class Carried:
    """One of a claim's terms in a sentence: the words that stand for it and their place there; None where it is not.

    `absorbed`: its word is there, but as part of a name, a figure, the source or the cue, and counts for that alone.
    """

    fact: TermFact
    said: str = ""
    span: Span | None = None
    absorbed: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """Two terms that a sentence has in one clause, and how many other outlets have them so."""

    first: TermFact
    second: TermFact
    outlets: int


@dataclass(frozen=True, slots=True)
class Likeness:
    """The mention that a sentence repeats most, and the words of the sentence that both share."""

    number: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Belonging:
    """Why a sentence is a mention: the claim's terms in it, the share of their weight that it carries and the one it
    needs, and how much the terms tell of what would single a sentence out (None: not known).

    `act`: the person's act that put it here. `copy_of`: the first mention of its chain, where that is another story's.
    """

    ground: Ground
    terms: tuple[Carried, ...]
    carried: float
    needed: float
    tells: float | None
    tells_needed: float
    pair: Pair | None
    like: Likeness | None
    act: Act | None
    copy_of: int | None


def facts(claim: Claim, topic: Topic, evidence: Evidence) -> tuple[TermFact, ...]:
    """A claim's terms, the strongest first."""
    rows = evidence.rows.values()
    total = whole({term.term: term.weight for term in claim.terms}) or 1.0
    return tuple(
        TermFact(
            term.term,
            in_words(term.term, topic, [_said(row, term.term) for row in rows if term.term in row.terms]),
            term.weight,
            term.weight / total,
            sum(term.term in row.terms for row in rows),
            _uses(term.term, evidence.stats),
        )
        for term in claim.terms
    )


def belonging(claim: Claim, number: int, known: Sequence[TermFact], evidence: Evidence) -> Belonging:
    """Why the mention of a number belongs to its claim; `known`: the claim's `facts`."""
    mention = claim.mentions[number - 1]
    terms = tuple(_carried(fact, evidence.rows.get(number)) for fact in known)
    shared = [one.fact for one in terms if one.span is not None]
    carried = carried_by(shared)
    pair = _pair(claim, number, shared, evidence) if len(shared) > 1 and not mention.headline else None
    needed = min(MEMBER * strictness(evidence.stats.everything), JOINER) if pair else JOINER
    ground = Ground.PAIR if pair else Ground.CARRIES
    counted = {fact.term for fact in shared}
    counted -= kinds(counted)
    if not several(counted) or carried < needed - 1e-9:
        ground = Ground.LIKENESS
    return Belonging(
        ground,
        terms,
        carried,
        needed,
        _tells(sorted(counted), evidence.stats),
        TELLING,
        pair,
        _like(claim, number, evidence) if ground is Ground.LIKENESS else None,
        put_here(claim, mention, evidence.acts),
        first_of_chain(claim, number),
    )


def carried_by(shared: Sequence[TermFact]) -> float:
    """The share of a claim's weight that these of its terms have together."""
    twice = kinds(fact.term for fact in shared)
    return sum(fact.share for fact in shared if fact.term not in twice)


def put_here(claim: Claim, mention: Mention, acts: Sequence[Act]) -> Act | None:
    """The last act that stands by which a mention came into this claim: from one that was merged with it, or by the
    split that made it."""
    key = key_of(mention)
    for act in reversed(acts):
        merged = act.kind is ActKind.MERGE and act.claim_id == claim.id and key not in act.anchor
        split = act.kind is ActKind.SPLIT and act.other_id == claim.id
        if (merged or split) and key in act.other:
            return act
    return None


def first_of_chain(claim: Claim, number: int) -> int | None:
    """The number of the first mention of a mention's chain, where that is of another story."""
    mention = claim.mentions[number - 1]
    if mention.chain is None:
        return None
    first = next(n for n, other in enumerate(claim.mentions, 1) if other.chain == mention.chain)
    return first if claim.mentions[first - 1].story_id != mention.story_id else None


def as_claimed(row: Proposition, claim: Claim) -> Proposition:
    """A sentence with its slots, and with those words as one expression that the claim has so."""
    pairs = (tuple(term.term.split(BETWEEN, 1)) for term in claim.terms if BETWEEN in term.term.strip(BETWEEN))
    known = frozenset((pair[0], pair[1]) for pair in pairs if len(pair) == 2)
    slotted = with_slots(row)
    return replace(slotted, terms=folded(slotted.terms, known)) if known else slotted


def _said(row: Proposition, term: str) -> str:
    return row.terms[term].of(row.sentence)


def _carried(fact: TermFact, row: Proposition | None) -> Carried:
    if row is None:
        return Carried(fact)
    if fact.term not in row.terms:
        return Carried(fact, absorbed=any(word.stem == fact.term for word in words(row.sentence)))
    return Carried(fact, _said(row, fact.term), row.terms[fact.term])


def _uses(term: str, stats: Stats) -> int | None:
    return stats.uses.get(term) if BETWEEN not in term else None


def _tells(terms: Sequence[str], stats: Stats) -> float | None:
    """How much terms tell together of what would single a sentence out among all."""
    if stats.sentences < 2:
        return None
    return sum(stats.weight.get(term, 0.0) for term in sorted(terms)) / math.log(stats.sentences)


def _pair(claim: Claim, number: int, shared: Sequence[TermFact], evidence: Evidence) -> Pair | None:
    """The two terms of most weight that the sentence and that of another outlet each have in one clause."""
    mine, outlet = evidence.rows[number], claim.mentions[number - 1].outlet
    rows = [
        (claim.mentions[n - 1].outlet, row)
        for n, row in evidence.rows.items()
        if claim.mentions[n - 1].outlet != outlet
    ]
    for first, second in sorted(combinations(shared, 2), key=lambda two: -(two[0].weight + two[1].weight)):
        if _meet(mine, first.term, second.term):
            outlets = {name for name, row in rows if _meet(row, first.term, second.term)}
            if outlets:
                return Pair(first, second, len(outlets))
    return None


def _meet(row: Proposition, first: str, second: str) -> bool:
    """Whether two terms stand in one clause, and not for the same words."""
    if first not in row.terms or second not in row.terms or row.clause_of(first) != row.clause_of(second):
        return False
    one, other = sorted((row.terms[first], row.terms[second]), key=lambda span: span.start)
    return one.end <= other.start


def _like(claim: Claim, number: int, evidence: Evidence) -> Likeness | None:
    """The mention, of another story where there is one, with which a sentence shares terms of most weight."""
    if number not in evidence.rows:
        return None
    mine = evidence.rows[number]
    story = claim.mentions[number - 1].story_id
    best: tuple[bool, float, int, list[str]] | None = None
    for other, row in sorted(evidence.rows.items()):
        common = [term for term in mine.terms if term in row.terms]
        if other == number or not common:
            continue
        value = sum(evidence.stats.weight.get(term, 1.0) for term in common)
        found = (claim.mentions[other - 1].story_id != story, round(value, 6), -other, common)
        if best is None or found[:3] > best[:3]:
            best = found
    if best is None:
        return None
    spans = sorted({(span.start, span.end) for span in map(mine.terms.__getitem__, best[3])})
    return Likeness(-best[2], tuple(dict.fromkeys(mine.sentence[start:end] for start, end in spans)))
