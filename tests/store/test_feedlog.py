"""What a person does with feeds is kept with what was before it, and can be taken back, the last act first."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from store import feedlog, feeds
from store.database import Store
from store.errors import NotFound
from store.feeds import NewFeed, PollOutcome
from store.models import Standing
from tests.conftest import NOW
from tests.store import build
from tests.store.build import hours

PAPER = NewFeed("https://paper.example/feed", "Paper", "The Paper")


def undone(store: Store) -> str:
    act = feedlog.last(store)
    assert act is not None
    return feedlog.undo(store, act, hours(9))


def of_feeds(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """All that is kept of feeds, whatever ids polls have."""
    return {name: build.dump(store)[name] for name in ("feeds", *feeds.OF_FEEDS)}


@pytest.fixture
def feed_id(store: Store) -> int:
    """A feed that brought something, with all that can be known of one."""
    number = build.a_feed(store)
    build.arrive(store, number, build.entry(1), build.entry(2))
    feeds.record(store, PollOutcome(number, NOW, "new", hours(1), "an hour", 200, entries=2, new_stories=2))
    store.connection.execute("INSERT INTO gaps VALUES (1, ?, ?, ?, 3)", (number, *[NOW.isoformat()] * 2))
    return number


Act = Callable[[Store, int], object]
ACTS: dict[str, tuple[Act, str, str]] = {
    "pause": (lambda store, number: feedlog.pause(store, [number], NOW), "pause", "is polled again"),
    "rename": (lambda store, number: feedlog.rename(store, number, "Elsewhere", NOW), "rename", "is called so again"),
    "remove": (lambda store, number: feedlog.remove(store, [number], NOW), "remove", "is on the list again"),
}


@pytest.mark.parametrize("kind", ACTS)
def test_an_act_on_a_feed_is_taken_back_whole(store: Store, feed_id: int, kind: str) -> None:
    before = of_feeds(store)
    do, named, said = ACTS[kind]
    do(store, feed_id)
    assert of_feeds(store) != before
    act = feedlog.last(store)
    assert act is not None
    assert (act.kind, len(act.names)) == (named, 1)
    assert said in undone(store)
    assert of_feeds(store) == before
    assert feedlog.last(store) is None
    assert [one.undone_at for one in feedlog.history(store)] == [hours(9)]


def test_what_changes_nothing_is_no_act(store: Store, feed_id: int) -> None:
    feedlog.resume(store, [feed_id], NOW)
    feedlog.rename(store, feed_id, feeds.get(store, feed_id).outlet, NOW)
    assert feedlog.history(store) == []
    feedlog.pause(store, [feed_id], NOW)
    feedlog.pause(store, [feed_id, feed_id], hours(1))
    assert len(feedlog.history(store)) == 1


@pytest.mark.parametrize("do", [feedlog.pause, feedlog.resume, feedlog.remove])
def test_of_several_that_are_named_all_or_none(
    store: Store, feed_id: int, do: Callable[[Store, list[int], object], object]
) -> None:
    before = of_feeds(store)
    with pytest.raises(NotFound):
        do(store, [feed_id, 99], NOW)
    assert (of_feeds(store), feedlog.history(store)) == (before, [])


def test_undone_a_resumed_feed_is_gone_as_it_was(store: Store, feed_id: int) -> None:
    gone = Standing(gone_at=NOW)
    feeds.record(store, PollOutcome(feed_id, NOW, "error", NOW, "gone", 410, error="gone", standing=gone, paused=True))
    feedlog.resume(store, [feed_id], hours(1))
    assert feeds.get(store, feed_id).standing.gone_at is None
    assert undone(store).endswith("is paused again")
    after = feeds.get(store, feed_id)
    assert (after.paused_at, after.standing.gone_at) == (NOW, NOW)


def test_added_feeds_are_taken_off_but_those_that_brought_something_are_only_paused(store: Store) -> None:
    more = NewFeed("https://other.example/feed", "Other", "Other")
    first, second = feedlog.add(store, [PAPER, more, PAPER], NOW)
    build.arrive(store, second, build.entry(1))
    act = feedlog.last(store)
    assert act is not None
    assert act.names == ("The Paper", "Other")
    said = "Other is paused, with the entries already brought (reportedly feeds remove takes both)"
    assert undone(store) == f"{said}; The Paper is off the list again"
    assert feeds.get(store, second).paused_at
    with pytest.raises(NotFound):
        feeds.get(store, first)


def test_a_feed_comes_back_under_another_id_where_its_own_was_given_away(store: Store, feed_id: int) -> None:
    """Acts before are then on that one."""
    feedlog.rename(store, feed_id, "Elsewhere", NOW)
    feedlog.remove(store, [feed_id], NOW)
    assert feeds.add(store, [PAPER], NOW) == [feed_id]
    assert undone(store) == "Elsewhere is on the list again, with its entries"
    (back,) = (feed for feed in feeds.every(store) if feed.outlet == "Elsewhere")
    assert (back.id != feed_id, back.entries_seen) == (True, 2)
    undone(store)
    assert feeds.get(store, feed_id).outlet == PAPER.outlet
    assert feeds.get(store, back.id).outlet not in ("Elsewhere", PAPER.outlet)


def test_what_happened_to_a_feed_meanwhile_is_said(store: Store, feed_id: int) -> None:
    """On the list again, taken off by other means, or with stories that have gone since."""
    url = feeds.get(store, feed_id).url
    feedlog.remove(store, [feed_id], NOW)
    feeds.add(store, [NewFeed(url, "Again", "Again")], NOW)
    assert undone(store).endswith("is on the list again already")
    feedlog.pause(store, [feed_id], NOW)
    feeds.remove(store, feed_id)
    assert undone(store) == "Again is gone by now"
