"""Opening the database file: checks, settings of the connection, migrations, and the one way to write."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import time
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from store import asleft, backups, carrying, damage, history, newcomers, opening
from store.backups import Keeping
from store.errors import Damaged, NotFound, StoreError, Unreadable
from store.header import APPLICATION_ID
from store.uncollected import uncollected

#: How long a statement waits for another process's write to end, in milliseconds.
BUSY_TIMEOUT = 10_000
#: Pages of the log at which a commit brings it into the file itself, where nobody did beside it (`store.carrying`).
LOG_PAGES = 24_000
#: What a writer of many rows keeps of the file in memory, in KiB, and how many rows are many: each story has a place in
#: indexes that are far larger than SQLite's usual 2 MB, whose pages would be read and written again for every batch.
ROOM, MANY = 65_536, 500
#: The schema this version writes; a file with a higher number is not touched.
SCHEMA_VERSION = 180
#: Of a page of a new file, in bytes: of SQLite's usual 4,096 a story fills half, and the other half would stay empty.
PAGE_SIZE = 16_384
#: How long a process waits while another one brings the file up to date, in milliseconds.
MIGRATION_TIMEOUT = 600_000
#: What comes of bytes that changed in a column: of packed readings, of JSON, of text.
_UNREADABLE = (zlib.error, json.JSONDecodeError, UnicodeDecodeError)


#: From a store and a moment to the claims in each state of their life.
States = Callable[["Store", datetime], Mapping[str, Collection[int]]]


class Store:
    """One connection to a home's database, for the thread that opened it.

    `known_at`: when what is written becomes known (see `store.history`), where the writer says nothing of it; None:
    with what became known last. `states`: works out which claims are in which state of their life at a moment (for
    `state:` in queries), which is done above the store; it is given by whoever opens it.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection
        self._entered: list[int] = []
        self.known_at: datetime | None = None
        self.states: States | None = None
        self._at: datetime | None = None
        self._prepared = 0
        self._carrier = carrying.Carrier(path)

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        if isinstance(error, _UNREADABLE):
            raise Unreadable(
                f"{self.path}: holds what cannot be understood ({error}); see what is wrong with: reportedly doctor"
            ) from error
        if isinstance(error, sqlite3.DatabaseError) and (told := damage.told(self.path, error)):
            raise told from error
        if isinstance(error, Damaged):
            # Closing may have moved what was committed before from the log into the file: the note is of it as it is.
            damage.remember(self.path, str(error.__cause__ or error))

    def close(self) -> None:
        self._carrier.wait()
        with asleft.kept(self.path):
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
    def writing(self, at: datetime | None = None) -> Iterator[sqlite3.Connection]:
        """A transaction that holds the write lock from its first statement, kept whole or not at all. `at`: when what
        it writes becomes known.

        A deferred transaction that reads and then writes fails at once where another process wrote in
        between, however long the busy timeout; this one waits its turn instead.
        """
        if self.connection.in_transaction:
            self._at = max(filter(None, (self._at, at)), default=None)
            yield self.connection
            return
        try:
            self._carrier.beginning()
            with uncollected() if self._prepared >= MANY else contextlib.nullcontext():
                self.connection.execute("BEGIN IMMEDIATE")
                self._at, before = at, self.connection.total_changes
                yield self.connection
                if self._entered:
                    newcomers.enter(self.connection, self._entered)
                if self.connection.total_changes != before:
                    history.seal(self.connection, self._at or self.known_at)
                # The log may come into the file now.
                with asleft.kept(self.path):
                    self.connection.execute("COMMIT")
            self._carrier.committed(self.connection.total_changes - before)
        except BaseException as error:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            if isinstance(error, sqlite3.DatabaseError) and (told := damage.told(self.path, error)):
                raise told from error
            raise
        finally:
            self._entered.clear()

    def prepare(self, rows: int) -> None:
        """Called before a transaction by whoever writes so many rows. SQLite keeps what a statement changed until it
        ends, and puts that on the disk where it is not told otherwise: twice what is written at last."""
        if self.connection.in_transaction:
            return
        if not self._prepared:
            self.connection.execute("PRAGMA temp_store = MEMORY")
        if self._prepared < MANY <= rows:
            self.connection.execute(f"PRAGMA cache_size = -{ROOM}")
        self._prepared = max(self._prepared, rows, 1)

    def entered(self, story_ids: Iterable[int]) -> None:
        """Called by whoever adds stories, in their transaction: at its end they come into the search and are to be
        read."""
        self._entered += story_ids

    def settling(self, sql: str) -> list[sqlite3.Row]:
        """A statement that cannot be part of a transaction, such as VACUUM, and what it says. Raises `StoreError`."""
        self._carrier.wait()
        try:
            with asleft.kept(self.path):
                return self.connection.execute(sql).fetchall()
        except sqlite3.DatabaseError as error:
            raise damage.told(self.path, error) or error from error

    def check(self) -> str:
        """SQLite's own word on whether the file is whole: "ok" or what is wrong."""
        return str(self.value("PRAGMA integrity_check"))


