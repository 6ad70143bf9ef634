"""What goes along from address to address: validators to where they came from, credentials nowhere else."""

from __future__ import annotations

import base64

import pytest

from fetchers.http import Fetcher, Hop
from fetchers.trip import Trip, joined
from store.urls import origin
from tests.web import Reply, Web, redirect

pytestmark = pytest.mark.anyio

VALIDATORS = {"If-None-Match": '"v1"', "If-Modified-Since": "yesterday", "A-IM": "feed"}
SENT = {"Accept": "text/html", **VALIDATORS}


def has_validators(headers: dict[str, str]) -> bool:
    return {name: headers.get(name.lower()) for name in VALIDATORS} == VALIDATORS


async def test_validators_go_to_where_they_came_from(web: Web, other_web: Web, fetcher: Fetcher) -> None:
    """A feed that is redirected to another origin answers 304 for the validators it gave; the first never sees them."""
    web.on("/feed", redirect(other_web.url("/feed")))
    other_web.on("/feed", Reply(304))
    came_from = other_web.url("/feed")
    response = await fetcher.get(web.url("/feed"), headers=SENT, limit=1000, validators_from=came_from)
    assert (response.status, response.conditional, response.url) == (304, True, came_from)
    (first,), (second,) = web.requests, other_web.requests
    assert not {name.lower() for name in VALIDATORS} & set(first.headers)
    assert has_validators(second.headers)


async def test_one_unconditional_request_through_a_redirect(web: Web, other_web: Web, fetcher: Fetcher) -> None:
    """Polled three times as a caller does that keeps where the validators came from: the feed is sent once."""
    web.on("/feed", redirect(other_web.url("/feed"), 302))
    other_web.on("/feed", Reply(200, b"feed", [("ETag", '"v1"')]), Reply(304))
    headers, came_from, sizes = {"Accept": "text/xml"}, None, []
    for _ in range(3):
        response = await fetcher.get(web.url("/feed"), headers=headers, limit=1000, validators_from=came_from)
        if response.status == 200:
            headers["If-None-Match"], came_from = response.headers["etag"], response.url
        sizes.append((response.status, response.conditional, response.wire))
    assert sizes == [(200, False, 4), (304, True, 0), (304, True, 0)]


async def test_the_answer_says_whether_it_was_asked_conditionally(web: Web, other_web: Web, fetcher: Fetcher) -> None:
    web.on("/feed", Reply(200))
    assert (await fetcher.get(web.url("/feed"), headers=SENT, limit=1000)).conditional
    assert not (await fetcher.get(web.url("/feed"), headers={"A-IM": "feed"}, limit=1000)).conditional
    web.on("/away", redirect(other_web.on("/", Reply(200))))
    assert not (await fetcher.get(web.url("/away"), headers=SENT, limit=1000)).conditional


async def test_a_delta_is_asked_for_and_passed_on(web: Web, fetcher: Fetcher) -> None:
    """226 IM Used (RFC 3229) is an answer like any other."""
    url = web.on("/", Reply(226, b"only what is new", [("IM", "feed")]))
    response = await fetcher.get(url, headers=SENT, limit=1000)
    assert (response.status, response.body) == (226, b"only what is new")
    assert web.requests[0].headers["a-im"] == "feed"


async def test_every_hop_is_kept(web: Web, other_web: Web, fetcher: Fetcher) -> None:
    """Its status and the whole address it led to, without user, password and fragment."""
    web.on("/a", redirect("/b#part", 301))
    web.on("/b", redirect(other_web.url("/c").replace("//", "//me:secret@"), 308))
    other_web.on("/c", Reply(body=b"here"))
    response = await fetcher.get(web.url("/a"), headers={}, limit=1000)
    assert response.hops == (Hop(301, web.url("/b")), Hop(308, other_web.url("/c")))
    assert (response.moved, response.url) == ((301, 308), other_web.url("/c"))


async def test_credentials_stay_with_their_origin(web: Web, other_web: Web, fetcher: Fetcher) -> None:
    """User and password of an address are sent to its server, on any of its pages, and to no other, nor back again."""
    web.on("/feed", redirect("/new"))
    web.on("/new", redirect(web.url("/newer")))
    web.on("/newer", redirect(other_web.url("/elsewhere")))
    other_web.on("/elsewhere", redirect(web.url("/back")))
    web.on("/back", Reply(body=b"here"))
    url = web.url("/feed").replace("//", "//me:s%40cret@")
    response = await fetcher.get(url, headers={"Authorization": "ignored", "X-Own": "1"}, limit=1000)
    said = "Basic " + base64.b64encode(b"me:s@cret").decode()
    assert [(request.path, request.headers.get("authorization")) for request in web.requests] == [
        *((path, said) for path in ("/feed", "/new", "/newer")),
        ("/back", None),
    ]
    assert "authorization" not in other_web.requests[0].headers
    assert "x-own" not in other_web.requests[0].headers
    assert "secret" not in repr(response)
    assert "@" not in response.url


async def test_a_redirect_does_not_choose_credentials(web: Web, other_web: Web, fetcher: Fetcher) -> None:
    web.on("/", redirect(other_web.url("/").replace("//", "//me:secret@")))
    await fetcher.get(web.url("/"), headers={}, limit=1000)
    assert "authorization" not in other_web.requests[0].headers


ORIGINS = [
    ("http://paper.example/a", "http://paper.example:80/b", True),
    ("https://paper.example/a", "https://PAPER.example:443/", True),
    ("https://me:secret@paper.example/", "https://paper.example/", True),
    ("http://paper.example/", "https://paper.example/", False),
    ("http://paper.example/", "http://www.paper.example/", False),
    ("http://paper.example/", "http://paper.example:8080/", False),
]


@pytest.mark.parametrize(("one", "other", "same"), ORIGINS)
def test_what_is_one_origin(one: str, other: str, same: bool) -> None:
    """Scheme, host and port; from http to https it is another, which validators and credentials do not cross."""
    assert (origin(one) == origin(other)) == same
    trip = Trip(one, SENT, one, user="me:secret").on_to(other)
    assert trip.is_conditional == same
    assert (trip.credentials is not None) == same


def test_validators_of_https_wait_for_https() -> None:
    """The usual redirect: the way begins without them and has them where they came from."""
    trip = Trip("http://paper.example/feed", SENT, "https://paper.example/feed")
    assert trip.headers == {"Accept": "text/html"}
    assert trip.on_to("https://paper.example/feed").headers == SENT


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("/b", "http://paper.example/b"),
        ("//other.example/", "http://other.example/"),
        ("?page=2", "http://paper.example/a?page=2"),
        ("http://me:pw@other.example/b?x=1#y", "http://other.example/b?x=1"),
        ("http://a@b@other.example/", "http://other.example/"),
    ],
)
def test_where_a_redirect_leads(location: str, target: str) -> None:
    assert joined("http://paper.example/a", location) == target
