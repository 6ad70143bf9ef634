"""The ledger: what was sent and answered, what it cost and spared, and for how long it is kept."""

from __future__ import annotations

from dataclasses import replace

from store import feeds, polls
from store.codec import stamp
from store.database import Store
from store.models import Standing
from store.polls import Exchange, Traffic
from tests.conftest import NOW
from tests.store import build
from tests.store.build import arrive, entry, hours
from tests.store.test_feeds import FAILED, OK

SEEN = Exchange(
    url="https://one.example/feed",
    unconditional=None,
    sent=('W/"v\xff"', "odd"),
    got=(None, "odder"),
    full_bytes=1000,
    asked_seconds=3600,
    hold_seconds=60,
    redirects=((301, "https://one.example/new"), (302, "https://one.example/there")),
)


def test_a_poll_comes_back_as_it_was_written(store: Store) -> None:
    """Validators byte for byte, redirects in their order; newest first, at most so many."""
    build.a_feed(store)
    written = replace(
        OK, exchange=SEEN, conditional=True, size=12, seconds=0.5, entries=7, new_stories=2, due_at=hours(-1)
    )
    feeds.record(store, replace(written, at=hours(-2), exchange=None))
    feeds.record(store, replace(written, by_hand=True))
    newest, oldest = polls.last(store, 1)
    assert (newest.exchange, oldest.exchange) == (SEEN, None)
    assert (newest.at, newest.due_at, newest.next_at, newest.next_reason) == (
        NOW,
        hours(-1),
        hours(1),
        "the usual hour",
    )
    assert (newest.status, newest.outcome, newest.conditional, newest.by_hand) == (200, "new", True, True)
    assert (newest.size, newest.seconds, newest.entries, newest.new_entries) == (12, 0.5, 7, 2)
    assert [poll.id for poll in polls.last(store, 1, 1)] == [newest.id]


def test_the_ledger_is_read_from_a_moment_on_with_the_poll_before(store: Store) -> None:
    build.a_feed(store, "one")
    build.a_feed(store, "two")
    for feed_id, at in ((1, -9), (1, -8), (2, -7), (1, -1), (2, 0)):
        feeds.record(store, replace(OK, feed_id=feed_id, at=hours(at)))
    assert [poll.at for poll in polls.since(store, hours(-1))] == [hours(-1), NOW]
    assert [(poll.feed_id, poll.at) for poll in polls.before(store, hours(-1))] == [(1, hours(-8)), (2, hours(-7))]


def test_polls_of_three_months_ago_are_let_go(store: Store) -> None:
    """The ninetieth day stays; of older ones the first that was answered: it tells until when feeds were watched."""
    build.a_feed(store)
    for hour in (91 * 24 + 3, 91 * 24 + 2, 91 * 24 + 1, 90 * 24, 0):
        feeds.record(store, replace(FAILED if hour == 91 * 24 + 3 else OK, at=hours(-hour)))
    assert polls.prune(store, NOW) == 2
    assert [poll.at for poll in polls.last(store, 1)] == [NOW, hours(-90 * 24), hours(-91 * 24 - 2)]
    assert polls.prune(store, NOW) == 0


def test_what_empty_answers_spared_is_counted(store: Store) -> None:
    """A 304 spares the bytes of a whole answer less its own; a whole answer and an error spare none."""
    build.a_feed(store)
    assert polls.traffic(store, 1) == Traffic(0, 0)
    assert polls.traffic(store, 1).share is None
    whole = replace(OK, size=1000, exchange=SEEN)
    for poll in (whole, replace(whole, status=304, size=0), replace(whole, status=304, size=100), FAILED):
        feeds.record(store, poll)
    assert polls.traffic(store, 1) == Traffic(1100, 1900)
    assert polls.traffic(store, 1).share == 1900 / 3000


