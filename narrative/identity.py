"""Which claim of a new analysis is which of the one before."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


def keep_ids(old: Mapping[int, frozenset[K]], new: Sequence[frozenset[K]], next_id: int) -> tuple[int, ...]:
    """An id for each new set: that of the old set with which it shares most, else the next ones from `next_id`.

    An old id is kept where more than half of the old set lives on in the new, or the new set is mostly made of it; the
    largest overlaps are served first, and of equals the closest, so that no id is given twice.
    """
    holders: dict[K, list[int]] = defaultdict(list)
    for old_id, before in old.items():
        for member in before:
            holders[member].append(old_id)
    pairs = []
    for number, members in enumerate(new):
        shared = Counter(old_id for member in members for old_id in holders.get(member, ()))
        for old_id, common in shared.items():
            if common * 2 > min(len(old[old_id]), len(members)):
                pairs.append((-common, len(old[old_id]) + len(members), old_id, number))
    ids: dict[int, int] = {}
    taken: set[int] = set()
    for *_, old_id, number in sorted(pairs):
        if number not in ids and old_id not in taken:
            ids[number] = old_id
            taken.add(old_id)
    for number in range(len(new)):
        if number not in ids:
            ids[number] = next_id
            next_id += 1
    return tuple(ids[number] for number in range(len(new)))
