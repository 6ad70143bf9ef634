"""Whether a database file is as this program left it, and a look at every page of one that is not.

SQLite notices damage only where it happens to read, and a look at every page takes too long to be made each time. But
whoever writes to a file changes its size or its time: so we note these beside it, and a file that has others (it was
copied, overwritten in the middle, or its writer was killed) is looked at whole before anything is written to it.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

#: Which file it is, its size and its time of change, in figures of one length: one write puts them in place.
_FORM = "{:020d} {:020d} {:020d}\n"


def note_of(path: Path) -> Path:
    """The note beside a database file."""
    return path.with_name(path.name + "-asleft")


def state(path: Path) -> str:
    """The file as it is now. Raises OSError."""
    found = path.stat()
    return _FORM.format(found.st_ino, found.st_size, found.st_mtime_ns)


def unchanged(path: Path) -> bool:
    """Whether nobody but us has written to the file since it was made or found whole."""
    return _left(path) is not None


def inode(path: Path) -> int | None:
    """The number that the disk knows the file by, where nobody but us has written to it."""
    now = _left(path)
    return None if now is None else int(now.split()[0])


def _left(path: Path) -> str | None:
    """The file as it is, where that is as it was left."""
    try:
        now = state(path)
        handle = os.open(note_of(path), os.O_RDONLY)
        try:
            return now if os.read(handle, 2 * len(now)) == now.encode() else None
        finally:
            os.close(handle)
    except OSError:
        return None


def remember(path: Path, now: str | None = None) -> None:
    """Notes the file as it is, or as it was `now`. Where that cannot be (a full disk, a folder of somebody else's), the
    next one looks at it again."""
    with contextlib.suppress(OSError):
        said = (now or state(path)).encode()
        handle = os.open(note_of(path), os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            os.pwrite(handle, said, 0)
        finally:
            os.close(handle)


@contextlib.contextmanager
def kept(path: Path) -> Iterator[None]:
    """What is done within is ours: a file that was as we left it is so after it too. One that was not stays so, and is
    looked at by the next who opens it."""
    before = _left(path)
    try:
        yield
    finally:
        # Most commits go into the log, and leave the file as it was.
        if before and not _is(path, before) and not unchanged(path):
            remember(path)


def _is(path: Path, state_before: str) -> bool:
    try:
        return state(path) == state_before
    except OSError:
        return False


def wrong(connection: sqlite3.Connection, check: str) -> list[str]:
    """What SQLite finds wrong with the file by its `quick_check` or `integrity_check`, the first twenty."""
    return [*serious(row[0] for row in connection.execute(f"PRAGMA {check}(20)"))]


def serious(said: Iterable[str]) -> Iterator[str]:
    """Of what SQLite says that which is damage. Newer versions tell here of a search index that is not well, too; that
    is made anew of the stories, and no reason to give the file up."""
    return (one for one in said if one != "ok" and " FTS5 table " not in one)
