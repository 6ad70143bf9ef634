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
        assert pages or log_of(database) < 4 * few
    with open_store(database) as store:
        assert store.value("SELECT count(*) FROM state WHERE value LIKE 'row %'") == 800
        assert store.check() == "ok"


def test_a_file_that_cannot_be_written_is_the_writers_to_tell(tmp_path: Path) -> None:
    """Whoever brings the log in says nothing; what was committed stays in the log."""
    path = tmp_path / "none.db"
    path.write_bytes(b"no database " * 100)
    path.with_name("none.db-wal").write_bytes(bytes(100))
    carrier = carrying.Carrier(path)
    carrier.committed(1)
    carrier.wait()
    assert path.read_bytes() == b"no database " * 100
