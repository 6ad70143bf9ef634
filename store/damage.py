"""A file that is not whole: how that is told, and the note beside it by which every later process knows.

SQLite notices damage only where it happens to read. Whoever comes upon it leaves a note, so that nobody else goes on
writing into the file elsewhere. The note holds for the file as it then was: one put in its place is looked at anew.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from pathlib import Path

from store import header
from store.backups import folder, newest
from store.errors import Damaged, Lost, StoreError

#: What SQLite says where the bytes of a file are not what they should be.
_BROKEN = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
#: And where the disk, its rights or another process are in the way.
_HINDERED = (
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
)


def note_of(path: Path) -> Path:
    """The note beside a database file."""
    return path.with_name(path.name + "-damaged")


def known(path: Path) -> str | None:
    """What was found to be wrong with the file as it is now; None where nothing was."""
    try:
        note = json.loads(note_of(path).read_text(encoding="utf-8"))
        return str(note["what"]) if note["file"] == _as_it_is(path) else None
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        return "a note beside it says so, and cannot be read"


def remember(path: Path, what: str) -> None:
    """Leaves the note. Where it cannot be left (a full disk), the next one finds out by itself."""
    with contextlib.suppress(OSError):
        note_of(path).write_text(json.dumps({"what": what, "file": _as_it_is(path)}) + "\n", encoding="utf-8")


def forget(path: Path) -> None:
    """Takes the note away."""
    note_of(path).unlink(missing_ok=True)


def damaged(path: Path, what: str) -> Damaged:
    """The error that names the file and both ways out."""
    backup = newest(path)
    last = f"; the last backup is {backup}: reportedly recover --from-backup" if backup else "; there is no backup"
    return Damaged(
        f"{path}: is damaged ({what}), and is not written to. What can be read of it comes into a new file with: "
        f"reportedly recover{last}"
    )


def lost(path: Path) -> Lost | None:
    """Of a file that is not there, or in which nothing is: the error that names the way back, where backups say that
    there was one, or the log of an empty file. SQLite would take the log away, and a new file the backups' place."""
    empty, backup = path.exists(), newest(path)
    what = "has nothing in it" if empty else "is not there"
    if empty and header.has_wal(path):
        last = f", the last backup, {backup}, with: reportedly recover --from-backup --install" if backup else ""
        return Lost(
            f"{path}: {what}, but its log has; what can be read of that comes into a new file with: "
            f"reportedly recover{last}; to begin anew, move {path.parent} away"
        )
    if backup is None:
        return None
    return Lost(
        f"{path}: {what}, and there are backups of it; the last, {backup}, comes into its place with: "
        f"reportedly recover --from-backup --install; to begin anew, move {folder(path)} away"
    )


def told(path: Path, error: sqlite3.DatabaseError) -> StoreError | None:
    """What an error of SQLite's means, in words; None where it is a mistake of ours. Of damage a note is left."""
    code = getattr(error, "sqlite_errorcode", None) or 0
    if code == sqlite3.SQLITE_CORRUPT_VTAB:
        return StoreError(
            f"{path}: its search index is damaged, the stories are not; mend it with: reportedly doctor --fix"
        )
    if code & 0xFF in _BROKEN or (not code and "malformed" in str(error)):
        remember(path, str(error))
        return damaged(path, str(error))
    if not isinstance(error, sqlite3.OperationalError):
        return None
    if str(error).startswith("no such "):
        return StoreError(f"{path}: lacks what it should have ({error}); see what is wrong with: reportedly doctor")
    if "decode to UTF-8" in str(error):
        return StoreError(f"{path}: holds a text that is none; reportedly doctor looks for what is wrong")
    if code & 0xFF not in _HINDERED:
        return None
    return StoreError(f"{path}: {error}; free the disk or stop what holds the file, then try again")


def _as_it_is(path: Path) -> list[int]:
    found = path.stat()
    return [found.st_size, found.st_mtime_ns]
