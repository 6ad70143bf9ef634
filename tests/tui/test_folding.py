"""Chains in a list: whatever is folded, opened or left out, every story is under exactly one row."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from tui.folding import Folding

lists = st.lists(st.integers(1, 40), unique=True, max_size=25)
chains = st.dictionaries(st.integers(1, 40), st.integers(41, 44), max_size=12)


@given(lists, chains, st.lists(st.integers(0, 30), max_size=6))
def test_every_story_stands_under_one_row(ids: list[int], originals: dict[int, int], presses: list[int]) -> None:
    ids += [41, 43]
    folding = Folding(array("q", ids), originals)
    for press in presses:
        before = list(folding.rows)
        place = press % len(folding)
        head = folding.head(folding.rows[place])
        assert folding.rows[folding.toggle(place)] == head
        again = folding.place(head)
        assert again is not None
        if folding.copies(head):
            assert len(folding) != len(before)
    assert len(set(folding.rows)) == len(folding.rows)
    assert sorted(folding.standing(0, len(folding) - 1)()) == sorted(ids)
    parts = [folding.standing(n, n)() for n in range(len(folding))] if len(folding) > 1 else [ids]
    assert sorted(number for part in parts for number in part) == sorted(ids)
    every = folding.opened(True)
    assert sorted(every.rows) == sorted(ids)
    assert list(every.opened(False).rows) == list(Folding(array("q", ids), originals).rows)


def test_copies_stand_under_their_original_in_the_order_of_the_list() -> None:
    folding = Folding(array("q", [9, 8, 7, 6, 5]), {9: 5, 7: 5, 8: 99, 6: 99})
    # 99 is not listed: of its copies the oldest stands for the chain.
    assert list(folding.rows) == [6, 5]
    assert list(folding.copies(5)) == [9, 7]
    assert list(folding.opened(True).rows) == [6, 8, 5, 9, 7]
    assert (folding.head(9), folding.under(9), folding.head(5), folding.under(5)) == (5, True, 5, False)


def test_in_the_beginning_of_a_list_a_copy_waits_for_its_original() -> None:
    assert list(Folding(array("q", [9, 8]), {9: 5}, whole=False).rows) == [8]
