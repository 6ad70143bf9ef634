"""The passages that two texts share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrative.passages import shared

ONE = "The ministry shut the tunnel at noon on Friday. Drivers were told nothing of it."


@pytest.mark.parametrize(
    ("text", "other", "expected"),
    [
        (ONE, ONE, ["The ministry shut the tunnel at noon on Friday. Drivers were told nothing of it"]),
        (ONE, "In short: THE MINISTRY SHUT THE TUNNEL, it said.", ["The ministry shut the tunnel"]),
        (ONE, "The ministry shut the road at noon on Saturday.", []),
        (ONE, "", []),
        (
            "One two three four five. Six! One two three four five six seven.",
            "One two three four five six seven; one two three four five six.",
            ["One two three four five. Six", "One two three four five six seven"],
        ),
        ('He said: "We shut the tunnel at noon." It rained.', 'She said: "We shut the tunnel at noon." It rained.', []),
        (
            "Officials shut the old tunnel “for good” and then they went home early.",
            "Officials shut the old tunnel “for now” and then they went home early.",
            ["Officials shut the old tunnel", "and then they went home early"],
        ),
    ],
)
def test_passages_are_the_longest_runs_of_the_same_words(text: str, other: str, expected: list[str]) -> None:
    """Of five words at the least, whatever their case; a quotation is no copying, and ends one."""
    assert [text[one.start : one.end] for one in shared(text, other)] == expected


WORDS = st.lists(st.sampled_from(["A", "a", "b", "c.", "“d", "e”", "f\n"]), max_size=40).map(" ".join)


@given(text=WORDS, other=WORDS)
def test_each_passage_stands_in_both_texts(text: str, other: str) -> None:
    """In the order of the first, none over another, the same words at both places."""
    end = 0
    for one in shared(text, other):
        assert one.start >= end
        end = one.end
        here, there = text[one.start : one.end], other[one.other_start : one.other_end]
        plain = [[word.strip('.,“”"\n').lower() for word in side.split()] for side in (here, there)]
        assert plain[0] == plain[1]
        assert len(plain[0]) == one.words >= 5
