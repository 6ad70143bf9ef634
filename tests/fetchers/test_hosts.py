"""Hosts with rules of their own: which they are, and the places and pauses their requests keep to."""

from __future__ import annotations

import asyncio

import pytest

from fetchers.hosts import Places, rule
from fetchers.http import Fetcher
from tests.fetchers.conftest import loopback
from tests.web import Reply, Web

pytestmark = pytest.mark.anyio

RULES = [
    ("https://www.reddit.com/r/news/.rss", "reddit.com", 60.0),
    ("https://old.reddit.com./r/news/.rss", "reddit.com", 60.0),
    ("https://www.youtube.com/feeds/videos.xml?channel_id=x", "youtube.com", 2.0),
    ("https://one.tumblr.com/rss", "tumblr.com", 1.0),
    ("https://TWO.tumblr.com/rss", "tumblr.com", 1.0),
    ("https://github.com/a/b/releases.atom", "github.com", 1.0),
    ("https://raw.githubusercontent.com/a/b/main/feed.xml", "githubusercontent.com", 1.0),
    ("https://news.google.com/rss/search?q=x", "news.google.com", 5.0),
    ("https://blog.google.com/feed", "blog.google.com", 0.0),
    ("https://notreddit.com/feed", "notreddit.com", 0.0),
    ("https://reddit.com.example/feed", "reddit.com.example", 0.0),
    ("http://[::1]:80/", "::1", 0.0),
]


@pytest.mark.parametrize(("url", "domain", "pause"), RULES)
def test_which_rule_an_address_has(url: str, domain: str, pause: float) -> None:
    found = rule(url)
    assert (found.domain, found.pause) == (domain, pause)
    assert bool(found.why) == bool(pause)


def test_what_errors_mean_there() -> None:
    """YouTube's 404 and Reddit's 403 pass; nobody else's do."""
    assert 404 in rule("https://www.youtube.com/feeds/videos.xml").passing
    assert 403 in rule("https://www.reddit.com/.rss").passing
    plain = rule("https://paper.example/feed")
    assert (plain.passing, plain.interval, plain.pause) == (frozenset(), 0, 0)


class Time:
    """A clock that goes on only where somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0

    def clock(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds
        await asyncio.sleep(0)


async def test_requests_to_one_domain_are_a_pause_apart() -> None:
    """Over all its hosts, counted from the last request's turn; the first need not wait, another domain never."""
    time, turns = Time(), []
    places = Places(20, 2, time.clock, time.sleep)
    for host in ("one.tumblr.com", "two.tumblr.com", "paper.example", "paper.example", "one.tumblr.com"):
        async with places.place(f"https://{host}/rss"):
            turns.append((host, time.now - 1000))
    assert turns == [
        ("one.tumblr.com", 0),
        ("two.tumblr.com", 1),
        ("paper.example", 1),
        ("paper.example", 1),
        ("one.tumblr.com", 2),
    ]
    time.now += 0.25
    async with places.place("https://three.tumblr.com/rss"):
        assert time.now == 1003


async def test_those_that_wait_for_a_turn_take_no_place_from_others() -> None:
    """Three requests to Reddit are two minutes; a hundred others pass in between with a single place in all."""
    passed: list[str] = []
    open_road = asyncio.Event()

    async def sleep(seconds: float) -> None:
        assert seconds == 60
        await open_road.wait()

    async def ask(url: str, places: Places) -> None:
        async with places.place(url):
            passed.append(url)

    places = Places(1, 2, lambda: 0.0, sleep)
    await ask("https://www.reddit.com/a.rss", places)
    waiting = asyncio.create_task(ask("https://old.reddit.com/b.rss", places))
    for number in range(100):
        await ask(f"https://paper{number}.example/", places)
    assert not waiting.done()
    open_road.set()
    await waiting
    assert passed[-1] == "https://old.reddit.com/b.rss"


async def test_the_fetcher_keeps_to_the_pauses_and_does_not_count_them(web: Web) -> None:
    """Real requests, a clock of our own: a minute's wait is none of the half second a request may take."""
    time = Time()
    web.on("/", Reply(body=b"here"))
    opened = {"lookup": lambda host, port: ["127.0.0.1"], "clock": time.clock, "sleep": time.sleep}
    async with Fetcher(time_limit=5, allow_private=["reddit.com", "www.reddit.com"], **opened) as fetcher:  # type: ignore[arg-type]
        for host in ("www.reddit.com", "reddit.com", "www.reddit.com"):
            response = await fetcher.get(web.url("/", host), headers={}, limit=1000)
            assert response.seconds < 5
    assert time.now == 1120


async def test_begin_is_called_once_right_before_the_request(web: Web) -> None:
    """When the request has its place, not for its redirects; what it raises is passed on, and nothing is sent."""
    begun: list[int] = []
    web.on("/", Reply(301, headers=[("Location", "/new")]))
    web.on("/new", Reply(body=b"here"))
    async with loopback() as fetcher:
        await fetcher.get(web.url("/"), headers={}, limit=1000, begin=lambda: begun.append(len(web.requests)))
        assert begun == [0]

        def refuse() -> None:
            raise LookupError

        with pytest.raises(LookupError):
            await fetcher.get(web.url("/"), headers={}, limit=1000, begin=refuse)
    assert len(web.requests) == 2
