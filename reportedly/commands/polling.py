"""`reportedly poll`."""

from __future__ import annotations

import argparse
import sys
import time

from reportedly.clock import system_clock
from reportedly.commands.common import home
from reportedly.exits import Exit
from reportedly.pipeline import poll as run_poll
from reportedly.plain import poll_lines


class Line:
    """Progress as one line of a terminal, written over and over; nothing where stderr is none."""

    def __init__(self) -> None:
        self.shown = sys.stderr.isatty()
        self.last = 0.0

    def step(self, done: int, total: int, what: str) -> None:
        now = time.monotonic()
        if self.shown and (done == total or now - self.last > 0.1):
            self.last = now
            print(f"\r\x1b[K{what}: {done} of {total}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        if self.shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def poll(options: argparse.Namespace) -> int:
    """Polls; says on stderr what came of it."""
    line = Line()
    try:
        summary = run_poll(home(options), system_clock, line, everything=options.all)
    finally:
        line.clear()
    for text in poll_lines(summary):
        print(text, file=sys.stderr)
    return Exit.FAILED if summary.feeds and len(summary.failures) == summary.feeds else Exit.DONE
