"""Mentions put together otherwise than an analysis did: two claims in one, one claim in two."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from narrative.statement import tidy
from narrative.stems import stem
from narrative.terms import STOP
from store.models import Claim, Mention, Stance

#: A mention as it is known again over analyses: its story and its words.
Key = tuple[int, str]

_WORD = re.compile(r"[^\W\d_]+|\d+")
#: Characters between which a wording reads well, and how much less a stance says than a plain assertion.
SHORTEST, LONGEST = 40, 160
_LESS = {Stance.ATTRIBUTED: 0.15, Stance.HEDGED: 0.25, Stance.QUESTIONED: 0.6, Stance.DENIED: 0.6}


def key_of(mention: Mention) -> Key:
    return mention.story_id, mention.sentence


def keys_of(claim: Claim) -> frozenset[Key]:
    return frozenset(map(key_of, claim.mentions))


def united(first: Claim, others: Iterable[Claim]) -> Claim:
    """One claim of them all, each sentence of a story once; all else is the first's."""
    mentions = {_place(mention): mention for mention in first.mentions}
    terms = {term.term: term for term in first.terms}
    for other in others:
        for mention in other.mentions:
            there = mentions.setdefault(_place(mention), mention)
            if there.likeness < mention.likeness:
                mentions[_place(mention)] = replace(there, likeness=mention.likeness)
        for term in other.terms:
            terms.setdefault(term.term, term)
    by_weight = sorted(terms.values(), key=lambda term: (-term.weight, term.term))
    return replace(first, mentions=_in_order(mentions.values()), terms=tuple(by_weight))


def parted(claim: Claim, anchor: Collection[Key], leaving: Collection[Key]) -> tuple[Claim, Claim] | None:
    """What stays of a claim and what leaves it, or None where that is all of it or nothing.

    A mention that has come since (it is not in the anchor) goes to the side whose sentences it shares more words with.
    """
    going = [words_of(sentence) for _, sentence in sorted(leaving)]
    staying = [words_of(sentence) for _, sentence in sorted(frozenset(anchor).difference(leaving))]
    sides: tuple[list[Mention], list[Mention]] = ([], [])
    for mention in claim.mentions:
        key = key_of(mention)
        goes = key in leaving or (key not in anchor and _closer(words_of(mention.sentence), going, staying))
        sides[goes].append(mention)
    if not sides[0] or not sides[1]:
        return None
    rest = replace(claim, mentions=tuple(sides[0]))
    wordings = {tidy(mention.sentence) for mention in sides[0]}
    if not claim.named and claim.statement not in wordings and claim.statement in {tidy(m.sentence) for m in sides[1]}:
        rest = replace(rest, statement=wording(sides[0]))
    return rest, Claim(0, wording(sides[1]), tuple(sides[1]), claim.kind, claim.terms)


def wording(mentions: Sequence[Mention]) -> str:
    """The clearest of some mentions' sentences: of a good length, and as sure as any; of equals the first."""
    ranked = sorted((_cost(mention), mention.said_at, mention.sentence) for mention in mentions)
    return tidy(ranked[0][2])


def _cost(mention: Mention) -> float:
    length = len(mention.sentence)
    too_long, too_short = max(0, length - LONGEST) / 200, max(0, SHORTEST - length) / 40
    return round(_LESS.get(mention.stance, 0.0) + too_long + too_short, 4)


def closest(sentence: str, groups: Sequence[Sequence[str]]) -> int:
    """The place of the group with whose sentences this one shares most words on average; of equals the first."""
    words = words_of(sentence)
    shared = [sum(len(words & words_of(one)) for one in group) / max(1, len(group)) for group in groups]
    return max(range(len(groups)), key=lambda place: (round(shared[place], 6), -place))


def _closer(words: frozenset[str], to: Sequence[frozenset[str]], than: Sequence[frozenset[str]]) -> bool:
    """Whether a sentence shares more words with one of these on average than with one of those."""
    shared, others = (sum(len(words & sentence) for sentence in side) for side in (to, than))
    return shared * max(1, len(than)) > others * max(1, len(to))


def words_of(sentence: str) -> frozenset[str]:
    """The stems of a sentence's words, but of those that say little."""
    return frozenset(stem(word) for word in _WORD.findall(sentence.lower()) if word not in STOP)


def _place(mention: Mention) -> tuple[int, bool, int]:
    return mention.story_id, mention.headline, mention.start


def _in_order(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    return tuple(sorted(mentions, key=lambda m: (m.said_at, m.outlet, m.url, not m.headline, m.start)))
