"""Which claims hold a sentence: what is asked of it in one of them has an answer in the others too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from narrative.regrouping import Key, key_of
from store.models import Claim, Mention

#: The claims that say what a mention says in its very sentence.
Holding = Callable[[Mention], Iterable[Claim]]


@dataclass(frozen=True)
class Holders:
    """Finds the claims, of these, in which a sentence is close; nothing is read before somebody asks."""

    claims: Iterable[Claim]
    _of: dict[Key, list[Claim]] = field(default_factory=dict, init=False, repr=False)

    def __call__(self, mention: Mention) -> list[Claim]:
        if not self._of:
            self._of.update(_holders(self.claims))
        return self._of.get(key_of(mention), [])


def _holders(claims: Iterable[Claim]) -> dict[Key, list[Claim]]:
    found: defaultdict[Key, list[Claim]] = defaultdict(list)
    for claim in claims:
        for key in dict.fromkeys(key_of(one) for one in claim.mentions if one.close):
            found[key].append(claim)
    return found
