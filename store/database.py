"""Opening the database file: checks, settings of the connection, migrations, and the one way to write."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

from store.errors import NotFound, NotOurs, StoreError, TooNew

#: How long a statement waits for another process's write to end, in milliseconds.
BUSY_TIMEOUT = 10_000
#: The schema this version writes; a file with a higher number is not touched.
SCHEMA_VERSION = 60
_APPLICATION_ID = 0x72707274


class Store:
    """One connection to a home's database, for the thread that opened it."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self.connection.close()

    def rows(self, sql: str, parameters: Any = ()) -> list[sqlite3.Row]:
        """Every row a reading statement gives."""
        return self.connection.execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Any = ()) -> sqlite3.Row | None:
        """The first row a reading statement gives."""
        found: sqlite3.Row | None = self.connection.execute(sql, parameters).fetchone()
        return found

    def value(self, sql: str, parameters: Any = ()) -> Any:
        """The first column of the first row."""
        found = self.row(sql, parameters)
        return found[0] if found else None

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that holds the write lock from its first statement, kept whole or not at all.

        A deferred transaction that reads and then writes fails at once where another process wrote in
        between, however long the busy timeout; this one waits its turn instead.
        """
        if self.connection.in_transaction:
            yield self.connection
            return
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            yield self.connection
            self.connection.execute("COMMIT")
        except BaseException as error:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            if isinstance(error, sqlite3.OperationalError):
                raise StoreError(
                    f"{self.path}: {error}; free the disk or stop what holds the file, then try again"
                ) from error
            raise

    def check(self) -> str:
        """SQLite's own word on whether the file is whole: "ok" or what is wrong."""
        return str(self.value("PRAGMA integrity_check"))


def open_store(path: Path) -> Store:
    """The store in the file `path`, made or brought up to date where needed.

    Raises `NotOurs`, `TooNew` or `StoreError` where the file cannot be used; it is then left as it was.
    """
    try:
        connection = sqlite3.connect(path, isolation_level=None, timeout=BUSY_TIMEOUT / 1000)
    except sqlite3.Error as error:
        raise StoreError(f"{path}: cannot be opened ({error}); check that its folder exists and is yours") from error
    try:
        connection.row_factory = sqlite3.Row
        _settle(connection, path)
    except sqlite3.DatabaseError as error:
        connection.close()
        raise StoreError(
            f"{path}: cannot be used as a database ({error}); move it away and poll again, or bring back a copy of it"
        ) from error
    except BaseException:
        connection.close()
        raise
    return Store(path, connection)


def _settle(connection: sqlite3.Connection, path: Path) -> None:
    """Checks whose file it is, then sets the connection up and migrates."""
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}")
    # In one transaction, or another process that makes the schema just now could come between the two looks.
    connection.execute("BEGIN")
    application, version = _identity(connection)
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    connection.execute("COMMIT")
    if tables and application != _APPLICATION_ID:
        raise NotOurs(f"{path}: is not a database of reportedly; choose another --home or move the file away")
    if version > SCHEMA_VERSION:
        raise TooNew(
            f"{path}: was written by a newer reportedly (schema {version}, this one knows {SCHEMA_VERSION}); "
            "install the newer version"
        )
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA recursive_triggers = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    if version < SCHEMA_VERSION:
        _migrate(connection)


def _identity(connection: sqlite3.Connection) -> tuple[int, int]:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    return int(application), int(version)


def _migrate(connection: sqlite3.Connection) -> None:
    """Brings the schema up to date; of several processes that start at once, one does it and the others wait."""
    from sqlite_utils import Database

    from store.schema import MIGRATIONS

    _use_wal(connection)
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _identity(connection)[1] < SCHEMA_VERSION:
            MIGRATIONS.apply(Database(connection))
            connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _use_wal(connection: sqlite3.Connection) -> None:
    """Switches the file to WAL. SQLite does not wait for others at this step, whatever the busy timeout, so we do."""
    deadline = time.monotonic() + BUSY_TIMEOUT / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


def require(row: sqlite3.Row | None, what: str, name: object, mend: str) -> sqlite3.Row:
    """The row, or `NotFound` naming what was looked for and the mend."""
    if row is None:
        raise NotFound(f"no {what} {name}; {mend}")
    return row
