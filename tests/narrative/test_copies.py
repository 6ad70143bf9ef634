"""Which stories are copies."""

from __future__ import annotations

import random

from narrative.copies import chains
from tests.narrative.samples import a_story

WIRE = (
    "The transport ministry ordered the operator of the route planner to switch it off by midnight on Sunday. "
    "Inspectors had found that the planner sent drivers through a closed tunnel. The operator obeyed within the hour "
    "and said it would appeal. About ten thousand drivers use the planner on an ordinary working day in the capital."
)
OTHER = (
    "In the north a bakery won the prize for the best loaf, for which it had worked for eleven years. The jury praised "
    "its crust and the patience of its owner, who gets up at two each night and still writes poems about rye and wheat."
)


def test_a_cut_story_with_a_new_headline_is_a_copy_of_the_first() -> None:
    cut = WIRE.rsplit(". ", 1)[0] + "."
    stories = [
        a_story(1, "From our correspondent. " + WIRE, hours=1),
        a_story(2, cut, hours=5),
        a_story(3, OTHER, hours=0),
    ]
    assert chains(stories) == {1: 1, 2: 1, 3: 3}


def test_the_original_is_the_earliest_published() -> None:
    assert chains([a_story(1, WIRE, hours=5), a_story(2, WIRE, hours=1)]) == {1: 2, 2: 2}


def test_stories_of_one_sentence_are_not_called_copies() -> None:
    assert chains([a_story(1, "It was blocked."), a_story(2, "It was blocked.", hours=1)]) == {1: 1, 2: 2}


def test_order_of_arrival_changes_nothing() -> None:
    stories = [a_story(n, WIRE if n % 2 else OTHER, hours=n) for n in range(1, 9)]
    expected = chains(stories)
    random.Random(7).shuffle(stories)
    assert chains(stories) == expected
    assert set(expected.values()) == {1, 2}


def test_no_stories_no_chains() -> None:
    assert chains([]) == {}
