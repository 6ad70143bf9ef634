"""What only has some of a claim's words makes no finding about it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from narrative.astold import as_told
from narrative.groups import alike
from narrative.holders import Holders
from narrative.life import Stage, life
from narrative.provenance import tree
from narrative.reach import reach
from narrative.timeline import Trend, trend
from narrative.unsourced import unsourced
from store.models import CLOSE, Claim, Mention, SourceKind, Stance
from tests.narrative.build import claim, mention, on

A, T, H, D = Stance.ASSERTED, Stance.ATTRIBUTED, Stance.HEDGED, Stance.DENIED
NOW = on(30)


def loose(one: Mention, sentence: str = "Access to the office ended.") -> Mention:
    """A mention with a few of the claim's words only."""
    return replace(one, likeness=CLOSE - 0.01, sentence=sentence, end=len(sentence))


def told(*mentions: Mention) -> Claim:
    """A claim of these, each in words of its own."""
    return claim(1, *(replace(one, sentence=f"{one.sentence} {n}") for n, one in enumerate(mentions)))


def states(found: Claim) -> dict[Stage, tuple[int, ...]]:
    return {state.stage: state.numbers for state in life(found, NOW).states}


HARDENING = [mention(n, H if n < 4 else A, day=n / 10) for n in range(1, 7)]


def test_a_trend_needs_tellings_of_the_claim() -> None:
    assert Stage.HARDENING in states(told(*HARDENING))
    assert trend(told(*HARDENING)) is Trend.HARDENING
    other = [loose(one) if number == 5 else one for number, one in enumerate(HARDENING)]
    assert Stage.HARDENING not in states(told(*other))
    assert trend(told(*other)) is Trend.STEADY


def test_another_things_denial_denies_nothing() -> None:
    denial = mention(3, D)
    assert states(told(mention(1), mention(2), denial))[Stage.DENIED] == (3,)
    assert Stage.DENIED not in states(told(mention(1), mention(2), loose(denial)))


def test_an_outlet_takes_back_only_in_its_own_voice() -> None:
    """What somebody else denies there, it reports."""
    made, denied = mention(1, outlet="The Wire"), mention(3, D, outlet="The Wire")
    assert states(told(made, mention(2), denied))[Stage.CORRECTED] == (1, 3)
    on_a_word = replace(denied, attributed_to="the lab", source_kind=SourceKind.ORGANISATION)
    assert Stage.CORRECTED not in states(told(made, mention(2), on_a_word))


def test_who_never_made_a_claim_owes_no_denial() -> None:
    made = told(mention(1), loose(mention(2)), mention(3), mention(4, D, outlet="Outlet 3"))
    found = reach(made, life(made, NOW))
    assert found
    assert [(one.outlet, one.answer) for one in found.carriers] == [("Outlet 1", None), ("Outlet 3", 4)]


def test_who_made_it_in_doubtful_words_is_not_reproached() -> None:
    made = told(mention(1), replace(mention(2), likeness=0.5), mention(3, D))
    found = reach(made, life(made, NOW))
    assert found
    assert [one.outlet for one in found.never] == ["Outlet 1"]


def test_nobody_is_said_to_tell_as_fact_what_they_do_not_tell() -> None:
    report = replace(mention(1, T), attributed_to="two people", source_kind=SourceKind.UNNAMED)
    for other, expected in ((mention(2), [2]), (loose(mention(2)), [])):
        made = told(report, other)
        assert [one.number for one in unsourced(made, tree(made), Holders([made]))] == expected
    made = told(loose(report), mention(2))
    assert unsourced(made, tree(made), Holders([made])) == ()


def test_first_is_who_said_it_first_and_not_who_had_its_words() -> None:
    made = told(loose(mention(1)), mention(2), mention(3))
    assert (made.first_said_by, made.first_said_at) == ("Outlet 2", on(2))
    for doubt in (D, Stance.QUESTIONED):
        made = told(mention(1, doubt), mention(2), mention(3))
        assert made.first_said_by == "Outlet 2", "who doubts it has not made it"
    only_loose = told(loose(mention(1)), loose(mention(2)))
    assert only_loose.first_said_by == "Outlet 1"


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ("ban chatbot ministry", 1.0),
        ("ban chatbot", 0.8),
        ("ban", 0.4),
        ("ban chatbot ministry one two three four five six", 0.8),
        ("one two three", 0.0),
        ("", 0.0),
    ],
)
def test_likeness_falls_with_what_is_missing_and_with_what_is_said_besides(terms: str, expected: float) -> None:
    best = {"ban": 2.0, "chatbot": 2.0, "ministry": 1.5}
    weight = {"ban": 2.0, "chatbot": 2.0, "ministry": 1.5} | dict.fromkeys("one two three four five six".split(), 1.5)
    assert alike(terms.split(), best, weight) == pytest.approx(expected, abs=0.1)


def test_a_claim_in_the_words_of_its_time() -> None:
    """Its own wording may be of weeks later."""
    first = replace(mention(1), sentence="OSLO, March 3 (Wire) - The ministry ended access to the model.", likeness=0.6)
    hanging = replace(mention(2), sentence="It ended access to the model for all of its users.", likeness=0.9)
    last = mention(9)
    made = claim(1, first, hanging, last)
    assert as_told(made, {1, 2, 9}) == made.statement
    assert as_told(made, {1, 2}) == "The ministry ended access to the model."
    assert as_told(made, {2}) == hanging.sentence
    assert as_told(made, {77}) == made.statement
    assert as_told(made, {1, 2}, taken={"The ministry ended access to the model."}) == hanging.sentence
    assert as_told(made, {2}, taken={hanging.sentence}) == hanging.sentence
    assert as_told(replace(made, named=True), {1, 2}) == made.statement
