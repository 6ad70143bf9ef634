"""From one state of the stored claims to the next: which ids stay, and what must be remembered to undo an act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from narrative.acts import Applied
from narrative.identity import keep_ids
from narrative.regrouping import Key, closest, key_of, keys_of, united
from store.models import Act, ActKind, Claim, Mention


def identify(applied: Applied, stored: Mapping[int, frozenset[Key]], acts: Sequence[Act], next_id: int) -> list[Claim]:
    """The claims with the ids by which acts mean them, all others with those of the stored ones that they mostly are.

    One that is none of these gets back the id that it had when a person last did something with it (`acts`: the undone
    ones too), unless a merge in force has taken that id away; else the next from `next_id`. Of several ids that mean
    one claim it has that with which it shares most; nobody has the others.
    """
    sets = [keys_of(claim) for claim in applied.claims]
    ids = {
        place: min(numbers, key=lambda number: (-len(stored.get(number, frozenset()) & sets[place]), number))
        for place, numbers in enumerate(applied.meant)
        if numbers
    }
    away = frozenset[int]().union(*applied.meant)
    told = {number: keys for number, keys in _told(acts).items() if number not in stored}
    for known in (stored, told):
        left = [place for place in range(len(sets)) if place not in ids]
        free = {number: keys for number, keys in known.items() if number not in away}
        kept = zip(left, keep_ids(free, [sets[place] for place in left], next_id), strict=True)
        ids.update({place: number for place, number in kept if number in free})
    for place in range(len(sets)):
        if place not in ids:
            ids[place], next_id = next_id, next_id + 1
    return [replace(claim, id=ids[place]) for place, claim in enumerate(applied.claims)]


def _told(acts: Sequence[Act]) -> dict[int, frozenset[Key]]:
    """The ids that acts tell of with the mentions they last stood for, without those merged away."""
    told: dict[int, frozenset[Key]] = {}
    for act in sorted(acts, key=lambda act: act.id):
        told[act.claim_id] = act.anchor
        if act.other_id is not None:
            told[act.other_id] = act.other
    away = {act.other_id for act in acts if act.kind is ActKind.MERGE and act.undone_at is None}
    return {number: keys for number, keys in told.items() if number not in away}


def altered(derived: Sequence[Claim], claims: Sequence[Claim]) -> tuple[list[Claim], list[Claim]]:
    """What acts changed beyond marks: derived claims as they were, and the claims that stand for them."""
    before, after = {_shape(claim) for claim in derived}, {_shape(claim) for claim in claims}
    return (
        [claim for claim in derived if _shape(claim) not in after],
        [claim for claim in claims if _shape(claim) not in before],
    )


def grown(derived: Sequence[Claim], stored: Sequence[Claim], since: Mapping[int, Sequence[Mention]]) -> list[Claim]:
    """Derived claims with the mentions that have joined, since they were derived, the stored ones made of them.

    Of several derived claims that a stored one was merged of, each mention joins that whose sentences are most like it.
    """
    found = list(derived)
    for claim in stored:
        new = {key_of(mention) for mention in since.get(claim.id, ())}
        its = [place for place, one in enumerate(found) if keys_of(one) & (keys_of(claim) - new)]
        for mention in since.get(claim.id, ()) if its else ():
            place = its[closest(mention.sentence, [sorted(s for _, s in keys_of(found[place])) for place in its])]
            found[place] = united(found[place], [replace(claim, mentions=(mention,), terms=())])
    return found


def _shape(claim: Claim) -> tuple[object, ...]:
    # United claims read a sentence as one of them does, though no mention has come or gone.
    places = tuple((m.story_id, m.headline, m.start, m.stance, m.likeness) for m in claim.mentions)
    return claim.statement, claim.kind, claim.terms, places


def done(stored: Sequence[Claim], act: Act) -> list[Claim]:
    """The stored claims as an act regroups them: what ids are kept by right after it."""
    return _regrouped(stored, act, back=False)


def undone(stored: Sequence[Claim], act: Act) -> list[Claim]:
    """The stored claims as they were grouped before an act."""
    return _regrouped(stored, act, back=True)


def _regrouped(stored: Sequence[Claim], act: Act, *, back: bool) -> list[Claim]:
    by_id = {claim.id: claim for claim in stored}
    one, two = by_id.get(act.claim_id), by_id.get(act.other_id or 0)
    joins = (act.kind is ActKind.MERGE) is not back
    if act.other_id is None or one is None or (joins and two is None):
        return list(stored)
    if joins and two is not None:
        by_id[one.id] = united(one, [two])
        del by_id[two.id]
    else:
        held = act.other - act.anchor if back else act.other
        rest = tuple(mention for mention in one.mentions if key_of(mention) not in held)
        gone = tuple(mention for mention in one.mentions if key_of(mention) in act.other)
        by_id |= {one.id: replace(one, mentions=rest), act.other_id: replace(one, id=act.other_id, mentions=gone)}
    return [claim for claim in by_id.values() if claim.mentions]
