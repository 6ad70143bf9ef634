"""Where the mixture of claims that are told changes: a sequence of days cut into stretches of one mixture each.

Binary segmentation (A. J. Scott and M. Knott, Biometrics 30, 1974): the best single cut of a stretch is made where it
pays, and each half is treated alike. It pays where two mixtures explain what was told better than one does, with the
unknown shares of the claims integrated out (Dirichlet and multinomial, Jeffreys' prior of 1/2): the likelihood by which
M. Utiyama and H. Isahara cut texts ("A Statistical Model for Domain-Independent Text Segmentation", ACL 2001), with the
claims told for the words, whole days for the sentences, and no other price on a cut than that evidence sets.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

#: Jeffreys' prior for a multinomial.
PRIOR = 0.5
#: A stretch is at least so many days, but for the last one, which may still be going on.
SHORTEST = 2
_LEAST = 1e-9


def cuts(days: Sequence[Mapping[int, int]], claims: int) -> tuple[int, ...]:
    """The days, by place, with which a new stretch begins; `days` tell how often each claim was told on each of them.

    `claims`: how many there are in all, told on these days or not. A cut stands before a day that saw some.
    """
    found: list[int] = []
    waiting = [(0, len(days))] if claims > 1 else []
    while waiting:
        start, end = waiting.pop()
        place = _best(days, start, end, claims)
        if place is not None:
            found.append(place)
            waiting += [(start, place), (place, end)]
    return tuple(sorted(found))


def _best(days: Sequence[Mapping[int, int]], start: int, end: int, claims: int) -> int | None:
    """Where a stretch is cut best, the earliest of equals; None where it does not pay."""
    right: Counter[int] = Counter()
    for day in days[start:end]:
        right.update(day)
    told, left, before = sum(right.values()), Counter[int](), 0
    shares_right, shares_left = sum(map(_log_gamma, right.values())), 0.0
    whole = shares_right + _norm(told, claims)
    best, where = _LEAST, None
    for place in range(start + 1, end):
        for claim, count in days[place - 1].items():
            shares_right += _log_gamma(right[claim] - count) - _log_gamma(right[claim])
            shares_left += _log_gamma(left[claim] + count) - _log_gamma(left[claim])
            right[claim] -= count
            left[claim] += count
            before += count
        if not days[place] or place - start < SHORTEST or (end - place < SHORTEST and end != len(days)):
            continue
        both = shares_left + shares_right + _norm(before, claims) + _norm(told - before, claims)
        if both - whole > best + _LEAST:
            best, where = both - whole, place
    return where


@lru_cache(65536)
def _log_gamma(count: int) -> float:
    """What a claim told so often adds to the logarithm of the evidence."""
    return math.lgamma(count + PRIOR) - math.lgamma(PRIOR)


@lru_cache(65536)
def _norm(told: int, claims: int) -> float:
    return math.lgamma(claims * PRIOR) - math.lgamma(told + claims * PRIOR)
