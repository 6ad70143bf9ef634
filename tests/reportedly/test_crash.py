"""A few of the crashes of `bench/crash.py`, which makes a hundred: killed, looked at, and run to the end."""

from __future__ import annotations

import resource
import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bench import crash
from reportedly import smallweb
from reportedly.home import Home
from reportedly.pipeline import poll
from store import backups
from store.database import Store
from store.errors import StoreError
from tests.reportedly.conftest import MOMENT, add_web, loopback_home

pytestmark = pytest.mark.usefixtures("small_pages")

#: The small web has a dozen stories by then.
EARLY = datetime(2026, 6, 14, tzinfo=UTC)


def _analysis(polled: Home, root: Path) -> crash.Kind:
    return crash.Kind("analysis", ("analyse",), polled.root)


def _migration(polled: Home, root: Path) -> crash.Kind:
    home = loopback_home(root / "old", MOMENT)
    crash.an_older_file(home.database, 400)
    return crash.Kind("migration", ("stories", "--limit", "1"), home.root)


@pytest.mark.parametrize("make", [_analysis, _migration])
def test_killed_and_run_again_it_comes_to_the_same(
    polled: Home, tmp_path: Path, make: Callable[[Home, Path], crash.Kind]
) -> None:
    """Whole after every kill, nothing committed lost or doubled, and in the end what nobody killed comes to."""
    kind = make(polled, tmp_path)
    home = Home(tmp_path / "whole")
    shutil.copytree(kind.base, home.root)
    assert crash.run(home, *kind.command).returncode == 0
    reference = crash.content(home)
    _, wrong = crash.one_run(kind, Home(tmp_path / "killed"), 0.5, reference)
    assert wrong == []


def test_a_poll_onto_a_full_disk_is_one_sentence_and_the_database_whole(tmp_path: Path) -> None:
    """Here the file may not grow by more than a few pages; with room again the poll comes to everything."""
    home = loopback_home(tmp_path / "home", MOMENT)
    web = smallweb.load(EARLY)
    with smallweb.serving(web):
        add_web(home, web)
        before = crash.committed(home)
        narrow = _Narrow(home.root)
        with pytest.raises(StoreError, match="database or disk is full; free the disk"):
            poll(narrow, lambda: EARLY, everything=True)
        assert list(crash.whole(home)) == []
        after = crash.committed(home)
        assert all(rows <= after[table] for table, rows in before.items())
        poll(home, lambda: EARLY, everything=True)
    assert list(crash.whole(home)) == []
    assert len(crash.content(home)["stories"]) == sum(piece.published <= EARLY for piece in web.pieces)


class _Narrow(Home):
    """A home whose database has room for a few pages more; SQLite's own limit, of the connection alone."""

    def open(self, *, anew: bool = False) -> Store:
        store = super().open(anew=anew)
        store.connection.execute(f"PRAGMA max_page_count = {store.value('PRAGMA page_count') + 25}")
        return store


def test_a_backup_onto_a_full_disk_leaves_none(tmp_path: Path) -> None:
    """A limit on the size of files stands for the disk's."""
    home = loopback_home(tmp_path / "home", MOMENT)
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, usual[1]))
    try:
        with pytest.raises(StoreError, match="the backup could not be made"):
            backups.make(home.database, backups.Keeping(3, MOMENT))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    assert list(backups.folder(home.database).iterdir()) == []
    with closing(home.open()) as store:
        assert store.check() == "ok"
