"""Claims that grow and shrink in place: no other claim's row is touched."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import claims, growth
from store.database import Store
from store.errors import NotFound
from store.models import Claim, Mention, Stance, Term
from tests.store import build
from tests.store.build import claim, hours, mention


@pytest.fixture
def four(store: Store) -> list[Mention]:
    """Mentions of four stories of four outlets, an hour apart, the newest first."""
    numbers = [
        build.a_story(store, n, outlet=f"Outlet {n}", domain=f"o{n}.example", published_at=hours(-n))
        for n in (1, 2, 3, 4)
    ]
    return [mention(store, number) for number in numbers]


def others(store: Store, claim_id: int) -> list[tuple[object, ...]]:
    """The rows of all other claims and where they lie in the file."""
    rows = store.rows("SELECT claims.* FROM claims WHERE id <> ?", (claim_id,))
    rows += store.rows("SELECT mentions.rowid, mentions.* FROM mentions WHERE claim_id <> ?", (claim_id,))
    return [tuple(row) for row in rows]


def counted(store: Store, claim_id: int) -> dict[str, object]:
    row = store.row("SELECT * FROM claims WHERE id = ?", (claim_id,))
    assert row is not None
    return dict(row)


def as_written(store: Store, its: Claim) -> dict[str, object]:
    """A claim's row as it is when the claim is written whole."""
    claims.put(store, [replace(its, id=99)])
    row = counted(store, 99)
    claims.put(store, [], gone=[99])
    return row | {"id": its.id}


def test_mentions_join_in_place(store: Store, four: list[Mention]) -> None:
    """The claim reads as if it had been written whole, and what it has already stays as it is."""
    claims.replace(store, [claim(1, four[2], four[1]), claim(2, four[3], four[0])])
    before = others(store, 1)
    growth.join(store, 1, [replace(four[0], stance=Stance.DENIED), replace(four[3], headline=True)])
    growth.join(store, 1, [four[0]])
    found = claims.get(store, 1)
    assert [(m.story_id, m.stance) for m in found.mentions] == [
        (4, Stance.ASSERTED),
        (3, Stance.ASSERTED),
        (2, Stance.ASSERTED),
        (1, Stance.DENIED),
    ]
    assert counted(store, 1) == as_written(store, found)
    assert others(store, 1) == before


def test_stories_leave_in_place(store: Store, four: list[Mention]) -> None:
    claims.replace(store, [claim(1, four[3], four[2], four[1], four[0]), claim(2, four[2], four[1])])
    before = others(store, 1)
    assert growth.leave(store, [4, 1, 77]) == {1}
    found = claims.get(store, 1)
    assert [m.story_id for m in found.mentions] == [3, 2]
    assert counted(store, 1) == as_written(store, found)
    assert others(store, 1) == before
    assert growth.leave(store, []) == set()


@pytest.mark.parametrize(("leaving", "stays"), [([4], True), ([4, 3], False), ([4, 3, 2], False), ([], True)])
def test_what_too_few_are_left_of_goes(store: Store, four: list[Mention], leaving: list[int], stays: bool) -> None:
    its = replace(claim(1, four[3], four[2], four[1]), terms=(Term("ports", 2.0),))
    claims.replace(store, [its])
    growth.prune(store, growth.leave(store, leaving))
    if stays:
        assert len(claims.get(store, 1).mentions) == 3 - len(leaving)
        return
    with pytest.raises(NotFound):
        claims.get(store, 1)
    assert growth.telling(store, {"ports"}) == set()
    assert store.value("SELECT count(*) FROM mentions") == 0


def test_copies_of_one_story_or_stories_of_one_outlet_are_too_few(store: Store, four: list[Mention]) -> None:
    build.a_story(store, 5, outlet="Outlet 1", domain="o1.example")
    copies = [replace(one, chain=4) for one in (four[3], four[2])]
    claims.replace(store, [claim(1, *copies, four[1]), claim(2, four[2], four[0], mention(store, 5))])
    growth.prune(store, growth.leave(store, [2, 3]))
    assert claims.keys(store) == {}


def test_a_claim_whose_stories_leave_and_come_back_is_the_same(store: Store, four: list[Mention]) -> None:
    """It is looked for by its terms while they are away."""
    its = replace(claim(1, four[3], four[2]), terms=(Term("ports", 2.0),), note="mine")
    claims.replace(store, [its])
    left = growth.leave(store, [3, 4])
    assert growth.telling(store, {"ports"}) == {1}
    growth.join(store, 1, [four[3], four[2]])
    growth.prune(store, left)
    assert claims.get(store, 1) == its
    assert counted(store, 1) == as_written(store, its)


