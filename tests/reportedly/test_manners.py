"""Politeness over many polls: real HTTP, a real database, a clock that the test moves on."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from fetchers.domains import shared_domain
from fetchers.hosts import Rule
from store import leases, polls
from tests.fetchers import build
from tests.reportedly.desk import NOW, RSS, Desk, feed, honest
from tests.web import Reply, Request, Web


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "home")


def test_cron_and_restarts_break_no_rule(desk: Desk, web: Web) -> None:
    """One unconditional request ever, nothing early, whatever is restarted between; the ledger itself says so."""
    desk.add(web.on("/feed", honest(1, 2, Cache_Control="max-age=5400")))
    while desk.now < NOW + timedelta(hours=8):
        desk.poll(timedelta(minutes=29))
    asked = web.asked("/feed")
    assert [request.headers.get("if-none-match") for request in asked] == [None] + ['"v1"'] * (len(asked) - 1)
    assert 4 <= len(asked) <= 8 / 1.5 + 1
    assert desk.broken() == []


@pytest.mark.parametrize("minutes", [0, 1, 59])
def test_a_restart_asks_for_nothing_early(desk: Desk, web: Web, minutes: int) -> None:
    desk.add(web.on("/feed", honest(1)))
    desk.poll()
    assert desk.poll(timedelta(minutes=minutes)).feeds == 0
    assert len(web.requests) == 1


def test_a_clock_that_goes_back_a_year_asks_for_nothing_early_and_then_on_time(desk: Desk, web: Web) -> None:
    desk.add(web.on("/feed", honest(1, Cache_Control="max-age=7200")))
    desk.poll()
    desk.now -= timedelta(days=365)
    assert desk.poll().feeds == 0
    assert desk.poll(timedelta(minutes=119)).feeds == 0
    assert desk.poll(timedelta(minutes=14)).feeds == 1


def test_a_request_is_written_down_before_it_is_sent(desk: Desk, web: Web) -> None:
    """Whoever reads the store while it is under way finds the feed taken."""
    taken = []

    def answer(request: Request) -> Reply:
        with desk.home.open() as store:
            taken.append(leases.take(store, 1, desk.now))
        return feed(1)

    desk.add(web.on("/feed", answer))
    desk.poll()
    assert taken == [False]


def test_what_a_feed_says_of_polling_is_kept_and_read_again_on_every_304(desk: Desk, web: Web) -> None:
    """Its ttl counts where headers are silent, also when only a 304 comes; headers of a 304 count before it."""
    head = "<title>The Paper</title><ttl>180</ttl><skipDays><day>Friday</day></skipDays>"
    unchanged = Reply(304, b"", [("Cache-Control", "max-age=28800")])
    desk.add(web.on("/feed", feed(1, head=head, etag='"v1"'), Reply(304), unchanged))
    desk.poll()
    assert desk.feed().next_poll_reason == "the feed's ttl asks for 3 h"
    desk.poll_when_due()
    assert desk.feed().next_poll_reason == "the feed's ttl asks for 3 h"
    desk.poll_when_due()
    assert desk.feed().next_poll_reason == "max-age asks for 8 h; the feed asks to skip Fridays"
    following = desk.feed().next_poll_at
    assert following is not None
    assert (following.weekday(), following.hour) == (5, 0)


def test_new_entries_set_the_pace(desk: Desk, web: Web) -> None:
    """What a poll brought counts for the wait after it."""
    web.on("/feed", *[feed(*range(1, 2 + number), etag=f'"v{number}"') for number in range(8)])
    desk.add(web.url("/feed"))
    desk.poll()
    for _ in range(7):
        desk.poll(timedelta(hours=8), everything=True)
    assert desk.feed().next_poll_reason == "something new about every 8 h, half of that is waited"


@pytest.mark.parametrize("honest_when_asked", [True, False])
def test_a_server_that_says_304_for_ever_is_asked_for_the_whole_feed_again(
    desk: Desk, web: Web, honest_when_asked: bool
) -> None:
    """Five usual gaps and eight days after its last whole answer, and at most every eight days, whatever it says."""

    def for_ever(request: Request) -> Reply:
        return Reply(304) if request.headers.get("if-none-match") or not honest_when_asked else feed(99, etag='"v99"')

    web.on("/feed", *[feed(*range(1, 2 + number), etag=f'"v{number}"') for number in range(5)], for_ever)
    desk.add(web.url("/feed"))
    for _ in range(5):
        desk.poll(timedelta(hours=6), everything=True)
    last = desk.now
    while desk.now < last + timedelta(days=17):
        desk.poll(timedelta(hours=24))
    with desk.home.open() as store:
        whole = [p for p in polls.since(store, last) if p.exchange and p.exchange.unconditional and p.at > last]
    assert [p.exchange.unconditional for p in whole if p.exchange] == ["only 304 for too long"] * 2
    assert timedelta(days=8) <= whole[0].at - last <= timedelta(days=9)
    assert timedelta(days=8) <= whole[1].at - whole[0].at <= timedelta(days=9)
    assert desk.broken() == []


def test_a_delta_is_understood(desk: Desk, web: Web) -> None:
    """RFC 3229: asked for with the ETag, it brings what is new alone, and nothing is thought gone."""

    def answer(request: Request) -> Reply:
        if request.headers.get("if-none-match") is None:
            return feed(1, 2, etag='"v1"')
        assert request.headers["a-im"] == "feed"
        return Reply(226, build.rss(build.item(3, title="Soup")), [*RSS, ("IM", "feed"), ("ETag", '"v2"')])

    desk.add(web.on("/feed", answer))
    desk.poll_when_due(2)
    assert (desk.feed().entries_seen, desk.feed().etag, desk.feed().last_error) == (3, '"v2"', None)
    assert "a-im" not in web.requests[0].headers


def test_a_hosts_own_rule_is_kept(desk: Desk, web: Web) -> None:
    """The table of special hosts says how often; the reason names it."""
    desk.add(web.on("/feed", honest(1)))
    desk.poll(rule=lambda url: Rule("", interval=9_000))
    assert desk.feed().next_poll_reason == "the usual hour; its host is asked at most every 2.5 h"


def test_what_passes_at_a_host_says_nothing_of_the_feed(desk: Desk, web: Web) -> None:
    """YouTube's 404 is not looked into, and Reddit's 403 is waited out as the server asks."""
    limited = Reply(403, b"", [("x-ratelimit-reset", "1800")])
    desk.add(web.on("/feed", limited, Reply(404)))
    desk.poll(rule=lambda url: Rule("", passing=frozenset({403, 404})))
    assert desk.feed().next_poll_reason == "the server asks to wait 30 min"
    desk.now += timedelta(hours=1)
    desk.poll(rule=lambda url: Rule("", passing=frozenset({403, 404})))
    assert (desk.feed().standing.missing_since, desk.feed().last_status) == (None, 404)


SHARED = [
    ("https://a.paper.co.uk/feed", "paper.co.uk"),
    ("https://www.reddit.com/r/x/.rss", "reddit.com"),
    ("http://127.0.0.1:8000/feed", None),
    ("http://[::1]/feed", None),
    ("http://rsshub:1200/feed", None),
]


@pytest.mark.parametrize(("url", "domain"), SHARED)
def test_hosts_of_ones_own_share_no_pause(url: str, domain: str | None) -> None:
    """Behind a bridge on one's own machine are many servers; one that wants peace says nothing of the others."""
    assert shared_domain(url) == domain
