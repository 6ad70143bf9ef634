"""Backups: whole copies of the database, made by SQLite while others read and write, and checked."""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from store import header
from store.errors import Damaged, StoreError

#: How many backups are kept where the settings do not say.
KEPT = 3


@dataclass(frozen=True, slots=True)
class Keeping:
    """How many backups are kept (0: none is made before a migration), and what time it is."""

    kept: int = KEPT
    now: datetime | None = None


def folder(path: Path) -> Path:
    """Where the backups of a database are."""
    return path.parent / "backups"


def every(path: Path) -> list[Path]:
    """The backups of a database, oldest first."""
    named = re.compile(rf"{re.escape(path.stem)}-v\d+-(\d{{8}}T\d{{6}}Z(?:-\d+)?)\.db")
    try:
        found = [(match[1], one) for one in folder(path).iterdir() if (match := named.fullmatch(one.name))]
    except OSError:
        return []
    return [one for _, one in sorted(found)]


def newest(path: Path) -> Path | None:
    """The last backup of a database."""
    found = every(path)
    return found[-1] if found else None


def make(path: Path, keeping: Keeping, version: int | None = None) -> Path:
    """A backup of the database as it is now, in its folder; older ones than are kept go. `version`: its schema's.

    Raises `StoreError`.
    """
    where = folder(path)
    moment = (keeping.now or datetime.now(UTC)).astimezone(UTC)
    if version is None:
        head = header.read(path)
        version = head.version if head else 0
    try:
        where.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{where}: cannot be made ({error}); backups go there") from None
    for again in range(1_000):
        more = f"-{again}" if again else ""
        target = where / f"{path.stem}-v{version}-{moment:%Y%m%dT%H%M%SZ}{more}.db"
        if not target.exists():
            break
    copy(path, target)
    for old in every(path)[: -max(1, keeping.kept)]:
        old.unlink(missing_ok=True)
    return target


def copy(path: Path, target: Path) -> None:
    """A whole copy of a database as one new file, which appears under its name once it was found whole.

    Others may read and write meanwhile. Raises `StoreError`, `Damaged` among them; then there is no such file.
    """
    if target.exists():
        raise StoreError(f"{target}: is there already; choose another name, or move it away")
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(_uri(path), uri=True)) as source, closing(sqlite3.connect(part)) as made:
            source.backup(made)
            # As one file, with no log beside it.
            made.execute("PRAGMA journal_mode = DELETE")
            said = made.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if said != "ok":
            raise Damaged(f"{path}: is damaged ({said}), so no backup of it was kept; save it with: reportedly recover")
        _to_disk(part)
        part.replace(target)
        _to_disk(target.parent)
    except (sqlite3.Error, OSError, UnicodeDecodeError) as error:
        raise StoreError(
            f"{target}: the backup could not be made ({error}); see that its folder is there and yours, and has room"
        ) from error
    finally:
        for left in (part, part.with_name(part.name + "-journal")):
            with contextlib.suppress(OSError):
                left.unlink(missing_ok=True)


def _uri(path: Path) -> str:
    return f"{path.absolute().as_uri()}?mode=ro"


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
