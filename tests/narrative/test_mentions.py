"""A mention has the stance and the source of the clauses that make its claim; what else a sentence says is left out."""

from __future__ import annotations

import pytest

from narrative.mentions import mention, part
from narrative.propositions import Proposition, Reader
from narrative.topic import Topic
from store.models import Mention, Stance
from tests.narrative.build import story

ASSERTED, ATTRIBUTED, HEDGED = Stance.ASSERTED, Stance.ATTRIBUTED, Stance.HEDGED
QUESTIONED, DENIED = Stance.QUESTIONED, Stance.DENIED

BRIDGE, FERRY = ("bridge", "collapsed"), ("ferry", "sailings")
CASES = [
    ("The bridge at Orrin collapsed on Sunday, but the ferry may add sailings.", ASSERTED, HEDGED, None, None),
    ("The bridge at Orrin may have collapsed, while the ferry has doubled its sailings.", HEDGED, ASSERTED, None, None),
    (
        "The bridge at Orrin collapsed on Sunday, which is why the ferry reportedly doubled its sailings.",
        ASSERTED,
        HEDGED,
        None,
        None,
    ),
    (
        "Engineers said the bridge at Orrin collapsed, but ferry sailings were doubled by the harbour at once.",
        ATTRIBUTED,
        ASSERTED,
        "Engineers",
        None,
    ),
    (
        "Engineers said the bridge at Orrin collapsed, and Mara Lind said ferry sailings had been doubled.",
        ATTRIBUTED,
        ATTRIBUTED,
        "Engineers",
        "Mara Lind",
    ),
    (
        "The bridge at Orrin collapsed on Sunday because ferry sailings had been doubled, engineers said.",
        ATTRIBUTED,
        ATTRIBUTED,
        "engineers",
        "engineers",
    ),
    (
        "The bridge at Orrin collapsed after engineers said that the ferry sailings had been doubled.",
        ASSERTED,
        ATTRIBUTED,
        None,
        "engineers",
    ),
    (
        "After engineers said the bridge at Orrin had collapsed, the harbour doubled the ferry sailings.",
        ATTRIBUTED,
        ASSERTED,
        "engineers",
        None,
    ),
    (
        "“The bridge at Orrin collapsed; it was old, but the ferry sailings were doubled,” Mara Lind said.",
        ATTRIBUTED,
        ATTRIBUTED,
        "Mara Lind",
        "Mara Lind",
    ),
    (
        "The ministry denied that the bridge at Orrin collapsed, and the harbour has doubled ferry sailings.",
        DENIED,
        ASSERTED,
        "The ministry",
        None,
    ),
    (
        "Engineers hold that the bridge at Orrin collapsed; the ministry denies that ferry sailings were doubled.",
        ATTRIBUTED,
        DENIED,
        "Engineers",
        "ministry",
    ),
    ("The bridge at Orrin had not collapsed, but ferry sailings were doubled.", ASSERTED, ASSERTED, None, None),
]


def reading(topic: Topic, text: str, title: str = "") -> Proposition:
    (row,) = Reader(topic).read(story(1, text, title=title))
    return row


def of(row: Proposition, words: tuple[str, ...]) -> Mention:
    """The mention of the claim that is known by the terms which stand for some words of a sentence."""
    places = [row.sentence.lower().index(word) for word in words]
    terms = {term: 2.0 for term, span in row.terms.items() if span.start in places}
    assert terms, (words, row.terms)
    return mention(row, 1, terms)


@pytest.mark.parametrize(("sentence", "bridge", "ferry", "by", "too"), CASES)
def test_each_claim_of_a_sentence_has_its_own_stance_and_source(
    topic: Topic, sentence: str, bridge: Stance, ferry: Stance, by: str | None, too: str | None
) -> None:
    row = reading(topic, sentence)
    first, second = of(row, BRIDGE), of(row, FERRY)
    name = [
        one.attributed_to and one.attributed_to.removeprefix("The ").removeprefix("the ") for one in (first, second)
    ]
    wanted = [one and one.removeprefix("The ") for one in (by, too)]
    assert [first.stance, second.stance] == [bridge, ferry]
    assert name == wanted


def test_a_claim_that_takes_the_whole_sentence_has_what_the_sentence_has(topic: Topic) -> None:
    row = reading(topic, "The bridge at Orrin collapsed on Sunday, but the ferry may add sailings.")
    everything = dict.fromkeys(row.terms, 1.0)
    assert part(row, everything) is None
    assert mention(row, 1, everything).stance is row.reading.stance is HEDGED


def test_a_denial_is_theirs_who_deny_it(topic: Topic) -> None:
    """Though others are named before it who say that it is so."""
    said = "Engineers hold that the bridge at Orrin collapsed; the ministry denies having built the bridge."
    row = reading(topic, said)
    found = mention(row, 1, dict.fromkeys(row.terms, 1.0))
    assert (found.stance, found.attributed_to) == (DENIED, "the ministry")


def test_a_term_that_weighs_little_pulls_no_clause_in(topic: Topic) -> None:
    row = reading(topic, "The bridge at Orrin collapsed on Sunday, but the ferry may add sailings.")
    ferry = next(term for term, span in row.terms.items() if row.sentence[span.start :].startswith("ferry"))
    strong = {term: 3.0 for term, span in row.terms.items() if span.start < 30}
    assert mention(row, 1, {**strong, ferry: 0.5}).stance is ASSERTED
    assert mention(row, 1, {**strong, ferry: 9.0}).stance is HEDGED


def test_the_outlet_a_word_came_through_is_kept(topic: Topic) -> None:
    row = reading(topic, "The bridge at Orrin collapsed on Sunday, two engineers told Reuters.")
    found = mention(row, 1, {})
    assert (found.attributed_to, found.via) == ("two engineers", "Reuters")
