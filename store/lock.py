"""One poll at a time into a home: a lock the kernel takes back even from a killed process."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

from store.errors import Busy


@contextlib.contextmanager
def poll_lock(path: Path, what: str = "poll") -> Iterator[None]:
    """Holds the lock file `path`; raises `Busy` at once where another process does. `what` works under it."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(handle, 32, 0).decode("ascii", "replace").strip()
            who = f" (process {holder})" if holder else ""
            raise Busy(f"another {what}{who} is at work in {path.parent}; wait for it, or stop it") from None
        os.ftruncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(handle)
