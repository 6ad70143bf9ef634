"""What is dear to make is made once in a run of the tests, whatever number of processes they run in."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest


def made(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that `make` was given empty; not to be written to after. The first that wants it makes it, and the
    others wait; where making fails the next one tries again, in a folder of its own."""
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with (shared / f"{name}.lock").open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.seek(0)
        tried = lock.read().split()
        if tried and tried[-1] == "done":
            return shared / tried[-2]
        folder = shared / f"{name}-{len(tried)}"
        lock.write(f"{folder.name} ")
        lock.flush()
        folder.mkdir()
        make(folder)
        lock.write("done ")
    return folder
