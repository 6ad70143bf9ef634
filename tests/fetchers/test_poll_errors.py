"""A feed that fails: what is said of it, and how long it is left alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fetchers.http import Fetcher
from fetchers.poll import poll_feed
from fetchers.workers import Workers
from tests.conftest import NOW
from tests.fetchers import build
from tests.web import Reply, Web

pytestmark = pytest.mark.anyio

MINUTE, HOUR, DAY = 60, 3_600, 86_400
#: What a server answers, what is said of it, and the seconds that are waited at least (a tenth more at most).
ANSWERS = [
    (Reply(400), "unexpected status 400", 15 * MINUTE),
    (Reply(401), "401: it wants a password", 4 * HOUR),
    (Reply(403), "403: the server refuses us; it may block readers that are no browser", 4 * HOUR),
    (
        Reply(403, headers=[("cf-mitigated", "challenge"), ("Content-Type", "text/html")]),
        "403: a challenge page that only a browser passes",
        4 * HOUR,
    ),
    (
        Reply(200, b"<html>Just a moment</html>", [("cf-mitigated", "challenge")]),
        "200: a challenge page that only a browser passes",
        4 * HOUR,
    ),
    (
        Reply(405, headers=[("x-amzn-waf-action", "captcha")]),
        "405: a challenge page that only a browser passes",
        4 * HOUR,
    ),
    (Reply(403, headers=[("X-DataDome", "protected")]), "403: a challenge page that only a browser passes", 4 * HOUR),
    (
        Reply(200, b"<html>Log in to the hotel's network</html>", [("Content-Type", "text/html")]),
        "it is a web page, not a feed",
        15 * MINUTE,
    ),
    (Reply(404), "404: not found; the address may have changed", 15 * MINUTE),
    (Reply(410), "410: gone for good, says the server", 12 * HOUR),
    (Reply(429), "429: too many requests, says the server", 15 * MINUTE),
    (Reply(429, headers=[("Retry-After", "7200")]), "429: too many requests, says the server", 2 * HOUR),
    (Reply(503, headers=[("Retry-After", "7200")]), "503: the server has trouble", 2 * HOUR),
    (
        Reply(503, headers=[("Retry-After", "Thu, 02 Jul 2026 15:00:00 GMT")]),
        "503: the server has trouble",
        3 * HOUR,
    ),
    (Reply(429, headers=[("Retry-After", "1")]), "429: too many requests, says the server", 10 * MINUTE),
    (Reply(429, headers=[("Retry-After", "999999999999")]), "429: too many requests, says the server", DAY),
    (Reply(429, headers=[("Retry-After", "-60")]), "429: too many requests, says the server", 15 * MINUTE),
    (Reply(429, headers=[("Retry-After", "soon")]), "429: too many requests, says the server", 15 * MINUTE),
    (
        Reply(429, headers=[("Retry-After", "Mon, 01 Jan 2001 00:00:00 GMT")]),
        "429: too many requests, says the server",
        10 * MINUTE,
    ),
    (Reply(500, headers=[("Retry-After", "7200")]), "500: the server has trouble", 15 * MINUTE),
    (Reply(502), "502: the server has trouble", 15 * MINUTE),
    (Reply(204), "unexpected status 204", 15 * MINUTE),
    (Reply(200), "no feed could be read from it", 15 * MINUTE),
    (Reply(200, b"hello"), "no feed could be read from it", 15 * MINUTE),
    (Reply(200, b'{"a": 1}'), "it is JSON, but no JSON Feed", 15 * MINUTE),
    (Reply(200, b'{"a": '), "it is neither a feed nor whole JSON", 15 * MINUTE),
    (Reply(200, b"x" * 50, cut=10), "the server hung up before the answer was whole", 15 * MINUTE),
    (
        Reply(200, b"x", [("Content-Encoding", "lzma")]),
        "the server sent content-encoding 'lzma', which was not asked for",
        15 * MINUTE,
    ),
]


@pytest.mark.parametrize(("reply", "error", "wait"), ANSWERS, ids=range(len(ANSWERS)))
async def test_a_failed_poll_says_why_and_waits(
    web: Web, fetcher: Fetcher, workers: Workers, reply: Reply, error: str, wait: int
) -> None:
    """One request, one line of why, and the next poll neither sooner than asked nor much later."""
    feed = build.a_feed(web.on("/feed", reply))
    answer = await poll_feed(fetcher, workers, feed, NOW)
    assert answer.feed is None
    assert (answer.validators, answer.body_sha256) == (None, None)
    assert answer.error is not None
    assert answer.error.startswith(error)
    assert "\n" not in answer.error
    assert timedelta(seconds=wait) <= answer.next.at - NOW <= timedelta(seconds=wait * 1.1)
    assert len(web.requests) == 1


async def test_a_server_that_is_down_is_an_error_without_a_status(web: Web, fetcher: Fetcher, workers: Workers) -> None:
    """The poll goes on; whether it would have been conditional is kept for the ledger."""
    with Web() as gone:
        url = gone.url("/feed")
    answer = await poll_feed(fetcher, workers, build.a_feed(url, etag='"v1"'), NOW)
    assert (answer.status, answer.feed, answer.conditional) == (None, None, True)
    assert answer.error == "no connection; the server or the network is down"


async def test_failures_in_a_row_are_waited_out_longer_and_longer(web: Web, fetcher: Fetcher, workers: Workers) -> None:
    """Twice as long each time up to a day, never given up; a success starts anew."""
    feed = build.a_feed(web.on("/feed", *[Reply(500)] * 9, Reply(body=build.rss(build.item())), Reply(500)))
    waits = []
    for _ in range(11):
        answer = await poll_feed(fetcher, workers, feed, NOW)
        feed = build.after(feed, answer)
        waits.append((answer.next.at - NOW).total_seconds())
    at_least = [min(15 * MINUTE * 2**n, DAY) for n in range(9)] + [HOUR, 15 * MINUTE]
    assert all(least <= wait <= least * 1.1 for least, wait in zip(at_least, waits, strict=True))


async def test_a_server_may_ask_for_more_or_less(web: Web, fetcher: Fetcher, workers: Workers) -> None:
    """max-age is honoured on a 304 too."""
    feed = build.a_feed(web.on("/feed", Reply(304, headers=[("Cache-Control", "max-age=43200")])), etag='"v1"')
    answer = await poll_feed(fetcher, workers, feed, NOW)
    assert answer.error is None
    assert timedelta(hours=12) <= answer.next.at - NOW <= timedelta(hours=13.2)
    assert answer.next.reason == "max-age asks for 12 h"
