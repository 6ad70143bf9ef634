"""The moments that the scrubber goes over, and where they stand across the screen."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tui.turns import Turns, column_of, columns, past, place_at

FIRST = datetime(2026, 6, 12, 22, 30, tzinfo=UTC)
NOW = datetime(2026, 6, 15, 9, tzinfo=UTC)


def test_days_end_at_their_last_second_and_today_has_not() -> None:
    found = past([FIRST, FIRST + timedelta(hours=20)], [(FIRST, 3), (FIRST + timedelta(hours=20), 2)], None, NOW).days
    assert [found.name(place) for place in range(len(found))] == ["12 Jun 2026", "13 Jun 2026", "14 Jun 2026"]
    assert {at.time().isoformat() for at in found.at} == {"23:59:59"}
    assert found.brought == (3, 2, 0)


def test_a_change_brings_what_was_seen_since_the_one_before() -> None:
    minutes = [(FIRST, 3), (FIRST + timedelta(hours=1), 2), (FIRST + timedelta(days=1), 9)]
    found = past([FIRST + timedelta(seconds=20), FIRST + timedelta(hours=2)], minutes, None, NOW).changes
    assert found.brought == (3, 2)
    assert found.name(1) == "13 Jun 2026 00:30"


def test_a_home_without_a_past_has_no_turns() -> None:
    found = past([], [], None, NOW)
    assert (len(found.days), len(found.changes)) == (0, 0)


def test_the_last_turn_before_a_moment_is_its() -> None:
    turns = Turns((FIRST, FIRST + timedelta(hours=2)), (1, 1))
    moments = (FIRST - timedelta(1), FIRST, FIRST + timedelta(hours=1), NOW)
    assert [turns.nearest(moment) for moment in moments] == [0, 0, 0, 1]


@pytest.mark.parametrize("count", [1, 3, 26, 78, 79, 400])
@pytest.mark.parametrize("width", [10, 78])
def test_every_turn_has_a_column_that_leads_back_to_it(count: int, width: int) -> None:
    turns = Turns(tuple(FIRST + timedelta(hours=hour) for hour in range(count)), tuple(range(count)))
    shown, wide = columns(turns, width)
    assert sum(shown) == sum(turns.brought)
    assert len(shown) * wide <= width
    for place in range(count):
        column = column_of(turns, place, width)
        found = place_at(turns, column * wide, width)
        assert found is not None
        assert column_of(turns, found, width) == column
    assert place_at(turns, len(shown) * wide, width) is None
