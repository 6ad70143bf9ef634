"""What the command's exit codes mean."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from enum import IntEnum


class Exit(IntEnum):
    """A contract for scripts. `reportedly doctor` ends with FAILED where it found an error or a warning."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    BUSY = 3
    #: The database is damaged: `reportedly recover`.
    DAMAGED = 4
    INTERRUPTED = 130


class UsageError(Exception):
    """Something asked for that cannot be done; the text names the thing and the mend."""


@contextlib.contextmanager
def interrupted(rest: str) -> Iterator[None]:
    """Where Ctrl-C ends work half-way, what becomes of the rest is said with it."""
    try:
        yield
    except KeyboardInterrupt:
        raise KeyboardInterrupt(f"interrupted; what was stored stays, {rest}") from None
