"""Writing: whole or not at all, in turn with other processes, and safe from a kill at any point."""

from __future__ import annotations

import gc
import sqlite3
from pathlib import Path

import pytest

from store import feeds, state
from store.database import MANY, Store, open_store
from store.errors import StoreError
from store.feeds import NewFeed
from tests.conftest import NOW
from tests.store import build
from tests.store.processes import other

_COUNTER = """
import sys
from pathlib import Path
from store.database import open_store
with open_store(Path(sys.argv[1])) as store:
    print("ready", flush=True)
    sys.stdin.readline()
    for _ in range(int(sys.argv[2])):
        with store.writing() as connection:
            count = int(store.value("SELECT value FROM state WHERE key = 'count'"))
            connection.execute("UPDATE state SET value = ? WHERE key = 'count'", (str(count + 1),))
print("done", flush=True)
"""

_HALF_DONE = """
import sys
from pathlib import Path
from store.database import open_store
from tests.store import build
store = open_store(Path(sys.argv[1]))
with store.writing() as connection:
    build.arrive(store, 1, *[build.entry(n, f"Half {n}", content="word " * 2000) for n in range(100, 300)])
    print("writing", flush=True)
    sys.stdin.readline()
"""


def _two_writes_and_an_error(store: Store) -> None:
    with store.writing():
        build.a_feed(store)
        build.a_story(store)
        raise ZeroDivisionError


def test_an_error_takes_the_whole_transaction_back(store: Store) -> None:
    """What was written before the error is gone, and the store can be written to again."""
    before = build.dump(store)
    with pytest.raises(ZeroDivisionError):
        _two_writes_and_an_error(store)
    assert build.dump(store) == before
    build.a_feed(store)
    assert len(feeds.every(store)) == 1


def _an_inner_transaction_and_an_error(store: Store) -> None:
    with store.writing():
        with store.writing():
            state.put(store, "inner", "written")
        raise KeyError


@pytest.mark.parametrize(("rows", "searched"), [(1, True), (MANY, False)])
def test_garbage_is_searched_for_again_after_many_rows_even_where_they_failed(
    store: Store, rows: int, searched: bool
) -> None:
    store.prepare(rows)
    with store.writing():
        assert gc.isenabled() is searched
    with pytest.raises(ZeroDivisionError):
        _two_writes_and_an_error(store)
    assert gc.isenabled()


def test_an_inner_transaction_is_part_of_the_outer(store: Store) -> None:
    """Functions that write join the transaction they are called in."""
    with pytest.raises(KeyError):
        _an_inner_transaction_and_an_error(store)
    assert state.get(store, "inner") is None


def _a_mark_of_no_story(store: Store) -> None:
    with store.writing() as connection:
        connection.execute("PRAGMA defer_foreign_keys = ON")
        connection.execute("INSERT INTO marks(story_id, read_at) VALUES (999, 'x')")


def test_a_commit_that_fails_leaves_no_transaction_open(store: Store) -> None:
    """A broken reference found only at the end undoes the transaction; the next one is not caught in it."""
    with pytest.raises(sqlite3.IntegrityError):
        _a_mark_of_no_story(store)
    assert not store.connection.in_transaction
    state.put(store, "after", "kept")
    assert (state.get(store, "after"), store.value("SELECT count(*) FROM marks")) == ("kept", 0)


def test_a_full_disk_undoes_the_transaction(store: Store) -> None:
    """The error names the file and the mend; nothing of the transaction is kept and the file stays whole."""
    pages = store.value("PRAGMA page_count")
    store.connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    build.a_feed(store)
    with pytest.raises(StoreError, match=r"reportedly\.db: .*full; free the disk"):
        build.arrive(store, 1, *[build.entry(n, content="word " * 2000) for n in range(20)])
    assert store.value("SELECT count(*) FROM stories") == 0
    assert store.check() == "ok"


def test_writers_of_two_processes_wait_for_each_other(database: Path) -> None:
    """Read-then-write from two processes at once: none is locked out and no count is lost."""
    with open_store(database) as store:
        state.put(store, "count", "0")
        with other(_COUNTER, database, 200) as process:
            assert process.hear() == "ready"
            process.tell("go")
            for _ in range(200):
                with store.writing():
                    state.put(store, "count", str(int(state.get(store, "count") or 0) + 1))
            assert process.hear() == "done"
        assert state.get(store, "count") == "400"


def test_a_reader_sees_the_state_before_while_another_writes(database: Path) -> None:
    """A write under way in another process neither blocks reading nor shows half of itself."""
    with open_store(database) as store:
        build.a_story(store)
        with other(_HALF_DONE, database) as process:
            assert process.hear() == "writing"
            assert store.value("SELECT count(*) FROM stories") == 1
            process.tell("finish")
            process.process.wait()
        assert store.value("SELECT count(*) FROM stories") == 201


def test_a_writer_killed_in_the_middle_leaves_nothing_of_its_transaction(database: Path) -> None:
    """After kill -9 in a transaction the file is whole, what was there is there, and the next writer goes on."""
    with open_store(database) as store:
        build.a_story(store)
        before = build.dump(store)
    for _ in range(3):
        with other(_HALF_DONE, database) as process:
            assert process.hear() == "writing"
            process.kill()
        with open_store(database) as store:
            assert store.check() == "ok"
            assert build.dump(store) == before
    with open_store(database) as store:
        feeds.add(store, [NewFeed("https://after.example/feed", "After", "After")], NOW)
        assert feeds.by_url(store, "https://after.example/feed") is not None
