"""Shares from kept tallies are those of reading every story anew, whatever happened meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from fetchers.progress import Quiet
from narrative.frames import shares_by_day
from narrative.topic import Frame
from reportedly import shares as shares_of_home
from reportedly.analysis import analyse
from reportedly.home import Home
from reportedly.shares import count, shares
from store import index, pages, reading
from store.database import Store, open_store
from tests.conftest import NOW
from tests.store.build import page


@pytest.fixture
def copy(polled: Home, tmp_path: Path) -> Iterator[Store]:
    """The demo's store, to write into."""
    with polled.open() as store:
        store.connection.execute("VACUUM INTO ?", (str(tmp_path / "copy.db"),))
    with open_store(tmp_path / "copy.db") as store:
        yield store


def test_kept_tallies_give_what_reading_anew_gives(polled: Home, copy: Store) -> None:
    """Counted once, by the poll; a new version is counted again, and so is everything when the frames change."""
    topic, stories = polled.read_topic(), reading.relevant_stories(copy)
    assert count(copy, topic, Quiet()) == 0
    assert shares(copy, topic).of_days == shares_by_day(stories, topic.frames)
    pages.save(copy, page(stories[0].id, "The court met. It was unlawful, the court said."), NOW)
    analyse(copy, topic, Quiet())
    assert count(copy, topic, Quiet()) == 0
    assert shares(copy, topic).of_days == shares_by_day(reading.relevant_stories(copy), topic.frames)
    other = replace(topic, frames=(Frame("all", "all", ("the",)),))
    assert count(copy, other, Quiet()) == len(stories)
    assert all(0 < day["all"] <= 1 for day in shares(copy, other).of_days.values())


def test_reading_counts_what_is_missing_and_keeps_nothing(polled: Home, copy: Store) -> None:
    """By other frames than those of the last analysis, and with a story whose new version nobody has analysed."""
    topic = replace(polled.read_topic(), frames=(Frame("law", "law", ("court", "unlawful")),))
    pages.save(copy, page(reading.relevant_stories(copy)[0].id, "The court met. It was unlawful, they said."), NOW)
    kept = copy.rows("SELECT * FROM tallies ORDER BY 1")
    copy.connection.execute("PRAGMA query_only = ON")
    chain_of = index.chains(copy, [story.id for story in reading.relevant_stories(copy)])
    expected = shares_by_day(reading.relevant_stories(copy), topic.frames, chain_of=chain_of)
    assert shares(copy, topic).of_days == expected
    assert any(day["law"] for day in expected.values())
    assert list(map(tuple, copy.rows("SELECT * FROM tallies ORDER BY 1"))) == list(map(tuple, kept))


def test_where_many_wait_their_days_are_left_out(polled: Home, copy: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The days that are whole are as they were; what the others would have is for an analysis to count."""
    monkeypatch.setattr(shares_of_home, "FEW", 1)
    topic = polled.read_topic()
    before = shares(copy, topic).of_days
    chain_of = index.chains(copy, [story.id for story in reading.relevant_stories(copy)])
    first = [story for story in reading.relevant_stories(copy) if chain_of.get(story.id, story.id) == story.id][:3]
    with copy.writing() as connection:
        connection.executemany("DELETE FROM tallies WHERE story_id = ?", [(story.id,) for story in first])
    found = shares(copy, topic)
    gone = {story.said_at.date() for story in first}
    assert found.uncounted == len(first)
    assert found.of_days == {day: its for day, its in before.items() if day not in gone}
    count(copy, topic, Quiet())
    assert shares(copy, topic) == shares_of_home.Shares(before)
