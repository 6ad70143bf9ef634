"""A damaged file is told of by its name, and from then on nobody writes into it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from store import asleft, backups, damage, marks, opening, reading
from store.backups import Keeping
from store.database import Store, open_store
from store.errors import Damaged, StoreError
from tests.conftest import NOW
from tests.store import build
from tests.store.damaging import PAGE, files

pytestmark = pytest.mark.usefixtures("small_pages")


@pytest.fixture
def filled(database: Path) -> Path:
    """Enough stories that a table has inner pages, and a backup of them."""
    with open_store(database) as store:
        feed = build.a_feed(store)
        build.arrive(store, feed, *[build.entry(n, f"Title {n}", content="word " * 300) for n in range(1, 150)])
    backups.make(database, Keeping(3, NOW))
    return database


def spoil(path: Path, table: str, page: str = "first") -> None:
    """Makes a page of a table unreadable: its first leaf, or its last."""
    with closing(sqlite3.connect(path)) as connection:
        if ("ENABLE_DBSTAT_VTAB",) not in connection.execute("PRAGMA compile_options").fetchall():
            pytest.skip("this SQLite cannot tell which page is whose")
        order = "path" if page == "first" else "path DESC"
        (number,) = connection.execute(
            f"SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY {order} LIMIT 1", (table,)
        ).fetchone()
    with path.open("r+b") as file:
        file.seek((number - 1) * PAGE)
        file.write(b"\xff" * PAGE)


READS: dict[str, Callable[[Store], object]] = {
    "reading": lambda store: list(reading.every_story(store)),
    "writing": lambda store: marks.save(store, [1], NOW),
}


@pytest.mark.parametrize("what", READS)
def test_whoever_comes_upon_damage_is_the_last_to_write(filled: Path, what: str) -> None:
    """The error names the file, what saves it and the last backup; after it not a byte of the file changes."""
    spoil(filled, "stories")
    with pytest.raises(Damaged) as told, open_store(filled) as store:
        READS[what](store)
    said = str(told.value)
    assert said.startswith(f"{filled}: is damaged (")
    assert "reportedly recover" in said
    assert str(backups.newest(filled)) in said
    before = files(filled)
    for _ in range(2):
        with pytest.raises(Damaged, match="is damaged"):
            open_store(filled)
    assert files(filled) == before


def test_damage_where_the_next_row_would_go_is_seen_on_opening(filled: Path) -> None:
    """Before a connection that could write is made."""
    spoil(filled, "entries", "last")
    before = files(filled)
    with pytest.raises(Damaged):
        open_store(filled)
    assert files(filled) == before


@pytest.mark.parametrize("length", [4096, 20 * 4096 + 100])
def test_a_file_that_was_cut_off_is_seen_on_opening(filled: Path, length: int) -> None:
    """As a copy that was broken off leaves it."""
    with filled.open("r+b") as file:
        file.truncate(length)
    before = files(filled)
    with pytest.raises(Damaged):
        open_store(filled)
    assert files(filled) == before


def test_a_file_that_others_wrote_to_is_looked_at_whole(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Damage in the middle of a table, of which no command that writes elsewhere would ever come to know. Nobody waits
    for that where the file is very large."""
    spoil(filled, "stories")
    before = files(filled)
    with monkeypatch.context() as patch:
        patch.setattr(opening, "WHOLE", filled.stat().st_size - 1)
        open_store(filled).close()
    with pytest.raises(Damaged):
        open_store(filled)
    assert files(filled) == before


def test_what_others_did_is_not_taken_for_ours(filled: Path) -> None:
    """A store that was open meanwhile, and wrote what it had to write elsewhere, says nothing of the whole file."""
    with open_store(filled) as store:
        marks.save(store, [140], NOW)
        spoil(filled, "revisions")
        marks.save(store, [141], NOW)
    with pytest.raises(Damaged):
        open_store(filled)


@pytest.mark.parametrize("by", ["a commit", "the last to close", "VACUUM"])
def test_a_file_as_we_left_it_is_known_again(filled: Path, by: str) -> None:
    """Whenever SQLite brings what is in the log into the file; else every command would read all of a large one."""
    with open_store(filled) as reader:
        before = asleft.state(filled)
        with open_store(filled) as store:
            store.connection.execute(f"PRAGMA wal_autocheckpoint = {int(by == 'a commit')}")
            marks.save(store, [140], NOW)
            if by == "VACUUM":
                store.settling("VACUUM")
                store.settling("PRAGMA wal_checkpoint(TRUNCATE)")
        if by == "the last to close":
            reader.close()
        assert asleft.state(filled) != before
        assert asleft.unchanged(filled)


SAID = {
    "ok": False,
    "*** in database main ***": True,
    "Page 7: btreeInitPage() returns error code 11": True,
    "malformed inverted index for FTS5 table main.stories_fts": False,
    "unable to validate the inverted index for FTS5 table main.stories_fts: SQL logic error": False,
}


def test_a_search_index_of_which_newer_versions_of_sqlite_tell_is_no_damage() -> None:
    """It is made anew of the stories; what else they say stands."""
    assert [*asleft.serious(SAID)] == [said for said, damage in SAID.items() if damage]


def test_a_file_put_in_its_place_is_looked_at_anew(filled: Path) -> None:
    """The note is of the file as it was: whoever copies a backup over it by hand can go on."""
    spoil(filled, "stories")
    with pytest.raises(Damaged), open_store(filled) as store:
        list(reading.every_story(store))
    assert damage.known(filled)
    backup = backups.newest(filled)
    assert backup
    for end in ("-wal", "-shm"):
        filled.with_name(filled.name + end).unlink(missing_ok=True)
    filled.write_bytes(backup.read_bytes())
    with open_store(filled) as store:
        assert store.check() == "ok"
        assert store.value("PRAGMA journal_mode") == "wal"
        assert asleft.unchanged(filled)


def test_a_damaged_search_index_is_told_apart(store: Store) -> None:
    """It can be made anew of the stories, so the file is not given up."""
    build.a_story(store)
    store.connection.execute("UPDATE stories_fts_data SET block = x'ffffffffff' WHERE id = 10")
    with (
        pytest.raises(StoreError, match=r"its search index is damaged.*doctor --fix") as told,
        store,
    ):
        list(store.rows("SELECT rowid FROM stories_fts WHERE stories_fts MATCH 'model'"))
    assert not isinstance(told.value, Damaged)
    assert damage.known(store.path) is None


def test_a_note_that_cannot_be_read_is_believed(filled: Path) -> None:
    """Half a note is a note."""
    damage.note_of(filled).write_text("{")
    with pytest.raises(Damaged):
        open_store(filled)
    damage.forget(filled)
    open_store(filled).close()
