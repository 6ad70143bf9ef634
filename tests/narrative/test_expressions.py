"""Words that stand side by side mostly are one expression."""

from __future__ import annotations

import pytest

from narrative.expressions import expressions, folded
from store.models import Span


def terms(sentence: str) -> dict[str, Span]:
    """Each word of a sentence once, where it first stands."""
    found: dict[str, Span] = {}
    at = 0
    for word in sentence.split():
        start = sentence.index(word, at)
        at = start + len(word)
        found.setdefault(word, Span(start, at))
    return found


@pytest.mark.parametrize(
    ("sentences", "found"),
    [
        (["open letter sent", "an open letter", "open letter again"], {("open", "letter")}),
        # Twice is no habit.
        (["open letter sent", "an open letter"], set()),
        # Side by side in two of eight sentences of the rarer word.
        (["open letter"] * 3 + ["open door letter"] * 5, {("open", "door"), ("door", "letter")}),
        (["open letter"] * 3 + ["letter then open"] * 6, {("letter", "then"), ("then", "open")}),
        # Two spaces, a comma or a word between: no neighbours.
        (["open  letter"] * 4, set()),
        (["open x letter"] * 4, {("open", "x"), ("x", "letter")}),
        # Names, figures and groups of the topic are no plain words.
        (["@agency letter"] * 4, set()),
        (["#ban =12"] * 4, set()),
        ([], set()),
    ],
)
def test_what_is_an_expression(sentences: list[str], found: set[tuple[str, str]]) -> None:
    assert expressions([terms(sentence) for sentence in sentences]) == found


def test_order_of_sentences_changes_nothing() -> None:
    said = [terms(s) for s in ["power cut again", "a power cut", "the power cut hit", "cut the power", "power lines"]]
    assert expressions(said) == expressions(said[::-1]) == {("power", "cut")}


@pytest.mark.parametrize(
    ("sentence", "result"),
    [
        ("an open letter came", {"an": (0, 2), "open_letter": (3, 14), "came": (15, 19)}),
        ("letter open", {"letter": (0, 6), "open": (7, 11)}),
        # A word is folded once: the first pair has it.
        ("open letter box", {"open_letter": (0, 11), "box": (12, 15)}),
        ("", {}),
    ],
)
def test_a_sentence_with_its_expressions(sentence: str, result: dict[str, tuple[int, int]]) -> None:
    known = frozenset({("open", "letter"), ("letter", "box")})
    assert {term: (span.start, span.end) for term, span in folded(terms(sentence), known).items()} == result


def test_a_sentence_itself_is_left_as_it_is() -> None:
    said = terms("an open letter")
    folded(said, frozenset({("open", "letter")}))
    assert set(said) == {"an", "open", "letter"}
