"""The wording that stands for a claim: the clearest mention, in an outlet's own words."""

from __future__ import annotations

import pytest

from narrative.propositions import Proposition, propositions
from narrative.statement import Candidate, statement, tidy
from narrative.topic import Topic
from tests.narrative.build import story

PLAIN = "The harbour ministry switched Gemini off in all nine ports."


def said(topic: Topic, *sentences: str) -> list[Proposition]:
    """One proposition a sentence, each of a story of its own."""
    found = propositions([story(number, text) for number, text in enumerate(sentences, 1)], topic)
    assert len(found) == len(sentences)
    return found


@pytest.mark.parametrize(
    ("sentence", "tidied"),
    [
        ("But the ports closed.", "The ports closed."),
        ("However, the ports closed.", "The ports closed."),
        ("At the same time, nine ports closed.", "Nine ports closed."),
        ("LIMA, March 2 (Newswire) — The ports closed.", "The ports closed."),
        ("LIMA — But the ports closed.", "The ports closed."),
        ("  the ports closed. ", "The ports closed."),
        ("Butter is short.", "Butter is short."),
        ("Nowhere else did ports close.", "Nowhere else did ports close."),
        ("", ""),
    ],
)
def test_tidy_takes_away_what_ties_a_sentence_to_its_place(sentence: str, tidied: str) -> None:
    """Dateline and connective go; a word that merely begins like one stays."""
    assert tidy(sentence) == tidied


@pytest.mark.parametrize(
    "worse",
    [
        "Gemini may have been switched off in all nine ports by the ministry.",
        "Has the harbour ministry switched Gemini off in all nine ports?",
        "Officials denied that Gemini was switched off in all nine ports.",
        "It was switched off in all nine ports by the harbour ministry.",
        "Gemini went off in ports.",
        "The harbour ministry switched Gemini off in all nine ports, every one!",
        "The harbour ministry switched Gemini off in all nine ports yesterday.",
        f"{PLAIN[:-1]}, {', '.join(f'port number {n} of the list' for n in range(9))}.",
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_the_plain_assertion_is_preferred(topic: Topic, worse: str, turned: bool) -> None:
    """To a hedge, a question, a denial, a hanging pronoun, too few words or too many; whoever came first."""
    rows = said(topic, worse, PLAIN) if turned else said(topic, PLAIN, worse)
    assert statement([Candidate(row, 1.0) for row in rows]) == PLAIN


def test_the_mention_that_carries_most_of_the_claim_is_preferred(topic: Topic) -> None:
    """And of those that carry as much the one that makes fewest claims, and the one that says least beside it."""
    one, other = said(topic, PLAIN, "Gemini was switched off in all of the nine ports.")
    assert statement([Candidate(one, 0.4), Candidate(other, 1.0)]) == other.sentence
    assert statement([Candidate(one, 1.0, claims=4), Candidate(other, 1.0)])
    assert statement([Candidate(one, 1.0, 0.4), Candidate(other, 1.0)]) == other.sentence
    assert statement([Candidate(one, 1.0, errs=True), Candidate(other, 1.0)]) == other.sentence


def test_of_equals_the_first_said_is_taken(topic: Topic) -> None:
    """In whatever order they are given."""
    one, other = said(topic, PLAIN, PLAIN.replace("nine", "nene"))
    assert statement([Candidate(other, 1.0), Candidate(one, 1.0)]) == PLAIN
    assert statement([Candidate(one, 1.0), Candidate(other, 1.0)]) == PLAIN


def test_a_wording_taken_by_another_claim_is_left_to_it(topic: Topic) -> None:
    """Unless there is no other."""
    one, other = said(topic, PLAIN, "Gemini went dark in each of the nine ports, officials said.")
    rows = [Candidate(one, 1.0), Candidate(other, 1.0)]
    assert statement(rows, frozenset({PLAIN})) == other.sentence
    assert statement(rows[:1], frozenset({PLAIN})) == PLAIN
