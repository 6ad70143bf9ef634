"""The dashboard over many stories, in a pseudo-terminal: how soon it paints, how soon a key is answered, and memory.

    python -m bench.tui [--stories 1000000] [--claims 2000] [--homes DIR] [--runs 5] [--newsboat]

Two homes are made of invented stories (2 KB each, one in eight a copy), one of 100 and one of many; with `--homes` they
are kept there and used again. Every figure stands beside that of the small home, taken turn about in the same run. A
key is answered when the cursor's sign comes out of the terminal; it is measured at rest and during a poll of feeds on
loopback (see `bench.feedserver`). `--newsboat`: the start of newsboat, where it is installed, on 100,000 articles.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import json
import os
import pty
import select
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from fcntl import ioctl
from pathlib import Path
from struct import pack
from termios import TIOCSWINSZ

from bench.dashboards import make
from bench.feedserver import host
from bench.poll import held, server
from bench.startup import COMMAND
from bench.store import NOW
from bench.zipf import Press
from reportedly.home import ensure
from store import feeds
from store.database import open_store
from store.feeds import NewFeed

FEW, CLAIMS_OF_FEW = 100, 10
SIZE = (40, 120)
#: What shows that a thing is painted: the tabs; a sentence of the brief; a story's sign; the cursor's.
FRAME, BRIEF, UNREAD, CURSOR = b"Narrative", b"changes", "●".encode(), "▌".encode()
NOTHING_NEW = b"Nothing new"
#: Feeds polled while keys are pressed, and how long each takes to answer, in ms.
FEEDS, LATENCY = 200, "300-600"
#: Keys each of which moves the cursor: rows, half pages, the bottom, the top.
WAY = (*"jjjkjjj", "\x04", "j", "j", "\x15", "j", "\x04", "\x04", "j", "G", "k", "\x15", "k", "\x1b[H")
#: So often a key is pressed, as by somebody who holds it down; and for how long it is waited for.
EVERY, PATIENCE = 0.06, 120.0


class Terminal:
    """A command in a pseudo-terminal of SIZE."""

    def __init__(self, *command: str) -> None:
        self.begun = time.perf_counter()
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            os.environ["TERM"] = "xterm-256color"
            os.execv(command[0], list(command))
        ioctl(self._terminal, TIOCSWINSZ, pack("HHHH", *SIZE, 0, 0))
        self._seen = b""

    def until(self, *signs: bytes) -> float:
        """Seconds until one of the signs comes out."""
        begun = time.perf_counter()
        while not any(sign in self._seen for sign in signs):
            ready, _, _ = select.select([self._terminal], [], [], PATIENCE)
            if not ready:
                raise SystemExit(f"waited in vain for {signs!r}: {self._seen[-400:]!r}")
            self._seen += os.read(self._terminal, 1 << 16)
        return time.perf_counter() - begun

    def quiet(self, seconds: float) -> None:
        """Waits until nothing comes out for so long, and forgets what did."""
        while select.select([self._terminal], [], [], seconds)[0]:
            os.read(self._terminal, 1 << 16)
        self._seen = b""

    def press(self, key: str, *signs: bytes) -> float:
        """Presses a key; seconds until one of the signs comes out."""
        self._seen = b""
        while select.select([self._terminal], [], [], 0)[0]:
            os.read(self._terminal, 1 << 16)
        os.write(self._terminal, key.encode())
        return self.until(*signs)

    @property
    def megabytes(self) -> float:
        """The process's memory and the most it had, in MB."""
        rows = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return next(int(row.split()[1]) / 1024 for row in rows if row.startswith("VmHWM"))

    @property
    def processor(self) -> float:
        """Seconds of processor time the process has had."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rsplit(") ", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def end(self) -> None:
        os.kill(self.pid, 9)
        os.waitpid(self.pid, 0)
        os.close(self._terminal)


@contextlib.contextmanager
def dashboard(home: Path) -> Iterator[Terminal]:
    terminal = Terminal(str(COMMAND), "--home", str(home))
    try:
        yield terminal
    finally:
        terminal.end()


def start(home: Path) -> dict[str, float]:
    """One start: seconds to the frame, to the brief, from the key of the stories to their rows; and memory."""
    with dashboard(home) as terminal:
        frame = terminal.until(FRAME)
        terminal.until(BRIEF, NOTHING_NEW)
        brief = time.perf_counter() - terminal.begun
        terminal.quiet(0.3)
        rows = terminal.press("2", UNREAD)
        terminal.quiet(1.0)
        return {"frame": frame, "brief": brief, "stories": rows, "memory": terminal.megabytes}


def at_once(home: Path) -> float:
    """Seconds from the start to the first story, the key of the stories being pressed once there is a frame."""
    with dashboard(home) as terminal:
        terminal.until(FRAME)
        terminal.press("2", UNREAD)
        return time.perf_counter() - terminal.begun


def keys(terminal: Terminal, presses: int) -> tuple[list[float], float]:
    """Milliseconds from a key to its paint, going down and up, by rows and half pages, and to both ends; and the most
    memory that the dashboard and all that it started held between two keys."""
    took, most = [], 0.0
    for _, key in zip(range(presses), itertools.cycle(WAY), strict=False):
        took.append(terminal.press(key, CURSOR) * 1000)
        terminal.quiet(max(0.001, EVERY - took[-1] / 1000))
        most = max(most, held(terminal.pid))
    return took, most


def scrolling(home: Path, presses: int, polling: bool) -> tuple[list[float], float, float, float]:
    """The answers to keys over the list of stories, the most memory, that with all it started, and milliseconds of
    processor time a key."""
    with dashboard(home) as terminal:
        terminal.until(BRIEF, NOTHING_NEW)
        terminal.quiet(0.3)
        terminal.press("2", UNREAD)
        terminal.quiet(1.0)
        if polling:
            terminal.press("\x12", b"Polling")
        before = terminal.processor
        took, family = keys(terminal, presses)
        return took, terminal.megabytes, family, (terminal.processor - before) / presses * 1000


def add_feeds(home: Path, port: int) -> None:
    """Feeds on loopback, which this home may ask, in the place of those of another run."""
    opened = json.dumps([host(number) for number in range(FEEDS)])
    (home / "config.toml").write_text(f"[poll]\nallow_private = {opened}\n")
    with open_store(home / "reportedly.db") as store:
        for feed in feeds.every(store):
            if feed.url.startswith("http://127."):
                feeds.remove(store, feed.id)
        urls = [f"http://{host(number)}:{port}/feed/{number}" for number in range(FEEDS)]
        feeds.add(store, [NewFeed(url, f"Feed {n}", f"Outlet {n}") for n, url in enumerate(urls)], NOW)


def p95(took: list[float]) -> float:
    return sorted(took)[int(len(took) * 0.95)]


def said(what: str, many: list[float], few: list[float], aim: str = "") -> None:
    """A row: the median over many stories, over few, and of the ratios pair by pair."""
    ratio = statistics.median(a / b for a, b in zip(many, few, strict=True))
    print(
        f"  {what:<52} {statistics.median(many):8.2f}   few {statistics.median(few):8.2f}   ratio {ratio:5.2f}  {aim}",
        flush=True,
    )


def home_of(folder: Path, press: Press, stories: int, claims: int) -> Path:
    """A home of so many stories, made where it is not there."""
    home = folder / f"home-{stories}"
    if not (home / "reportedly.db").exists():
        ensure(home, NOW, feeds=False)
        make(home / "reportedly.db", press, stories, claims)
    return home


def newsboat(folder: Path, articles: int, runs: int) -> None:
    """Prints how long newsboat takes to show its feeds over so many articles."""
    program = shutil.which("newsboat")
    if program is None:
        print("newsboat is not installed")
        return
    cache, urls, feed = folder / "newsboat.db", folder / "newsboat.urls", folder / "newsboat.xml"
    options = [program, "-u", str(urls), "-c", str(cache), "-C", os.devnull]
    if not cache.exists():
        press = Press()
        rows = []
        for number in range(articles):
            title, text = press.story(number)
            link = f"https://paper.example/{number}"
            rows.append(
                f"<item><title>{title}</title><link>{link}</link><guid>{link}</guid>"
                f"<description>{text[:2000]}</description></item>"
            )
        feed.write_text(f"<rss version='2.0'><channel><title>Paper</title>{''.join(rows)}</channel></rss>")
        urls.write_text(f"file://{feed}\n")
        subprocess.run([*options, "-x", "reload"], check=True, stdout=subprocess.DEVNULL)
    took = []
    for _ in range(runs):
        terminal = Terminal(*options)
        # "(unread/all)", of which newsboat shows no more than eleven characters.
        terminal.until(f"({articles}/".encode())
        took.append(time.perf_counter() - terminal.begun)
        memory = terminal.megabytes
        terminal.end()
    print(
        f"newsboat, {articles:,} articles: its feeds are shown after {statistics.median(took):.2f} s; {memory:.0f} MB"
    )


def measured(many: Path, few: Path, runs: int, presses: int) -> None:
    """Prints all figures, of both homes turn about."""
    start(few), start(many)
    both = [(start(many), start(few)) for _ in range(runs)]
    for name, key, aim in (
        ("to the frame with the views, s", "frame", "(aim 0.7, ratio 1.2)"),
        ("to the brief's sentences, s", "brief", ""),
        ("from the key 2 to the first stories, s", "stories", "(ratio 1.2)"),
        ("most memory so far, MB", "memory", "(aim 200)"),
    ):
        said(name, [one[key] for one, _ in both], [other[key] for _, other in both], aim)
    early = [(at_once(many), at_once(few)) for _ in range(runs)]
    said("start to stories, 2 pressed at once, s", [a for a, _ in early], [b for _, b in early], "(aim 0.7)")
    with server(FEEDS, None, LATENCY) as port:
        for home in (many, few):
            add_feeds(home, port)
        for polling in (False, True):
            (one, memory, family, work), (other, _, _, less) = (
                scrolling(home, presses, polling) for home in (many, few)
            )
            when = "during a poll" if polling else "at rest"
            print(
                f"  a key's paint {when}, ms: median {statistics.median(one):.1f}, p95 {p95(one):.1f} (aim 50), most "
                f"{max(one):.1f}; few: {statistics.median(other):.1f}, {p95(other):.1f}, {max(other):.1f}; "
                f"processor time a key {work:.0f} ms; few {less:.0f}; most memory {memory:.0f} MB (aim 200), "
                f"with the poll and its parsers {family:.0f} MB",
                flush=True,
            )


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--stories", type=int, default=1_000_000)
    options.add_argument("--claims", type=int, default=2_000)
    options.add_argument("--homes", type=Path, help="a folder to keep the homes in")
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--presses", type=int, default=200)
    options.add_argument("--newsboat", type=int, metavar="ARTICLES", help="measure newsboat's start over so many, too")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder, press = given.homes or Path(scratch), Press()
        few, many = home_of(folder, press, FEW, CLAIMS_OF_FEW), home_of(folder, press, given.stories, given.claims)
        print(f"{given.stories:,} stories and {given.claims:,} claims, beside {FEW} stories and {CLAIMS_OF_FEW} claims")
        measured(many, few, given.runs, given.presses)
        if given.newsboat:
            newsboat(folder, given.newsboat, given.runs)


if __name__ == "__main__":
    main()
