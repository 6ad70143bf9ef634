"""Which ids claims keep when acts regroup them, and what is remembered of how they were derived."""

from __future__ import annotations

from dataclasses import replace

import pytest

from narrative.acts import Applied
from narrative.regrouping import keys_of
from narrative.settling import altered, done, identify, undone
from store.models import Act, ActKind, Claim
from tests.narrative.test_acts import MERGE, SPLIT, act, letters, said


def ids(claims: list[Claim]) -> dict[int, str]:
    return {claim.id: letters([claim])[0] for claim in claims}


def stored(**groups: str) -> dict[int, frozenset[tuple[int, str]]]:
    return {int(name.removeprefix("c")): keys_of(said(of)) for name, of in groups.items()}


@pytest.mark.parametrize(
    ("claims", "before", "acts", "expected"),
    [
        (["abcd", "efg"], {"c1": "abcd", "c2": "efg"}, [], {1: "abcd", 2: "efg"}),
        (["abcd", "efg"], {"c1": "abcd"}, [], {1: "abcd", 10: "efg"}),
        # Gone for a while, and back under the id that an act knew it by.
        (["abcd", "efg"], {"c1": "abcd"}, [act(1, ActKind.NOTE, "efg", 5)], {1: "abcd", 5: "efg"}),
        # Merged away: nobody else gets its id while that stands.
        (["abcd", "efg"], {"c1": "abcd"}, [MERGE], {1: "abcd", 10: "efg"}),
        (["abcd", "efg"], {"c1": "abcd"}, [replace(MERGE, undone_at=MERGE.at)], {1: "abcd", 2: "efg"}),
        # What is stored goes before what acts remember.
        (["abcd", "efg"], {"c1": "abcd", "c7": "efg"}, [act(1, ActKind.NOTE, "efg", 5)], {1: "abcd", 7: "efg"}),
    ],
)
def test_ids_are_kept_and_given_back(
    claims: list[str], before: dict[str, str], acts: list[Act], expected: dict[int, str]
) -> None:
    nobody = Applied(tuple(said(of) for of in claims), (frozenset(),) * len(claims))
    assert ids(identify(nobody, stored(**before), acts, 10)) == expected


@pytest.mark.parametrize(
    ("before", "its_act", "after"),
    [
        ({1: "abcd", 2: "efg", 3: "xyz"}, MERGE, {1: "abcdefg", 3: "xyz"}),
        ({1: "abcdefg", 3: "xyz"}, SPLIT, {1: "abcd", 2: "efg", 3: "xyz"}),
        ({1: "abcd", 3: "xyz"}, act(1, ActKind.PIN, "abcd", 1), {1: "abcd", 3: "xyz"}),
    ],
)
def test_stored_claims_are_regrouped_and_put_back(before: dict[int, str], its_act: Act, after: dict[int, str]) -> None:
    """Ids stay where the act says they do, also where the larger part leaves or is taken in."""
    there = done([said(of, number) for number, of in before.items()], its_act)
    assert ids(there) == after
    assert ids(undone(there, its_act)) == before


def test_what_came_in_since_a_merge_stays_with_the_first_until_it_is_derived_anew() -> None:
    assert ids(undone([said("abcdefgn", 1)], MERGE)) == {1: "abcdn", 2: "efg"}


def test_undoing_what_no_longer_is_there_changes_nothing() -> None:
    assert ids(undone([said("xyz", 3)], MERGE)) == {3: "xyz"}
    assert ids(undone([said("abcd", 1)], SPLIT)) == {1: "abcd"}


def test_only_what_changed_beyond_marks_is_remembered() -> None:
    derived = [said("abcd"), said("efg"), said("xyz")]
    merged = [said("abcdefg", 1), replace(said("xyz", 3), pinned=True, note="x")]
    assert altered(derived, merged) == (derived[:2], merged[:1])
    assert altered(derived, [replace(claim, id=9, dismissed=True) for claim in derived]) == ([], [])
    named = [replace(derived[0], id=1, statement="Mine", named=True), *derived[1:]]
    assert altered(derived, named) == (derived[:1], named[:1])
