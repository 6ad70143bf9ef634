"""Rows that refer to what is not there are made good, and no word of an outlet or a person is lost by it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from store import codec, columns, evidence, feeds, marks, orphans, pages, polls, reading, readings, state, statements
from store.database import Store, open_store
from store.errors import Unreadable
from store.evidence import Kept
from store.feeds import PollOutcome
from store.models import Statement, TextSource
from store.polls import Exchange
from tests.conftest import NOW
from tests.store import build


@pytest.fixture
def filled(store: Store) -> Store:
    """Two stories, each with a claim, one with an edited headline and saved; a feed with a poll in the ledger."""
    build.two_claims(store)
    build.arrive(store, 1, build.entry(1, "First, edited", updated_at=build.hours(2)), now=build.hours(3))
    marks.save(store, [1], NOW)
    outcome = PollOutcome(1, NOW, "new", build.hours(1), "because", exchange=Exchange("https://one.example/feed"))
    feeds.record(store, outcome)
    return store


def lose(store: Store, sql: str) -> None:
    """Takes rows away as a damaged disk does: asking nobody."""
    store.connection.execute("PRAGMA foreign_keys = OFF")
    triggers = store.rows("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    for row in triggers:
        store.connection.execute(f"DROP TRIGGER {row['name']}")
    store.connection.execute(sql)
    for row in triggers:
        store.connection.execute(row["sql"])
    store.connection.execute("PRAGMA foreign_keys = ON")


def whole(store: Store) -> bool:
    return store.check() == "ok" and not store.rows("PRAGMA foreign_key_check") and not orphans.find(store.connection)


def test_a_sound_store_has_none(filled: Store) -> None:
    """Nothing is found, and making it good changes nothing."""
    before = build.dump(filled)
    assert orphans.find(filled.connection) == []
    assert orphans.mend(filled, NOW) == []
    assert build.dump(filled) == before


def test_a_story_is_put_together_from_what_feeds_showed_and_its_versions(filled: Store) -> None:
    """Address, headline, text, both versions, mark and mentions are there again, under its number."""
    before = reading.get(filled, 1)
    versions = reading.revisions(filled, 1)
    lose(filled, "DELETE FROM stories WHERE id = 1")
    assert {one.table for one in orphans.find(filled.connection)} >= {"entries", "revisions", "marks", "mentions"}
    orphans.mend(filled, NOW)
    after = reading.get(filled, 1)
    assert whole(filled)
    assert reading.revisions(filled, 1) == versions
    for name in ("url", "title", "text", "saved", "relevant", "revision_id", "revisions", "first_seen_at"):
        assert getattr(after, name) == getattr(before, name), name
    assert state.analysis_is_stale(filled)
    assert build.arrive(filled, 1, build.entry(1, "First, edited", updated_at=build.hours(2))).new == ()


@pytest.mark.parametrize(
    ("gone", "url", "title"),
    [
        ("entries", "https://paper.example/story/1", "First"),
        ("revisions", "https://paper.example/story/1", "First, edited"),
        ("entries, revisions", "https://paper.example/story/1", ""),
        ("entries, addresses", "https://unknown.invalid/story/1", "First"),
    ],
)
def test_the_less_is_left_the_less_comes_back(filled: Store, gone: str, url: str, title: str) -> None:
    """Even of a story of which only a mark is left there is one, so that the mark is not lost. The newest headline is
    the story's own and goes with it: where no feed shows it, the one before it stands."""
    lose(filled, "DELETE FROM stories WHERE id = 1")
    lose(filled, "DELETE FROM mentions")
    for table in gone.split(", "):
        lose(filled, f"DELETE FROM {table} WHERE story_id = 1")
    orphans.mend(filled, NOW)
    after = reading.get(filled, 1)
    assert (after.url, after.title, after.saved) == (url, title, True)
    assert whole(filled)


def test_a_version_is_put_together_from_its_story(filled: Store) -> None:
    """The newest version is the story's own text."""
    versions = reading.revisions(filled, 1)
    lose(filled, "DELETE FROM revisions WHERE number = 2")
    orphans.mend(filled, NOW)
    assert whole(filled)
    after = reading.revisions(filled, 1)
    assert [(one.id, one.number, one.title, one.text) for one in after] == [
        (one.id, one.number, one.title, one.text) for one in versions
    ]


def test_the_page_of_a_story_that_lost_its_text_is_fetched_again(filled: Store) -> None:
    """Until then the feed's words stand there, as the feed's; the page's take their place without a new version."""
    pages.save(filled, build.page(1, "The page's own text, much longer than the feed's."), build.hours(4))
    lose(filled, "DELETE FROM stories WHERE id = 1")
    orphans.mend(filled, NOW)
    assert whole(filled)
    newest = reading.revisions(filled, 1)[-1]
    assert (newest.text, newest.text_source) == (reading.get(filled, 1).text, TextSource.FEED)
    assert 1 in [page.story_id for page in pages.wanted(filled, NOW)]
    pages.save(filled, build.page(1, "The page's own text, much longer than the feed's."), build.hours(4))
    again = reading.revisions(filled, 1)[-1]
    assert (again.id, again.text_source) == (newest.id, TextSource.PAGE)


