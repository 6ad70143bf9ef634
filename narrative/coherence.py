"""A group that does not hold together is no claim: it is taken apart into those of its sentences that do.

In long articles two words may go together ("internet", "access") in sentences that assert quite different things. How
alike the sentences of a group are shows it: where they share little, each part is what lies close around one of them.
"""

from __future__ import annotations

import math
from collections import defaultdict

from narrative.sample import Sample

#: A group whose sentences share less than this of their terms' weight on average (Jaccard) does not hold together;
#: among many sentences they must share more, and so must few: of so few pairs chance makes as many alike, and more is
#: asked for by so much over their number (twice as much of three sentences), up to a limit...
COHERENT, FEW, STRICTEST = 0.1, 3, 0.2
#: ... of which only so many are looked at; and so many may be the centre of a part.
LOOKED_AT, CENTRES = 60, 200
#: A part of two must share so much: they lie close by the very words for which the whole was taken apart.
TWO = 0.27
#: The cosine of two sentences' terms from which they lie close.
CLOSE = 0.35


def clear(group: frozenset[int], sample: Sample) -> list[frozenset[int]]:
    """The group, or its clear parts, the largest first; a sentence may be in several, and stray ones are in none."""
    pairs = len(group) * (len(group) - 1) / 2
    enough = COHERENT * sample.strictness * (1 + FEW / max(1, pairs))
    if likeness(group, sample) >= min(enough, STRICTEST):
        return [group] if group else []
    near = _near(sorted(group), sample)
    left, parts = set(group), []
    while near:
        centre = max(near, key=lambda number: (len(near[number] & left), -number))
        if len(near[centre] & left) < 2:
            break
        parts.append(frozenset(near[centre]))
        left -= near.pop(centre)
    return [part for part in parts if len(part) > 2 or likeness(part, sample) >= TWO]


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
    """For each sentence of the group that may be a centre those that lie close to it, and itself."""
    square = sample.square
    length = {n: math.sqrt(sum([square[term] for term in sorted(sample.terms[n])])) or 1.0 for n in numbers}
    users: dict[str, list[int]] = defaultdict(list)
    for number in numbers:
        for term in sample.terms[number]:
            users[term].append(number)
    near = {}
    for centre in numbers[:: len(numbers) // CENTRES + 1]:
        dots: dict[int, float] = defaultdict(float)
        for term in sorted(sample.terms[centre]):
            value = square[term]
            for number in users[term]:
                dots[number] += value
        enough = CLOSE * length[centre] - 1e-9
        near[centre] = {number for number, dot in dots.items() if dot >= enough * length[number]} | {centre}
    return near
