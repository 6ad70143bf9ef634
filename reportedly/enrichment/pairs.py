"""Pairs of claims that the rules kept apart though their terms overlap: what a second opinion is worth asking for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from store.models import Claim, ClaimKind

#: Two claims are worth a question where the terms they share make up this much of the weight of one of them.
SHARE = 0.4
#: One term in common is what the whole story has in common; it takes two.
TERMS = 2
#: A term that more claims than this are known by, or than this part of them, tells none from another.
COMMON_COUNT = 10
COMMON_PART = 0.05


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims, the lower id first, and the share of their terms that they have in common."""

    first: int
    second: int
    share: float


def doubtful(claims: Sequence[Claim]) -> tuple[Pair, ...]:
    """The pairs that may be one assertion, the likest first (ties: the lower ids).

    The rule: at least TERMS telling terms in common, whose weight (the lesser of the two claims') is at least SHARE of
    all the weight of the claim with less of it. Not asked of: claims that a person dismissed, and background.
    """
    by_id = {claim.id: _weights(claim) for claim in claims if _is_asked_of(claim)}
    holders: dict[str, list[int]] = defaultdict(list)
    for claim_id in sorted(by_id):
        for term in by_id[claim_id]:
            holders[term].append(claim_id)
    most = max(COMMON_COUNT, COMMON_PART * len(by_id))
    common: Counter[tuple[int, int]] = Counter()
    for its in holders.values():
        if len(its) <= most:
            common.update(combinations(its, 2))
    pairs = [
        Pair(first, second, share)
        for (first, second), count in common.items()
        if count >= TERMS and (share := _share(by_id[first], by_id[second])) >= SHARE
    ]
    return tuple(sorted(pairs, key=lambda pair: (-pair.share, pair.first, pair.second)))


def _is_asked_of(claim: Claim) -> bool:
    return not claim.dismissed and claim.kind is not ClaimKind.BACKGROUND


def _weights(claim: Claim) -> dict[str, float]:
    return {term.term: term.weight for term in claim.terms}


def _share(first: dict[str, float], second: dict[str, float]) -> float:
    """The weight of what both have, as a part of the lighter one's."""
    both = sum(min(first[term], second[term]) for term in sorted(first.keys() & second.keys()))
    lighter = min(sum(first.values()), sum(second.values()))
    return round(both / lighter, 6) if lighter > 0 else 0.0
