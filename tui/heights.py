"""Where the rows of a list begin and end, counted in lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol


class Heights(Protocol):
    """`total`: the lines of all rows."""

    @property
    def total(self) -> int: ...

    def top(self, number: int) -> int:
        """The line a row begins in."""

    def at(self, line: int) -> int:
        """The row that has a line."""


@dataclass(frozen=True, slots=True)
class Even:
    """Rows that are all of one height, however many."""

    count: int
    height: int

    @property
    def total(self) -> int:
        return self.count * self.height

    def top(self, number: int) -> int:
        return number * self.height

    def at(self, line: int) -> int:
        return line // self.height


class Uneven:
    """Rows of different heights, measured one by one."""

    def __init__(self, heights: Iterable[int]) -> None:
        self._ends = list(accumulate(heights))

    @property
    def total(self) -> int:
        return self._ends[-1] if self._ends else 0

    def top(self, number: int) -> int:
        return self._ends[min(number, len(self._ends)) - 1] if number > 0 and self._ends else 0

    def at(self, line: int) -> int:
        return bisect_right(self._ends, line)


def beside(before: Sequence[Hashable], place: int, now: Sequence[Hashable]) -> int | None:
    """Where the row is now that stood next to one before, below it if there is one; all by their keys."""
    there = {key: number for number, key in enumerate(now)}
    return next((there[key] for key in (*before[place + 1 :], *reversed(before[:place])) if key in there), None)
