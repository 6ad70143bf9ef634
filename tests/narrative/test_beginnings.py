"""Which rows of terms may stand in a text: never fewer than those that do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrative.beginnings import Beginnings
from narrative.topic import Topic, compile_terms

ROWS = (
    ("suspend*", "shut down", "turn* off", r"re:\bturn(?:s|ed|ing)?\b.{0,40}\boff\b"),
    ("OpenAI", "Open AI's lab", "z.AI", "A.I.", ".net", "-edge"),
    (r"re:\b(?:lift|eas(?:e|es|ed)|drop(?:s|ped)?)\b.{0,20}\bban\b", "非"),
    (r"re:(?:\bnot )?allowed",),
    (r"re:\bcolou?rs?\b", r"re:\bcut|slash"),
    (r"re:\b(?:the )?ban", r"re:\b(?:x?ray|[yz]eta)"),
    ("kind", "Straße", "Ilimi", "cine*ma", "*gate"),
    (r"re:\bAI(?:モデル|模型)", "モデル"),
)
#: Terms, parts of them, and letters that a search in any case takes for others.
WORDS = (
    "suspend suspends SUSPENSION shut-down shut down off turn turned turning turnoff OpenAI OPENAI openai Open AI’s "
    "lab z.AI Z.ai A.I. a.i a. .net x.net -edge ease lift dropped ban 非難 not allowed disallowed color colours cut "
    "slash the theban xray ray yeta kind \u212aind \u017fuspend STRASSE straße Ilimi \u0130lim\u0131 cinema "
    "cinegamma watergate gate AIモデル モデル モデルAI OpenAIの , . - ’s ( “"
).split()
PATTERNS = [compile_terms(terms) for terms in ROWS]


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(("", " ", " ", " ", "\n", "-", "…"))), max_size=9))
def test_what_a_search_finds_was_said_to_be_possible(pieces: list[tuple[str, str]]) -> None:
    text = "".join(word + gap for word, gap in pieces)
    may = Beginnings(ROWS).within(text)
    assert {row for row, pattern in enumerate(PATTERNS) if pattern.search(text)} <= may


@given(st.data())
def test_of_the_topic_that_we_give(topic: Topic, data: st.DataObject) -> None:
    """Of every term the words, in any order and any case."""
    groups = [group.terms for group, _ in topic.evidence_patterns] + [outside.terms for outside in topic.outside]
    words = [word for terms in groups for term in terms if "re:" not in term for word in term.split()]
    drawn = data.draw(
        st.lists(st.sampled_from([*words, *"take took order off offline access u.s. AI".split()]), max_size=8)
    )
    said = " ".join(drawn).replace("*", "ed")
    text = data.draw(st.sampled_from((said, said.upper(), said.title())))
    may = topic.beginnings.within(text)
    patterns = [topic.subject_pattern, topic.authority_pattern, *map(compile_terms, groups)]
    assert {number for number, pattern in enumerate(patterns) if pattern.search(text)} <= may


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", {3, 4, 5, 6}),
        ("A quiet day in their house", {3, 4, 5, 6}),
        ("Said A. N. Other", {3, 4, 5, 6}),
        ("They suspended it", {0, 3, 4, 5, 6}),
        ("A.I. is here", {1, 3, 4, 5, 6}),
    ],
)
def test_most_rows_are_ruled_out(text: str, rows: set[int]) -> None:
    """Those whose terms cannot be told by a first word are always possible."""
    assert Beginnings(ROWS).within(text) == rows


def test_a_word_met_again_begins_the_same() -> None:
    beginnings = Beginnings(ROWS)
    assert beginnings.within("They suspended “OpenAI”") == beginnings.within("They suspended “OpenAI”")


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(("", " ", " ", " ", "\n", "-", "…"))), max_size=40))
def test_what_is_found_is_what_a_search_finds(pieces: list[tuple[str, str]]) -> None:
    text = "".join(word + gap for word, gap in pieces)
    beginnings = Beginnings(ROWS)
    for row, pattern in enumerate(PATTERNS):
        found, searched = beginnings.find(row, pattern, text), pattern.search(text)
        assert (found and found.span()) == (searched and searched.span())
