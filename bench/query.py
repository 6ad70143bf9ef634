"""What each key of the query language costs: counts, and first pages of the list, over 100,000 invented stories.

    python -m bench.query [--stories 100000] [--claims 2000] [--file FILE.db]

Stories of 2 KB by 400 outlets and 40 feeds in eight languages, a third read, every tenth a copy, every fortieth edited;
claims of ten mentions. Each query is timed so often, by turns, on one connection that has been used; `--file` keeps the
database for the next run. A count is what the filter bar asks for at every pause of the typing.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from bench.store import BATCH, FITS, NOW
from bench.zipf import Press
from reportedly.home import states
from store import claims, feeds, index, marks, pagelist, pages, reading, stories
from store.database import Store, open_store
from store.feeds import NewFeed
from store.models import Claim, Entry, Figure, Mention, SourceKind, Stance
from store.pages import FetchedPage
from store.query import parse
from store.stories import Arrival

FEEDS, OUTLETS, MENTIONS, AIM = 40, 400, 10, 50.0
LANGUAGES = ("en", "en", "en", "en-GB", "de", "fr", "es", "ja", "zh", None)
SOURCES = ((None, None), ("officials", SourceKind.UNNAMED), ("Jo Reed", SourceKind.PERSON), ("a memo", "document"))


def arrival(press: Press, number: int, count: int) -> Arrival:
    title, text = press.story(number)
    outlet = f"Outlet {number % OUTLETS}"
    domain = f"outlet{number % OUTLETS}.example"
    entry = Entry(
        f"guid-{number}",
        f"https://{domain}/story/{number}",
        title,
        f"Writer {number % 3_000}",
        NOW - timedelta(minutes=count - number),
        content=text,
        language=LANGUAGES[number % len(LANGUAGES)],
    )
    return Arrival(entry, FITS, outlet, domain)


def fill(store: Store, press: Press, count: int, claim_count: int) -> None:
    feeds.add(store, [NewFeed(f"https://feed{n}.example/feed", f"Feed {n}", f"Outlet {n}") for n in range(FEEDS)], NOW)
    for start in range(0, count, BATCH):
        batch = [arrival(press, number, count) for number in range(start, min(start + BATCH, count))]
        stories.receive(store, 1 + start // BATCH % FEEDS, batch, NOW)
    lot = random.Random(5)
    marks.mark_read(store, lot.sample(range(1, count + 1), count // 3), NOW)
    marks.save(store, lot.sample(range(1, count + 1), count // 200), NOW)
    index.put_chains(store, {n: n - 3 if n % 10 == 4 else n for n in range(1, count + 1)})
    with store.writing():
        for number in range(40, count, 40):
            # The newest version of a story has another text.
            pages.save(store, FetchedPage(number, "As it stood at first.", FITS), NOW)
            pages.save(store, FetchedPage(number, press.story(number)[1], FITS), NOW + timedelta(hours=1))
    claims.replace(store, [claim(store, press, lot, number, count) for number in range(1, claim_count + 1)])


def claim(store: Store, press: Press, lot: random.Random, number: int, count: int) -> Claim:
    made = [mention(store, press, lot, story_id) for story_id in sorted(lot.sample(range(1, count + 1), MENTIONS))]
    return Claim(number, press.story(number)[0], tuple(made))


def mention(store: Store, press: Press, lot: random.Random, story_id: int) -> Mention:
    story = reading.get(store, story_id)
    whose, kind = lot.choice(SOURCES)
    value = str(lot.randrange(100))
    figure = Figure("percent", value, f"{value} per cent", 0, 4)
    return Mention(
        story_id,
        story.revision_id,
        story.url,
        story.outlet,
        story.published_at,
        story.first_seen_at,
        press.story(story_id)[1][:200],
        0,
        200,
        lot.choice(list(Stance)),
        attributed_to=whose,
        source_kind=SourceKind(kind) if kind else None,
        figures=(figure,) if lot.random() < 0.3 else (),
    )


def questions(press: Press) -> dict[str, list[str]]:
    """For each key some queries, narrow ones and wide ones."""
    kinds = press.kinds()
    days = [f"{n}d" for n in (1, 3, 10, 30)]
    return {
        "(everything)": [""],
        "unread": ["unread"],
        "read, saved": ["read", "saved"],
        "edited, has:revision": ["edited", "has:revision"],
        "copy, -copy": ["copy", "-copy", "has:copy"],
        "outlet:": ["outlet:outlet123", 'outlet:"outlet 7",outlet39', "-outlet:outlet12"],
        "outlet: that all have": ["outlet:example"],
        "feed:": ["feed:3", 'feed:"feed 12"', "-feed:5"],
        "lang:": ["lang:de", "lang:en", "-lang:en"],
        "author:": ['author:"writer 77"', "author:nobody"],
        "since:, before:, on:": [f"{key}:{day}" for key in ("since", "before", "on") for day in days],
        "claim:": [f"claim:c{n}" for n in range(1, 6)],
        "stance:": ["stance:hedged", "-stance:denied"],
        "state:": ["state:fading", "state:emerging,spreading", "-state:denied"],
        "claim: stance: by:": ["claim:12 stance:hedged by:unnamed"],
        "by:": ["by:unnamed", "by:reed"],
        "figure:": ["figure:percent", "figure:42"],
        "has:claim, figure, note": ["has:claim", "has:figure", "has:note"],
        "a rare word": kinds["rare words"],
        "a common word": kinds["common words"],
        "the commonest words": kinds["the commonest words"],
        "a phrase": kinds["a phrase"],
        "a beginning": kinds["a beginning"],
        "title:, text:": [f"{key}:{word}" for key in ("title", "text") for word in kinds["common words"][:10]],
        "-word": [f"-{word}" for word in kinds["common words"][:10]],
        "a OR b": [f"({a} OR {b})" for a, b in zip(kinds["rare words"], kinds["common words"], strict=False)],
        "the example of the README": [
            f'unread outlet:outlet12,outlet33 claim:12 stance:hedged since:40d -copy lang:en "{press.words[200]}"'
        ],
    }


def timed(work: Callable[[int], object], times: int) -> tuple[float, float]:
    """Half of the runs took no more than the first figure, 95 % no more than the second: milliseconds of CPU, which
    other work on the machine lengthens less than it does the clock's."""
    took = []
    for number in range(times):
        begun = time.process_time()
        work(number)
        took.append((time.process_time() - begun) * 1000)
    return statistics.median(took), sorted(took)[int(times * 0.95)]


