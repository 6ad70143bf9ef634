"""Bringing the log of what was written into the file, beside whoever writes.

SQLite does it within the commit that made the log long, which then takes several times as long as the others: the disk
is waited for twice. A connection of its own, in a thread of its own, does the same while the writer goes on; SQLite
lets the two work at once (https://www.sqlite.org/wal.html, "Concurrency"). Only a log that grew very long is waited
for, as it begins anew only where all of it is in the file.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from pathlib import Path

from store import asleft

#: Bytes of a log that are left to the last connection's close, or to the next carrying.
SHORT = 8 << 20
#: Bytes that a log keeps of the disk as it begins anew: one of more has not begun anew yet, whoever wrote it. Polls in
#: processes of their own write few rows each, and beside a dashboard none of them is the last connection.
KEPT = 32 << 20
#: Changed rows after which a log that is longer may hold much that is not in the file: its size does not say so, as it
#: begins anew in place.
ROWS = 2_000
#: Pages of a log that a writer lets grow while it is carried: of a quarter of a gigabyte.
LONG = 16_000


class Carrier:
    """Brings the log of the database at `path` into the file whenever it is told of enough changes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = _identity(path)
        self._log = path.with_name(path.name + "-wal")
        self._rows = self._pages = self._had = 0
        self._thread: threading.Thread | None = None

    def committed(self, rows: int) -> None:
        """Called after a transaction that changed so many rows; returns at once."""
        self._rows += rows
        size = self._size()
        # Its size when it was last carried, of which it lets go as it begins anew.
        self._had = min(self._had, size)
        if self._carrying() or (size - self._had <= KEPT and (self._rows < ROWS or size < SHORT)):
            return
        self._rows, self._had = 0, size
        thread = threading.Thread(target=self._carry, name="log", daemon=True)
        # Where the system gives no more threads, a later commit tries again.
        with contextlib.suppress(RuntimeError):
            thread.start()
            self._thread = thread

    def beginning(self) -> None:
        """Called before a transaction: waits where the log has grown long, so that it begins anew."""
        if self._pages > LONG and self._carrying():
            self.wait()
            self._pages = 0

    def wait(self) -> None:
        """Until nothing is being carried. To be called before the file is closed or made anew."""
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _carrying(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def _size(self) -> int:
        try:
            return self._log.stat().st_size
        except OSError:
            return 0

    def _carry(self) -> None:
        # The log is found by its name: beside another file that was put there, or a new one that SQLite would make
        # where there is none, it would be taken for that file's, and go with it.
        if self._file is None or _identity(self._path) != self._file:
            return
        # What cannot be carried (a full disk) stays in the log, where the writer meets it.
        with (
            contextlib.suppress(sqlite3.Error, OSError),
            contextlib.closing(
                sqlite3.connect(f"{self._path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)
            ) as connection,
            asleft.kept(self._path),
        ):
            connection.execute("PRAGMA synchronous = NORMAL")
            self._pages = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()[1]


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file it is; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
