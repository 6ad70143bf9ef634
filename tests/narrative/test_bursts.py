"""Kleinberg's automaton over counts in equal times and in batches."""

from __future__ import annotations

import itertools
import math

import pytest

from narrative.bursts import Burst, levels, runs


@pytest.mark.parametrize(
    ("counts", "states", "expected"),
    [
        ([], 2, ()),
        ([0, 0, 0], 2, (0, 0, 0)),
        ([1, 1, 1, 1, 1, 1], 2, (0, 0, 0, 0, 0, 0)),
        ([1, 1, 1, 20, 22, 19, 1, 1, 1], 2, (0, 0, 0, 1, 1, 1, 0, 0, 0)),
        ([1, 1, 1, 4, 1, 1, 1, 1, 1], 2, (0,) * 9),  # one day is not worth the climb
        ([1] * 10 + [8] * 5 + [30] * 5, 5, (0,) * 10 + (1,) * 0 + (0,) * 5 + (2,) * 5),
    ],
)
def test_levels(counts: list[int], states: int, expected: tuple[int, ...]) -> None:
    """A level for each batch, 0 at the mean rate."""
    assert levels(counts, states=states) == expected


def test_of_batches_the_share_counts_not_the_number() -> None:
    """Twice as many among twice as many is no burst; half of all is one."""
    assert levels([2, 2, 2, 40, 2, 2], [20, 20, 20, 400, 20, 20]) == (0,) * 6
    assert levels([2, 2, 18, 19, 2, 2], [40] * 6) == (0, 0, 1, 1, 0, 0)


@pytest.mark.parametrize("counts", [[3, 0, 7, 9, 1, 0], [0, 5, 5, 0, 12, 1], [2, 2, 9, 2, 9, 9]])
def test_the_cheapest_sequence_is_found(counts: list[int]) -> None:
    """As by trying all of them."""
    base, states, climb = sum(counts) / len(counts), 3, math.log(len(counts))

    def cost(sequence: tuple[int, ...]) -> float:
        rates = [base * 2.0**state for state in sequence]
        emitted = sum(rate - count * math.log(rate) for rate, count in zip(rates, counts, strict=True))
        steps = zip((0, *sequence), sequence, strict=False)
        return emitted + climb * sum(max(0, after - before) for before, after in steps)

    best = min(cost(sequence) for sequence in itertools.product(range(states), repeat=len(counts)))
    assert cost(levels(counts, states=states)) == pytest.approx(best)


def test_runs_are_the_stretches_of_one_level() -> None:
    assert runs((0, 0, 2, 1, 1)) == (Burst(0, 2, 0), Burst(2, 3, 2), Burst(3, 5, 1))
    assert runs(()) == ()


def test_one_state_is_no_automaton() -> None:
    with pytest.raises(ValueError, match="two states"):
        levels([1, 2], states=1)
