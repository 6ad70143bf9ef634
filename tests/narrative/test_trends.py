"""Days, ladders and trends: how the telling of a claim moves over independent chains."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrative.timeline import (
    FEWEST,
    SURENESS,
    Day,
    Mark,
    Rung,
    StanceDay,
    Trend,
    days_between,
    independent,
    ladder,
    stance_by_day,
    stories_by_day,
    trend,
    trend_of,
)
from store.models import Stance
from tests.narrative.build import START, claim, mention, on, reworded, story, told

A, S, H, Q, N = Stance.ASSERTED, Stance.ATTRIBUTED, Stance.HEDGED, Stance.QUESTIONED, Stance.DENIED
MONDAY = START.date()


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def test_every_day_from_one_to_another() -> None:
    """Both ends included; over the end of a month; none where the last comes before the first."""
    assert days_between(MONDAY, MONDAY) == (MONDAY,)
    assert days_between(date(2026, 2, 27), date(2026, 3, 2)) == (
        date(2026, 2, 27),
        date(2026, 2, 28),
        date(2026, 3, 1),
        date(2026, 3, 2),
    )
    assert days_between(day(1), day(0)) == ()


def test_a_story_without_a_date_counts_on_the_day_it_was_seen() -> None:
    """And days between without any are there with none."""
    undated = replace(story(2, "x", day=0, seen=0.9), published_at=None)
    stories = [story(1, "x", day=3), undated, story(3, "x", day=0, seen=5)]
    assert stories_by_day(stories) == (Day(day(0), 2), Day(day(1), 0), Day(day(2), 0), Day(day(3), 1))


def test_a_claims_days_stances_and_rungs() -> None:
    """The same mentions by day and stance, and by outlet."""
    told_of = claim(
        1,
        mention(1, H, outlet="Mail", day=0),
        mention(2, H, outlet="Post", day=0.5),
        mention(3, N, outlet="Mail", day=0.7),
        mention(4, A, outlet="Mail", day=2),
    )
    assert stance_by_day(told_of) == (StanceDay(day(0), ((H, 2), (N, 1))), StanceDay(day(2), ((A, 1),)))
    assert ladder(told_of) == (
        Rung("Mail", (Mark(on(0), H, 1), Mark(on(0.7), N, 3), Mark(on(2), A, 4))),
        Rung("Post", (Mark(on(0.5), H, 2),)),
    )


@pytest.mark.parametrize(
    ("stances", "expected"),
    [
        ((H, H, H, A, A, A), Trend.HARDENING),
        ((H, H, S, S, S, A), Trend.HARDENING),
        ((N, N, H, H, S, S), Trend.HARDENING),
        ((H, H, H, N, A, A, A), Trend.HARDENING),
        ((A, A, A, S, S, S), Trend.SOFTENING),
        ((A, S, S, H, H, Q), Trend.SOFTENING),
        ((A, A, A, A, A, N), Trend.SOFTENING),
        ((A, A, A, A, A, A), Trend.STEADY),
        ((H, A, H, A, H, A), Trend.STEADY),
        ((S, S, S, S, S, A), Trend.STEADY),
        ((H, H, A, A, A), Trend.STEADY),
        ((), Trend.STEADY),
        ((N, N, Q, Q, S, S, N, N), Trend.HARDENING),
        ((N, N, Q, Q, N, N, S, S), Trend.HARDENING),
        ((S, S, N, N, Q, Q, N, N), Trend.SOFTENING),
    ],
)
def test_where_a_claim_is_tending(stances: tuple[Stance, ...], expected: Trend) -> None:
    """The later half against the earlier; a small step, and fewer than six chains, are no trend.

    A step of just a quarter is one, in whatever order its parts are added up.
    """
    assert trend(claim(1, *told(*stances))) is expected
    assert trend_of(told(*stances)) is expected


def test_copies_take_no_stance_of_their_own() -> None:
    """Only the first mention of a chain counts, so neither copies nor repetition make a trend."""
    hedged, copies = told(H, H, H, H, H, H), told(A, A, A, A, A, A, chains=(1, 2, 3, 4, 5, 6), first=7)
    first = tuple(mention(m.story_id, m.stance, chain=m.story_id) for m in hedged)
    assert independent([*first, *copies]) == list(first)
    assert trend(claim(1, *first, *copies)) is Trend.STEADY
    voices = tuple(mention(m.story_id, m.stance, chain=m.story_id) for m in copies)
    assert trend(claim(1, *first, *voices)) is Trend.HARDENING


@given(st.lists(st.sampled_from(Stance), max_size=14))
def test_a_claim_told_backwards_tends_the_other_way(stances: list[Stance]) -> None:
    """And with few voices, or with one stance, not at all."""
    other = {Trend.HARDENING: Trend.SOFTENING, Trend.SOFTENING: Trend.HARDENING, Trend.STEADY: Trend.STEADY}
    assert trend_of(told(*reversed(stances))) is other[trend_of(told(*stances))]
    if len(stances) < FEWEST or len(set(stances)) == 1:
        assert trend_of(told(*stances)) is Trend.STEADY


def test_sureness_rises_from_denial_to_assertion() -> None:
    """Every stance has its rung."""
    assert sorted(SURENESS, key=lambda stance: SURENESS[stance]) == [N, Q, H, S, A]
    assert set(SURENESS) == set(Stance)


def test_an_edit_makes_no_other_telling() -> None:
    """A chain told it when it first did, as surely as it did then."""
    first, second, third = told(Stance.ASSERTED, Stance.DENIED, Stance.HEDGED)
    edited = reworded(first, "It may have ended.", 9, Stance.HEDGED)
    found = independent([second, third, edited])
    assert [(one.story_id, one.stance, one.said_at) for one in found] == [
        (1, Stance.HEDGED, on(1)),
        (2, Stance.DENIED, on(2)),
        (3, Stance.HEDGED, on(3)),
    ]
