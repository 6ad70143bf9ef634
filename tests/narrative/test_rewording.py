"""When the sentences of a story came into it, and what stood in their places before."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from narrative.propositions import Proposition, Reader
from narrative.rewording import MOST, read_with_past
from narrative.topic import Topic
from store.models import Revision, Stance, TextSource
from tests.narrative.build import on, story

FIRST = "Amazon has put $8 billion into Anthropic so far."
OTHER = "The company sells its models to customers of the cloud."
MENDED = FIRST.replace("$8", "$13")
#: A story says that it was published on day 1; its first version was seen on day 2, the others a day later each.
PUBLISHED, SEEN = on(1), 2


def versions(*texts: str, titles: tuple[str, ...] = (), later: dict[str, object] | None = None) -> list[Revision]:
    named = titles or ("A stake grows in the cloud",) * len(texts)
    pairs = zip(named, texts, strict=True)
    return [
        replace(Revision(n, 1, n, title, text, TextSource.PAGE, on(SEEN - 1 + n)), **(later or {}) if n > 1 else {})  # type: ignore[arg-type]
        for n, (title, text) in enumerate(pairs, 1)
    ]


def read(topic: Topic, revisions: list[Revision]) -> list[Proposition]:
    last = revisions[-1]
    its = replace(
        story(1, last.text, title=last.title, day=1, seen=SEEN), revision_id=last.id, text_source=last.text_source
    )
    return list(read_with_past(Reader(topic), its, revisions))


def came(rows: list[Proposition], sentence: str) -> datetime | None:
    return next(row.came_at for row in rows if row.sentence == sentence)


@pytest.mark.parametrize(
    ("texts", "sentence", "when"),
    [
        ((f"{FIRST} {OTHER}", f"{MENDED} {OTHER}"), OTHER, None),
        ((f"{FIRST} {OTHER}", f"{MENDED} {OTHER}"), MENDED, 3),
        ((FIRST, f"{FIRST} {OTHER}"), OTHER, 3),
        ((FIRST, f"{FIRST} {OTHER}", f"{FIRST} {OTHER} And then some more was told of it."), OTHER, 3),
        ((OTHER, FIRST, f"{OTHER} {FIRST}"), OTHER, None),
        ((FIRST.replace("billion", "bilion"), FIRST), FIRST, None),
        ((FIRST.replace("so far", "so far,"), FIRST), FIRST, None),
    ],
    ids=[
        "what stayed was published",
        "what was changed came with the edit",
        "what was added came with the edit",
        "from the first version on that has it",
        "what went and came back was published",
        "a slip that was mended is no new saying",
        "nor is a comma",
    ],
)
def test_a_sentence_is_said_from_the_first_version_that_has_it(
    topic: Topic, texts: tuple[str, ...], sentence: str, when: float | None
) -> None:
    assert came(read(topic, versions(*texts)), sentence) == (None if when is None else on(when))


def test_what_stood_there_before_is_kept_with_its_time(topic: Topic) -> None:
    hedged = "Amazon may have put $4 billion into Anthropic so far."
    row = next(row for row in read(topic, versions(hedged, FIRST, MENDED)) if row.sentence == MENDED)
    assert [(was.row.sentence, was.said_at, was.until) for was in row.earlier] == [
        (hedged, PUBLISHED, on(3)),
        (FIRST, on(3), on(4)),
    ]
    assert [was.row.story.revision_id for was in row.earlier] == [1, 2]
    assert [was.row.reading.stance for was in row.earlier] == [Stance.HEDGED, Stance.ASSERTED]


def test_a_headline_is_held_against_headlines(topic: Topic) -> None:
    titles = ("Amazon triggered the ban on its models", "Amazon reportedly triggered the ban on its models")
    row = next(row for row in read(topic, versions(FIRST, FIRST, titles=titles)) if row.headline)
    assert (row.came_at, [was.row.sentence for was in row.earlier]) == (on(3), [titles[0]])


def test_a_sentence_that_is_unlike_took_nobodys_place(topic: Topic) -> None:
    row = next(row for row in read(topic, versions(OTHER, MENDED)) if row.sentence == MENDED)
    assert (row.came_at, row.earlier) == (on(3), ())


@pytest.mark.parametrize("more", [{"ours": True}, {"text_source": TextSource.PAGE}])
def test_what_we_read_otherwise_or_fetched_later_is_no_edit(topic: Topic, more: dict[str, object]) -> None:
    both = versions(FIRST, f"{MENDED} {OTHER}", later=more)
    if "text_source" in more:
        both[0] = replace(both[0], text_source=TextSource.FEED)
    assert {row.came_at for row in read(topic, both)} == {None}


def test_of_many_versions_the_first_and_the_newest_are_read(topic: Topic) -> None:
    many = versions(*(f"{FIRST} Update {number} of the day came at noon as before." for number in range(MOST + 9)))
    rows = read(topic, many)
    assert came(rows, FIRST) is None
    assert len(rows[-1].earlier) == MOST - 1


def test_without_versions_a_story_is_read_as_it_is(topic: Topic) -> None:
    reader, its = Reader(topic), story(1, f"{FIRST} {OTHER}")
    assert read_with_past(reader, its) == reader.read(its)
