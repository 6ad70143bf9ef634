"""Gathering from the store what a brief is composed of."""

from __future__ import annotations

from datetime import UTC, datetime

from narrative.brief import compose
from store import claims, feeds, gaps, reading
from store.database import Store
from store.models import Brief
from store.query import Query

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


def brief(store: Store, since: datetime | None, now: datetime) -> Brief:
    """What changed in a home's coverage since a moment, or in all where that is None."""
    return compose(
        reading.relevant_stories(store),
        claims.select(store, Query(), now),
        reading.edited_since(store, since or _BEGINNING),
        feeds.every(store),
        since,
        now,
        gaps.since(store, since or _BEGINNING),
    )
