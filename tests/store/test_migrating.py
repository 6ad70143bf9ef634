"""Files of earlier versions are brought up to date with all that is in them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from store import acts, claims, readings, state
from store.database import SCHEMA_VERSION, open_store
from store.models import ClaimKind
from store.schema import MIGRATIONS
from tests.conftest import NOW
from tests.store import build
from tests.store.older import NEXT, an_old_claim, old_stories, older


def test_the_version_of_a_file_is_that_of_the_last_migration() -> None:
    """Where it is not, files that are about are not brought up to date."""
    with closing(sqlite3.connect(":memory:")) as db:
        assert max(int(one.name[1:4]) for one in MIGRATIONS.pending(Database(db))) == SCHEMA_VERSION


@pytest.mark.parametrize("version", NEXT)
def test_an_older_file_is_brought_up_with_what_is_in_it(database: Path, version: int) -> None:
    """Stories, claims and marks stay; every story is to be read; it is brought up once."""
    with older(database, version) as old:
        old_stories(old, 1, 2)
        an_old_claim(old, 7, 1, 2)
        state.looked(old, NOW)
        # Indexes of words are made anew.
        index = [f"stories_fts{part}" for part in ("", "_config", "_data", "_docsize", "_idx")]
        before = build.dump(old, "_sqlite_migrations", "claims", "mentions", *index)
    with open_store(database) as store:
        assert store.value("PRAGMA user_version") == SCHEMA_VERSION
        assert store.check() == "ok"
        after = build.dump(store)
        whole = after | {"revisions": [tuple(row) for row in store.rows("SELECT * FROM versions ORDER BY id")]}
        for name, rows in before.items():
            # What a later version adds stands behind what was there.
            assert [row[: len(old)] for row, old in zip(whole[name], rows, strict=True)] == rows
        found = claims.get(store, 7)
        assert (found.kind, found.pinned, found.dismissed, found.note) == (ClaimKind.CLAIM, False, False, None)
        assert [mention.sentence for mention in found.mentions] == ["The service 1 ended.", "The service 2 ended."]
        assert readings.unread(store, "rules", []) == ([1, 2], [])
        assert acts.history(store) == ()
    with open_store(database) as store:
        unread = [(1, 0), (2, 0)]
        assert build.dump(store) == {**after, "state": build.dump(store)["state"], "unread": unread}


@pytest.mark.parametrize("version", NEXT)
def test_the_tables_are_those_of_a_fresh_file(database: Path, tmp_path: Path, version: int) -> None:
    """Columns in the same order, indexes and triggers too."""

    def schema(path: Path) -> list[tuple[object, ...]]:
        with open_store(path) as store:
            tables = store.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            columns = [tuple(row) for table in tables for row in store.rows(f"PRAGMA table_xinfo([{table['name']}])")]
            others = store.rows("SELECT type, name, tbl_name FROM sqlite_master WHERE type <> 'table' ORDER BY 1, 2")
            return [*columns, *map(tuple, others)]

    with older(database, version):
        pass
    assert schema(database) == schema(tmp_path / "fresh.db")


#: The columns that came with the fifth version, which no later one may change: files of it are about.
FIFTH = {
    "claims": ["kind", "terms", "named", "pinned", "dismissed", "note"],
    "mentions": ["headline"],
}


@pytest.mark.parametrize("table", FIFTH)
def test_what_a_migration_made_stays_as_it_was(tmp_path: Path, table: str) -> None:
    """A column that is put into a migration of before is missing in every file that has been through it."""
    names = []
    for version in (4, 5):
        with older(tmp_path / f"{version}.db", version) as old:
            names.append([row["name"] for row in old.rows(f"PRAGMA table_info([{table}])")])
    assert names[1] == names[0] + FIFTH[table]


def test_addresses_are_spelt_anew_and_known_from_then_on(database: Path) -> None:
    """A story kept under an AMP address of its page is found under the page's own; of two that are one page by now the
    first has the address, and both stay."""
    with older(database, 6) as old:
        old_stories(old, 1, url="https://amp.paper.example/story/{}?amp=1")
        old.connection.execute("UPDATE stories SET url_key = 'amp.paper.example/story/1?amp=1'")
        old.connection.execute(
            "INSERT INTO stories(id, url, url_key, title, outlet, domain, first_seen_at, said_at, text, text_source, "
            "revision_id, revisions, relevant, relevance) SELECT 2, 'https://paper.example/story/1', "
            "'paper.example/story/1', title, outlet, domain, first_seen_at, said_at, text, text_source, 2, 1, 1, 3.5 "
            "FROM stories"
        )
    with open_store(database) as store:
        kept = {row["id"]: row["url_key"] for row in store.rows("SELECT id, url_key FROM stories")}
        assert kept == {1: "amp.paper.example/story/1?amp=1", 2: "paper.example/story/1"}
        feed = build.a_feed(store, "two")
        build.arrive(store, feed, build.entry(1, guid="x"))
        assert store.value("SELECT story_id FROM entries WHERE guid = 'x'") == 1
        assert store.value("SELECT count(*) FROM stories") == 2
