"""Hosts that want a long pause between requests: it is kept over processes, and no poll sleeps for it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from fetchers.hosts import Rule
from tests.fetchers import build
from tests.reportedly.desk import NOW, RSS, Desk, feed
from tests.web import Reply, Web

MINUTE = timedelta(minutes=1)


def slow(url: str) -> Rule:
    return Rule("paper.example", pause=60, why="The paper answers one request a minute")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "home")


def test_one_feed_of_such_a_host_is_asked_in_a_poll_and_the_others_in_the_next_ones(desk: Desk, web: Web) -> None:
    """Each has its turn, the longest waiting first; the list says why, also to whoever polls by hand."""
    desk.add(*[web.on(f"/{number}", feed(number)) for number in (1, 2, 3)])
    summary = desk.poll(rule=slow)
    assert (summary.feeds, summary.left) == (1, 2)
    waiting = desk.feed(2)
    assert waiting.next_poll_at == NOW + MINUTE
    assert waiting.next_poll_reason == "The paper answers one request a minute; another request was made just before"
    assert desk.poll(timedelta(seconds=59), rule=slow, everything=True).feeds == 0
    assert desk.poll(timedelta(seconds=1), rule=slow).feeds == 1
    assert desk.poll(MINUTE, rule=slow).feeds == 1
    assert [request.path for request in web.requests] == ["/1", "/2", "/3"]


def test_its_pages_have_turns_too(desk: Desk, web: Web) -> None:
    """A poll fetches its feed, the next ones a page each; none sleeps, none is lost."""
    items = "".join(
        build.item(number, title="Access to the Claude model is banned").replace(
            f"https://paper.example/{number}", web.on(f"/page/{number}", Reply(404))
        )
        for number in (1, 2)
    )
    desk.add(web.on("/feed", Reply(200, build.rss(items), [*RSS, ("Cache-Control", "max-age=86400")])))
    for expected in (1, 2, 3, 3):
        desk.poll(MINUTE, rule=slow)
        assert len(web.requests) == expected
    assert len({request.path for request in web.requests}) == 3


def test_without_a_network_no_feed_is_thought_the_worse_of(desk: Desk, web: Web) -> None:
    """Several hosts and none reached: asked again in a quarter of an hour each time, and no failure is counted; with
    one that is reached, the others have failed as any does."""
    port = Web()
    with port:
        gone = port.port
    desk.add(*[f"http://{host}:{gone}/feed" for host in ("127.0.0.1", "localhost", "127.0.0.1.")])
    for _ in range(6):
        desk.poll(timedelta(minutes=17))
        assert [desk.feed(number).failures for number in (1, 2, 3)] == [0, 0, 0]
    assert desk.feed().next_poll_reason == "no feed could be reached; is there a network?"
    assert desk.feed().next_poll_at == desk.now + timedelta(minutes=15)
    desk.add(web.on("/feed", feed(1)))
    desk.poll(timedelta(minutes=17))
    assert [desk.feed(number).failures for number in (1, 2, 3, 4)] == [1, 1, 1, 0]


def test_a_clock_that_goes_back_does_not_stop_such_a_host(desk: Desk, web: Web) -> None:
    desk.add(web.on("/1", feed(1)), web.on("/2", feed(2)))
    desk.poll(rule=slow)
    desk.now -= timedelta(days=365)
    assert desk.poll(rule=slow).feeds == 0
    assert desk.poll(MINUTE, rule=slow).feeds == 1
