"""A feed polled again and again: what is echoed, what is kept, and what a poll costs the server.

After the checks of the feed reader behaviour project (https://rachelbythebay.com/frb/).
"""

from __future__ import annotations

import pytest

from fetchers.http import Fetcher
from fetchers.poll import FeedAnswer, poll_feed
from fetchers.workers import Workers
from store.models import Feed
from tests.conftest import NOW
from tests.fetchers import build
from tests.web import Reply, Request, Web, redirect

pytestmark = pytest.mark.anyio

BODY = build.rss(build.item())
DATE = "Thu, 02 Jul 2026 11:00:00 GMT"
LATER = "Thu, 02 Jul 2026 12:00:00 GMT"


class Reader:
    """Polls one feed and keeps of each answer what the store keeps."""

    def __init__(self, fetcher: Fetcher, workers: Workers, url: str) -> None:
        self.fetcher, self.workers = fetcher, workers
        self.feed: Feed = build.a_feed(url)

    async def poll(self) -> FeedAnswer:
        answer = await poll_feed(self.fetcher, self.workers, self.feed, NOW)
        self.feed = build.after(self.feed, answer)
        return answer


@pytest.fixture
def reader(web: Web, fetcher: Fetcher, workers: Workers) -> Reader:
    return Reader(fetcher, workers, web.url("/feed"))


def _asked(web: Web) -> list[tuple[str | None, str | None]]:
    """The validators of each request for the feed."""
    return [(r.headers.get("if-none-match"), r.headers.get("if-modified-since")) for r in web.asked("/feed")]


def _with(etag: str | None, modified: str | None = None, status: int = 200, body: bytes = BODY) -> Reply:
    headers = [(name, value) for name, value in (("ETag", etag), ("Last-Modified", modified)) if value is not None]
    return Reply(status, body if status == 200 else b"", headers)


def _honest(request: Request) -> Reply:
    """A server that does as it should."""
    unchanged = request.headers.get("if-none-match") == '"v1"'
    return _with('"v1"', DATE, status=304 if unchanged else 200)


async def test_a_first_poll_brings_the_feed(web: Web, reader: Reader) -> None:
    """Entries, status, validators, hash of the body, size; and when the next is due and why."""
    web.on("/feed", _with('"v1"', DATE))
    answer = await reader.poll()
    assert answer.feed is not None
    assert [entry.title for entry in answer.feed.entries] == ["Model suspended"]
    assert (answer.status, answer.error, answer.conditional, answer.wire) == (200, None, False, len(BODY))
    assert answer.validators == ('"v1"', DATE)
    assert answer.next.at > NOW
    assert answer.next.reason == "the usual hour"


async def test_only_the_first_request_ever_is_unconditional(web: Web, reader: Reader) -> None:
    """One request a poll; all but the first ask only whether the feed changed."""
    web.on("/feed", _honest)
    answers = [await reader.poll() for _ in range(5)]
    assert _asked(web) == [(None, None)] + [('"v1"', DATE)] * 4
    assert [answer.status for answer in answers] == [200, 304, 304, 304, 304]
    assert [answer.conditional for answer in answers] == [False, True, True, True, True]
    assert [answer.feed is None for answer in answers] == [False, True, True, True, True]


ODD = [
    '"v1"',
    'W/"v1"',
    "unquoted",
    '"with spaces and, commas"',
    '"ünï\xff"',
    '"Ã¼"',
    '"quoted \\"inside\\""',
    "W/unquoted",
    '""',
    "'single'",
    '"a","b"',
]


@pytest.mark.parametrize("etag", ODD)
async def test_an_etag_is_echoed_byte_for_byte(web: Web, reader: Reader, etag: str) -> None:
    """Weak, unquoted or odd: it is the server's word, not ours."""
    web.on("/feed", _with(etag))
    await reader.poll()
    await reader.poll()
    assert _asked(web) == [(None, None), (etag, None)]


@pytest.mark.parametrize("date", [DATE, "Thu, 2 Jul 2026 13:00:00 +0200", "2026-07-02", "garbage", "0"])
async def test_a_last_modified_is_echoed_byte_for_byte(web: Web, reader: Reader, date: str) -> None:
    """It is never read as a date nor written anew."""
    web.on("/feed", _with(None, date))
    await reader.poll()
    await reader.poll()
    assert _asked(web) == [(None, None), (None, date)]


async def test_an_empty_validator_is_none(web: Web, reader: Reader) -> None:
    """A header without a value says nothing that could be echoed."""
    web.on("/feed", _with("", ""))
    await reader.poll()
    await reader.poll()
    assert _asked(web) == [(None, None), (None, None)]


async def test_validators_that_change_over_the_same_body_are_kept(web: Web, reader: Reader) -> None:
    """The common bug of feed readers: the body is known, and the new validators are thrown away with it."""
    web.on("/feed", *[_with(f'"v{number}"') for number in range(4)])
    answers = [await reader.poll() for _ in range(4)]
    assert [etag for etag, _ in _asked(web)] == [None, '"v0"', '"v1"', '"v2"']
    assert [answer.feed is None for answer in answers] == [False, True, True, True]
    assert all(answer.error is None for answer in answers)


