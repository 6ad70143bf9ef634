"""Which stories are copies of which: wire copy and syndication, by shared runs of words."""

from __future__ import annotations

import re
import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate

from store.models import Story

#: Words in a run, and the share of the shorter story's runs that a copy has in common with the longer.
RUN, SHARE = 5, 0.35
#: A story of fewer runs is too short to tell a copy from a coincidence.
FEWEST = 12
#: One run in so many, by its checksum, is in the index; they find who may be a copy, and all runs decide.
SAMPLED = 4
#: Whoever shares so much less than a copy of the runs that are sampled is not looked at further.
DOUBT = 0.2
#: Shares are told apart in such steps: of two that are about the same, the earlier is the parent.
STEPS = 20
#: The index is a table of so many rows rather than one a run, which would take ten times the memory.
_ROWS = 1 << 16
WORD = re.compile(r"\w+")
#: What is quoted is the speaker's wording, and two outlets that were told the same are no copies.
QUOTED = re.compile(r"“[^“”\n]*(?:”|$)|\"[^\"\n]*\"", re.M)

#: What orders stories: when they were said, their address, and their id.
_Key = tuple[datetime, str, int]


@dataclass(frozen=True, slots=True)
class _Text:
    """A story's runs as checksums, each once."""

    key: _Key
    runs: array[int]

    @property
    def id(self) -> int:
        return self.key[2]


class Chains:
    """The chains of the stories taken in so far; one more is taken in without a look at all others.

    A story is a copy where at least SHARE of the runs of the shorter text stand in the longer, quotations aside. Runs
    rather than whole texts, as copies are cut and given new headlines; wording that is merely alike shares few. Its
    parent is the earlier story that it shares most with, whichever of them came in first: the order changes nothing.
    About 4 KB a story of 600 words; ids below 2**32.
    """

    def __init__(self) -> None:
        self._texts: dict[int, _Text] = {}
        self._table: defaultdict[int, array[int]] = defaultdict(lambda: array("Q"))
        self._parents: dict[int, tuple[float, _Key]] = {}

    def add(self, story: Story) -> tuple[int, ...]:
        """Takes a story in, or its new text; returns the later stories whose parent it has become."""
        if story.id in self._texts:
            self.remove(story.id)
        text = _Text((story.said_at, story.url, story.id), _runs(story.text))
        taken = [
            later.id
            for earlier, later, share in self._pairs(text)
            if self._offer(later, earlier, share) and later is not text
        ]
        self._texts[story.id] = text
        for run in _sampled(text.runs):
            self._table[_row(run)].append(run << 32 | story.id)
        return tuple(sorted(taken))

    def remove(self, story_id: int) -> None:
        """Lets a story go; its copies find another parent."""
        text = self._texts.pop(story_id)
        self._parents.pop(story_id, None)
        for run in _sampled(text.runs):
            self._table[_row(run)].remove(run << 32 | story_id)
        for child in [child for child, (_, parent) in self._parents.items() if parent[2] == story_id]:
            del self._parents[child]
            for earlier, later, share in self._pairs(self._texts[child]):
                if later.id == child:
                    self._offer(later, earlier, share)

    def parent(self, story_id: int) -> int | None:
        """The earlier story that this one repeats most of."""
        found = self._parents.get(story_id)
        return found[1][2] if found else None

    def share(self, story_id: int) -> float:
        """How much of the shorter text a story and its parent share, in steps of a twentieth."""
        found = self._parents.get(story_id)
        return -found[0] if found else 0.0

    def original(self, story_id: int) -> int:
        """The story that its chain began with; itself where it repeats none."""
        while (parent := self.parent(story_id)) is not None:
            story_id = parent
        return story_id

    def _offer(self, story: _Text, parent: _Text, share: float) -> bool:
        """Makes a story the parent of another where it is better than what that had; says whether it is."""
        rank, known = (-share, parent.key), self._parents.get(story.id)
        if known is not None and known <= rank:
            return False
        self._parents[story.id] = rank
        return True

    def _pairs(self, text: _Text) -> Iterator[tuple[_Text, _Text, float]]:
        """The stories that share enough with a text, each pair as earlier, later and the share.

        Left out where the later one has a parent that none can better.
        """
        own, hits = frozenset(text.runs), Counter[int]()
        for run in _sampled(text.runs):
            hits.update([entry & 0xFFFFFFFF for entry in self._table[_row(run)] if entry >> 32 == run])
        hits.pop(text.id, None)
        for number in sorted(hits, key=lambda number: self._texts[number].key):
            other = self._texts[number]
            shorter = min(len(own), len(other.runs))
            earlier, later = (other, text) if other.key < text.key else (text, other)
            if hits[number] < (SHARE - DOUBT) * shorter / SAMPLED or self._settled(later, earlier):
                continue
            share = len(own.intersection(other.runs)) / shorter
            if share >= SHARE:
                yield earlier, later, round(share * STEPS) / STEPS

    def _settled(self, story: _Text, parent: _Text) -> bool:
        known = self._parents.get(story.id)
        return known is not None and known < (-1.0, parent.key)


def chains(stories: Iterable[Story]) -> dict[int, int]:
    """For each story the id of its chain's original: the earliest said of those whose wording it goes back to."""
    index, ids = Chains(), []
    for story in stories:
        index.add(story)
        ids.append(story.id)
    return {story_id: index.original(story_id) for story_id in ids}


def sampled_runs(text: str) -> tuple[int, ...]:
    """The checksums of the runs of words by which an index finds who may be a copy of whom."""
    return tuple(_sampled(_runs(text)))


def _runs(text: str) -> array[int]:
    words = " ".join(WORD.findall(QUOTED.sub(" ", text).lower())).encode()
    ends = list(accumulate(len(word) + 1 for word in words.split(b" ")))
    starts = [0, *ends[:-RUN]]
    found = {zlib.crc32(words[a : b - 1]) for a, b in zip(starts, ends[RUN - 1 :], strict=False)}
    return array("I", sorted(found) if len(found) >= FEWEST else ())


def _sampled(runs: array[int]) -> Iterator[int]:
    return (run for run in runs if run % SAMPLED == 0)


def _row(run: int) -> int:
    return run // SAMPLED % _ROWS
