"""The shares of frames over the coverage, from tallies that are kept: for the timeline and the brief."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, datetime

from narrative.briefcourse import Told
from narrative.frames import Tally, shares_of, tally
from narrative.topic import Frame, Topic
from store import reading, tallies
from store.database import Store
from store.tallies import Kept

#: Stories that are counted and kept at a time.
PORTION = 500
#: Changes where the counting does, so that what was kept is counted anew.
_RULES = "1"


def shares(store: Store, topic: Topic) -> dict[date, dict[str, float]]:
    """The share of each frame for every day that has originals; stories not counted yet are, once."""
    vocabulary = _vocabulary(topic.frames)
    count(store, topic)
    rows = tallies.by_day(store, vocabulary)
    return shares_of(((day, Tally(sentences, counts)) for day, sentences, counts in rows), topic.frames)


def told_between(store: Store, topic: Topic, since: datetime, until: datetime) -> list[Told]:
    """The originals of a time with their tallies, as far as they are counted: a brief writes nothing."""
    rows = tallies.between(store, _vocabulary(topic.frames), since, until)
    return [Told(kept.story_id, said_at, Tally(kept.sentences, kept.counts)) for said_at, kept in rows]


def count(store: Store, topic: Topic, *, newest: int | None = None) -> int:
    """Counts the stories that are new or changed, or all where the frames are; returns how many. `newest`: so many at
    the most, the last that came."""
    vocabulary = _vocabulary(topic.frames)
    wanted = tallies.missing(store, vocabulary)[-newest if newest else None :]
    for begin in range(0, len(wanted), PORTION):
        found = []
        for story_id in wanted[begin : begin + PORTION]:
            story = reading.get(store, story_id)
            one = tally(story, topic.frames)
            found.append(Kept(story_id, story.revision_id, one.sentences, one.counts))
        tallies.put(store, vocabulary, found)
    return len(wanted)


def _vocabulary(frames: Sequence[Frame]) -> str:
    told = repr([_RULES, *((frame.id, frame.terms) for frame in frames)])
    return hashlib.sha256(told.encode()).hexdigest()[:16]
