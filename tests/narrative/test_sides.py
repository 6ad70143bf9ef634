"""Contradiction inside a claim, told only where two mentions differ in exactly what sets them apart."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrative.opposites import OPPOSITES
from narrative.sides import Ground, Split, sides
from store.models import Claim, Mention, Stance
from tests.narrative.build import claim, mention


def saying(number: int, sentence: str, stance: Stance = Stance.ASSERTED, *, chain: int | None = None) -> Mention:
    return replace(mention(number, stance, chain=chain), sentence=sentence, end=len(sentence))


def told(*sentences: str) -> Claim:
    return claim(1, *(saying(number, sentence) for number, sentence in enumerate(sentences, 1)))


def shape(split: Split) -> tuple[str, str, str]:
    return split.ground.value, split.sides[0].word, split.sides[1].word


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (
            "The port chose to close its northern gate.",
            "The port was ordered to close its northern gate.",
            ("opposite", "chose", "was ordered"),
        ),
        (
            "The court upheld the harbour tax.",
            "On appeal the court overturned the harbour tax.",
            ("opposite", "upheld", "overturned"),
        ),
        (
            "The ministry lifted the harbour tax.",
            "The ministry kept the harbour tax, it says.",
            ("opposite", "lifted", "kept"),
        ),
        (
            "The harbour tax was raised before the vote in parliament.",
            "The harbour tax was raised after the vote in parliament.",
            ("opposite", "before", "after"),
        ),
        ("The pilots refused the new terms.", "The pilots agreed to the new terms.", ("opposite", "refused", "agreed")),
        (
            "The gate closes for everyone at the harbour.",
            "The gate closes only for lorries at the harbour.",
            ("opposite", "everyone", "only"),
        ),
        (
            "The harbour master signed the new plan.",
            "The harbour master has not yet signed the new plan.",
            ("negated", "signed", "not signed"),
        ),
        (
            "The pilots are a threat to the harbour.",
            "The pilots aren’t a threat to the harbour.",
            ("negated", "threat", "not threat"),
        ),
        ("The gate was closed before the storm.", "The storm came after the gate was closed.", None),
        ("The pilots refused the new terms.", "The bakers agreed to bake bread.", None),
        ("The port chose to close its northern gate.", "It was ordered.", None),
        (
            "The port chose to close its northern gate.",
            "The port chose to close its northern gate, then was ordered to.",
            None,
        ),
        ("The pilots did not refuse the new terms.", "The pilots agreed to the new terms.", None),
        ("The ministry lifted the harbour tax.", "The ministry lifted the harbour tax at night.", None),
        ("The harbour master signed the new plan.", "The drivers did not like it and signed.", None),
    ],
)
def test_what_sets_mentions_apart(one: str, other: str, expected: tuple[str, str, str] | None) -> None:
    assert [shape(split) for split in sides(told(one, other))] == ([expected] if expected else [])


def test_a_denial_is_a_side_with_its_outlets_and_chains() -> None:
    found = claim(
        1,
        saying(1, "The gate was closed.", chain=1),
        saying(2, "The gate was closed.", chain=1),
        saying(3, "The ministry denied it.", Stance.DENIED),
        saying(4, "Was it closed?", Stance.QUESTIONED),
        saying(5, "It may be closed.", Stance.HEDGED),
    )
    (split,) = sides(found)
    said, denied = split.sides
    assert split.ground is Ground.DENIAL
    assert (said.numbers, said.outlets, said.chains) == ((1, 2, 5), ("Outlet 1", "Outlet 2", "Outlet 5"), 2)
    assert (denied.word, denied.numbers, denied.first_said_by) == ("denied", (3,), "Outlet 3")
    assert denied.first_said_at == found.mentions[2].said_at


def test_the_side_that_was_taken_first_stands_first() -> None:
    found = claim(1, saying(1, "It was not so.", Stance.DENIED), saying(2, "It was so."))
    assert [side.word for side in sides(found)[0].sides] == ["denied", "said"]


def test_mentions_of_neither_side_stand_on_none() -> None:
    found = told(
        "The pilots refused the new terms.",
        "Outside it rained.",
        "The pilots agreed to the new terms.",
        "In the end the pilots refused the new terms.",
    )
    (split,) = sides(found)
    assert [side.numbers for side in split.sides] == [(1, 4), (3,)]


def test_no_word_is_its_own_opposite() -> None:
    """Within one opposition; of different ones a word may be in several ("cleared" of a ship, and of a crime)."""
    for one, other in OPPOSITES:
        assert one
        assert other
        assert not one & other


PIECES = st.lists(
    st.sampled_from("the pilots not agreed refused to before after only all , never terms new isn't".split()),
    max_size=14,
)


@given(st.lists(PIECES.map(" ".join), min_size=1, max_size=6))
def test_sides_are_apart_and_of_the_claim(sentences: list[str]) -> None:
    """Whatever is said: no mention on both sides, each by a number of the claim, in order."""
    found = told(*sentences)
    for split in sides(found):
        one, other = split.sides
        assert one.numbers[0] < other.numbers[0]
        assert not set(one.numbers) & set(other.numbers)
        assert all(found.mentions[number - 1] is its for side in split.sides for number, its in side.mentions)
