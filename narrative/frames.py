"""How the coverage speaks of the matter, and how that moves: the share of each day's sentences in a frame's words.

Shifts of language, never labels: a share belongs to a day (or an hour) of the whole coverage. Only originals count; a
copy repeats its wording and chooses none. Each share keeps the places of the words it was counted from. Which words
moved between two spans is in `movedwords`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from narrative.copies import chains
from narrative.sentences import split
from narrative.topic import Frame, compile_terms
from store.models import Span, Story


@dataclass(frozen=True, slots=True)
class Use:
    """A sentence of a story that uses a frame's words; `words` are the first of these. Offsets as a mention's."""

    frame: str
    story_id: int
    revision_id: int
    headline: bool
    sentence: Span
    words: Span


@dataclass(frozen=True, slots=True)
class Framing:
    """What frames a story's words belong to: its uses, one a sentence and frame, and how many sentences it has."""

    story_id: int
    sentences: int
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """Of the `sentences` of a day's originals, those that use a frame's words."""

    frame: str
    sentences: int
    uses: tuple[Use, ...]

    @property
    def value(self) -> float:
        """From 0 to 1."""
        return len(self.uses) / self.sentences if self.sentences else 0.0

    @property
    def story_ids(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(use.story_id for use in self.uses))


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, or an hour, that has stories: when it begins, its originals, and a share a frame in the frames' order."""

    begins: datetime
    story_ids: tuple[int, ...]
    sentences: int
    shares: tuple[Share, ...]


def framing(story: Story, frames: Iterable[Frame]) -> Framing:
    """Which sentences of a story, its headline being one, use the words of which frames. A sentence counts once a
    frame, however many of its words it has."""
    headline = (Span(0, len(story.title)),) if story.title.strip() else ()
    parts = ((True, story.title, headline), (False, story.text, split(story.text)))
    uses: list[Use] = []
    for frame in frames:
        pattern = _pattern(frame)
        for of_headline, text, spans in parts:
            starts, last = [span.start for span in spans], -1
            for match in pattern.finditer(text):
                place = bisect_right(starts, match.start()) - 1
                if place > last and match.start() < spans[place].end:
                    found = Span(match.start(), match.end())
                    uses.append(Use(frame.id, story.id, story.revision_id, of_headline, spans[place], found))
                    last = place
    return Framing(story.id, sum(len(spans) for _, _, spans in parts), tuple(uses))


@lru_cache(64)
def _pattern(frame: Frame) -> re.Pattern[str]:
    return compile_terms(frame.terms)


def originals(stories: Sequence[Story], chain_of: Mapping[int, int] | None = None) -> list[Story]:
    """The stories that no other of them is repeated by: the first of each chain, oldest first.

    `chain_of`: each story's original where that is known already; a story that it leaves out is its own.
    """
    known = chains(stories) if chain_of is None else chain_of
    found = [story for story in stories if known.get(story.id, story.id) == story.id]
    return sorted(found, key=lambda story: (story.said_at, story.id))


def course(
    stories: Sequence[Story],
    frames: Sequence[Frame],
    *,
    hourly: bool = False,
    chain_of: Mapping[int, int] | None = None,
) -> tuple[Moment, ...]:
    """The share of each frame for every day (or hour), in UTC, that has originals."""
    by_time: dict[datetime, list[Framing]] = {}
    for story in originals(stories, chain_of):
        begins = story.said_at.replace(minute=0, second=0, microsecond=0)
        begins = begins if hourly else begins.replace(hour=0)
        by_time.setdefault(begins, []).append(framing(story, frames))
    return tuple(_moment(begins, found, frames) for begins, found in sorted(by_time.items()))


def _moment(begins: datetime, found: Sequence[Framing], frames: Sequence[Frame]) -> Moment:
    sentences = sum(one.sentences for one in found)
    uses: dict[str, list[Use]] = {frame.id: [] for frame in frames}
    for one in found:
        for use in one.uses:
            uses[use.frame].append(use)
    shares = tuple(Share(frame.id, sentences, tuple(uses[frame.id])) for frame in frames)
    return Moment(begins, tuple(one.story_id for one in found), sentences, shares)


@dataclass(frozen=True, slots=True)
class Tally:
    """What of a framing a day's share needs: how many sentences a story has, and how many use each frame, by its id."""

    sentences: int
    counts: Mapping[str, int]


def tally(story: Story, frames: Iterable[Frame]) -> Tally:
    """A story's tally; it holds as long as its version and the frames do, so that it may be kept."""
    found = framing(story, frames)
    return Tally(found.sentences, Counter(use.frame for use in found.uses))


def shares_of(tallies: Iterable[tuple[date, Tally]], frames: Sequence[Frame]) -> dict[date, dict[str, float]]:
    """The shares of each day from the tallies of its originals: what reading the stories anew would give."""
    sentences: Counter[date] = Counter()
    counts: dict[date, Counter[str]] = {}
    for day, one in tallies:
        sentences[day] += one.sentences
        counts.setdefault(day, Counter()).update(one.counts)
    return {
        day: {frame.id: counts[day][frame.id] / sentences[day] if sentences[day] else 0.0 for frame in frames}
        for day in sorted(counts)
    }


def shares_by_day(
    stories: Sequence[Story], frames: Sequence[Frame], *, chain_of: Mapping[int, int] | None = None
) -> Mapping[date, Mapping[str, float]]:
    """For each day that has originals the share, from 0 to 1, of its sentences that use each frame's words, by id."""
    return {
        moment.begins.date(): {share.frame: share.value for share in moment.shares}
        for moment in course(stories, frames, chain_of=chain_of)
    }
