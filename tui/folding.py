"""Chains in a list: an original with its copies on one line, or, opened, the copies under it."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from itertools import filterfalse

#: More open chains than these were opened all at once.
_MANY = 50


class Folding:
    """The rows of a list of stories, each an id. A copy stands under the original of its chain.

    Where a list lacks the original (a filter leaves it out) the copy nearest to it stands for the chain. Everything
    is kept in arrays: a list may have a million rows.
    """

    def __init__(self, ids: Sequence[int], originals: Mapping[int, int], whole: bool = True) -> None:
        """`ids`: the list, newest first. `originals`: the original of each copy.

        `whole`: of a list that goes on, a copy may belong under a row further down; then it is not shown yet.
        """
        self.ids = ids if isinstance(ids, array) else array("q", ids)
        self.open: set[int] = set()
        copies = list(filter(originals.__contains__, ids))
        wanted = frozenset(map(originals.__getitem__, copies))
        listed = frozenset(filter(wanted.__contains__, ids))
        heads: dict[int, int] = {}
        under, its = array("q"), array("q")
        for place in range(len(copies) - 1, -1, -1):
            copy = copies[place]
            original = originals[copy]
            head = original if original in listed or not whole else heads.setdefault(original, copy)
            if head != copy:
                under.append(head)
                its.append(copy)
        under.reverse()
        its.reverse()
        order = sorted(range(len(under)), key=under.__getitem__)
        #: The heads that have copies under them, ascending, and those copies in the order of the list.
        self._heads = array("q", (under[n] for n in order))
        self._copies = array("q", (its[n] for n in order))
        order = sorted(range(len(under)), key=self._copies.__getitem__)
        self._by_copy = array("q", (self._copies[n] for n in order))
        self._head_of = array("q", (self._heads[n] for n in order))
        folded = frozenset(self._copies)
        self.rows = array("q", filterfalse(folded.__contains__, self.ids)) if folded else self.ids[:]

    def __len__(self) -> int:
        return len(self.rows)

    def copies(self, head: int) -> Sequence[int]:
        """The copies that belong under a row, newest first."""
        start = bisect_left(self._heads, head)
        return self._copies[start : bisect_left(self._heads, head + 1, start)]

    def head(self, story_id: int) -> int:
        """The row under which a story stands: its own, where it is no copy."""
        place = bisect_left(self._by_copy, story_id)
        there = place < len(self._by_copy) and self._by_copy[place] == story_id
        return self._head_of[place] if there else story_id

    def under(self, story_id: int) -> bool:
        """Whether a row stands under another."""
        return self.head(story_id) != story_id

    def place(self, story_id: int, near: int = 0) -> int | None:
        """The row of a story that has one; looked for first at `near`, where it was before."""
        if 0 <= near < len(self.rows) and self.rows[near] == story_id:
            return near
        try:
            return self.rows.index(story_id)
        except ValueError:
            return None

    def toggle(self, number: int) -> int:
        """Opens the chain of a row or folds it; the row of its head."""
        head = self.head(self.rows[number])
        place = self.place(head, number)
        assert place is not None
        copies = array("q", self.copies(head))
        if head in self.open:
            self.open.remove(head)
            del self.rows[place + 1 : place + 1 + len(copies)]
        elif copies:
            self.open.add(head)
            self.rows[place + 1 : place + 1] = copies
        return place

    def opened(self, all_of_them: bool) -> Folding:
        """The same list with every chain open, or every one folded."""
        other = copy(self)
        folded = frozenset(self._copies)
        other.open = set(self._heads) if all_of_them else set()
        other.rows = array("q", filterfalse(folded.__contains__, self.ids))
        if all_of_them and folded:
            heads = frozenset(self._heads)
            rows = array("q")
            for head in other.rows:
                rows.append(head)
                if head in heads:
                    rows.extend(self.copies(head))
            other.rows = rows
        return other

    def as_open_as(self, before: Folding) -> Folding:
        """The same with those chains open that were in the list before."""
        if len(before.open) > _MANY:
            return self.opened(True)
        for head in sorted(before.open - self.open):
            place = self.place(head)
            if place is not None:
                self.toggle(place)
        return self

    def standing(self, first: int, last: int) -> Callable[[], Sequence[int]]:
        """The stories that the rows from one to another stand for, as they are now; to be counted out elsewhere, as a
        million rows take their time."""
        if first == 0 and last == len(self.rows) - 1:
            return lambda: self.ids
        rows, opened = self.rows[first : last + 1], frozenset(self.open)

        def found() -> Sequence[int]:
            ids, heads = array("q"), frozenset(self._heads) - opened
            for row in rows:
                ids.append(row)
                if row in heads:
                    ids.extend(self.copies(row))
            return ids

        return found
