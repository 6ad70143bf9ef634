"""How often a feed is worth asking: decided by when entries came, as we saw them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from fetchers.adaptive import Arrivals, hour_factor, rhythm, usual_gap
from tests.conftest import NOW

MINUTE, HOUR, DAY = 60, 3_600, 86_400


def every(hours: float, count: int = 12, *, each: int = 1, until: datetime = NOW) -> Arrivals:
    """Arrivals so many hours apart, of `each` entries, the last one at `until`."""
    return [(until - timedelta(hours=hours * number), each) for number in reversed(range(count))]


GAPS = [
    ([], None),
    (every(1, 3), None),
    (every(1, 4), HOUR),
    (every(24, each=4), 6 * HOUR),
    ([(NOW - timedelta(days=9), 50), *every(2)], 2 * HOUR),
    ([*every(48, 30, until=NOW - timedelta(days=3)), *every(1, 30)], HOUR),
    ([*every(1, 11, until=NOW - timedelta(hours=40)), (NOW, 1)], HOUR),
]


@pytest.mark.parametrize(("arrivals", "gap"), GAPS)
def test_the_usual_gap_is_the_median_of_the_last(arrivals: Arrivals, gap: float | None) -> None:
    """Entries that came together share the time before them; what a subscription brought and one long silence do not
    count; of a feed that has changed its ways the newer ones do."""
    assert usual_gap(arrivals) == gap


WAITS = [
    (every(1), NOW, HOUR / 2, "something new about every 1 h, half of that is waited"),
    (every(8), NOW, 4 * HOUR, "something new about every 8 h, half of that is waited"),
    (every(24 * 30), NOW, 6 * HOUR, "something new about every 30 d, at most 6 h is waited"),
    (every(1), NOW + timedelta(days=6), HOUR / 2, "something new about every 1 h"),
    (every(1), NOW + timedelta(days=7), HOUR, "nothing new for 7 d"),
    (every(1), NOW + timedelta(days=14), 2 * HOUR, "nothing new for 14 d"),
    (every(1), NOW + timedelta(days=365), 6 * HOUR, "nothing new for 365 d"),
    (every(8), NOW + timedelta(days=14), 4 * HOUR, "something new about every 8 h"),
]


@pytest.mark.parametrize(("arrivals", "now", "wait", "reason"), WAITS)
def test_half_the_usual_gap_is_waited_and_longer_when_a_feed_is_silent(
    arrivals: Arrivals, now: datetime, wait: float, reason: str
) -> None:
    found = rhythm(arrivals, now)
    assert found is not None
    assert found.seconds == wait
    assert found.reason.startswith(reason)


def test_too_little_known_is_no_rhythm() -> None:
    assert rhythm(every(1, 3), NOW) is None


def _office_hours(weeks: int) -> Arrivals:
    """One entry an hour from 9 to 16 on working days, up to the Monday before NOW, a Thursday."""
    start = datetime(2026, 6, 29, tzinfo=NOW.tzinfo) - timedelta(weeks=weeks)
    hours = (start + timedelta(hours=number) for number in range(weeks * 168))
    return [(hour, 1) for hour in hours if hour.weekday() < 5 and 9 <= hour.hour < 17]


FACTORS = [
    ((2026, 7, 2, 12), lambda factor: factor < 0.6),
    ((2026, 7, 2, 2), lambda factor: factor > 1.5),
    ((2026, 7, 4, 12), lambda factor: factor > 1.5),
]


@pytest.mark.parametrize(("at", "fits"), FACTORS, ids=["a working day's noon", "a night", "a Saturday"])
def test_the_hour_of_the_week_stretches_and_shortens(at: tuple[int, ...], fits: object) -> None:
    """Shorter in the hours in which much comes, longer at night and on the weekend, within a factor of two."""
    moment = datetime(at[0], at[1], at[2], at[3], tzinfo=NOW.tzinfo)
    factor = hour_factor(_office_hours(4), moment)
    assert callable(fits)
    assert fits(factor)
    assert 0.5 <= factor <= 2


def test_few_or_young_arrivals_say_nothing_of_hours() -> None:
    """A fortnight and twenty arrivals at least."""
    assert hour_factor(_office_hours(1), NOW) == 1
    assert hour_factor(every(24, 19), NOW) == 1


def test_what_comes_evenly_is_waited_for_evenly() -> None:
    """A feed without hours of its own keeps half its gap at every hour."""
    steady = every(1, 24 * 28)
    factors = [hour_factor(steady, NOW + timedelta(hours=hour)) for hour in range(168)]
    assert all(0.85 < factor < 1.2 for factor in factors)
