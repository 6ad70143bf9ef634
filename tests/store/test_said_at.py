"""A date that lies ahead is kept as said, and sorted as seen."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from store import pages, reading
from store.database import Store
from store.models import said_at
from store.query import parse
from tests.conftest import NOW
from tests.store import build

BEFORE, AHEAD = NOW - timedelta(days=1), NOW + timedelta(days=900)


@pytest.mark.parametrize(("published", "counts"), [(None, NOW), (BEFORE, BEFORE), (NOW, NOW), (AHEAD, NOW)])
def test_no_story_is_said_after_it_was_seen(published: datetime | None, counts: datetime) -> None:
    assert said_at(published, NOW) == counts


@pytest.mark.parametrize("by", ["its feed", "its page"])
def test_a_story_from_the_future_does_not_stay_on_top(store: Store, by: str) -> None:
    """It keeps its date, whoever gave it, and stands where it was seen."""
    feed = build.a_feed(store)
    if by == "its feed":
        build.arrive(store, feed, build.entry(1, published_at=AHEAD), now=NOW)
    else:
        build.arrive(store, feed, build.entry(1, published_at=None), now=NOW)
        pages.save(store, build.page(1, published_at=AHEAD), NOW)
    build.arrive(store, feed, build.entry(2, published_at=NOW + timedelta(hours=1)), now=NOW + timedelta(hours=2))
    later, ahead = reading.select(store, parse(""), NOW)
    assert (later.id, ahead.id) == (2, 1)
    assert (ahead.published_at, ahead.said_at) == (AHEAD, NOW)
