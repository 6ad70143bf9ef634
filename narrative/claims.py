"""Which assertions recur: sentences of different outlets grouped by the rare terms that they use together.

Inside one running story every sentence is about the same things, so likeness of whole sentences finds little. A claim
is a small set of terms that go together more often than chance would have them: pairs of terms that at least two
outlets use in one sentence, well above their expected number, are the seeds; pairs whose sentences overlap are the same
claim; a sentence may belong to several. docs/claims.md keeps the record of what was tried and what it scored.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from narrative.copies import chains
from narrative.propositions import Proposition, propositions
from narrative.statement import statement
from narrative.topic import Topic
from store.models import Claim, Mention, Span, Story

#: A term in a larger share of all sentences tells nothing; with few sentences the share is allowed to be larger.
COMMONEST, FEW = 0.25, 8
#: How much more often than by chance two terms must meet in a clause.
LIFT = 3.0
#: Pairs are one claim where their sentences overlap so far: as a share of both, or, sharing a term, of the smaller.
OVERLAP, WITHIN = 0.25, 0.5
#: A word that is mostly written with a capital within sentences is a name.
NAMED = 0.5
#: A sentence belongs to a claim where it has this share of the weight of the claim's strongest terms.
MEMBER, STRONGEST = 0.3, 6
#: ... or this share, if none of the pairs that founded the claim is in it.
JOINER = 0.5
#: What a member's terms must tell, as a share of the logarithm of the number of sentences: among many sentences any
#: two middling terms meet somewhere, and more is needed to believe that they mean the same.
TELLING = 0.65
#: Two claims with a larger share of sentences in common are one.
SAME = 0.5


@dataclass
class _Group:
    """Pairs of terms that belong together, and the sentences that use them."""

    terms: set[str]
    members: set[int]


def derive(stories: Sequence[Story], topic: Topic) -> tuple[Claim, ...]:
    """The recurring claims of the stories, in order of first mention, numbered from 1.

    A claim is made by stories of at least two outlets and two chains of copies.
    """
    said = propositions(stories, topic)
    chain_of = chains(stories)
    uses = _uses(said)
    weight = {term: math.log(len(said) / len(where)) for term, where in uses.items()}
    sets = [_members(group, said, uses, weight) for group in _groups(said, uses)]
    kept = _distinct([found for found in sets if _independent(found, said, chain_of)], said)
    shared = Counter(number for found in kept for number in found)
    claims: list[Claim] = []
    for found in kept:
        taken = frozenset(claim.statement for claim in claims)
        claims.append(_claim(found, said, chain_of, _profile(found, said, uses, weight), shared, taken))
    claims.sort(
        key=lambda claim: (claim.mentions[0].said_at, claim.mentions[0].url, claim.mentions[0].start, claim.statement)
    )
    return tuple(Claim(number, claim.statement, claim.mentions) for number, claim in enumerate(claims, 1))


def _uses(said: Sequence[Proposition]) -> dict[str, set[int]]:
    """For each term that two outlets use and not everybody does, the sentences it stands in."""
    uses: dict[str, set[int]] = defaultdict(set)
    for number, proposition in enumerate(said):
        for term in proposition.terms:
            uses[term].add(number)
    commonest = max(COMMONEST * len(said), FEW)
    return {t: where for t, where in uses.items() if len(where) <= commonest and _outlets(where, said) > 1}


def _outlets(numbers: set[int], said: Sequence[Proposition]) -> int:
    return len({said[number].story.outlet for number in numbers})


def _groups(said: Sequence[Proposition], uses: dict[str, set[int]]) -> list[_Group]:
    """Pairs of terms, the most telling first, each joined to the group it overlaps most or made a new one."""
    groups: list[_Group] = []
    groups_of: dict[int, set[int]] = defaultdict(set)
    for pair, where in _pairs(said, uses):
        common = Counter(group for number in where for group in groups_of[number])
        best = max(
            ((_overlap(set(pair), where, groups[g], count), -g) for g, count in common.items()),
            default=(0.0, 0),
        )
        if best[0] >= 1:
            number = -best[1]
            groups[number].terms.update(pair)
            groups[number].members.update(where)
        else:
            number = len(groups)
            groups.append(_Group(set(pair), set(where)))
        for member in where:
            groups_of[member].add(number)
    return groups


def _pairs(said: Sequence[Proposition], uses: dict[str, set[int]]) -> list[tuple[tuple[str, str], set[int]]]:
    """Pairs of terms that two outlets use together more often than by chance, those that bind most and most first."""
    names = _names(said, uses)
    together: dict[tuple[str, str], set[int]] = defaultdict(set)
    for number, proposition in enumerate(said):
        for pair in combinations(sorted(term for term in proposition.terms if term in uses), 2):
            if not names.issuperset(pair) and _meet(pair, proposition):
                together[pair].add(number)
    ranked = []
    for pair, where in together.items():
        outlets = _outlets(where, said)
        lift = len(where) * len(said) / (len(uses[pair[0]]) * len(uses[pair[1]]))
        if outlets > 1 and lift >= LIFT:
            binding = math.log(lift) / -math.log(len(where) / len(said))
            ranked.append((round(-binding * math.log(1 + outlets), 4), pair, where))
    return [(pair, where) for _, pair, where in sorted(ranked, key=lambda row: row[:2])]


def _names(said: Sequence[Proposition], uses: dict[str, set[int]]) -> set[str]:
    """The terms that are names. Two names beside each other claim nothing yet."""
    written = Counter(name for proposition in said for name in proposition.names)
    return {term for term, where in uses.items() if term.startswith("@") or written[term] > NAMED * len(where)}


def _meet(pair: tuple[str, str], proposition: Proposition) -> bool:
    """Whether two terms say something together: in one clause, neither two senses of the same words nor neighbours that
    are one expression ("prime minister", "open letter")."""
    first, second = sorted((proposition.terms[pair[0]], proposition.terms[pair[1]]), key=lambda span: span.start)
    if proposition.clause_of(pair[0]) != proposition.clause_of(pair[1]):
        return False
    plain = not any(term.startswith(("@", "#", "=")) for term in pair)
    return second.start - first.end > (1 if plain else -1)


def _overlap(pair: set[str], where: set[int], group: _Group, common: int) -> float:
    """How well a pair fits a group; from 1 on they are one."""
    share = common / (len(where) + len(group.members) - common)
    within = common / min(len(where), len(group.members)) if pair & group.terms else 0.0
    return round(max(share / OVERLAP, within / WITHIN), 4)


def _members(
    group: _Group, said: Sequence[Proposition], uses: dict[str, set[int]], weight: dict[str, float]
) -> frozenset[int]:
    """The sentences that make the group's claim: those that carry enough of what its sentences have in common.

    Sentences with none of the group's pairs must carry more of it, as they may put it in other words.
    """
    best = _profile(group.members, said, uses, weight)
    own = _carrying(group.members, MEMBER, best, said, weight)
    if not own:
        return own
    best = _profile(own, said, uses, weight)
    others = frozenset(number for term in best for number in uses[term]) - own
    return own | _carrying(others, JOINER, best, said, weight)


def _carrying(
    numbers: Iterable[int],
    share: float,
    profile: dict[str, float],
    said: Sequence[Proposition],
    weight: dict[str, float],
) -> frozenset[int]:
    """Those of the sentences that carry this share of a profile, and at least two telling terms of it."""
    whole, needed = sum(profile.values()), TELLING * math.log(len(said))
    found = set()
    for number in numbers:
        shared = [term for term in profile if term in said[number].terms]
        told = sum(weight[term] for term in shared)
        if len(shared) > 1 and told >= needed and sum(profile[term] for term in shared) >= share * whole:
            found.add(number)
    return frozenset(found)


def _profile(
    members: set[int] | frozenset[int], said: Sequence[Proposition], uses: dict[str, set[int]], weight: dict[str, float]
) -> dict[str, float]:
    """The strongest terms of some sentences with their weights: common among them, rare elsewhere."""
    counts = Counter(term for number in members for term in said[number].terms if term in uses)
    strength = {term: count / len(members) * weight[term] for term, count in counts.items() if count > 1}
    return dict(sorted(strength.items(), key=lambda row: (round(-row[1], 6), row[0]))[:STRONGEST])


def _score(proposition: Proposition, profile: dict[str, float]) -> float:
    return round(sum(value for term, value in profile.items() if term in proposition.terms), 6)


def _independent(found: frozenset[int], said: Sequence[Proposition], chain_of: dict[int, int]) -> bool:
    return _outlets(set(found), said) > 1 and len({chain_of[said[number].story.id] for number in found}) > 1


def _distinct(sets: list[frozenset[int]], said: Sequence[Proposition]) -> list[frozenset[int]]:
    """The sets without those that mostly repeat a larger one."""
    kept: list[frozenset[int]] = []
    kept_with: dict[int, list[int]] = defaultdict(list)
    for found in sorted(sets, key=lambda members: (-_outlets(set(members), said), sorted(members))):
        common = Counter(place for number in found for place in kept_with[number])
        if not any(_repeats(len(found), len(kept[place]), count) for place, count in common.items()):
            for number in found:
                kept_with[number].append(len(kept))
            kept.append(found)
    return kept


def _repeats(size: int, other: int, common: int) -> bool:
    """Whether a set of `size` sentences is mostly one of `other` sentences again."""
    return common > SAME * (size + other - common) or (common > 0.8 * size and other < 3 * size)


def _claim(
    found: frozenset[int],
    said: Sequence[Proposition],
    chain_of: dict[int, int],
    profile: dict[str, float],
    shared: Counter[int],
    taken: frozenset[str],
) -> Claim:
    candidates = [(said[number], _score(said[number], profile), shared[number]) for number in sorted(found)]
    mentions = [_mention(said[number], chain_of) for number in sorted(found)]
    mentions.sort(key=lambda mention: (mention.said_at, mention.outlet, mention.url, mention.start))
    return Claim(0, statement(candidates, taken), tuple(mentions))


def _mention(proposition: Proposition, chain_of: dict[int, int]) -> Mention:
    story, begin = proposition.story, proposition.span.start
    attribution, cue = proposition.attribution, proposition.reading.cue
    return Mention(
        story_id=story.id,
        revision_id=story.revision_id,
        url=story.url,
        outlet=story.outlet,
        published_at=story.published_at,
        first_seen_at=story.first_seen_at,
        sentence=proposition.sentence,
        start=begin,
        end=proposition.span.end,
        stance=proposition.reading.stance,
        cue=Span(begin + cue.start, begin + cue.end) if cue else None,
        attributed_to=attribution.name if attribution else None,
        source_kind=attribution.kind if attribution else None,
        source=Span(begin + attribution.source.start, begin + attribution.source.end) if attribution else None,
        figures=tuple(replace(f, start=begin + f.start, end=begin + f.end) for f in proposition.figures),
        chain=chain_of[story.id],
    )
