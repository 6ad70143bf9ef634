"""Which sentences say the same: grouped by the rare terms that they use together.

Pairs of terms that at least two outlets and two chains use in one clause, well above their expected number, are the
seeds; pairs whose sentences overlap are the same claim; a sentence may belong to several. docs/claims.md keeps the
record of what was tried and what it scored.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from narrative.coherence import clear
from narrative.howfar import Tell, each, nobody
from narrative.measures import JOINER
from narrative.sample import Sample, kind_of_group, several
from narrative.terms import SPECIAL

#: How much more often than by chance two terms must meet in a clause.
LIFT = 2.5
#: Pairs are one claim where their sentences overlap so far: as a share of both, or, sharing a term, of the smaller.
OVERLAP, WITHIN = 0.25, 0.5
#: A sentence belongs to a claim where it has this share of the weight of the claim's strongest terms; more than this
#: among many sentences, but never more than a joiner (`measures.JOINER`), which is one even if it has none of the
#: pairs that founded the claim.
MEMBER, STRONGEST = 0.3, 6
#: A group whose second strongest term has a smaller share of the weight of its strongest has but one word in common.
SECOND = 0.45
#: What a member's terms must tell, as a share of the logarithm of the number of sentences: among many sentences any
#: two middling terms meet somewhere, and more is needed to believe that they mean the same.
TELLING = 0.65
#: Two claims with a larger share of sentences in common are one, or with this share where their strongest terms are
#: the same: the cosine of their weights is so large.
SAME, SIMILAR, ALIKE = 0.5, 0.25, 0.7


@dataclass(slots=True)
class _Group:
    """Pairs of terms that belong together, and the sentences that use them."""

    terms: set[str]
    members: set[int]


def groups(sample: Sample, tell: Tell = nobody) -> list[frozenset[int]]:
    """The sets of sentences that make a claim each, those of most outlets first."""
    joined = each(_joined(sample, tell), "groups", tell, 10)
    parts = [part for group in joined for part in clear(members(group.members, sample), sample)]
    found = [_pruned(part, sample) for part in parts]
    kept = [part for part in found if sample.independent(part) and not _one_word(part, sample)]
    return _united(_distinct(kept, sample), sample)


def profile(numbers: Iterable[int], sample: Sample) -> dict[str, float]:
    """The strongest terms of some sentences with their weights: common among them, rare elsewhere."""
    numbers = list(numbers)
    counts = Counter(term for number in numbers for term in sample.terms[number])
    strength = {term: count / len(numbers) * sample.weight[term] for term, count in counts.items() if count > 1}
    return dict(sorted(strength.items(), key=lambda row: (round(-row[1], 6), row[0]))[:STRONGEST])


def members(founders: Iterable[int], sample: Sample) -> frozenset[int]:
    """The sentences that make a claim: those that carry enough of what its founding sentences have in common.

    Sentences with none of the founding pairs must carry more of it, as they may put it in other words.
    """
    founders = frozenset(founders)
    own = _pruned(founders, sample)
    if not own:
        return own
    best = profile(own, sample)
    others = {number for term in _needed(best, sample) for number in sample.uses[term]} - own
    return own | _carrying(others, JOINER, best, sample)


def _pruned(numbers: frozenset[int], sample: Sample) -> frozenset[int]:
    """Those of the sentences that carry enough of what all of them have in common."""
    share = min(MEMBER * sample.strictness, JOINER)
    return _carrying(numbers, share, profile(numbers, sample), sample) if numbers else numbers


def _one_word(numbers: frozenset[int], sample: Sample) -> bool:
    """Whether the sentences have little more in common than one word."""
    weights = list(profile(numbers, sample).values())
    return len(weights) < 2 or weights[1] < SECOND * weights[0]


def _needed(best: Mapping[str, float], sample: Sample) -> list[str]:
    """The rarest terms of a profile, one of which every sentence has that carries enough of it to join."""
    left = (1 - JOINER) * sum(best.values()) + 1e-9
    needed = sorted(best, key=lambda term: (-sample.count[term], term))
    while needed and best[needed[0]] < left:
        left -= best[needed.pop(0)]
    return needed


def _carrying(numbers: Iterable[int], share: float, best: Mapping[str, float], sample: Sample) -> frozenset[int]:
    """Those of the sentences that carry this share of a profile, and at least two telling terms of it."""
    enough, telling = share * whole(best) - 1e-9, TELLING * sample.everything - 1e-9
    known, weight, terms = best.keys(), sample.weight, sample.terms
    twice = bool(kinds(best) & known)
    found = []
    for number in numbers:
        shared = known & terms[number]
        if twice:
            shared -= kinds(shared)
        if (
            several(shared)
            and sum([best[term] for term in shared]) >= enough
            and sum([weight[term] for term in shared]) >= telling
        ):
            found.append(number)
    return frozenset(found)


def carries(terms: frozenset[str], best: Mapping[str, float], weight: Mapping[str, float], everything: float) -> bool:
    """Whether a sentence that is not of the sample, a headline or a new one, carries enough of a profile to make its
    claim; `everything` is the logarithm of the number of all sentences."""
    shared = best.keys() & terms
    shared -= kinds(shared)
    if not several(shared) or sum([weight.get(term, 0.0) for term in shared]) < TELLING * everything - 1e-9:
        return False
    return sum([best[term] for term in shared]) >= JOINER * whole(best) - 1e-9


def whole(best: Mapping[str, float]) -> float:
    """The weight of a profile: of all that a sentence can carry of it. What a group is a kind of stands in for the
    group, in sentences that have another one of that kind."""
    twice = kinds(best)
    return sum([weight for term, weight in best.items() if term not in twice])


def kinds(terms: Iterable[str]) -> set[str]:
    """What groups among the terms are a kind of, which counts nothing beside them."""
    return {kind for term in terms if (kind := kind_of_group(term))}


def alike(terms: Iterable[str], best: Mapping[str, float], weight: Mapping[str, float]) -> float:
    """How like a sentence of these terms is to a profile, from 0 to 1: the geometric mean of the share of the profile's
    weight that it carries, by which short sentences lose, and of the cosine of both, by which long ones do."""
    own = {term: weight.get(term, 0.0) for term in sorted(terms)}
    shared = best.keys() & own.keys()
    shared -= kinds(shared)
    carried = sum(best[term] for term in best if term in shared) / (whole(best) or 1.0)
    return round(math.sqrt(carried * min(1.0, _cosine(own, best))), 4)


def _joined(sample: Sample, tell: Tell) -> list[_Group]:
    """Pairs of terms, the most telling first, each joined to the group it overlaps most or made a new one."""
    found: list[_Group] = []
    groups_of: dict[int, set[int]] = defaultdict(set)
    for pair, where in each(_pairs(sample, tell), "pairs", tell, 100):
        common = Counter([group for number in where for group in groups_of[number]])
        best, best_group = 0.0, -1
        for number, count in common.items():
            fit = _fit(pair, len(where), found[number], count)
            if fit > best or (fit == best and number < best_group):
                best, best_group = fit, number
        if best >= 1:
            found[best_group].terms.update(pair)
            found[best_group].members |= where
        else:
            best_group = len(found)
            found.append(_Group(set(pair), set(where)))
        for member in where:
            groups_of[member].add(best_group)
    return found


def _fit(pair: tuple[str, str], size: int, group: _Group, common: int) -> float:
    """How well a pair fits a group; from 1 on they are one."""
    share = common / (size + len(group.members) - common)
    sharing = pair[0] in group.terms or pair[1] in group.terms
    within = common / min(size, len(group.members)) if sharing else 0.0
    return round(max(share / OVERLAP, within / WITHIN), 4)


def _pairs(sample: Sample, tell: Tell) -> list[tuple[tuple[str, str], frozenset[int]]]:
    """Pairs of terms that two outlets use together more often than by chance, those that bind most and most first."""
    order = sorted(sample.uses)
    count, size, many = [sample.count[term] for term in order], sample.size, len(order)
    met = _meetings(sample, {term: number for number, term in enumerate(order)}, tell)
    # Of a million pairs most have met once: only the others are worth remembering where.
    often = {
        pair
        for pair, times in Counter(chain.from_iterable(met)).items()
        if 1 < times < size and times * size >= LIFT * count[pair // many] * count[pair % many]
    }
    together: dict[int, list[int]] = defaultdict(list)
    for number, pairs in enumerate(met):
        for pair in pairs:
            if pair in often:
                together[pair].append(number)
    ranked = []
    for pair, where in together.items():
        if sample.independent(where):
            lift = len(where) * size / (count[pair // many] * count[pair % many])
            binding = math.log(lift) / -math.log(len(where) / size)
            ranked.append((round(-binding * math.log(1 + sample.outlets(where)), 4), pair))
    return [((order[pair // many], order[pair % many]), frozenset(together[pair])) for _, pair in sorted(ranked)]


def _meetings(sample: Sample, numbers: Mapping[str, int], tell: Tell) -> list[list[int]]:
    """For each sentence the pairs of terms that say something together: in one clause, not both names, neither two
    senses of the same words nor neighbours that are one expression ("prime minister", "open letter").

    A pair is one number, made of those of its terms: a million tuples would keep the garbage collector busy.
    """
    many, names = len(numbers), sample.names
    found = []
    for row, terms in each([*zip(sample.said, sample.terms, strict=True)], "meetings", tell, 100):
        spans = row.terms
        places = sorted([(spans[t].start, spans[t].end, numbers[t], t[0] in SPECIAL, t in names) for t in terms])
        clauses = [bisect_right(row.clauses, place[0]) for place in places] if row.clauses else [0] * len(places)
        pairs = []
        for index, (_, end, first, special, named) in enumerate(places):
            for other in range(index + 1, len(places)):
                if clauses[other] != clauses[index]:
                    break
                start, _, second, special_too, named_too = places[other]
                if start - end > (-1 if special or special_too else 1) and not (named and named_too):
                    pairs.append(first * many + second if first < second else second * many + first)
        found.append(pairs)
    return found


def _distinct(sets: list[frozenset[int]], sample: Sample) -> list[frozenset[int]]:
    """The sets without those that mostly repeat a larger one."""
    kept: list[frozenset[int]] = []
    kept_with: dict[int, list[int]] = defaultdict(list)
    for found in sorted(sets, key=lambda numbers: (-sample.outlets(numbers), sorted(numbers))):
        common = Counter([place for number in found for place in kept_with[number]])
        if not any(_repeats(len(found), len(kept[place]), count) for place, count in common.items()):
            for number in found:
                kept_with[number].append(len(kept))
            kept.append(found)
    return kept


def _united(sets: list[frozenset[int]], sample: Sample) -> list[frozenset[int]]:
    """The sets with those taken into a larger one that are about the same and share sentences with it."""
    kept: list[frozenset[int]] = []
    profiles: list[dict[str, float]] = []
    kept_with: dict[int, set[int]] = defaultdict(set)
    for found in sets:
        strongest = profile(found, sample)
        common = Counter([place for number in found for place in kept_with[number]])
        place = min(
            (
                place
                for place, count in common.items()
                if count > SIMILAR * (len(found) + len(kept[place]) - count)
                and _cosine(strongest, profiles[place]) >= ALIKE
            ),
            default=len(kept),
        )
        if place == len(kept):
            kept.append(found)
            profiles.append(strongest)
        else:
            kept[place] |= found
        for number in found:
            kept_with[number].add(place)
    return kept


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """How alike two profiles are: 0 to 1."""
    dot = sum([one[term] * other[term] for term in sorted(one.keys() & other.keys())])
    squares = [sum([value * value for value in weights.values()]) for weights in (one, other)]
    return dot / math.sqrt(squares[0] * squares[1]) if all(squares) else 0.0


def _repeats(size: int, other: int, common: int) -> bool:
    """Whether a set of `size` sentences is mostly one of `other` sentences again."""
    return common > SAME * (size + other - common) or (common > 0.7 * size and other < 3 * size)
