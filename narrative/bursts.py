"""Bursts: in which times more comes than usual, by Kleinberg's automaton.

J. Kleinberg, "Bursty and Hierarchical Structure in Streams", KDD 2002 (Data Mining and Knowledge Discovery 7, 2003),
the variant for events in batches (section 4): a hidden state says at what rate events come, each state `scale` times
the rate of the one below; going up a state costs `gamma` times the logarithm of the number of batches, going down
nothing; the cheapest sequence of states is found by Viterbi's algorithm. What is not here is the paper's hierarchy of
bursts within bursts: a level for each batch is all that is asked for.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

#: Kleinberg's s and gamma, as his own examples have them.
SCALE, GAMMA = 2.0, 1.0


@dataclass(frozen=True, slots=True)
class Burst:
    """A run of batches, end exclusive, at one level; 0 is the lowest rate."""

    start: int
    end: int
    level: int


def levels(
    counts: Sequence[int],
    totals: Sequence[int] | None = None,
    *,
    base: float | None = None,
    states: int = 2,
    scale: float = SCALE,
    gamma: float = GAMMA,
) -> tuple[int, ...]:
    """The state of each batch, from 0, where `counts` are the events of interest in equal times or equal batches.

    `totals`: how many events of any kind each batch holds (Kleinberg's d); the cost is then that of a binomial. Where
    that is not known, batches are times, and the cost is the binomial's limit for many rare events, a Poisson's.
    `base`: the rate of state 0, as events a batch or as a share of the totals; the mean of all if not given.
    """
    if not counts or not any(counts):
        return (0,) * len(counts)
    if states < 2:
        raise ValueError("an automaton of bursts has at least two states")
    rate = base if base is not None else sum(counts) / (sum(totals) if totals else len(counts))
    top = 1 - 1e-9 if totals else math.inf
    rates = [min(rate * scale**state, top) for state in range(states)]
    climb = gamma * math.log(len(counts))
    costs = [0.0] + [math.inf] * (states - 1)
    came: list[list[int]] = []
    for place, count in enumerate(counts):
        emitted = _emitted(count, totals[place] if totals else None, tuple(rates))
        # From above for nothing, from below for so much a state: two sweeps find the best for every state.
        best, source = list(costs), list(range(states))
        for state in range(states - 2, -1, -1):
            if best[state + 1] < best[state]:
                best[state], source[state] = best[state + 1], source[state + 1]
        for state in range(1, states):
            if best[state - 1] + climb < best[state]:
                best[state], source[state] = best[state - 1] + climb, source[state - 1]
        costs = [round(one + more, 9) for one, more in zip(best, emitted, strict=True)]
        came.append(source)
    state = costs.index(min(costs))
    found = []
    for source in reversed(came):
        found.append(state)
        state = source[state]
    return tuple(reversed(found))


def runs(states: Sequence[int]) -> tuple[Burst, ...]:
    """The runs of equal levels, in order."""
    starts = [place for place in range(len(states)) if place == 0 or states[place] != states[place - 1]]
    return tuple(
        Burst(start, end, states[start]) for start, end in zip(starts, [*starts[1:], len(states)], strict=False)
    )


@lru_cache(4096)
def _emitted(count: int, total: int | None, rates: tuple[float, ...]) -> tuple[float, ...]:
    """What so many events cost in each state, beside what is the same for all: the negative logarithm of the odds."""
    if total is None:
        return tuple(rate - count * math.log(rate) for rate in rates)
    return tuple(-count * math.log(rate) - (total - count) * math.log1p(-rate) for rate in rates)
