"""How far a denial went, and what outlets are silent on."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from narrative.life import life
from narrative.reach import Reach, reach, silences
from store.models import Mention, Stance
from tests.narrative.build import claim, mention, on, story
from tests.narrative.test_ledger import saying

A, N, Q = Stance.ASSERTED, Stance.DENIED, Stance.QUESTIONED
DAY = timedelta(days=1)


def reached(*mentions: Mention) -> Reach | None:
    made = claim(1, *mentions)
    return reach(made, life(made, on(30)))


def test_who_carried_the_denial_and_how_late_and_who_never() -> None:
    found = reached(
        mention(1, A, day=0, outlet="One"),
        mention(2, A, day=1, outlet="Two"),
        mention(3, N, day=2, outlet="Three"),
        mention(4, A, day=3, outlet="Four"),
        mention(5, N, day=4, outlet="One"),
        mention(6, N, day=5, outlet="Four"),
    )
    assert found is not None
    assert (found.since, found.number) == (on(2), 3)
    # One carried it before the denial, Four only after it: its time counts from then. Three never carried the claim.
    assert [(c.outlet, c.answer, c.lag) for c in found.told] == [("One", 5, 2 * DAY), ("Four", 6, 2 * DAY)]
    assert [(c.outlet, c.number) for c in found.never] == [("Two", 2)]
    assert found.lag == 2 * DAY


def test_who_says_in_plain_words_that_it_is_not_so_has_told_its_readers() -> None:
    """Of a claim that somebody denies; where nobody does, a "not" may be another day's news."""

    def worded(number: int, verb: str, outlet: str, stance: Stance = A) -> Mention:
        made = mention(number, stance, day=number, outlet=outlet)
        return replace(made, sentence=f"The regulator {verb} to fine the lab over its model in May.")

    said = (worded(1, "plans", "One"), worded(2, "plans", "Two"), worded(3, "does not plan", "One"))
    found = reached(*said, worded(4, "denied that it plans", "Three", N), worded(5, "plans", "Four"))
    assert found is not None
    assert (found.number, [(c.outlet, c.answer) for c in found.told]) == (3, [("One", 3)])
    assert [c.outlet for c in found.never] == ["Two", "Four"]
    assert reached(*said) is None


def test_a_correction_counts_as_one() -> None:
    notice = replace(mention(3, A, day=3, outlet="One"), sentence="Correction: an earlier version said otherwise.")
    found = reached(mention(1, A, day=0, outlet="One"), mention(2, A, day=1, outlet="Two"), notice)
    assert found is not None
    assert [(c.outlet, c.lag) for c in found.carriers] == [("One", timedelta()), ("Two", None)]


def test_a_correction_by_an_edit_counts_from_when_it_was_seen() -> None:
    """Not from when its story was published; the outlet had carried what it corrects."""
    told = claim(1, mention(1, A, day=0, outlet="One"), mention(2, A, day=1, outlet="Two"))
    found = reach(told, life(told, on(30), corrections={1: [(told.mentions[0].sentence, on(5))]}))
    assert found is not None
    assert (found.since, [(c.outlet, c.answer) for c in found.carriers]) == (on(5), [("One", 1), ("Two", None)])


def test_a_denial_before_the_outlet_carried_the_claim_is_no_answer() -> None:
    found = reached(mention(1, A, day=0), mention(2, N, day=1, outlet="Two"), mention(3, A, day=2, outlet="Two"))
    assert found is not None
    assert [c.outlet for c in found.never] == ["Outlet 1", "Two"]
    assert found.lag is None


def test_what_nobody_denies_or_nobody_says_has_no_reach() -> None:
    assert reached(mention(1, A), mention(2, Q)) is None
    assert reached(mention(1, N), mention(2, N)) is None


def test_a_corrected_figure_concerns_those_who_gave_it_as_it_was() -> None:
    """Whoever had it right from the start, or gave none, has nothing to tell."""
    told = claim(
        1,
        saying(1, "The fleet lost 40 engines."),
        saying(2, "The fleet lost 50 engines."),
        saying(3, "The fleet lost engines."),
        saying(4, "Correction: the fleet lost 50 engines."),
    )
    found = reach(told, life(told, on(30)))
    assert found is not None
    assert [(c.outlet, c.answer) for c in found.carriers] == [("Outlet 1", None)]
    right = claim(1, *told.mentions[1:])
    assert reach(right, life(right, on(30))) is None


def test_silence_is_about_what_three_chains_have_told() -> None:
    """Of an outlet that had a story since; the most told first, and copies are one chain."""
    heard = claim(1, *(mention(n, day=n) for n in (1, 2, 3)))
    louder = claim(2, *(mention(n, day=n) for n in (1, 2, 3, 4)))
    copied = claim(3, *(mention(n, day=n, chain=n // 3) for n in (1, 2, 3, 4)))
    told = [
        story(1, "x", outlet="Outlet 1", day=9),
        story(8, "x", outlet="Silent", day=9),
        story(9, "x", outlet="Early", day=2),
        story(10, "x", outlet="Outlet 4", day=9),
    ]
    assert silences([heard, louder, copied], told) == {
        "Early": (),
        "Outlet 1": (),
        "Outlet 4": (1,),
        "Silent": (2, 1),
    }