def test_what_feed_and_page_stated_comes_back_and_the_kept_page_waits_to_be_read(filled: Store) -> None:
    """Time, author and language by the rules that took them, the feed before the page; a relevance of none; the page
    as fetched. Nothing of it is let go."""
    said = (Statement("author", "page", "Ann Writer"), Statement("language", "page", "en"))
    dated = (Statement("published_at", "json-ld", "2026-06-01T08:00:00+00:00"), Statement("title", "page", "First"))
    kept = Kept("https://paper.example/story/1", NOW, 200, {}, b"<html>")
    page = build.page(1, "The page's own text, much longer than the feed's.", statements=(*said, *dated), rules="9")
    pages.save(filled, replace(page, kept=kept), build.hours(4))
    before = filled.rows("SELECT * FROM statements ORDER BY 1, 2, 3")
    lose(filled, "DELETE FROM stories WHERE id = 1")
    found = {one.table: one.kept for one in orphans.find(filled.connection)}
    assert (found["statements"], found["evidence"]) == (True, True)
    orphans.mend(filled, NOW)
    after = reading.get(filled, 1)
    assert whole(filled)
    assert filled.rows("SELECT * FROM statements ORDER BY 1, 2, 3") == before
    assert (after.author, after.language, after.relevance, after.matched) == ("A. Writer", "en", 0.0, ())
    published = statements.chosen(after.statements)["published_at"].value
    assert codec.stamp(after.published_at) == published
    said_at = filled.value("SELECT said_at FROM stories WHERE id = 1")
    assert said_at == min(published, codec.stamp(after.first_seen_at))
    assert after.text == pages.told(filled, 1)
    assert [one.story_id for one in evidence.newest(filled, "9")] == [1]


def test_a_story_without_a_relevance_reads_as_one_of_none(filled: Store) -> None:
    """Versions before put stories together again without it."""
    filled.connection.execute("UPDATE stories SET relevance = NULL WHERE id = 1")
    assert reading.get(filled, 1).relevance == 0.0
    columns.mend(filled, NOW)
    assert filled.value("SELECT relevance FROM stories WHERE id = 1") == 0.0


@pytest.mark.parametrize("left", ["evidence", "statements"])
def test_a_story_of_which_only_its_page_or_what_was_stated_is_left_is_one(filled: Store, left: str) -> None:
    """They are words of others, and go with nothing."""
    kept = Kept("https://paper.example/story/1", NOW, 200, {}, b"<html>")
    pages.save(filled, replace(build.page(1, "Text."), kept=kept), build.hours(4))
    for table in {"entries", "revisions", "marks", "mentions", "addresses", "evidence", "statements"} - {left}:
        lose(filled, f"DELETE FROM {table} WHERE story_id = 1")
    lose(filled, "DELETE FROM stories WHERE id = 1")
    orphans.mend(filled, NOW)
    assert reading.get(filled, 1).title == ("First, edited" if left == "statements" else "")
    assert filled.value(f"SELECT count(*) FROM {left} WHERE story_id = 1")
    assert whole(filled)


def test_a_feed_is_put_together_from_the_ledger_and_asks_nobody(filled: Store) -> None:
    """It is paused, so that a person looks at it before it is polled."""
    lose(filled, "DELETE FROM feeds")
    orphans.mend(filled, NOW)
    feed = feeds.get(filled, 1)
    assert (feed.url, feed.paused_at) == ("https://one.example/feed", NOW)
    assert polls.last(filled, 1)
    assert whole(filled)


def test_what_is_derived_of_nothing_goes(filled: Store) -> None:
    """Mentions of claims and stories that are gone, and indexes."""
    lose(filled, "DELETE FROM claims WHERE id = 1")
    filled.connection.execute("INSERT INTO runs VALUES (5, 999)")
    orphans.mend(filled, NOW)
    assert whole(filled)
    assert filled.value("SELECT count(*) FROM runs") == 0
    assert {row["claim_id"] for row in filled.rows("SELECT claim_id FROM mentions")} == {2}


@pytest.mark.parametrize(
    ("damage", "fails"),
    [
        ("UPDATE stories SET matched = '[[' WHERE id = 1", lambda store: reading.get(store, 1)),
        ("UPDATE stories SET published_at = '2O26' WHERE id = 1", lambda store: reading.get(store, 1)),
        ("UPDATE stories SET first_seen_at = 'x' WHERE id = 1", lambda store: reading.get(store, 1)),
        ("UPDATE feeds SET added_at = '2026'", lambda store: feeds.every(store)),
        ("UPDATE stories SET text_source = 'fexd' WHERE id = 1", lambda store: reading.get(store, 1)),
        ("UPDATE feeds SET skip_hours = '1 x'", lambda store: feeds.every(store)),
        ("UPDATE state SET value = '[' WHERE key = 'read'", lambda store: readings.size(store)),
    ],
)
def test_a_column_that_cannot_be_understood_is_told_and_made_readable(
    database: Path, damage: str, fails: object
) -> None:
    """Whoever reads it is told in a sentence; once mended it can be read."""
    assert callable(fails)
    with open_store(database) as store:
        build.a_story(store)
        state.put(store, "read", "[0, 0]")
        store.connection.execute(damage)
    with pytest.raises(Unreadable, match="reportedly doctor"), open_store(database) as store:
        fails(store)
    with open_store(database) as store:
        assert [one.count for one in columns.find(store)] == [1]
        columns.mend(store, NOW)
        assert columns.find(store) == []
        fails(store)
