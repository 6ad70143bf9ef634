"""What the views show: one reading of the store, all of the same moment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from store import claims, feeds, reading, state
from store.database import Store
from store.models import Brief, Claim, Feed, Mention, Revision, Story
from store.query import Query, parse
from tui.wiring import Wiring


@dataclass(frozen=True)
class Snapshot:
    """The rows of every view. `stories` are those of the topic, newest first and without their text."""

    now: datetime
    brief: Brief
    stories: tuple[Story, ...]
    claims: tuple[Claim, ...]
    feeds: tuple[Feed, ...]
    rejected: int

    def with_story(self, story: Story) -> Snapshot:
        """The same with one story's marks as they now stand."""
        bare = replace(story, text="")
        return replace(self, stories=tuple(bare if s.id == story.id else s for s in self.stories))


@dataclass(frozen=True)
class StoryPage:
    """What the reader shows of one story. `said`: for each claim it makes its id, statement and mention.

    `edits`: for each revision after the first what it changed, in words.
    """

    story: Story
    revisions: tuple[Revision, ...]
    edits: tuple[str, ...]
    said: tuple[tuple[int, str, Mention], ...]


def take(store: Store, wiring: Wiring, since: datetime | None) -> Snapshot:
    """Reads everything, and remembers that a person looked now."""
    now = wiring.clock()
    snapshot = Snapshot(
        now=now,
        brief=wiring.brief(store, since, now),
        stories=tuple(reading.select(store, Query(), now, with_text=False)),
        claims=tuple(claims.select(store, Query(), now)),
        feeds=tuple(feeds.every(store)),
        rejected=reading.count(store, parse("rejected"), now),
    )
    state.looked(store, now)
    return snapshot


@dataclass(frozen=True)
class News:
    """What the store holds beyond a snapshot: how many stories new or changed, and the feeds as they now are."""

    now: datetime
    stories: int
    feeds: tuple[Feed, ...]


def news(store: Store, shown: Snapshot, now: datetime) -> News:
    """What is new since a snapshot."""
    known = {(story.id, story.revision_id) for story in shown.stories}
    found = reading.select(store, Query(), now, with_text=False)
    return News(now, sum((story.id, story.revision_id) not in known for story in found), tuple(feeds.every(store)))


def page(store: Store, story_id: int) -> StoryPage:
    """Raises `NotFound`."""
    revisions = tuple(reading.revisions(store, story_id))
    return StoryPage(
        reading.get(store, story_id),
        revisions,
        tuple(_what_changed(old, new) for old, new in pairwise(revisions)),
        tuple(claims.of_story(store, story_id)),
    )


def _what_changed(old: Revision, new: Revision) -> str:
    # Reading an edit takes the whole of `narrative`, which the first paint should not wait for.
    from narrative.edits import meaning_of_edit

    if new.ours:
        return "the page read anew by us; the outlet changed nothing"
    edit = meaning_of_edit(old, new)
    return edit.description + ("; the text says so" if edit.noted else "")