def open_store(path: Path, keeping: Callable[[], Keeping] = Keeping, *, anew: bool = False) -> Store:
    """The store in the file `path`, made or brought up to date where needed. `keeping`: how backups are kept, asked
    only where one is to be made, which is before a migration. `anew`: a new file is begun though there was one.

    Raises `NotOurs`, `TooNew`, `Damaged` or `StoreError` where the file cannot be used; it is then left as it was.
    """
    try:
        new = anew or not opening.look(path, SCHEMA_VERSION)
        connection = sqlite3.connect(path, isolation_level=None, timeout=BUSY_TIMEOUT / 1000)
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"{path}: cannot be opened ({error}); check that its folder exists and is yours") from error
    try:
        connection.row_factory = sqlite3.Row
        with asleft.kept(path):
            _settle(connection, path, keeping)
        if new:
            asleft.remember(path)
    except sqlite3.DatabaseError as error:
        connection.close()
        raise damage.told(path, error) or error from error
    except BaseException:
        connection.close()
        raise
    return Store(path, connection)


def create(path: Path, version: int) -> sqlite3.Connection:
    """A connection to a new file with the schema that a version had, to put rows of such a file into."""
    from sqlite_utils import Database

    from store.schema import MIGRATIONS

    connection = sqlite3.connect(path, isolation_level=None)
    if str(path) != ":memory:":
        _use_wal(connection)
    later = [one.name for one in MIGRATIONS.pending(Database(connection)) if int(one.name[1:4]) > version]
    MIGRATIONS.apply(Database(connection), stop_before=later[:1])
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {version}")
    return connection


def _settle(connection: sqlite3.Connection, path: Path, keeping: Callable[[], Keeping]) -> None:
    """Sets the connection up, and the file where it is new or older."""
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}")
    connection.execute("PRAGMA foreign_keys = ON")
    # A page that cannot be one is known as soon as it is read.
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA recursive_triggers = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA wal_autocheckpoint = {LOG_PAGES}")
    connection.execute(f"PRAGMA journal_size_limit = {carrying.KEPT}")
    # Heeded where the file is still empty.
    connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        _use_wal(connection)
    application, version = opening.identity(connection)
    if application or version:
        opening.belongs(path, application, version, SCHEMA_VERSION)
    if version < SCHEMA_VERSION:
        _migrate(connection, path, keeping)


def _migrate(connection: sqlite3.Connection, path: Path, keeping: Callable[[], Keeping]) -> None:
    """Brings the schema up to date in one transaction; of several processes that start at once, one does it and the
    others wait, which for a large file takes longer than any other write."""
    from sqlite_utils import Database

    from store.schema import MIGRATIONS

    connection.execute(f"PRAGMA busy_timeout = {MIGRATION_TIMEOUT}")
    # A table that takes the place of another has its rows, and those who refer to them find them.
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = opening.identity(connection)[1]
        if version < SCHEMA_VERSION:
            if version:
                _back_up(path, keeping(), version)
            MIGRATIONS.apply(Database(connection))
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}")


def _back_up(path: Path, keeping: Keeping, version: int) -> None:
    """The file as it was; while we hold the write lock, nobody changes it."""
    if not keeping.kept:
        return
    try:
        backups.make(path, keeping, version)
    except Damaged as error:
        damage.remember(path, "found when it was to be backed up before a migration")
        raise damage.damaged(path, str(error)) from error


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


def sqlite_version() -> str:
    """Of the library that this Python came with."""
    return sqlite3.sqlite_version


def require(row: sqlite3.Row | None, what: str, name: object, mend: str) -> sqlite3.Row:
    """The row, or `NotFound` naming what was looked for and the mend."""
    if row is None:
        raise NotFound(f"no {what} {name}; {mend}")
    return row
