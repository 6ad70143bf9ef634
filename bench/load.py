"""Everything at once: a dashboard's reader, three pollers, an analysis, an export and a plain reader, for a minute.

    python -m bench.load [--seconds 60]

Real processes over the demo's small web, whose stories appear and are edited meanwhile as they did over four weeks. No
process may fail or see a locked database, but a poll may be told that another one is at work (exit code 3), which is
what it is for. At the end every entry that the small web showed is there once, every mark that was set stands, and
nobody ever saw a story go.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from bench.crash import content, new_home, run, whole
from reportedly import smallweb
from reportedly.brief import brief
from reportedly.cli import main as main_of_reportedly
from reportedly.commands.demo import MOMENTS
from reportedly.exits import Exit
from reportedly.home import Home
from store import marks, storylist
from store.database import open_store
from store.query import Query
from tui import snapshot
from tui.wiring import Wiring

#: Each process with what it does over and over; how many of each.
ROLES = {"dashboard": 1, "poll": 3, "analyse": 1, "export": 1, "reader": 1}
#: Somebody who reads with a dashboard presses so many keys a second that make it read or write.
KEYS = 5.0


class Tally:
    """What a process did, how long the slowest of it took, and what went wrong."""

    def __init__(self) -> None:
        self.done: Counter[str] = Counter()
        self.slowest = 0.0
        self.wrong: list[str] = []
        self.marks: dict[int, bool] = {}

    def time(self, what: str, begun: float) -> None:
        self.done[what] += 1
        self.slowest = max(self.slowest, time.monotonic() - begun)


def dashboard(home: Home, end: float, tally: Tally) -> None:
    """As the desk does it: a connection a job, reads and marks turn about."""
    lot = random.Random(1)
    wiring = Wiring(home.database, str(home.root), lambda: datetime.now(UTC), None, brief)  # type: ignore[arg-type]
    shown: snapshot.Snapshot | None = None
    known: set[int] = set()
    while time.monotonic() < end:
        begun = time.monotonic()
        with open_store(home.database) as store:
            if shown is None or lot.random() < 0.2:
                shown = snapshot.take(store, wiring, shown or snapshot.begin(store, wiring, None))
                tally.time("snapshot", begun)
            elif lot.random() < 0.3:
                snapshot.news(store, shown, datetime.now(UTC))
                tally.time("news", begun)
            elif shown.tally.stories:
                story_id = lot.choice(storylist.ids(store, Query(), shown.now))
                snapshot.page(store, story_id)
                tally.time("page", begun)
                save = lot.random() < 0.5
                (marks.save if save else marks.unsave)(store, [story_id], datetime.now(UTC))
                tally.marks[story_id] = save
                tally.time("mark", begun)
            there = {row["id"] for row in store.rows("SELECT id FROM stories")}
        if known - there:
            tally.wrong.append(f"stories went: {sorted(known - there)[:5]}")
        known = there
        time.sleep(max(0.0, 1 / KEYS - (time.monotonic() - begun)))


def command(home: Home, end: float, tally: Tally, *arguments: str, allowed: tuple[int, ...]) -> None:
    """A headless command over and over, in this process; `allowed`: the exit codes that are no mistake."""
    while time.monotonic() < end:
        begun, said = time.monotonic(), io.StringIO()
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(said):
            code = main_of_reportedly(["--home", str(home.root), *arguments])
        tally.time(f"{arguments[0]}, exit {code}", begun)
        if code not in allowed or "locked" in said.getvalue():
            tally.wrong.append(f"{' '.join(arguments)}: exit {code}: {said.getvalue().strip()[-300:]}")
        if code == Exit.BUSY:
            time.sleep(0.05)


def reader(home: Home, end: float, tally: Tally) -> None:
    """As Datasette: one connection of SQLite's own settings, counts and pages of rows, and a cursor left open."""
    with closing(sqlite3.connect(f"{home.database.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        count = 0
        while time.monotonic() < end:
            begun = time.monotonic()
            now = connection.execute("SELECT count(*) FROM entries").fetchone()[0]
            if now < count:
                tally.wrong.append(f"{count} entries became {now}")
            count = now
            cursor = connection.execute("SELECT * FROM versions ORDER BY seen_at")
            cursor.fetchmany(10)
            connection.execute("SELECT rowid FROM stories_fts WHERE stories_fts MATCH 'model' LIMIT 20").fetchall()
            time.sleep(0.2)
            cursor.fetchall()
            tally.time("queries", begun)


def role(name: str, home: Home, seconds: float) -> None:
    tally, end = Tally(), time.monotonic() + seconds
    try:
        if name == "dashboard":
            dashboard(home, end, tally)
        elif name == "poll":
            command(home, end, tally, "poll", "--all", allowed=(0, 3))
        elif name == "analyse":
            command(home, end, tally, "analyse", allowed=(0, 3))
        elif name == "export":
            command(home, end, tally, "export", "stories", "--all", allowed=(0,))
        else:
            reader(home, end, tally)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
        tally.wrong.append(f"{type(error).__name__}: {error}")
    print(json.dumps([tally.done, tally.slowest, tally.wrong, tally.marks]))


def load(root: Path, seconds: float) -> int:
    """Runs them all; returns how much was wrong."""
    web = smallweb.load(MOMENTS[0])
    with smallweb.serving(web):
        home = new_home(root / "home", web)
        assert run(home, "poll", "--all").returncode == 0
        names = [name for name, count in ROLES.items() for _ in range(count)]
        running = [
            subprocess.Popen(
                [sys.executable, "-m", "bench.load", "--role", name, "--home", home.root, "--seconds", str(seconds)],
                stdout=subprocess.PIPE,
                text=True,
            )
            for name in names
        ]
        begun = time.monotonic()
        for number, moment in enumerate(MOMENTS, 1):
            web.moment = moment
            time.sleep(max(0.0, begun + seconds * number / len(MOMENTS) - time.monotonic()))
        failures = 0
        set_marks: dict[int, bool] = {}
        for name, process in zip(names, running, strict=True):
            done, slowest, wrong, marked = json.loads(process.communicate()[0])
            set_marks |= {int(story): saved for story, saved in marked.items()}
            said = ", ".join(f"{count} {what}" for what, count in sorted(done.items()))
            print(f"{name:<10} {said}; the slowest took {slowest:.2f} s; {wrong or 'nothing wrong'}", flush=True)
            failures += len(wrong)
        assert run(home, "poll", "--all").returncode == 0
        return failures + at_the_end(home, web, set_marks)


def at_the_end(home: Home, web: smallweb.SmallWeb, set_marks: dict[int, bool]) -> int:
    """What is there against what was shown and set."""
    wrong = list(whole(home))
    found = content(home)
    shown = {f"{web.base}/{piece.outlet}/{piece.slug}.html" for piece in web.pieces if piece.published <= web.moment}
    there = Counter(row[0] for row in found["stories"])
    wrong += [f"{url} is missing" for url in shown - set(there)] + [
        f"{url} is there twice" for url in there if there[url] > 1
    ]
    with open_store(home.database) as store:
        saved = {row["story_id"] for row in store.rows("SELECT story_id FROM marks WHERE saved_at IS NOT NULL")}
    expected = {story for story, save in set_marks.items() if save}
    if saved != expected:
        wrong.append(f"marks that do not stand: {sorted(saved ^ expected)}")
    print(
        f"at the end: {len(there)} stories of {len(shown)} shown, {len(found['versions'])} versions, "
        f"{len(expected)} marks of {len(set_marks)} stand; {wrong or 'nothing wrong'}"
    )
    return len(wrong)


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--seconds", type=float, default=60.0)
    options.add_argument("--role", choices=ROLES, help=argparse.SUPPRESS)
    options.add_argument("--home", type=Path, help=argparse.SUPPRESS)
    given = options.parse_args()
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        del os.environ[name]
    if given.role:
        role(given.role, Home(given.home), given.seconds)
        return
    with tempfile.TemporaryDirectory() as scratch:
        sys.exit(bool(load(Path(scratch), given.seconds)))


if __name__ == "__main__":
    main()
