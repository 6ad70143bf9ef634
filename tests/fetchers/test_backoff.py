"""After a failure: how long a feed, and its domain, are left alone. Decisions of a status, headers and a clock."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetchers import backoff, waiting
from fetchers.waiting import Next
from tests.conftest import NOW
from tests.fetchers.headers import HEADERS, JITTER

MINUTE, HOUR, DAY = 60, 3_600, 86_400
DATE = "Thu, 02 Jul 2026 12:00:00 GMT"

ERRORS: list[tuple[int | None, dict[str, str], int, int, str]] = [
    (None, {}, 0, 15 * MINUTE, "1 error in a row, 15 min is waited"),
    (500, {}, 1, 30 * MINUTE, "2 errors in a row, 30 min is waited"),
    (404, {}, 2, HOUR, "3 errors in a row, 1 h is waited"),
    (403, {}, 0, 4 * HOUR, "1 error in a row, 4 h is waited"),
    (401, {}, 1, 8 * HOUR, "2 errors in a row, 8 h is waited"),
    (451, {}, 9, DAY, "10 errors in a row, 1 d is waited"),
    (410, {}, 0, 12 * HOUR, "410 Gone; asked once more in 12 h, then paused"),
    (500, {}, 6, 16 * HOUR, "7 errors in a row, 16 h is waited"),
    (500, {}, 7, DAY, "8 errors in a row, 1 d is waited"),
    (500, {}, 100_000, DAY, "100001 errors in a row, 1 d is waited"),
    (429, {"retry-after": "7200"}, 0, 2 * HOUR, "the server asks to wait 2 h"),
    (429, {"retry-after": "7200"}, 9, 2 * HOUR, "the server asks to wait 2 h"),
    (503, {"retry-after": " 7200 "}, 0, 2 * HOUR, "the server asks to wait 2 h"),
    (503, {"retry-after": "Thu, 02 Jul 2026 14:00:00 GMT"}, 0, 2 * HOUR, "the server asks to wait 2 h"),
    (429, {"retry-after": "0"}, 0, 10 * MINUTE, "the server asks to wait 0 s, at least 10 min is waited"),
    (429, {"retry-after": "604800"}, 0, DAY, "the server asks to wait 7 d, at most 1 d is waited"),
    (429, {"retry-after": "9" * 40}, 0, DAY, "the server asks to wait 11,574 d"),
    (429, {"retry-after": "-1"}, 0, 15 * MINUTE, "1 error in a row"),
    (429, {"retry-after": "later"}, 0, 15 * MINUTE, "1 error in a row"),
    (429, {"x-ratelimit-reset": "1800"}, 0, 30 * MINUTE, "the server asks to wait 30 min"),
    (429, {"x-ratelimit-reset": "1800.0"}, 0, 30 * MINUTE, "the server asks to wait 30 min"),
    (429, {"x-ratelimit-reset": str(int(NOW.timestamp()) + 1800)}, 0, 30 * MINUTE, "the server asks to wait 30 min"),
    (429, {"x-ratelimit-reset": "soon"}, 0, 15 * MINUTE, "1 error in a row"),
    (429, {"retry-after": "3600", "x-ratelimit-reset": "60"}, 0, HOUR, "the server asks to wait 1 h"),
    (429, {"retry-after": "soon", "x-ratelimit-reset": "3600"}, 0, HOUR, "the server asks to wait 1 h"),
    (500, {"x-ratelimit-reset": "3600"}, 0, 15 * MINUTE, "1 error in a row"),
    (500, {"retry-after": "7200"}, 0, 15 * MINUTE, "1 error in a row"),
]


@pytest.mark.parametrize(("status", "headers", "failures", "wait", "reason"), ERRORS)
def test_after_an_error_the_wait_grows_or_is_what_is_asked(
    status: int | None, headers: dict[str, str], failures: int, wait: int, reason: str
) -> None:
    """Fifteen minutes doubled with each failure up to a day; Retry-After on 429 and 503 takes its place."""
    following = backoff.after_error(status, headers, failures, NOW, 0.0)
    assert following.at - NOW == timedelta(seconds=wait)
    assert following.reason.startswith(reason)


RETRY = [
    (None, None),
    ("120", 120),
    (" 120 ", 120),
    ("0", 0),
    ("-5", None),
    ("1.5", None),
    ("soon", None),
    ("", None),
    ("²", None),
    (DATE, 0),
    ("Thu, 02 Jul 2026 12:01:00 GMT", 60),
    ("Thu, 02 Jul 2026 14:01:00 +0200", 60),
    ("Thursday, 02-Jul-26 12:01:00 GMT", 60),
    ("Mon, 01 Jan 2001 00:00:00 GMT", 0),
    ("Fri, 31 Dec 9999 23:59:59 GMT", 251_619_307_199),
]


@pytest.mark.parametrize(("value", "seconds"), RETRY)
def test_retry_after_is_seconds_or_a_date(value: str | None, seconds: int | None) -> None:
    """A date gone by asks for nothing more; what is neither is no word at all."""
    assert backoff.retry_after(value, NOW) == seconds


def test_a_challenge_page_is_a_refusal() -> None:
    """Whatever status it comes with, time alone seldom opens it."""
    found = backoff.after_error(503, {}, 0, NOW, 0.0, refused=True)
    assert found.at - NOW == timedelta(hours=4)


HOLDS = [(429, {}, True), (429, {"retry-after": "60"}, True), (503, {"retry-after": "60"}, True), (503, {}, False)]
HOLDS += [(500, {"retry-after": "60"}, False), (403, {}, False), (404, {}, False)]


@pytest.mark.parametrize(("status", "headers", "held"), HOLDS)
def test_a_pause_that_a_server_asks_for_is_its_domains(status: int, headers: dict[str, str], held: bool) -> None:
    """A 429 always, a 503 where it names a time; trouble of other kinds is the feed's own."""
    following = Next(NOW + timedelta(hours=1), "why")
    found = backoff.hold(status, headers, following, NOW)
    assert (found is not None) == held
    assert found is None or (found.until == following.at and "why" in found.reason)


