"""The versions of a feed over time, each through parser and store: one story an entry, and every retitle."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from html import escape
from itertools import pairwise
from pathlib import Path

import pytest

from fetchers.feeds import parse
from narrative.edits import retitle_changes_meaning
from store import feeds, gaps, reading, state
from store.database import Store
from store.feeds import NewFeed, PollOutcome
from store.models import Entry, Relevance
from store.stories import Arrival, look, receive
from tests.conftest import DATA

HISTORY = DATA / "feeds" / "history" / "anthropic_news"
OFF = Relevance(0.0, relevant=False, possible=False)
START = datetime(2026, 3, 2, 9, tzinfo=UTC)
NEWS, LAB = "https://lab.example/news", "https://lab.example/research"

Item = tuple[str, str, str]


class Reader:
    """Reads the answers of a feed, each of their items once: most are in hundreds of answers, and reading takes the
    time."""

    def __init__(self) -> None:
        self._known: dict[bytes, Entry] = {}

    def entries(self, body: bytes) -> tuple[Entry, ...]:
        items = re.findall(rb"<item>.*?</item>", body, re.DOTALL)
        new = [item for item in dict.fromkeys(items) if item not in self._known]
        if new:
            begin, end = body.index(items[0]), body.rindex(items[-1]) + len(items[-1])
            read = parse(body[:begin] + b"".join(new) + body[end:], f"{NEWS}/feed.xml", "application/rss+xml").entries
            self._known.update(zip(new, read, strict=True))
        return tuple(self._known[item] for item in items)


def replay(store: Store, versions: Iterable[tuple[datetime, bytes]]) -> None:
    """Polls a feed that gives these answers, as the pipeline does."""
    reader = Reader()
    (feed_id,) = feeds.add(store, [NewFeed(f"{NEWS}/feed.xml", "News", "The Lab")], START)
    for at, body in versions:
        entries = reader.entries(body)
        sight = look(store, feed_id, entries)
        arrivals = [Arrival(entry, OFF, "The Lab", "lab.example") for entry in sight.fresh]
        receive(store, feed_id, arrivals, at, shown=sight.stories)
        feeds.record(store, PollOutcome(feed_id, at, "new", at + timedelta(hours=1), "the usual hour", status=200))


def retitles(store: Store) -> list[tuple[str, str]]:
    """Every step from one headline of a story to the next."""
    versions = [reading.revisions(store, story.id) for story in reading.every_story(store)]
    steps = [step for some in versions for step in pairwise(some)]
    return [(old.title, new.title) for old, new in steps if old.title != new.title]


def counts(store: Store) -> tuple[int, int]:
    return store.value("SELECT count(*) FROM stories"), store.value("SELECT count(*) FROM entries")


def rss(items: Iterable[Item]) -> bytes:
    rows = "".join(
        f"<item><title>{escape(title)}</title><link>{url}</link><guid isPermaLink='false'>{url}</guid>"
        f"<description>{escape(title)}</description><pubDate>{date} 00:00:00 +0000</pubDate></item>"
        for url, title, date in items
    )
    return f"<rss version='2.0'><channel><title>News</title><link>{NEWS}</link>{rows}</channel></rss>".encode()


def others(first: int, last: int) -> list[Item]:
    return [(f"{NEWS}/note-{n}", f"Note number {n}", f"Sun, {n % 27 + 1:02} Feb 2026") for n in range(first, last)]


#: An invented lab's newsroom, answer by answer: what a feed made from a page goes through in a year.
ANSWERS: list[list[Item]] = [
    [
        (f"{NEWS}/weights", "Keeping Weights Safe", "Mon, 05 Jan 2026"),
        (f"{NEWS}/pact", "The Lab's Pact with Schools", "Tue, 06 Jan 2026"),
        (f"{NEWS}/three", "Lab, court and ministry agree", "Wed, 07 Jan 2026"),
        (f"{NEWS}/care", "Caring for the well-being of pupils", "Thu, 08 Jan 2026"),
        (f"{NEWS}/notes", "Bringing notes to classes", "Fri, 09 Jan 2026"),
        (f"{NEWS}/tools", "Introducing Lab Tools", "Fri, 09 Jan 2026"),
        (f"{LAB}/slow-thinking", "How slow thinking works", "Sat, 10 Jan 2026"),
        *others(1, 30),
    ],
    # Case alone, one of them wrong; a typographic apostrophe; a comma with another date.
    [
        (f"{NEWS}/weights", "Keeping weights safE", "Mon, 05 Jan 2026"),
        (f"{NEWS}/pact", "The Lab’s Pact with Schools", "Tue, 06 Jan 2026"),
        (f"{NEWS}/three", "Lab, court, and ministry agree", "Tue, 06 Jan 2026"),
        (f"{NEWS}/care", "Caring for the well-being of pupils", "Thu, 08 Jan 2026"),
        (f"{NEWS}/notes", "Bringing notes to classes", "Fri, 09 Jan 2026"),
        (f"{NEWS}/tools", "Introducing Lab Tools", "Fri, 09 Jan 2026"),
        (f"{LAB}/slow-thinking", "How slow thinking works", "Sat, 10 Jan 2026"),
        *others(1, 31),
    ],
    # The page broke: nothing, then the newest two, then all again in the other order, with one word less a hyphen.
    [],
    others(29, 31),
    [
        *reversed(others(1, 32)),
        (f"{NEWS}/weights", "Keeping weights safe", "Mon, 05 Jan 2026"),
        (f"{NEWS}/pact", "The Lab’s Pact with Schools", "Tue, 06 Jan 2026"),
        (f"{NEWS}/care", "Caring for the wellbeing of pupils", "Thu, 08 Jan 2026"),
        (f"{NEWS}/notes", "Bringing notes to everyone", "Fri, 09 Jan 2026"),
        (f"{NEWS}/tools", "Introducing Class Tools", "Fri, 09 Jan 2026"),
    ],
    # What was away for months is back; another page has the headline and the day of one that is away.
    [
        (f"{NEWS}/slow-thinking", "How slow thinking works", "Sat, 10 Jan 2026"),
        (f"{NEWS}/three", "Lab, court, and ministry agree", "Tue, 06 Jan 2026"),
        (f"{NEWS}/tools", "Introducing Tools", "Fri, 09 Jan 2026"),
        *others(3, 34),
    ],
]
RETITLED = [
    ("Keeping Weights Safe", "Keeping weights safE"),
    ("Keeping weights safE", "Keeping weights safe"),
    ("The Lab's Pact with Schools", "The Lab’s Pact with Schools"),
    ("Lab, court and ministry agree", "Lab, court, and ministry agree"),
    ("Caring for the well-being of pupils", "Caring for the wellbeing of pupils"),
    ("Bringing notes to classes", "Bringing notes to everyone"),
    ("Introducing Lab Tools", "Introducing Class Tools"),
    ("Introducing Class Tools", "Introducing Tools"),
]


def test_an_invented_newsroom_keeps_one_story_an_entry_and_every_retitle(store: Store) -> None:
    """Eight pages and 33 notes, whatever the feed left out meanwhile, and no gap, as nothing rolled over."""
    replay(store, [(START + timedelta(days=20 * n), rss(items)) for n, items in enumerate(ANSWERS)])
    assert counts(store) == (8 + 33, 8 + 33)
    assert retitles(store) == RETITLED
    assert [new for old, new in RETITLED if retitle_changes_meaning(old, new)] == [
        "Bringing notes to everyone",
        "Introducing Class Tools",
        "Introducing Tools",
    ]
    assert gaps.of(store, 1) == []


def test_a_second_time_through_the_newest_answer_writes_nothing(store: Store) -> None:
    versions = [(START + timedelta(days=n), rss(items)) for n, items in enumerate(ANSWERS)]
    replay(store, versions)
    state.set_analysis_stale(store, False)
    before = store.value("PRAGMA data_version"), store.connection.total_changes
    entries = parse(versions[-1][1], NEWS, "").entries
    assert look(store, 1, entries).fresh == ()
    receive(store, 1, [Arrival(entry, OFF, "The Lab", "lab.example") for entry in entries], START)
    assert (store.value("PRAGMA data_version"), store.connection.total_changes) == before


def _moment(path: Path) -> datetime:
    return datetime.fromisoformat(re.sub(r"T(\d\d)(\d\d)(\d\d)", r"T\1:\2:\3", path.name.partition("_")[0]))


@pytest.mark.skipif(not HISTORY.is_dir(), reason="../shared/data/feeds/history is not there")
def test_a_real_feeds_history_gives_its_312_entries_and_28_retitles(store: Store) -> None:
    """Fourteen months of hourly polls; four of the retitles change the meaning."""
    paths = sorted(HISTORY.glob("*.xml.gz"), key=_moment)
    last = gzip.decompress(paths[-1].read_bytes())
    assert Reader().entries(last) == parse(last, NEWS, "").entries
    replay(store, ((_moment(path), gzip.decompress(path.read_bytes())) for path in paths))
    assert counts(store) == (312, 312)
    found = retitles(store)
    assert len(found) == 28
    assert sum(retitle_changes_meaning(old, new) for old, new in found) == 4
