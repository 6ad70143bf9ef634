"""How fast a home goes out and another takes it in, and in how much memory: `python -m bench.imports [SIZES...]`.

An invented press, every tenth story with a second version, every third with marks. The peer is what any import costs:
the lines of the same file parsed as JSON, and address, headline and text put into one table with a full-text index.
Each step runs in a process of its own, whose CPU seconds and peak memory are told.
"""

from __future__ import annotations

import json
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path

from bench.press import stories as press
from narrative.topic import parse_topic
from reportedly.importing.run import Import
from store import export, feeds, marks, pages
from store.database import open_store
from store.feeds import NewFeed
from store.models import Entry, Relevance
from store.pages import FetchedPage
from store.stories import Arrival, receive

SIZES = (1_000, 10_000)
NOW = datetime(2026, 7, 2, 12, tzinfo=UTC)
FITS = Relevance(3.5, relevant=True, possible=True)


def main(sizes: Sequence[int]) -> None:
    steps = ("make", "export", "plain", "import", "again", "beside", "ris")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            for step in steps:
                command = [sys.executable, "-m", "bench.imports", "--step", step, str(size), folder]
                subprocess.run(command, check=True, env=os.environ)


def make(size: int, folder: Path) -> int:
    with open(folder / "a.ris", "w", encoding="utf-8") as out:
        for story in press(size):
            out.write(f"TY  - NEWS\nTI  - {story.title}\nUR  - {story.url}\nAB  - {story.text[:300]}\nER  - \n\n")
    with open_store(folder / "a.db") as store:
        (feed,) = feeds.add(store, [NewFeed("https://one.example/feed", "one", "One")], NOW)
        with store.writing():
            for story in press(size):
                entry = Entry(str(story.id), story.url, story.title, story.author, story.published_at)
                (made,) = receive(store, feed, [Arrival(entry, FITS, story.outlet, story.domain)], NOW).new
                pages.save(store, FetchedPage(made, story.text, FITS), NOW)
                if made % 10 == 0:
                    page = FetchedPage(made, f"{story.text}\nUpdated.", FITS)
                    pages.save(store, page, NOW + timedelta(hours=2))
                if made % 3 == 0:
                    marks.save(store, [made], NOW)
                    marks.note(store, [made], "to be asked about", NOW)
    return size


def export_all(size: int, folder: Path) -> int:
    with open_store(folder / "a.db") as store, open(folder / "a.jsonl", "w", encoding="utf-8") as out:
        return export.everything(store, out)


def plain(size: int, folder: Path) -> int:
    connection = sqlite3.connect(folder / "plain.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE stories (id INTEGER PRIMARY KEY, url TEXT, title TEXT, text TEXT)")
    connection.execute("CREATE VIRTUAL TABLE search USING fts5(title, text)")
    connection.execute("BEGIN")
    count = 0
    with open(folder / "a.jsonl", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if record["record"] == "story":
                count += 1
                row = (count, record["url"], record["title"], record["text"])
                connection.execute("INSERT INTO stories VALUES (?, ?, ?, ?)", row)
                connection.execute("INSERT INTO search(rowid, title, text) VALUES (?, ?, ?)", (row[0], *row[2:]))
    connection.execute("COMMIT")
    connection.close()
    return count


def take(size: int, folder: Path, name: str = "b.db", source: str = "a.jsonl") -> int:
    topic = parse_topic(files("seeds").joinpath("topic.toml").read_text(), "topic.toml")
    with open_store(folder / name) as store:
        account = Import(store, topic, NOW + timedelta(days=9), print).take(folder / source)
    assert account.left == 0
    assert account.taken["story"] + account.known["story"] == size
    return size


def beside(size: int, folder: Path) -> int:
    """Into a home that has a story already, so that all get ids of their own."""
    with open_store(folder / "c.db") as store:
        feeds_of = feeds.add(store, [NewFeed("https://two.example/feed", "two", "Two")], NOW)
        entry = Entry("x", "https://two.example/x", "Another one")
        receive(store, feeds_of[0], [Arrival(entry, FITS, "Two", "two.example")], NOW)
    return take(size, folder, "c.db")


def ris(size: int, folder: Path) -> int:
    return take(size, folder, "d.db", "a.ris")


STEPS: dict[str, tuple[str, Callable[[int, Path], int]]] = {
    "make": ("the home made", make),
    "export": ("export all", export_all),
    "plain": ("the peer: JSON to one table with an index", plain),
    "import": ("import into an empty home", take),
    "again": ("the same again, all known", take),
    "beside": ("import beside other stories", beside),
    "ris": ("RIS: judged, to be fetched", ris),
}


def step(name: str, size: int, folder: Path) -> None:
    what, work = STEPS[name]
    begin = time.process_time()
    count = work(size, folder)
    seconds = time.process_time() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{size:>9,}  {what:<42} {seconds:7.2f} s {count / seconds:9,.0f} a second {peak:6.0f} MB", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--step"]:
        step(sys.argv[2], int(sys.argv[3]), Path(sys.argv[4]))
    else:
        main([int(size) for size in sys.argv[1:]] or SIZES)
