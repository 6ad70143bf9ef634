"""What a mail has room for: what matters most, no kind alone, and one sentence that counts the rest."""

from __future__ import annotations

import pytest

from narrative.briefkinds import Kind
from narrative.briefshort import LINES, short
from store.models import Brief, BriefLine
from tests.narrative.build import on


def line(kind: Kind, number: int, weight: float, words: int = 10) -> BriefLine:
    return BriefLine(kind, f"Sentence {number}{' word' * words}.", (number,), (number,), weight=weight)


def brief(*lines: BriefLine) -> Brief:
    return Brief(None, on(1), lines)


VOLUME, FEEDS = line(Kind.STORIES, 1, 0.0), line(Kind.FEEDS, 2, 0.0)


def test_what_fits_is_told_whole() -> None:
    """One sentence alone is never left out."""
    few = [line(Kind.EMERGED, n, 10.0 - n) for n in range(3, 9)]
    assert short(brief(VOLUME, *few, FEEDS), "more") == (VOLUME, *few, FEEDS)


def test_what_is_left_out_is_counted_by_kind_with_its_ids_and_how_to_see_it() -> None:
    lines = [line(Kind.EMERGED, n, 100.0 - n) for n in range(3, 40)] + [line(Kind.EDITED, 50, 1.0, words=200)]
    shown = short(brief(VOLUME, *lines, FEEDS), "See them.")
    assert shown[0] == VOLUME
    assert shown[-1] == FEEDS
    told, more = shown[1:-2], shown[-2]
    left = [one for one in lines if one not in told]
    assert more.kind == Kind.MORE
    assert more.text == f"And {len(left)} more: {len(left) - 1} claims that emerged, 1 edited story. See them."
    assert set(more.story_ids) == {number for one in left for number in one.story_ids}
    assert dict(more.figures) == {"sentences": len(left)}
    assert list(told) == [one for one in lines if one in told]


def test_no_kind_takes_all_the_room() -> None:
    """A further sentence of a kind counts less than the first of another that weighs a little less."""
    many = [line(Kind.UNSOURCED, n, 30.0, words=40) for n in range(3, 20)]
    others = [line(Kind.EDITED, 30, 20.0, words=40), line(Kind.QUIET, 31, 12.0, words=40)]
    kinds = {one.kind for one in short(brief(VOLUME, *many, *others), "")}
    assert {Kind.UNSOURCED, Kind.EDITED, Kind.QUIET} <= kinds


@pytest.mark.parametrize("words", [1, 10, 25, 60])
def test_it_is_as_long_as_a_mail(words: int) -> None:
    """About LINES lines of a mail, however long its sentences are."""
    lines = [line(Kind(kind), n, 100.0 - n, words) for n, kind in enumerate(["emerged", "quiet", "edited"] * 30)]
    shown = short(brief(VOLUME, *lines, FEEDS), "See them.")
    taken = sum(1 + len(one.text) // 76 for one in shown)
    assert LINES * 0.6 <= taken <= LINES + 4
