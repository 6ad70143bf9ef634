"""Opening the database file: whose it is, whether it is known, and who makes it when two come at once."""

from __future__ import annotations

import sqlite3
import time
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from store.database import SCHEMA_VERSION, Store, open_store
from store.errors import Damaged, NotOurs, StoreError, TooNew
from tests.store import build
from tests.store.processes import other

_OPENER = """
import sys, time
from pathlib import Path
from store.database import open_store
import store.schema
print("ready", flush=True)
for line in sys.stdin:
    moment, path = line.split()
    while time.monotonic() < float(moment):
        pass
    try:
        with open_store(Path(path)) as opened:
            print(opened.value("PRAGMA user_version"), opened.check(), flush=True)
    except Exception as error:
        print(f"{type(error).__name__}: {error}", flush=True)
"""


def test_a_fresh_file_gets_the_schema_and_is_whole(store: Store) -> None:
    """A new file is of this version's schema, in WAL mode, with foreign keys watched."""
    assert store.check() == "ok"
    assert store.value("PRAGMA user_version") == SCHEMA_VERSION
    assert store.value("PRAGMA journal_mode") == "wal"
    assert store.value("PRAGMA foreign_keys") == 1


def test_opening_again_changes_nothing(database: Path) -> None:
    """What was written is there when the file is opened again, and no migration runs twice."""
    with open_store(database) as store:
        build.a_story(store)
        before = build.dump(store)
    with open_store(database) as store:
        assert build.dump(store) == before


def test_an_empty_file_is_taken_as_fresh(database: Path) -> None:
    """A file of no bytes is nobody's yet."""
    database.touch()
    with open_store(database) as store:
        assert store.value("SELECT count(*) FROM stories") == 0


def test_a_database_of_something_else_is_refused_and_left_alone(database: Path) -> None:
    """Somebody else's tables are not touched; the error names the file and the mend."""
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("CREATE TABLE bookmarks(url)")
    before = database.read_bytes()
    with pytest.raises(NotOurs, match=r"reportedly\.db: is not a database of reportedly; choose another --home"):
        open_store(database)
    assert database.read_bytes() == before


@pytest.mark.parametrize("content", [b"garbage " * 1000, b"SQLite format 3\0" + b"\xff" * 4096, b"{}"])
def test_bytes_that_are_no_database_are_refused_and_left_alone(database: Path, content: bytes) -> None:
    """Garbage gives a sentence with the file's name, and stays as it was."""
    database.write_bytes(content)
    with pytest.raises(StoreError, match=r"reportedly\.db"):
        open_store(database)
    assert database.read_bytes() == content


def test_a_newer_schema_is_refused_and_left_alone(database: Path) -> None:
    """A file of a later version is not touched; the error says what to install."""
    open_store(database).close()
    with closing(sqlite3.connect(database)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    with pytest.raises(TooNew, match=f"schema {SCHEMA_VERSION + 1}, this one knows {SCHEMA_VERSION}"):
        open_store(database)
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION + 1,)


@pytest.mark.parametrize(
    ("written", "refused"),
    [
        ("PRAGMA application_id = 0; PRAGMA user_version = 0", NotOurs),
        ("PRAGMA writable_schema = ON; UPDATE sqlite_master SET rootpage = 3 WHERE name = 'stories'", Damaged),
    ],
)
def test_a_log_that_others_write_is_looked_at_by_who_had_the_file_open_before(
    database: Path, written: str, refused: type[StoreError]
) -> None:
    """The file is as it was left meanwhile; what is read of it is not."""
    for _ in range(2):
        open_store(database).close()
    with closing(sqlite3.connect(database)) as other_program:
        other_program.executescript(written)
        with pytest.raises(refused):
            open_store(database)


def test_a_newer_schema_is_refused_by_who_had_the_file_open_before(database: Path) -> None:
    """Whoever looked at it once looks no more; the newer version's word is still in the log."""
    for _ in range(2):
        open_store(database).close()
    with closing(sqlite3.connect(database)) as newer:
        newer.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
        newer.commit()
        with pytest.raises(TooNew, match="install the newer version"):
            open_store(database)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    """Where the file cannot be made, the error says where and what to check."""
    with pytest.raises(StoreError, match=r"nowhere.*check that its folder exists"):
        open_store(tmp_path / "nowhere" / "reportedly.db")


def test_two_processes_that_open_a_fresh_file_at_once_both_can(tmp_path: Path) -> None:
    """Ten times over, one makes the schema while the other waits, and neither fails."""
    with ExitStack() as stack:
        pair = [stack.enter_context(other(_OPENER)) for _ in range(2)]
        assert [process.hear() for process in pair] == ["ready", "ready"]
        for number in range(10):
            for process in pair:
                process.tell(f"{time.monotonic() + 0.02} {tmp_path / str(number)}")
            assert [process.hear() for process in pair] == [f"{SCHEMA_VERSION} ok"] * 2
