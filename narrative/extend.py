"""New stories joining the claims there are, or founding new ones, without a look at all the rest.

The new sentences are grouped together with the older ones that they are like, by what is known of all sentences. A
group that is mostly one of the known claims gives that its new sentences; any other that two outlets and two chains
make is a new claim. What says just what an older sentence says, as copies do, makes the claims that that one makes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from types import MappingProxyType

from narrative.claims import labelled
from narrative.expressions import BETWEEN, folded
from narrative.groups import TELLING, alike, carries, groups, profile
from narrative.howfar import Tell, each, nobody
from narrative.kinds import kind_of
from narrative.mentions import mention, sorted_mentions
from narrative.propositions import Proposition
from narrative.sample import Sample, Stats, with_slots
from store.models import Claim, Mention
from store.uncollected import uncollected

#: A sentence as it is known among others: its story, whether it is the headline, and where it begins.
Key = tuple[int, bool, int]
#: So many older sentences are looked at for each new one.
LIKE = 8
#: A sentence makes a known claim by its terms where these are so large a share of all that it tells, for each step of
#: strictness beyond the first: else claims of common words take in ever more of what is mostly about other things.
OWN, OWN_MOST = 0.5, 0.4


@dataclass(frozen=True, slots=True)
class Known:
    """A claim there is already: its terms with their weights, and which of the older sentences at hand make it."""

    id: int
    terms: Mapping[str, float]
    keys: frozenset[Key]


@dataclass(frozen=True, slots=True)
class Extended:
    """What becomes of new sentences: those that join known claims, by the claims' ids, and new claims (with id 0)."""

    joined: Mapping[int, tuple[Mention, ...]]
    founded: tuple[Claim, ...]


def like(
    sentences: Sequence[Collection[str]], postings: Mapping[str, Sequence[int]], stats: Stats, tell: Tell = nobody
) -> set[int]:
    """The numbers of the older sentences that share enough with one of the new: the most alike of each.

    `postings`: for each term that tells something the numbers of the sentences it stands in.
    """
    found: set[int] = set()
    enough = TELLING * stats.everything
    sets = {term: frozenset(numbers) for term, numbers in postings.items()}
    for terms in each(sentences, "alike", tell, 50):
        known = [term for term in sorted(terms) if term in sets]
        times = Counter(chain.from_iterable([postings[term] for term in known]))
        # Few share two terms: only theirs are weighed.
        several = {number for number, count in times.items() if count > 1}
        shared = dict.fromkeys(several, 0.0)
        for term in known if several else ():
            value = stats.weight.get(term, 0.0)
            for number in sets[term] & several:
                shared[number] += value
        ranked = sorted([(-round(weight, 6), -number) for number, weight in shared.items() if weight >= enough])
        found.update(-number for _, number in ranked[:LIKE])
    return found


