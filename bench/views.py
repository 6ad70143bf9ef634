"""How fast the Claims and Narrative views open over many claims, and how long keys take meanwhile.

    python -m bench.views [--claims 2000] [--stories 4000]

Invented stories and claims, written through the store; the dashboard runs without a terminal at 120x40. A key's time is
from its press to when every widget has handled it and the whole screen has been drawn anew; beside it what of that the
one thread that draws was at work, which other work on the machine does not lengthen.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import resource
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from textual import events

from fetchers.progress import Progress
from narrative.topic import parse_topic
from reportedly.brief import brief
from reportedly.home import seed
from reportedly.telling import Teller
from store import claims, feeds, stories
from store.database import Store, open_store
from store.feeds import NewFeed
from store.models import Claim, Entry, Mention, PollSummary, Relevance, Stance, Term
from store.query import Query
from store.stories import Arrival
from tui.app import Dashboard
from tui.claimfacts import know
from tui.course import read
from tui.framelines import told
from tui.shelf import Shelf
from tui.views.claims import ClaimsView
from tui.views.narrative import NarrativeView
from tui.widgets.rows import Rows
from tui.wiring import Wiring

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
OUTLETS, DAYS, MENTIONS = 40, 120, 10
_FITS = Relevance(4.0, relevant=True, possible=True)


def build(path: Path, story_count: int, claim_count: int) -> None:
    """A home with so many stories and claims of MENTIONS mentions each, over DAYS days."""
    lot = random.Random(7)
    words = [f"w{number}" for number in range(3_000)]
    with open_store(path) as store:
        added = feeds.add(
            store, [NewFeed(f"https://o{n}.example/f", f"Outlet {n}", f"Outlet {n}", None) for n in range(OUTLETS)], NOW
        )
        these = [_story(store, added, lot, words, number, story_count) for number in range(story_count)]
        claims.replace(store, [_claim(lot, words, number, these) for number in range(1, claim_count + 1)])


def _story(
    store: Store, added: list[int], lot: random.Random, words: list[str], number: int, count: int
) -> tuple[int, str, datetime, str]:
    at = NOW - timedelta(days=DAYS) + timedelta(days=DAYS) * number / count
    outlet, title = f"Outlet {number % OUTLETS}", " ".join(lot.choices(words, k=9))
    url = f"https://o{number % OUTLETS}.example/{number}"
    entry = Entry(f"g{number}", url, title, None, at, content=" ".join(lot.choices(words, k=60)) + ".")
    arrival = Arrival(entry, _FITS, outlet, f"o{number % OUTLETS}.example")
    return stories.receive(store, added[number % OUTLETS], [arrival], at).new[0], outlet, at, url


def _claim(lot: random.Random, words: list[str], number: int, told: list[tuple[int, str, datetime, str]]) -> Claim:
    start = lot.randrange(len(told) - MENTIONS)
    mentions = []
    for story_id, outlet, at, url in told[start : start + MENTIONS]:
        said = " ".join(lot.choices(words, k=18))
        stance = lot.choice([*Stance][:4])
        mentions.append(Mention(story_id, story_id, url, outlet, at, at, said, 0, len(said), stance))
    terms = tuple(Term(word, 1.0 + lot.random()) for word in lot.sample(words, 6))
    return Claim(number, " ".join(lot.choices(words, k=14)), tuple(mentions), terms=terms)


def _poll(progress: Progress, **_: object) -> PollSummary:
    raise AssertionError("nothing is polled here")


def wiring(path: Path) -> Wiring:
    topic = parse_topic(seed("topic.toml").decode(), "topic.toml")
    return Wiring(path, "bench", lambda: NOW, _poll, brief, narrating=lambda: Teller(lambda: topic))


def derive(path: Path) -> None:
    """What the threads beside the dashboard work out, each by itself, in seconds of CPU."""
    given = wiring(path)
    assert given.narrating is not None
    teller, shelf = given.narrating(), Shelf()
    with open_store(path) as store:

        def timed(what: str, work: Callable[[], Any]) -> Any:
            begun = time.process_time()
            found = work()
            print(f"  {what}: {time.process_time() - begun:.2f} s of CPU")
            return found

        found = timed("claims read with their mentions", lambda: tuple(claims.select(store, Query(), NOW)))
        timed("facts and lives of all", lambda: know(store, given, found, NOW))
        course = timed("course: these, volume, phases, events", lambda: read(store, shelf, given, found, NOW))
        timed("frames, and words that moved", lambda: told(store, shelf, given, course, None))
        timed("outlets", lambda: teller.outlets(store, found, NOW))


def _told(times: list[float]) -> str:
    return f"median {median(times):.0f} ms, p95 {quantiles(times, n=20)[-1]:.0f} ms"


async def run(path: Path) -> None:
    """Opens both views and presses keys in them."""
    app = Dashboard(wiring(path))
    async with app.run_test(size=(120, 40)) as pilot:

        async def press(key: str) -> tuple[float, float]:
            begun, work = time.perf_counter(), time.thread_time()
            app.post_message(events.Key(key, key if len(key) == 1 else None))
            for _ in range(2):  # a key goes to the focused widget, up to the app, and down again as messages
                await pilot._wait_for_screen()
            app.screen._compositor.render_strips()
            return (time.perf_counter() - begun) * 1000, (time.thread_time() - work) * 1000

        async def opening(name: str, view: str, keys: str, rows: str, derived: Callable[[], bool]) -> None:
            """Opens a view and goes about in it while what it shows is derived, and after."""
            begun, work = time.perf_counter(), time.thread_time()
            app.post_message(events.Key(view, view))
            while not app.desk.busy or not len(app.query_one(rows, Rows).items):
                await asyncio.sleep(0.001)
            app.screen._compositor.render_strips()
            opened, drawn = time.perf_counter() - begun, time.thread_time() - work
            meanwhile: list[tuple[float, float]] = []
            # Not until nothing is read: at each key something is.
            while not derived():
                meanwhile.append(await press(keys[len(meanwhile) % len(keys)]))
                await asyncio.sleep(0.02)
            ready = time.perf_counter() - begun
            after = [await press(keys[number % len(keys)]) for number in range(40)]
            shown = f"{opened * 1000:.0f} ms ({drawn * 1000:.0f} ms of work)"
            print(f"{name}: the list after {shown}, all derived after {ready:.2f} s")
            for what, times in (("meanwhile", meanwhile), ("after", after)):
                if len(times) > 1:
                    wall, done = ([time[part] for time in times] for part in (0, 1))
                    print(f"  {len(times)} keys {what}: {_told(wall)}; work {_told(done)}")

        begun = time.perf_counter()
        while app.snapshot is None or app.desk.busy:
            await asyncio.sleep(0.01)
        print(f"snapshot (both views' claims read) after {time.perf_counter() - begun:.2f} s")
        claims_view, narrative = app.query_one(ClaimsView), app.query_one(NarrativeView)
        await opening("Claims", "3", "jjjjjjk", "#claim-list", lambda: claims_view.known is not None)
        await opening("Narrative", "4", "jjjjjjk", "#claim-days", lambda: narrative.course is not None)
        for key, name in (("f", "frames and words"), ("o", "outlets")):
            begun = time.perf_counter()
            await press(key)
            while app.desk.busy:
                await asyncio.sleep(0.01)
            print(f"Narrative, {name}: {time.perf_counter() - begun:.2f} s")
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--claims", type=int, default=2_000)
    options.add_argument("--stories", type=int, default=4_000)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "reportedly.db"
        build(path, given.stories, given.claims)
        print(f"{given.stories:,} stories, {given.claims:,} claims of {MENTIONS} mentions")
        derive(path)
        asyncio.run(run(path))


if __name__ == "__main__":
    main()
