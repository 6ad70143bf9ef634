"""What each term tells among the sentences at hand, or among all that are known."""

from __future__ import annotations

import math

import pytest

from narrative.sample import FEW, Stats, indexed, several, with_slots
from store.models import Figure, Span
from tests.narrative.sayings import noise, rows_of, sample, says

TIME = Figure("time", "17:21 ET", "5:21 p.m.", 0, 4)


def test_only_what_two_outlets_use_is_looked_at() -> None:
    found = sample(
        says(1, "ports closed early"), says(2, "ports closed late"), says(3, "late late fees", outlet="Outlet 2")
    )
    assert set(found.uses) == {"ports", "closed"}
    assert found.terms == [frozenset({"ports", "closed"})] * 2 + [frozenset()]


def test_a_term_that_everybody_uses_tells_nothing() -> None:
    """With few sentences it may be in some of them all the same."""
    few = sample(*["ports closed"] * FEW)
    assert set(few.uses) == {"ports", "closed"}
    many = sample(*rows_of(*[f"ports a{n} b{n}" for n in range(11)], "fees rose", "fees fell"), *noise(25))
    assert set(many.uses) == {"fees"}


def test_the_rarer_a_term_the_more_it_tells() -> None:
    found = sample(*rows_of("fees rose", "fees fell", "fees rose again"), *noise(7))
    assert found.weight == pytest.approx({"fees": math.log(10 / 3), "rose": math.log(10 / 2)})
    assert found.everything == pytest.approx(math.log(10))


def test_known_counts_stand_for_all_sentences() -> None:
    """Where the sample is some of them: how rare a term is, and which are expressions, is known beforehand."""
    stats = Stats(
        1000, {"fees": 10, "rose": 400, "open": 5, "letter": 5, "open_letter": 4}, frozenset({("open", "letter")})
    )
    close = [says(n, "fees rose open letter") for n in (1, 2)]
    found = sample(*close, stats=stats)
    assert found.weight == pytest.approx({"fees": math.log(100), "open": math.log(200), "letter": math.log(200)})
    assert found.size == 1000
    assert (stats.everything, stats.strictness) == pytest.approx((found.everything, found.strictness))


def test_independent_is_two_outlets_and_two_chains() -> None:
    rows = [says(1, "a b"), says(2, "a b", outlet="Outlet 1"), says(3, "a b"), says(4, "a b")]
    found = sample(*rows, chain_of={1: 1, 2: 2, 3: 3, 4: 3})
    assert [found.independent(some) for some in ((0,), (0, 1), (2, 3), (0, 2), (1, 2, 3), ())] == [
        False,
        False,
        False,
        True,
        True,
        False,
    ]
    assert found.outlets((0, 1, 2)) == 2


def test_a_figure_stands_for_its_slot_as_well() -> None:
    """Two outlets that give other times of the same event agree that there was one; a bare number fills no slot."""
    row = says(1, "ports closed", figures=(TIME, Figure("number", "9", "nine", 5, 9)))
    assert indexed(row) == {"ports", "closed", "&time"}
    assert with_slots(row).terms["&time"] == Span(0, 4)
    assert with_slots(says(1, "ports closed")) == says(1, "ports closed")


def test_names_are_what_is_mostly_written_so() -> None:
    rows = [says(n, "brandt pilot @agency", names=frozenset({"brandt"})) for n in (1, 2)]
    rows.append(says(3, "brandt pilot @agency", names=frozenset({"pilot"})))
    assert sample(*rows).names == {"brandt", "@agency"}


@pytest.mark.parametrize(
    ("shared", "more"),
    [
        ({"=17:21", "&time"}, False),
        ({"#restriction/ban", "&restriction"}, False),
        ({"#order", "&restriction"}, True),
        ({"#restriction/ban", "#restriction/block", "&restriction"}, False),
        ({"#restriction/ban", "&restriction", "judg"}, True),
    ],
)
def test_a_word_and_what_it_is_a_kind_of_are_one_thing_in_common(shared: set[str], more: bool) -> None:
    assert several(shared) is more


def test_two_words_for_one_kind_of_thing_share_a_term() -> None:
    """As two outlets that give other times of one event do."""
    banned, cut = (indexed(row) for row in rows_of("#restriction/ban it", "#restriction/cut-off it"))
    assert "&restriction" in banned & cut
