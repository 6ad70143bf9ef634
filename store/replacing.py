"""A new database put in the place of a damaged one, which stays beside it under another name."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from store import damage, header
from store.errors import StoreError


def install(new: Path, path: Path, now: datetime) -> Path:
    """Puts the file `new` in the place of the database at `path`; returns where the old one is kept.

    Killed at any point, there is a database at `path`: the old one, still marked as damaged, or the new one. The log
    goes before, as SQLite would take it for the new file's. Raises `StoreError`.
    """
    kept = beside(path, "replaced", now)
    log = header.wal_of(path)
    try:
        if path.exists():
            os.link(path, kept)
        if log.exists():
            os.link(log, header.wal_of(kept))
            log.unlink()
        path.with_name(path.name + "-shm").unlink(missing_ok=True)
        new.replace(path)
    except OSError as error:
        raise StoreError(f"{path}: the new file could not be put in its place ({error}); it is {new}") from error
    damage.forget(path)
    return kept


def beside(path: Path, word: str, now: datetime) -> Path:
    """A name beside the database that nothing has yet, with what the file is and the time."""
    name = f"{path.stem}-{word}-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    tries = (path.with_name(f"{name}{f'-{again}' if again else ''}.db") for again in count())
    return next(one for one in tries if not one.exists())
