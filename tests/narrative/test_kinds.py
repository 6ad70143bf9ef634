"""An assertion, a quote that goes round, and background."""

from __future__ import annotations

from dataclasses import replace

import pytest

from narrative.kinds import kind_of
from store.models import ClaimKind, Mention
from tests.narrative.build import mention

QUOTE = "nobody on this coast was ever asked about it"


def said(*rows: tuple[int, str, str, float]) -> list[Mention]:
    """Mentions of (story, outlet, sentence, day)."""
    return [replace(mention(story, outlet=outlet, day=day), sentence=text) for story, outlet, text, day in rows]


@pytest.mark.parametrize(
    ("sentences", "kind"),
    [
        ([f'"Well, {QUOTE}," she said.', f"The mayor: “{QUOTE}”.", f'It hurts, for "{QUOTE}'], ClaimKind.QUOTE),
        ([f"She said {QUOTE}.", f"The mayor said that {QUOTE}.", f"And {QUOTE}."], ClaimKind.CLAIM),
        ([f'"{QUOTE}", she said.', "She had not been asked.", "Nobody was asked.", "Who was?"], ClaimKind.CLAIM),
    ],
)
def test_a_quote_is_what_most_chains_have_in_quotation_marks(sentences: list[str], kind: ClaimKind) -> None:
    """The same words without the marks are a claim, and a quote that one chain of four has is no quote of all."""
    assert kind_of(said(*[(n, f"Paper {n}", text, n) for n, text in enumerate(sentences)])) is kind


def test_background_is_told_by_the_same_outlets_over_and_over() -> None:
    """In the same words, for days; the first time that each tells it is news."""
    line = "The ports have been closed to foreign ships since the war."
    again = [(story, f"Paper {story % 2}", line, story) for story in range(8)]
    assert kind_of(said(*again)) is ClaimKind.BACKGROUND
    assert kind_of(said(*[(n, f"Paper {n}", line, day) for n, _, _, day in again])) is ClaimKind.CLAIM
    assert kind_of(said(*[(n, paper, line, 0.1 * day) for n, paper, _, day in again])) is ClaimKind.CLAIM


def test_a_story_that_says_it_twice_tells_it_once() -> None:
    line = "The ports have been closed to foreign ships since the war."
    twice = [(story // 4, "Paper", line, story) for story in range(8)]
    assert kind_of(said(*twice)) is ClaimKind.CLAIM
