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


LINE = "The ports have been closed to foreign ships since the war."
TURNED = "Since the war the ports have been closed to foreign ships."
FIVE = ["Pilots refused.", "A strike began at noon.", "Ships wait at sea.", "The union was asked.", "It ended in May."]


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        # One outlet's habit among many that tell it once.
        ([(n, f"Paper {n}", f"Ports {n} closed.", n) for n in range(9)], ClaimKind.CLAIM),
        # Retold by one of the papers only: fewer than three stories again.
        ([(0, "A", LINE, 0), (1, "A", LINE, 2), (2, "B", LINE, 4), (3, "A", LINE, 6)], ClaimKind.CLAIM),
        ([(n, "A", LINE, n) for n in range(4)], ClaimKind.BACKGROUND),
        # The same words in another order are the same words; other words are news.
        ([(n, "A", LINE if n % 2 else TURNED, n) for n in range(5)], ClaimKind.BACKGROUND),
        ([(n, "A", line, n) for n, line in enumerate(FIVE)], ClaimKind.CLAIM),
        # A quote that lasts is a quote still.
        ([(n, "A", f'She said: "{QUOTE}".', n) for n in range(5)], ClaimKind.QUOTE),
        # Copies are one chain, and one chain quotes nobody widely.
        ([(0, "A", f'"{QUOTE}"', 0), (1, "B", "Nobody was asked, she said.", 1)], ClaimKind.CLAIM),
        # A short phrase in quotation marks goes round without being what is told.
        ([(n, f"Paper {n}", 'They called it "a shock".', n) for n in range(4)], ClaimKind.CLAIM),
    ],
)  # fmt: skip
def test_small_cases(rows: list[tuple[int, str, str, float]], kind: ClaimKind) -> None:
    assert kind_of(said(*rows)) is kind


def test_copies_of_one_original_do_not_make_a_quote() -> None:
    copies = [replace(one, chain=0) for one in said(*[(n, f"Paper {n}", f'"{QUOTE}"', n) for n in range(4)])]
    other = said((9, "Other", "Nobody was asked, she said.", 9), (10, "Another", "They were not asked.", 10))
    assert kind_of([*copies, *other]) is ClaimKind.CLAIM
    assert kind_of([*copies, *[replace(one, sentence=f'"{QUOTE}"') for one in other]]) is ClaimKind.QUOTE
