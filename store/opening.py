"""Whether a file may be opened for writing: looked at through a connection that cannot write."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from store import asleft, damage, header
from store.errors import NotOurs, TooNew

#: How long the look waits for others, in seconds.
PATIENCE = 10.0
#: Bytes of the largest file of which every page is looked at before it is opened, in a second or so; in a larger one,
#: damage is met where it is read, or found by `doctor`.
WHOLE = 512_000_000
#: Files that this process has looked at and found well: the number that the disk knows each by, and the log beside it
#: as it then was, which anybody may write or put there. The dashboard opens its file for every key that reads.
LOOKED_AT: dict[Path, tuple[int, header.Log | None]] = {}
SCHEMA_IS_NO_TEXT = "its schema is no text any more"


def look(path: Path, newest: int) -> bool:
    """Whether there is a file. Refuses one that is somebody else's, was written by a newer version (than schema
    `newest`), or is damaged, as far as can be seen at once. No byte of it is changed.

    What can be seen: its header, its schema, and of each table the last row, beside which the next would be written;
    and every page, where the file is not as we left it (see `store.asleft`) and of no more than WHOLE bytes. Of one
    that is as we left it and was looked at before, by this process, no more than the header, while its log is the one
    that it then had: whose it is and how new is asked once more by whoever opens it (`belongs`).
    A file that is not there, or in which nothing is, is refused where there was one.
    Raises `NotOurs`, `TooNew`, `Damaged` (its `Lost` among them), sqlite3.Error and OSError.
    """
    head = header.read(path)
    if head is None:
        if lost := damage.lost(path):
            raise lost
        return False
    if not head.whole:
        raise damage.damaged(path, "it does not begin as a database does")
    if head.application:
        belongs(path, head.application, head.version, newest)
    if what := damage.known(path):
        raise damage.damaged(path, what)
    left, log = asleft.inode(path), header.log(path)
    if left is not None and LOOKED_AT.get(path) == (left, log):
        return True
    try:
        with closing(reader(path, head)) as connection:
            # In one transaction, or another process that makes the schema just now could come between the looks.
            connection.execute("BEGIN")
            application, version = identity(connection)
            if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                belongs(path, application, version, newest)
            _last_rows(connection)
            if path.stat().st_size <= WHOLE and left is None:
                _every_page(path, connection)
    except sqlite3.DatabaseError as error:
        raise damage.told(path, error) or error from error
    except UnicodeDecodeError as error:  # SQLite's words on a schema that is no text any more
        damage.remember(path, SCHEMA_IS_NO_TEXT)
        raise damage.damaged(path, SCHEMA_IS_NO_TEXT) from error
    if left is not None:
        LOOKED_AT[path] = left, log
    return True


def reader(path: Path, head: header.Header) -> sqlite3.Connection:
    """A connection that cannot write. Without a log beside the file, none is made for a file that may not be ours."""
    still = "&immutable=1" if head.wal and not head.application and not header.has_wal(path) else ""
    uri = f"{path.absolute().as_uri()}?mode=ro{still}"
    return sqlite3.connect(uri, uri=True, isolation_level=None, timeout=PATIENCE)


def identity(connection: sqlite3.Connection) -> tuple[int, int]:
    """Whose file it is, and the version of its schema."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    return int(application), int(version)


def belongs(path: Path, application: int, version: int, newest: int) -> None:
    """Raises `NotOurs` or `TooNew`."""
    if application != header.APPLICATION_ID:
        raise NotOurs(f"{path}: is not a database of reportedly; choose another --home or move the file away")
    if version > newest:
        raise TooNew(
            f"{path}: was written by a newer reportedly (schema {version}, this one knows {newest}); "
            "install the newer version"
        )


def _every_page(path: Path, connection: sqlite3.Connection) -> None:
    found = asleft.state(path)
    if said := asleft.wrong(connection, "quick_check"):
        damage.remember(path, said[0])
        raise damage.damaged(path, said[0])
    asleft.remember(path, found)


def _last_rows(connection: sqlite3.Connection) -> None:
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage AND sql NOT LIKE '%WITHOUT ROWID%'"
    ).fetchall()
    for (table,) in tables:
        connection.execute(f"SELECT max(rowid) FROM [{table}]").fetchone()
