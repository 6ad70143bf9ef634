"""The shares of frames over the coverage, from tallies that analyses keep: for timeline, brief and report."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from fetchers.progress import Progress
from narrative.briefcourse import Told
from narrative.frames import Tally, shares_of, tally
from narrative.topic import Frame, Topic
from store import index, reading, tallies
from store.database import Store
from store.tallies import Kept

#: Stories that are counted and kept at a time.
PORTION = 500
#: Changes where the counting does, so that what was kept is counted anew.
_RULES = "1"


def shares(store: Store, topic: Topic) -> dict[date, dict[str, float]]:
    """The share of each frame for every day that has originals. Writes nothing: what no analysis has counted yet is
    counted here, and not kept."""
    vocabulary = _vocabulary(topic.frames)
    kept = ((day, Tally(sentences, counts)) for day, sentences, counts in tallies.by_day(store, vocabulary))
    return shares_of([*kept, *_uncounted(store, topic, vocabulary)], topic.frames)


def told_between(store: Store, topic: Topic, since: datetime, until: datetime) -> list[Told]:
    """The originals of a time with their tallies, as far as they are counted: a brief writes nothing."""
    rows = tallies.between(store, _vocabulary(topic.frames), since, until)
    return [Told(kept.story_id, said_at, Tally(kept.sentences, kept.counts)) for said_at, kept in rows]


def uncounted(store: Store, topic: Topic) -> int:
    """How many stories no analysis has counted by the frames as they are now."""
    return len(tallies.missing(store, _vocabulary(topic.frames)))


def count(store: Store, topic: Topic, progress: Progress) -> int:
    """Counts the stories that are new or changed, or all where the frames are, and keeps that; returns how many."""
    vocabulary = _vocabulary(topic.frames)
    wanted = tallies.missing(store, vocabulary)
    for begin in range(0, len(wanted), PORTION):
        found = []
        for done, story_id in enumerate(wanted[begin : begin + PORTION], begin + 1):
            story = reading.get(store, story_id)
            one = tally(story, topic.frames)
            found.append(Kept(story_id, story.revision_id, one.sentences, one.counts))
            progress.step(done, len(wanted), "frames")
        tallies.put(store, vocabulary, found)
    return len(wanted)


def _uncounted(store: Store, topic: Topic, vocabulary: str) -> Iterator[tuple[date, Tally]]:
    wanted = tallies.missing(store, vocabulary)
    chains = index.chains(store, wanted)
    for story_id in wanted:
        if chains.get(story_id, story_id) == story_id:
            story = reading.get(store, story_id)
            yield story.said_at.date(), tally(story, topic.frames)


def _vocabulary(frames: Sequence[Frame]) -> str:
    told = repr([_RULES, *((frame.id, frame.terms) for frame in frames)])
    return hashlib.sha256(told.encode()).hexdigest()[:16]
