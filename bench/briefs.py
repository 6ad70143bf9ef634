"""A home in a file for timing the brief: four weeks of an invented press, a quarter of its stories in the last one.

Claims are told by stories as `bench.narrative` has them; one story in thirty of the last week was edited, one edit in
three so that its meaning changed, and all are counted by the topic's frames.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from importlib.resources import files
from pathlib import Path
from statistics import median

from bench.zipf import Press
from fetchers.progress import Quiet
from narrative.briefshort import short
from narrative.topic import Topic, parse_topic
from reportedly import shares
from reportedly.brief import brief, gather
from store import claims, feeds, index, reading, stories
from store.database import Store, open_store
from store.feeds import NewFeed
from store.models import Claim, Entry, Relevance, Story, TextSource
from store.query import Query
from store.revising import revise
from store.stories import Arrival

WEEK, WEEKS, CLAIMS, OUTLETS, EDITED, RUNS = 2_000, 4, 250, 60, 30, 5
_START, _FITS = datetime.fromisoformat("2026-06-01T00:00:00+00:00"), Relevance(5.0, relevant=True, possible=True)
_END = _START + timedelta(weeks=WEEKS)
#: Invents claims told by these stories: how many, stories in order of time, the chain of each.
Invent = Callable[[int, list[Story], dict[int, int]], list[Claim]]


def report(invent: Invent) -> None:
    """Prints how long the brief over the last week takes, and its parts, from opening the file on."""
    topic = parse_topic(files("seeds").joinpath("topic.toml").read_text(), "topic.toml")
    since = _END - timedelta(weeks=1)
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
        path = Path(folder) / "reportedly.db"
        with open_store(path) as store:
            _fill(store, topic, invent)
        with open_store(path) as store:
            begin = time.process_time()
            made = brief(store, since, _END, topic)
            first = time.process_time() - begin
            mentions = sum(len(claim.mentions) for claim in claims.select(store, Query(), _END))
            size = path.stat().st_size / 1e6
            print(f"\n{WEEK * WEEKS:,} stories in a file of {size:,.0f} MB, {WEEK:,} of them in the last week;")
            print(
                f"{CLAIMS} claims with {mentions:,} mentions, {WEEK // EDITED} edits; seconds of CPU, median of {RUNS}"
            )
            plain = _seconds(lambda: store.rows("SELECT id, title, outlet, said_at FROM stories ORDER BY said_at"))
            print(f"{'a plain list':>24} {plain:7.2f} s")
            print(f"{'first brief of the week':>24} {first:7.2f} s")
            for name, work in (
                ("reading", lambda: gather(store, since, _END)),
                ("brief of the week", lambda: brief(store, since, _END, topic)),
                ("brief of all", lambda: brief(store, None, _END, topic)),
            ):
                print(f"{name:>24} {_seconds(work):7.2f} s", flush=True)
            print(f"{len(made.lines)} sentences, {len(short(made, ''))} in the short one")


def _fill(store: Store, topic: Topic, invent: Invent) -> None:
    press, lot = Press(), random.Random(3)
    (feed_id,) = feeds.add(store, [NewFeed("https://paper.example/feed", "Paper", "Paper")], _START)
    told = sorted(_START + timedelta(seconds=lot.randrange(WEEKS * 7 * 86_400)) for _ in range(WEEK * WEEKS))
    for number, at in enumerate(told, 1):
        stories.receive(store, feed_id, [_arrival(press, number, at, lot.randrange(OUTLETS))], at)
    known = sorted(reading.select(store, Query(), _END, with_text=False), key=lambda story: (story.said_at, story.id))
    chains = {story.id: known[place - 1].id if place % 6 == 5 else story.id for place, story in enumerate(known)}
    index.put_chains(store, chains)
    revision = {story.id: story.revision_id for story in known}
    made = invent(CLAIMS, known, chains)
    claims.replace(
        store,
        [replace(c, mentions=tuple(replace(m, revision_id=revision[m.story_id]) for m in c.mentions)) for c in made],
    )
    for place, story in enumerate(known[-WEEK::EDITED]):
        with store.writing() as connection:
            whole = reading.get(store, story.id)
            text = whole.text.replace("$8 million", "$9 million") if place % 3 == 0 else f"{whole.text} "
            revise(connection, story.id, 2, story.title, text, TextSource.FEED, story.first_seen_at)
    shares.count(store, topic, Quiet())


def _arrival(press: Press, number: int, at: datetime, outlet: int) -> Arrival:
    domain = f"outlet{outlet}.example"
    title, text = press.story(number)
    url, text = f"https://{domain}/{number}", f"{text} It cost $8 million."
    entry = Entry(url, url, title, published_at=at, content=text)
    return Arrival(entry, _FITS, f"Outlet {outlet}", domain)


def _seconds(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(RUNS):
        begin = time.process_time()
        work()
        taken.append(time.process_time() - begin)
    return median(taken)
