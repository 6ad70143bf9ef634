"""Servers that mean ill or know no better: each costs its own request a clear error, and no other anything."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Iterable, Iterator

import anyio.to_thread
import pytest

from fetchers.http import FetchError
from tests.fetchers.conftest import loopback
from tests.web import PATIENCE, Reply, Request, Web, redirect

pytestmark = pytest.mark.anyio

OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
HUNG_UP = "the server hung up before the answer was whole"
NO_HTTP = "what the server sent is not HTTP"
TOO_LARGE = "the answer is larger than 0.1 MB"
TOO_SLOW = "no whole answer within 0.5 s"


def endless(start: bytes, more: bytes) -> Iterator[bytes]:
    return itertools.chain([start], itertools.repeat(more))


def slowly(text: bytes) -> Iterable[bytes]:
    return (bytes([byte]) for byte in text * 100)


#: What is sent, how long between its pieces, and what it is called.
HOSTILE = {
    "endless body": (lambda: endless(OK + b"\r\n", b"x" * 8192), 0, TOO_LARGE),
    "endless chunks": (lambda: endless(CHUNKED, b"2000\r\n" + b"x" * 8192 + b"\r\n"), 0, TOO_LARGE),
    "endless crumbs": (lambda: endless(CHUNKED, b"1\r\nx\r\n" * 1000), 0, f"crumbs of a few bytes|{TOO_SLOW}"),
    "one byte at a time": (lambda: itertools.chain([OK + b"\r\n"], slowly(b"x")), 0.02, TOO_SLOW),
    "slow headers": (lambda: slowly(OK), 0.02, TOO_SLOW),
    "silence": (lambda: itertools.repeat(b""), 0.02, TOO_SLOW),
    "headers without end": (lambda: endless(OK, b"X-Flood: " + b"x" * 1000 + b"\r\n"), 0, "its answer do not end"),
    "a header without end": (lambda: endless(OK + b"X-Flood: ", b"x" * 8192), 0, "its answer do not end"),
    "a first line without end": (lambda: endless(b"HTTP/1.1 200 ", b"x" * 8192), 0, f"{NO_HTTP}|do not end"),
    "trailers without end": (lambda: endless(CHUNKED + b"0\r\n", b"X-Flood: x\r\n" * 99), 0, "do not end|hung up"),
    "continue, continue": (lambda: itertools.repeat(b"HTTP/1.1 100 Continue\r\n\r\n" * 99), 0, "its answer do not end"),
    "HTTP/0.9": (lambda: [b"<rss><channel><title>x</title></channel></rss>"], 0, "without an answer in HTTP"),
    "no HTTP": (lambda: [b"<rss>\n<channel>\n\n<title>x</title></channel></rss>"], 0, NO_HTTP),
    "another protocol": (lambda: [b"SSH-2.0-OpenSSH_9.6\r\n"], 0, "without an answer in HTTP"),
    "nothing": (list, 0, "without an answer in HTTP"),
    "half a header": (lambda: [OK + b"Content-Le"], 0, "without an answer in HTTP"),
    "negative length": (lambda: [OK + b"Content-Length: -5\r\n\r\nhello"], 0, NO_HTTP),
    "no number": (lambda: [OK + b"Content-Length: many\r\n\r\nhello"], 0, NO_HTTP),
    "two lengths": (lambda: [OK + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello"], 0, NO_HTTP),
    "absurd length": (lambda: [OK + b"Content-Length: 999999999999999999\r\n\r\nhello"], 0, TOO_LARGE),
    "more absurd": (lambda: [OK + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\nhello"], 0, f"{NO_HTTP}|{TOO_LARGE}"),
    "length too large": (lambda: [OK + b"Content-Length: 100\r\n\r\nhello"], 0, HUNG_UP),
    "no last chunk": (lambda: [CHUNKED + b"5\r\nhello\r\n"], 0, HUNG_UP),
    "no chunk": (lambda: [CHUNKED + b"hello"], 0, NO_HTTP),
    "bytes that no header has": (lambda: [OK + b"X\x00Y: z\r\n\r\n"], 0, NO_HTTP),
}


@pytest.mark.parametrize("name", HOSTILE)
async def test_each_has_its_own_clear_error(web: Web, other_web: Web, name: str) -> None:
    """Within its limits; the next request to the same host, and one under way to another, are answered."""
    raw, drip, why = HOSTILE[name]
    bad = web.on("/", Reply(raw=raw, drip=drip))
    good = web.on("/good", Reply(body=b"here"))
    other = other_web.on("/", Reply(body=b"there"))
    async with loopback(time_limit=0.5, per_host=1) as fetcher:
        attack = asyncio.create_task(fetcher.get(bad, headers={}, limit=100_000))
        there = await fetcher.get(other.replace("127.0.0.1", "localhost"), headers={}, limit=100_000)
        with pytest.raises(FetchError, match=why):
            await attack
        assert (there.body, (await fetcher.get(good, headers={}, limit=100_000)).body) == (b"there", b"here")


async def test_what_comes_after_the_announced_end_is_nobody_elses(web: Web, other_web: Web) -> None:
    """A length that is too small ends the body there. The rest may be taken for the same server's next answer, which it
    can word as it likes anyway, and for nobody else's."""
    forged = b"hello" + OK + b"Content-Length: 6\r\n\r\nforged"
    bad = web.on("/", Reply(raw=lambda: [OK + b"Content-Length: 5\r\n\r\n" + forged]))
    good = other_web.on("/good", Reply(body=b"here"))
    async with loopback() as fetcher:
        assert (await fetcher.get(bad, headers={}, limit=1000)).body == b"hello"
        assert (await fetcher.get(good, headers={}, limit=1000)).body == b"here"


