"""How fast, and at what cost, many feeds are polled: `reportedly.pipeline.poll` beside lemon24/reader, in one run.

    python -m venv /tmp/reader && /tmp/reader/bin/pip install reader==3.26 sgmllib3k
    python -m bench.poll --reader /tmp/reader/bin/python [--press DIR] [--feeds 1000] [--growth 100,5000]

Feeds of 40 KB and more come from a server process of its own (`bench/feedserver.py`) that takes 50 to 300 ms for an
answer. `--press`: a folder of gzipped feeds to serve, made different from each other; without it they are invented.
Each side polls in a fresh process, first everything, then again where nothing has changed: once where servers offer
validators and say so with an empty answer (`all`), once where one in six has none and sends all of it again (`most`),
as it is with the feeds that people read, and once where none has any (`none`). The clock and the processor time are
those of the whole process with all that it starts; memory is the most that all held at once, what several share counted
for each, and beside it the same with what they share counted once (PSS, looked at less often).

reader is run with each number of workers of `--workers` on 100 feeds first, and then with the fastest.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from bench.feedserver import host

OURS = """
import json, sys
from pathlib import Path
from reportedly.clock import system_clock
from reportedly.home import Home
from reportedly.pipeline import poll
found = poll(Home(Path(sys.argv[1])), system_clock, everything=True)
print(json.dumps([found.feeds, len(found.failures), found.new_entries, found.pages]))
"""
READERS = """
import json, sys
from reader import make_reader
with_feeds = sys.argv[3:]
reader = make_reader(sys.argv[1], plugins=[])
if with_feeds:
    for line in open(with_feeds[0]):
        reader.add_feed(line.strip())
else:
    found = list(reader.update_feeds_iter(scheduled=False, workers=int(sys.argv[2])))
    failed = sum(isinstance(one.value, Exception) for one in found)
    print(json.dumps([len(found), failed, sum(one.value.new for one in found if hasattr(one.value, "new")), 0]))
"""

#: Every so many looks at memory one at what is shared of it, which the system takes longer to tell.
_RARELY = 10


@dataclass(frozen=True, slots=True)
class Run:
    """One poll: seconds by the clock and of processors, most memory in MB (`shared`: what several share counted once),
    and what was polled, failed and came."""

    seconds: float
    cpu: float
    memory: float
    shared: float
    feeds: int
    failed: int
    entries: int
    pages: int


@contextmanager
def server(count: int, press: Path | None, latency: str) -> Iterator[int]:
    """A server process of so many feeds; gives its port."""
    with tempfile.TemporaryDirectory() as folder:
        yield from _serving([folder, str(count), "--latency", latency, *(["--press", str(press)] if press else [])])


def _serving(arguments: Sequence[str]) -> Iterator[int]:
    command = [sys.executable, "-m", "bench.feedserver", *arguments]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield int(process.stdout.readline())
        finally:
            process.communicate("")


def measured(command: Sequence[str]) -> Run:
    """Runs a command that prints what it polled, and measures it with all that it starts."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    most = shared = 0.0
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        while process.poll() is None:
            for look in range(_RARELY):
                most = max(most, held(process.pid))
                if look == 0:
                    shared = max(shared, sum(_share(one) for one in _family(process.pid)))
                time.sleep(0.02)
                if process.poll() is not None:
                    break
        assert process.stdout
        said = process.stdout.read()
    seconds = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        raise SystemExit(f"{command[0]} ended with {process.returncode}; what it said is above")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(seconds, cpu, most, shared, *json.loads(said.splitlines()[-1]))


def held(number: int) -> float:
    """Memory of a process and all that it started, in MB."""
    return sum(_resident(one) for one in _family(number))


def _family(number: int) -> Iterator[int]:
    """A process and all that it started, as far as they still run."""
    yield number
    try:
        threads = os.listdir(f"/proc/{number}/task")
        children = [Path(f"/proc/{number}/task/{thread}/children").read_text() for thread in threads]
    except OSError:
        return
    for child in " ".join(children).split():
        yield from _family(int(child))


def _resident(number: int) -> float:
    """Memory of a process, in MB. What several share is counted for each: the sum is no less than what they hold."""
    try:
        return int(Path(f"/proc/{number}/statm").read_text().split()[1]) * resource.getpagesize() / 1e6
    except OSError:
        return 0.0


