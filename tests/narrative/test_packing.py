"""What a story was read as comes back from text as it was."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrative.packing import pack, unpack
from narrative.propositions import Reader
from narrative.topic import Topic
from tests.narrative.build import story
from tests.narrative.samples import seed_topic

TEXT = (
    "Officials told the Courier that the ministry may have switched Gemini off in nine ports on Friday. "
    "“We lost $4 million in 90 minutes”, said Ilse Brandt, who runs the port of Narvik. "
    "Ports lost about 12 percent of their calls; the ministry denied that. Will Gemini return before June?"
)
WORDS = st.sampled_from(
    "Gemini ports closed said officials $4 million “quoted words” may , . ; on Friday Brandt é 非".split()
)


def test_every_field_comes_back(topic: Topic) -> None:
    """Terms, names, clauses, stance, source and by way of whom, figures, and the headline's own places."""
    one = story(1, TEXT, title=" Ministry switched Gemini off in nine ports ")
    rows = Reader(topic, ["Courier"]).read(one)
    assert unpack(pack(rows), one) == rows
    assert any(row.headline for row in rows)
    assert {row.attribution.via for row in rows if row.attribution} == {"Courier", None}
    assert any(row.figures and row.clauses for row in rows)


@pytest.mark.parametrize("places", [[], [0], [2, 1], [1, 99]])
def test_only_some_places(topic: Topic, places: list[int]) -> None:
    """Those that there are, in the story's order."""
    one = story(1, TEXT)
    rows = Reader(topic).read(one)
    assert unpack(pack(rows), one, places) == tuple(rows[place] for place in sorted(places) if place < len(rows))


def test_the_sentences_are_the_storys_own(topic: Topic) -> None:
    """They are not kept a second time."""
    one = story(1, TEXT)
    assert "harbour ministry" not in pack(Reader(topic).read(replace(one, title="")))


@given(st.lists(WORDS, max_size=40).map(" ".join), st.lists(WORDS, max_size=9).map(" ".join))
def test_whatever_a_story_says(text: str, title: str) -> None:
    one = story(1, text, title=title)
    rows = Reader(seed_topic()).read(one)
    assert unpack(pack(rows), one) == rows
