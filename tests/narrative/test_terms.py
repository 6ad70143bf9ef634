"""Sentences as sets of terms: what is said in other words is seen to be the same."""

from __future__ import annotations

from functools import cache

import pytest

from narrative.stems import stem
from narrative.terms import Canon, group_term
from narrative.topic import Topic
from store.models import Span
from tests.narrative.build import on


@cache
def canon(topic: Topic) -> Canon:
    """One for all sentences: making it takes as long as reading a hundred of them."""
    return Canon(topic)


def terms_of(topic: Topic, sentence: str) -> set[str]:
    return set(canon(topic).canonical(sentence, on(0)).terms)


@pytest.mark.parametrize(
    "forms",
    [
        "restrict restricts restricted restricting restriction restrictions",
        "regulate regulates regulated regulating regulator regulators",
        "engineer engineers",
        "agreement agreements agree agrees agreed",
        "policy policies",
        "safety safeties",
        "launch launches launched launching",
        "plan plans planned planning planner planners",
        "quick quickly quickness",
        "create creates created creating creation creator",
        "discriminate discriminating discrimination discriminatory discriminated",
        "organise organize organised organizing organisation organizations",
        "steal stole stolen theft",
        "withdraw withdrew withdrawn withdrawal",
        "partner partners partnership",
        "trigger triggers triggered triggering",
        "child children",
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms: str) -> None:
    """Endings of number, time and person, and those that make nouns of verbs."""
    assert len({stem(word) for word in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("model", "mode"), ("release", "relate"), ("access", "accuse"), ("letter", "let"), ("union", "unit")],
)
def test_other_words_keep_other_stems(one: str, other: str) -> None:
    """Short stems are left alone, so that words which merely begin alike stay apart."""
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("OpenAI suspended ChatGPT in Peru.", "In Peru, ChatGPT was suspended by Open AI."),
        ("The Treasury Department barred DeepSeek.", "DeepSeek is prohibited by the Treasury."),
        ("Bessent defends the ban on Mistral.", "Treasury Secretary Scott Bessent defended the Mistral ban."),
        ("It was blocked on 12 March 2026.", "On March 12 they blocked it."),
        ("It went at 5:21 p.m. ET.", "At 5:21pm Eastern it went."),
        ("The fine was $4 billion.", "The fine was US$4bn."),
        ("LIMA, March 2 (Newswire) — Gemini returns.", "Gemini returned."),
        ("Users sued over Gemini.", "A class action over Gemini by its users."),
    ],
)
def test_other_wordings_of_the_same_come_to_the_same_terms(topic: Topic, one: str, other: str) -> None:
    """Names by any alias, words of one group, figures in any form, without dateline, order and small words."""
    shared = terms_of(topic, one) & terms_of(topic, other)
    assert len(shared) >= 0.6 * min(len(terms_of(topic, one)), len(terms_of(topic, other)))
    assert len(shared) >= 2 or shared == {"@gemini"} or len(terms_of(topic, other)) <= 2


@pytest.mark.parametrize(
    ("sentence", "has", "has_not"),
    [
        ("Claude Fable 5 is gone.", {"@fable-5"}, {"=5", "fable", "@claude"}),
        ("It fell on March 12, 2026.", {"=03-12"}, {"march", "12"}),
        ("It fell at 17:21 UTC.", {"=17:21"}, {"utc"}),
        ("Treasury Secretary Scott Bessent is ill.", {"@bessent", "@treasury"}, {"scott", "bessent"}),
        ("Some 40 firms lost 3 percent.", {"=40", "=3 %", "#companies"}, {"some"}),
        ("The Federal Trade Commission asked the firm.", {"commiss", "ftc"}, {"the", "firm", "asked"}),
        ("Judges banned it, and stores suspended sales.", {"#restriction/ban", "#restriction/suspend"}, {"#ban"}),
        ("Two aides added that it buys and tries ads.", {"add", "buy", "try"}, {"added", "tries"}),
        ("The lawyers' letter was short.", {"lawy"}, {"the", "was"}),
        ("BERLIN — Engineers left.", {"engin"}, {"berlin"}),
    ],
)
def test_what_a_sentence_comes_to(topic: Topic, sentence: str, has: set[str], has_not: set[str]) -> None:
    """Names, figures and stems are terms; the words they are made of, small words and datelines are none."""
    found = terms_of(topic, sentence)
    assert has <= found
    assert not has_not & found


def test_each_term_points_at_its_words(topic: Topic) -> None:
    """The first words that a term stands for, by their place in the sentence as it was given."""
    sentence = "LIMA, March 2 (Newswire) — On May 6 OpenAI lost 40 percent."
    found = Canon(topic).canonical(sentence, on(0))
    words = {term: span.of(sentence) for term, span in found.terms.items()}
    assert words["@openai"] == "OpenAI"
    assert words["=05-06"] == "May 6"
    assert words["=40 %"] == "40 percent"
    assert [Span(figure.start, figure.end).of(sentence) for figure in found.figures] == ["May 6", "40 percent"]


@pytest.mark.parametrize("change", [str, str.upper, lambda t: t.replace(" ", "-"), lambda t: t.replace("'", "’")])
def test_every_name_and_group_of_the_topic_is_found_in_a_sentence(topic: Topic, change: object) -> None:
    """However a term may be written, the sentence has its group: no shortcut of the search leaves one out."""
    assert callable(change)
    for group, pattern in topic.group_patterns:
        for term in group.terms:
            written = f"So {change(term.rstrip('*'))} it was."
            if pattern.search(written):
                assert group_term(group) in terms_of(topic, written), written
    for entity, pattern in topic.entity_patterns:
        for alias in entity.aliases:
            written = f"So {change(alias)} it was."
            if (found := pattern.search(written)) and len(found[0]) == len(alias):
                assert any(term.startswith("@") for term in terms_of(topic, written)), written
