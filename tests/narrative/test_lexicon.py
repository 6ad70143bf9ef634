"""The quick search finds what the slow one does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrative.lexicon import Lexicon
from narrative.topic import compile_terms
from narrative.wordlist import placed

ROWS = [
    ("suspend", ("suspend*", "shut down", "turn* off", r"re:\bturn(?:s|ed|ing)?\b.{0,40}\boff\b")),
    ("lab", ("OpenAI", "Open AI's lab", "z.AI")),
    ("lift", (r"re:\b(?:lift|eas(?:e|es|ed)|drop(?:s|ped)?)\b.{0,20}\bban\b", "非")),
    ("anything", (r"re:(?:\bnot )?allowed",)),
]
WORDS = (
    "suspend suspends Suspension shut-down down off turn turned turning OpenAI OPENAI openai ease lift dropped ban "
    "非難 not allowed z.AI the , . - ’s"
).split()


def found(text: str) -> dict[str, set[tuple[int, int]]]:
    lexicon = Lexicon(ROWS)
    words = placed(text)
    places: dict[str, set[tuple[int, int]]] = {}
    for row, start, end in lexicon.find(text, words):
        places.setdefault(lexicon.names[row], set()).add((start, end))
    return places


@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
def test_all_that_a_search_for_every_term_finds(text: str) -> None:
    """Beside those it may tell of others that begin within one: the caller has the longest first."""
    places = found(text)
    for name, terms in ROWS:
        wanted = {match.span() for match in compile_terms(terms).finditer(text)}
        assert wanted <= places.get(name, set())


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("They turned the model off.", "suspend", "turned the model off"),
        ("It suspends them all.", "suspend", "suspends"),
        ("They turned off the lights.", "suspend", "turned off"),
        ("OPENAI SAYS NO", "lab", "OPENAI"),
        ("It dropped the ban.", "lift", "dropped the ban"),
        ("Nobody is allowed in.", "anything", "allowed"),
        ("是非", "lift", "非"),
    ],
)
def test_where_a_term_stands(text: str, name: str, words: str) -> None:
    assert words in {text[start:end] for start, end in found(text)[name]}


def test_nothing_in_other_words() -> None:
    assert found("A quiet day, and an opening.") == {}


@pytest.mark.parametrize(
    ("term", "text", "words"),
    [
        ("shut* down", "It shuts down now.", ["shuts down"]),
        ("shut* down", "They were shutting down all.", ["shutting down"]),
        ("shut* down", "A shutdown came.", []),
        ("open* the gate*", "She opened the gates twice; open the gate!", ["opened the gates", "open the gate"]),
        ("re:\\bba(?:n|r)s?\\b", "A ban, two bars.", ["ban", "bars"]),
        ("re:\\bcut\\w* off\\b", "He cuts off; cutting off.", ["cuts off", "cutting off"]),
        ("re:\\b(?:lift|eas(?:e|es))\\b", "They ease it. Lift it.", ["ease", "Lift"]),
    ],
)
def test_a_star_within_a_term(term: str, text: str, words: list[str]) -> None:
    """Stands for any ending of the word before it, wherever in the term that is."""
    lexicon = Lexicon([("one", (term,))])
    places = lexicon.find(text, placed(text))
    assert [text[start:end] for _, start, end in places] == words
    assert [match[0] for match in compile_terms((term,)).finditer(text)] == words
