"""Lists of any length by their ids, and what is counted of them without reading a story."""

from __future__ import annotations

from datetime import timedelta

import pytest

from store import feeds, index, marks, pagelist, reading, stories, storylist
from store.database import Store
from store.feeds import NewFeed
from store.models import Entry, Relevance
from store.query import parse
from store.stories import Arrival
from tests.conftest import NOW

COUNT = 12
FITS = Relevance(5.0, relevant=True, possible=True)


def _add(store: Store, number: int, title: str = "") -> int:
    url = f"https://o{number % 3}.example/{number}"
    entry = Entry(url, url, title or f"Story {number}", published_at=NOW - timedelta(days=number), summary="S.")
    arrival = Arrival(entry, FITS, f"Outlet {number % 3}", f"o{number % 3}.example")
    received = stories.receive(store, 1, [arrival], NOW - timedelta(days=number))
    return received.new[0] if received.new else 0


@pytest.fixture
def filled(store: Store) -> Store:
    """Stories 1 to 12, each a day older than the one before; the last two are turned down, the first is read."""
    feeds.add(store, [NewFeed("https://paper.example/feed", "Paper", "Paper")], NOW)
    for number in range(COUNT):
        _add(store, number)
    marks.judge(store, [COUNT - 1, COUNT], False, NOW)
    marks.mark_read(store, [1], NOW)
    return store


@pytest.mark.parametrize(
    "query", ["", "unread", "any", "rejected", 'outlet:"outlet 1"', "story", "since:4d", "-read any"]
)
def test_the_ids_are_those_of_the_list_in_its_order(filled: Store, query: str) -> None:
    """Whole, in pages by place, and its beginning."""
    expected = [story.id for story in reading.select(filled, parse(query), NOW)]
    assert list(storylist.ids(filled, parse(query), NOW)) == expected
    begin = list(storylist.ids(filled, parse(query), NOW, limit=3))
    assert begin == expected[:3]
    if begin:
        place = pagelist.place(reading.get(filled, begin[-1]))
        assert begin + list(storylist.ids(filled, parse(query), NOW, before=place)) == expected


def test_rows_come_in_the_order_asked_for_without_their_text_and_without_those_that_are_gone(filled: Store) -> None:
    found = storylist.some(filled, [5, 999, 2, 11])
    assert [story.id for story in found] == [5, 2, 11]
    assert {story.text for story in found} == {""}
    assert list(storylist.ordered(filled, [5, 999, 2, 11])) == [2, 5, 11]


def test_counts_and_days(filled: Store) -> None:
    tally = storylist.tally(filled)
    assert (tally.stories, tally.unread) == (COUNT - 2, COUNT - 3)
    assert storylist.days(filled) == {(NOW - timedelta(days=n)).date(): 1 for n in range(COUNT - 2)}
    assert storylist.unread_of(filled, [1, 2, 3]) == 2
    marks.save(filled, [2], NOW)
    assert storylist.unsaved_of(filled, [1, 2, 3]) == 2


def test_what_came_since_is_new_stories_and_new_versions(filled: Store) -> None:
    tally = storylist.tally(filled)
    assert storylist.come_since(filled, tally) == 0
    _add(filled, 100)
    _add(filled, 3, "Story 3, corrected")
    assert storylist.come_since(filled, tally) == 2


def test_the_next_unread_goes_round(filled: Store) -> None:
    ids = storylist.ids(filled, parse(""), NOW)
    marks.mark_read(filled, [n for n in ids if n != 4], NOW)
    assert storylist.next_unread(filled, ids, 0) == 3
    assert storylist.next_unread(filled, ids, 3) == 3
    assert storylist.next_unread(filled, ids, 8) == 3
    marks.mark_read(filled, [4], NOW)
    assert storylist.next_unread(filled, ids, 0) is None


def test_copies_are_those_that_another_began(filled: Store) -> None:
    index.put_chains(filled, {1: 3, 2: 3, 3: 3})
    assert storylist.copies(filled) == {1: 3, 2: 3}
