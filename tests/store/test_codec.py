"""Between rows and values: times keep their order as text, and lists come back as they were."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import codec, state
from store.database import Store
from store.models import Figure, Match
from tests.store.build import hours

_ZONES = st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))
#: A day of room at either end, so that no zone carries a time out of the calendar.
_TIMES = st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 29), timezones=_ZONES)


@given(_TIMES)
def test_a_time_comes_back_to_the_second_in_utc(moment: datetime) -> None:
    found = codec.moment(codec.stamp(moment))
    assert found == moment.replace(microsecond=0)
    assert found.utcoffset() == timedelta(0)


@given(_TIMES, _TIMES)
def test_times_as_text_are_in_order_of_time(one: datetime, other: datetime) -> None:
    """Whatever zones they were said in, so that SQLite can compare them."""
    one, other = one.replace(microsecond=0), other.replace(microsecond=0)
    assert (codec.stamp(one) < codec.stamp(other)) == (one < other)


def test_no_time_is_no_stamp() -> None:
    assert codec.stamp(None) is codec.moment(None) is None


def test_a_stamp_names_its_offset() -> None:
    assert codec.stamp(datetime(2026, 6, 12, 17, 21, tzinfo=timezone(timedelta(hours=-4)))) == (
        "2026-06-12T21:21:00+00:00"
    )
    assert codec.moment("2026-06-12T21:21:00+00:00") == datetime(2026, 6, 12, 21, 21, tzinfo=UTC)


_WORDS = st.text(max_size=8)


@given(st.lists(st.builds(Match, _WORDS, _WORDS, st.floats(-9, 9)), max_size=4))
def test_matches_come_back_as_they_were(matches: list[Match]) -> None:
    assert codec.matches_from_json(codec.matches_to_json(matches)) == tuple(matches)


_FIGURES = st.builds(Figure, _WORDS, _WORDS, _WORDS, st.integers(0, 9), st.integers(0, 9), st.one_of(st.none(), _WORDS))


@given(st.lists(_FIGURES, max_size=4))
def test_figures_come_back_as_they_were(figures: list[Figure]) -> None:
    assert codec.figures_from_json(codec.figures_to_json(figures)) == tuple(figures)


def test_a_person_looks_and_looks_again(store: Store) -> None:
    """None before the first time; then the last."""
    assert state.last_look(store) is None
    state.looked(store, hours(1))
    state.looked(store, hours(2))
    assert state.last_look(store) == hours(2)


@pytest.mark.parametrize("count", [0, 1, 2, 7, 250_000])
def test_a_long_array_of_numbers_is_read_in_parts(count: int) -> None:
    wanted = list(range(-3, count - 3))
    assert list(codec.numbers_from_json(json.dumps(wanted))) == wanted
    assert list(codec.numbers_from_json(json.dumps(wanted, separators=(",", ":")))) == wanted
