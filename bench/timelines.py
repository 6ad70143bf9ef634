"""What `reportedly timeline` costs as the command it is, for `bench.narrative`: a process, from its start to its end.

The home has all that the command tells: stories, claims and each story's tally of the topic's frames, with as many
sentences and uses as a story of some length has. The parts are those of the same work in one process.
"""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from statistics import median

from narrative.course import course
from narrative.datings import acts_of, datings
from narrative.topic import Topic
from reportedly import narrating, shares
from reportedly.clock import system_clock
from reportedly.courselines import course_csv, course_json
from store import claims as claim_rows
from store import index, reading, tallies, watched
from store.database import Store, open_store
from store.models import Claim, Story
from store.query import Query
from store.tallies import Kept

RUNS = 5
#: Puts stories, their chains and claims into a store.
Write = Callable[[Store, list[Story], dict[int, int], list[Claim]], None]
#: How many CPU seconds some work takes.
Seconds = Callable[[Callable[[], object]], float]


def report(
    topic: Topic, told: list[Story], chain: dict[int, int], made: list[Claim], write: Write, seconds: Seconds
) -> None:
    """Prints what the command takes of a home with frames that are counted, its parts, and where they are not."""
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
        home = Path(folder)
        for name in ("config.toml", "topic.toml"):
            (home / name).write_bytes(files("seeds").joinpath(name).read_bytes())
        with open_store(home / "reportedly.db") as store:
            write(store, told, chain, made)
            tallies.put(store, shares.vocabulary(topic.frames), _counted(told, topic))
        print("\nreportedly timeline, a process, from the file; CPU seconds, user and system")
        for words in (["--csv"], ["--json"], []):
            _print(" ".join(["timeline", *words]), _command(home, "timeline", *words))
        # Made by the run that does not count.
        _print("start: no stories at all", _command(home / "empty", "timeline", "--csv"))
        with open_store(home / "reportedly.db") as store:
            for name, work in _parts(store, topic):
                _print(name, seconds(work))
            with store.writing() as connection:
                connection.execute("DELETE FROM tallies")
        _print("--csv, frames not counted", _command(home, "timeline", "--csv"))


def _parts(store: Store, topic: Topic) -> list[tuple[str, Callable[[], object]]]:
    now = system_clock()
    stories, claims = reading.sights(store, Query(), now), claim_rows.select(store, Query(), now)
    chains, frames = index.every_chain(store), shares.shares(store, topic).of_days
    lives = narrating.lives_of(store, claims, now)
    found = narrating.gather(store, topic, now, frames)
    return [
        ("frames", lambda: shares.shares(store, topic)),
        ("read: stories", lambda: reading.sights(store, Query(), now)),
        ("read: claims", lambda: claim_rows.select(store, Query(), now)),
        ("read: chains", lambda: index.every_chain(store)),
        ("lives of claims", lambda: narrating.lives_of(store, claims, now)),
        ("days", lambda: course(stories, claims, lives, chains, now.date(), frames)),
        ("phases", lambda: narrating.phases_of(topic, stories, claims, chains, watched.whole_until(store, now))),
        ("dates of acts", lambda: datings(claims, acts_of(topic, claims))),
        ("as CSV", lambda: course_csv(found)),
        ("as JSON", lambda: course_json(found)),
    ]


def _counted(told: list[Story], topic: Topic) -> list[Kept]:
    lot = random.Random(5)
    return [
        Kept(
            story.id,
            story.revision_id,
            lot.randrange(8, 40),
            {frame.id: lot.randrange(1, 6) for frame in topic.frames if lot.random() < 0.4},
        )
        for story in told
    ]


def _command(home: Path, *words: str) -> float:
    """The middle one of some runs; the first of all, which may compile the modules, is none of them."""
    # What it compiled is kept, as it is wherever the command is installed.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    taken = []
    for _ in range(RUNS + 1):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [sys.executable, "-m", "reportedly", "--home", str(home), *words],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return median(taken[1:])


def _print(name: str, seconds: float) -> None:
    print(f"{name:>26} {seconds:7.2f} s", flush=True)
