"""Which assertions recur: the groups of sentences as claims, each with its statement and its mentions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from narrative.coherence import likeness
from narrative.copies import chains
from narrative.expressions import folded
from narrative.groups import alike, carries, groups, kinds, profile, whole
from narrative.howfar import Tell, each, nobody
from narrative.kinds import kind_of
from narrative.mentions import mention, sorted_mentions
from narrative.propositions import Proposition, propositions
from narrative.sample import Sample, with_slots
from narrative.statement import Candidate, statement
from narrative.terms import kind_of_figure
from narrative.topic import Topic
from store.models import Claim, Story, Term
from store.uncollected import uncollected


def derive(stories: Sequence[Story], topic: Topic) -> tuple[Claim, ...]:
    """The recurring claims of the stories, in order of first mention, numbered from 1.

    A claim is made by stories of at least two outlets and two chains of copies.
    """
    return claims_of(propositions(stories, topic), chains(stories))


@uncollected()
def claims_of(said: Sequence[Proposition], chain_of: Mapping[int, int], tell: Tell = nobody) -> tuple[Claim, ...]:
    """The recurring claims of some sentences, as `derive` has them; `chain_of` gives each story's chain.

    Headlines found no claim, as they say everything in few words; they join the claims of the texts. Only a story of
    which there is nothing but the headline is told by it.
    """
    told = {row.story.id for row in said if not row.headline}
    sample = Sample([row for row in said if not row.headline or row.story.id not in told], chain_of, tell=tell)
    kept = groups(sample, tell)
    profiles = [profile(found, sample) for found in kept]
    heads = _headlines([row for row in said if row.headline and row.story.id in told], profiles, sample)
    shared = Counter(number for found in kept for number in found)
    taken: set[str] = set()
    claims: list[Claim] = []
    for found, strongest, more in each([*zip(kept, profiles, heads, strict=True)], "claims", tell, 10):
        claim = labelled(found, strongest, sample, chain_of, shared=shared, taken=taken, headlines=more)
        taken.add(claim.statement)
        claims.append(claim)
    claims.sort(
        key=lambda claim: (claim.first_said_at, claim.mentions[0].url, claim.mentions[0].start, claim.statement)
    )
    return tuple(replace(claim, id=number) for number, claim in enumerate(claims, 1))


def labelled(
    found: frozenset[int],
    strongest: Mapping[str, float],
    sample: Sample,
    chain_of: Mapping[int, int],
    *,
    shared: Mapping[int, int] = MappingProxyType({}),
    taken: Collection[str] = (),
    headlines: Sequence[tuple[Proposition, frozenset[str]]] = (),
) -> Claim:
    """A group of sentences as a claim without an id. `shared`: in how many claims each sentence is; `taken`: statements
    that others have; `headlines` come with their terms."""
    candidates = [_candidate(number, strongest, shared.get(number, 1), sample) for number in sorted(found)]
    rows = [*((sample.said[number], sample.terms[number]) for number in found), *headlines]
    mentions = sorted_mentions(
        mention(row, chain_of[row.story.id], strongest, alike(own, strongest, sample.weight)) for row, own in rows
    )
    terms = tuple(Term(term, round(value, 4)) for term, value in strongest.items())
    cohesion = round(likeness(found, sample), 4)
    return Claim(0, statement(candidates, taken), mentions, kind_of(mentions), terms, cohesion=cohesion)


def _headlines(
    rows: Sequence[Proposition], profiles: Sequence[Mapping[str, float]], sample: Sample
) -> list[list[tuple[Proposition, frozenset[str]]]]:
    """For each claim, by its profile, the headlines that make it, with their terms."""
    known: dict[str, list[int]] = defaultdict(list)
    for place, strongest in enumerate(profiles):
        for term in strongest:
            known[term].append(place)
    found: list[list[tuple[Proposition, frozenset[str]]]] = [[] for _ in profiles]
    for row in rows:
        terms = frozenset(folded(with_slots(row).terms, sample.expressions))
        for place in sorted({place for term in terms for place in known.get(term, ())}):
            if carries(terms, profiles[place], sample.weight, sample.everything):
                found[place].append((row, terms))
    return found


def _candidate(number: int, strongest: Mapping[str, float], claims: int, sample: Sample) -> Candidate:
    terms = sample.terms[number]
    own = sorted(terms - kinds(terms))
    shared = strongest.keys() & terms
    carried = [term for term in strongest if term in shared - kinds(shared)]
    return Candidate(
        sample.said[number],
        round(sum(strongest[term] for term in carried), 6) / (whole(strongest) or 1.0),
        round(sum(sample.weight[term] for term in carried), 6) / (sum(sample.weight[term] for term in own) or 1.0),
        claims,
        _errs(sample.said[number].terms, strongest),
    )


def _kind(term: str) -> str | None:
    return kind_of_figure(term) if term[0] == "=" else None


def _errs(terms: Collection[str], strongest: Mapping[str, float]) -> bool:
    """Whether a sentence gives another figure, and not that which is the claim's own of the kind: a wrong day or sum
    stands for nobody but its outlet."""
    own = {kind for term in strongest if (kind := _kind(term))}
    given = [term for term in terms if _kind(term) in own]
    return bool(given) and not strongest.keys() & given
