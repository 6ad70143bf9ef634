"""Who may ask a feed now: once, when it is due, whatever is killed, restarted or done to the clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from store import feeds, holds, leases
from store.database import Store, open_store
from store.holds import Held
from tests.conftest import NOW
from tests.store import build
from tests.store.build import hours
from tests.store.processes import other
from tests.store.test_feeds import OK

_TAKER = """
import sys
from datetime import datetime
from pathlib import Path
from store import leases
from store.database import open_store
with open_store(Path(sys.argv[1])) as store:
    print("ready", flush=True)
    sys.stdin.readline()
    print(sum(leases.take(store, feed, datetime.fromisoformat(sys.argv[2])) for feed in range(1, 41)), flush=True)
"""


def test_of_two_processes_one_takes_each_feed(database: Path) -> None:
    """The dashboard and cron together: forty feeds that are due are each asked once."""
    with open_store(database) as store:
        for number in range(40):
            build.a_feed(store, f"feed{number}")
    with other(_TAKER, database, NOW.isoformat()) as one, other(_TAKER, database, NOW.isoformat()) as two:
        assert (one.hear(), two.hear()) == ("ready", "ready")
        one.tell("go")
        two.tell("go")
        assert int(one.hear()) + int(two.hear()) == 40


def test_what_is_taken_is_not_taken_again_until_it_is_due(store: Store) -> None:
    """At its very second it is; and a feed that is not there, or paused, never is."""
    build.a_feed(store)
    assert leases.take(store, 1, NOW)
    assert not leases.take(store, 1, NOW)
    feeds.record(store, OK)
    assert not leases.take(store, 1, hours(0.99))
    assert leases.take(store, 1, hours(1))
    assert not leases.take(store, 9, NOW)
    feeds.pause(store, 1, NOW)
    assert not leases.take(store, 1, hours(100))


WAITS = [(0.05, 1 / 6), (1, 1), (12, 12), (100, 24)]


@pytest.mark.parametrize(("planned", "waited"), WAITS)
def test_a_poll_that_was_killed_waits_as_long_as_was_planned(store: Store, planned: float, waited: float) -> None:
    """Its request may have been sent; between ten minutes and a day."""
    build.a_feed(store)
    feeds.record(store, replace(OK, next_poll_at=hours(planned)))
    at = hours(planned)
    assert leases.take(store, 1, at)
    leases.settle(store, at)  # the next process begins
    feed = feeds.get(store, 1)
    assert feed.next_poll_at == at + timedelta(hours=waited)
    assert feed.next_poll_reason == "its last poll was begun and did not end; the wait begins anew"
    assert not leases.take(store, 1, at + timedelta(hours=waited, seconds=-1))


def test_a_first_poll_that_was_killed_is_made_again_after_ten_minutes(store: Store) -> None:
    build.a_feed(store)
    assert leases.take(store, 1, NOW)
    leases.settle(store, NOW)
    assert not leases.take(store, 1, NOW + timedelta(minutes=9))
    assert leases.take(store, 1, NOW + timedelta(minutes=10))


def test_by_hand_a_feed_is_asked_before_it_is_due(store: Store) -> None:
    """But not while another asks it; one whose poll was killed is asked at once, as nobody knows how it ended."""
    build.a_feed(store)
    feeds.record(store, OK)
    assert not leases.take(store, 1, NOW + timedelta(minutes=9))
    assert leases.take(store, 1, NOW + timedelta(minutes=9), by_hand=True)
    assert not leases.take(store, 1, NOW + timedelta(minutes=21), by_hand=True)
    leases.settle(store, NOW + timedelta(minutes=21))
    assert leases.take(store, 1, NOW + timedelta(minutes=21), by_hand=True)
    feeds.pause(store, 1, NOW)
    assert not leases.take(store, 1, hours(9), by_hand=True)


@pytest.mark.parametrize("back", [1, 60, 3_600, 365 * 86_400])
def test_a_clock_that_goes_back_makes_the_wait_begin_anew(store: Store, back: int) -> None:
    """Polled in what is now the future: neither early nor never."""
    build.a_feed(store)
    feeds.record(store, OK)
    now = NOW - timedelta(seconds=back)
    assert not leases.take(store, 1, now)
    leases.settle(store, now)
    feed = feeds.get(store, 1)
    assert (feed.last_poll_at, feed.next_poll_at) == (now, now + timedelta(hours=1))
    assert feed.next_poll_reason == "the clock went back, so the wait begins anew"
    leases.settle(store, now + timedelta(minutes=5))
    assert feeds.get(store, 1).next_poll_at == now + timedelta(hours=1)


def test_a_clock_that_stood_right_changes_nothing(store: Store) -> None:
    build.a_feed(store)
    feeds.record(store, OK)
    before = build.dump(store)
    leases.settle(store, NOW)
    leases.settle(store, hours(5))
    assert build.dump(store) == before


def test_a_hold_rests_the_feeds_of_a_domain(store: Store) -> None:
    """Those that are due later keep their time; a shorter hold does not end a longer one; in the end it is over."""
    build.a_feed(store, "one")
    build.a_feed(store, "two")
    feeds.record(store, replace(OK, feed_id=2, next_poll_at=hours(9)))
    holds.hold(store, "example.com", [1, 2], Held(hours(2), "429 at another feed"), NOW)
    assert [feeds.get(store, number).next_poll_at for number in (1, 2)] == [hours(2), hours(9)]
    assert feeds.get(store, 1).next_poll_reason == "429 at another feed"
    holds.hold(store, "example.com", [], Held(hours(1), "shorter"), NOW)
    assert holds.held(store, "example.com", hours(1.9)) == Held(hours(2), "429 at another feed")
    assert holds.held(store, "example.com", hours(2)) is None
    assert holds.held(store, "other.example", NOW) is None
    holds.prune(store, hours(2))
    assert store.value("SELECT count(*) FROM holds") == 0


def test_a_hold_outlasts_a_clock_that_goes_back(store: Store) -> None:
    """By as long as it was to last, and no longer."""
    holds.hold(store, "example.com", [], Held(hours(2), "429"), NOW)
    leases.settle(store, hours(-1000))
    assert holds.held(store, "example.com", hours(-998.1)) is not None
    assert holds.held(store, "example.com", hours(-998)) is None
