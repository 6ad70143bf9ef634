"""How the store grows: 10,000, 100,000 and 1,000,000 invented stories of 2 KB, put in as a poll does, then read.

    python -m bench.store [--sizes 10000,100000,1000000] [--reader PYTHON] [--folder DIR]

Words are as unevenly used as those of a language (Zipf, 120,000 of them). Printed for each size: stories taken a
second in batches, the size of the file beside the raw text, opening, a page of the list anywhere, searches for common
and rare words, and one poll's write of 50 stories. `--reader`: a Python with lemon24/reader
(`pip install reader==3.26 sgmllib3k`), whose `get_entries` and `search` are then measured over the same entries.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.zipf import Press
from store import asleft, feeds, opening, pagelist, reading, stories
from store.database import Store, open_store
from store.feeds import NewFeed
from store.models import Entry, Relevance
from store.query import parse
from store.stories import Arrival

BATCH = 10_000
#: Searches, pages and writes that are timed for each figure.
TIMES = 60
NOW = datetime(2026, 11, 21, tzinfo=UTC)
FITS = Relevance(5.0, relevant=True, possible=True)
READERS = r"""
import itertools, json, sys, time
from reader import make_reader
count, words = int(sys.argv[2]), sys.argv[3].split(",")
reader = make_reader(sys.argv[1], plugins=[])
reader.add_feed("https://paper.example/feed", allow_invalid_url=True)
begun, worked = time.perf_counter(), time.process_time()
for line in sys.stdin:
    number, title, text = json.loads(line)
    reader.add_entry({"feed_url": "https://paper.example/feed", "id": str(number), "title": title,
                      "link": f"https://paper.example/{number}", "content": [{"value": text}]})
