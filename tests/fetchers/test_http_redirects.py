"""The door to the network: where it follows, how far, and what it takes along."""

from __future__ import annotations

import pytest

from fetchers.http import HOPS, Fetcher, FetchError
from tests.web import Reply, Web, redirect

pytestmark = pytest.mark.anyio

SENT = {"Accept": "text/html", "If-None-Match": '"v1"', "If-Modified-Since": "yesterday"}


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_redirects_are_followed(web: Web, fetcher: Fetcher, status: int) -> None:
    """Every kind, with the way kept: the statuses passed and the address that answered."""
    web.on("/old", redirect("/new?x=1", status))
    web.on("/new?x=1", Reply(body=b"here"))
    response = await fetcher.get(web.url("/old"), headers={}, limit=1000)
    assert (response.body, response.url, response.moved) == (b"here", web.url("/new?x=1"), (status,))


@pytest.mark.parametrize(
    ("start", "target", "end"),
    [
        ("/a/b", "c", "/a/c"),
        ("/a/b", "../c", "/c"),
        ("/a/b", "?q=1", "/a/b?q=1"),
        ("/a", "/%C3%A9", "/%C3%A9"),
        ("/a", "/\xc3\xa9", "/%C3%A9"),
    ],
)
async def test_targets_are_relative_to_where_they_are(
    web: Web, fetcher: Fetcher, start: str, target: str, end: str
) -> None:
    """Relative targets, and targets with letters beyond ASCII as bytes."""
    web.on(start, redirect(target))
    web.on(end, Reply(body=b"here"))
    assert (await fetcher.get(web.url(start), headers={}, limit=1000)).body == b"here"


async def test_the_most_hops_are_followed_and_no_more(web: Web, fetcher: Fetcher) -> None:
    """So many redirects in a row are an answer, one more is an error, and a loop ends there too."""
    for number in range(HOPS + 1):
        web.on(f"/{number}", redirect(f"/{number + 1}"))
    web.on(f"/{HOPS + 1}", Reply(body=b"end"))
    assert (await fetcher.get(web.url("/1"), headers={}, limit=1000)).moved == (301,) * HOPS
    with pytest.raises(FetchError, match=f"more than {HOPS} redirects, the last to http.*/{HOPS + 1}"):
        await fetcher.get(web.url("/0"), headers={}, limit=1000)
    web.on("/loop", redirect("/loop"))
    with pytest.raises(FetchError, match=f"more than {HOPS} redirects"):
        await fetcher.get(web.url("/loop"), headers={}, limit=1000)
    assert len(web.asked("/loop")) == HOPS + 1


TARGETS = [
    "file:///etc/passwd",
    "ftp://example.org/",
    "javascript:alert(1)",
    "data:text/html,x",
    "http://[::1",
    "http://127.0.0.1:99999999/",
    "http://\x80/",
]


@pytest.mark.parametrize("target", TARGETS)
async def test_only_the_web_is_followed_to(web: Web, fetcher: Fetcher, target: str) -> None:
    """A redirect to another scheme, or to what is no address at all, is an error in words."""
    with pytest.raises(FetchError, match=r"is no http or https address|cannot be read"):
        await fetcher.get(web.on("/", redirect(target)), headers={}, limit=1000)


async def test_a_redirect_without_a_target_is_an_answer(web: Web, fetcher: Fetcher) -> None:
    """Its status is the caller's to judge."""
    response = await fetcher.get(web.on("/", Reply(302, b"lost")), headers={}, limit=1000)
    assert (response.status, response.body) == (302, b"lost")


async def test_validators_go_along_within_an_origin(web: Web, fetcher: Fetcher) -> None:
    """The same server is asked the same question where it sends us to."""
    web.on("/old", redirect("/new"))
    web.on("/new", Reply(304))
    response = await fetcher.get(web.url("/old"), headers=SENT, limit=1000)
    assert response.status == 304
    for path in ("/old", "/new"):
        (request,) = web.asked(path)
        assert {name: request.headers[name.lower()] for name in SENT} == SENT


async def test_validators_do_not_go_to_another_origin(web: Web, other_web: Web, fetcher: Fetcher) -> None:
    """Nor do they come back into the game when the way leads back; what we accept is said everywhere."""
    web.on("/old", redirect(other_web.url("/new")))
    other_web.on("/new", redirect(web.url("/newest")))
    web.on("/newest", Reply(body=b"here"))
    await fetcher.get(web.url("/old"), headers=SENT, limit=1000)
    for request in (*other_web.asked("/new"), *web.asked("/newest")):
        assert "if-none-match" not in request.headers
        assert "if-modified-since" not in request.headers
        assert request.headers["accept"] == "text/html"
