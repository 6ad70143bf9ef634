"""How quick the home as it was is at hand: a week of 2,000 invented stories, polled every two hours, then asked for at
moments all over it.

    python -m bench.asof [--stories 2000] [--polls 84] [--folder DIR]

Printed: the share of the file that its past takes, what keeping it costs beside the same week with the triggers taken
out, a moment asked for the first time (the file made) and again, and moving over all of the week as a scrubber does.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench import press
from fetchers.progress import Quiet
from narrative.topic import Topic
from reportedly import analysis, asof
from reportedly.brief import brief
from reportedly.home import Home, ensure
from store import feeds, history, stories
from store.feeds import NewFeed
from store.models import Entry, Relevance, Story
from store.stories import Arrival

FITS = Relevance(5.0, relevant=True, possible=True)
BEGAN = datetime(2026, 6, 12, tzinfo=UTC)
WEEK = timedelta(days=7)
#: Moments that are asked for.
ASKED = 12


def live(home: Home, topic: Topic, some: Sequence[Story], polls: int, *, kept: bool) -> float:
    """Polls the stories in even portions; the seconds that took."""
    began = time.perf_counter()
    with home.open() as store:
        if not kept:
            for table in history.KEPT:
                for event in ("insert", "update", "delete"):
                    store.connection.execute(f"DROP TRIGGER {table}_history_{event}")
        feeds.add(store, [NewFeed("https://feed.example/", "Feed", "Feed")], BEGAN)
        for number in range(polls):
            now = BEGAN + WEEK * (number + 1) / polls
            portion = some[len(some) * number // polls : len(some) * (number + 1) // polls]
            stories.receive(store, 1, [_arrival(story, now) for story in portion], now)
            store.known_at = now
            analysis.analyse(store, topic, Quiet())
    return time.perf_counter() - began


def _arrival(story: Story, now: datetime) -> Arrival:
    said = now - timedelta(minutes=story.id % 90)
    entry = Entry(story.url, story.url, story.title, published_at=said, content=story.text)
    return Arrival(entry, FITS, story.outlet, story.domain)


def ask(home: Home, moment: datetime) -> float:
    """Milliseconds until the brief of a day as of a moment is there."""
    began = time.perf_counter()
    with asof.at(home, moment) as store:
        brief(store, moment - timedelta(days=1), moment)
    return (time.perf_counter() - began) * 1000


def only_open(home: Home, moment: datetime) -> float:
    """Milliseconds until the store as of a moment is there."""
    began = time.perf_counter()
    with asof.at(home, moment):
        return (time.perf_counter() - began) * 1000


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--stories", type=int, default=2_000)
    options.add_argument("--polls", type=int, default=84)
    options.add_argument("--folder", type=Path, help="where the homes are made (default: a temporary folder)")
    given = options.parse_args()
    some = [replace(story, id=place) for place, story in enumerate(press.stories(given.stories), 1)]
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        homes = [ensure(Path(name) / kind, BEGAN, feeds=False) for kind in ("kept", "bare")]
        topic = homes[0].read_topic()
        took = [live(home, topic, some, given.polls, kept=home is homes[0]) for home in homes]
        sizes = [home.database.stat().st_size / 1e6 for home in homes]
        with homes[0].open() as store:
            count, size = store.connection.execute("SELECT count(*), sum(length(changes)) FROM moments").fetchone()
        print(f"{given.polls} polls, {len(some)} stories: {took[0]:.1f} s, without keeping {took[1]:.1f} s")
        print(f"file {sizes[0]:.1f} MB, without keeping {sizes[1]:.1f} MB; {count} moments take {size / 1e6:.2f} MB")
        moments = [BEGAN + WEEK * (number + 0.5) / ASKED for number in range(ASKED)]
        for what, way in (("store", only_open), ("store and brief", ask)):
            for path in homes[0].earlier.glob("*"):
                path.unlink()
            first = [way(homes[0], moment) for moment in moments]
            again = [way(homes[0], moment) for moment in moments[-asof.KEPT :]]
            print(
                f"{what}: first {statistics.median(first):.0f} ms (most {max(first):.0f}), "
                f"again {statistics.median(again):.0f} ms (most {max(again):.0f})"
            )


if __name__ == "__main__":
    main()