async def test_validators_that_come_with_a_304_are_kept(web: Web, reader: Reader) -> None:
    """A 304 may carry fresher ones; each that it carries takes the place of the old one, the other stays."""
    web.on("/feed", _with('"v1"', DATE), _with('"v2"', None, 304), _with(None, LATER, 304), _with(None, None, 304))
    for _ in range(5):
        await reader.poll()
    assert _asked(web) == [(None, None), ('"v1"', DATE), ('"v2"', DATE), ('"v2"', LATER), ('"v2"', LATER)]


async def test_a_200_without_validators_clears_them(web: Web, reader: Reader) -> None:
    """What the server no longer offers is no longer sent, whether its body changed or not."""
    changed = build.rss(build.item(2))
    for body in (BODY, changed):
        web.requests.clear()
        web.on("/feed", _with('"v1"', DATE), _with(None, None, 200, body))
        reader.feed = build.a_feed(web.url("/feed"))
        for _ in range(3):
            await reader.poll()
        assert _asked(web) == [(None, None), ('"v1"', DATE), (None, None)]


async def test_one_validator_of_two_can_go(web: Web, reader: Reader) -> None:
    """A 200 that offers a date only has no ETag any more."""
    web.on("/feed", _with('"v1"', DATE), _with(None, LATER))
    for _ in range(3):
        await reader.poll()
    assert _asked(web)[-1] == (None, LATER)


async def test_an_answer_that_is_no_feed_keeps_the_validators(web: Web, reader: Reader) -> None:
    """A captcha's validators are not the feed's: the next request asks as before."""
    web.on("/feed", _with('"v1"', DATE), _with('"captcha"', LATER, body=b"<html><p>Are you human?</p></html>"))
    for _ in range(3):
        answer = await reader.poll()
    assert answer.error == "it is a web page, not a feed; look on it for the address of its feed"
    assert _asked(web) == [(None, None), ('"v1"', DATE), ('"v1"', DATE)]


async def test_an_error_keeps_the_validators(web: Web, reader: Reader) -> None:
    """A server in trouble is asked the same question when it is well again."""
    web.on("/feed", _with('"v1"', DATE), Reply(500, b"", [("ETag", '"oops"')]), _with('"v1"', DATE, 304))
    for _ in range(3):
        answer = await reader.poll()
    assert answer.status == 304
    assert _asked(web) == [(None, None), ('"v1"', DATE), ('"v1"', DATE)]


async def test_a_304_nobody_asked_for_is_an_error(web: Web, reader: Reader) -> None:
    """Without a condition there is nothing that could be unchanged; no validator is taken from it."""
    web.on("/feed", _with('"v1"', DATE, 304))
    answer = await reader.poll()
    assert answer.error == "304 without having been asked whether it changed"
    await reader.poll()
    assert _asked(web) == [(None, None), (None, None)]


async def test_a_changed_body_is_read_anew(web: Web, reader: Reader) -> None:
    """New entries come although the validators stayed as they were."""
    web.on("/feed", _with('"v1"'), _with('"v1"', body=build.rss(build.item(1) + build.item(2))))
    await reader.poll()
    answer = await reader.poll()
    assert answer.feed is not None
    assert len(answer.feed.entries) == 2


async def test_a_moved_feed_is_read_where_it_is(web: Web, reader: Reader) -> None:
    """Relative addresses are those of the place that answered; within the origin the question goes along."""
    entry = build.rss("<item><title>t</title><link>story</link></item>", head="<title>T</title>")
    web.on("/feed", redirect("/new/feed"))
    web.on("/new/feed", _with('"v1"', body=entry))
    answer = await reader.poll()
    assert answer.feed is not None
    assert [entry.url for entry in answer.feed.entries] == [web.url("/new/story")]
    await reader.poll()
    assert web.asked("/new/feed")[1].headers["if-none-match"] == '"v1"'


async def test_what_feeds_are_is_said_in_the_request(web: Web, reader: Reader) -> None:
    """Accept names feeds first and refuses nothing; no cookie, no referrer, no query of our own."""
    web.on("/feed", Reply(body=BODY, headers=[("Set-Cookie", "a=b")]))
    await reader.poll()
    await reader.poll()
    for request in web.requests:
        assert request.path == "/feed"
        assert request.headers["accept"].startswith("application/atom+xml, application/rss+xml")
        assert "*/*" in request.headers["accept"]
        assert not {"cookie", "referer"} & set(request.headers)


@pytest.mark.parametrize("back", [False, True])
async def test_a_304_counts_only_from_whom_the_validators_were_sent_to(
    web: Web, other_web: Web, reader: Reader, back: bool
) -> None:
    """A redirect to another origin loses them, also where that leads back: its 304 answers nothing that was asked."""
    away = other_web.on("/away", redirect(web.url("/back"), 302) if back else Reply(304))
    web.on("/back", Reply(304))
    web.on("/feed", _with('"v1"'), redirect(away, 302))
    await reader.poll()
    answer = await reader.poll()
    assert answer.error == "304 without having been asked whether it changed"
    assert reader.feed.etag == '"v1"'
