"""Progress on a terminal, for a person who waits."""

from __future__ import annotations

import sys
import time


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
