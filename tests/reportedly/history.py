"""Homes with a past made of steps, for the tests of what was known when."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from fetchers.progress import Quiet
from narrative.topic import Topic
from reportedly import acting, analysis, undoing
from reportedly.home import Home
from store import claims, earlier, feeds, judging, looks, marks, pages, state, stories
from store.database import Store
from store.feeds import NewFeed, PollOutcome
from store.models import ActKind, Entry, Relevance
from store.pages import FetchedPage
from store.stories import Arrival
from tests.conftest import NOW

FITS = Relevance(5.1, relevant=True, possible=True)
OFF = Relevance(-0.3, relevant=False, possible=False)
OUTLETS = ("Alpha Wire", "Beta Post", "Gamma Daily", "Delta Times")
#: What is told: each line in several wordings, of which two are enough for a claim.
TOLD = (
    ("Vondelo tarmiska bruntelle gavotte on the quay.", "On the quay gavotte bruntelle vondelo tarmiska again."),
    (
        "Officials said Norwen closed 14 harbours in May.",
        "Norwen may have closed 40 harbours in May, it is said.",
    ),
    ("The ministry denied that Quillip pays the fine.", "Quillip pays the fine, according to the ministry."),
)


@dataclass(frozen=True)
class Step:
    """One thing that happens: what, to which of the stories or claims (by place), in which of its ways."""

    kind: str
    which: int
    way: int


def text(which: int, way: int) -> str:
    lines = [TOLD[(which + place) % len(TOLD)][(way + place) % 2] for place in range(2)]
    return "\n".join([*lines, f"This is line {which} of its own, written {way} times over by nobody else."])


def begin(home: Home) -> None:
    with home.open() as store:
        feeds.add(store, [NewFeed(f"https://f{n}.example/", name, name) for n, name in enumerate(OUTLETS)], NOW)


def at(place: int) -> datetime:
    """When a step happens: some at the same moment."""
    return NOW + timedelta(hours=place - place % 3 // 2)


def do(store: Store, topic: Topic, step: Step, now: datetime) -> None:
    """Does one step as a poll or a person does."""
    _STEPS[step.kind](store, topic, step, now)


def _entry(number: int, title: str, way: int, now: datetime) -> Entry:
    return Entry(
        f"guid-{number}",
        f"https://{OUTLETS[number % 4].split()[0].lower()}.example/{number}",
        title,
        author="A. Writer" if way else None,
        published_at=now - timedelta(minutes=7 * way),
        updated_at=now,
        summary=text(number, way).split("\n")[0],
        language="en",
    )


def _receive(store: Store, number: int, title: str, way: int, now: datetime, relevance: Relevance) -> None:
    outlet = OUTLETS[number % 4]
    domain = f"{outlet.split()[0].lower()}.example"
    arrival = Arrival(_entry(number, title, way, now), relevance, outlet, domain)
    stories.receive(store, number % 4 + 1, [arrival], now)


def _arrive(store: Store, topic: Topic, step: Step, now: datetime) -> None:
    _receive(store, step.which, f"Quay number {step.which}", step.way, now, OFF if step.way == 3 else FITS)


def _retitle(store: Store, topic: Topic, step: Step, now: datetime) -> None:
    _receive(store, step.which, f"Quay {step.which} told anew {step.way}", step.way, now, FITS)


def _page(store: Store, topic: Topic, step: Step, now: datetime) -> None:
    story = _one(store, step)
    if story is None:
        return
    told = text(story + step.way, step.way)
    raw = f"{told}\nSign up for our letter of the harbours every day."
    page = FetchedPage(
        story,
        told,
        FITS,
        author="B. Author",
        published_at=now - timedelta(days=1),
        links=(f"https://alpha.example/{step.which}",),
        raw=raw,
    )
    if step.way % 2:
        pages.save(store, page, now)
        looks.keep(store, story, ("e", None), "https://alpha.example", "Title", now)
    else:
        looks.save(store, replace(page, links=()), now, f"Page's own headline {step.way}")


def _gone(store: Store, topic: Topic, step: Step, now: datetime) -> None:
    if (story := _one(store, step)) is not None:
        looks.missed(store, story, "gone", now, 404 if step.way % 2 else None)


def _mark(store: Store, topic: Topic, step: Step, now: datetime) -> None:
    if (story := _one(store, step)) is None:
        return
    match step.way:
        case 0:
            marks.save(store, [story], now)
        case 1:
            marks.mark_read(store, [story], now)
        case 2:
            marks.judge(store, [story], bool(step.which % 2), now)
        case _:
            marks.note(store, [story], f"note {step.which}", now)


def _act(store: Store, topic: Topic, step: Step, now: datetime) -> None:
    there = sorted(claims.keys(store))
    if not there:
        return
    claim = there[step.which % len(there)]
    match step.way:
        case 0:
            acting.mark(store, ActKind.PIN, claim, now)
        case 1:
            acting.mark(store, ActKind.RENAME, claim, now, f"As I say {step.which}")
        case 2:
            acting.mark(store, ActKind.DISMISS, claim, now)
        case _ if len(there) > 1:
            acting.merge(store, claim, there[(step.which + 1) % len(there)], now)


def _undo(store: Store, topic: Topic, step: Step, now: datetime) -> None:
    undoing.undo(store, topic, now)


def _analyse(store: Store, topic: Topic, step: Step, now: datetime) -> None:
    store.known_at = now
    analysis.analyse(store, topic, Quiet(), anew=step.way == 3)


def _rejudge(store: Store, topic: Topic, step: Step, now: datetime) -> None:
    store.known_at = now
    if (story := _one(store, step)) is not None:
        judging.rejudge(store, [(story, OFF if step.way % 2 else FITS)])
        state.set_analysis_stale(store, True)


def _fail(store: Store, topic: Topic, step: Step, now: datetime) -> None:
    failed = step.way % 2
    feeds.record(
        store,
        PollOutcome(
            step.which % 4 + 1,
            now,
            "error" if failed else "nothing new",
            now + timedelta(hours=1),
            "because",
            error="refused" if failed else None,
        ),
    )


def _look(store: Store, topic: Topic, step: Step, now: datetime) -> None:
    state.looked(store, now)


def _one(store: Store, step: Step) -> int | None:
    ids = [row["id"] for row in store.rows("SELECT id FROM stories ORDER BY id")]
    return ids[step.which % len(ids)] if ids else None


_STEPS: dict[str, Any] = {
    "arrive": _arrive,
    "retitle": _retitle,
    "page": _page,
    "gone": _gone,
    "mark": _mark,
    "act": _act,
    "undo": _undo,
    "analyse": _analyse,
    "rejudge": _rejudge,
    "fail": _fail,
    "look": _look,
}
KINDS = tuple(_STEPS)


def stopped(home: Home, topic: Topic, root: Path) -> Home:
    """The home as it stands, copied: one that stops here, once it has derived claims at all."""
    root.mkdir()
    for path in (home.config, home.topic):
        shutil.copy(path, root)
    with closing(sqlite3.connect(home.database)) as source, closing(sqlite3.connect(root / "reportedly.db")) as target:
        source.backup(target)
    with Home(root).open() as store:
        if earlier.never_analysed(store):
            analysis.analyse(store, topic, Quiet())
    return Home(root)


def live(home: Home, topic: Topic, steps: Sequence[Step], root: Path) -> list[tuple[datetime, Home]]:
    """Does all steps; for each moment a home that stopped then."""
    ends: list[tuple[datetime, Home]] = []
    with home.open() as store:
        for place, step in enumerate(steps):
            now = at(place)
            do(store, topic, step, now)
            if place + 1 == len(steps) or at(place + 1) > now:
                ends.append((now, stopped(home, topic, root / f"stopped-{place}")))
    return ends
