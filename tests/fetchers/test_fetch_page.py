"""A page fetched once: its article, or why there is none and when it is tried again."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from fetchers.http import Fetcher
from fetchers.page import fetch_page
from fetchers.workers import Workers
from tests.conftest import NOW
from tests.fetchers.test_extract import BODY, PAGE, PARAGRAPHS
from tests.web import Reply, Web, redirect

pytestmark = pytest.mark.anyio

HTML = ("Content-Type", "text/html; charset=utf-8")
GOOD = Reply(body=PAGE.format(head="", paragraphs=PARAGRAPHS).encode(), headers=[HTML])


def _hours(count: float) -> datetime:
    return NOW + timedelta(hours=count)


async def test_a_page_gives_its_article(web: Web, fetcher: Fetcher, workers: Workers) -> None:
    """One request, also where it is moved; nothing to try again."""
    web.on("/old", redirect("/story"))
    web.on("/story", GOOD)
    answer = await fetch_page(fetcher, workers, web.url("/old"), 0, NOW)
    assert answer.article is not None
    assert BODY[0] in answer.article.text
    assert (answer.note, answer.retry_at) == ("", None)
    assert len(web.requests) == 2
    assert web.requests[0].headers["accept"].startswith("text/html")


@pytest.mark.parametrize(
    "kind",
    [
        'text/html; charset="windows-1252"',
        "TEXT/HTML;Charset=Windows-1252",
        "application/xhtml+xml; charset=windows-1252",
        "text/html; boundary=x; charset=windows-1252",
    ],
)
async def test_the_header_names_the_charset(web: Web, fetcher: Fetcher, workers: Workers, kind: str) -> None:
    """In any of the ways a header may be written."""
    page = PAGE.format(head="", paragraphs=PARAGRAPHS + "<p>“Café” owners were surprised by it on Friday.</p>")
    url = web.on("/", Reply(body=page.encode("windows-1252"), headers=[("Content-Type", kind)]))
    answer = await fetch_page(fetcher, workers, url, 0, NOW)
    assert answer.article is not None
    assert "“Café” owners" in answer.article.text


#: What the server answers, why there is no article, and in how many hours the page is tried again.
FAILURES = [
    (Reply(404), "404: not found; the address may have changed", None),
    (Reply(410), "410: gone for good, says the server", None),
    (Reply(451), "451: withheld for legal reasons", None),
    (Reply(403), "403: the server refuses us; it may block readers that are no browser", 1),
    (Reply(403, headers=[("cf-mitigated", "challenge")]), "403: a challenge page that only a browser passes", 1),
    (Reply(500), "500: the server has trouble", 1),
    (Reply(503, headers=[("Retry-After", "7200")]), "503: the server has trouble", 2),
    (Reply(429, headers=[("Retry-After", "60")]), "429: too many requests, says the server", 1),
    (Reply(429, headers=[("Retry-After", "99999999")]), "429: too many requests, says the server", 24),
    (Reply(304), "304 without having been asked whether it changed", 1),
    (Reply(body=b"%PDF-1.7", headers=[("Content-Type", "application/pdf")]), "it is no page but application/pdf", None),
    (Reply(body=b"x", headers=[("Content-Type", "audio/mpeg")]), "it is no page but audio/mpeg", None),
    (Reply(body=b"<html><p>Hi</p></html>", headers=[HTML]), "no article was found on the page", 1),
    (Reply(headers=[HTML]), "no article was found on the page", 1),
    (Reply(body=b"x" * 100, headers=[HTML], cut=10), "the server hung up before the answer was whole", 1),
    (Reply(body=b"x", headers=[HTML, ("Content-Encoding", "lzma")]), "the server sent content-encoding 'lzma'", 1),
    (Reply(body=b"x" * 5_000_001, headers=[HTML]), "the answer is larger than 5 MB", 1),
]


@pytest.mark.parametrize(("reply", "note", "hours"), FAILURES, ids=range(len(FAILURES)))
async def test_a_page_without_an_article_says_why(
    web: Web, fetcher: Fetcher, workers: Workers, reply: Reply, note: str, hours: float | None
) -> None:
    """In one line; tried again after an hour at first, later where the server asks for it, never where it is gone."""
    answer = await fetch_page(fetcher, workers, web.on("/", reply), 0, NOW)
    assert answer.article is None
    assert answer.note.startswith(note)
    assert answer.retry_at == (None if hours is None else _hours(hours))


@pytest.mark.parametrize(("tries", "hours"), [(0, 1), (1, 6), (2, 24), (3, 72), (4, None), (9, None)])
async def test_each_try_waits_longer_and_the_last_is_the_last(
    web: Web, fetcher: Fetcher, workers: Workers, tries: int, hours: float | None
) -> None:
    answer = await fetch_page(fetcher, workers, web.on("/", Reply(500)), tries, NOW)
    assert answer.retry_at == (None if hours is None else _hours(hours))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "http://nowhere.invalid/", "http://127.0.0.1:1/"])
async def test_a_page_that_cannot_be_reached_is_a_note(web: Web, fetcher: Fetcher, workers: Workers, url: str) -> None:
    """No address, no host, no server: an answer like others."""
    answer = await fetch_page(fetcher, workers, url, 0, NOW)
    assert answer.article is None
    assert answer.note
    assert answer.retry_at == _hours(1)
