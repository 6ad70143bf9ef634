"""Claims keep their ids from one analysis to the next."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from narrative.identity import keep_ids


def test_the_same_sets_keep_their_ids_in_any_order() -> None:
    assert keep_ids({4: frozenset("abc"), 9: frozenset("xyz")}, [frozenset("xyz"), frozenset("abc")], 10) == (9, 4)


def test_a_set_that_grows_or_shrinks_keeps_its_id() -> None:
    assert keep_ids({4: frozenset("abc")}, [frozenset("abcdef")], 10) == (4,)
    assert keep_ids({4: frozenset("abcdef")}, [frozenset("abcd")], 10) == (4,)


def test_what_is_new_gets_the_next_ids() -> None:
    assert keep_ids({4: frozenset("abc")}, [frozenset("q"), frozenset("abc"), frozenset("r")], 10) == (10, 4, 11)


def test_of_two_heirs_the_larger_inherits() -> None:
    assert keep_ids({4: frozenset("abcde")}, [frozenset("ab"), frozenset("cde")], 10) == (10, 4)


SETS = st.lists(st.frozensets(st.integers(0, 12), min_size=1, max_size=5), max_size=6)


@given(SETS, SETS)
def test_ids_are_given_once(old: list[frozenset[int]], new: list[frozenset[int]]) -> None:
    ids = keep_ids(dict(enumerate(old, 1)), new, len(old) + 1)
    assert len(set(ids)) == len(ids) == len(new)
    assert keep_ids(dict(zip(ids, new, strict=True)), new, 99) == ids if len(set(new)) == len(new) else True
