"""The course of a story cut into phases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from narrative.cutting import cuts
from narrative.phases import Copied, Turn, Why, phases
from store.models import Claim, ClaimKind, SourceKind, Story, Term
from tests.narrative.build import START, claim, mention, on, story

FIRST = START.date()


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def stories(*counts: int) -> list[Story]:
    """So many stories on each day, from day 0."""
    days = [place for place, count in enumerate(counts) for _ in range(count)]
    return [story(number, "x", day=place + 0.5) for number, place in enumerate(days, 1)]


def on_days(claim_id: int, *days: float, terms: tuple[Term, ...] = ()) -> Claim:
    """A claim told by a story of its own at each time."""
    made = claim(claim_id, *(mention(claim_id * 100 + n, day=when) for n, when in enumerate(days)))
    return replace(made, terms=terms)


def test_no_stories_have_no_phases() -> None:
    assert phases([], [], {}) == ()


def test_a_change_of_volume_begins_a_phase_and_a_quiet_time_is_one() -> None:
    """Every day is in one phase."""
    found = phases(stories(1, 0, 0, 0, 0, 12, 14, 11, 0, 0, 0, 0, 1), [], {})
    assert [(p.first, p.last, p.quiet) for p in found] == [
        (day(0), day(4), True),
        (day(5), day(7), False),
        (day(8), day(12), True),
    ]
    assert [p.why for p in found] == [Why.BEGINNING, Why.VOLUME, Why.VOLUME]
    assert [len(p.stories) for p in found] == [1, 37, 1]


@pytest.mark.parametrize(
    ("counts", "whole", "quiet"),
    [
        ((5, 5, 5, 5), 3, None),
        ((5, 5, 5, 5), 4, None),  # one day without a story
        ((5, 5, 5, 5), 5, 4),  # two
        ((5, 5, 5, 5, 0, 1), 5, None),  # one story: two days are not enough
        ((5, 5, 5, 5, 0, 1, 0, 1), 6, None),  # two days and a half of the third
        ((5, 5, 5, 5, 0, 1, 0, 1), 7, 4),  # four
        ((5, 5, 5, 5, 1), 3, None),  # the day that has just begun
        ((5, 5, 5, 5, 0, 0, 1), 5, None),  # it speaks against a silence that was sure a day ago
        ((5, 5, 5, 5, 0, 0, 0, 0, 1), 7, 4),  # and not against a longer one, as it is one story
        ((1, 0, 0, 0, 1), 3, 0),  # it was never otherwise
    ],
)
def test_a_quiet_time_is_told_when_it_is_sure(counts: tuple[int, ...], whole: int, quiet: int | None) -> None:
    """The last day that counts is the last one that is over: what a day has so far makes it no quiet one."""
    *_, last = phases(stories(*counts), [], {}, until=day(whole))
    assert (last.first if last.quiet else None) == (day(quiet) if quiet is not None else None)
    assert last.last == day(max(whole, len(counts) - 1))


@pytest.mark.parametrize(("so_far", "firsts"), [(0, [0]), (1, [0]), (4, [0]), (60, [0, 6])])
def test_a_day_that_goes_on_may_be_more_than_before_but_not_less(so_far: int, firsts: list[int]) -> None:
    found = phases(stories(*[6] * 6, so_far), [], {}, until=day(5))
    assert [phase.first for phase in found] == [day(number) for number in firsts]


def test_silence_since_the_last_story_is_quiet_and_changes_no_phase_before() -> None:
    counts = (3, 3, 3, 3, 12, 14)
    before = phases(stories(*counts), [], {})
    after = phases(stories(*counts), [], {}, until=day(200))
    assert [p.first for p in after] == [*(p.first for p in before), day(6)]
    assert (after[-1].last, after[-1].quiet, after[-1].stories) == (day(200), True, ())


def test_other_claims_leading_begin_a_phase_at_the_same_volume() -> None:
    """As much is told as before, of something else."""
    told = stories(*[4] * 8)
    old = [on_days(n, 0.1, 1.1, 2.1, 3.1) for n in (1, 2, 3)]
    new = [on_days(n, 4.1, 5.1, 6.1, 7.1) for n in (4, 5, 6)]
    first, second = phases(told, [*old, *new], {})
    assert (second.first, second.why) == (day(4), Why.CLAIMS)
    assert [(lead.claim_id, lead.chains, lead.new) for lead in first.leading] == [(n, 4, True) for n in (1, 2, 3)]
    assert [lead.claim_id for lead in second.leading] == [4, 5, 6]


def test_where_nothing_new_comes_to_lead_the_phase_goes_on() -> None:
    """As on a day that is told of many other things, each by one story."""
    old = [on_days(n, 0.1, 1.1, 2.1, 3.1) for n in (1, 2, 3)]
    for times, firsts in (((4.1,), [0]), ((4.1, 4.2), [0, 4])):
        new = [on_days(n, *times) for n in range(4, 24)]
        assert [one.first for one in phases(stories(*[4] * 5), [*old, *new], {})] == [day(n) for n in firsts]


def test_the_same_claims_all_along_are_one_phase() -> None:
    told = [on_days(n, *(place + 0.1 for place in range(8))) for n in (1, 2, 3)]
    assert len(phases(stories(*[4] * 8), told, {})) == 1


def test_copies_and_background_lead_nothing() -> None:
    """Nine stories of one chain count once; what every story repeats counts not at all."""
    copied = claim(1, *(mention(n, day=0.1 + n / 100, chain=1) for n in range(1, 10)))
    twice = claim(2, mention(11, day=0.2), mention(12, day=0.3))
    told = claim(3, *(mention(n, day=0.4) for n in range(20, 29)))
    (only,) = phases(stories(9), [copied, twice, replace(told, kind=ClaimKind.BACKGROUND)], {})
    assert [(lead.claim_id, lead.chains) for lead in only.leading] == [(2, 2)]


def test_the_most_copied_story_of_a_phase() -> None:
    (only,) = phases(stories(6), [], {1: 1, 2: 1, 3: 3, 4: 3, 5: 3, 6: 6})
    assert only.copied == Copied(3, (4, 5))
    assert phases(stories(2), [], {1: 1, 2: 2})[0].copied is None


def test_a_turn_is_where_another_claim_leads_about_a_name() -> None:
    """Here "offline", then "restored", both about one model."""
    name = (Term("@model", 1.0),)
    offline = [on_days(n, 0.1, 1.1, 2.1, 3.1, terms=name) for n in (1, 2)]
    restored = [on_days(n, 4.1, 5.1, 6.1, terms=name) for n in (3, 4)]
    _, second = phases(stories(*[4] * 8), [*offline, *restored], {}, {"model": ("Model 5",)})
    assert second.turns == (Turn("model", 1, 3, (300, 301, 302)),)


def test_who_is_new_in_a_phase() -> None:
    """Names of the topic where a sentence first has them, and sources by name; not "the company"."""
    said = replace(
        mention(1, day=0.1), sentence="Model 5 went dark.", attributed_to="Ada Roe", source_kind=SourceKind.PERSON
    )
    vague = replace(mention(2, day=0.2), attributed_to="the company", source_kind=SourceKind.ORGANISATION)
    again = replace(said, story_id=3, published_at=on(0.3), sentence="Model 5 stays dark.")
    (only,) = phases(stories(3), [claim(1, said, vague, again)], {}, {"model": ("Model 5", "M5"), "other": ("Nobody",)})
    assert [(a.name, a.source, a.story_id, a.mention) for a in only.actors] == [
        ("Model 5", False, 1, 1),
        ("Ada Roe", True, 1, 1),
    ]


def test_a_cut_needs_evidence() -> None:
    """A mixture that stays is not cut; and a stretch is not shorter than two days, but for the last."""
    assert cuts([{1: 2, 2: 2}] * 6, 2) == ()
    assert cuts([{1: 9}] * 3, 1) == ()
    assert cuts([{1: 9}, {1: 9}, {}, {2: 9}, {2: 9}], 2) == (3,)
    assert cuts([{1: 9}, {1: 9}, {1: 9}, {2: 9}], 2) == (3,)
    assert cuts([{2: 9}, {1: 9}, {1: 9}, {1: 9}], 2) != (1,)


def test_the_order_of_stories_and_claims_changes_nothing() -> None:
    told, made = stories(4, 4, 9, 9), [on_days(n, 0.1, 1.1) for n in (1, 2)]
    assert phases(told, made, {}) == phases(told[::-1], made[::-1], {})
