"""A bound on the memory of this process, counted from the moment it is set.

Linux keeps one on address space: what goes beyond is refused, and Python raises MemoryError. Elsewhere a thread looks
at what is held, and ends the process (macOS takes the limit and does not keep it). Where neither can be had (Windows)
there is no bound, and `Bound.kept` says so; the limit of time holds everywhere.
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
        """How much more than at the beginning is taken, in bytes: of address space, or of memory at the most."""
        return max(0, (_address_space() or peak()) - self.base)


def bind(budget: int) -> Bound:
    """Bounds what this process takes to so many bytes more than it takes now."""
    space = _address_space()
    if space:
        with contextlib.suppress(ImportError, ValueError, OSError):
            import resource

            resource.setrlimit(resource.RLIMIT_AS, (space + budget, space + budget))
            # And no thread beside it: the C library sets 64 MB of addresses aside for each.
            return Bound(space, True)
    base = peak()
    if base:
        threading.Thread(target=_watch, args=(base + budget,), daemon=True).start()
    return Bound(space or base, bool(base))


def peak() -> int:
    """The most memory this process ever held, in bytes; 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(most if sys.platform == "darwin" else most * 1024)


def _address_space() -> int:
    """The bytes of addresses in use; 0 where the system does not tell (all but Linux)."""
    try:
        with open("/proc/self/statm", "rb", buffering=0) as file:
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 0


def _watch(limit: int) -> None:
    pause = threading.Event()
    while peak() <= limit:
        pause.wait(_EVERY)
    os._exit(ENDED)
