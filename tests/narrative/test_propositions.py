"""Which sentences of the stories may make a claim, and what is known of each."""

from __future__ import annotations

import pytest

from narrative.attribution import attribute
from narrative.propositions import core, propositions
from narrative.stance import read_stance
from narrative.topic import Topic
from store.models import Story
from tests.narrative.build import story

FACT = "The harbour ministry switched Gemini off in all nine ports."


def sentences(topic: Topic, *stories: Story) -> list[str]:
    return [proposition.sentence for proposition in propositions(stories, topic)]


def test_sentences_come_in_order_of_publication(topic: Topic) -> None:
    """Whatever the order in which the stories are given, and with offsets into their texts."""
    early, late = story(2, f"Early. {FACT}", day=1), story(1, "Fishermen in Arica praised the switch.", day=2)
    assert sentences(topic, late, early) == sentences(topic, early, late) == [FACT, late.text]
    (first, _) = propositions([late, early], topic)
    assert first.span.of(early.text) == FACT
    assert first.story is early


@pytest.mark.parametrize(
    "line",
    [
        "Subscribe to our letter for more on Gemini in all ports.",
        "Sign up here to read about Gemini in all nine ports.",
        "Read more about Gemini in all nine ports of the coast.",
        "Follow us for news of Gemini in all nine ports today.",
        "© Harbour Times, all rights reserved in all nine ports.",
        "This page uses cookies to tell you about all nine ports.",
        "Gemini is off.",
        "Ports close now",
    ],
)
def test_calls_to_action_and_scraps_are_left_out(topic: Topic, line: str) -> None:
    """What an outlet wants of its readers is no claim, nor is what is too short to tell."""
    assert sentences(topic, story(1, f"{FACT}\n{line}")) == [FACT]


def test_a_line_that_an_outlet_repeats_from_story_to_story_is_left_out(topic: Topic) -> None:
    """But the same words of two outlets are two sentences, and of one story told twice in it as well."""
    tagline = "The Harbour Times has watched the nine ports since 1911."
    mine = [story(1, f"{FACT} {tagline}", outlet="Harbour Times"), story(2, tagline, outlet="Harbour Times")]
    assert sentences(topic, *mine) == [FACT]
    assert sentences(topic, mine[0], story(3, tagline, outlet="Coast Mail")) == [FACT, tagline, tagline]
    assert sentences(topic, story(4, f"{tagline} {tagline}")) == [tagline, tagline]


def test_pronouns_are_resolved_within_a_story_and_not_across(topic: Topic) -> None:
    """Whom "she" means is remembered to the end of the story in which she was named."""
    named = story(1, "Priya Nair said the nine ports were warned. She said that nobody answered her.", day=1)
    unnamed = story(2, "She said that the ports were warned twice. The company says it obeyed. Mistral AI obeyed.")
    found = propositions([named, unnamed], topic)
    names = [row.attribution.name if row.attribution else None for row in found]
    assert names[:3] == ["Priya Nair", "Priya Nair", "She"]
    assert names[3] == "Mistral AI"


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        ("Reuters reported that the ports closed.", "that the ports closed."),
        ("The ports closed, according to Reuters.", "The ports closed,  ."),
        ("The ports may have closed.", "The ports have closed."),
        ("Officials denied that the ports closed.", "that the ports closed."),
        ("The port's owner denied that it closed.", "The port's owner that it closed."),
        ("The ports closed.", "The ports closed."),
    ],
)
def test_cue_and_hedge_and_an_outlet_are_no_part_of_what_is_claimed(sentence: str, left: str) -> None:
    """They are blanked, not cut, so that places in the sentence stay what they are. Others who say so are a part."""
    attribution = attribute(sentence)
    bare = core(sentence, attribution, read_stance(sentence, attribution))
    assert bare.split() == left.split()
    assert len(bare) == len(sentence)


def test_no_stories_no_sentences(topic: Topic) -> None:
    """Nothing, and nothing but blanks, is no error."""
    assert sentences(topic) == []
    assert sentences(topic, story(1, " \n "), story(2, FACT)) == [FACT]
