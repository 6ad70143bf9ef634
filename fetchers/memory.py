"""A bound on the memory of this process, counted from the moment it is set.

Where the system keeps one on address space (Linux), what goes beyond it is refused, and Python raises MemoryError. Some
systems take that limit and do not keep it (macOS), so a thread looks at what is held, too, and ends the process. Where
neither can be had (Windows) there is no bound, and `Bound.kept` says so; the limit of time holds everywhere.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from dataclasses import dataclass

#: How a process ends that held too much.
ENDED = 86
TOO_MUCH = "it took too much memory to parse and was given up"
#: Seconds between two looks at what is held.
_EVERY = 0.05


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound that was set when `base` bytes were held. `kept`: whether anything keeps it."""

    base: int
    kept: bool

    def used(self) -> int:
        """How much more than at the beginning was held at the most, in bytes."""
        return max(0, peak() - self.base)


def bind(budget: int) -> Bound:
    """Bounds what this process takes to so many bytes more than it holds now."""
    base = peak()
    if not base:
        return Bound(0, False)
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        space = _address_space()
        if space:
            resource.setrlimit(resource.RLIMIT_AS, (space + budget, space + budget))
    threading.Thread(target=_watch, args=(base + budget,), daemon=True).start()
    return Bound(base, True)


def peak() -> int:
    """The most memory this process ever held, in bytes; 0 where the system does not say."""
    # On Linux the figure of getrusage begins with what the parent held when it made this process.
    with contextlib.suppress(OSError, ValueError, StopIteration), open("/proc/self/status", encoding="ascii") as file:
        return 1024 * int(next(line for line in file if line.startswith("VmHWM")).split()[1])
    try:
        import resource
    except ImportError:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(most if sys.platform == "darwin" else most * 1024)


def _address_space() -> int:
    """The bytes of addresses in use, where the system tells (Linux)."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")


def _watch(limit: int) -> None:
    pause = threading.Event()
    while peak() <= limit:
        pause.wait(_EVERY)
    os._exit(ENDED)