def test_claims_are_found_by_stories_and_by_their_strongest_terms(store: Store, four: list[Mention]) -> None:
    terms = tuple(Term(f"t{n}", 9.0 - n) for n in range(5))
    first = replace(claim(1, four[3], replace(four[2], headline=True)), terms=terms)
    claims.replace(store, [first, claim(2, four[2], four[1])])
    assert growth.made_by(store, [3]) == {1: {(3, True, 4)}, 2: {(3, False, 4)}}
    assert growth.made_by(store, []) == {}
    assert [growth.telling(store, {name}) for name in ("t0", "t2", "t3", "other")] == [{1}, {1}, set(), set()]
    assert growth.terms(store, [1, 2, 99]) == {1: terms, 2: ()}


STEPS = st.lists(st.tuples(st.booleans(), st.sets(st.integers(1, 4), min_size=1)), max_size=6)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_whatever_joins_and_leaves_a_claim_is_counted_right(
    store: Store, four: list[Mention], steps: list[tuple[bool, set[int]]]
) -> None:
    # That of story 2 was edited after all the others came; it is the last mention, and may be of the first to say so.
    four[1] = build.reworded(four[1], "It may end on 13 June.", until=hours(-0.5))
    order = [4, 3, 1, 2]
    claims.replace(store, [replace(claim(1, four[3], four[2]), pinned=True)])
    there = {4, 3}
    for joins, some in steps:
        if joins:
            growth.join(store, 1, [four[number - 1] for number in sorted(some)])
            there |= some
        elif there - some:
            growth.leave(store, some)
            there -= some
        found = claims.get(store, 1)
        assert [m.story_id for m in found.mentions] == [number for number in order if number in there]
        assert counted(store, 1) == as_written(store, found)


def test_new_claims_get_ids_that_none_ever_had(store: Store, four: list[Mention]) -> None:
    claims.replace(store, [claim(5, four[3], four[2])])
    claims.put(store, [], gone=[5])
    claims.found(store, [claim(0, four[3], four[2]), claim(0, four[1], four[0])])
    assert sorted(claims.keys(store)) == [6, 7]
    claims.found(store, [])
    assert claims.last_id(store) == 7


def test_removing_a_claim_leaves_nothing_of_it(store: Store, four: list[Mention]) -> None:
    claims.replace(store, [replace(claim(1, four[3], four[2]), terms=(Term("a", 1.0),)), claim(2, four[2], four[1])])
    before = others(store, 1)
    with store.writing() as connection:
        claims.remove(connection, 1)
        claims.remove(connection, 77)
    assert sorted(claims.keys(store)) == [2]
    assert growth.telling(store, {"a"}) == set()
    assert others(store, 1) == before


@pytest.mark.parametrize(
    "ids", [{1: 2, 2: 3, 3: 1}, {1: 1, 2: 2, 3: 3}, {1: 30, 2: 20, 3: 10}, {1: 2, 2: 1, 3: 3}], ids=str
)
def test_claims_are_renumbered_whole_also_where_ids_change_places(
    store: Store, four: list[Mention], ids: dict[int, int]
) -> None:
    made = [
        replace(claim(n, four[n], four[n - 1], statement=f"Claim {n}."), terms=(Term(f"t{n}", 1.0),)) for n in (1, 2, 3)
    ]
    claims.replace(store, made)
    claims.renumber(store, ids)
    for its in made:
        assert claims.get(store, ids[its.id]) == replace(its, id=ids[its.id])
        assert growth.telling(store, {f"t{its.id}"}) == {ids[its.id]}
    assert len(claims.keys(store)) == 3
    assert claims.last_id(store) == max(3, *ids.values())


def test_what_an_analysis_leaves_as_it_was_is_not_written(store: Store, four: list[Mention]) -> None:
    """Only what differs is; of nothing new not even the page of the file."""
    made = [claim(1, four[3], four[2]), claim(2, four[2], four[1]), claim(3, four[1], four[0])]
    claims.replace(store, made)
    before, wrote = others(store, 2), store.connection.total_changes
    claims.replace(store, made[::-1])
    assert store.connection.total_changes == wrote
    claims.replace(store, [made[0], replace(made[1], statement="Other words."), made[2]])
    assert others(store, 2) == before
    assert claims.get(store, 2).statement == "Other words."
    claims.replace(store, made[:1])
    assert sorted(claims.keys(store)) == [1]


def test_what_a_claim_is_counted_by_is_written_anew_with_its_stories(store: Store, four: list[Mention]) -> None:
    """An outlet that has got its name is another one of the claim's, though no mention's row has changed."""
    its = claim(1, four[3], four[2])
    claims.replace(store, [its])
    store.connection.execute("UPDATE stories SET outlet = 'Outlet 3' WHERE id = 4")
    claims.replace(store, [replace(its, mentions=(replace(four[3], outlet="Outlet 3"), four[2]))])
    assert (counted(store, 1)["outlets"], counted(store, 1)["first_said_by"]) == (1, "Outlet 3")
