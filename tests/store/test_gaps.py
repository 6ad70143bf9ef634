"""Feeds that roll over between two polls."""

from __future__ import annotations

import pytest

from store import feeds, gaps
from store.database import Store
from store.feeds import PollOutcome
from store.models import Entry, Gap
from store.stories import Arrival, receive
from tests.store import build
from tests.store.build import OFF, arrive, entry, hours

#: Numbers of the entries in the answer before and in the next, one published an hour, and whether that is a gap.
ANSWERS: list[tuple[str, list[int], list[int], bool]] = [
    ("none of those before", [1, 2, 3, 4], [9, 10, 11, 12], True),
    ("one kept on top", list(range(1, 13)), [1, *range(30, 41)], True),
    ("the newest is still there", list(range(1, 13)), [12, *range(13, 24)], False),
    ("some are still there", [1, 2, 3, 4], [3, 4, 5, 6], False),
    ("the newest was taken back", list(range(1, 13)), [*range(3, 12), 13], False),
    ("nothing new", [1, 2, 3, 4], [2, 3], False),
    ("a short answer", list(range(1, 13)), [20, 21], False),
    ("an empty answer", [1, 2, 3, 4], [], False),
    ("older ones than before", [11, 12, 13, 14], [1, 2, 3, 4], False),
    ("a feed of one", [1], [2], False),
]


@pytest.fixture
def feed(store: Store) -> int:
    return build.a_feed(store)


def hourly(*numbers: int) -> list[Entry]:
    return [entry(n, f"Story {n}", published_at=hours(n)) for n in numbers]


def answered(store: Store, feed: int, numbers: list[int], at: float, *, delta: bool = False) -> None:
    """A poll as the pipeline stores it."""
    arrivals = [Arrival(one, OFF, "The Paper", "paper.example") for one in hourly(*numbers)]
    receive(store, feed, arrivals, hours(at), delta=delta)
    feeds.record(store, PollOutcome(feed, hours(at), "new", hours(at + 1), "the usual hour", status=200))


@pytest.mark.parametrize(("what", "before", "after", "expected"), ANSWERS, ids=[row[0] for row in ANSWERS])
def test_a_full_answer_without_what_was_there_is_a_gap(
    store: Store, feed: int, what: str, before: list[int], after: list[int], expected: bool
) -> None:
    """Between the last time that the feed was seen, changed or not, and now."""
    answered(store, feed, before, 12)
    feeds.record(store, PollOutcome(feed, hours(20), "not modified", hours(21), "the usual hour", status=304))
    answered(store, feed, after, 41)
    found = [(gap.since, gap.until) for gap in gaps.of(store, feed)]
    assert found == ([(hours(20), hours(41))] if expected else [])


def test_how_many_were_missed_is_told_by_the_slower_pace(store: Store, feed: int) -> None:
    """Before, one an hour up to 4; since, one every two hours from 30: by that pace a dozen between."""
    answered(store, feed, [1, 2, 3, 4], 5)
    answered(store, feed, [30, 32, 34, 36], 37)
    assert gaps.of(store, feed) == [Gap(1, feed, hours(5), hours(37), 12)]


def test_a_feed_that_shows_one_time_for_all_tells_no_number(store: Store, feed: int) -> None:
    same = [entry(n, f"Story {n}") for n in range(8)]
    arrive(store, feed, *same[:4])
    arrive(store, feed, *same[4:], now=hours(9))
    assert [gap.at_least for gap in gaps.of(store, feed)] == [0]


def test_a_delta_never_means_that_entries_vanished(store: Store, feed: int) -> None:
    """Only what is new is in it; the next whole answer is held against all that came since."""
    answered(store, feed, [1, 2, 3, 4], 5)
    answered(store, feed, [5, 6, 7], 8, delta=True)
    answered(store, feed, [8, 9, 10], 11, delta=True)
    answered(store, feed, [7, 8, 9, 10], 12)
    assert gaps.of(store, feed) == []
    answered(store, feed, [20, 21, 22, 23], 24)
    assert len(gaps.of(store, feed)) == 1


def test_new_guids_and_addresses_of_what_was_there_are_no_gap(store: Store, feed: int) -> None:
    """A feed that gives every entry a new guid shows the same stories."""
    answered(store, feed, [1, 2, 3, 4], 5)
    moved = [entry(n, f"Story {n}", guid=f"new-{n}", published_at=hours(n)) for n in (1, 2, 3, 4, 5)]
    arrive(store, feed, *moved, now=hours(6))
    assert gaps.of(store, feed) == []


def test_a_feed_that_fell_short_for_good_is_watched_again(store: Store, feed: int) -> None:
    """After some short answers their length is the usual one."""
    answered(store, feed, list(range(1, 41)), 41)
    for at in range(50, 58):
        answered(store, feed, list(range(at - 3, at + 1)), at)
    assert gaps.of(store, feed) == []
    answered(store, feed, [70, 71, 72, 73], 80)
    assert len(gaps.of(store, feed)) == 1


def test_gaps_are_listed_newest_first_and_go_with_their_feed(store: Store, feed: int) -> None:
    """`since` tells those of all feeds after a moment; the feed carries the time of its last one."""
    for at in (10, 30, 50):
        answered(store, feed, list(range(at - 4, at)), at)
    assert [gap.until for gap in gaps.of(store, feed)] == [hours(50), hours(30)]
    assert [gap.until for gap in gaps.since(store, hours(30))] == [hours(50)]
    assert feeds.get(store, feed).last_gap_at == hours(50)
    feeds.remove(store, feed)
    assert gaps.since(store, hours(0)) == []
    assert store.value("SELECT count(*) FROM windows") == 0