def test_the_last_edit_is_that_of_the_feeds_own_entries(store: Store) -> None:
    """When it was seen, of which story, and its headline now."""
    build.a_feed(store, "one")
    build.a_feed(store, "two")
    arrive(store, 1, entry(1, "May end"))
    arrive(store, 2, entry(2, "Other"))
    assert polls.account(store, 1).last_edit is None
    arrive(store, 1, entry(1, "Did end"), now=hours(3))
    edit = polls.account(store, 1).last_edit
    assert edit is not None
    assert (edit.at, edit.story_id, edit.title) == (hours(3), 1, "Did end")
    assert polls.account(store, 2).last_edit is None


def test_a_standing_comes_back_as_it_was_written(store: Store) -> None:
    """And stays where a poll has none to say."""
    build.a_feed(store)
    standing = Standing(
        30, 7200, (0, 23), (5, 6), "https://one.example", 9, NOW, hours(1), hours(2), hours(3), "https://b/", NOW, 2
    )
    feeds.record(store, replace(OK, standing=standing))
    feeds.record(store, OK)
    assert feeds.get(store, 1).standing == standing


def test_a_paused_feed_is_not_due_until_it_is_resumed(store: Store) -> None:
    """One that was gone is then asked at once, another when its last wait is over."""
    build.a_feed(store, "gone")
    build.a_feed(store, "idle")
    feeds.record(store, replace(FAILED, status=410, standing=Standing(gone_at=NOW), paused=True))
    feeds.record(store, replace(OK, feed_id=2))
    feeds.pause(store, 2, NOW)
    assert feeds.due(store, hours(99)) == feeds.active(store) == []
    assert feeds.get(store, 1).paused_at == NOW
    for feed_id in (1, 2):
        feeds.resume(store, feed_id)
    assert [feed.id for feed in feeds.due(store, NOW)] == [1]
    assert [feed.id for feed in feeds.due(store, hours(1))] == [1, 2]
    assert feeds.get(store, 1).standing.gone_at is None


def test_arrivals_are_counted_by_when_they_came(store: Store) -> None:
    build.a_feed(store)
    for number, at in ((1, 0), (2, 0), (3, 5)):
        arrive(store, 1, entry(number), now=hours(at))
    assert feeds.arrivals(store, 1) == ((NOW, 2), (hours(5), 1))
    assert feeds.arrivals(store, 1, most=1) == ((hours(5), 1),)


def test_entries_are_known_by_guid_or_by_page(store: Store) -> None:
    """Of a feed that moved, guids may change and addresses may not, or the other way round."""
    build.a_feed(store)
    arrive(store, 1, entry(1), entry(2))
    moved = [
        entry(1, url="https://new.example/1"),
        entry(9, url="https://paper.example/story/2/?utm_source=x"),
        entry(8),
    ]
    assert feeds.known(store, 1, moved) == (2, 2)


def test_a_feed_that_moved_has_its_new_address(store: Store) -> None:
    build.a_feed(store)
    feeds.record(store, replace(OK, moved_to="https://new.example/feed"))
    assert feeds.get(store, 1).url == "https://new.example/feed"


def test_gaps_are_told_where_the_store_keeps_them(store: Store) -> None:
    """When each was noticed, since when entries may have been missed, and how many at least."""
    store.connection.execute("DROP TABLE IF EXISTS gaps")
    build.a_feed(store)
    assert polls.account(store, 1).gaps == ()
    store.connection.execute(
        "CREATE TABLE gaps (id INTEGER PRIMARY KEY, feed_id INTEGER, since TEXT, until TEXT, at_least INTEGER)"
    )
    for at_least, until in ((3, 0), (0, 5)):
        row = (stamp(hours(until - 2)), stamp(hours(until)), at_least)
        store.connection.execute("INSERT INTO gaps(feed_id, since, until, at_least) VALUES (1, ?, ?, ?)", row)
    assert polls.account(store, 1).gaps == (
        (hours(5), "entries may have been missed since 2026-07-02 15:00 UTC"),
        (NOW, "at least 3 entries may have been missed since 2026-07-02 10:00 UTC"),
    )
