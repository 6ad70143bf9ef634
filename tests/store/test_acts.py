"""Acts on claims in the store: kept, marked undone, and what must be known to bring claims back."""

from __future__ import annotations

from dataclasses import replace

from store import acts, claims
from store.database import Store
from store.models import Act, ActKind, ClaimKind, Term
from store.query import parse
from tests.conftest import NOW
from tests.store import build
from tests.store.build import claim, hours, mention

PIN = Act(0, NOW, ActKind.PIN, 1, frozenset({(1, "It ended."), (2, "“It ended”, they said.")}))
MERGE = Act(0, NOW, ActKind.MERGE, 1, PIN.anchor, 7, frozenset({(3, "No more of it.")}))
NOTE = Act(0, NOW, ActKind.NOTE, 2, frozenset({(3, "No more of it.")}), text="ask again")


def test_acts_come_back_as_they_were_recorded_in_their_order(store: Store) -> None:
    numbers = [acts.record(store, act, NOW) for act in (PIN, MERGE, NOTE)]
    expected = tuple(replace(act, id=number) for act, number in zip((PIN, MERGE, NOTE), numbers, strict=True))
    assert acts.active(store) == expected
    assert acts.history(store) == expected[::-1]
    assert acts.history(store, 2) == expected[:0:-1]


def test_undo_takes_the_newest_act_that_stands_and_keeps_it_in_the_history(store: Store) -> None:
    for act in (PIN, MERGE):
        acts.record(store, act, NOW)
    undone = [acts.undo(store, hours(1)), acts.undo(store, hours(2)), acts.undo(store, hours(3))]
    assert [act.kind if act else None for act in undone] == [ActKind.MERGE, ActKind.PIN, None]
    assert acts.active(store) == ()
    assert [act.undone_at for act in acts.history(store)] == [hours(1), hours(2)]


def test_an_act_after_an_undo_is_a_new_one(store: Store) -> None:
    acts.record(store, PIN, NOW)
    acts.undo(store, NOW)
    number = acts.record(store, NOTE, NOW)
    assert [act.id for act in acts.active(store)] == [number]
    assert len(acts.history(store)) == 2


def test_an_act_touches_the_claims_it_names_and_those_that_share_a_mention_with_them(store: Store) -> None:
    """c1 and c2 share a sentence of story 2; c9 is of story 3 only."""
    made = build.two_claims(store)
    third = build.a_story(store, 3, outlet="Gamma")
    claims.put(store, [claim(9, mention(store, third))])
    note = replace(NOTE, anchor=frozenset({(1, made[0].mentions[0].sentence)}))
    assert [found.id for found in acts.touched(store, [note])] == [1, 2]
    gone = replace(NOTE, claim_id=99, anchor=frozenset({(1, "Said no more.")}))
    assert acts.touched(store, [gone]) == []
    assert acts.touched(store, []) == []


def test_many_anchors_are_read_in_portions(store: Store) -> None:
    made = build.two_claims(store)
    many = frozenset({*((number, "Nowhere.") for number in range(5000)), (1, made[0].mentions[0].sentence)})
    assert [found.id for found in acts.touched(store, [replace(NOTE, anchor=many)])] == [1, 2]


def test_claims_are_brought_back_to_how_they_were_derived(store: Store) -> None:
    """c1 was made of two by an act; what is remembered of them brings both back, marks and all else as derived."""
    one, two = build.two_claims(store)
    first = replace(one, mentions=one.mentions[:1], terms=(Term("access", 2.5),))
    second = replace(two, mentions=one.mentions[1:], kind=ClaimKind.BACKGROUND)
    claims.replace(store, [replace(one, named=True, statement="Mine"), claim(3, *two.mentions)])
    acts.remember(store, [first, second], [one])
    found = acts.as_derived(store, claims.select(store, parse(""), NOW))
    expected = (first, second, claim(0, *two.mentions))
    assert {replace(its, id=0) for its in found} == {replace(its, id=0) for its in expected}
    acts.remember(store, [], [])
    assert [its.id for its in acts.as_derived(store, claims.select(store, parse(""), NOW))] == [1, 3]


def test_put_writes_some_claims_in_the_place_of_their_former_selves(store: Store) -> None:
    one, two = build.two_claims(store)
    mentions = tuple(sorted((*one.mentions, mention(store, 1)), key=lambda its: (its.said_at, its.outlet, its.url)))
    grown = replace(one, statement="Access ended.", mentions=mentions, note="new")
    claims.put(store, [grown, claim(12, two.mentions[0])], gone=[2, 77])
    assert {found.id: found for found in claims.select(store, parse(""), NOW)} == {
        1: grown,
        12: claim(12, two.mentions[0]),
    }
    assert claims.last_id(store) == 12


def test_pinned_claims_come_first_and_dismissed_ones_only_where_asked_for(store: Store) -> None:
    one, two = build.two_claims(store)
    third = claim(3, one.mentions[0], statement="A lawsuit was dismissed.")
    claims.replace(store, [one, replace(two, pinned=True), replace(third, dismissed=True)])
    for query, expected in (
        ("", [2, 1]),
        ("any", [2, 1, 3]),
        ("dismissed", [3]),
        ("-dismissed", [2, 1]),
        ("pinned", [2]),
        ("-pinned", [1]),
        ("any -pinned", [1, 3]),
        ("claim:c3", [3]),
        ("-claim:c2", [1]),
        ('"dismissed"', []),
        ('any "dismissed"', [3]),
    ):
        assert [found.id for found in claims.select(store, parse(query), NOW)] == expected, query
    assert [number for number, _, _ in claims.of_story(store, 1)] == [1]
