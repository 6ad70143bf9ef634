"""How figures drift, which values are a minority's, and on which other days acts are said to have been."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from narrative.datings import acts_of, datings
from narrative.drift import drift, variants
from narrative.figures import figures
from narrative.ledger import ledger
from narrative.topic import Topic
from store.models import Claim, Mention, Term
from tests.narrative.build import claim, mention, on

ACTS = {"order": re.compile(r"\border(?:s|ed)?\b"), "lift": re.compile(r"\blift(?:s|ed)?\b")}


def telling(number: int, sentence: str, outlet: str = "", chain: int | None = None) -> Mention:
    made = mention(number, outlet=outlet, chain=chain)
    return replace(made, sentence=sentence, end=len(sentence), figures=tuple(figures(sentence, on(0))))


def told(*sentences: str) -> Claim:
    """A claim of a sentence each by another outlet, about every act."""
    made = claim(1, *(telling(n, sentence) for n, sentence in enumerate(sentences, 1)))
    return replace(made, terms=(Term("#order", 1.0), Term("#lift", 1.0)))


SUMS = (
    "The company has invested $4 billion in the lab.",
    "The company has invested $13 billion in the lab.",
    "The company has invested $13 billion in the lab so far.",
    "By now the company has invested $13 billion in the lab.",
)


def test_each_value_as_it_comes_up_and_as_it_comes_to_lead() -> None:
    (slot,) = ledger(told(*SUMS))
    moves = [(slot.values[move.value].value[:2], move.leads, move.number, move.chains) for move in drift(slot)]
    assert moves == [("40", True, 1, 1), ("13", False, 2, 1), ("13", True, 3, 2)]


def test_the_value_of_few_is_a_minoritys_with_its_outlets() -> None:
    (variant,) = variants(ledger(told(*SUMS)))
    assert variant.outlets == ("Outlet 1",)
    assert variant.slot.values[variant.against].value == "13000000000 USD"


def test_copies_make_no_majority() -> None:
    copies = [telling(n, SUMS[1], chain=2) for n in (2, 3, 4)]
    assert variants(ledger(claim(1, telling(1, SUMS[0]), *copies))) == ()


def test_values_that_can_both_be_true_are_no_variants() -> None:
    same = told("It has invested $13 billion.", "It has invested $13 billion.", "It has invested over $4 billion.")
    assert variants(ledger(same)) == ()


ORDERED = (
    "The department ordered it on March 3.",
    "On March 3 the department ordered the company to stop.",
    "The order of March 3 came without details.",
)


@pytest.mark.parametrize(
    ("sentence", "variant"),
    [
        ("On March 4 the ministry ordered a stop.", True),
        ("It was ordered on March 4, a day later.", True),
        ("The March 4 order names nobody.", True),
        ("On March 4 experts asked to lift the order.", False),  # the order is another day's
        ("On March 4 a firm sued over the U.S. order.", False),
        ("The department signed an order of March 4.", False),  # another one
        ("On March 4 the court met, and the ministry ordered a stop.", False),  # another clause
        ("On March 3 the ministry ordered a stop.", False),  # the usual day
    ],
)
def test_another_day_for_an_act(sentence: str, variant: bool) -> None:
    """Of all claims together, beside the day that three chains or more give."""
    found = datings([told(*ORDERED, sentence)], ACTS)
    assert [(act.act, [(v.date, v.outlets) for v in act.variants]) for act in found] == (
        [("order", [("03-04", ("Outlet 4",))])] if variant else []
    )


def test_two_days_that_are_given_as_often_are_both_usual() -> None:
    other = [sentence.replace("March 3", "March 4") for sentence in ORDERED]
    assert datings([told(*ORDERED, *other)], ACTS) == ()


def test_the_acts_of_the_topic_are_its_evidence_and_its_deeds(topic: Topic) -> None:
    acts = acts_of(topic)
    assert {"suspend", "restore", "order"} <= acts.keys()
    assert "everyone" not in acts
