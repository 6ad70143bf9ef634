"""A group that does not hold together is no claim: it is taken apart into those of its sentences that do.

In long articles two words may go together ("internet", "access") in sentences that assert quite different things. How
alike the sentences of a group are shows it: where they share little, each part is what lies close around one of them.
"""

from __future__ import annotations

import math
from collections import defaultdict

from narrative.sample import Sample

#: A group whose sentences share less than this of their terms' weight on average (Jaccard) does not hold together...
COHERENT = 0.12
#: ... of which only so many are looked at.
LOOKED_AT = 60
#: The cosine of two sentences' terms from which they lie close.
CLOSE = 0.35


def clear(group: frozenset[int], sample: Sample) -> list[frozenset[int]]:
    """The group, or its clear parts, the largest first; a sentence may be in several, and stray ones are in none."""
    if likeness(group, sample) >= COHERENT:
        return [group] if group else []
    near = _near(sorted(group), sample)
    left, parts = set(group), []
    while left:
        centre = max(left, key=lambda number: (len(near[number] & left), -number))
        if len(near[centre] & left) < 2:
            break
        parts.append(frozenset(near[centre]))
        left -= near[centre]
    return parts


def likeness(group: frozenset[int], sample: Sample) -> float:
    """How much of their terms' weight any two sentences of a group share on average: 0 to 1."""
    numbers = sorted(group)[:: len(group) // LOOKED_AT + 1]
    terms, weight = sample.terms, sample.weight
    heavy = {number: sum([weight[term] for term in terms[number]]) for number in numbers}
    total = 0.0
    for place, one in enumerate(numbers):
        for other in numbers[:place]:
            shared = sum([weight[term] for term in terms[one] & terms[other]])
            total += shared / (heavy[one] + heavy[other] - shared) if shared else 0.0
    pairs = len(numbers) * (len(numbers) - 1) / 2
    return total / pairs if pairs else 1.0


def _near(numbers: list[int], sample: Sample) -> dict[int, set[int]]:
    """For each sentence those of the group that lie close to it, and itself."""
    weight = sample.weight
    length = {n: math.sqrt(sum([weight[term] ** 2 for term in sample.terms[n]])) or 1.0 for n in numbers}
    users: dict[str, list[int]] = defaultdict(list)
    near = {number: {number} for number in numbers}
    for number in numbers:
        dots: dict[int, float] = defaultdict(float)
        for term in sorted(sample.terms[number]):
            square = weight[term] ** 2
            for other in users[term]:
                dots[other] += square
            users[term].append(number)
        for other, dot in dots.items():
            if round(dot / (length[number] * length[other]), 6) >= CLOSE:
                near[number].add(other)
                near[other].add(number)
    return near
