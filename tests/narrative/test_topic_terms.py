"""How a term of the topic file is matched: endings, capitals, phrases, apostrophes, expressions, unspaced scripts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrative.topic import Topic, compile_terms


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("suspend*", "They suspended it", "suspended"),
        ("suspend*", "Suspending it", "Suspending"),
        ("suspend", "They suspended it", None),
        ("suspend*", "It was unsuspended", None),
        ("ban", "A BAN was near", "BAN"),
        ("ban", "The urban crowd", None),
        ("ban", "The bank", None),
        ("Gamma", "gamma rays", None),
        ("Gamma", "Gamma rays", "Gamma"),
        ("Gamma", "GAMMA BANNED IN PERU", "GAMMA"),
        ("xAI", "XAI METHODS", None),
        ("AI", "He said ai", None),
        ("AI", "No AI here", "AI"),
        ("AI", "The AIs here", None),
        ("AI model*", "many AI MODELS fell", "AI MODELS"),
        ("AI model*", "an AI-model ban", "AI-model"),
        ("cut off", "they were cut-off", "cut-off"),
        ("cut off", "they were cut  off", "cut  off"),
        ("cut off", "they cut it off", None),
        ("cut-off", "the cut off date", "cut off"),
        ("cut off", "the cut‑off date", "cut‑off"),
        ("Acme's chief", "then Acme’s chief left", "Acme’s chief"),
        ("Acme's chief", "then Acme's chief left", "Acme's chief"),
        ("U.S. government", "the U.S. government said", "U.S. government"),
        ("Z.ai", "Z.ai left", "Z.ai"),
        ("Z.ai", "Zxai left", None),
        (r"re:\btak(?:e|en) .{0,9}down\b", "It was TAKEN all down", "TAKEN all down"),
        (r"re:\btak(?:e|en) .{0,9}down\b", "It was taken", None),
        ("停止", "提供停止命令", "停止"),
        ("AIモデル", "新AIモデル禁止", "AIモデル"),
        ("Gamma", "政府はGammaを停止", "Gamma"),
        ("Gamma", "政府はGammaxを停止", None),
        ("AI", "米国AI規制", "AI"),
        ("인공지능", "새인공지능을", "인공지능"),
        ("modèle d'IA", "un modèle d’IA", "modèle d’IA"),
    ],
)
def test_what_a_term_matches(term: str, text: str, found: str | None) -> None:
    """Each rule of the term syntax, kept and broken."""
    match = compile_terms([term]).search(text)
    assert (match[0] if match else None) == found


def test_of_terms_that_begin_alike_the_longest_is_found() -> None:
    """A name is not cut short by a shorter one."""
    pattern = compile_terms(["Gamma", "Gamma Pro", "Gamma Pro Max"])
    assert [match[0] for match in pattern.finditer("Gamma Pro Max, Gamma Pro and Gamma")] == [
        "Gamma Pro Max",
        "Gamma Pro",
        "Gamma",
    ]


def test_no_terms_match_nothing() -> None:
    """An empty list is no pattern that finds the empty text everywhere."""
    assert compile_terms([]).search("anything at all") is None
    assert compile_terms(["all"]).search("anything at all")


@given(st.lists(st.text("abcXYZ -'*.禁止", min_size=1, max_size=8).filter(lambda t: t.strip(" *-")), max_size=6))
def test_any_plain_terms_make_a_pattern_that_finds_each_of_them(terms: list[str]) -> None:
    """A term stands in itself, whatever the others are."""
    pattern = compile_terms(terms)
    for term in terms:
        assert pattern.search(f"; {term.replace('*', '').strip()} ;"), term


def test_the_shipped_topic_is_read(topic: Topic) -> None:
    """It has every sort of table, and its names and groups are found in text."""
    assert topic.possible < topic.relevant
    assert {group.role for group in topic.groups} == {"restriction", "restoration", "synonym"}
    assert all(outside.weight < 0 for outside in topic.outside)
    assert len({entity.id for entity in topic.entities}) == len(topic.entities) > 20
    assert topic.subject_pattern.search("Un modèle d’IA de plus")
    assert topic.authority_pattern.search("WHITE HOUSE ORDERS IT")
    assert not topic.authority_pattern.search("a white house on the hill")
    assert {group.id for group, _ in topic.evidence_patterns} < {group.id for group, _ in topic.group_patterns}


def test_every_term_of_the_shipped_topic_finds_itself(topic: Topic) -> None:
    """No term is dead: each plain one is found by the pattern of its own table."""
    for group, pattern in topic.group_patterns:
        for term in group.terms:
            assert term.startswith("re:") or pattern.search(term.replace("*", "")), (group.id, term)
    for outside, pattern in topic.outside_patterns:
        for term in outside.terms:
            assert term.startswith("re:") or pattern.search(term.replace("*", "")), (outside.id, term)