def _count(store: Store, text: str) -> object:
    return reading.count(store, parse(text), NOW)


def _page(store: Store, text: str) -> object:
    return pagelist.page(store, parse(text), NOW, 50)


def _claims(store: Store, text: str) -> object:
    return claims.count_fitting(store, parse(text), NOW)


def measure(store: Store, name: str, asked: list[str], times: int) -> None:
    figures = []
    for ask in (_count, _page):
        for text in asked:
            ask(store, text)
        figures.append(timed(lambda number, ask=ask: ask(store, asked[number % len(asked)]), times))  # type: ignore[misc]
    late = "" if figures[0][1] <= AIM else f"  (aim {AIM:.0f})"
    (middle, most), (first, most_of_page) = figures
    print(f"| {name} | {middle:.1f} | {most:.1f}{late} | {first:.1f} | {most_of_page:.1f} |", flush=True)


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--stories", type=int, default=100_000)
    options.add_argument("--claims", type=int, default=2_000)
    options.add_argument("--times", type=int, default=30, help="how often each key is timed")
    options.add_argument("--file", type=Path, help="a database of this benchmark's, made where it is not there")
    given = options.parse_args()
    press = Press()
    with tempfile.TemporaryDirectory() as scratch:
        path = given.file or Path(scratch) / "reportedly.db"
        new = not path.exists()
        with open_store(path) as store:
            if new:
                fill(store, press, given.stories, given.claims)
                store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            store.states = states
            begun = time.process_time()
            states(store, NOW)
            print(f"the states of claims, once anything changed: {time.process_time() - begun:.2f} s of CPU\n")
            print("| key | count, median ms | p95 | first page, median ms | p95 |\n|---|---|---|---|---|")
            for name, asked in questions(press).items():
                measure(store, name, asked, given.times)
            print("\n| of claims | count, median ms | p95 |\n|---|---|---|")
            for text in (
                "",
                "stance:denied",
                "state:fading",
                "outlet:outlet12 stance:hedged",
                "since:10d",
                press.words[300],
            ):
                middle, late = timed(lambda _, text=text: _claims(store, text), given.times)  # type: ignore[misc]
                print(f"| {text or '(everything)'} | {middle:.1f} | {late:.1f} |", flush=True)


if __name__ == "__main__":
    main()
