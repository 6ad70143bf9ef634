"""Shares from kept tallies are those of reading every story anew, whatever happened meanwhile."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from fetchers.progress import Quiet
from narrative.frames import shares_by_day
from narrative.topic import Frame
from reportedly.analysis import analyse
from reportedly.home import Home
from reportedly.shares import count, shares
from store import pages, reading
from store.database import open_store
from tests.conftest import NOW
from tests.store.build import page


def test_kept_tallies_give_what_reading_anew_gives(polled: Home, tmp_path: Path) -> None:
    """Counted once; a new version is counted again, and so is everything when the frames change."""
    topic, copy = polled.read_topic(), tmp_path / "copy.db"
    with polled.open() as store:
        store.connection.execute("VACUUM INTO ?", (str(copy),))
    with open_store(copy) as store:
        stories = reading.relevant_stories(store)
        assert shares(store, topic) == shares_by_day(stories, topic.frames)
        assert count(store, topic) == 0
        pages.save(store, page(stories[0].id, "The court met. It was unlawful, the court said."), NOW)
        assert count(store, topic) == 1
        analyse(store, topic, Quiet())
        assert shares(store, topic) == shares_by_day(reading.relevant_stories(store), topic.frames)
        other = replace(topic, frames=(Frame("all", "all", ("the",)),))
        assert count(store, other) == len(stories)
        assert all(0 < day["all"] <= 1 for day in shares(store, other).values())
