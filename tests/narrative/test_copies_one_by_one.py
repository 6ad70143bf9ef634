"""Chains to which stories are added, changed and taken away one by one."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from narrative.copies import Chains, chains
from store.models import Story
from tests.narrative.build import story

SENTENCES = [
    "The ferry line to the outer islands lost its booking assistant on Monday when the regulator drew a red line.",
    "Travellers at both quays stood in the rain while clerks wrote tickets by hand and counted coins twice.",
    "A spokesman for the line put the damage at nine thousand crowns for the first of the two days alone.",
    "Nobody at the regulator picked up the telephone, and its doors had been shut since the week before.",
    "By nightfall the assistant answered again, though only in one of the four languages that it had known.",
]
TEXTS = st.lists(st.sampled_from(SENTENCES), max_size=4).map(" ".join)
STORIES = st.lists(st.tuples(TEXTS, st.integers(0, 3)), max_size=7).map(
    lambda drawn: [story(number, text, day=day) for number, (text, day) in enumerate(drawn, 1)]
)


def found(index: Chains, stories: list[Story]) -> dict[int, int]:
    return {each.id: index.original(each.id) for each in stories}


@settings(max_examples=60)
@given(STORIES, st.randoms(use_true_random=False))
def test_one_by_one_is_as_all_at_once(stories: list[Story], chance: object) -> None:
    """In any order, and with some that came and went or had another text before."""
    expected = chains(stories)
    index = Chains()
    for each in stories:
        index.add(replace(each, text=" ".join(SENTENCES[each.id % 3 :])))
    index.add(story(99, " ".join(SENTENCES), day=0))
    chance.shuffle(stories)  # type: ignore[attr-defined]
    for each in stories:
        index.add(each)
    index.remove(99)
    assert found(index, stories) == expected


def test_an_original_that_comes_late_is_told_of_its_copies() -> None:
    """`add` names the stories that have another parent now."""
    whole = " ".join(SENTENCES)
    index = Chains()
    assert index.add(story(5, whole, day=5)) == ()
    assert index.add(story(7, whole, day=7)) == ()
    assert (index.parent(5), index.parent(7)) == (None, 5)
    assert index.add(story(2, whole, day=2)) == (5, 7)
    assert index.original(7) == 2


def test_the_same_statement_in_quotation_marks_makes_no_copy() -> None:
    """Two outlets that were sent the same words wrote the rest themselves."""
    said = " ".join(SENTENCES[:3])
    one = (
        f"Angry letters reached the harbour office on the eve of the feast. “{said}” Then the clerks went home to eat."
    )
    other = f"It was a wet start of the week. The line wrote: “{said}” Our reporter met two nuns who had walked there."
    assert chains([story(1, one), story(2, other)]) == {1: 1, 2: 2}
    bare = [story(1, one.replace("“", "").replace("”", "")), story(2, other.replace("“", "").replace("”", ""))]
    assert chains(bare) == {1: 1, 2: 1}
