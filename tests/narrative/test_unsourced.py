"""Who tells as fact what every path leads back to one report of unnamed people."""

from __future__ import annotations

from dataclasses import replace

from narrative.evidence import Reason
from narrative.holders import Holders
from narrative.provenance import tree
from narrative.unsourced import Unsourced, unsourced
from store.models import Mention, SourceKind, Stance
from tests.narrative.build import claim, mention

A, T, H = Stance.ASSERTED, Stance.ATTRIBUTED, Stance.HEDGED


def sourced(number: int, name: str, kind: SourceKind, via: str | None = None, sentence: str = "") -> Mention:
    """A mention on somebody's word."""
    made = replace(mention(number, T), attributed_to=name, source_kind=kind, via=via)
    return replace(made, sentence=sentence or made.sentence)


def found(*mentions: Mention) -> list[tuple[str, list[str]]]:
    """Outlet by outlet, with the outlets of the path."""
    return [(one.mention.outlet, [step.outlet for step in one.path]) for one in findings(*mentions)]


def findings(*mentions: Mention) -> tuple[Unsourced, ...]:
    made = claim(1, *(replace(one, sentence=f"{one.sentence} {n}" * (n % 3 + 1)) for n, one in enumerate(mentions)))
    return unsourced(made, tree(made), Holders([made]))


REPORT = sourced(1, "two people familiar", SourceKind.UNNAMED)


def test_a_fact_with_nothing_behind_it_but_one_report() -> None:
    assert found(REPORT, mention(2, A), mention(3, H), mention(4, A), mention(5, A, outlet="Outlet 2")) == [
        ("Outlet 2", ["Outlet 2", "Outlet 1"]),
        ("Outlet 4", ["Outlet 4", "Outlet 1"]),
    ]


def test_the_path_goes_by_way_of_who_credits_the_report() -> None:
    """Of the last story nothing shows whom it follows: only that nobody else gave a source."""
    crediting = sourced(2, "Outlet 1", SourceKind.OUTLET)
    made = claim(1, REPORT, crediting, replace(mention(3, A, chain=2), sentence="It ended."), mention(4, A))
    by_copy, left_over = unsourced(made, tree(made), Holders([made]))
    assert [step.outlet for step in by_copy.path] == ["Outlet 3", "Outlet 2", "Outlet 1"]
    assert [step.evidence and step.evidence.reason for step in by_copy.path[1:]] == [Reason.COPY, Reason.CREDIT]
    assert by_copy.shown
    assert not left_over.shown
    assert (left_over.people, left_over.report.numbers) == ("two people familiar", (1,))


def test_evidence_stands_with_each_step() -> None:
    said = "The whole of the access to the new model ended at midnight without any notice to its customers"
    report = replace(REPORT, sentence=f"{said}, two people said.")
    follower = replace(mention(2, A), sentence=f"{said}.")
    made = claim(1, report, follower)
    (only,) = unsourced(made, tree(made), Holders([made]))
    assert only.shown
    assert [step.evidence.reason for step in only.path[1:] if step.evidence] == [Reason.SENTENCE]


def test_who_denies_it_has_reported_nothing() -> None:
    """Whoever tells it as fact has it from somebody else than those who say that it is not so."""
    assert not found(replace(REPORT, stance=Stance.DENIED), mention(2, A))
    assert found(replace(REPORT, stance=Stance.DENIED), replace(REPORT, story_id=3, chain=3), mention(4, A))


def test_a_named_source_ends_it() -> None:
    """From then on whoever says it may have it from there."""
    for kind in (SourceKind.PERSON, SourceKind.ORGANISATION, SourceKind.DOCUMENT):
        assert found(REPORT, mention(2, A), sourced(3, "Ada Roe", kind), mention(4, A)) == [
            ("Outlet 2", ["Outlet 2", "Outlet 1"])
        ]