taken = time.perf_counter() - begun
reader.enable_search()
begun = time.perf_counter()
reader.update_search()
indexed, worked = time.perf_counter() - begun, time.process_time() - worked
def timed(work):
    clock, worked = [], []
    for given in words:
        begun = time.perf_counter(), time.process_time(); work(given)
        clock.append((time.perf_counter() - begun[0]) * 1000); worked.append((time.process_time() - begun[1]) * 1000)
    return [[sorted(took)[len(took) // 2], sorted(took)[int(len(took) * 0.95)]] for took in (clock, worked)]
pages = timed(lambda word: list(itertools.islice(reader.get_entries(limit=50), 50)))
found = timed(lambda word: list(itertools.islice(reader.search_entries(word, limit=50), 50)))
newest = timed(lambda word: list(itertools.islice(reader.search_entries(word, sort="recent", limit=50), 50)))
print(json.dumps([count / taken, count / (taken + indexed), count / worked, pages, found, newest]))
"""


def arrivals(press: Press, first: int, last: int) -> Iterator[Arrival]:
    """Stories of these numbers, a minute from each other, of 400 outlets."""
    for number in range(first, last):
        outlet = f"outlet{number % 400}.example"
        url = f"https://{outlet}/story/{number}"
        said = NOW - timedelta(minutes=2_000_000 - number)
        title, text = press.story(number)
        yield Arrival(Entry(url, url, title, published_at=said, content=text), FITS, outlet, outlet)


def filled(store: Store, press: Press, first: int, last: int) -> tuple[float, float, int]:
    """Puts stories in; seconds in the store, those of them that this process had a processor, and raw bytes."""
    spent, worked, raw = 0.0, 0.0, 0
    for start in range(first, last, BATCH):
        batch = list(arrivals(press, start, min(start + BATCH, last)))
        raw += sum(len(one.entry.title.encode()) + len(one.entry.content.encode()) for one in batch)
        begun, before = time.perf_counter(), time.process_time()
        stories.receive(store, 1, batch, NOW)
        spent += time.perf_counter() - begun
        worked += time.process_time() - before
    return spent, worked, raw


def timed(work: Callable[[int], object], times: int = TIMES) -> list[tuple[float, float]]:
    """By the clock and of processor time: half of the runs took no longer than the first figure, 95 % no longer than
    the second; milliseconds."""
    took: list[list[float]] = [[], []]
    for number in range(times):
        begun = time.perf_counter(), time.process_time()
        work(number)
        took[0].append((time.perf_counter() - begun[0]) * 1000)
        took[1].append((time.process_time() - begun[1]) * 1000)
    return [(statistics.median(some), sorted(some)[int(times * 0.95)]) for some in took]


def row(what: str, given: list[tuple[float, float]], aim: str = "") -> None:
    parts = [f"{half:9.2f} ms, p95 {most:9.2f} ms" for half, most in given]
    print(f"  {what:<42} {'; processor '.join(parts)}  {aim}", flush=True)


def _opened_first(path: Path) -> None:
    """As a process does that did not have it open before."""
    opening.LOOKED_AT.clear()
    open_store(path).close()


def _opened_anew(path: Path) -> None:
    """Every page is looked at first."""
    asleft.note_of(path).unlink()
    open_store(path).close()


@dataclass(frozen=True, slots=True)
class Filled:
    """What is in the file so far: stories, bytes of raw text, and the seconds that they took, by the clock and of
    processor time."""

    stories: int = 0
    raw: int = 0
    seconds: float = 0.0
    worked: float = 0.0


def measured(path: Path, press: Press, before: Filled, count: int) -> Filled:
    """Fills the file up to `count` stories and prints its figures."""
    with open_store(path) as store:
        if not before.stories:
            feeds.add(store, [NewFeed("https://paper.example/feed", "Paper", "Paper")], NOW)
        seconds, worked, raw = filled(store, press, before.stories, count)
        store.settling("PRAGMA wal_checkpoint(TRUNCATE)")
    so_far = Filled(count, before.raw + raw, before.seconds + seconds, before.worked + worked)
    print(f"{count:,} stories", flush=True)
    for what, taken, by_clock, by_processor in (
        (f"all of them, in batches of {BATCH:,}", count, so_far.seconds, so_far.worked),
        (f"those from {before.stories:,} on", count - before.stories, seconds, worked),
    ):
        print(f"  {what}: {taken / by_clock:,.0f} a second  (aim 5,000); {taken / by_processor:,.0f} of processor time")
    size = path.stat().st_size
    print(f"  file: {size / 1e6:,.0f} MB, {size / so_far.raw:.2f} times the raw text  (aim 2.2)")
    row("opening", timed(lambda number: _opened_first(path)), "(aim 50)")
    row("opening it again", timed(lambda number: open_store(path).close()))
    if size <= opening.WHOLE:
        row("opening one that others wrote to", timed(lambda number: _opened_anew(path), 3))
    with open_store(path) as store:
        read(store, press, count)
        poll = [list(arrivals(press, 3_000_000 + 50 * turn, 3_000_050 + 50 * turn)) for turn in range(TIMES)]
        row("one poll's write of 50 stories", timed(lambda n: stories.receive(store, 1, poll[n], NOW)), "(aim 50)")
        with store.writing() as connection:
            for table, key in (("entries", "story_id"), ("revisions", "story_id"), ("addresses", "story_id")):
                connection.execute(
                    f"DELETE FROM {table} WHERE {key} IN (SELECT id FROM stories WHERE id > ?)", (count,)
                )
            connection.execute("DELETE FROM stories WHERE id > ?", (count,))
    return so_far


def read(store: Store, press: Press, count: int) -> None:
    """Prints what lists and searches take."""
    lot = random.Random(count)
    everything = parse("")
    places = [pagelist.place(reading.get(store, number + 1)) for number in (lot.randrange(count) for _ in range(TIMES))]
    row("a page of 50, first", timed(lambda n: pagelist.page(store, everything, NOW, 50)), "(aim 5)")
    row(
        "a page of 50, anywhere",
        timed(lambda n: pagelist.page(store, everything, NOW, 50, before=places[n])),
        "(aim 5)",
    )
    for name, words in press.kinds().items():
        queries = [parse(word) for word in itertools.islice(itertools.cycle(words), TIMES)]
        row(f"newest 50 with {name}", timed(lambda n, q=queries: pagelist.page(store, q[n], NOW, 50)), "(aim 50)")  # type: ignore[misc]
        row(f"best 50 with {name}", timed(lambda n, q=queries: pagelist.best(store, q[n], NOW, 50)), "(aim 50)")  # type: ignore[misc]
    queries = [parse(word) for word in itertools.islice(itertools.cycle(press.mixed()), TIMES)]
    row("searches, common and rare", timed(lambda n: pagelist.best(store, queries[n], NOW, 50)), "(aim 50)")


def beside(folder: Path, press: Press, python: Path, count: int) -> None:
    """What reader takes for the same entries and words."""
    path = folder / "reader.db"
    words = ",".join(itertools.islice(itertools.cycle(press.mixed()), TIMES))
    command = [str(python), "-c", READERS, str(path), str(count), words]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout
        for number in range(count):
            process.stdin.write(json.dumps([number, *press.story(number)]) + "\n")
        process.stdin.close()
        said = process.stdout.read()
    taken, both, worked, *rest = json.loads(said)
    size = sum(part.stat().st_size for part in folder.glob("reader.db*"))
    print(
        f"{count:,} entries in reader (lemon24): taken {taken:,.0f} a second, {both:,.0f} with its search index "
        f"({worked:,.0f} a second of processor time); {size / 1e6:,.0f} MB"
    )
    for name, place in (("get_entries, first 50", 0), ("search, best 50", 1), ("search, newest 50", 2)):
        row(name, rest[place])


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--sizes", default="10000,100000,1000000")
    options.add_argument("--reader", type=Path, help="a Python that has reader; without it only ours is measured")
    options.add_argument("--compare", type=int, default=100_000, help="entries over which reader is measured")
    options.add_argument("--folder", type=Path, help="where the file is made (default: a temporary folder)")
    given = options.parse_args()
    press = Press()
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        before = Filled()
        for count in sorted(map(int, given.sizes.split(","))):
            before = measured(Path(name) / "reportedly.db", press, before, count)
        if given.reader:
            beside(Path(name), press, given.reader, given.compare)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
