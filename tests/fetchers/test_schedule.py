"""When a feed is polled next after a success: its server's wish, its own rhythm, its host's rule, what it skips."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetchers import waiting
from fetchers.schedule import Plan, following
from store.models import Standing
from tests.conftest import NOW
from tests.fetchers.headers import HEADERS, JITTER

MINUTE, HOUR, DAY = 60, 3_600, 86_400

ANSWERS: list[tuple[dict[str, str], int, str]] = [
    ({}, HOUR, "the usual hour"),
    ({"cache-control": "no-cache"}, HOUR, "the usual hour"),
    ({"cache-control": "max-age=7200"}, 2 * HOUR, "max-age asks for 2 h"),
    ({"cache-control": "public, MAX-AGE=7200, must-revalidate"}, 2 * HOUR, "max-age asks for 2 h"),
    ({"cache-control": 'max-age="7200"'}, 2 * HOUR, "max-age asks for 2 h"),
    ({"cache-control": "max-age=900"}, 15 * MINUTE, "max-age asks for 15 min"),
    ({"cache-control": "max-age=600"}, 10 * MINUTE, "max-age asks for 10 min"),
    ({"cache-control": "max-age=599"}, 10 * MINUTE, "max-age asks for 9.98 min, at least 10 min is waited"),
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
    found = following(Plan(headers, NOW, 0.0))
    assert found.at - NOW == timedelta(seconds=wait)
    assert found.reason.startswith(reason)


def _every(seconds: int, count: int = 12) -> tuple[tuple[datetime, int], ...]:
    """Arrivals so many seconds apart, the last one just now."""
    return tuple((NOW - timedelta(seconds=seconds * number), 1) for number in reversed(range(count)))


FRESH = {"cache-control": "max-age=900"}
BOTH = [
    # headers, arrivals a so many seconds, validators, the host's rule: wait, reason
    ({}, HOUR, True, 0, HOUR, "something new about every 1 h, half of that is waited, at least 1 h is waited"),
    ({}, 4 * HOUR, True, 0, 2 * HOUR, "something new about every 4 h, half of that is waited"),
    ({}, 4 * DAY, True, 0, 6 * HOUR, "something new about every 4 d"),
    (FRESH, HOUR, True, 0, 30 * MINUTE, "something new about every 1 h, half of that is waited"),
    (FRESH, 20 * MINUTE, True, 0, 15 * MINUTE, "max-age asks for 15 min"),
    (FRESH, 20 * MINUTE, False, 0, HOUR, "something new about every 20 min, half of that is waited, at least 1 h"),
    (FRESH, None, False, 0, HOUR, "max-age asks for 15 min, at least 1 h is waited without validators"),
    ({"cache-control": "max-age=43200"}, HOUR, True, 0, 12 * HOUR, "max-age asks for 12 h"),
    ({"cache-control": "max-age=0"}, 20 * MINUTE, True, 0, HOUR, "something new about every 20 min"),
    (FRESH, None, True, 2 * HOUR, 2 * HOUR, "max-age asks for 15 min; its host is asked at most every 2 h"),
    ({}, None, True, MINUTE, HOUR, "the usual hour"),
]


@pytest.mark.parametrize(("headers", "gap", "validators", "least", "wait", "reason"), BOTH)
def test_the_longer_of_the_servers_wish_and_the_feeds_rhythm_counts(
    headers: dict[str, str], gap: int | None, validators: bool, least: int, wait: int, reason: str
) -> None:
    """Below an hour only where the server says that it is welcome and a poll can be conditional."""
    plan = Plan(headers, NOW, 0.0, validators=validators, least=least)
    found = following(plan, _every(gap) if gap else ())
    assert (found.at - NOW).total_seconds() == wait
    assert found.reason.startswith(reason)


#: NOW is a Thursday, 12:00.
SKIPPED = [
    (
        Standing(skip_hours=(13,)),
        NOW + timedelta(hours=2),
        "the usual hour; the feed asks to skip this hour of the day",
    ),
    (Standing(skip_hours=(12,)), NOW + timedelta(hours=1), "the usual hour"),
    (Standing(skip_hours=tuple(range(24))), NOW + timedelta(hours=1), "the usual hour"),
    (Standing(skip_days=(3,)), NOW + timedelta(hours=12), "the usual hour; the feed asks to skip Thursdays"),
    (Standing(skip_days=tuple(range(7))), NOW + timedelta(hours=1), "the usual hour"),
    (
        Standing(skip_days=(3, 4), skip_hours=(0, 1)),
        NOW + timedelta(hours=38),
        "the usual hour; the feed asks to skip Thursdays and Fridays and this hour of the day",
    ),
]


@pytest.mark.parametrize(("standing", "at", "reason"), SKIPPED)
def test_hours_and_days_that_a_feed_skips_are_skipped(standing: Standing, at: datetime, reason: str) -> None:
    """In UTC; a feed that skips everything skips nothing."""
    found = following(Plan({}, NOW, 0.0, standing))
    assert (found.at, found.reason) == (at, reason)


@given(JITTER, st.sets(st.integers(0, 23), max_size=23), st.sets(st.integers(0, 6), max_size=6))
def test_no_poll_falls_into_what_is_skipped(jitter: float, hours: set[int], days: set[int]) -> None:
    """Nor do polls that were put off all come at once."""
    found = following(Plan({}, NOW, jitter, Standing(skip_hours=tuple(hours), skip_days=tuple(days))))
    assert found.at.hour not in hours
    assert found.at.weekday() not in days
    assert found.at >= NOW + timedelta(hours=1)


@given(HEADERS, JITTER, st.lists(st.integers(1, 10**7), max_size=30), st.booleans())
def test_whatever_a_server_says_the_next_poll_is_between_ten_minutes_and_a_day(
    headers: dict[str, str], jitter: float, ages: list[int], validators: bool
) -> None:
    """And up to a tenth more; the reason is one short line; without validators it is an hour at least."""
    arrivals = tuple((NOW - timedelta(seconds=age), 1) for age in sorted(ages, reverse=True))
    found = following(Plan(headers, NOW, jitter, validators=validators), arrivals)
    least = waiting.SHORTEST if validators else HOUR
    assert timedelta(seconds=least) <= found.at - NOW <= timedelta(seconds=waiting.LONGEST * 1.1)
    assert 0 < len(found.reason) < 160


@given(HEADERS, JITTER)
def test_jitter_only_ever_delays(headers: dict[str, str], jitter: float) -> None:
    """Polls are spread out, and none comes before its time."""
    assert following(Plan(headers, NOW, jitter)).at >= following(Plan(headers, NOW, 0.0)).at


@given(st.integers(0, 999_999), JITTER)
def test_parts_of_a_second_never_make_a_poll_early(microseconds: int, jitter: float) -> None:
    """The store keeps whole seconds: they are rounded up."""
    begun = NOW + timedelta(microseconds=microseconds)
    found = following(Plan({}, begun, jitter))
    assert found.at.microsecond == 0
    assert found.at >= begun + timedelta(hours=1)


def test_jitter_is_a_share() -> None:
    assert all(0 <= waiting.jitter() < 1 for _ in range(100))
