"""Until when the feeds were watched."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from store import feeds, watched
from store.database import Store
from tests.conftest import NOW
from tests.store import build
from tests.store.test_feeds import FAILED, OK

DAY = NOW.date()


def test_nobody_has_looked_at_a_new_home(store: Store) -> None:
    assert watched.last(store, NOW) is None
    assert watched.whole_until(store, NOW) is None


@pytest.mark.parametrize(
    ("hours", "last", "whole"),
    [
        (0, 0, DAY - timedelta(days=1)),
        (30, 0, DAY - timedelta(days=1)),  # a poll that got no answer saw nothing
        (47, 0, DAY - timedelta(days=1)),
        (48, 48, DAY + timedelta(days=1)),
        (200, 48, DAY + timedelta(days=1)),
    ],
)
def test_a_day_is_whole_once_a_feed_has_answered_on_a_later_one(
    store: Store, hours: int, last: int, whole: date
) -> None:
    build.a_feed(store)
    for after, poll in ((0, OK), (24, FAILED), (48, replace(OK, outcome="nothing new")), (72, FAILED)):
        feeds.record(store, replace(poll, at=NOW + timedelta(hours=after)))
    now = NOW + timedelta(hours=hours)
    assert (watched.last(store, now), watched.whole_until(store, now)) == (NOW + timedelta(hours=last), whole)


def test_a_story_that_came_without_a_poll_was_seen_too(store: Store) -> None:
    seen = NOW + timedelta(days=3)
    build.a_story(store, now=seen)
    assert watched.last(store, NOW) is None
    assert watched.whole_until(store, seen) == DAY + timedelta(days=2)
