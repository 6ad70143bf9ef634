"""Other processes at the same database: real ones, driven by lines over their pipes."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Other:
    """A process that runs a piece of Python; it says what it does by printing lines."""

    def __init__(self, code: str, *arguments: object) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", code, *map(str, arguments)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )

    def hear(self) -> str:
        """The next line it says, or an empty one where it has ended."""
        assert self.process.stdout
        return self.process.stdout.readline().strip()

    def tell(self, line: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def kill(self) -> None:
        """SIGKILL, and waits until it is gone."""
        self.process.kill()
        self.process.wait()


@contextlib.contextmanager
def other(code: str, *arguments: object) -> Iterator[Other]:
    """A process for the length of a with block; killed at its end."""
    running = Other(code, *arguments)
    try:
        yield running
    finally:
        running.process.kill()
        running.process.communicate()
