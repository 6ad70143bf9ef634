"""Who is meant by a source that its story names only once in words that tell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from narrative.unnamed import Unnamed, bare
from store.models import Mention, SourceKind
from tests.narrative.build import claim, mention


@pytest.mark.parametrize(
    ("name", "tells"),
    [
        ("the people", False),
        ("The same sources", False),
        ("they", False),
        ("the person", False),
        ("others", False),
        ("two people with knowledge of the talks", True),
        ("the people briefed on it", True),
        ("officials", True),
        ("one diplomat", True),
    ],
)
def test_an_article_and_a_noun_tell_nothing_by_themselves(name: str, tells: bool) -> None:
    assert bare(name) is not tells


def said(name: str, start: int, story: int = 1, kind: SourceKind = SourceKind.UNNAMED) -> Mention:
    return replace(mention(story), attributed_to=name, source_kind=kind, start=start, end=start + 40)


TWO, DIPLOMAT = said("two people with knowledge of the talks", 0), said("one diplomat", 300)


@pytest.mark.parametrize(
    ("asked", "others", "told"),
    [
        (said("the people", 200), [TWO, DIPLOMAT], "two people with knowledge of the talks"),
        (said("the diplomat", 400), [TWO, DIPLOMAT], "one diplomat"),
        (said("the people", 600), [TWO, said("three people at the firm", 500)], "three people at the firm"),
        (said("the people", 200), [said("two people at the firm", 250)], "unnamed people"),  # told only later
        (said("the people", 200), [replace(TWO, story_id=2)], "unnamed people"),  # in another story
        (said("the people", 200), [said("people of the ministry", 0, kind=SourceKind.PERSON)], "unnamed people"),
        (said("they", 200), [TWO], "unnamed people"),
        (said("the people", 200), [], "unnamed people"),
        (said("officials", 200), [TWO], "officials"),
    ],
)
def test_it_is_whom_the_story_told_of_last_in_that_word(asked: Mention, others: list[Mention], told: str) -> None:
    """In whatever claim; where it did not, it is nobody known."""
    assert Unnamed([claim(1, asked), claim(2, *others)]).people(asked) == told
