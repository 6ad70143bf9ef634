"""The shares of frames over the coverage, from tallies that analyses keep: for timeline, brief and report."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from fetchers.progress import Progress
from narrative.frames import Tally, shares_of, tally
from narrative.topic import Frame, Topic
from store import reading, tallies
from store.database import Store
from store.tallies import Kept

if TYPE_CHECKING:
    from narrative.briefcourse import Told

#: Stories that are counted and kept at a time.
PORTION = 500
#: Stories that are counted while somebody waits, in half a second.
FEW = 500
#: Changes where the counting does, so that what was kept is counted anew.
_RULES = "1"


@dataclass(frozen=True, slots=True)
class Shares:
    """The share of each frame for every day that has originals and is counted; `uncounted`: how many originals of other
    days wait for an analysis."""

    of_days: Mapping[date, Mapping[str, float]]
    uncounted: int = 0


def shares(store: Store, topic: Topic) -> Shares:
    """The shares of all days. Writes nothing: a few stories that no analysis has counted yet are counted here, and not
    kept; where they are more than FEW, their days are left out, as somebody waits."""
    days = tallies.by_day(store, vocabulary(topic.frames))
    waiting = sum(len(day.missing) for day in days)
    known = [day for day in days if waiting <= FEW or not day.missing]
    found = [
        *((day.day, Tally(day.sentences, day.counts)) for day in known),
        *((day.day, tally(reading.get(store, one), topic.frames)) for day in known for one in day.missing),
    ]
    return Shares(shares_of(found, topic.frames), waiting if waiting > FEW else 0)


def told_between(store: Store, topic: Topic, since: datetime, until: datetime) -> list[Told]:
    """The originals of a time with their tallies, as far as they are counted: a brief writes nothing."""
    # Loaded here: of all that need shares, only a brief needs these.
    from narrative.briefcourse import Told

    rows = tallies.between(store, vocabulary(topic.frames), since, until)
    return [Told(kept.story_id, said_at, Tally(kept.sentences, kept.counts)) for said_at, kept in rows]


def count(store: Store, topic: Topic, progress: Progress) -> int:
    """Counts the stories that are new or changed, or all where the frames are, and keeps that; returns how many."""
    words = vocabulary(topic.frames)
    wanted = tallies.missing(store, words)
    for begin in range(0, len(wanted), PORTION):
        found = []
        for done, story_id in enumerate(wanted[begin : begin + PORTION], begin + 1):
            story = reading.get(store, story_id)
            one = tally(story, topic.frames)
            found.append(Kept(story_id, story.revision_id, one.sentences, one.counts))
            progress.step(done, len(wanted), "frames")
        tallies.put(store, words, found)
    return len(wanted)


def vocabulary(frames: Sequence[Frame]) -> str:
    """By which words tallies count, as a short fingerprint."""
    told = repr([_RULES, *((frame.id, frame.terms) for frame in frames)])
    return hashlib.sha256(told.encode()).hexdigest()[:16]
