"""Who has it first and who follows, and how each outlet works with both."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from narrative.outlets import OutletRecord, origin, outlet_records
from narrative.provenance import tree
from narrative.spans import TimeSpan
from store.models import Claim, Mention, SourceKind, Stance
from tests.narrative.build import claim, mention

A, T, H = Stance.ASSERTED, Stance.ATTRIBUTED, Stance.HEDGED
HOUR = timedelta(hours=1)


def told(number: int, hours: float, stance: Stance, outlet: str, sentence: str = "") -> Mention:
    made = mention(number, stance, outlet=outlet, day=hours / 24)
    return replace(made, sentence=sentence or f"Story {number} of {outlet} has words of its own for it.")


def on_word(one: Mention, name: str, kind: SourceKind) -> Mention:
    return replace(one, attributed_to=name, source_kind=kind)


RUMOUR = told(1, 0, H, "Blog")
REPORT = on_word(told(2, 2, T, "Wire"), "Ada Roe", SourceKind.PERSON)
CREDITING = on_word(told(3, 5, A, "Daily"), "Wire", SourceKind.OUTLET)
PLAIN = told(4, 9, A, "Paper")


def records(*claims: Claim) -> dict[str, OutletRecord]:
    found = outlet_records([(one, tree(one)) for one in claims], {"Paper": (7,), "Nobody": (7, 8)})
    return {record.outlet: record for record in found}


def test_the_first_the_original_and_the_followers() -> None:
    """The original is the first with a source of its own; followers with their lag, and whether they give credit."""
    made = claim(1, RUMOUR, REPORT, CREDITING, PLAIN)
    found = origin(made, tree(made))
    assert (found.first.outlet, found.original and found.original.outlet) == ("Blog", "Wire")
    assert [(f.node.outlet, f.lag, f.after, f.credit) for f in found.followers] == [
        ("Wire", 2 * HOUR, None, False),
        ("Daily", 5 * HOUR, 3 * HOUR, True),
        ("Paper", 9 * HOUR, None, False),
    ]


def test_who_denies_it_is_neither_the_first_nor_a_follower() -> None:
    denied = replace(RUMOUR, stance=Stance.DENIED)
    made = claim(1, denied, REPORT, replace(PLAIN, stance=Stance.DENIED), CREDITING)
    found = origin(made, tree(made))
    assert (found.first.outlet, found.before) == ("Wire", None)
    assert [follower.node.outlet for follower in found.followers] == ["Daily"]


def test_a_first_that_has_only_some_of_the_words_is_called_that() -> None:
    """The first is the one that says what the claim says, as in lists, and lags count from it; where no mention does,
    all count."""
    vague, clear, later = (replace(one, likeness=0.2) for one in (RUMOUR, REPORT, CREDITING))
    for mentions, before, first, lag in (
        ((vague, REPORT, later, PLAIN), "Blog", "Wire", 7 * HOUR),
        ((vague, clear, later, replace(PLAIN, likeness=0.2)), None, "Blog", 9 * HOUR),
    ):
        made = claim(1, *mentions)
        found = origin(made, tree(made))
        assert (found.first.outlet, found.before and found.before.outlet) == (first, before)
        assert made.first_said_by == first
        assert (found.followers[-1].node.outlet, found.followers[-1].lag) == ("Paper", lag)
        assert records(made)["Paper"].lag == lag
        assert ("Daily" in {f.node.outlet for f in found.followers}) is (before is None)


def test_another_outlets_word_is_no_source_of_ones_own() -> None:
    made = claim(1, RUMOUR, on_word(PLAIN, "The Times", SourceKind.OUTLET))
    assert origin(made, tree(made)).original is None


def test_a_span_counts_what_was_told_in_it_against_what_was_said_at_all_times() -> None:
    made = claim(1, RUMOUR, REPORT, CREDITING, PLAIN)
    at = CREDITING.said_at
    (found,) = outlet_records([(made, tree(made))], span=TimeSpan(at, at + HOUR))
    assert (found.outlet, found.claims, found.tellings, found.lag, found.credited) == ("Daily", 1, 1, 5 * HOUR, 1)


def test_the_record_of_an_outlet() -> None:
    one = claim(1, RUMOUR, REPORT, CREDITING, PLAIN)
    other = claim(2, on_word(told(5, 0, T, "Daily"), "a memo", SourceKind.DOCUMENT), told(6, 3, A, "Paper"))
    found = records(one, other)
    assert (found["Wire"].tellings, found["Wire"].originals, found["Wire"].originality) == (1, 1, 1.0)
    assert (found["Daily"].tellings, found["Daily"].originals, found["Daily"].lag) == (2, 1, 5 * HOUR)
    assert found["Paper"].lag == 6 * HOUR  # the middle of 9 and 3
    assert found["Blog"].lag is None  # it never followed
    assert (found["Paper"].silent, found["Nobody"].silent, found["Nobody"].claims) == ((7,), (7, 8), 0)


def test_who_is_surer_than_what_it_follows() -> None:
    """Daily made a fact of what Wire had on somebody's word; who asserts what was asserted is no harder."""
    found = records(claim(1, REPORT, CREDITING))
    assert (found["Daily"].compared, found["Daily"].harder, found["Daily"].hardness) == (1, ((1, 3),), 1.0)
    assert found["Wire"].hardness is None
    level = records(claim(1, replace(REPORT, stance=A), CREDITING))
    assert level["Daily"].hardness == 0.0
    assert level["Daily"].credited == 1
