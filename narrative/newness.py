"""Which claims say much the same as an earlier one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from narrative.measures import JOINER, TOGETHER
from store.models import Claim, Term

#: Sums of weights that differ by no more are equal: they depend on the order of adding up.
_EVEN = 1e-6


class Beginnings:
    """When the words of claims were first told together: by the weight of those that two claims both have, figures
    aside, as a date that an old claim came to be told with makes no new one old."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._by_term: defaultdict[str, dict[int, datetime]] = defaultdict(dict)
        for claim in sorted(claims, key=lambda claim: claim.first_said_at):
            for term in _words(claim):
                self._by_term[term.term][claim.id] = claim.first_said_at

    def is_new(self, claim: Claim) -> bool:
        """Whether no claim that is a day older, or more, has half of its words by weight."""
        words = sorted(_words(claim), key=lambda term: len(self._by_term[term.term]))
        left = sum(term.weight for term in words)
        enough = JOINER * left - _EVEN
        earlier = claim.first_said_at - TOGETHER
        carried: defaultdict[int, float] = defaultdict(float)
        for term in words:
            told = self._by_term[term.term]
            if left >= enough:
                for other, first in told.items():
                    if first >= earlier:
                        break
                    carried[other] += term.weight
            else:
                # Who has none of the rarer words could not come to half any more, and the commonest are in most claims.
                for other in carried.keys() & told.keys():
                    carried[other] += term.weight
            left -= term.weight
        return enough <= 0 or max(carried.values(), default=0.0) < enough


def _words(claim: Claim) -> list[Term]:
    """A claim's terms but its figures and the slots that they fill."""
    return [term for term in claim.terms if term.term[:1] not in "=&"]
