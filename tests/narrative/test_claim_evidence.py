"""Claims of an invented affair: found in other words, with evidence for each mention, and only where two say so."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrative.claims import derive
from narrative.topic import Topic
from store.models import Claim, Stance, Story
from tests.narrative.build import START, story

#: Three assertions, each by three or four outlets in words of its own; all else is told by one alone.
BLOCKED = [
    "The island regulator blocked Grok at midnight because of forged ballots.",
    "Grok was blocked over forged ballots, the island regulator said on Monday.",
    "Forged ballots made the island regulator block Grok.",
    "The regulator of the island may have blocked Grok over forged ballots.",
]
FINED = [
    "A fine of $9 million for each forged picture threatens xAI.",
    "xAI faces a fine of $9 million a picture, according to Reuters.",
    "Officials said the fine for xAI would be $9 million.",
]
EXAMS = [
    "Teachers want Grok restored before the spring exams.",
    "Before the exams of this spring teachers want it restored.",
    "Has any teacher asked to have Grok restored before spring exams?",
]
NOISE = [
    "A ferry ran aground near the lighthouse.",
    "Olive growers expect a good harvest.",
    "The mayor of the northern town plays the oboe.",
    "Two goats were rescued from a cliff.",
    "Bakers have put up the price of rye bread.",
    "A comet was seen by children in the hills.",
    "The old cinema will show silent films.",
    "Divers found an anchor of a Roman ship.",
    "Rain is forecast for the weekend in the south.",
    "The choir needs three more tenors.",
]


def island() -> list[Story]:
    """Ten stories of ten outlets: a claim each, after a sentence of their own."""
    said = [*BLOCKED, *FINED, *EXAMS]
    return [story(number, f"{NOISE[number - 1]} {sentence}", day=number / 4) for number, sentence in enumerate(said, 1)]


@pytest.fixture(scope="module")
def found(topic: Topic) -> tuple[Claim, ...]:
    return derive(island(), topic)


@pytest.mark.parametrize("sentences", [BLOCKED, FINED, EXAMS], ids="blocked fined exams".split())
def test_each_claim_is_found_with_its_mentions(found: tuple[Claim, ...], sentences: list[str]) -> None:
    """One claim has most of them, and its statement is one of theirs."""
    best = max(found, key=lambda claim: len({m.sentence for m in claim.mentions} & set(sentences)))
    told = {mention.sentence for mention in best.mentions}
    assert len(told & set(sentences)) >= 3
    assert not told - set(sentences)
    assert best.statement in sentences


def test_what_one_outlet_tells_is_no_claim(found: tuple[Claim, ...]) -> None:
    """The noise that each outlet makes stays out."""
    said = {*BLOCKED, *FINED, *EXAMS}
    assert {mention.sentence for claim in found for mention in claim.mentions} <= said


def test_every_mention_shows_its_evidence(found: tuple[Claim, ...]) -> None:
    """Sentence, cue, source and figures are ranges of the story's text."""
    texts = {s.id: s for s in island()}
    seen = set()
    for mention in (mention for claim in found for mention in claim.mentions):
        told = texts[mention.story_id]
        assert told.text[mention.start : mention.end] == mention.sentence
        assert (mention.revision_id, mention.url, mention.outlet) == (told.revision_id, told.url, told.outlet)
        assert (mention.published_at, mention.first_seen_at) == (told.published_at, told.first_seen_at)
        assert mention.chain == told.id
        if mention.attributed_to and mention.source and mention.cue:
            assert mention.source.of(told.text).endswith(mention.attributed_to)
            seen.add((mention.source.of(told.text), mention.cue.of(told.text)))
        for figure in mention.figures:
            assert told.text[figure.start : figure.end] == figure.text
        assert (mention.stance is Stance.ASSERTED) == (mention.cue is None)
    assert {("Reuters", "according to"), ("Officials", "said")} <= seen


def test_stances_are_those_of_the_sentences(found: tuple[Claim, ...]) -> None:
    """Asserted, on somebody's word, hedged and asked."""
    stances = {m.sentence: m.stance for claim in found for m in claim.mentions}
    assert stances[BLOCKED[0]] is Stance.ASSERTED
    assert stances[BLOCKED[1]] is Stance.ATTRIBUTED
    assert stances[BLOCKED[3]] is Stance.HEDGED
    assert stances[EXAMS[2]] is Stance.QUESTIONED


def test_claims_and_mentions_are_in_order_of_time(found: tuple[Claim, ...]) -> None:
    """Numbered from 1 by their first mention; mentions oldest first."""
    assert [claim.id for claim in found] == list(range(1, len(found) + 1))
    for one, other in pairwise(found):
        assert one.first_said_at <= other.first_said_at
    for claim in found:
        assert [m.said_at for m in claim.mentions] == sorted(m.said_at for m in claim.mentions)
        assert len({claim.statement for claim in found}) == len(found)


@settings(max_examples=20)
@given(st.permutations(range(10)))
def test_the_order_of_stories_changes_nothing(topic: Topic, found: tuple[Claim, ...], order: list[int]) -> None:
    """Nor the time of day at which it is done."""
    stories = island()
    assert derive([stories[place] for place in order], topic) == found


def test_one_outlet_alone_makes_no_claim(topic: Topic) -> None:
    """However often it repeats itself in other words."""
    assert derive([story(n, text, outlet="Island Mail") for n, text in enumerate(BLOCKED, 1)], topic) == ()


def test_copies_of_one_wire_make_no_claim(topic: Topic) -> None:
    """Many outlets, but one chain; one voice more makes two."""
    wire = " ".join([*BLOCKED[:2], *FINED[:2], *NOISE])
    copies = [story(number, wire) for number in range(1, 5)]
    assert derive(copies, topic) == ()
    claims = derive([*copies, story(9, BLOCKED[2])], topic)
    assert claims
    assert all(claim.chains == 2 for claim in claims)
    assert {mention.chain for claim in claims for mention in claim.mentions} == {1, 9}


def test_no_stories_no_claims(topic: Topic) -> None:
    """Nothing comes of nothing."""
    assert derive([], topic) == ()
    assert derive([story(1, ""), story(2, "  \n")], topic) == ()


SENTENCES = st.sampled_from([*BLOCKED, *FINED, *EXAMS, *NOISE, "。", "Grok.", "Ein Satz über Grok und das Verbot."])


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(1, 4), st.lists(SENTENCES, max_size=5).map(" ".join)), max_size=8))
def test_whatever_is_told_a_claim_has_two_outlets_and_two_chains(topic: Topic, told: list[tuple[int, str]]) -> None:
    """And its mentions stand in their stories."""
    stories = [story(n, text, outlet=f"Paper {outlet}") for n, (outlet, text) in enumerate(told, 1)]
    texts = {s.id: s.text for s in stories}
    for claim in derive(stories, topic):
        assert len(claim.outlets) > 1
        assert claim.chains > 1
        assert claim.statement
        assert claim.first_said_at > START - timedelta(days=1)
        assert all(texts[m.story_id][m.start : m.end] == m.sentence for m in claim.mentions)
