"""Memory that is free given back to the machine.

A list of a million stories takes a hundred megabytes for a moment and twenty from then on. What threads have freed
glibc keeps for them, each thread's apart, and the next list takes as much again beside it.
"""

from __future__ import annotations

import ctypes
import time
from collections.abc import Callable

#: Seconds between two times that it is asked to: it takes under a millisecond.
_OFTEN = 0.25
_last = 0.0


def _found() -> Callable[[int], object]:
    try:
        trim: Callable[[int], object] = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError):  # another C library, which has its own ways
        return lambda kept: None
    return trim


_trim = _found()


def give_back() -> None:
    """Gives free memory back, where the C library can, and not more often than it matters."""
    global _last
    now = time.monotonic()
    if now - _last >= _OFTEN:
        _last = now
        _trim(0)
