"""The figures ledger: who gives which value for what, which spreads, and which cannot both be true."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from narrative.figures import figures
from narrative.ledger import Slot, ledger
from store.models import Claim, Mention
from tests.narrative.build import claim, mention, on, reworded


def saying(number: int, sentence: str, *, day: float | None = None, chain: int | None = None) -> Mention:
    """A mention of that sentence, with its figures, at offset 40 of its story."""
    bare = mention(number, day=day, chain=chain)
    found = figures(sentence, bare.said_at)
    moved = tuple(replace(figure, start=figure.start + 40, end=figure.end + 40) for figure in found)
    return replace(bare, sentence=sentence, start=40, end=40 + len(sentence), figures=moved)


def told(*sentences: str) -> Claim:
    """A claim of these sentences, each of an outlet of its own, a day apart."""
    return claim(1, *(saying(number, sentence) for number, sentence in enumerate(sentences, 1)))


def rivals(found: Claim) -> set[frozenset[str]]:
    """The pairs of values, as written, that cannot both be true."""
    return {
        frozenset((slot.values[one].shown, slot.values[other].shown))
        for slot in ledger(found)
        for one, other in slot.conflicts
    }


@pytest.mark.parametrize(
    ("one", "other", "pair"),
    [
        ("The bank took a $8 billion stake.", "It sold a stake worth $33 billion.", {"$8 billion", "$33 billion"}),
        ("The letter had 117 signatories.", "Its 130 signatories are teachers.", {"117", "130"}),
        ("About 40 engines stopped.", "All 90 engines stopped.", {"About 40", "90"}),
        (
            "The judge froze the account on Monday.",
            "A judge froze the account on May 9.",
            {"Monday (2026-03-02)", "May 9"},
        ),
        ("It gave the owners 90 minutes notice.", "The notice of two hours was short.", {"90 minutes", "two hours"}),
        ("Up to 7 guests fell ill.", "In all 9 guests fell ill.", {"Up to 7", "9"}),
        ("The tax took 30 percent of sales.", "The tax took 45% of sales.", {"30 percent", "45%"}),
        ("The wall blocks 99% of tries.", "It blocks 100 percent of break-ins.", {"99%", "100 percent"}),
        ("The wall blocks 99% of tries.", "Of break-ins, 100 percent were met.", set()),
        ("It cost €3 million in repairs.", "It cost $9 million in repairs.", set()),
        ("At least 90 signatories came.", "Its 117 signatories came.", set()),
        ("About 40 engines stopped.", "All 42 engines stopped.", set()),
        ("It fined the bank $4 billion.", "It fined the bank $4.2 billion.", set()),
        ("There were 117 signatories.", "There were 100 experts.", set()),
        ("It took 90 minutes.", "It took 1.5 hours.", set()),
        ("A fine between $3 million and $5 million looms.", "A fine of $4 million looms.", set()),
        ("Before the storm 150 villages had power.", "Now 40 villages have power.", set()),
        ("It stayed open until Monday for repairs.", "It closed on Sunday for repairs.", set()),
        ("Another 40 engines stopped.", "All 90 engines stopped.", set()),
        ("The mayor of the town met Engine 5.", "The mayor of the town met Engine 7.", set()),
    ],
)
def test_what_cannot_both_be_true(one: str, other: str, pair: set[str]) -> None:
    """Of one thing, in any order of telling; approximate, rounded and open-ended figures are given their due."""
    expected = {frozenset(pair)} if pair else set()
    assert rivals(told(one, other)) == expected
    assert rivals(told(other, one)) == expected


def test_two_figures_of_one_sentence_are_no_rivals() -> None:
    """Who names both says how they go together."""
    assert (
        rivals(told("Its stake rose from a $4 billion stake to a $33 billion stake.", "It holds a $4 billion stake."))
        == set()
    )


def test_a_value_has_its_outlets_in_order_of_time_and_its_chains() -> None:
    found = claim(
        1,
        saying(1, "Some 40 engines stopped.", day=1, chain=1),
        saying(2, "It said about 40 engines stopped.", day=2, chain=1),
        saying(3, "Forty engines stopped.", day=3, chain=3),
    )
    (slot,) = ledger(found)
    assert (slot.kind, slot.of) == ("number", "engines")
    about, exactly = slot.values
    assert (about.value, about.sense, about.shown) == ("40", "about", "Some 40")
    assert (about.outlets, about.chains, about.numbers) == (("Outlet 1", "Outlet 2"), 1, (1, 2))
    assert (about.first_said_by, about.first_said_at) == ("Outlet 1", found.mentions[0].said_at)
    assert (exactly.sense, exactly.outlets, exactly.chains) == ("", ("Outlet 3",), 1)


@pytest.mark.parametrize(("late", "spreads"), [((8, 9), "50"), ((1, 2), None), ((8,), None)])
def test_what_the_most_chains_took_up_lately_spreads(late: tuple[int, ...], spreads: str | None) -> None:
    early = [saying(1, "The fleet lost 40 engines.", day=1), saying(2, "The fleet lost 40 engines.", day=2)]
    later = [saying(10 + day, "The fleet lost 50 engines.", day=day) for day in late]
    end = saying(40, "The fleet stands still.", day=9)
    mentions = sorted([*early, *later, end], key=lambda each: each.said_at)
    (slot,) = ledger(claim(1, *mentions))
    assert (slot.values[slot.spreading].value if slot.spreading is not None else None) == spreads


def test_copies_of_one_story_do_not_make_a_value_spread() -> None:
    early = [saying(1, "The fleet lost 40 engines.", day=1)]
    copies = [saying(number, "The fleet lost 50 engines.", day=5, chain=2) for number in (2, 3, 4)]
    (slot,) = ledger(claim(1, *early, *copies))
    assert slot.spreading is None


def test_different_names_in_one_place_are_told_but_are_no_conflict() -> None:
    found = told(
        "The order was signed by Priya Nair late at night.",
        "Late at night Ms. Nair signed the order.",
        "It was Tomas Vrba who says it was signed by Ilse Brandt.",
        "On Monday the port reopened.",
    )
    (names,) = [slot for slot in ledger(found) if slot.kind == "name"]
    assert names.of == "signed by"
    assert [(value.value, value.outlets) for value in names.values] == [
        ("Nair", ("Outlet 1", "Outlet 2")),
        ("Brandt", ("Outlet 3",)),
    ]
    assert names.conflicts == ()


def test_conflicts_stand_first_and_single_figures_are_listed() -> None:
    found = told("In 2019 it had 12 cranes.", "It had 30 engines for 9 days.", "It had 44 engines.")
    slots = ledger(found)
    assert (slots[0].of, bool(slots[0].conflicts)) == ("engines", True)
    assert {value.value for slot in slots for value in slot.values} == {"2019 (year)", "12", "30", "9 day", "44"}


def test_order_of_the_slots_does_not_depend_on_chance() -> None:
    mentions = list(
        told(*(f"The fleet lost {n} engines and {n + 3} cranes in {n} days." for n in (5, 6, 5, 9))).mentions
    )
    expected = ledger(claim(1, *mentions))
    assert ledger(claim(1, *mentions)) == expected
    assert all(isinstance(slot, Slot) for slot in expected)
    random.Random(3).shuffle(mentions)
    values = {(slot.kind, slot.of, frozenset(v.value for v in slot.values)) for slot in expected}
    shuffled = ledger(claim(1, *mentions))
    assert {(slot.kind, slot.of, frozenset(v.value for v in slot.values)) for slot in shuffled} == values


@pytest.mark.parametrize(
    ("times", "slots"),
    [
        (("5:21 p.m. Eastern time", "5:21 p.m.", "5:21"), 1),
        (("5:21 p.m. ET", "5:21 p.m. GMT"), 2),
        (("5:21 p.m.", "5:22 p.m."), 2),
        (("5:00 p.m. ET", "5 p.m."), 2),
    ],
)
def test_a_time_to_the_minute_is_one_thing_however_much_of_it_is_told(times: tuple[str, ...], slots: int) -> None:
    """And they do not conflict."""
    texts = ("The mast fell at {}.", "At {} a bell rang.", "Rain came at {}, as told.")
    found = told(*(text.format(time) for text, time in zip(texts, times, strict=False)))
    assert len(ledger(found)) == slots
    assert not rivals(found)


def test_no_figures_no_slots() -> None:
    assert ledger(told("The port was shut.")) == ()


def test_a_notice_that_names_what_was_wrong_does_not_say_it() -> None:
    """What an edit of the same story took back; another story's "correction" of the figure says it."""
    edited = reworded(saying(1, "The fleet lost 50 engines.", day=1), "The fleet lost 40 engines.", 2)
    notice = replace(saying(1, "Correction: an earlier version had 40 engines lost by the fleet."), came_at=on(2))
    (slot,) = ledger(claim(1, edited, notice, saying(3, "The fleet lost 50 engines.", day=3)))
    chains = {value.value: value.chains for value in slot.values}
    assert chains == {"40": 0, "50": 2}
    other = replace(notice, story_id=9, outlet="Outlet 9")
    (slot,) = ledger(claim(1, edited, other, saying(3, "The fleet lost 50 engines.", day=3)))
    assert {value.value: value.chains for value in slot.values} == {"40": 1, "50": 2}
