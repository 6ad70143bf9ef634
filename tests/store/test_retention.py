"""Old entries off the topic lose their text and are never taken for new; what a person or a claim needs stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from store import earlier, evidence, history, judging, marks, pages, reading, readings, retention, state
from store.database import Store
from store.models import Relevance, TextSource
from store.query import parse
from tests.conftest import NOW
from tests.store import build
from tests.store.build import FITS, OFF, entry

DAYS = 90
LONG_AFTER = NOW + timedelta(days=91)
TEXT = "It was about chips and soup, at length."


def off_topic(store: Store, number: int = 1, **more: object) -> int:
    return build.a_story(store, number, f"Soup number {number} of the day", relevance=OFF, content=TEXT, **more)


def shrunk(store: Store, story_id: int) -> bool:
    return store.value("SELECT shrunk_at FROM stories WHERE id = ?", (story_id,)) is not None


def test_what_is_needed_to_know_it_again_stays_and_the_text_goes(store: Store) -> None:
    """Text, summary and earlier versions; guid, addresses and headline are as they were."""
    story = off_topic(store)
    build.arrive(store, 1, entry(1, "Soup of another day", updated_at=build.hours(1)), relevance=OFF)
    kept = {table: build.dump(store)[table] for table in ("addresses", "marks", "windows")}
    known = [tuple(row) for row in store.rows("SELECT guid, url, title, updated_at, story_id FROM entries")]
    assert retention.shrink(store, LONG_AFTER, DAYS) == 1
    found = reading.get(store, story)
    assert (found.text, found.title, found.relevant) == ("", "Soup of another day", False)
    assert [version.text for version in reading.revisions(store, story)] == [""]
    assert {table: build.dump(store)[table] for table in kept} == kept
    assert [tuple(row) for row in store.rows("SELECT guid, url, title, updated_at, story_id FROM entries")] == known
    assert "chips" not in repr(build.dump(store, "stories_fts_data"))
    assert not store.rows("SELECT rowid FROM stories_fts WHERE stories_fts MATCH 'chips'")
    assert store.check() == "ok"
    store.connection.execute("INSERT INTO stories_fts(stories_fts, rank) VALUES ('integrity-check', 1)")
    assert retention.shrink(store, LONG_AFTER, DAYS) == 0


SAME = {
    "the same again": entry(1, "Soup number 1 of the day", content=TEXT),
    "with another guid": entry(1, "Soup number 1 of the day", guid="guid-other-and-long", content=TEXT),
    "at another address": entry(
        1, "Soup number 1 of the day", url="https://paper.example/soup/number-one", content=TEXT
    ),
    "with another headline": entry(1, "Soup number 1 of the evening", content=TEXT),
    "updated": entry(1, "Soup number 1 of the day", content=TEXT, updated_at=build.hours(3000)),
}


@pytest.mark.parametrize("name", SAME)
def test_what_shrank_is_never_new(store: Store, name: str) -> None:
    """As a feed shows it again: it comes to the same as if nothing had been let go."""
    story = off_topic(store)
    assert retention.shrink(store, LONG_AFTER, DAYS) == 1
    received = build.arrive(store, 1, SAME[name], relevance=OFF, now=LONG_AFTER)
    assert received.new == ()
    assert [row["id"] for row in store.rows("SELECT id FROM stories")] == [story]
    other = build.a_feed(store, "two")
    assert build.arrive(store, other, SAME["the same again"], relevance=OFF, now=LONG_AFTER).new == ()


def test_one_that_changes_has_a_text_again_and_no_edit_is_seen(store: Store) -> None:
    """Nobody can say what was edited: the version that comes is the first."""
    story = off_topic(store)
    retention.shrink(store, LONG_AFTER, DAYS)
    later = entry(1, "Soup number 1 and a ban", content="The model was banned.", updated_at=build.hours(3000))
    assert build.arrive(store, 1, later, relevance=FITS, now=LONG_AFTER).changed == (story,)
    found = reading.get(store, story)
    assert (found.text, found.relevant, found.revisions) == ("The model was banned.", True, 1)
    assert reading.edited_since(store, NOW) == []
    assert not shrunk(store, story)
    assert [one.id for one in reading.select(store, parse("banned"), LONG_AFTER)] == [story]


def test_one_that_is_accepted_gets_its_page(store: Store) -> None:
    """Its text comes with the next poll, as its first."""
    story = off_topic(store)
    retention.shrink(store, LONG_AFTER, DAYS)
    marks.judge(store, [story], True, LONG_AFTER)
    assert [one.story_id for one in pages.wanted(store, LONG_AFTER)] == [story]
    assert not pages.save(store, build.page(story, "The whole article."), LONG_AFTER)
    assert (reading.get(store, story).text, shrunk(store, story)) == ("The whole article.", False)


def test_one_that_another_topic_wants_gets_its_page(store: Store) -> None:
    """Judged by its headline, which is all there is."""
    story = off_topic(store)
    retention.shrink(store, LONG_AFTER, DAYS)
    judging.rejudge(store, [(story, FITS)])
    assert [one.story_id for one in pages.wanted(store, LONG_AFTER)] == [story]


def _claimed(store: Store, story: int) -> None:
    from store import claims

    claims.replace(store, [build.claim(1, build.mention(store, story))])


def _read_before(store: Store, story: int) -> None:
    readings.save(store, readings.Entry(story, 1, "[]", [["chip"]], {1}, {2}))


KEPT: dict[str, Callable[[Store, int], object]] = {
    "saved": lambda store, story: marks.save(store, [story], NOW),
    "read": lambda store, story: marks.mark_read(store, [story], NOW),
    "accepted": lambda store, story: marks.judge(store, [story], True, NOW),
    "turned down": lambda store, story: marks.judge(store, [story], False, NOW),
    "in a claim": _claimed,
    "read for claims": _read_before,
    "waiting for its page": lambda store, story: store.connection.execute("UPDATE stories SET page_state = 'wanted'"),
}


@pytest.mark.parametrize("why", KEPT)
def test_what_is_marked_or_needed_stays_whole(store: Store, why: str) -> None:
    """Whatever its age."""
    story = off_topic(store)
    KEPT[why](store, story)
    before = build.dump(store)
    assert retention.plan(store, LONG_AFTER, DAYS).stories == 0
    assert retention.shrink(store, LONG_AFTER, DAYS) == 0
    assert build.dump(store) == before


@pytest.mark.parametrize(
    ("relevance", "days_old", "days", "expected"),
    [
        (OFF, 91, 90, 1),
        (OFF, 89, 90, 0),
        (FITS, 900, 90, 0),
        (OFF, 900, 0, 0),
        (replace(OFF, possible=True), 91, 90, 0),
    ],
)
def test_only_old_ones_off_the_topic(
    store: Store, relevance: Relevance, days_old: int, days: int, expected: int
) -> None:
    """Days 0 means never; one that may yet fit waits for its page."""
    build.a_story(store, 1, "Soup of the day", relevance=relevance)
    now = NOW + timedelta(days=days_old)
    assert retention.plan(store, now, days).stories == expected
    assert retention.shrink(store, now, days) == expected


def test_a_mark_taken_off_is_none(store: Store) -> None:
    """A row of marks that says nothing keeps nothing."""
    story = off_topic(store)
    marks.save(store, [story], NOW)
    marks.unsave(store, [story], NOW)
    assert retention.shrink(store, LONG_AFTER, DAYS) == 1


def test_the_plan_says_what_goes_and_compacting_gives_it_back(store: Store) -> None:
    """Bytes of text are counted as they are; afterwards the file is smaller by at least that."""
    for number in range(1, 40):
        build.a_story(store, number, f"Soup number {number}", relevance=OFF, content="spoon " * 2_000, summary="Soüp.")
    plan = retention.plan(store, LONG_AFTER, DAYS)
    one = len("spoon " * 2_000)
    assert (plan.stories, plan.versions) == (39, 0)
    assert plan.text == 39 * (one + 2 * len("Soüp.".encode()))
    assert state.analysis_is_stale(store)
    retention.shrink(store, LONG_AFTER, DAYS)
    freed = retention.compact(store, plan.size)
    assert freed == retention.Freed(plan.size - store.path.stat().st_size, held=False)
    assert freed.bytes >= plan.text
    assert store.check() == "ok"
    assert reading.get(store, 1).text_source is TextSource.FEED
    assert not retention.plan(store, LONG_AFTER, DAYS).anything


def test_nothing_of_the_text_stays_anywhere(store: Store, tmp_path: Path) -> None:
    """Neither in what was before, so that as of no time it comes back, nor in what page and feed said, nor in the page
    as it was fetched. What is known of others stays as it was."""
    story = off_topic(store)
    other = build.a_story(store, 2, "Model banned", content="Chips were banned.")
    pages.save(store, build.page(story, f"{TEXT} Dumplings too.", OFF, kept=fetched(story)), build.hours(1))
    pages.save(store, build.page(other, "Chips were banned on Friday.", kept=fetched(other)), build.hours(1))
    build.arrive(store, 1, entry(1, "Soup anew", content="Of dumplings.", updated_at=build.hours(2)), relevance=OFF)
    pages.save(store, build.page(story, "Dumplings alone.", OFF), build.hours(3))
    plan = retention.plan(store, LONG_AFTER, DAYS)
    assert (plan.kept, plan.kept_bytes > 0) == (1, True)
    assert retention.shrink(store, LONG_AFTER, DAYS) == 1
    past = repr([history.unpack(row[0]) for row in store.rows("SELECT changes FROM moments WHERE changes NOT NULL")])
    held = past + repr(build.dump(store, "stories_fts_data"))
    assert [word for word in ("at length", "umplings") if word in held] == []
    assert [one.story_id for one in evidence.newest(store)] == [other]
    for hour in (0, 1, 2, 4):
        target = tmp_path / f"{hour}.db"
        earlier.write(store, target, build.hours(hour))
        with earlier.opened(target) as then:
            texts = [row["text"] for row in then.rows("SELECT text FROM versions ORDER BY story_id, number")]
            assert texts == ["", "Chips were banned." if hour == 0 else "Chips were banned on Friday."]
            assert then.rows("SELECT * FROM statements WHERE story_id = ?", (story,)) == []


def fetched(number: int) -> evidence.Kept:
    return evidence.Kept(f"https://paper.example/story/{number}", NOW, 200, {}, f"<p>Page {number}</p>".encode() * 99)
