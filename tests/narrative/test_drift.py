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
from tests.narrative.build import claim, mention, on, reworded

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


def test_a_value_that_an_edit_took_back_is_a_variant_that_nobody_gives_any_more() -> None:
    """Story 1 gave 4 billion until day 6, and 13 since: that is from when on it counts for the other side."""
    (slot,) = ledger(claim(1, *(telling(n, SUMS[n]) for n in (2, 3)), reworded(telling(1, SUMS[1]), SUMS[0], 6)))
    assert [(value.value[:2], value.chains, value.outlets) for value in slot.values] == [
        ("40", 0, ("Outlet 1",)),
        ("13", 3, ("Outlet 2", "Outlet 3", "Outlet 1")),
    ]
    assert [(use.number, use.mention.said_at, use.until) for use in slot.values[0].withdrawn] == [(3, on(1), on(6))]
    assert slot.values[0].first_said_at == on(1)
    moves = [(move.at, slot.values[move.value].value[:2], move.leads, move.until) for move in drift(slot)]
    assert moves == [(on(1), "40", True, on(6)), (on(2), "13", False, None), (on(3), "13", True, None)]
    assert [variant.outlets for variant in variants([slot])] == [("Outlet 1",)]


@pytest.mark.parametrize(
    ("now", "by"), [(SUMS[1], 2), ("The company has invested in the lab.", 1)], ids=["gave that too", "gave none"]
)
def test_another_value_leads_from_the_edit_that_took_the_leading_one_back(now: str, by: int) -> None:
    (slot,) = ledger(claim(1, telling(2, SUMS[1]), reworded(telling(1, now), SUMS[0], 6)))
    moves = [(move.at, slot.values[move.value].value[:2], move.leads, move.number) for move in drift(slot)]
    assert moves == [(on(1), "40", True, 2), (on(2), "13", False, 1), (on(6), "13", True, by)]


def test_a_value_that_stays_through_an_edit_is_not_withdrawn() -> None:
    edited = reworded(telling(1, SUMS[1]), SUMS[2], 6)
    (slot,) = ledger(claim(1, edited, telling(2, SUMS[0])))
    value = next(value for value in slot.values if value.value.startswith("13"))
    assert (value.withdrawn, value.chains, value.first_said_at) == ((), 1, on(1))
    assert [move.at for move in drift(slot) if slot.values[move.value] is value] == [on(1)]


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


def test_a_wrong_day_is_found_in_a_claim_of_something_else() -> None:
    """The words of the act stand in its sentence, whatever its claim is about."""
    whole = told(*ORDERED, "On March 4 the ministry ordered a stop, and everybody was surprised.")
    usual, other = (
        replace(whole, mentions=whole.mentions[:-1]),
        replace(whole, id=2, mentions=whole.mentions[-1:], terms=()),
    )
    (act,) = datings([usual, other], ACTS)
    assert [(variant.date, variant.outlets, variant.uses[0].claim_id) for variant in act.variants] == [
        ("03-04", ("Outlet 4",), 2)
    ]


def test_two_days_that_are_given_as_often_are_both_usual() -> None:
    other = [sentence.replace("March 3", "March 4") for sentence in ORDERED]
    assert datings([told(*ORDERED, *other)], ACTS) == ()


def test_the_acts_of_the_topic_are_its_evidence_and_its_deeds(topic: Topic) -> None:
    acts = acts_of(topic)
    assert {"suspend", "restore", "order"} <= acts.keys()
    assert "everyone" not in acts
