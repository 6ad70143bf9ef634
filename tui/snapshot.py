"""What the views show: one reading of the store, all of the same moment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

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
    """What the reader shows of one story. `said`: for each claim it makes its id, statement and mention."""

    story: Story
    revisions: tuple[Revision, ...]
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


def page(store: Store, story_id: int) -> StoryPage:
    """Raises `NotFound`."""
    return StoryPage(
        reading.get(store, story_id),
        tuple(reading.revisions(store, story_id)),
        tuple(claims.of_story(store, story_id)),
    )
