"""A copy of another home's database, which is only read."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from store.errors import StoreError


def copied(path: Path, to: Path) -> None:
    """Copies a database, which is only read and may be in use, to a new file. Raises `StoreError`.

    Where nothing stands in its WAL it is taken as it lies there, which works in a folder that cannot be written to and
    leaves no file in it; one that was written to meanwhile is copied again, with its locks.
    """
    wal, before = path.with_name(f"{path.name}-wal"), path.stat()
    quiet = not wal.exists() or not wal.stat().st_size
    try:
        _copy(path, to, "immutable=1" if quiet else "mode=ro")
        after = path.stat()
        if quiet and ((wal.exists() and wal.stat().st_size) or after.st_mtime_ns != before.st_mtime_ns):
            to.unlink()
            _copy(path, to, "mode=ro")
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"{path}: cannot be read as a database ({error}); name another file") from error


def _copy(path: Path, to: Path, how: str) -> None:
    with (
        contextlib.closing(sqlite3.connect(f"{path.resolve().as_uri()}?{how}", uri=True)) as source,
        contextlib.closing(sqlite3.connect(to)) as target,
    ):
        source.backup(target)
