"""The log of what was written comes into the file beside the writer, who waits for the disk only where it is long."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from store import asleft, carrying
from store.database import Store, open_store


def write(store: Store, first: int, last: int) -> None:
    for number in range(first, last):
        with store.writing() as connection:
            connection.executemany(
                "INSERT INTO state(key, value) VALUES (?, ?)", [(f"{number}-{n}", "row " * 2_000) for n in range(20)]
            )


def log_of(path: Path) -> int:
    return path.with_name(f"{path.name}-wal").stat().st_size


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carrying, "SHORT", 0)
    monkeypatch.setattr(carrying, "ROWS", 1)


def test_what_was_committed_is_in_the_file_before_it_is_closed(database: Path) -> None:
    """Also for a copy of the file alone, and the file is known as one that we wrote."""
    with open_store(database) as store:
        store.settling("PRAGMA wal_checkpoint(TRUNCATE)")
        before = database.stat().st_size
        write(store, 0, 1)
        store._carrier.wait()
        assert database.stat().st_size > before
        alone = database.with_name("alone.db")
        alone.write_bytes(database.read_bytes())
        assert asleft.unchanged(database)
    with closing(sqlite3.connect(alone)) as copy:
        assert copy.execute("SELECT count(*) FROM state WHERE value LIKE 'row %'").fetchone() == (20,)


def test_a_short_log_and_few_rows_are_left(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, much in (("SHORT", 1 << 40), ("ROWS", 1 << 40)):
        with monkeypatch.context() as changed, open_store(database) as store:
            changed.setattr(carrying, name, much)
            before = database.read_bytes()
            write(store, much.bit_length() * len(name), much.bit_length() * len(name) + 1)
            store._carrier.wait()
            assert database.read_bytes() == before


@pytest.mark.parametrize("pages", [0, 1 << 30], ids=["waited for", "never waited for"])
def test_a_log_that_is_long_begins_anew(database: Path, monkeypatch: pytest.MonkeyPatch, pages: int) -> None:
    """Where it is waited for, it takes the room of a few transactions; nothing is lost either way."""
    monkeypatch.setattr(carrying, "LONG", pages)
    with open_store(database) as store:
        write(store, 0, 3)
        few = log_of(database)
        write(store, 3, 40)
        # Forty transactions in all, of which three made the first few bytes.
        assert pages or log_of(database) < 10 * few
    with open_store(database) as store:
        assert store.value("SELECT count(*) FROM state WHERE value LIKE 'row %'") == 800
        assert store.check() == "ok"


def test_a_log_that_many_made_is_carried_by_whoever_writes_next(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Polls in processes of their own, each with few rows, beside a reader: none is the last to close, none writes
    much. Left alone the log would be of 12 MB; how far the thread is by the next write depends on the machine."""
    monkeypatch.setattr(carrying, "ROWS", 1 << 40)
    monkeypatch.setattr(carrying, "KEPT", 1 << 20)
    longest = 0
    with open_store(database):
        for number in range(24):
            with open_store(database) as store:
                write(store, 2 * number, 2 * number + 2)
            longest = max(longest, log_of(database))
    assert longest < 8 << 20


@pytest.mark.parametrize("in_its_place", [False, True], ids=["nothing", "another file"])
def test_the_log_of_a_file_that_was_moved_is_left_to_it(database: Path, in_its_place: bool) -> None:
    """It is found by the file's name: whoever opened what is there now would take it for that one's."""
    moved, log = database.with_name("moved.db"), database.with_name(f"{database.name}-wal")
    with open_store(database) as store:
        write(store, 0, 1)
        store._carrier.wait()
        other = database.read_bytes()
        database.rename(moved)
        if in_its_place:
            database.write_bytes(other)
        write(store, 1, 2)
        store._carrier.wait()
        assert database.exists() == in_its_place
        assert not in_its_place or database.read_bytes() == other
        log.rename(moved.with_name("moved.db-wal"))
        with closing(sqlite3.connect(moved)) as found:
            assert found.execute("SELECT count(*) FROM state WHERE value LIKE 'row %'").fetchone() == (40,)


def test_a_file_that_cannot_be_written_is_the_writers_to_tell(tmp_path: Path) -> None:
    """Whoever brings the log in says nothing; what was committed stays in the log."""
    path = tmp_path / "none.db"
    path.write_bytes(b"no database " * 100)
    path.with_name("none.db-wal").write_bytes(bytes(100))
    carrier = carrying.Carrier(path)
    carrier.committed(1)
    carrier.wait()
    assert path.read_bytes() == b"no database " * 100
