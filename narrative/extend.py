"""New stories joining the claims there are, or founding new ones, without a look at all the rest.

The new sentences are grouped together with the older ones that they are like, by what is known of all sentences. A
group that is mostly one of the known claims gives that its new sentences; any other that two outlets and two chains make
is a new claim.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from narrative.claims import labelled, mention, sorted_mentions
from narrative.expressions import folded
from narrative.groups import TELLING, carries, groups, profile
from narrative.kinds import kind_of
from narrative.propositions import Proposition
from narrative.sample import Sample, Stats, with_slots
from store.models import Claim, Mention

#: A mention as it is known over analyses of the same revision.
Key = tuple[int, bool, int]
#: So many older sentences are looked at for each new one, and so many of a term's are considered.
LIKE, NEWEST = 24, 400
#: A term in more sentences than these finds nobody: whoever is alike shares a rarer one.
RARE = 3000


@dataclass(frozen=True, slots=True)
class Extended:
    """What became of new stories: known claims that grew (under their ids), and new ones (all with id 0)."""

    grown: tuple[Claim, ...]
    founded: tuple[Claim, ...]


def like(
    terms: Iterable[Collection[str]],
    postings: Mapping[str, Sequence[int]],
    weight: Mapping[str, float],
    everything: float,
) -> set[int]:
    """The numbers of the older sentences that share enough with one of the new, the most alike first.

    `postings`: for each telling term the numbers of the sentences it stands in; `everything`: the logarithm of the number
    of all sentences.
    """
    found: set[int] = set()
    for some in terms:
        shared: dict[int, float] = defaultdict(float)
        times: Counter[int] = Counter()
        for term in sorted(some):
            value = weight.get(term, 0.0)
            numbers = postings.get(term, ())
            times.update(numbers)
            for number in numbers:
                shared[number] += value
        enough = [(-round(shared[n], 6), n) for n, count in times.items() if count > 1]
        found.update(n for value, n in sorted(enough)[:LIKE] if -value >= TELLING * everything)
    return found


def extend(
    fresh: Sequence[Proposition],
    around: Sequence[Proposition],
    known: Sequence[Claim],
    chain_of: Mapping[int, int],
    stats: Stats,
) -> Extended:
    """What becomes of the sentences of new stories among older ones and the claims that those make."""
    told = {row.story.id for row in fresh if not row.headline}
    heads = [row for row in fresh if row.headline and row.story.id in told]
    new = {_key(row) for row in fresh}
    sample = Sample([*around, *(row for row in fresh if not row.headline or row.story.id not in told)], chain_of, stats)
    owners: dict[Key, list[int]] = defaultdict(list)
    for place, claim in enumerate(known):
        for one in claim.mentions:
            owners[one.story_id, one.headline, one.start].append(place)
    joining: dict[int, dict[Key, Proposition]] = defaultdict(dict)
    founded: list[Claim] = []
    for found in groups(sample):
        rows = {_key(sample.said[number]): sample.said[number] for number in found}
        arrived = {key: row for key, row in rows.items() if key in new}
        if not arrived:
            continue
        shared = Counter(place for key in rows if key not in new for place in owners.get(key, ()))
        place, count = min(shared.items(), key=lambda item: (-item[1], item[0]), default=(-1, 0))
        if count * 2 > len(rows) - len(arrived):
            joining[place].update(arrived)
        elif count == 0 or count * 2 < len(rows):
            founded.append(labelled(found, profile(found, sample), sample, chain_of))
    for place, claim in enumerate(known):
        best = {term.term: term.weight for term in claim.terms}
        for row in sample.said + heads:
            if _key(row) in new and carries(_terms(row, stats), best, stats.weight, stats.everything):
                joining[place][_key(row)] = row
    founded = [_with_headlines(claim, heads, chain_of, stats) for claim in founded]
    grown = [_grown(known[place], rows.values(), chain_of) for place, rows in sorted(joining.items())]
    return Extended(tuple(grown), tuple(founded))


def _grown(claim: Claim, rows: Iterable[Proposition], chain_of: Mapping[int, int]) -> Claim:
    """A claim with more mentions; its statement stays, so that a reader knows it again."""
    mentions = {(one.story_id, one.headline, one.start): one for one in claim.mentions}
    mentions.update((_key(row), mention(row, chain_of[row.story.id])) for row in rows)
    ordered = sorted_mentions(mentions.values())
    return replace(claim, mentions=ordered, kind=kind_of(ordered))


def _with_headlines(claim: Claim, heads: Sequence[Proposition], chain_of: Mapping[int, int], stats: Stats) -> Claim:
    best = {term.term: term.weight for term in claim.terms}
    more = [row for row in heads if carries(_terms(row, stats), best, stats.weight, stats.everything)]
    return _grown(claim, more, chain_of) if more else claim


def _terms(row: Proposition, stats: Stats) -> frozenset[str]:
    return frozenset(folded(with_slots(row).terms, stats.expressions))


def _key(row: Proposition) -> Key:
    return row.story.id, row.headline, row.span.start


def mention_key(one: Mention) -> Key:
    """How a mention is known again."""
    return one.story_id, one.headline, one.start