def stats_of(sentences: int, uses: Mapping[str, int], expressions: frozenset[tuple[str, str]]) -> Stats:
    """What is known of all sentences, from how many use each plain term.

    How often an expression is used is not counted; as its words are mostly together, it is about as often as the rarer.
    """
    both = {
        BETWEEN.join(pair): max(1, min(uses[pair[0]], uses[pair[1]]) // 2)
        for pair in expressions
        if pair[0] in uses and pair[1] in uses
    }
    return Stats(sentences, {**uses, **both}, expressions)


@uncollected()
def extend(
    fresh: Sequence[Proposition],
    around: Sequence[Proposition],
    known: Sequence[Known],
    chain_of: Mapping[int, int],
    stats: Stats,
    before: Mapping[tuple[int, str], Collection[int]] = MappingProxyType({}),
    tell: Tell = nobody,
) -> Extended:
    """What becomes of the sentences of new stories among older ones and the claims that those make.

    `before`: for a sentence of theirs that was there before, by story and words, the ids of the claims it made.
    """
    told = {row.story.id for row in fresh if not row.headline}
    heads = [row for row in fresh if row.headline and row.story.id in told]
    bodies = [row for row in fresh if not row.headline or row.story.id not in told]
    joined: dict[int, dict[Key, Proposition]] = defaultdict(dict)
    founded: list[Claim] = []
    sample = Sample([*around, *bodies], chain_of, stats, tell)
    owners, users = _owners(known), _users(known)
    for found in groups(sample, tell):
        arrived = {key_of(sample.said[n]): sample.said[n] for n in found if n >= len(around)}
        older = [key_of(sample.said[n]) for n in found if n < len(around)]
        shared = Counter(claim_id for key in older for claim_id in owners.get(key, ()))
        claim_id, count = min(shared.items(), key=lambda item: (-item[1], item[0]), default=(0, 0))
        if arrived and count * 2 > len(older):
            joined[claim_id].update(arrived)
        elif arrived:
            founded.append(labelled(found, profile(found, sample), sample, chain_of))
    twins = _twins(around, owners, stats)
    for row in bodies:
        for claim_id in twins.get(terms_of(row, stats), ()):
            joined[claim_id][key_of(row)] = row
    for row in fresh:
        for claim_id in before.get((row.story.id, row.sentence), ()):
            joined[claim_id][key_of(row)] = row
    for row in each([*bodies, *heads], "claims", tell, 100):
        for claim_id in _carried(terms_of(row, stats), known, users, stats):
            joined[claim_id][key_of(row)] = row
    new = _with_headlines(founded, heads, chain_of, stats)
    terms = {claim.id: claim.terms for claim in known}
    mentions = {
        claim_id: sorted_mentions(_mention(row, chain_of, terms[claim_id], stats) for row in rows.values())
        for claim_id, rows in sorted(joined.items())
    }
    return Extended(mentions, tuple(new))


def _mention(row: Proposition, chain_of: Mapping[int, int], terms: Mapping[str, float], stats: Stats) -> Mention:
    return mention(row, chain_of[row.story.id], terms, alike(terms_of(row, stats), terms, stats.weight))


def key_of(row: Proposition) -> Key:
    """How a sentence is known among others."""
    return row.story.id, row.headline, row.span.start


def terms_of(row: Proposition, stats: Stats) -> frozenset[str]:
    """A sentence's terms with slots and expressions, as claims know theirs."""
    return frozenset(folded(with_slots(row).terms, stats.expressions))


def _owners(known: Iterable[Known]) -> dict[Key, list[int]]:
    owners: dict[Key, list[int]] = defaultdict(list)
    for claim in known:
        for key in sorted(claim.keys):
            owners[key].append(claim.id)
    return owners


def _twins(
    around: Iterable[Proposition], owners: Mapping[Key, Sequence[int]], stats: Stats
) -> dict[frozenset[str], set[int]]:
    """For the terms of older sentences the claims that sentences of just these terms make."""
    twins: dict[frozenset[str], set[int]] = defaultdict(set)
    for row in around:
        terms = terms_of(row, stats)
        if len(terms) > 1:
            twins[terms].update(owners.get(key_of(row), ()))
    return {terms: claims for terms, claims in twins.items() if claims}


def _users(known: Sequence[Known]) -> dict[str, list[int]]:
    users: dict[str, list[int]] = defaultdict(list)
    for place, claim in enumerate(known):
        for term in claim.terms:
            users[term].append(place)
    return users


def _carried(
    terms: frozenset[str], known: Sequence[Known], users: Mapping[str, Sequence[int]], stats: Stats
) -> list[int]:
    """The ids of the known claims that a sentence of these terms makes."""
    shared = Counter(place for term in terms for place in users.get(term, ()))
    weight = stats.weight
    enough = min(OWN * (stats.strictness - 1), OWN_MOST) * sum(weight.get(term, 0.0) for term in sorted(terms)) - 1e-9
    return [
        known[place].id
        for place in sorted(shared)
        if shared[place] > 1
        and carries(terms, known[place].terms, weight, stats.everything)
        and sum(weight.get(term, 0.0) for term in known[place].terms if term in terms) >= enough
    ]


def _with_headlines(
    claims: Sequence[Claim], heads: Sequence[Proposition], chain_of: Mapping[int, int], stats: Stats
) -> list[Claim]:
    """New claims with the headlines that make them too."""
    known = [Known(place, {term.term: term.weight for term in c.terms}, frozenset()) for place, c in enumerate(claims)]
    users = _users(known)
    more: dict[int, list[Mention]] = defaultdict(list)
    for row in heads:
        for place in _carried(terms_of(row, stats), known, users, stats):
            more[place].append(_mention(row, chain_of, known[place].terms, stats))
    found = list(claims)
    for place, mentions in more.items():
        together = sorted_mentions([*found[place].mentions, *mentions])
        found[place] = replace(found[place], mentions=together, kind=kind_of(together))
    return found