async def test_the_body_of_a_redirect_is_not_waited_for(web: Web) -> None:
    """It may be endless; what it leads to is what is wanted."""
    head = b"HTTP/1.1 301 Moved\r\nLocation: /good\r\n\r\n"
    bad = web.on("/", Reply(raw=lambda: endless(head, b"x" * 8192)))
    web.on("/good", Reply(body=b"here"))
    async with loopback(time_limit=2) as fetcher:
        assert (await fetcher.get(bad, headers={}, limit=1000)).body == b"here"


async def test_redirects_in_a_circle_of_hosts_end(web: Web, other_web: Web) -> None:
    """Counted whatever hosts they lead through."""
    web.on("/", redirect(other_web.url("/"), 302))
    other_web.on("/", redirect(web.url("/"), 307))
    async with loopback() as fetcher:
        with pytest.raises(FetchError, match="more than 5 redirects"):
            await fetcher.get(web.url("/"), headers={}, limit=1000)
    assert len(web.requests) + len(other_web.requests) == 6


@pytest.mark.parametrize(("after", "twice"), [(0, False), (1, False), (60, False), (60, True)])
async def test_after_two_hundred_cancelled_requests_everything_is_polled_on(web: Web, after: int, twice: bool) -> None:
    """Cancelled before they began, while they connect, while they wait, and again while they clean up after that (where
    the pool loses sight of open connections): no place is lost, nothing left open."""

    def hang(_: Request) -> Reply:
        web.pause(PATIENCE)
        return Reply()

    web.on("/slow", hang)
    quick = web.on("/quick", Reply(body=b"here"))
    async with loopback(at_once=200, per_host=100) as fetcher:
        tasks = [asyncio.create_task(fetcher.get(web.url("/slow"), headers={}, limit=1000)) for _ in range(200)]
        await asyncio.sleep(0)
        if after:
            assert await anyio.to_thread.run_sync(web.wait_for, after)
        for task in tasks:
            task.cancel()
        if twice:
            await asyncio.sleep(0)
            for task in tasks:
                task.cancel()
        results = await asyncio.gather(*tasks, return_exceptions=True)
        assert all(isinstance(result, asyncio.CancelledError) for result in results)
        for _ in range(2):
            answers = await asyncio.gather(*(fetcher.get(quick, headers={}, limit=1000) for _ in range(40)))
            assert {answer.body for answer in answers} == {b"here"}
        standing = fetcher._transport._wires
        assert 0 < len(standing) <= 100
        assert all(wire.is_idle for wire in standing)


async def test_requests_that_run_out_of_time_leave_nothing_behind(web: Web) -> None:
    """A time limit is a cancellation too: many of them, then as many answers."""
    web.on("/slow", Reply(raw=lambda: itertools.repeat(b""), drip=0.02))
    quick = web.on("/quick", Reply(body=b"here"))
    async with loopback(at_once=20, per_host=20, time_limit=1.5) as fetcher:
        slow = [fetcher.get(web.url("/slow"), headers={}, limit=1000) for _ in range(30)]
        assert {str(result) for result in await asyncio.gather(*slow, return_exceptions=True)} == {
            "no whole answer within 1.5 s"
        }
        answers = [await fetcher.get(quick, headers={}, limit=1000) for _ in range(30)]
        assert {answer.body for answer in answers} == {b"here"}
