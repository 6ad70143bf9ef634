"""The door to the network: how we name ourselves, how many requests are under way, and what failure is called."""

from __future__ import annotations

import asyncio
import threading
from importlib.metadata import version

import anyio
import anyio.to_thread
import pytest

from fetchers.http import Fetcher, FetchError, user_agent
from tests.fetchers.conftest import loopback
from tests.web import PATIENCE, Reply, Request, Tally, Web

pytestmark = pytest.mark.anyio


async def test_we_name_ourselves(web: Web) -> None:
    """Name, version and what we are; whom to write to where the settings say so."""
    async with loopback(contact="mailto:a@b.example") as fetcher:
        await fetcher.get(web.on("/", Reply()), headers={}, limit=1000)
    (request,) = web.asked("/")
    assert request.headers["user-agent"] == user_agent("mailto:a@b.example")
    assert user_agent() == f"reportedly/{version('reportedly')} (news feed reader)"
    assert "mailto:a@b.example" in user_agent("mailto:a@b.example")
    assert request.headers["accept-encoding"] == "gzip, deflate, br, zstd"


async def test_nothing_is_sent_that_tells_of_other_requests(web: Web, fetcher: Fetcher) -> None:
    """Cookies are taken by nobody and sent to nobody, not even along a redirect; no page learns of the one before."""
    cookie = ("Set-Cookie", "track=1; Path=/")
    web.on("/first", Reply(302, headers=[("Location", "/second"), cookie]))
    web.on("/second", Reply(headers=[cookie]))
    for _ in range(2):
        await fetcher.get(web.url("/first"), headers={}, limit=1000)
    assert len(web.requests) == 4
    assert all(not {"cookie", "referer", "authorization"} & set(request.headers) for request in web.requests)


async def test_two_requests_to_a_host_are_under_way_and_no_more(web: Web, fetcher: Fetcher) -> None:
    """Six requests go two by two: each waits for its partner, and no third ever comes between."""
    pairs = threading.Barrier(2)

    def partner(_: Request) -> Reply:
        pairs.wait(PATIENCE)
        web.pause(0.03)
        return Reply(body=b"both")

    for number in range(6):
        web.on(f"/{number}", partner)
    answers = await asyncio.gather(*(fetcher.get(web.url(f"/{n}"), headers={}, limit=1000) for n in range(6)))
    assert [answer.body for answer in answers] == [b"both"] * 6
    assert web.under_way.most == 2


async def test_the_host_is_the_same_by_any_port(web: Web, other_web: Web) -> None:
    """Two servers of one host share its places."""
    both = Tally()

    def seen(_: Request) -> Reply:
        with both:
            web.pause(0.03)
        return Reply()

    for number in range(3):
        web.on(f"/{number}", seen)
        other_web.on(f"/{number}", seen)
    async with loopback(per_host=1) as fetcher:
        await asyncio.gather(
            *(fetcher.get(site.url(f"/{n}"), headers={}, limit=1000) for n in range(3) for site in (web, other_web))
        )
    assert len(web.requests) == len(other_web.requests) == 3
    assert both.most == 1


async def test_a_slow_host_holds_up_no_other(web: Web) -> None:
    """With many requests waiting for a host that hangs, another host is answered at once."""
    release = threading.Event()

    def hang(_: Request) -> Reply:
        release.wait(PATIENCE)
        return Reply(body=b"at last")

    web.on("/slow", hang)
    web.on("/quick", Reply(body=b"at once"))
    async with loopback(at_once=3, per_host=2) as fetcher:
        slow = [asyncio.create_task(fetcher.get(web.url("/slow"), headers={}, limit=1000)) for _ in range(6)]
        assert await anyio.to_thread.run_sync(web.wait_for, 2)
        quick = await fetcher.get(web.url("/quick", "localhost"), headers={}, limit=1000)
        assert quick.body == b"at once"
        assert not any(task.done() for task in slow)
        release.set()
        assert {answer.body for answer in await asyncio.gather(*slow)} == {b"at last"}


