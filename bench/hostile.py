"""What servers that mean ill can cost: time and memory of a poll of each attack, beside a normal poll.

    python -m bench.hostile [--only WORD]

Each attack is polled by a process of its own, as `reportedly poll` does it: over HTTP, with its worker processes, and
with a normal feed polled at the same time, which must come out all the same. Memory is that of the whole tree of
processes (the sum of their resident sizes, every 5 ms, and of their own high marks), less that of the tree
when it idles after one normal poll. Linux only. Ends with 1 where an attack takes more than the limits.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench.attacks import lay, normal
from fetchers.http import Fetcher
from fetchers.poll import poll_feed
from fetchers.workers import Workers
from store.models import Feed
from tests.web import LOOPBACK, Web

#: What an attack may take, and the time limit that requests and parses are given here to keep to that together.
SECONDS, MEGABYTES, EACH = 10.0, 150.0, 4.5
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Cost:
    """What one poll took, in seconds and in megabytes above idle; `beside`: seconds of the normal poll next to it."""

    seconds: float
    megabytes: float
    idle: float
    outcome: str
    beside: float
    beside_outcome: str


class Poller:
    """A process that polls what it is told. Use as `with Poller() as poller`."""

    def __enter__(self) -> Poller:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bench.hostile", "--poller"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait()

    def poll(self, *urls: str) -> list[tuple[float, str]]:
        """Polls all at the same time; seconds and outcome of each."""
        assert self._process.stdin
        assert self._process.stdout
        print(json.dumps(urls), file=self._process.stdin, flush=True)
        return [(seconds, outcome) for seconds, outcome in json.loads(self._process.stdout.readline())]

    def measured(self, url: str, beside: str) -> Cost:
        idle = sum(_resident(pid) for pid in self._tree())
        most, done = idle, threading.Event()

        def watch() -> None:
            nonlocal most
            while not done.wait(0.005):
                most = max(most, sum(_resident(pid) for pid in self._tree()))

        watching = threading.Thread(target=watch)
        watching.start()
        (seconds, outcome), (meanwhile, other) = self.poll(url, beside)
        done.set()
        watching.join()
        most = max(most, sum(_high_mark(pid) for pid in self._tree()))
        return Cost(seconds, (most - idle) / 1e6, idle / 1e6, outcome, meanwhile, other)

    def _tree(self) -> list[int]:
        found, left = [], [self._process.pid]
        while left:
            pid = left.pop()
            found.append(pid)
            for task in Path(f"/proc/{pid}/task").glob("*/children"):
                with contextlib.suppress(OSError):
                    left += map(int, task.read_text().split())
        return found


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
    except (OSError, IndexError):
        return 0


def _high_mark(pid: int) -> int:
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) * 1024
    return 0


async def _poller() -> None:
    """The process that is attacked: one line of addresses in, one line of what came of them out."""
    loop = asyncio.get_running_loop()
    async with Fetcher(time_limit=EACH, allow_private=LOOPBACK) as fetcher, Workers(2, EACH) as workers:

        async def one(url: str) -> tuple[float, str]:
            begun = time.perf_counter()
            answer = await poll_feed(fetcher, workers, Feed(1, url, "x", "x"), datetime.now(UTC))
            said = answer.error or f"{len(answer.feed.entries) if answer.feed else 0} entries"
            return time.perf_counter() - begun, said

        while line := await loop.run_in_executor(None, sys.stdin.readline):
            print(json.dumps(await asyncio.gather(*map(one, json.loads(line)))), flush=True)


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--only", default="", help="only attacks whose name holds this word")
    options.add_argument("--poller", action="store_true", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.poller:
        asyncio.run(_poller())
        return
    if not Path("/proc/self/statm").exists():
        raise SystemExit("bench.hostile reads /proc, which this system does not have")
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        os.environ.pop(name)
    worst: list[str] = []
    with Web() as web, Web() as good:
        feed = good.on("/feed", normal()).replace("127.0.0.1", "localhost")
        attacks = {name: url for name, url in lay(web).items() if given.only in name}
        print(f"{'poll of':<36}{'s':>7}{'idle MB':>9}{'above':>7}   {'normal poll beside it':>21}   outcome")
        for name, url in {"a normal feed": feed, **attacks}.items():
            with Poller() as poller:
                poller.poll(feed, feed)
                cost = poller.measured(url, feed)
            print(
                f"{name:<36}{cost.seconds:>7.2f}{cost.idle:>9.0f}{cost.megabytes:>7.1f}   {cost.beside:>19.2f} s   "
                f"{cost.outcome[:80]}",
                flush=True,
            )
            if cost.seconds > SECONDS or cost.megabytes > MEGABYTES or cost.beside_outcome != "40 entries":
                worst.append(name)
        if web.asked("/leak"):
            worst.append("external entities (they were asked for)")
    print(f"limits {SECONDS:g} s, {MEGABYTES:g} MB above idle; beyond them: {', '.join(worst) or 'none'}")
    sys.exit(bool(worst))


if __name__ == "__main__":
    main()
