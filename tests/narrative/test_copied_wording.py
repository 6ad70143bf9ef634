"""Chains of copies: what has been taken over, cut and headed anew, and what is only about the same."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrative.copies import FEWEST, RUN, chains
from tests.narrative.build import story

WIRE = [
    "The pilots' union at the northern port said on Tuesday that it had been left without the tide planner.",
    "Its operator switched the planner off overnight after a letter from the harbour ministry reached it at ten.",
    "Forty ships waited outside the breakwater, and two of them turned back to the islands with their cargo of fruit.",
    "The ministry gave no reason for its letter, of which neither the union nor the press has seen more than a page.",
]
REWORDED = (
    "Forty vessels lay off the northern port on Tuesday because nobody could plan the tides. The software for it had "
    "been turned off in the night, as the ministry for harbours had demanded in writing. A union of pilots complained. "
    "Two captains lost patience and took their fruit home; what exactly was demanded is not known."
)
ALL = "\n".join(WIRE)


@pytest.mark.parametrize(
    ("text", "is_copy"),
    [
        (ALL, True),
        (ALL.upper(), True),
        (" ".join(WIRE), True),
        ("\n".join(WIRE[:3]), True),
        ("\n".join(WIRE[1:]), True),
        (f"By our staff in the north, who add a line of their own.\n{ALL}\nMore to follow.", True),
        (f"{WIRE[0]}\n{REWORDED}", False),
        (REWORDED, False),
        ("\n".join(["Quite another matter is the price of fruit on the islands this year, growers say."] * 4), False),
        ("", False),
    ],
    ids="whole capitals joined cut-end cut-begin framed quoted reworded other empty".split(),
)
def test_what_is_a_copy(text: str, is_copy: bool) -> None:
    """Cut, joined, framed or shouted it is one; told in other words, or with one sentence quoted, it is not."""
    assert chains([story(1, ALL), story(2, text)]) == {1: 1, 2: 1 if is_copy else 2}


def test_stories_of_a_line_or_two_are_never_copies() -> None:
    """Short of so many runs of words, likeness may be chance."""
    words = WIRE[2].split()[: FEWEST + RUN - 2]
    assert chains([story(1, " ".join(words)), story(2, " ".join(words))]) == {1: 1, 2: 2}
    longer = " ".join(WIRE[2].split()[: FEWEST + RUN - 1])
    assert chains([story(1, longer), story(2, longer)]) == {1: 1, 2: 1}


def test_a_copy_of_a_copy_is_of_the_first_ones_chain() -> None:
    """Even where it has too little in common with the first itself."""
    extra = [f"Sentence number {n} of the second paper tells of a thing that no other paper did." for n in range(9)]
    second = "\n".join(WIRE + extra)
    third = "\n".join(extra)
    assert chains([story(1, ALL), story(2, second), story(3, third)]) == {1: 1, 2: 1, 3: 1}
    assert chains([story(1, ALL), story(3, third)]) == {1: 1, 3: 3}


def test_the_earliest_published_is_the_original_in_any_order() -> None:
    """Not the first seen, nor the lowest id; at one moment the lowest id."""
    stories = [
        story(3, ALL, day=1, seen=5),
        story(2, ALL, day=2, seen=2),
        story(1, REWORDED, day=0),
        story(4, ALL, day=1),
    ]
    for order in permutations(stories):
        assert chains(order) == {3: 3, 2: 3, 1: 1, 4: 3}


TEXTS = st.lists(st.sampled_from([*WIRE, REWORDED, ""]), max_size=5).map(" ".join)


@given(st.lists(TEXTS, max_size=6), st.randoms(use_true_random=False))
def test_chains_hold_whatever_the_stories_are(texts: list[str], chance: object) -> None:
    """Every story has a chain, an original is of its own, and the order of the stories changes nothing."""
    stories = [story(number, text) for number, text in enumerate(texts, 1)]
    found = chains(stories)
    assert set(found) == {s.id for s in stories}
    assert all(found[original] == original <= copy for copy, original in found.items())
    chance.shuffle(stories)  # type: ignore[attr-defined]
    assert chains(stories) == found