GONE = [(None, False), (0, True), (12, True), (24, True), (24.1, False), (-1, False)]


@pytest.mark.parametrize(("hours", "twice"), GONE)
def test_two_410_within_a_day_pause(hours: float | None, twice: bool) -> None:
    """The first one alone does not, nor two that lie further apart."""
    before = None if hours is None else NOW - timedelta(hours=hours)
    assert backoff.gone_twice(before, NOW) == twice


@pytest.mark.parametrize(("hours", "lost"), [(None, False), (1, False), (71, False), (72, True), (1000, True)])
def test_a_feed_is_lost_after_three_days_of_404(hours: float | None, lost: bool) -> None:
    """Some hosts say 404 for hours on most days."""
    assert backoff.is_lost(None if hours is None else NOW - timedelta(hours=hours), NOW) == lost


@given(
    st.one_of(st.none(), st.sampled_from([301, 403, 404, 410, 429, 500, 503])), HEADERS, st.integers(0, 10**6), JITTER
)
def test_whatever_fails_the_next_poll_is_between_ten_minutes_and_a_day(
    status: int | None, headers: dict[str, str], failures: int, jitter: float
) -> None:
    """A feed is never given up, and never hammered."""
    following = backoff.after_error(status, headers, failures, NOW, jitter)
    assert timedelta(seconds=waiting.SHORTEST) <= following.at - NOW <= timedelta(seconds=waiting.LONGEST * 1.1)
    assert 0 < len(following.reason) < 100


@given(st.integers(0, 30), JITTER)
def test_more_failures_never_mean_a_shorter_wait(failures: int, jitter: float) -> None:
    shorter = backoff.after_error(500, {}, failures, NOW, jitter)
    assert shorter.at <= backoff.after_error(500, {}, failures + 1, NOW, jitter).at
