"""Before a file is brought up to date it is backed up; whatever is killed meanwhile, it is whole."""

from __future__ import annotations

import sqlite3
import time
from contextlib import ExitStack, closing
from datetime import datetime
from pathlib import Path

import pytest

from store import backups, reading
from store.backups import Keeping
from store.database import SCHEMA_VERSION, open_store
from store.errors import Damaged, NotOurs, StoreError, TooNew
from tests.conftest import NOW
from tests.store import build
from tests.store.damaging import files
from tests.store.older import NEXT, old_stories, older
from tests.store.processes import other
from tests.store.test_opening import _OPENER

_MIGRATES = """
import sys
from pathlib import Path
from store import schema
from store.database import open_store
from store.schema import MIGRATIONS
@MIGRATIONS()
def m999_slow(db):
    db.execute("UPDATE stories SET title = 'half done'")
    print("migrating", flush=True)
    sys.stdin.readline()
    raise SystemExit(int(sys.argv[2]))
open_store(Path(sys.argv[1]))
"""


def keeping(kept: int = 3, now: datetime = NOW) -> Keeping:
    return Keeping(kept, now)


@pytest.mark.parametrize("version", NEXT)
def test_an_older_file_is_backed_up_as_it_was(database: Path, version: int) -> None:
    """The backup is named by its schema and the time, is one whole file, and still of the old schema."""
    with older(database, version) as old:
        old_stories(old, 1, 2)
        before = build.dump(old)
    with open_store(database, keeping):
        pass
    (backup,) = backups.every(database)
    assert backup == database.parent / "backups" / f"reportedly-v{version}-20260702T120000Z.db"
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA user_version").fetchone() == (version,)
        for table, rows in before.items():
            assert sorted(connection.execute(f"SELECT * FROM [{table}]"), key=repr) == rows
    assert [one.name for one in backup.parent.iterdir()] == [backup.name]


def test_a_new_file_and_one_of_today_need_no_backup(database: Path) -> None:
    """Only what is changed is backed up."""
    open_store(database, keeping).close()
    open_store(database, keeping).close()
    assert backups.every(database) == []


