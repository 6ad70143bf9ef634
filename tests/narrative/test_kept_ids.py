"""The ids of claims from one analysis to the next: kept where a claim lives on, and never given twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrative.identity import keep_ids


@pytest.mark.parametrize(
    ("old", "new", "ids"),
    [
        ({}, [], ()),
        ({}, ["ab", "cd"], (10, 11)),
        ({3: "abc"}, [], ()),
        ({3: "abc"}, ["abc"], (3,)),
        ({3: "abc"}, ["abx"], (3,)),
        ({3: "abcd"}, ["ab"], (3,)),
        ({3: "abcd"}, ["abwxyz"], (10,)),
        ({3: "abcd"}, ["xyz"], (10,)),
        ({3: "abc", 4: "def"}, ["abcdef"], (3,)),
        ({3: "ab", 4: "cdef"}, ["abcdef"], (4,)),
        ({3: "abcdef"}, ["ab", "cdef"], (10, 3)),
        ({3: "abcdef"}, ["abc", "def"], (3, 10)),
        ({3: "ab", 4: "ab"}, ["ab", "ab"], (3, 4)),
        # What is just as it was keeps its id beside what has all of it and more.
        ({3: "ab"}, ["abcd", "ab"], (10, 3)),
        ({3: "abcd", 4: "ab"}, ["ab", "abcd"], (4, 3)),
    ],
)
def test_which_claim_is_which(old: dict[int, str], new: list[str], ids: tuple[int, ...]) -> None:
    """The largest overlap is served first, then the lower old id, then the earlier new claim."""
    assert keep_ids({number: frozenset(of) for number, of in old.items()}, [frozenset(of) for of in new], 10) == ids


SETS = st.frozensets(st.integers(0, 9), max_size=6)


@given(st.dictionaries(st.integers(1, 20), SETS, max_size=6), st.lists(SETS, max_size=6))
def test_ids_are_unique_and_new_ones_are_new(old: dict[int, frozenset[int]], new: list[frozenset[int]]) -> None:
    """A kept id is of a set with which the new one shares something; all others follow on the last ever given."""
    ids = keep_ids(old, new, 21)
    assert len(set(ids)) == len(ids) == len(new)
    fresh = [number for number in ids if number >= 21]
    assert fresh == list(range(21, 21 + len(fresh)))
    assert all(old[number] & members for number, members in zip(ids, new, strict=True) if number < 21)


@given(st.lists(st.frozensets(st.integers(0, 40), min_size=1, max_size=4), max_size=6), st.integers(50, 60))
def test_the_same_claims_again_keep_their_ids(sets: list[frozenset[int]], next_id: int) -> None:
    """However often an analysis is repeated, and in whatever order its claims come."""
    apart = list(dict.fromkeys(members for members in sets if not any(members & o for o in sets if o != members)))
    ids = keep_ids({}, apart, next_id)
    again = keep_ids(dict(zip(ids, apart, strict=True)), apart[::-1], next_id + len(apart))
    assert again == ids[::-1]
