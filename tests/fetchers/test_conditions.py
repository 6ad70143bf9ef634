"""Which validators go with a request, and which stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from fetchers.conditions import ELSEWHERE, FIRST, NONE, STUCK, origin_of, to_keep, to_send
from store.models import Feed, Standing
from tests.conftest import NOW
from tests.fetchers import build

URL = "https://paper.example/feed"
DAY = 86_400


def days(count: float) -> datetime:
    return NOW - timedelta(days=count)


def a_feed(**standing: object) -> Feed:
    here = Standing(origin="https://paper.example", full_at=days(1), **standing)  # type: ignore[arg-type]
    return build.a_feed(URL, etag='W/"v1"', last_modified="odd", last_success_at=days(1), standing=here)


SENT = [
    (build.a_feed(URL), None, FIRST),
    (build.a_feed(URL, last_success_at=days(1)), None, NONE),
    (a_feed(), DAY, None),
    (replace(a_feed(), standing=Standing()), DAY, None),
    (replace(a_feed(), url="https://elsewhere.example/feed"), DAY, None),
]


@pytest.mark.parametrize(("feed", "gap", "unconditional"), SENT)
def test_a_request_is_conditional_unless_there_is_a_reason(
    feed: Feed, gap: float | None, unconditional: str | None
) -> None:
    """The reason is kept for the ledger; validators go to the origin that offered them only, byte for byte."""
    found = to_send(feed, gap, NOW)
    assert found.unconditional == unconditional
    assert found.headers == ({} if unconditional else {"If-None-Match": 'W/"v1"', "If-Modified-Since": "odd"})
    assert unconditional or found.origin == "https://paper.example"


WAYS = [
    (["https://paper.example/feed"], True),
    (["https://elsewhere.example/feed", "https://paper.example/feed"], True),
    (["https://user:pass@paper.example/feed"], True),
    (["https://elsewhere.example/feed"], False),
    (["http://paper.example/feed"], False),
    (["https://paper.example:8443/feed"], False),
]


@pytest.mark.parametrize(("urls", "sent"), WAYS)
def test_validators_are_sent_only_where_they_are_from(urls: list[str], sent: bool) -> None:
    """A request that never came there was unconditional, and says why."""
    found = to_send(a_feed(), DAY, NOW).through(urls)
    assert (bool(found.headers), found.unconditional) == (sent, None if sent else ELSEWHERE)


#: Last whole answer and last renewal in days before now, usual gap in days: whether the feed is asked for whole.
RENEWALS = [
    (7.9, None, 1, False),
    (8, None, 1, True),
    (8, None, 1.7, False),
    (10, None, 2, True),
    (300, 7.9, 1, False),
    (300, 8, 1, True),
    (8, None, 1 / 24, True),
    (39, None, None, False),
    (40, None, None, True),
]


@pytest.mark.parametrize(("full", "renewed", "gap", "whole"), RENEWALS)
def test_a_server_that_says_304_for_ever_is_asked_for_the_whole_feed(
    full: float, renewed: float | None, gap: float | None, whole: bool
) -> None:
    """Once the usual gap is exceeded five times, and at most every eight days."""
    feed = a_feed(renewed_at=None if renewed is None else days(renewed))
    feed = replace(feed, standing=replace(feed.standing, full_at=days(full)))
    found = to_send(feed, gap * DAY if gap else None, NOW)
    assert found.unconditional == (STUCK if whole else None)


KEPT = [
    (200, {"etag": '"v2"', "last-modified": "new"}, ('"v2"', "new")),
    (200, {"etag": '"v2"'}, ('"v2"', None)),
    (200, {}, (None, None)),
    (226, {"etag": '"v2"'}, ('"v2"', None)),
    (304, {}, ('W/"v1"', "odd")),
    (304, {"etag": '"v2"'}, ('"v2"', "odd")),
    (304, {"last-modified": "new"}, ('W/"v1"', "new")),
    (304, {"etag": ""}, ('W/"v1"', "odd")),
]


@pytest.mark.parametrize(("status", "headers", "kept"), KEPT)
def test_a_304_adds_to_the_validators_and_a_whole_answer_replaces_them(
    status: int, headers: dict[str, str], kept: tuple[str | None, str | None]
) -> None:
    assert to_keep(status, headers, a_feed()) == kept


ORIGINS = [
    ("https://a.example/feed", "https://a.example"),
    ("https://A.example:8443/", "https://a.example:8443"),
    ("http://user:pass@a.example/x", "http://a.example"),
]


@pytest.mark.parametrize(("url", "origin"), ORIGINS)
def test_an_origin_is_scheme_host_and_port(url: str, origin: str) -> None:
    assert origin_of(url) == origin
