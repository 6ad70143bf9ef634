"""Remarks of an outside model: kept apart, found again by the sentences they are about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from store import annotations as annotation_rows
from store import claims
from store.annotations import Annotation, Kind, Quote, Remark, anchor_of, changed
from store.database import Store
from store.models import Claim
from tests.conftest import NOW
from tests.store.build import a_story, claim, dump, hours, mention

QUOTE = Quote(story_id=1, revision_id=1, start=4, end=20, headline=False, text="icials said acce")


def saying(store: Store, claim_id: int, words: Iterable[str]) -> Claim:
    """A claim of one story with a mention for each word."""
    story = store.value("SELECT min(id) FROM stories") or a_story(store)
    return claim(claim_id, *(replace(mention(store, story), sentence=f"It says {word}.") for word in words))


def label_of(about: Claim, text: str = "Access ends in June", model: str = "fake") -> Annotation:
    return Annotation(
        NOW, model, f"sha of {text}", Kind.LABEL, about.id, anchor_of(about), {"label": text}, None, (QUOTE,)
    )


def pair_of(first: Claim, second: Claim, same: bool = True) -> Annotation:
    other = (second.id, anchor_of(second))
    return Annotation(NOW, "fake", "sha", Kind.SAME, first.id, anchor_of(first), {"same": same}, other, (QUOTE,))


def labels(store: Store, claim_id: int) -> list[tuple[str | None, bool]]:
    return [(remark.label, remark.outdated) for remark in annotation_rows.of_claim(store, claim_id)]


def test_a_remark_comes_back_as_it_was_made(store: Store) -> None:
    about = saying(store, 3, "abcd")
    claims.replace(store, [about])
    annotation_rows.add(store, label_of(about))
    expected = Remark(NOW, "fake", Kind.LABEL, 3, outdated=False, label="Access ends in June", quotes=(QUOTE,))
    assert annotation_rows.of_claim(store, 3) == [expected]
    assert annotation_rows.of_claim(store, 4) == []


@pytest.mark.parametrize(
    ("then", "now", "common", "outdated"),
    [
        (4, 4, 4, False),
        (4, 3, 3, False),
        (4, 2, 2, False),  # half of it is gone: not more than half
        (4, 1, 1, True),
        (4, 8, 4, False),  # grown to twice its size: half is new
        (4, 9, 4, True),
        (4, 4, 2, False),
        (4, 4, 1, True),
        (1, 1, 1, False),
        (1, 3, 1, True),
    ],
)
def test_more_than_half_changed_is_outdated(then: int, now: int, common: int, outdated: bool) -> None:
    assert changed(then, now, common) is outdated


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        # What each claim says today, and under which claim "abcd"'s label is shown, outdated or not.
        ({1: "abcd"}, {1: [False]}),
        ({1: "wxyz", 9: "abcd"}, {1: [], 9: [False]}),
        ({1: "abcz", 9: "dwxy"}, {1: [False], 9: []}),
        ({1: "dwxyz", 9: "abc"}, {1: [], 9: [False]}),
        ({1: "aw", 9: "bcdxyzuvt"}, {1: [], 9: [True]}),
        # A claim that holds the sentences among many others is less like it than one of its size.
        ({8: "abcdefghijkl", 9: "abcd"}, {8: [], 9: [False]}),
        # Between equals its own id, then the lowest.
        ({0: "abcd", 1: "abcd"}, {0: [], 1: [False]}),
        ({5: "abcd", 6: "abcd"}, {5: [False], 6: []}),
        ({1: "wxyz"}, {1: []}),
    ],
)
def test_a_remark_follows_its_sentences(store: Store, today: dict[int, str], expected: dict[int, list[bool]]) -> None:
    before = saying(store, 1, "abcd")
    claims.replace(store, [before])
    annotation_rows.add(store, label_of(before))
    claims.replace(store, [saying(store, claim_id, words) for claim_id, words in today.items()])
    found = {claim_id: [outdated for _, outdated in labels(store, claim_id)] for claim_id in today}
    assert found == expected


def test_a_pair_is_told_of_both_its_claims_by_their_ids_of_today(store: Store) -> None:
    first, second = saying(store, 1, "abcd"), saying(store, 2, "wxyz")
    claims.replace(store, [first, second])
    annotation_rows.add(store, pair_of(first, second, same=False))
    claims.replace(store, [replace(first, id=11), replace(second, id=12)])
    seen = [
        (remark.claim_id, remark.other_id, remark.same, remark.outdated, remark.quotes)
        for claim_id in (11, 12)
        for remark in annotation_rows.of_claim(store, claim_id)
    ]
    assert seen == [(11, 12, False, False, (QUOTE,)), (12, 11, False, False, (QUOTE,))]


@pytest.mark.parametrize(
    ("today", "other"),
    [
        pytest.param({1: "abcdwxyz"}, 1, id="the rules have put them together since"),
        pytest.param({1: "abcd"}, None, id="the other is no more"),
        pytest.param({1: "abcd", 2: "wmnopq"}, 2, id="the other has changed"),
    ],
)
def test_a_pair_is_outdated_with_either_claim(store: Store, today: dict[int, str], other: int | None) -> None:
    first, second = saying(store, 1, "abcd"), saying(store, 2, "wxyz")
    claims.replace(store, [first, second])
    annotation_rows.add(store, pair_of(first, second))
    claims.replace(store, [saying(store, claim_id, words) for claim_id, words in today.items()])
    (remark,) = annotation_rows.of_claim(store, 1)
    assert (remark.outdated, remark.other_id) == (True, other)


def test_refused_and_failed_prompts_are_counted_and_never_shown(store: Store) -> None:
    """A failure is counted for the budget, but may be tried again; a refusal is not."""
    about = saying(store, 1, "abcd")
    claims.replace(store, [about])
    made = Annotation(NOW, "fake", "first", Kind.REFUSED, 1, answer={"question": "label", "why": "not JSON"})
    annotation_rows.add(store, made)
    annotation_rows.add(store, replace(made, prompt_sha256="second", kind=Kind.FAILED, at=hours(2)))
    assert annotation_rows.remarks(store) == []
    assert annotation_rows.answered(store) == {"first"}
    counts = [annotation_rows.prompts_since(store, hours(since)) for since in (-1, 0, 1, 3)]
    assert counts == [2, 2, 1, 0]


def test_a_remark_writes_no_other_table(store: Store) -> None:
    about = saying(store, 1, "abcd")
    claims.replace(store, [about])
    before = dump(store, "annotations", "sqlite_sequence")
    annotation_rows.add(store, label_of(about))
    assert dump(store, "annotations", "sqlite_sequence") == before
