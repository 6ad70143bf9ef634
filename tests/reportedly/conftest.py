"""A home polled from the demo's small web, made once for all tests that only read it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reportedly import smallweb
from reportedly.home import Home, ensure
from reportedly.pipeline import poll
from store import feeds
from store.feeds import NewFeed
from tests.web import LOOPBACK

Run = Callable[..., "subprocess.CompletedProcess[str]"]
MOMENT = datetime(2026, 7, 9, 20, tzinfo=UTC)


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy and no home of the machine's reach a test."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.delenv("REPORTEDLY_HOME", raising=False)


def loopback_home(root: Path, now: datetime) -> Home:
    """A new home without feeds that may ask the servers of the tests. It looks at no page twice: see `test_looking`."""
    home = ensure(root, now, feeds=False)
    home.config.write_text(f"[poll]\nallow_private = {list(LOOPBACK)}\nlook_again = []\n")
    return home


def add_web(home: Home, web: smallweb.SmallWeb) -> None:
    """Puts the small web's feeds into a home."""
    with home.open() as store:
        feeds.add(store, [NewFeed(web.base + o.feed_path, o.name, o.name) for o in web.outlets.values()], MOMENT)


@pytest.fixture(scope="session")
def polled(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home after one poll of the whole small web; for reading only."""
    root = tmp_path_factory.mktemp("polled")
    home = loopback_home(root / "home", MOMENT)
    web = smallweb.load(MOMENT)
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        os.environ.pop(name)
    with smallweb.serving(web):
        add_web(home, web)
        poll(home, lambda: MOMENT)
    return home


@pytest.fixture
def run() -> Run:
    """Runs the command as a shell would, with nothing on stdin."""

    def command(*arguments: object, home: Path | None = None, **options: str) -> subprocess.CompletedProcess[str]:
        place = ["--home", str(home)] if home else []
        return subprocess.run(
            [sys.executable, "-m", "reportedly", *place, *map(str, arguments)],
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=120,
            env=os.environ | options,
        )

    return command
