"""How loud each day is, by Kleinberg's automaton over its stories, and when that it is quiet is sure."""

from __future__ import annotations

import math
from collections.abc import Sequence

from narrative.bursts import SCALE, levels, runs
from narrative.cutting import SHORTEST

#: States of the automaton at the most: the last is 128 times the quiet rate.
STATES = 8
#: A quiet time at the end is told once so many whole days in a row were quiet, or `SHORTEST` without a story: before
#: that a story that comes late, or with the next poll, would end what was told.
SURE = 4


def day_levels(counts: Sequence[int], seen: int, whole: int) -> tuple[int, ...]:
    """The state of each day. `seen`: how many there are up to the last one with stories; `whole`: so many are over."""
    found = list(_levels(counts[:seen], whole))
    for place in range(max(1, whole), seen):
        # What a day has so far may be more than before, but not yet less.
        found[place] = max(found[place - 1 : place + 1])
    # How quiet it is since changes nothing about how loud it was.
    return _sure((*_calm(found), *(0 for _ in counts[seen:])), seen, whole)


def _levels(counts: Sequence[int], whole: int) -> tuple[int, ...]:
    """The state of each day; 0 is quiet, 1 about the mean of those that are over, and each one more twice as much."""
    over = counts[:whole] or counts
    quiet = sum(over) / len(over) / SCALE
    states = 1 + math.ceil(math.log(max(max(counts) / quiet, SCALE), SCALE))
    return levels(counts, base=quiet, states=min(states, STATES))


def _sure(states: tuple[int, ...], seen: int, whole: int) -> tuple[int, ...]:
    """The states without a quiet time at the end that is not sure: its days go on with what was before."""
    *before, last = runs(states)
    if last.level or not before or whole - seen >= SHORTEST or whole - last.start >= SURE:
        return states
    return (*states[: last.start], *(before[-1].level for _ in states[last.start :]))


def _calm(states: Sequence[int]) -> tuple[int, ...]:
    """The states with no run shorter than a phase: it goes to the neighbour nearest in level, else the later."""
    calm = list(states)
    for run in runs(states):
        sides = [calm[place] for place in (run.end, run.start - 1) if 0 <= place < len(calm)]
        if run.end - run.start < SHORTEST and sides and run.end < len(calm):
            level = min(sides, key=lambda side: abs(side - run.level))
            calm[run.start : run.end] = [level] * (run.end - run.start)
    return tuple(calm)
