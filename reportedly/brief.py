"""Gathering from the store what a brief is composed of."""

from __future__ import annotations

from datetime import UTC, datetime

from narrative.brief import compose
from store import briefing, claims, feeds, gaps, reading
from store.database import Store
from store.models import Brief
from store.query import Query

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


def brief(store: Store, since: datetime | None, now: datetime) -> Brief:
    """What changed in a home's coverage since a moment, or in all where that is None."""
    edits = reading.edited_since(store, since or _BEGINNING)
    return compose(
        briefing.stories(store, since, {new.story_id for _, new in edits}),
        claims.select(store, Query(), now),
        edits,
        feeds.uncounted(store),
        since,
        now,
        gaps.since(store, since or _BEGINNING),
    )
