"""The course of June and July 2026, from the labelled stories beside the project that bear a date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from narrative.claims import derive
from narrative.datings import acts_of, datings
from narrative.drift import variants
from narrative.ledger import ledger
from narrative.life import First, life
from narrative.phases import Phase, chains_of, phases
from narrative.relevance import judge
from narrative.topic import Topic
from store.models import Claim, Stance, Story
from tests.narrative.test_labelled_claims import EVAL, a_story, rows

pytestmark = pytest.mark.skipif(not EVAL.is_dir(), reason="the labelled stories (../shared/eval) are not here")
NOW = datetime(2026, 7, 2, tzinfo=UTC)


@pytest.fixture(scope="module")
def stories(topic: Topic) -> list[Story]:
    """All that belong to the topic, those without a date with that of `build.START`."""
    fits = [row for row in rows() if judge(topic, row["title"] or "", row["text"]).relevant]
    return [a_story(number, row) for number, row in enumerate(fits, 1)]


@pytest.fixture(scope="module")
def claims(topic: Topic, stories: list[Story]) -> tuple[Claim, ...]:
    """The claims of all of them, dated or not."""
    return derive(stories, topic)


@pytest.fixture(scope="module")
def dated(topic: Topic, stories: list[Story]) -> tuple[list[Story], tuple[Claim, ...]]:
    """Those with a date, and the claims that they make."""
    known = [story for story in stories if story.published_at]
    return known, derive(known, topic)


@pytest.fixture(scope="module")
def course(topic: Topic, dated: tuple[list[Story], tuple[Claim, ...]]) -> tuple[Phase, ...]:
    known, claims = dated
    return phases(known, claims, chains_of(claims), {entity.id: entity.aliases for entity in topic.entities})


@pytest.mark.parametrize("day", [date(2026, 6, 12), date(2026, 6, 26), date(2026, 7, 1)])
def test_phases_break_within_a_day_of_what_happened(course: tuple[Phase, ...], day: date) -> None:
    """The order, the first exception beside the next restriction, and the restoration."""
    assert min(abs((phase.first - day).days) for phase in course) <= 1


def test_before_the_order_it_was_quiet(course: tuple[Phase, ...]) -> None:
    assert [phase.quiet for phase in course] == [True, *[False] * (len(course) - 1)]
    assert len(course) <= 8


def test_restored_replaces_offline(course: tuple[Phase, ...], dated: tuple[list[Story], tuple[Claim, ...]]) -> None:
    """About the model that was restored the last turn is from a claim of being off to one of return."""
    terms = {claim.id: {term.term for term in claim.terms} for claim in dated[1]}
    last = [turn for phase in course for turn in phase.turns if turn.name == "fable-5"][-1]
    assert terms[last.before] & {"#restriction/suspend", "#restriction/block", "#restriction/cut-off"}
    assert "#restore" in terms[last.after]


def test_the_trigger_hardens_from_hedged_to_asserted(claims: tuple[Claim, ...]) -> None:
    """By the tellings with a date, of the claim that Amazon's chief raised concerns with officials."""
    (trigger,) = [one for one in claims if {"@jassy", "#warn"} <= {term.term for term in one.terms}]
    known = Claim(1, trigger.statement, tuple(m for m in trigger.mentions if m.published_at))
    firsts: Iterator[First] = iter(life(known, NOW).firsts)
    assert [first.stance for first in firsts] == [Stance.HEDGED, Stance.ASSERTED]


@pytest.mark.parametrize(("right", "wrong"), [("06-12", "06-13"), ("06-09", "06-10")], ids=["order", "launch"])
def test_wrong_dates_are_minority_variants_with_their_outlets(
    claims: tuple[Claim, ...], topic: Topic, right: str, wrong: str
) -> None:
    """Of the order and of the launch, one of each labelled as given with another date."""
    labelled = {m.outlet for one in claims for m in one.mentions if any(f.value[-5:] == wrong for f in m.figures)}
    acts = [act for act in datings(claims, acts_of(topic)) if act.usual.date == right]
    told = {outlet for act in acts for variant in act.variants if variant.date == wrong for outlet in variant.outlets}
    assert told
    assert told <= labelled
    assert all(variant.chains < act.usual.chains for act in acts for variant in act.variants)


def test_wrong_figures_stand_beside_the_right_ones(dated: tuple[list[Story], tuple[Claim, ...]]) -> None:
    """In the ledger of one claim: the launch, with a date that one outlet alone has."""
    found = [{value.value for slot in ledger(one) for value in slot.values} for one in dated[1]]
    assert any(values >= {"2026-06-10", "2026-06-09"} for values in found)
    told = [(v.slot.values[v.value], v.slot.values[v.against]) for one in dated[1] for v in variants(ledger(one))]
    assert all(value.chains < against.chains and value.outlets for value, against in told)
