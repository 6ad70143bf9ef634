"""New stories are written together at the end of an answer, and searched and read like any other."""

from __future__ import annotations

import pytest

from store import pages, readings, restoring
from store.database import Store
from store.models import Entry
from tests.store import build
from tests.store.build import OFF, arrive, entry, hours


@pytest.fixture
def feed(store: Store) -> int:
    return build.a_feed(store)


def found(store: Store, word: str) -> list[int]:
    return [row[0] for row in store.rows("SELECT rowid FROM stories_fts WHERE stories_fts MATCH ? ORDER BY 1", (word,))]


def sound(store: Store) -> bool:
    """Whether the search index is that of the stories' text; SQLite raises where it is not."""
    store.connection.execute("INSERT INTO stories_fts(stories_fts, rank) VALUES ('integrity-check', 1)")
    return True


def test_all_of_an_answer_are_searched_and_are_to_be_read(store: Store, feed: int) -> None:
    """Those off the topic by their headline alone."""
    arrive(store, feed, *[entry(n, f"Headline{n}", content=f"word{n} everywhere") for n in range(1, 301)])
    arrive(store, feed, entry(400, "Soup", content="everywhere"), relevance=OFF)
    assert found(store, "everywhere") == list(range(1, 301))
    assert (found(store, "word7"), found(store, "headline300"), found(store, "soup")) == ([7], [300], [301])
    assert sorted(readings.unread(store, "rules", [])[0]) == list(range(1, 301))
    assert sound(store)


def test_an_answer_makes_one_part_of_the_search_index(store: Store, feed: int) -> None:
    """Not one for every story, which all would have to be merged."""
    arrive(store, feed, *[entry(n, f"Headline{n}", content="some words") for n in range(1, 101)])
    assert store.value("SELECT count(DISTINCT segid) FROM stories_fts_idx") == 1


@pytest.mark.parametrize(
    ("second", "told"),
    [
        (entry(2, "First", url="https://paper.example/story/1?utm_source=x"), [("First", 1)]),
        (entry(1, "First"), [("First", 1)]),
        (entry(1, "Second", updated_at=hours(1)), [("Second", 1)]),
        (entry(2, "First", url="https://paper.example/world/a-long-last-part"), [("First", 1), ("First", 2)]),
        (entry(2, "Second", url="https://paper.example/world/a-long-last-part"), [("First", 1), ("Second", 2)]),
    ],
    ids=["the same address", "the same entry", "the same guid, retitled", "beside it in the outlet", "another story"],
)
def test_entries_of_one_answer_are_compared_with_each_other(
    store: Store, feed: int, second: Entry, told: list[tuple[str, int]]
) -> None:
    """As those of two answers are, though what came before is not written yet; and the search follows."""
    first = entry(1, "First", url="https://paper.example/a-long-last-part")
    if "story/1" in second.url:
        first = entry(1, "First")
    arrive(store, feed, first, second)
    assert [(row["title"], row["id"]) for row in store.rows("SELECT id, title FROM stories")] == told
    assert found(store, told[-1][0].lower()) == [number for title, number in told if title == told[-1][0]]
    assert sound(store)


def test_a_story_that_changes_in_the_transaction_that_brings_it_is_found_as_it_became(store: Store, feed: int) -> None:
    """It is not in the search yet when it changes, nor when it goes."""
    with store.writing() as connection:
        arrive(store, feed, entry(1, "Before"), entry(2, "Gone"), entry(3, "Stays"))
        pages.save(store, build.page(1, "The whole article."), hours(1))
        connection.execute("UPDATE stories SET title = 'After' WHERE id = 1")
        for table in ("entries", "revisions", "addresses"):
            connection.execute(f"DELETE FROM {table} WHERE story_id = 2")
        connection.execute("DELETE FROM stories WHERE id = 2")
    assert [found(store, word) for word in ("before", "after", "whole", "gone", "stays")] == [[], [1], [1], [], [3]]
    assert sound(store)


def test_what_is_not_kept_is_not_searched(store: Store, feed: int) -> None:
    """Neither of a transaction that failed, nor of a record that the tables refused."""

    def failing(number: int, title: str) -> None:
        with store.writing(), restoring.whole(store) as connection:
            arrive(store, feed, entry(number, title))
            connection.execute("INSERT INTO feeds(id) VALUES (9)")

    with pytest.raises(restoring.Refused):
        failing(1, "Failed")
    with store.writing():
        with pytest.raises(restoring.Refused):
            failing(2, "Refused")
        arrive(store, feed, entry(3, "Kept"))
    assert [found(store, word) for word in ("failed", "refused", "kept")] == [[], [], [1]]
    assert sound(store)


def test_a_change_amid_new_entries_takes_no_number_of_theirs(store: Store, feed: int) -> None:
    """A version is numbered by SQLite, and those of new stories before they are written."""
    arrive(store, feed, entry(1, "First"))
    arrive(store, feed, entry(2, "Second"), entry(1, "First, retitled", updated_at=hours(1)), entry(3, "Third"))
    told = store.rows("SELECT title, story_id, number FROM versions ORDER BY story_id, number")
    assert [tuple(row) for row in told] == [
        ("First", 1, 1),
        ("First, retitled", 1, 2),
        ("Second", 2, 1),
        ("Third", 3, 1),
    ]
    assert sound(store)
