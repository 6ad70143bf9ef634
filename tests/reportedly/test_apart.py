"""The dashboard's polls, which run in a process of their own: real processes, HTTP on loopback, a real database."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from fetchers.progress import Quiet
from reportedly import apart, rounds
from reportedly.clock import system_clock
from reportedly.home import Home
from reportedly.pipeline import poll
from store import feeds, reading
from store.errors import Busy, StoreError
from store.feeds import NewFeed
from store.lock import poll_lock
from store.models import PollSummary
from tests.reportedly.conftest import loopback_home
from tests.reportedly.test_pipeline import FEED, ITEM, NOW
from tests.web import PATIENCE, Reply, Request, Web

#: How far the clock of these tests is behind that of the machine, whole days so that it is no rounding.
BEHIND = timedelta(days=100)


#: More feeds than are asked until a process hears that it is to stop.
MANY = [f"outlet{n}" for n in range(200)]


class Told:
    def __init__(self) -> None:
        self.steps: list[tuple[int, int, str]] = []

    def step(self, done: int, total: int, what: str) -> None:
        self.steps.append((done, total, what))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return loopback_home(tmp_path / "home", NOW)


def serve(home: Home, web: Web, names: list[str], answer: Callable[[Request], None] = lambda request: None) -> None:
    """Feeds of one entry each, of nothing of the topic; `answer` is called before each is sent."""
    for name in names:
        item = ITEM.format(base=web.url(""), name=f"{name}-soup", title=f"Soup of {name}", summary="Pumpkin.")
        body = FEED.format(base=web.url(""), items=item).encode()

        def reply(request: Request, body: bytes = body) -> Reply:
            answer(request)
            return Reply(200, body)

        web.on(f"/{name}", reply)
    with home.open() as store:
        feeds.add(store, [NewFeed(web.url(f"/{name}"), name, name) for name in names], NOW)


def polled(home: Home, told: Told | Quiet | None = None, stop: Callable[[], bool] = lambda: False) -> PollSummary:
    return apart.poll(home, lambda: system_clock() - BEHIND, told or Quiet(), everything=True, cancelled=stop)


def titles(home: Home) -> set[str]:
    with home.open() as store:
        return {story.title for story in reading.every_story(store)}


def holder(home: Home) -> int:
    """The process that holds the poll's lock."""
    return int(home.lock.read_text().split()[0])


def over(home: Home) -> None:
    """Waits for the poll's end: only then is the lock free."""
    with home.lock.open() as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)


def test_it_polls_by_the_clock_it_is_given_and_tells_each_step(home: Home, web: Web) -> None:
    serve(home, web, ["one", "two"])
    web.on("/gone", Reply(404))
    with home.open() as store:
        feeds.add(store, [NewFeed(web.url("/gone"), "gone", "gone")], NOW)
    told = Told()
    summary = polled(home, told)
    assert (summary.feeds, summary.new_entries, len(summary.failures)) == (3, 2, 1)
    assert "404" in summary.failures[0]
    assert (3, 3, "feeds") in told.steps
    with home.open() as store:
        ages = [system_clock() - BEHIND - story.first_seen_at for story in reading.every_story(store)]
    assert len(ages) == 2
    assert all(timedelta(0) <= age < timedelta(minutes=2) for age in ages)


def test_another_poll_at_work_is_named(home: Home) -> None:
    with poll_lock(home.lock), pytest.raises(Busy, match=f"process {os.getpid()}"):
        polled(home)


def test_a_topic_that_cannot_be_read_is_named(home: Home) -> None:
    (home.root / "topic.toml").write_text("[[evidence]\n")
    with pytest.raises(StoreError, match=r"topic\.toml"):
        polled(home)


def test_asked_to_stop_it_keeps_what_came_and_asks_no_more(home: Home, web: Web) -> None:
    asked = threading.Event()
    serve(home, web, MANY, lambda request: asked.set())
    summary = polled(home, stop=asked.is_set)
    assert 0 < summary.feeds < len(MANY)
    assert len(titles(home)) == summary.feeds == summary.new_entries


def test_asked_to_stop_it_waits_for_no_server_that_is_silent(
    home: Home, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What had come is kept, and what was broken off is asked again later, as after a poll that was killed."""
    monkeypatch.setattr(rounds, "GRACE", 0.05)
    asked, over = threading.Event(), threading.Event()

    def silent(request: Request) -> Reply:
        asked.set()
        over.wait(PATIENCE)
        return Reply(200, b"")

    serve(home, web, ["quick"])
    web.on("/silent", silent)
    with home.open() as store:
        (silent_id,) = feeds.add(store, [NewFeed(web.url("/silent"), "silent", "silent")], NOW)
    try:
        begun = system_clock()
        summary = poll(home, system_clock, cancelled=lambda: asked.is_set() and bool(titles(home)))
        assert system_clock() - begun < timedelta(seconds=PATIENCE)
    finally:
        over.set()
    assert (summary.feeds, summary.failures) == (1, ())
    with home.open() as store:
        feed = feeds.get(store, silent_id)
        assert feed.last_poll_at is None
        assert feed.next_poll_reason == "its last poll was begun and did not end; the wait begins anew"
    assert poll(home, lambda: system_clock() + timedelta(minutes=11)).feeds == 1


def test_whoever_leaves_does_not_wait_for_a_server(home: Home, web: Web) -> None:
    """The process goes on for what it has asked for, keeps it, and asks no more."""
    asked, left = threading.Event(), threading.Event()

    def held(request: Request) -> None:
        asked.set()
        left.wait(PATIENCE)

    class Gone(Exception):
        pass

    def leave() -> bool:
        if asked.is_set():
            raise Gone
        return False

    serve(home, web, MANY, held)
    with pytest.raises(Gone):
        polled(home, stop=leave)
    assert titles(home) == set()
    left.set()
    over(home)
    assert 0 < len(titles(home)) < len(MANY)


def test_killed_it_is_told_so_and_the_next_poll_has_everything(home: Home, web: Web) -> None:
    names = [f"outlet{n}" for n in range(6)]
    killed = threading.Event()

    def kill_at_the_third(request: Request) -> None:
        if len(web.requests) == 3 and not killed.is_set():
            killed.set()
            os.kill(holder(home), signal.SIGKILL)

    serve(home, web, names, kill_at_the_third)
    with pytest.raises(StoreError, match=r"signal 9.*poll again"):
        polled(home)
    assert poll(home, system_clock, everything=True).feeds == len(names)
    assert titles(home) == {f"Soup of {name}" for name in names}


def test_it_ends_early_with_whoever_began_it(home: Home, web: Web) -> None:
    """Nothing polls on unseen when the dashboard is killed."""
    begun = threading.Event()
    dashboards: list[subprocess.Popen[bytes]] = []

    def kill_the_first(request: Request) -> None:
        if not begun.is_set():
            begun.set()
            dashboards[0].kill()
            dashboards[0].wait(PATIENCE)

    serve(home, web, MANY, kill_the_first)
    script = (
        "import sys; from pathlib import Path; from fetchers.progress import Quiet; from reportedly import apart\n"
        "from reportedly.home import Home; from reportedly.clock import system_clock\n"
        "apart.poll(Home(Path(sys.argv[1])), system_clock, Quiet(), everything=True, cancelled=lambda: False)"
    )
    dashboards.append(subprocess.Popen([sys.executable, "-c", script, str(home.root)]))
    assert begun.wait(PATIENCE)
    over(home)
    assert 0 < len(web.requests) < len(MANY)
    assert len(titles(home)) <= len(web.requests)
