"""How the telling moves with time."""

from __future__ import annotations

from narrative.timeline import Trend, ladder, stance_by_day, stories_by_day, trend
from store.models import Stance
from tests.narrative.samples import DAY, a_claim, a_mention, a_story

A, S, H, N = Stance.ASSERTED, Stance.ATTRIBUTED, Stance.HEDGED, Stance.DENIED


def test_days_are_counted_with_none_left_out() -> None:
    stories = [a_story(1, "x", hours=0), a_story(2, "x", hours=1), a_story(3, "x", hours=49)]
    assert [day.count for day in stories_by_day(stories)] == [2, 0, 1]
    assert stories_by_day([]) == ()


def test_a_claims_days_and_stances() -> None:
    claim = a_claim(a_mention(1, H, hours=0), a_mention(2, H, hours=2), a_mention(3, A, hours=30))
    first, second = stance_by_day(claim)
    assert (first.day, dict(first.stances), dict(second.stances)) == (DAY.date(), {H: 2}, {A: 1})


def test_the_ladder_has_a_row_an_outlet_in_the_order_they_took_it_up() -> None:
    claim = a_claim(a_mention(1, H, outlet="B"), a_mention(2, S, outlet="A"), a_mention(3, A, outlet="B"))
    rows = ladder(claim)
    assert [(row.outlet, [mark.stance for mark in row.marks]) for row in rows] == [("B", [H, A]), ("A", [S])]


def test_a_claim_hardens_where_later_chains_are_surer() -> None:
    assert trend(a_claim(*(a_mention(n, s) for n, s in enumerate((H, H, S, A, A, A), 1)))) is Trend.HARDENING
    assert trend(a_claim(*(a_mention(n, s) for n, s in enumerate((A, A, A, H, H, N), 1)))) is Trend.SOFTENING
    assert trend(a_claim(*(a_mention(n, A) for n in range(1, 7)))) is Trend.STEADY


def test_copies_do_not_harden_a_claim() -> None:
    told = [a_mention(1, H), a_mention(2, S), *(a_mention(n, A, chain=2) for n in range(3, 9))]
    assert trend(a_claim(*told)) is Trend.STEADY


def test_two_voices_are_too_few_for_a_trend() -> None:
    assert trend(a_claim(a_mention(1, H), a_mention(2, A))) is Trend.STEADY