def _share(number: int) -> float:
    """Memory of a process, in MB, of what it shares only its share: the sum is what they hold together."""
    try:
        for line in Path(f"/proc/{number}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1_024 / 1e6
    except OSError:
        pass
    return 0.0


def polled(command: Sequence[str], port: int, validators: Sequence[str]) -> Iterator[Run]:
    """A first poll, and for each kind of server ("all", "most", "none") one where nothing changed."""
    for kind in ("all", *validators):
        with contextlib.suppress(HTTPError):
            urlopen(f"http://127.0.0.1:{port}/validators/{kind}")
        yield measured(command)


def ours(scratch: Path, urls: Sequence[str], port: int, validators: Sequence[str]) -> Iterator[Run]:
    """The polls of ours."""
    from reportedly.home import ensure
    from reportedly.settings import PollSettings
    from store import feeds
    from store.feeds import NewFeed

    root = scratch / f"home-{len(urls)}"
    root.mkdir()
    if "allow_private" in {field.name for field in fields(PollSettings)}:
        opened = json.dumps([host(number) for number in range(len(urls))])
        (root / "config.toml").write_text(f"[poll]\nallow_private = {opened}\n")
    home = ensure(root, datetime.now(UTC), feeds=False)
    with home.open() as store:
        feeds.add(store, [NewFeed(url, f"Feed {n}", f"Outlet {n}") for n, url in enumerate(urls)], datetime.now(UTC))
    yield from polled([sys.executable, "-c", OURS, str(home.root)], port, validators)


def readers(
    scratch: Path, urls: Sequence[str], port: int, validators: Sequence[str], python: Path, workers: int
) -> Iterator[Run]:
    """The same of reader's."""
    database, listed = scratch / f"reader-{len(urls)}-{workers}.db", scratch / "urls.txt"
    listed.write_text("\n".join(urls))
    subprocess.run([python, "-c", READERS, database, "1", listed], check=True)
    yield from polled([str(python), "-c", READERS, str(database), str(workers)], port, validators)


def row(name: str, run: Run) -> None:
    print(
        f"{name:<50} {run.seconds:8.1f} s {run.cpu:8.2f} s cpu {run.memory:7.0f} MB ({run.shared:.0f} MB PSS)   "
        f"{run.feeds} feeds, {run.failed} failed, {run.entries} new entries, {run.pages} pages",
        flush=True,
    )


def against(mine: Sequence[Run], theirs: Sequence[Run], validators: Sequence[str]) -> None:
    """The ratios that are aimed at."""
    print(f"  first poll: {theirs[0].seconds / mine[0].seconds:.2f} times as fast by the clock (aim 3)")
    for kind, my, their in zip(validators, mine[1:], theirs[1:], strict=True):
        print(f"  nothing changed, validators {kind}: {their.cpu / my.cpu:.2f} times less processor time (aim 5)")
    if {"all", "none"} <= set(validators):
        # Of servers that answer in both ways: from which share of those that send all again on the aim is reached.
        places = [1 + validators.index(kind) for kind in ("all", "none")]
        (kept, whole), (their_kept, their_whole) = ([runs[n].cpu for n in places] for runs in (mine, theirs))
        share = (5 * kept - their_kept) / ((5 * kept - their_kept) - (5 * whole - their_whole))
        where = f"where {share:.0%} of servers or more send all again" if 0 <= share <= 1 else "for no mix of servers"
        print(f"  nothing changed: 5 times less {where}")
    most, their_most = (max(run.memory for run in runs) for runs in (mine, theirs))
    print(f"  memory: {most:.0f} MB (aim 250) beside {their_most:.0f} MB", flush=True)


def compared(count: int, given: argparse.Namespace, workers: int) -> None:
    """Both sides over so many feeds."""
    kinds = given.validators.split(",")
    names = ["first poll", *(f"unchanged, validators {kind}" for kind in kinds)]
    with tempfile.TemporaryDirectory() as name, server(count, given.press, given.latency) as port:
        urls = [f"http://{host(number)}:{port}/feed/{number}" for number in range(count)]
        mine = shown(f"{count} feeds, reportedly", names, ours(Path(name), urls, port, kinds))
        if workers:
            runs = readers(Path(name), urls, port, kinds, given.reader, workers)
            against(mine, shown(f"{count} feeds, reader", names, runs), kinds)


def shown(who: str, names: Sequence[str], runs: Iterable[Run]) -> list[Run]:
    """The runs, each printed as soon as it is over."""
    found = []
    for name, run in zip(names, runs, strict=True):
        row(f"{who}, {name}", run)
        found.append(run)
    return found


def best_workers(given: argparse.Namespace) -> int:
    """The number of workers with which reader is fastest, over 100 feeds."""
    found = {}
    with tempfile.TemporaryDirectory() as name, server(100, given.press, given.latency) as port:
        urls = [f"http://{host(number)}:{port}/feed/{number}" for number in range(100)]
        for workers in map(int, given.workers.split(",")):
            (first,) = readers(Path(name), urls, port, (), given.reader, workers)
            row(f"100 feeds, reader, {workers} workers", first)
            found[workers] = first.seconds
    return min(found, key=lambda workers: found[workers])


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--press", type=Path, help="a folder of gzipped feeds (*.xml.gz)")
    options.add_argument("--feeds", type=int, default=1_000)
    options.add_argument("--growth", default="100,5000", help="numbers of feeds that only ours is measured with")
    options.add_argument("--latency", default="50-300", help="milliseconds until an answer, from least to most")
    options.add_argument("--reader", type=Path, help="a Python that has reader; without it only ours is measured")
    options.add_argument("--validators", default="all,most,none", help="what servers offer where nothing changed")
    options.add_argument("--workers", default="10,20,40", help="numbers of workers to try for reader")
    given = options.parse_args()
    compared(given.feeds, given, best_workers(given) if given.reader else 0)
    for count in map(int, filter(None, given.growth.split(","))):
        compared(count, given, 0)


if __name__ == "__main__":
    main()
