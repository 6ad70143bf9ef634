"""Gathering from the store what a brief is composed of: lists without text, whole stories only where words count."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from narrative.brief import Coverage, compose, traced
from narrative.topic import Topic
from reportedly.shares import told_between
from store import claims, feeds, gaps, index, links, looks, reading
from store.database import Store
from store.models import Brief
from store.query import Query

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


def brief(store: Store, since: datetime | None, now: datetime, topic: Topic | None = None) -> Brief:
    """What changed in a home's coverage since a moment, or in all where that is None.

    `topic`: what has the frames; without it no shift of language is told.
    """
    known = gather(store, since, now)
    if topic is not None and since is not None:
        told = told_between(store, topic, since - (now - since), now)
        known = replace(known, told=told, frames=topic.frames)
    return compose(known, since, now)


def gather(store: Store, since: datetime | None, now: datetime) -> Coverage:
    """What the home knows, but for its frames."""
    begins = since or _BEGINNING
    stories = list(reading.select(store, Query(), now, with_text=False))
    known = Coverage(
        stories,
        claims.select(store, Query(), now),
        index.chains(store, [story.id for story in stories]),
        reading.edited_since(store, begins),
        looks.removed_since(store, begins),
        feeds.every(store),
        gaps.since(store, begins),
    )
    wanted = sorted({number for claim in traced(known, since, now) for number in claim.stories})
    whole = {number: reading.get(store, number) for number in wanted}
    return replace(known, whole=whole, links=links.of_stories(store, wanted))
