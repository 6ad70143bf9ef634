"""The days of the story, ready for a plot."""

from __future__ import annotations

from datetime import timedelta

from narrative.course import course
from narrative.life import Stage, lives
from narrative.measures import end_of
from store.models import Stance
from tests.narrative.build import START, claim, mention, on, story

FIRST = START.date()
A, H = Stance.ASSERTED, Stance.HEDGED


def test_no_stories_have_no_days() -> None:
    assert course([], [], {}, {}) == ()


def test_volume_outlets_and_chains_of_every_day() -> None:
    """A day without a story is there with nothing; copies are volume but no chain of their own."""
    told = [story(1, "x", day=0.1, outlet="A"), story(2, "x", day=0.2, outlet="A"), story(3, "x", day=2.5)]
    days = course(told, [], {}, {1: 1, 2: 1, 3: 3}, until=FIRST + timedelta(days=3))
    assert [(d.stories, d.outlets, d.chains) for d in days] == [(2, 1, 1), (0, 0, 0), (1, 1, 1), (0, 0, 0)]
    assert [d.day for d in days] == [FIRST + timedelta(days=n) for n in range(4)]


def test_stances_are_shares_of_independent_tellings() -> None:
    """Three copies tell it once."""
    told = [mention(1, H, day=0.1), *(mention(n, A, day=0.2, chain=2) for n in (2, 3, 4))]
    (day,) = course([story(1, "x", day=0)], [claim(1, *told)], {}, {})
    assert (day.claims, dict(day.stances)[H], dict(day.stances)[A]) == (1, 0.5, 0.5)
    assert sum(day.stances.values()) == 1


def test_a_claim_is_in_the_states_that_hold_at_the_days_end() -> None:
    told = [mention(n, A, day=when) for n, when in ((1, 0.2), (2, 0.9), (3, 12.5))]
    made = claim(1, *told)
    stories = [story(n, "x", day=when) for n, when in ((1, 0.2), (2, 0.9), (3, 12.5))]
    found = lives([made], on(13))
    days = course(stories, [made], found, {})
    for place, day in enumerate(days):
        ends = end_of(FIRST + timedelta(days=place)) - timedelta(microseconds=1)
        assert {stage for stage, count in day.states.items() if count} == {s.stage for s in found[1].at(ends)}
    assert days[0].states[Stage.EMERGING] == 1
    assert days[8].states[Stage.FADING] == 1
    assert days[12].states[Stage.REVIVED] == 1


def test_a_claim_counts_once_a_state_and_day() -> None:
    """Also where a state ends and begins anew within it."""
    told = [mention(n, A, day=when) for n, when in enumerate((0, 1, 8.1, 8.2, 15.3, 15.4), 1)]
    made = claim(1, *told)
    days = course([story(1, "x", day=0), story(2, "x", day=16)], [made], lives([made], on(16)), {})
    assert max(count for day in days for count in day.states.values()) == 1


def test_frames_are_taken_as_they_are_given() -> None:
    (day,) = course([story(1, "x", day=0)], [], {}, {}, frames={FIRST: {"security": 0.25}})
    assert day.frames == {"security": 0.25}
