"""Columns of time, stacked bars, periods in a query, and what is kept on the shelf."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.models import Stance
from tui import stacks
from tui.bins import bins
from tui.course import Count
from tui.periods import Period, narrowed
from tui.shelf import Shelf
from tui.style import spark

DAY = Period(datetime(2026, 6, 13, tzinfo=UTC))
HOUR = Period(datetime(2026, 6, 13, 23, tzinfo=UTC), hourly=True)
moments = st.datetimes(datetime(2026, 5, 1), datetime(2026, 8, 1), timezones=st.just(UTC))


@given(
    st.lists(moments, min_size=1, max_size=30),
    st.booleans(),
    st.integers(30, 200),
    st.none() | moments,
    st.integers(0, 90),
)
def test_the_column_that_is_looked_at_is_always_shown(
    told: list[datetime], hourly: bool, width: int, at: datetime | None, last: int
) -> None:
    shown = bins(told, hourly, width, 22, at, last)
    begins = shown.begins
    assert begins
    assert len(begins) * shown.cell + shown.gutter <= width
    assert all(later - earlier == shown.step for earlier, later in pairwise(begins))
    first, end = min(told), max(told)
    total = sum(shown.hidden) + len(begins)
    assert begins[0] - shown.step * shown.hidden[0] <= first < begins[0] - shown.step * (shown.hidden[0] - 1)
    assert total == (end - begins[0]) // shown.step + shown.hidden[0] + 1
    if at is not None and first <= at <= end:
        assert begins[0] <= at < begins[-1] + shown.step


@pytest.mark.parametrize("hourly", [False, True], ids=["days", "hours"])
@pytest.mark.parametrize(
    ("width", "many", "label", "cell", "gutter", "hidden"),
    [
        (196, 31, 90, 4, 72, 0),
        (116, 31, 90, 3, 23, 0),
        (76, 31, 90, 1, 45, 0),
        (76, 31, 30, 1, 30, 0),
        (116, 7, 30, 7, 30, 0),
        (50, 31, 90, 1, 19, 0),
        (76, 200, 90, 4, 22, 187),
    ],
)
def test_columns_are_narrowed_until_all_fit_and_labels_have_the_rest(
    hourly: bool, width: int, many: int, label: int, cell: int, gutter: int, hidden: int
) -> None:
    step = timedelta(hours=1) if hourly else timedelta(days=1)
    told = [DAY.begins + step * number for number in range(many)]
    shown = bins(told, hourly, width, 22, None, 0, label)
    assert (shown.cell, shown.gutter, shown.hidden) == (cell, gutter, (hidden, 0))


def test_a_cell_of_the_screen_is_a_column() -> None:
    shown = bins([DAY.begins, DAY.begins + timedelta(days=2)], False, 80, 22, None, 0)
    assert shown.place(21) is None
    assert shown.place(22) == 0
    assert shown.place(22 + 3 * shown.cell - 1) == 2
    assert shown.place(22 + 3 * shown.cell) is None
    assert shown.period(0) == DAY


@pytest.mark.parametrize(
    ("text", "before", "period", "query"),
    [
        ("", None, DAY, "on:2026-06-13"),
        ("unread lang:en", None, DAY, "unread lang:en on:2026-06-13"),
        (
            "unread on:2026-06-13",
            DAY,
            HOUR,
            "unread since:2026-06-13T23:00 before:2026-06-14T00:00",
        ),
        ("unread on:2026-06-13 lang:en", DAY, None, "unread lang:en"),
        ("since:2d", None, None, "since:2d"),
    ],
)
def test_a_query_is_narrowed_and_keeps_what_else_it_asks(
    text: str, before: Period | None, period: Period | None, query: str
) -> None:
    assert narrowed(text, before, period) == query


def test_a_period_holds_its_first_moment_and_not_its_end() -> None:
    for period in (DAY, HOUR):
        assert period.holds(period.begins)
        assert not period.holds(period.ends)


@given(st.integers(0, 40), st.integers(0, 40), st.integers(1, 12), st.integers(1, 6))
def test_a_bar_is_as_high_as_it_may_be_and_says_how_much(originals: int, copies: int, height: int, width: int) -> None:
    size = originals + copies
    rows = stacks.bar(stacks.by_copies(Count(originals, copies)), size, max(size, 1), height, width)
    assert len(rows) == height
    assert all(row.cell_length == width for row in rows)
    if size and height > 1 and len(str(size)) <= width:
        assert rows[0].plain.strip() == str(size)
        assert rows[-1].plain[0] in "█▒"


def test_copies_stand_on_originals_and_stances_from_sure_to_denied() -> None:
    rows = stacks.bar(stacks.by_copies(Count(2, 2)), 4, 4, 5, 3)
    assert [row.plain for row in rows] == [" 4 ", "▒▒▒", "▒▒▒", "███", "███"]
    told = Count(stances={Stance.ASSERTED: 1, Stance.DENIED: 1, Stance.HEDGED: 2})
    rows = stacks.bar(stacks.by_stance(told), 4, 4, 5, 3)
    assert [row.plain.strip() for row in rows] == ["4", "D", "H", "H", "S"]


def test_a_sparkline_tells_none_from_few() -> None:
    assert spark((0, 1, 4, 8)).plain == "·▁▄█"
    assert spark((0, 0)).plain == "··"


def test_a_finding_is_derived_once_for_what_it_is_from() -> None:
    shelf, one, other = Shelf(), (1,), [1]
    assert shelf.get("sum", one, lambda: "first") == "first"
    assert shelf.get("sum", one, lambda: "again") == "first"
    assert shelf.get("sum", other, lambda: "other") == "other"
    assert shelf.get("sum", one, lambda: "anew") == "anew"
    with pytest.raises(ZeroDivisionError):
        shelf.get("fails", one, lambda: 1 // 0)
    assert shelf.get("fails", one, lambda: 1) == 1
