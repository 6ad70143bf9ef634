"""What comes back of damaged files: all that is not on a damaged page, in a file that is whole."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from store import earlier, marks, reading
from store.btree import LEAF, leaf
from store.database import SCHEMA_VERSION, open_store
from store.errors import StoreError
from store.pagefile import PageFile
from store.query import parse
from store.salvage import salvage
from tests.conftest import NOW
from tests.store import build
from tests.store.damaging import PAGE, files, flip
from tests.store.older import old_stories, older

pytestmark = pytest.mark.usefixtures("small_pages")

#: What outlets published and a person said.
EVIDENCE = ("feeds", "stories", "revisions", "entries", "marks", "addresses")
Rows = dict[str, set[tuple[object, ...]]]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of some 300 pages: inner pages, leaves, and texts that go over several pages."""
    path = tmp_path_factory.mktemp("sound") / "reportedly.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("store.database.PAGE_SIZE", PAGE)
        store = open_store(path)
    with store:
        feed = build.a_feed(store)
        long = [f"word{n} " * random.Random(n).randrange(5, 900) for n in range(120)]
        build.arrive(store, feed, *[build.entry(n, f"Title {n}", content=text) for n, text in enumerate(long, 1)])
        marks.save(store, [3, 50, 99], NOW)
        build.claim(1, build.mention(store, 3))
    return path


def _options() -> set[str]:
    with closing(sqlite3.connect(":memory:")) as connection:
        return {row[0] for row in connection.execute("PRAGMA compile_options")}


def rows(path: Path) -> Rows:
    with closing(sqlite3.connect(path)) as connection:
        return {table: set(connection.execute(f"SELECT * FROM {table}")) for table in EVIDENCE}


def on_pages(path: Path, pages: set[int]) -> Rows:
    """The rows of which some byte, be it of a long text, is on one of the pages; found by SQLite's own account of which
    page is whose."""
    with closing(sqlite3.connect(path)) as connection:
        where = connection.execute(
            f"SELECT name, path, pagetype, pageno FROM dbstat WHERE pageno IN ({', '.join(map(str, pages))})"
        ).fetchall()
        found: Rows = {table: set() for table in EVIDENCE}
        with PageFile(path) as file:
            for name, place, kind, number in where:
                if name not in found or kind == "internal":
                    continue
                owner = place[: place.rindex("/") + 1] if kind == "overflow" else place
                (holder,) = connection.execute(
                    "SELECT pageno FROM dbstat WHERE name = ? AND path = ?", (name, owner)
                ).fetchone()
                if file.page(holder)[0] == LEAF:
                    ids = ", ".join(str(row[0]) for row in leaf(file, holder)[0])
                    found[name] |= set(connection.execute(f"SELECT * FROM {name} WHERE rowid IN ({ids})"))
                assert number in pages
        return found


def test_a_sound_file_comes_back_as_it_is(sound: Path, tmp_path: Path) -> None:
    """Every row of every table, and nothing is said to be lost."""
    found = salvage(sound, tmp_path / "new.db", SCHEMA_VERSION, NOW)
    assert found.whole
    assert sorted(one.name for one in tmp_path.glob("new*")) == ["new.db"]
    with open_store(sound) as before, open_store(tmp_path / "new.db") as after:
        ours = ("_sqlite_migrations", "stories_fts_data", "stories_fts_idx")
        assert build.dump(after, *ours) == build.dump(before, *ours)


@pytest.mark.parametrize("seed", range(12))
def test_what_is_not_on_a_damaged_page_comes_back(sound: Path, tmp_path: Path, seed: int) -> None:
    """Wherever the damage is, page 1 and inner pages too; the old file is not touched, the new one is whole."""
    if "ENABLE_DBSTAT_VTAB" not in _options():
        pytest.skip("this SQLite cannot tell which page is whose")
    damaged, new = tmp_path / "reportedly.db", tmp_path / "new.db"
    damaged.write_bytes(sound.read_bytes())
    pages = flip(damaged, seed)
    before = files(damaged)
    salvage(damaged, new, SCHEMA_VERSION, NOW)
    assert files(damaged) == before
    back, was, hit = rows(new), rows(sound), on_pages(sound, pages)
    for table in EVIDENCE:
        assert was[table] - hit[table] <= back[table], table
    with open_store(new) as store:
        assert store.check() == "ok"
        assert not store.rows("PRAGMA foreign_key_check")
        store.connection.execute("INSERT INTO stories_fts(stories_fts, rank) VALUES ('integrity-check', 1)")
        build.arrive(store, 1, build.entry(9_000, "A new one"))
        assert [story.title for story in reading.select(store, parse('"a new one"'), NOW)] == ["A new one"]


