"""What a story was read as comes back from the store as it went in, whatever it was."""

from __future__ import annotations

import string
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from narrative.attribution import Attribution
from narrative.packing import pack, unpack
from narrative.propositions import Earlier, Proposition, Reader
from narrative.stance import Reading
from narrative.topic import Topic
from store.models import Figure, SourceKind, Span, Stance
from tests.narrative.build import on, story

STORY = story(1, "Ferry sailings were doubled — “at once”, said the harbour. \n" * 5, title="Harbour: sailings doubled")
WORDS = st.text(min_size=1, max_size=12)
SPANS = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda ends: Span(min(ends), max(ends)))
SOURCES = st.builds(Attribution, WORDS, st.sampled_from(SourceKind), SPANS, SPANS, st.booleans(), st.none() | WORDS)
FIGURES = st.builds(
    Figure, st.sampled_from(["money", "date", "number"]), WORDS, WORDS, st.integers(0, 60), st.integers(0, 60),
    st.none() | WORDS,
)  # fmt: skip
TERMS = st.dictionaries(st.text(string.ascii_letters + "@#=&!_é日'\"", min_size=1, max_size=8), SPANS, max_size=6)


@st.composite
def propositions(draw: st.DrawFn) -> Proposition:
    headline = draw(st.booleans())
    text = STORY.title if headline else STORY.text
    ends = sorted(draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    span, terms = Span(*ends), draw(TERMS)
    return Proposition(
        STORY,
        span,
        span.of(text),
        terms,
        draw(st.frozensets(st.sampled_from(sorted(terms)))) if terms else frozenset(),
        draw(st.none() | SOURCES),
        draw(st.builds(Reading, st.sampled_from(Stance), st.none() | SPANS)),
        tuple(draw(st.lists(FIGURES, max_size=3))),
        tuple(draw(st.lists(st.integers(0, 99), max_size=3))),
        headline,
        tuple(draw(st.lists(SOURCES, max_size=3))),
    )


@given(st.lists(propositions(), max_size=3), st.lists(propositions(), max_size=3), st.text())
def test_so_does_what_an_edit_brought(rows: list[Proposition], before: list[Proposition], sentence: str) -> None:
    """A sentence that is in the story no longer comes back too."""
    old = [replace(row, story=replace(STORY, revision_id=7), sentence=sentence) for row in before]
    earlier = tuple(Earlier(row, on(place), on(place + 1)) for place, row in enumerate(old))
    brought = [replace(row, came_at=on(9), earlier=earlier) for row in rows]
    assert unpack(pack(brought), STORY) == tuple(brought)


@given(st.lists(propositions(), max_size=4))
def test_what_is_packed_comes_back_the_same(rows: list[Proposition]) -> None:
    assert unpack(pack(rows), STORY) == tuple(rows)


@given(st.lists(propositions(), min_size=1, max_size=4), st.data())
def test_the_sentences_at_some_places_come_back_in_order(rows: list[Proposition], data: st.DataObject) -> None:
    places = data.draw(st.sets(st.integers(0, len(rows) - 1)))
    assert unpack(pack(rows), STORY, places) == tuple(rows[place] for place in sorted(places))


def test_a_story_as_read_keeps_every_source_and_whom_its_word_came_through(topic: Topic) -> None:
    told = story(1, "The bridge fell, two engineers told Reuters. Ana Ruiz said it rained, and Bo Lind said it did.")
    rows = Reader(topic).read(told)
    kept = unpack(pack(rows), told)
    assert kept == rows
    assert [row.attribution and row.attribution.via for row in kept if not row.headline] == ["Reuters", None]
    assert [len(row.voices) for row in kept if not row.headline] == [0, 2]
