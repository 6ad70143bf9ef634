"""A home polled from the demo's small web, made once for all tests that only read it."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fetchers.parsing import Parsing
from reportedly import smallweb
from reportedly.cli import main
from reportedly.home import Home, ensure
from reportedly.pipeline import poll
from store import feeds
from store.feeds import NewFeed
from tests.once import made
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


@pytest.fixture(scope="session")
def parsing() -> Iterator[Parsing]:
    """Workers for the polls of all tests: a second of processor time for each poll that need not load theirs."""
    with Parsing(lasting=True) as lasting:
        yield lasting


@pytest.fixture(autouse=True)
def shared_parsing(parsing: Parsing, monkeypatch: pytest.MonkeyPatch) -> None:
    """Polls of this thread have the shared workers, one at a time; every other has its own, as outside of the tests."""
    free = threading.Lock()

    @contextmanager
    def given() -> Iterator[Parsing]:
        if threading.current_thread() is threading.main_thread() and free.acquire(blocking=False):
            try:
                yield parsing
            finally:
                free.release()
        else:
            with Parsing() as own:
                yield own

    monkeypatch.setattr("reportedly.pipeline.Parsing", given)


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
    """A home after one poll of the whole small web. For reading only: whoever writes takes a copy of it, as `own`."""
    return Home(made(tmp_path_factory, "polled", _poll_the_small_web) / "home")


def _poll_the_small_web(folder: Path) -> None:
    home = loopback_home(folder / "home", MOMENT)
    web = smallweb.load(MOMENT)
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        os.environ.pop(name)
    with smallweb.serving(web):
        add_web(home, web)
        poll(home, lambda: MOMENT)


@pytest.fixture
def own(polled: Home, tmp_path: Path) -> Home:
    """A copy of the polled home that may be written to."""
    return Home(shutil.copytree(polled.root, tmp_path / "own"))


@pytest.fixture
def run() -> Run:
    """Runs the command as a shell would, with nothing on stdin: in this process, where all that it loads is there
    already, or with surroundings of its own (`NAME="value"`) in one of its own."""

    def command(*arguments: object, home: Path | None = None, **surroundings: str) -> subprocess.CompletedProcess[str]:
        given = [*(["--home", str(home)] if home else []), *map(str, arguments)]
        return _apart(given, surroundings) if surroundings else _here(given)

    return command


@pytest.fixture
def run_apart() -> Run:
    """The same, in a process of its own."""

    def command(*arguments: object, home: Path | None = None, **surroundings: str) -> subprocess.CompletedProcess[str]:
        return _apart([*(["--home", str(home)] if home else []), *map(str, arguments)], surroundings)

    return command


def _apart(given: list[str], surroundings: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "reportedly", *given],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=120,
        env=os.environ | surroundings,
    )


def _here(given: list[str]) -> subprocess.CompletedProcess[str]:
    stdout, stderr = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    with (
        Path(os.devnull).open() as nothing,
        redirect_stdout(stdout),
        redirect_stderr(stderr),
        pytest.MonkeyPatch.context() as changed,
    ):
        changed.setattr("sys.stdin", nothing)
        try:
            code = main(given)
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 1
    said = [stream.buffer.getvalue().decode() for stream in (stdout, stderr) if isinstance(stream.buffer, io.BytesIO)]
    return subprocess.CompletedProcess(given, code, *said)
