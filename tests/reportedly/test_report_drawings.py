"""The drawings of a report: places in time, names below, bars, lanes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from narrative.course import CourseDay
from reportedly.report import daychart, ladder
from reportedly.report.scale import FEW, MOST, Scale, covering
from store.models import Claim, Mention, Stance
from tests.reportedly.pages import Element, parse

START = datetime(2026, 6, 12, 5, 21, tzinfo=UTC)


@pytest.mark.parametrize(
    "length", [timedelta(minutes=1), timedelta(hours=5), *(timedelta(days=days) for days in (2, 30, 400, 4000))]
)
def test_few_times_are_named_in_order_and_the_fewest_on_a_telephone(length: timedelta) -> None:
    scale = covering([START, START + length])
    ticks = list(scale.ticks())
    assert 1 < len(ticks) <= MOST
    assert 1 <= sum(tick.always for tick in ticks) <= FEW
    places = [scale.place(tick.at) for tick in ticks]
    assert places == sorted(places)
    assert len({tick.name for tick in ticks}) > 1


def test_a_place_is_in_the_drawing_whatever_the_time() -> None:
    scale = Scale(START, START + timedelta(days=2), 10, 90)
    moments = [START - timedelta(days=1), START, START + timedelta(days=1), START + timedelta(days=9)]
    assert [scale.place(at) for at in moments] == [10, 10, 50, 90]
    assert Scale(START, START).place(START) == 50


def day(number: int, stories: int) -> CourseDay:
    shares = {stance: 1.0 if stance is Stance.HEDGED else 0.0 for stance in Stance} if stories else {}
    return CourseDay(date(2020, 1, 1) + timedelta(days=number), stories, stories, stories // 2, 0, {}, shares)


@pytest.mark.parametrize("count", [1, 120, 121, 900, 4000])
def test_many_days_share_bars_and_none_is_lost(count: int) -> None:
    days = [day(number, number % 3) for number in range(count)]
    made = daychart.bars(days)
    assert len(made) <= daychart.MOST
    assert sum(bar.stories for bar in made) == sum(one.stories for one in days)
    assert (made[0].first, made[-1].last) == (days[0].day, days[-1].day)
    assert all(sum(bar.stances.values()) == pytest.approx(1) for bar in made if bar.stances)


def drawn(*told: tuple[int, str, Stance]) -> Element:
    mentions = tuple(
        Mention(n, n, "", outlet, None, START + timedelta(minutes=after), f"Said {n}.", 0, 7, stance)
        for n, (after, outlet, stance) in enumerate(told, 1)
    )
    return parse(f"<html>{ladder.drawing(Claim(1, 'Said.', mentions))}</html>")


def test_marks_of_one_outlet_that_are_near_in_time_have_lanes_of_their_own() -> None:
    """At the places of their times, however near."""
    report = drawn(
        (0, "A", Stance.HEDGED), (1, "A", Stance.ASSERTED), (9000, "A", Stance.DENIED), (2, "B", Stance.HEDGED)
    )
    uses = [(use.attributes["href"], float(use.attributes["y"])) for use in report.all("use")]
    (_, hedged), (_, asserted), (_, denied), (_, other) = uses
    assert hedged == denied < asserted < other


def test_a_ladder_says_in_words_what_it_shows() -> None:
    report = drawn((0, "Paper", Stance.HEDGED), (600, "Paper", Stance.ASSERTED))
    assert next(report.all("desc")).text == "Paper: hedged 12 June 05:21, then asserted 12 June 15:21."


def test_outlets_beyond_those_there_is_room_for_are_counted() -> None:
    report = drawn(*((n, f"Outlet {n}", Stance.ASSERTED) for n in range(ladder.MOST + 2)))
    assert len([one for one in report.all("text") if one.has("outlet")]) == ladder.MOST
    assert next(report.all("desc")).text.endswith("2 more outlets later.")
