"""What `reportedly frames` tells: gathered from the store, as lines and as a record."""

from __future__ import annotations

import textwrap
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from narrative.copies import chains
from narrative.frames import Moment, Share, course, originals
from narrative.movedwords import Moved, words_that_moved
from narrative.spans import TimeSpan, compared
from narrative.topic import Frame, Topic
from store import reading
from store.codec import stamp
from store.database import Store
from store.models import Story
from store.wording import counted

#: Words told of each direction, and stories named with each.
WORDS, NAMED = 8, 3
#: Letters of a line, and a space at which none is broken.
WIDTH, _FIXED = 86, "\xa0"


@dataclass(frozen=True, slots=True)
class Told:
    """The shares over a time, and the words that moved between two spans (None: there are no two)."""

    frames: tuple[Frame, ...]
    moments: tuple[Moment, ...]
    spans: tuple[TimeSpan, TimeSpan] | None
    counts: tuple[int, int]
    words: tuple[Moved, ...]
    stories: Mapping[int, Story]


def gather(
    store: Store,
    topic: Topic,
    since: datetime | None,
    until: datetime,
    *,
    hourly: bool = False,
    only: Container[int] | None = None,
) -> Told:
    """The frames of the coverage said from `since` (None: the beginning) until `until`; `only`: of these stories, by
    id. What is a copy, and how usual a word is, is told from all."""
    known = [story for story in reading.relevant_stories(store) if story.said_at < until]
    chain_of = chains(known)
    every = originals(known, chain_of)
    first = every if only is None else [story for story in every if story.id in only]
    shown = [story for story in first if since is None or story.said_at >= since]
    spans = compared(first, since, until)
    words: tuple[Moved, ...] = ()
    counts = (0, 0)
    if spans:
        before, after = (span.of(first) for span in spans)
        words, counts = words_that_moved(before, after, every, topic.frames), (len(before), len(after))
    moments = course(shown, topic.frames, hourly=hourly, chain_of=chain_of)
    return Told(topic.frames, moments, spans, counts, words, {story.id: story for story in first})


def lines(told: Told, *, hourly: bool = False) -> Iterator[str]:
    """A table of shares in per cent, a row a day, and the words that moved."""
    if not told.moments:
        yield "no sentences of that time; reportedly poll fetches stories"
        return
    yield "Share of sentences that use a frame's words, in % (copies are not counted again):"
    form = "%Y-%m-%d %H:00" if hourly else "%Y-%m-%d"
    width = 16 if hourly else 10
    yield f"{'':<{width}}  {'stories':>7}  {'sentences':>9}  " + "  ".join(
        f"{number:>4}" for number in range(1, len(told.frames) + 1)
    )
    for moment in told.moments:
        shares = "  ".join(f"{share.value * 100:4.0f}" for share in moment.shares)
        begins = f"{moment.begins:{form}}"
        yield f"{begins:<{width}}  {len(moment.story_ids):>7}  {moment.sentences:>9}  {shares}"
    names_of = "  ".join(f"{number} {frame.name}".replace(" ", _FIXED) for number, frame in enumerate(told.frames, 1))
    yield from (row.replace(_FIXED, " ") for row in textwrap.wrap(names_of, WIDTH))
    yield ""
    if told.spans is None:
        yield "Words that moved: there are no two spans to compare."
        return
    names = [f"{span.begins:%Y-%m-%d %H:%M} – {span.ends:%Y-%m-%d %H:%M}" for span in told.spans]
    sizes = [counted(count, "story", "stories") for count in told.counts]
    yield f"Words that moved, from {names[0]} ({sizes[0]}) to {names[1]} ({sizes[1]}), UTC:"
    if not told.words:
        yield "  none: no word moved further than chance would take it"
    for what, some in (("more", _first(told.words, 1)), ("less", _first(told.words, -1))):
        yield from (f"  {what}  {_word(told, word)}" for word in some)


def _first(words: Sequence[Moved], sign: int) -> list[Moved]:
    return [word for word in words if word.z * sign > 0][:WORDS]


def _word(told: Told, word: Moved) -> str:
    names = [frame.name for frame in told.frames if frame.id in word.frames]
    frame = f" ({', '.join(names)})" if names else ""
    ids = ", ".join(map(str, word.story_ids[:NAMED]))
    return f"{word.word:<18} {word.before:>4} then {word.after:>4}, z {word.z:+.1f}; as in {ids}{frame}"


def record(told: Told) -> dict[str, Any]:
    """The same as a JSON object, with every sentence behind every share; offsets as those of mentions."""
    return {
        "frames": [{"id": frame.id, "name": frame.name} for frame in told.frames],
        "moments": [
            {
                "begins": stamp(moment.begins),
                "stories": list(moment.story_ids),
                "sentences": moment.sentences,
                "shares": {share.frame: _share(told, share) for share in moment.shares},
            }
            for moment in told.moments
        ],
        "spans": [{"since": stamp(span.begins), "until": stamp(span.ends)} for span in told.spans or ()],
        "words": [
            {
                "word": word.word,
                "before": word.before,
                "after": word.after,
                "z": round(word.z, 3),
                "frames": list(word.frames),
                "stories": list(word.story_ids),
            }
            for word in told.words
        ],
    }


def _share(told: Told, share: Share) -> dict[str, Any]:
    uses = []
    for use in share.uses:
        story = told.stories[use.story_id]
        text = story.title if use.headline else story.text
        uses.append(
            {
                "story_id": use.story_id,
                "revision_id": use.revision_id,
                "headline": use.headline,
                "start": use.sentence.start,
                "end": use.sentence.end,
                "sentence": use.sentence.of(text),
                "words": use.words.of(text),
            }
        )
    return {"share": round(share.value, 6), "uses": uses}
