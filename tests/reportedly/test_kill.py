"""A poll killed in the middle loses nothing and doubles nothing."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from reportedly.pipeline import poll
from store import feeds, reading
from store.feeds import NewFeed
from tests.reportedly.conftest import loopback_home
from tests.reportedly.test_pipeline import FEED, ITEM, PAGE
from tests.web import PATIENCE, Reply, Request, Web

NOW = datetime(2026, 7, 2, 12, tzinfo=UTC)
COUNT = 12


@pytest.mark.parametrize("killed_after", [2, 9, 20])
def test_kill_9_during_a_poll_then_poll_again(web: Web, tmp_path: Path, killed_after: int) -> None:
    """Whenever it is killed, the next poll has every story once, with its page, and the database is whole."""
    home = loopback_home(tmp_path / "home", NOW)
    names = [f"outlet{n}" for n in range(COUNT)]
    for name in names:
        title = f"{name} on the ban of a chatbot"
        rows = "".join(
            ITEM.format(base=web.url(""), name=f"{name}-{n}", title=f"{title} {n}", summary="An AI model was banned.")
            for n in range(3)
        )
        web.on(f"/{name}", Reply(200, FEED.format(base=web.url(""), items=rows).encode(), [("ETag", f'"{name}"')]))
        for n in range(3):
            text = f"The government banned AI model {n} of {name}. All users of the chatbot lost access to it at once."
            page = PAGE.format(title=f"{title} {n}", text=text).encode()
            web.on(f"/{name}-{n}", Reply(200, page, [("Content-Type", "text/html")]))
    with home.open() as store:
        feeds.add(store, [NewFeed(web.url(f"/{name}"), name, name) for name in names], NOW)
    process = subprocess.Popen(
        [sys.executable, "-m", "reportedly", "--home", str(home.root), "poll"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    web.wait_for(killed_after)
    process.send_signal(signal.SIGKILL)
    process.wait()
    poll(home, lambda: datetime.now(UTC), everything=True)
    with home.open() as store:
        stories = list(reading.every_story(store))
        assert store.check() == "ok"
        assert store.value("SELECT count(*) FROM entries") == COUNT * 3
        orphans = store.value("SELECT count(*) FROM revisions WHERE story_id NOT IN (SELECT id FROM stories)")
        assert orphans == 0
    assert len(stories) == len({story.url for story in stories}) == COUNT * 3
    assert {story.text_source for story in stories} == {"page"}
    assert {story.revisions for story in stories} == {1}


def test_an_interrupt_ends_with_130_and_keeps_what_came(web: Web, tmp_path: Path) -> None:
    """Ctrl-C during a poll: what was stored stays, and it says so."""
    home = loopback_home(tmp_path / "home", NOW)
    rows = ITEM.format(base=web.url(""), name="one", title="One", summary="Soup.")
    web.on("/quick", Reply(200, FEED.format(base=web.url(""), items=rows).encode()))

    killed = threading.Event()

    def held(request: Request) -> Reply:
        killed.wait(12 * PATIENCE)  # a busy machine takes its time to store the other one
        return Reply(200, b"")

    web.on("/slow", held)
    with home.open() as store:
        feeds.add(store, [NewFeed(web.url(path), path, path) for path in ("/quick", "/slow")], NOW)
    process = subprocess.Popen(
        [sys.executable, "-m", "reportedly", "--home", str(home.root), "poll"],
        stderr=subprocess.PIPE,
        text=True,
        # Whatever a shell starts in the background, these tests too, ignores Ctrl-C, and what it starts as well.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )
    web.wait_for(2)
    _wait_for_story(home.database)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    killed.set()
    assert process.returncode == 130
    assert "interrupted; what was stored stays" in said
    with home.open() as store:
        assert [story.title for story in reading.every_story(store)] == ["One"]


def _wait_for_story(database: Path) -> None:
    """Returns once the quick feed's story is stored."""
    from store.database import open_store

    for _ in range(100_000):
        with open_store(database) as store:
            if store.value("SELECT count(*) FROM stories"):
                return
    raise AssertionError("the story was never stored")
