"""What the tests of several rooms need: a fixed clock, a store in a temporary folder, small web servers on loopback."""

from __future__ import annotations

import gc
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings

from store import database
from store.backups import Keeping
from store.database import Store, open_store
from tests.web import Web

# A slow machine is no failure of a property; and a change is judged by the same examples every time, so that what
# fails is what the change broke. `--hypothesis-profile=roaming` draws new ones, and more of them.
settings.register_profile("calm", deadline=None, derandomize=True, max_examples=36)
settings.register_profile("roaming", deadline=None, print_blob=True)
settings.load_profile("calm")

# The many processes that tests start would each compile all modules anew where this is set.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

#: The clock of every test that does not say otherwise.
NOW = datetime(2026, 7, 2, 12, 0, tzinfo=UTC)
#: Public data beside the project; see its README. Absent in a plain clone.
DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(autouse=True, scope="session")
def rare_collections() -> Iterator[None]:
    """Objects come and go beside pytest's large heap, which each full collection would walk through."""
    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


@pytest.fixture(autouse=True, scope="session")
def fresh_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Whoever opens a new file gets a copy of one that the migrations made: 50 ms a test. Files that are older, or that
    another process makes, go the whole way."""
    with open_store(tmp_path_factory.mktemp("fresh") / "reportedly.db") as made:
        migrate, size, turn = database._migrate, database.PAGE_SIZE, threading.Lock()
        fresh = sqlite3.connect(made.path, check_same_thread=False)

        def copied(connection: sqlite3.Connection, path: Path, keeping: Callable[[], Keeping]) -> None:
            if size == database.PAGE_SIZE and not connection.execute("SELECT 1 FROM sqlite_schema").fetchone():
                with turn:
                    fresh.backup(connection)
            migrate(connection, path, keeping)

        with pytest.MonkeyPatch.context() as changed, closing(fresh):
            changed.setattr(database, "_migrate", copied)
            yield


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(name="database")
def a_database(tmp_path: Path) -> Path:
    """The path of a database that is not there yet."""
    return tmp_path / "reportedly.db"


@pytest.fixture
def store(database: Path) -> Iterator[Store]:
    """A fresh store in a real file."""
    with open_store(database) as opened:
        yield opened


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    """A server on loopback, reached directly whatever proxies the machine is set to."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with Web() as server:
        yield server


@pytest.fixture
def other_web(web: Web) -> Iterator[Web]:
    """A second server: another port, and so another origin."""
    with Web() as server:
        yield server


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """New databases have pages of 4 KB, so that a small one has many."""
    monkeypatch.setattr("store.database.PAGE_SIZE", 4_096)
