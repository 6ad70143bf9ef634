"""A story's words are kept once, and every version of them can be read and changed as if it had its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from store import looks, pages, reading
from store.database import Store, open_store
from tests.store import build
from tests.store.build import arrive, entry, hours, page
from tests.store.older import old_feed, old_story, older

TOLD = [("First", "One."), ("First", "Two."), ("Second", "Two.")]


@pytest.fixture
def edited(store: Store) -> Store:
    """A story whose page changed, and then its headline."""
    build.a_story(store, 1, "First", summary="In short.")
    pages.save(store, page(1, "One."), hours(1))
    pages.save(store, page(1, "Two."), hours(2))
    arrive(store, 1, entry(1, "Second", summary="In short.", updated_at=hours(3)), now=hours(3))
    return store


def told(store: Store) -> list[tuple[str, str]]:
    return [(one.title, one.text) for one in reading.revisions(store, 1)]


def own(store: Store) -> list[tuple[str | None, str | None]]:
    """The words that each version keeps itself."""
    return [tuple(row) for row in store.rows("SELECT title, text FROM revisions ORDER BY number")]


def test_the_newest_words_are_kept_with_the_story_alone(edited: Store) -> None:
    """Each version is whole all the same, and the earlier ones have what was theirs."""
    assert told(edited) == TOLD
    assert own(edited) == [*TOLD[:2], (None, None)]
    story = reading.get(edited, 1)
    assert (story.title, story.text) == TOLD[-1]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_any_version_is_changed_in_place(edited: Store, number: int) -> None:
    """As when an outlet's repeated lines are left out; of the newest the story and its search follow."""
    with edited.writing() as connection:
        connection.execute("UPDATE versions SET text = 'Otherwise.', ours = 'x' WHERE number = ?", (number,))
    expected = [(title, "Otherwise." if place == number else text) for place, (title, text) in enumerate(TOLD, 1)]
    assert told(edited) == expected
    assert own(edited)[-1] == (None, None)
    assert reading.get(edited, 1).text == expected[-1][1]
    found = edited.rows("SELECT rowid FROM stories_fts WHERE stories_fts MATCH 'otherwise'")
    assert [row[0] for row in found] == ([1] if number == 3 else [])
    assert edited.value("SELECT count(*) FROM revisions WHERE ours = 'x'") == 1


def test_a_new_headline_of_a_page_that_changed_is_the_newest_versions(edited: Store) -> None:
    """Text and headline that change at one look are one version."""
    looks.save(edited, page(1, "Three."), hours(4), headline="Third")
    assert told(edited) == [*TOLD, ("Third", "Three.")]
    assert own(edited) == [*TOLD, (None, None)]


@pytest.mark.parametrize(
    ("change", "text", "own_text"),
    [
        ("", "It ended.", None),
        ("UPDATE revisions SET text = 'Else.' WHERE id = 1", "Else.", "Else."),
        ("UPDATE stories SET revision_id = 9", "It ended.", "It ended."),
    ],
    ids=["alike", "other words", "not the newest"],
)
def test_a_file_of_before_loses_no_words(database: Path, change: str, text: str, own_text: str | None) -> None:
    """Only words that are the story's own go, and earlier versions stay as they were."""
    with older(database, 60) as old:
        old_feed(old)
        old_story(old, 1, "https://paper.example/story/1", "It ended.")
        old.connection.execute(
            "INSERT INTO revisions(id, story_id, number, seen_at, title, text, text_source, extracted, ours) "
            "VALUES (5, 1, 0, ?, 'Before', 'Once.', 'page', 'Once. Ad.', 'extraction')",
            (hours(-1).isoformat(),),
        )
        old.connection.executescript(change)
    with open_store(database) as store:
        assert told(store) == [("Before", "Once."), ("Model suspended", text)]
        assert [words for _, words in own(store)] == ["Once.", own_text]
        row = store.row("SELECT extracted, ours, text_source FROM versions WHERE id = 5")
        assert row is not None
        assert tuple(row) == ("Once. Ad.", "extraction", "page")
        assert reading.get(store, 1).text == "It ended."
        assert [tuple(row) for row in store.rows("SELECT feed_id, guid, story_id FROM entries")] == [(1, "guid-1", 1)]
        assert store.value("PRAGMA foreign_keys") == 1