@pytest.mark.parametrize("table", ["stories", "entries", "revisions"])
def test_what_an_inner_page_led_to_is_found_without_it(sound: Path, tmp_path: Path, table: str) -> None:
    """SQLite reaches nothing below a damaged inner page; all leaves below it come back."""
    damaged = tmp_path / "reportedly.db"
    damaged.write_bytes(sound.read_bytes())
    with closing(sqlite3.connect(sound)) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
    with damaged.open("r+b") as file:
        file.seek((root - 1) * PAGE)
        file.write(b"\xff" * PAGE)
    found = salvage(damaged, tmp_path / "new.db", SCHEMA_VERSION, NOW)
    assert found.found_again > 1
    assert rows(tmp_path / "new.db") == rows(sound)


def test_what_is_only_in_the_log_comes_back(database: Path, tmp_path: Path) -> None:
    """Also what stands behind a frame that SQLite refuses."""
    copy = tmp_path / "copy" / "reportedly.db"
    copy.parent.mkdir()
    with open_store(database) as store:
        build.a_story(store, 1)
        build.a_story(store, 2, "The second")
        for name, content in files(database).items():
            (copy.parent / name).write_bytes(content)
    log = copy.with_name("reportedly.db-wal")
    frames = bytearray(log.read_bytes())
    frames[48] ^= 0xFF  # a checksum
    log.write_bytes(frames)
    salvage(copy, tmp_path / "new.db", SCHEMA_VERSION, NOW)
    assert {row[3] for row in rows(tmp_path / "new.db")["stories"]} == {"Model suspended", "The second"}


@pytest.mark.parametrize("version", [4, 6, 9])
def test_an_older_file_comes_back_with_the_schema_of_today(tmp_path: Path, version: int) -> None:
    """It is filled as it was, and brought up to date then."""
    with older(tmp_path / "old.db", version) as old:
        old_stories(old, 1, 2)
    salvage(tmp_path / "old.db", tmp_path / "new.db", SCHEMA_VERSION, NOW)
    with open_store(tmp_path / "new.db") as store:
        assert [story.id for story in reading.every_story(store)] == [1, 2]
        assert store.value("PRAGMA user_version") == SCHEMA_VERSION
        assert len(reading.revisions(store, 1)) == 1


@pytest.mark.parametrize("content", [b"no database at all " * 1_000, b"", b"SQLite format 3\0" + bytes(40_000)])
def test_where_nothing_can_be_read_nothing_is_made(tmp_path: Path, content: bytes) -> None:
    """The error says so and what is left to do; there is no new file, and none half made."""
    (tmp_path / "reportedly.db").write_bytes(content)
    with pytest.raises(StoreError, match="holds nothing that can be read; bring back a backup"):
        salvage(tmp_path / "reportedly.db", tmp_path / "new.db", SCHEMA_VERSION, NOW)
    assert [one.name for one in tmp_path.iterdir()] == ["reportedly.db"]


def test_a_file_that_is_there_is_not_written_over(sound: Path, tmp_path: Path) -> None:
    """Somebody's file under the new one's name stays."""
    (tmp_path / "new.db").write_text("mine")
    with pytest.raises(StoreError, match="is there already"):
        salvage(sound, tmp_path / "new.db", SCHEMA_VERSION, NOW)
    assert (tmp_path / "new.db").read_text() == "mine"


def test_tables_that_somebody_added_come_along(tmp_path: Path) -> None:
    """A table of Datasette's, say."""
    with open_store(tmp_path / "reportedly.db") as store:
        build.a_story(store)
        store.connection.execute("CREATE TABLE queries(name TEXT PRIMARY KEY, sql)")
        store.connection.execute("INSERT INTO queries VALUES ('all', 'select 1')")
    salvage(tmp_path / "reportedly.db", tmp_path / "new.db", SCHEMA_VERSION, NOW)
    with open_store(tmp_path / "new.db") as store:
        assert [tuple(row) for row in store.rows("SELECT * FROM queries")] == [("all", "select 1")]


@pytest.mark.parametrize("spoilt", [False, True])
def test_the_past_comes_back_whole_or_begins_now(sound: Path, tmp_path: Path, spoilt: bool) -> None:
    """A part of it would be another past; which of both it is, is said."""
    path = tmp_path / "reportedly.db"
    path.write_bytes(sound.read_bytes())
    with open_store(path) as store:
        for number in (1, 2, 3):
            marks.save(store, [number], NOW)
        root = store.value("SELECT rootpage FROM sqlite_master WHERE name = 'moments'")
        before = [tuple(row) for row in store.rows("SELECT * FROM moments ORDER BY id")]
        store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    if spoilt:
        with path.open("r+b") as file:
            file.seek((root - 1) * PAGE)
            file.write(b"\xff" * PAGE)
    found = salvage(path, tmp_path / "new.db", SCHEMA_VERSION, NOW)
    with open_store(tmp_path / "new.db") as store:
        after = [tuple(row) for row in store.rows("SELECT * FROM moments ORDER BY id")]
        begins = earlier.begins(store)
    told = any("--as-of is exact from now on only" in line for line in found.mended)
    assert (after == before, begins, told) == ((False, NOW, True) if spoilt else (True, None, False))
