"""What the command's exit codes mean."""

from __future__ import annotations

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