def test_the_last_few_are_kept_and_nobody_elses_files_go(database: Path) -> None:
    """As many as are set; two within a second have names of their own."""
    open_store(database).close()
    where = backups.folder(database)
    where.mkdir()
    mine = [where / "reportedly-v9-by-hand.db", where / "other-v9-20200101T000000Z.db", where / "notes.txt"]
    for path in mine:
        path.write_text("mine")
    made = [backups.make(database, keeping(3, build.hours(n // 2))) for n in range(6)]
    assert backups.every(database) == made[-3:]
    assert all(path.exists() for path in mine)
    assert backups.newest(database) == made[-1]


def test_none_is_made_where_none_is_wanted(database: Path) -> None:
    """backups = 0 in the settings."""
    with older(database, 9):
        pass
    open_store(database, lambda: keeping(0)).close()
    assert backups.every(database) == []


def test_a_file_that_cannot_be_backed_up_is_not_migrated(database: Path) -> None:
    """Here the folder's place is taken by a file."""
    with older(database, 9) as old:
        old_stories(old, 1)
    backups.folder(database).write_text("in the way")
    before = files(database)
    with pytest.raises(StoreError, match="backups go there"):
        open_store(database, keeping)
    assert files(database) == before


def test_a_damaged_file_is_not_migrated(database: Path) -> None:
    """What the look at its first pages does not see, the backup's does."""
    with older(database, 9) as old:
        old_stories(old, *range(1, 60))
        root = old.value("SELECT rootpage FROM sqlite_master WHERE name = 'entries'")
    with database.open("r+b") as file:
        file.seek((root - 1) * 4096 + 8)
        file.write(b"\xff" * 40)
    before = files(database)
    for _ in range(2):
        with pytest.raises(Damaged, match="reportedly recover"):
            open_store(database, keeping)
    assert files(database) == before
    assert backups.every(database) == []


@pytest.mark.parametrize("end", ["killed", "fails"])
def test_a_migration_that_does_not_end_leaves_the_old_file(database: Path, end: str) -> None:
    """Killed or failed in its middle, after earlier steps were done: nothing is seen of it; the next start does all."""
    with older(database, 6) as old:
        old_stories(old, 1, 2)
        before = build.dump(old)
    with other(_MIGRATES, database, 3) as process:
        assert process.hear() == "migrating"
        with closing(sqlite3.connect(database)) as reader:  # others read what was there, meanwhile too
            assert reader.execute("SELECT DISTINCT title FROM stories").fetchall() == [("Model suspended",)]
        if end == "killed":
            process.kill()
        else:
            process.tell("go on")
            process.process.wait()
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (6,)
        for table, rows in before.items():
            assert sorted(connection.execute(f"SELECT * FROM [{table}]"), key=repr) == rows
    with open_store(database) as store:
        assert store.check() == "ok"
        assert [story.id for story in reading.every_story(store)] == [1, 2]


def test_of_two_that_start_at_once_one_migrates_and_backs_up(tmp_path: Path) -> None:
    """Ten files of an earlier version: both processes can use each at the same moment; it has one backup."""
    with ExitStack() as stack:
        pair = [stack.enter_context(other(_OPENER)) for _ in range(2)]
        assert [process.hear() for process in pair] == ["ready", "ready"]
        for number in range(10):
            path = tmp_path / str(number) / "reportedly.db"
            path.parent.mkdir()
            with older(path, 6) as old:
                old_stories(old, 1, 2)
            for process in pair:
                process.tell(f"{time.monotonic() + 0.02} {path}")
            assert [process.hear() for process in pair] == [f"{SCHEMA_VERSION} ok"] * 2
            assert len(backups.every(path)) == 1


def _newer(path: Path) -> None:
    with open_store(path) as store:
        build.a_story(store)
        store.connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")


def _foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE bookmarks(url)")


def _named_foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA application_id = 7")


@pytest.mark.parametrize(("make", "error"), [(_newer, TooNew), (_foreign, NotOurs), (_named_foreign, NotOurs)])
@pytest.mark.parametrize("logged", [False, True])
def test_what_is_refused_is_not_touched(tmp_path: Path, make: object, error: type[StoreError], logged: bool) -> None:
    """Not a byte of it, nor of the log beside it, which closing it in the usual way would take in; no file is added."""
    assert callable(make)
    made, path = tmp_path / "made.db", tmp_path / "there" / "reportedly.db"
    path.parent.mkdir()
    make(made)
    with closing(sqlite3.connect(made)) as held:
        if logged:
            held.execute("PRAGMA journal_mode = WAL")
            held.execute("CREATE TABLE later(x)")
        for name, content in files(made).items():
            (path.parent / name.replace("made", "reportedly")).write_bytes(content)
    before = files(path)
    names = {one.name for one in path.parent.iterdir()}
    with pytest.raises(error):
        open_store(path)
    assert files(path) == before
    assert {one.name for one in path.parent.iterdir()} - names <= ({"reportedly.db-shm"} if logged else set())


def test_a_newer_version_that_is_only_in_the_log_is_seen(tmp_path: Path) -> None:
    """As after a newer version was killed right behind its migration."""
    made, path = tmp_path / "made.db", tmp_path / "reportedly.db"
    open_store(made).close()
    with open_store(made) as store:
        store.connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
        for name, content in files(made).items():
            (tmp_path / name.replace("made", "reportedly")).write_bytes(content)
    before = files(path)
    with pytest.raises(TooNew):
        open_store(path)
    assert files(path) == before


def test_a_backup_is_made_while_another_process_writes(database: Path) -> None:
    """It holds what was committed when it began, and nothing half done."""
    with open_store(database) as store:
        build.a_story(store)
        with store.writing() as connection:
            connection.execute("UPDATE stories SET title = 'half done'")
            made = backups.make(database, keeping())
    with closing(sqlite3.connect(made)) as connection:
        assert connection.execute("SELECT title FROM stories").fetchall() == [("Model suspended",)]
