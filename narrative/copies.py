"""Which stories are copies of which: wire copy and syndication, by shared runs of words."""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Sequence

from store.models import Story

#: Words in a run, and the share of the shorter story's runs that a copy has in common with the longer.
RUN, SHARE = 5, 0.5
#: A story of fewer runs is too short to tell a copy from a coincidence.
FEWEST = 12
_WORD = re.compile(r"\w+")


def chains(stories: Sequence[Story]) -> dict[int, int]:
    """For each story the id of its chain's original: the earliest published of those that share its wording.

    A story is a copy where at least SHARE of the five-word runs of the shorter text stand in the longer. Runs rather
    than whole texts, as copies are cut and given new headlines; wording that is merely alike shares few.
    """
    ordered = sorted(stories, key=lambda story: (story.said_at, story.id))
    runs = {story.id: _runs(story.text) for story in ordered}
    seen: dict[int, list[int]] = defaultdict(list)
    original: dict[int, int] = {}
    for story in ordered:
        shared: dict[int, int] = defaultdict(int)
        for run in runs[story.id]:
            for earlier in seen[run]:
                shared[earlier] += 1
        parent = _parent(story.id, shared, runs)
        original[story.id] = story.id if parent is None else original[parent]
        for run in runs[story.id]:
            seen[run].append(story.id)
    return original


def _runs(text: str) -> frozenset[int]:
    words = _WORD.findall(text.lower())
    return frozenset(zlib.crc32(" ".join(words[i : i + RUN]).encode()) for i in range(len(words) - RUN + 1))


def _parent(story: int, shared: dict[int, int], runs: dict[int, frozenset[int]]) -> int | None:
    """The earlier story that shares most, if it shares enough; of several the first."""
    best: tuple[float, int] | None = None
    for earlier, count in shared.items():
        shorter = min(len(runs[story]), len(runs[earlier]))
        if shorter >= FEWEST and count / shorter >= SHARE:
            rank = (-count / shorter, earlier)
            best = min(best, rank) if best else rank
    return best[1] if best else None
