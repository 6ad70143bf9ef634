"""Politeness over many polls: real HTTP, a real database, a clock that the test moves on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fetchers.http import Fetcher
from fetchers.score import score
from fetchers.workers import Workers
from reportedly.home import Home, ensure
from reportedly.pipeline import poll
from reportedly.polled import shared_domain
from store import feeds, leases, polls
from store.feeds import NewFeed
from store.models import Feed, PollSummary
from tests.fetchers import build
from tests.web import Reply, Request, Web, redirect

NOW = datetime(2026, 7, 2, 12, tzinfo=UTC)
RSS = [("Content-Type", "application/rss+xml")]


class Desk:
    """A home with a clock; each `poll` is a process of its own as far as the store can tell."""

    def __init__(self, root: Path) -> None:
        self.home: Home = ensure(root, NOW, feeds=False)
        self.now = NOW

    def add(self, *urls: str) -> None:
        with self.home.open() as store:
            feeds.add(store, [NewFeed(url, "The Paper", "The Paper") for url in urls], self.now)

    def poll(self, after: timedelta = timedelta(0), **more: object) -> PollSummary:
        self.now += after
        return poll(self.home, lambda: self.now, **more)  # type: ignore[arg-type]

    def poll_when_due(self, times: int = 1) -> None:
        """Lets the time go by until feed 1 is due, and polls."""
        for _ in range(times):
            self.now = max(self.now, self.feed().next_poll_at or self.now)
            self.poll()

    def feed(self, feed_id: int = 1) -> Feed:
        with self.home.open() as store:
            return feeds.get(store, feed_id)

    def broken(self) -> list[tuple[str, str]]:
        """What the score finds, which reads the ledger alone."""
        with self.home.open() as store:
            found = score((), polls.since(store, NOW - timedelta(days=9)), shared_domain)
        return [(finding.rule, finding.why) for finding in found.findings]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "home")


def feed(*numbers: int, head: str = "", **more: str) -> Reply:
    body = build.rss(
        "".join(build.item(number, title="Soup") for number in numbers), **({"head": head} if head else {})
    )
    return Reply(200, body, [*RSS, *((name.replace("_", "-"), value) for name, value in more.items())])


def honest(*numbers: int, etag: str = '"v1"', **more: str) -> Callable[[Request], Reply]:
    """A server that does as it should."""

    def answer(request: Request) -> Reply:
        whole = feed(*numbers, etag=etag, **more)
        return Reply(304, b"", whole.headers) if request.headers.get("if-none-match") == etag else whole

    return answer


def test_cron_and_restarts_break_no_rule(desk: Desk, web: Web) -> None:
    """One unconditional request ever, nothing early, whatever is restarted between; the ledger itself says so."""
    desk.add(web.on("/feed", honest(1, 2, Cache_Control="max-age=5400")))
    while desk.now < NOW + timedelta(hours=30):
        desk.poll(timedelta(minutes=23))
    asked = web.asked("/feed")
    assert [request.headers.get("if-none-match") for request in asked] == [None] + ['"v1"'] * (len(asked) - 1)
    assert 15 < len(asked) <= 30 / 1.5 + 1
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
    while desk.now < last + timedelta(days=18):
        desk.poll(timedelta(hours=12))
    with desk.home.open() as store:
        whole = [p for p in polls.since(store, last) if p.exchange and p.exchange.unconditional and p.at > last]
    assert [p.exchange.unconditional for p in whole if p.exchange] == ["only 304 for too long"] * 2
    assert timedelta(days=8) <= whole[0].at - last <= timedelta(days=8, hours=12)
    assert timedelta(days=8) <= whole[1].at - whole[0].at <= timedelta(days=8, hours=12)
    assert desk.broken() == []


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
    (desk.home.root / "config.toml").write_text("[poll]\nat_once = 1\n")
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
    """What the new origin offered is not sent to the old one, before the address is rewritten nor by it."""
    desk.add(web.on("/old", redirect(other_web.url("/new"))))
    other_web.on("/new", honest(1, Cache_Control="max-age=36000"))
    desk.poll_when_due(4)
    assert all("if-none-match" not in request.headers for request in web.requests)
    desk.poll_when_due()
    assert desk.feed().url == other_web.url("/new")
    assert other_web.requests[-1].headers["if-none-match"] == '"v1"'


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
    while desk.now < NOW + timedelta(days=5):
        desk.now = max(desk.now, desk.feed().next_poll_at or desk.now)
        desk.poll(rediscover=rediscover)
    assert desk.feed().url == web.url("/old")
    assert desk.feed().last_error == (
        f"404: not found; the address may have changed; its home page names {web.url('/other')}; if that is what you "
        f"want: reportedly feeds add {web.url('/other')}"
    )


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
    desk.poll(least=lambda url: 9_000)
    assert desk.feed().next_poll_reason == "the usual hour; its host is asked at most every 2.5 h"


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
