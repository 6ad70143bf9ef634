"""When a feed is polled next: decisions of headers, failures and a clock alone."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetchers import schedule
from tests.conftest import NOW

MINUTE, HOUR, DAY = 60, 3_600, 86_400
DATE = "Thu, 02 Jul 2026 12:00:00 GMT"

ANSWERS: list[tuple[dict[str, str], int, str]] = [
    ({}, HOUR, "the usual hour"),
    ({"cache-control": "no-cache"}, HOUR, "the usual hour"),
    ({"cache-control": "max-age=7200"}, 2 * HOUR, "max-age asks for 2 h"),
    ({"cache-control": "public, MAX-AGE=7200, must-revalidate"}, 2 * HOUR, "max-age asks for 2 h"),
    ({"cache-control": 'max-age="7200"'}, 2 * HOUR, "max-age asks for 2 h"),
    ({"cache-control": "max-age=900"}, 15 * MINUTE, "max-age asks for 15 min"),
    ({"cache-control": "max-age=600"}, 10 * MINUTE, "max-age asks for 10 min"),
    ({"cache-control": "max-age=599"}, HOUR, "max-age asks for 9.98 min, at least 1 h is waited"),
    ({"cache-control": "max-age=0"}, HOUR, "max-age asks for 0 s, at least 1 h is waited"),
    ({"cache-control": "max-age=86400"}, DAY, "max-age asks for 1 d"),
    ({"cache-control": "max-age=604800"}, DAY, "max-age asks for 7 d, at most 1 d is waited"),
    ({"cache-control": "max-age=504576000"}, DAY, "max-age asks for 5,840 d, at most 1 d is waited"),
    ({"cache-control": "max-age=7200", "age": "3600"}, HOUR, "max-age asks for 1 h"),
    ({"cache-control": "max-age=7200", "age": "9999"}, HOUR, "max-age asks for 0 s, at least 1 h is waited"),
    ({"cache-control": "max-age=7200", "age": "old"}, 2 * HOUR, "max-age asks for 2 h"),
    ({"cache-control": "max-age=soon"}, HOUR, "the usual hour"),
    ({"cache-control": "max-age=-5"}, HOUR, "the usual hour"),
    ({"cache-control": "max-age=²"}, HOUR, "the usual hour"),
    ({"cache-control": "s-maxage=9"}, HOUR, "the usual hour"),
    ({"cache-control": "max-age=7200", "expires": "0"}, 2 * HOUR, "max-age asks for 2 h"),
    ({"expires": "0"}, HOUR, "the usual hour"),
    ({"expires": "Thu, 02 Jul 2026 15:00:00 GMT"}, 3 * HOUR, "Expires asks for 3 h"),
    ({"expires": "Thu, 02 Jul 2026 15:00:00 GMT", "date": "Thu, 02 Jul 2026 13:00:00 GMT"}, 2 * HOUR, "Expires asks"),
    ({"expires": "Thu, 02 Jul 2026 09:00:00 GMT"}, HOUR, "Expires asks for 0 s, at least 1 h is waited"),
    ({"expires": "Thu, 02 Jul 2026 15:00:00 GMT", "date": "broken"}, 3 * HOUR, "Expires asks for 3 h"),
]


@pytest.mark.parametrize(("headers", "wait", "reason"), ANSWERS)
def test_after_an_answer_the_servers_wish_counts_within_reason(headers: dict[str, str], wait: int, reason: str) -> None:
    """max-age less Age, else Expires less Date, else an hour; what is waited instead is said."""
    following = schedule.after_answer(headers, NOW, 0.0)
    assert following.at - NOW == timedelta(seconds=wait)
    assert following.reason.startswith(reason)


ERRORS: list[tuple[int | None, dict[str, str], int, int, str]] = [
    (None, {}, 0, 15 * MINUTE, "1 error in a row, 15 min is waited"),
    (500, {}, 1, 30 * MINUTE, "2 errors in a row, 30 min is waited"),
    (404, {}, 2, HOUR, "3 errors in a row, 1 h is waited"),
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
    (500, {"retry-after": "7200"}, 0, 15 * MINUTE, "1 error in a row"),
]


@pytest.mark.parametrize(("status", "headers", "failures", "wait", "reason"), ERRORS)
def test_after_an_error_the_wait_grows_or_is_what_is_asked(
    status: int | None, headers: dict[str, str], failures: int, wait: int, reason: str
) -> None:
    """Fifteen minutes doubled with each failure up to a day; Retry-After on 429 and 503 takes its place."""
    following = schedule.after_error(status, headers, failures, NOW, 0.0)
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
    assert schedule.retry_after(value, NOW) == seconds


_DATES = st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31)).map(lambda d: d.strftime("%a, %d %b %Y %H:%M:%S "))
_ZONES = st.sampled_from(["GMT", "+0000", "-0000", "+2359", "-2359", "+9999", "EST", ""])
_VALUE = st.one_of(
    st.text(max_size=30),
    st.integers().map(str),
    st.integers().map("max-age={}".format),
    st.tuples(_DATES, _ZONES).map("".join),
)
_HEADERS = st.dictionaries(st.sampled_from(["cache-control", "expires", "date", "age", "retry-after"]), _VALUE)
_JITTER = st.floats(0, 1, exclude_max=True)


@given(_HEADERS, _JITTER)
def test_whatever_a_server_says_the_next_poll_is_between_ten_minutes_and_a_day(
    headers: dict[str, str], jitter: float
) -> None:
    """And up to a tenth more; the reason is one short line."""
    following = schedule.after_answer(headers, NOW, jitter)
    assert timedelta(seconds=schedule.SHORTEST) <= following.at - NOW <= timedelta(seconds=schedule.LONGEST * 1.1)
    assert 0 < len(following.reason) < 100


@given(st.one_of(st.none(), st.sampled_from([301, 403, 404, 429, 500, 503])), _HEADERS, st.integers(0, 10**6), _JITTER)
def test_whatever_fails_the_next_poll_is_between_ten_minutes_and_a_day(
    status: int | None, headers: dict[str, str], failures: int, jitter: float
) -> None:
    """A feed is never given up, and never hammered."""
    following = schedule.after_error(status, headers, failures, NOW, jitter)
    assert timedelta(seconds=schedule.SHORTEST) <= following.at - NOW <= timedelta(seconds=schedule.LONGEST * 1.1)
    assert 0 < len(following.reason) < 100


@given(st.integers(0, 30), _JITTER)
def test_more_failures_never_mean_a_shorter_wait(failures: int, jitter: float) -> None:
    shorter = schedule.after_error(500, {}, failures, NOW, jitter)
    assert shorter.at <= schedule.after_error(500, {}, failures + 1, NOW, jitter).at


@given(_HEADERS, _JITTER)
def test_jitter_only_ever_delays(headers: dict[str, str], jitter: float) -> None:
    """Polls are spread out, and none comes before its time."""
    assert schedule.after_answer(headers, NOW, jitter).at >= schedule.after_answer(headers, NOW, 0.0).at


def test_jitter_is_a_share() -> None:
    assert all(0 <= schedule.jitter() < 1 for _ in range(100))
