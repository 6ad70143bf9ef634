"""Feeds that pause, move, go and get lost: real HTTP, a real database, a clock that the test moves on."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from fetchers.http import Fetcher
from fetchers.workers import Workers
from store import feeds
from store.models import Feed
from tests.fetchers import build
from tests.reportedly.desk import NOW, RSS, Desk, feed, honest
from tests.web import Reply, Web, redirect


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "home")


def proxied(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names that are nowhere are reached through the server, as through a proxy."""
    monkeypatch.setenv("http_proxy", web.url(""))


@pytest.mark.parametrize("status", [429, 503])
def test_a_pause_that_is_asked_for_rests_all_feeds_of_the_domain(
    desk: Desk, web: Web, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    """In the same poll and in the next ones; other domains are polled on; afterwards all are asked again."""
    proxied(web, monkeypatch)
    one, two, three = "http://a.paper.com/feed", "http://b.paper.com/feed", "http://other.com/feed"
    web.on(one, Reply(status, b"", [("Retry-After", "7200")]), feed(1))
    web.on(two, feed(2))
    web.on(three, feed(3))
    desk.add(one, two, three)
    desk.settings("at_once = 1")
    summary = desk.poll()
    assert [request.path for request in web.requests] == [one, three]
    assert summary.left == 1
    assert desk.feed(2).next_poll_reason == f"{status} at another feed of its domain: the server asks to wait 2 h"
    assert desk.poll(timedelta(minutes=119), everything=True).feeds == 1
    assert [request.path for request in web.requests] == [one, three, three]
    desk.add("http://c.paper.com/late")
    assert desk.poll(timedelta(minutes=1)).feeds == 0
    desk.now = max(desk.feed(number).next_poll_at or desk.now for number in (1, 2, 4))
    desk.poll()
    assert {request.path for request in web.requests[3:]} >= {one, two}
    assert [found for found in desk.broken() if found[0] == "retry-after"] == []


def test_a_feed_gone_twice_in_a_day_is_paused_and_can_be_resumed(desk: Desk, web: Web) -> None:
    """It is shown with the mend; nothing is asked of it until a person says so, not even by hand."""
    desk.add(web.on("/feed", Reply(410), Reply(410), feed(1)))
    desk.poll()
    assert desk.feed().paused_at is None
    desk.poll_when_due()
    found = desk.feed()
    assert found.last_error == "410 Gone twice since 2 July; paused. Resume with: reportedly feeds resume 1"
    assert found.paused_at == desk.now
    desk.poll(timedelta(days=30), everything=True)
    assert len(web.requests) == 2
    with desk.home.open() as store:
        feeds.resume(store, 1)
    assert desk.poll().new_entries == 1
    assert desk.feed().last_error is None


def test_a_feed_that_was_gone_once_goes_on(desk: Desk, web: Web) -> None:
    desk.add(web.on("/feed", Reply(410), feed(1), Reply(410)))
    desk.poll()
    desk.poll_when_due(2)
    assert (desk.feed().paused_at, desk.feed().failures) == (None, 1)


def test_a_permanent_redirect_rewrites_the_address_after_three_answers_over_a_day(desk: Desk, web: Web) -> None:
    """Pending until then and shown; afterwards the new address is asked, conditionally, and no entry came twice."""
    desk.add(web.on("/old", redirect("/new")))
    web.on("/new", honest(1, 2, Cache_Control="max-age=36000"))
    desk.poll()
    pending = desk.feed().standing
    assert (pending.moved_to, pending.moved_since, pending.moved_times) == (web.url("/new"), NOW, 1)
    desk.poll_when_due(2)
    assert (desk.feed().url, desk.feed().standing.moved_times) == (web.url("/old"), 3)
    desk.poll_when_due()
    assert (desk.feed().url, desk.feed().standing.moved_to) == (web.url("/new"), None)
    asked = len(web.asked("/old"))
    desk.poll_when_due()
    assert len(web.asked("/old")) == asked
    assert web.requests[-1].headers.get("if-none-match") == '"v1"'
    assert desk.feed().entries_seen == 2


@pytest.mark.parametrize("status", [302, 303, 307])
def test_a_temporary_redirect_never_does(desk: Desk, web: Web, status: int) -> None:
    desk.add(web.on("/old", redirect("/new", status)))
    web.on("/new", honest(1, Cache_Control="max-age=36000"))
    desk.poll_when_due(6)
    assert (desk.feed().url, desk.feed().standing.moved_to) == (web.url("/old"), None)


def test_a_redirect_to_another_feed_never_does(desk: Desk, web: Web) -> None:
    """A parked domain answers everything with its own feed; it is shown as what it is."""
    other = "<title>Deals of the day</title><link>https://parked.example/</link>"
    desk.add(web.on("/old", feed(1, 2, 3), redirect("/parked")))
    body = build.rss("".join(build.item(number) for number in (97, 98, 99)), head=other)
    web.on("/parked", Reply(200, body.replace(b"paper.example", b"parked.example"), RSS))
    desk.poll()
    desk.poll_when_due(5)
    assert desk.feed().url == web.url("/old")


def test_validators_do_not_cross_to_another_origin(desk: Desk, web: Web, other_web: Web) -> None:
    """What the new origin offered goes to it alone, from the second request on; once moved, nothing is asked twice."""
    desk.add(web.on("/old", redirect(other_web.url("/new"))))
    other_web.on("/new", honest(1, Cache_Control="max-age=36000"))
    desk.poll_when_due(4)
    assert desk.feed().url == other_web.url("/new")
    desk.poll_when_due()
    assert all("if-none-match" not in request.headers for request in web.requests)
    assert [request.headers.get("if-none-match") for request in other_web.requests] == [None] + ['"v1"'] * 4
    assert desk.broken() == []


def test_a_feed_behind_a_temporary_redirect_is_asked_only_for_changes(desk: Desk, web: Web, other_web: Web) -> None:
    """For ever through the old origin, which gets no validators of the other's; one that leads elsewhere gets none."""
    desk.add(web.on("/old", redirect(other_web.url("/new"), 302)))
    other_web.on("/new", honest(1, Cache_Control="max-age=36000"))
    desk.poll_when_due(3)
    assert [request.headers.get("if-none-match") for request in other_web.requests] == [None, '"v1"', '"v1"']
    web.on("/old", feed(1, 2, etag='"mine"'))
    desk.poll_when_due()
    assert "if-none-match" not in web.requests[-1].headers
    desk.poll_when_due()
    assert web.requests[-1].headers["if-none-match"] == '"mine"'
    assert desk.broken() == []


def test_a_feed_that_is_404_for_three_days_is_looked_for(desk: Desk, web: Web) -> None:
    """Not before; and what is found there is taken where it is the same feed."""
    looked = []

    async def rediscover(fetcher: Fetcher, workers: Workers, lost: Feed) -> str | None:
        looked.append(desk.now - NOW)
        return web.url("/new")

    desk.add(web.on("/old", feed(1, 2), Reply(404)))
    web.on("/new", feed(1, 2, 3))
    desk.poll()
    first = desk.feed().next_poll_at
    while desk.feed().url != web.url("/new"):
        desk.now = max(desk.now, desk.feed().next_poll_at or desk.now)
        desk.poll(rediscover=rediscover)
    assert first is not None
    assert len(looked) == 1
    assert timedelta(days=3) <= looked[0] - (first - NOW) < timedelta(days=4.2)
    assert (desk.feed().failures, desk.feed().entries_seen) == (0, 3)
    assert desk.feed().standing.missing_since is None


def test_another_feed_on_the_home_page_is_offered_and_not_taken(desk: Desk, web: Web) -> None:
    async def rediscover(fetcher: Fetcher, workers: Workers, lost: Feed) -> str | None:
        return web.url("/other")

    desk.add(web.on("/old", feed(1, 2), Reply(404)))
    body = build.rss(build.item(9), head="<title>Other</title>").replace(b"paper.example", b"other.example")
    web.on("/other", Reply(200, body, RSS))
    desk.poll()
    while desk.now < NOW + timedelta(days=4):
        desk.now = max(desk.now, desk.feed().next_poll_at or desk.now)
        desk.poll(rediscover=rediscover)
    assert desk.feed().url == web.url("/old")
    assert desk.feed().last_error == (
        f"404: not found; the address may have changed; its home page names {web.url('/other')}; if that is what you "
        f"want: reportedly feeds add {web.url('/other')}"
    )