async def test_the_time_limit_counts_the_request_and_not_the_queue(web: Web) -> None:
    """Eight requests of 0.1 s in a row all have their answer within a limit of 0.5 s each."""

    def slow(_: Request) -> Reply:
        web.pause(0.1)
        return Reply(body=b"done")

    web.on("/", slow)
    async with loopback(per_host=1, time_limit=0.5) as fetcher:
        answers = await asyncio.gather(*(fetcher.get(web.url("/"), headers={}, limit=1000) for _ in range(8)))
    assert len(answers) == 8
    assert all(0.1 <= answer.seconds < 0.5 for answer in answers)


async def test_requests_that_are_cancelled_give_their_places_back(web: Web, fetcher: Fetcher) -> None:
    """After many cancelled requests the same host is asked again as if nothing had been."""
    release = threading.Event()

    def hang(_: Request) -> Reply:
        release.wait(PATIENCE)
        return Reply()

    web.on("/slow", hang)
    web.on("/quick", Reply(body=b"at once"))
    tasks = [asyncio.create_task(fetcher.get(web.url("/slow"), headers={}, limit=1000)) for _ in range(30)]
    assert await anyio.to_thread.run_sync(web.wait_for, 2)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert (await fetcher.get(web.url("/quick"), headers={}, limit=1000)).body == b"at once"
    release.set()


async def test_a_refused_connection_is_said_in_words(web: Web, fetcher: Fetcher) -> None:
    """A person reads that the server is down, or the network."""
    with Web() as gone:
        url = gone.url("/")
    with pytest.raises(FetchError, match="no connection; the server or the network is down"):
        await fetcher.get(url, headers={}, limit=1000)


async def test_a_name_that_is_not_found_is_said_in_words(web: Web, fetcher: Fetcher) -> None:
    """`.invalid` is the name that no network knows."""
    with pytest.raises(FetchError, match="the name of its host was not found; check the network and the address"):
        await fetcher.get("http://nowhere.invalid/", headers={}, limit=1000)


@pytest.mark.parametrize(
    "url", ["", "no address", "file:///etc/passwd", "ftp://example.org/", "http://", "http://127.0.0.1:99999/"]
)
async def test_what_is_no_web_address_is_not_asked_for(web: Web, fetcher: Fetcher, url: str) -> None:
    with pytest.raises(FetchError, match="is no http or https address"):
        await fetcher.get(url, headers={}, limit=1000)


HOSTS = ["a..b", ".example", f"{'a' * 70}.example", "a b", "xn--\u00e9", "\u202e.example", "%00", "127.0.0.1.invalid."]


@pytest.mark.parametrize("host", HOSTS)
async def test_hosts_that_cannot_be_are_errors_like_others(web: Web, fetcher: Fetcher, host: str) -> None:
    """Whatever a feed gives as an address, nothing but `FetchError` comes of it."""
    with pytest.raises(FetchError):
        await fetcher.get(f"http://{host}/", headers={}, limit=1000)


async def test_proxies_from_the_environment_are_used(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """The proxy is asked for the whole address, of a host that we ourselves could not reach."""
    monkeypatch.setenv("HTTP_PROXY", web.url(""))
    web.on("http://paper.invalid/feed", Reply(body=b"through the proxy"))
    async with loopback() as fetcher:
        response = await fetcher.get("http://paper.invalid/feed", headers={}, limit=1000)
    assert response.body == b"through the proxy"
    assert response.url == "http://paper.invalid/feed"


async def test_hosts_named_in_no_proxy_are_asked_directly(
    web: Web, other_web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", other_web.url(""))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    web.on("/", Reply(body=b"directly"))
    async with loopback() as fetcher:
        assert (await fetcher.get(web.url("/"), headers={}, limit=1000)).body == b"directly"
    assert other_web.requests == []
