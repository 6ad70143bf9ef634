"""The states of a claim's life: each rule with what meets it and what just does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from narrative.corrections import corrections
from narrative.life import RULES, Life, Stage, life, lives
from store.models import Mention, Stance, Term
from tests.narrative.build import claim, mention, on, revision

A, T, H, Q, N = Stance.ASSERTED, Stance.ATTRIBUTED, Stance.HEDGED, Stance.QUESTIONED, Stance.DENIED


def lived(*mentions: Mention, until: float = 30) -> Life:
    return life(claim(1, *mentions), on(until))


def spans(found: Life, stage: Stage) -> list[tuple[float, float | None, tuple[int, ...]]]:
    """When a stage began and ended, in days after day 0, and its evidence."""
    day = timedelta(days=1)
    return [
        ((s.began - on(0)) / day, (s.ended - on(0)) / day if s.ended else None, s.numbers)
        for s in found.states
        if s.stage is stage
    ]


def at_days(*days: float, stance: Stance = A) -> list[Mention]:
    """A mention by another outlet and chain at each time."""
    return [mention(n, stance, day=day) for n, day in enumerate(days, 1)]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ((0, 1), [(1, 3, (1, 2))]),
        ((0, 1.1), []),
        ((0, 1.4, 1.9), [(1.9, 3.9, (1, 2, 3))]),
        ((0, 5, 5.5), []),  # it had been told too long ago to be new
        ((0, 3, 6, 6.5), []),  # it had been told too often to be new
    ],
)
def test_emerging(days: tuple[float, ...], expected: list[object]) -> None:
    """Two outlets within a day, when at most one chain had it before."""
    assert spans(lived(*at_days(*days)), Stage.EMERGING) == expected


def test_copies_and_one_outlet_alone_make_nothing_emerge() -> None:
    copies = [mention(n, day=n / 10, chain=1) for n in (1, 2, 3)]
    alone = [mention(n, day=n / 10, outlet="One") for n in (1, 2, 3)]
    assert not spans(lived(*copies), Stage.EMERGING)
    assert not spans(lived(*alone), Stage.EMERGING)


def test_what_an_earlier_claim_says_does_not_emerge_again() -> None:
    """By the weight of shared words; a date that both give is not enough."""
    old = replace(claim(1, *at_days(0, 0.5)), terms=(Term("letter", 2.0), Term("sign", 2.0), Term("=06-12", 9.0)))
    same = replace(claim(2, *at_days(9, 9.5)), terms=(Term("letter", 2.0), Term("sign", 1.0), Term("tuesday", 1.0)))
    other = replace(claim(3, *at_days(9, 9.5)), terms=(Term("letter", 1.0), Term("lift", 3.0), Term("=06-12", 9.0)))
    found = lives([old, same, other], on(10))
    assert [bool(spans(found[n], Stage.EMERGING)) for n in (1, 2, 3)] == [True, False, True]


def test_spreading_lasts_until_48_hours_pass_without_a_new_outlet() -> None:
    assert spans(lived(*at_days(0, 1, 2, 3, 9)), Stage.SPREADING) == [(2, 5, (1, 2, 3, 4))]
    assert not spans(lived(*at_days(0, 1.5, 3, 4.5)), Stage.SPREADING)


@pytest.mark.parametrize(
    ("stances", "hardening", "softening"),
    [
        ((H, H, T, A, A, A), [(5, None, (1, 2, 3, 4, 5, 6))], []),
        ((A, A, A, H, H, H), [], [(5, None, (1, 2, 3, 4, 5, 6))]),
        ((A, A, A, A, A, A), [], []),
        ((H, A, A, A, A), [], []),  # five chains are too few
        ((H, H, T, A, A, A, H, H, H), [(5, 7, (1, 2, 3, 4, 5, 6))], []),
    ],
)
def test_hardening_and_softening(stances: tuple[Stance, ...], hardening: object, softening: object) -> None:
    """From the telling on by which the later half was surer, or less sure, until one by which it was not."""
    found = lived(*(mention(n, stance, day=n - 1) for n, stance in enumerate(stances, 1)), until=9)
    assert spans(found, Stage.HARDENING) == hardening
    assert spans(found, Stage.SOFTENING) == softening


def test_copies_harden_nothing() -> None:
    told = [mention(1, H, day=0), mention(2, H, day=1), *(mention(n, A, day=n, chain=3) for n in range(3, 12))]
    assert not spans(lived(*told), Stage.HARDENING)


def test_denied_and_then_contested() -> None:
    """Denied until another chain makes it all the same; that it is asked about is not making it."""
    told = [mention(1, A, day=0), mention(2, N, day=1), mention(3, Q, day=2), mention(4, H, day=3)]
    assert spans(lived(*told[:3]), Stage.DENIED) == [(1, None, (2,))]
    assert not spans(lived(*told[:3]), Stage.CONTESTED)
    assert spans(lived(*told), Stage.DENIED) == [(1, 3, (2,))]
    assert spans(lived(*told), Stage.CONTESTED) == [(3, None, (2, 4))]


def test_what_nobody_says_is_not_denied() -> None:
    """What is told by denials only has no other side; and a story that has both does not contest its own denial."""
    assert not spans(lived(mention(1, N, day=0), mention(2, N, day=1)), Stage.DENIED)
    told = [mention(1, A, day=0), mention(2, N, day=1), mention(2, T, day=1.1)]
    assert not spans(lived(*told), Stage.CONTESTED)


def test_what_is_denied_before_it_is_made_is_contested_by_whoever_makes_it() -> None:
    """The same as was known in between: nothing stood yet that could be denied."""
    told = [mention(1, N, day=0), mention(2, A, day=2), mention(3, A, day=3)]
    for until in (1, 9):
        assert not spans(lived(*told, until=until), Stage.DENIED)
    assert spans(lived(*told), Stage.CONTESTED) == [(2, None, (1, 2))]
    own = [mention(1, N, day=0), mention(1, A, day=1), mention(2, A, day=3)]
    assert spans(lived(*own), Stage.DENIED) == [(1, 3, (1,))]


def test_corrected_by_a_notice_or_by_the_outlets_own_denial() -> None:
    notice = replace(mention(2, A, day=1), sentence="Correction: an earlier version gave another sum.")
    assert spans(lived(mention(1, A, day=0), notice), Stage.CORRECTED) == [(1, None, (2,))]
    taken_back = [mention(1, A, day=0, outlet="One"), mention(2, N, day=4, outlet="One")]
    assert spans(lived(*taken_back), Stage.CORRECTED) == [(4, None, (1, 2))]
    assert not spans(lived(mention(1, A, day=0), mention(2, N, day=4)), Stage.CORRECTED)


def test_corrected_by_an_edit_with_a_notice() -> None:
    """What came into a story with the notice; a version without one corrects nothing."""
    old = revision(1, "Title", "The sum is 8.")
    noted = revision(2, "Title", "Access to the model ended at midnight. Correction: the sum was wrong.")
    silent = revision(2, "Title", "Access to the model ended at midnight.")
    told = claim(1, mention(1, day=0), mention(2, day=1))
    found = life(told, on(9), corrections=corrections([(old, noted)]))
    assert spans(found, Stage.CORRECTED) == [(2, None, (1,))]
    assert corrections([(old, silent)]) == {}


def test_fading_and_by_whom_revived() -> None:
    """After seven days without a new chain; copies are none, and one chain alone is no claim yet."""
    copy = mention(3, day=5, chain=2)
    told = [mention(1, day=0), mention(2, day=1, chain=2), copy, mention(4, day=12)]
    assert spans(lived(*told, until=13), Stage.FADING) == [(8, 12, (2,))]
    assert spans(lived(*told, until=13), Stage.REVIVED) == [(12, None, (2, 4))]
    assert [s.story_ids for s in lived(*told).states if s.stage is Stage.REVIVED] == [(2, 4)]
    assert not spans(lived(*at_days(0, 12), until=13), Stage.FADING)


def test_it_fades_only_as_far_as_somebody_looked() -> None:
    """Days in which nobody asked the feeds are no silence; one that ended without it is, however late it is told."""
    told = claim(1, mention(1, day=0), mention(2, day=1))
    faded = [spans(life(told, on(30), whole=on(day).date()), Stage.FADING) for day in (6, 8, 20)]
    assert faded == [[], [(8, None, (2,))], [(8, None, (2,))]]
    revived = claim(1, *told.mentions, mention(4, day=12))
    assert spans(life(revived, on(30), whole=on(11).date()), Stage.FADING) == [(8, 12, (2,))]


def test_the_life_up_to_a_moment_knows_nothing_later() -> None:
    """The same states as of a claim that ended then."""
    told = [mention(n, s, day=n * 1.5) for n, s in enumerate((H, T, H, A, A, N, A, A), 1)]
    for until in (2, 4.6, 7.5, 9, 10.6, 30):
        known = [one for one in told if one.said_at <= on(until)]
        assert life(claim(1, *told), on(until)) == life(claim(1, *known), on(until))


def test_who_was_so_sure_first() -> None:
    found = lived(mention(1, H, day=0), mention(2, T, day=1), mention(3, A, day=2), mention(4, A, day=3))
    assert [(first.stance, first.number) for first in found.firsts] == [(H, 1), (T, 2), (A, 3)]
    # In few of its words only who holds back has said so.
    few = [replace(mention(n, stance, day=n), likeness=0.3) for n, stance in enumerate((H, A), 1)]
    found = lived(*few, mention(3, A, day=3), mention(4, H, day=4))
    assert [(first.stance, first.number) for first in found.firsts] == [(H, 1), (A, 3)]
    # A headline that holds back keeps nobody from having said it below.
    found = lived(mention(1, H, day=0), mention(1, T, day=0), mention(2, T, day=1))
    assert [(first.stance, first.number) for first in found.firsts] == [(H, 1), (T, 2)]
    # Who tells it and its denial at once has denied it, before others do.
    found = lived(mention(1, T, day=0), mention(1, N, day=0), mention(2, A, day=1), mention(3, N, day=2))
    assert [(first.stance, first.number) for first in found.firsts] == [(T, 1), (N, 2), (A, 3)]


def test_every_stage_has_its_rule_in_words() -> None:
    assert set(RULES) == set(Stage)
    assert len({stage.rule for stage in Stage}) == len(Stage)
