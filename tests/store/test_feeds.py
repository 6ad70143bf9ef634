"""The feeds: added once, polled when due, and what each poll leaves behind."""

from __future__ import annotations

from dataclasses import replace

import pytest

from store import feeds, reading
from store.database import Store
from store.errors import NotFound
from store.feeds import NewFeed, PollOutcome
from tests.conftest import NOW
from tests.store import build
from tests.store.build import OFF, arrive, entry, hours

OK = PollOutcome(
    feed_id=1,
    at=NOW,
    outcome="new",
    next_poll_at=hours(1),
    next_poll_reason="the usual hour",
    status=200,
    validators=('"v1"', "Thu, 02 Jul 2026 12:00:00 GMT"),
    body_sha256="abc",
)
FAILED = replace(
    OK, outcome="error", status=500, error="500: the server has trouble", validators=None, body_sha256=None
)


def test_a_feed_is_added_once(store: Store) -> None:
    """Addresses that are there already are passed over; only the ids of those added come back."""
    one = NewFeed("https://one.example/feed", "One", "The One", "https://one.example/", "scraped by others")
    two = NewFeed("https://two.example/feed", "Two", "The Two")
    assert feeds.add(store, [one], NOW) == [1]
    assert feeds.add(store, [one, two, two], hours(1)) == [2]
    feed = feeds.get(store, 1)
    assert (feed.url, feed.title, feed.outlet) == (one.url, one.title, one.outlet)
    assert (feed.home_url, feed.note, feed.added_at) == (one.home_url, one.note, NOW)
    assert feeds.by_url(store, two.url) == feeds.get(store, 2)
    assert feeds.by_url(store, "https://three.example/") is None


def test_feeds_are_listed_by_outlet(store: Store) -> None:
    """Whatever the case of its first letter."""
    feeds.add(store, [NewFeed(f"https://{name}.example/", name, name) for name in ("beta", "Alpha", "Gamma")], NOW)
    assert [feed.outlet for feed in feeds.every(store)] == ["Alpha", "beta", "Gamma"]


def test_a_feed_never_polled_is_due_then_the_longest_waiting(store: Store) -> None:
    """Never polled first, then by when they fell due; what is due later is not due; at its very second it is."""
    for name in "abcd":
        build.a_feed(store, name)
    for feed_id, wait in ((1, 2), (2, 3), (3, 1)):
        feeds.record(store, replace(OK, feed_id=feed_id, next_poll_at=hours(wait)))
    assert [feed.id for feed in feeds.due(store, NOW)] == [4]
    assert [feed.id for feed in feeds.due(store, hours(1))] == [4, 3]
    assert [feed.id for feed in feeds.due(store, hours(9))] == [4, 3, 1, 2]


def test_a_poll_leaves_its_outcome(store: Store) -> None:
    """Status, validators, when next and why are on the feed, and a line in the ledger."""
    build.a_feed(store)
    feeds.record(store, OK)
    feed = feeds.get(store, 1)
    assert (feed.etag, feed.last_modified, feed.body_sha256) == ('"v1"', "Thu, 02 Jul 2026 12:00:00 GMT", "abc")
    assert (feed.last_poll_at, feed.last_success_at, feed.next_poll_at) == (NOW, NOW, hours(1))
    assert (feed.last_status, feed.last_error, feed.failures) == (200, None, 0)
    assert feed.next_poll_reason == "the usual hour"
    assert store.value("SELECT count(*) FROM polls WHERE feed_id = 1 AND outcome = 'new'") == 1


def test_failures_are_counted_until_a_success(store: Store) -> None:
    """An error keeps validators and the last success; a success sets the count back and clears the error."""
    build.a_feed(store)
    feeds.record(store, OK)
    for at in (1, 2):
        feeds.record(store, replace(FAILED, at=hours(at)))
    feed = feeds.get(store, 1)
    assert (feed.failures, feed.last_error, feed.last_success_at) == (2, FAILED.error, NOW)
    assert (feed.etag, feed.body_sha256) == ('"v1"', "abc")
    feeds.record(store, replace(OK, at=hours(3)))
    feed = feeds.get(store, 1)
    assert (feed.failures, feed.last_error, feed.last_success_at) == (0, None, hours(3))


def test_validators_that_are_gone_are_dropped(store: Store) -> None:
    """A pair of nothing takes the place of the old ones; no pair at all keeps them."""
    build.a_feed(store)
    feeds.record(store, OK)
    feeds.record(store, replace(OK, validators=None))
    assert feeds.get(store, 1).etag == '"v1"'
    feeds.record(store, replace(OK, validators=(None, None)))
    assert (feeds.get(store, 1).etag, feeds.get(store, 1).last_modified) == (None, None)


def test_a_feed_counts_what_came_through_it(store: Store) -> None:
    """Entries it showed, and how many of their stories fit the topic."""
    build.a_feed(store)
    arrive(store, 1, entry(1), entry(2))
    arrive(store, 1, entry(3), relevance=OFF)
    feed = feeds.get(store, 1)
    assert (feed.entries_seen, feed.stories_relevant) == (3, 2)


def test_a_feed_taken_off_leaves_its_stories(store: Store) -> None:
    """The feed is gone from the list and its stories stay; an id that is not there is an error with the mend."""
    build.a_feed(store)
    arrive(store, 1, entry(1))
    feeds.record(store, OK)
    assert feeds.remove(store, 1).url == "https://one.example/feed"
    assert feeds.every(store) == []
    assert reading.get(store, 1).title == "Model suspended"
    with pytest.raises(NotFound, match="no feed 1; reportedly feeds list shows them all"):
        feeds.remove(store, 1)


def test_a_feed_added_after_another_was_taken_off_starts_anew(store: Store) -> None:
    """Nothing of the feed before clings to it: no entries counted, no guid of the other taken for its own."""
    build.a_feed(store, "old")
    arrive(store, 1, entry(1, "Old feed's story", guid="1"))
    feeds.record(store, OK)
    feeds.remove(store, 1)
    new = build.a_feed(store, "new")
    assert (feeds.get(store, new).entries_seen, feeds.get(store, new).etag) == (0, None)
    received = arrive(store, new, entry(2, "New feed's story", guid="1"), now=hours(1))
    assert len(received.new) == 1
    assert reading.get(store, 1).title == "Old feed's story"


def test_a_feed_taken_off_and_added_again_finds_its_stories(store: Store) -> None:
    """Its entries are known by their pages; none becomes a second story."""
    build.a_feed(store)
    arrive(store, 1, entry(1))
    feeds.remove(store, 1)
    again = build.a_feed(store)
    assert arrive(store, again, entry(1), now=hours(1)).new == ()
    assert feeds.get(store, again).entries_seen == 1