def test_so_does_a_second_report_of_unnamed_people() -> None:
    """But not one that names the first outlet, nor "media reports"."""
    assert not found(REPORT, sourced(2, "officials", SourceKind.UNNAMED), mention(3, A))
    assert not found(REPORT, sourced(2, "The Other Post", SourceKind.OUTLET), mention(3, A))
    assert found(REPORT, sourced(2, "Outlet 1", SourceKind.OUTLET), mention(3, A))
    assert found(REPORT, sourced(2, "officials", SourceKind.UNNAMED, via="Outlet 1"), mention(3, A))
    assert found(REPORT, sourced(2, "media reports", SourceKind.OUTLET), mention(3, A))


def test_who_had_it_as_fact_before_the_report_needs_none() -> None:
    assert not found(mention(1, A), replace(REPORT, story_id=2, url="https://outlet2.example/2"), mention(3, A))


def test_the_outlet_of_the_report_itself_may() -> None:
    """It knows its people."""
    assert not found(REPORT, mention(2, A, outlet="Outlet 1"))


def test_where_nothing_shows_the_path_the_words_have_to() -> None:
    """Two sentences of agencies and power may be about two things; what credits the report follows it in any words."""
    report = replace(REPORT, sentence="Power companies and federal agencies may use the model, two people said.")
    same = replace(mention(2, A), sentence="Federal agencies and power companies use the model.")
    other = replace(mention(2, A), sentence="An agency closed it by letter with the power of law.")
    for told, expected in ((same, [2]), (other, [])):
        made = claim(1, report, told)
        assert [one.number for one in unsourced(made, tree(made), Holders([made]))] == expected
    copied = replace(mention(3, A, chain=2), sentence="An agency has the power.")
    made = claim(1, report, sourced(2, "Outlet 1", SourceKind.OUTLET), copied)
    assert [(one.number, one.shown) for one in unsourced(made, tree(made), Holders([made]))] == [(3, True)]


def test_what_vouches_for_a_sentence_in_another_claim_vouches_for_it_here() -> None:
    """The claims of a story share sentences: who looks at one of them only would reproach whoever had it from there."""
    told = mention(9)
    here = claim(1, REPORT, told)
    named, officials = sourced(4, "Ada Roe", SourceKind.PERSON), sourced(4, "officials", SourceKind.UNNAMED)
    for before, vouched in (
        ((named,), True),
        ((mention(4, outlet="Outlet 1"),), True),
        ((officials,), True),
        ((mention(0),), True),
        ((mention(4),), False),
        ((mention(4, H),), False),
        ((replace(officials, via="Outlet 1"),), False),
        ((replace(officials, chain=1),), False),
        ((replace(named, stance=Stance.DENIED),), False),
        ((replace(named, likeness=0.4),), False),
        ((replace(named, published_at=told.said_at, first_seen_at=told.said_at, story_id=10, url="z"),), False),
    ):
        there = claim(2, *before, told)
        assert len(unsourced(here, tree(here), Holders([here, there]))) == (not vouched), before
    elsewhere = claim(2, named, replace(told, sentence="Access ended, as everybody could see."))
    assert unsourced(here, tree(here), Holders([here, elsewhere])), "another sentence of the story"
    assert unsourced(here, tree(here), Holders([here, claim(2, named, replace(told, likeness=0.4))])), "not close there"


def test_who_is_shown_to_follow_the_report_vouches_for_nothing_in_another_claim() -> None:
    """That its people are the report's own can be seen where both stand, and holds where the report does not."""
    link = {4: {1: "https://outlet1.example/1"}}
    officials, told = sourced(4, "officials", SourceKind.UNNAMED), mention(9)
    here, there = (
        claim(1, REPORT, replace(officials, sentence="It is over, officials said."), told),
        claim(2, officials, told),
    )
    assert [one.number for one in unsourced(here, tree(here, {}, link), Holders([here, there]))] == [3]
    assert not unsourced(here, tree(here), Holders([here, there]))
