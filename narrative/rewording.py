"""When the sentences of a story came into it, and what stood in their places before: by the story's versions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from narrative.alignment import Sentence, paired
from narrative.edits import retitle_changes_meaning
from narrative.propositions import Earlier, Proposition, Reader
from narrative.samewords import words
from narrative.steps import step
from store.models import Revision, Story

#: Versions of a story that are read: its first and the newest of the others. A page that changes all day has many.
MOST = 12
#: A sentence by its words, or a headline by them.
_Words = tuple[bool, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Version:
    """A version as read. `at`: from when on it counts; `uses`: how often it has each word; `before`: what the sentences
    that it brought stand in the place of."""

    at: datetime
    rows: Mapping[_Words, Proposition]
    uses: Counter[str]
    before: Mapping[_Words, Proposition]


def read_with_past(reader: Reader, story: Story, revisions: Sequence[Revision] = ()) -> tuple[Proposition, ...]:
    """What may make a claim in a story, each sentence with when it came and what stood there before.

    `revisions`: all of the story's, oldest first; none where it has only one. The text of a page is not held against
    what a feed showed before the page was read: that it has more was no edit.
    """
    rows = reader.read(story)
    known = _of_outlet(story, revisions)
    if len(known) < 2:
        return rows
    titles = _versions(reader, story, known)
    same = [one for one in known if one[0].text_source is known[-1][0].text_source]
    texts = titles if len(same) == len(known) else _versions(reader, story, same)
    return tuple(_traced(row, titles if row.headline else texts) for row in rows)


def _of_outlet(story: Story, revisions: Sequence[Revision]) -> list[tuple[Revision, datetime]]:
    """The outlet's versions, each as we read it last, with the time from which it counts: the first from when the story
    was published, others from when they were first seen."""
    found: list[tuple[Revision, datetime]] = []
    for revision in revisions:
        if found and revision.ours:
            found[-1] = (revision, found[-1][1])
        else:
            found.append((revision, revision.seen_at if found else story.said_at))
    return found if len(found) <= MOST else [found[0], *found[1 - MOST :]]


def _versions(reader: Reader, story: Story, known: Sequence[tuple[Revision, datetime]]) -> list[_Version]:
    found: list[_Version] = []
    for revision, at in known:
        its = replace(story, title=revision.title, text=revision.text, revision_id=revision.id)
        rows: dict[_Words, Proposition] = {}
        for row in reader.read(its):
            rows.setdefault(_words(row), row)
        before = _replaced(found[-1].rows, rows) if found else {}
        found.append(_Version(at if found else story.said_at, rows, Counter(words(revision.text)), before))
    return found


def _replaced(old: Mapping[_Words, Proposition], new: Mapping[_Words, Proposition]) -> dict[_Words, Proposition]:
    """For each sentence that a version brought the one before that it is a version of, where there is one."""
    found = {}
    for headline in (True, False):
        gone = [row for said, row in old.items() if said not in new and row.headline is headline]
        come = [row for said, row in new.items() if said not in old and row.headline is headline]
        for one, other in paired([_sentence(row) for row in gone], [_sentence(row) for row in come]).items():
            found[_words(come[other])] = gone[one]
    return found


def _traced(row: Proposition, versions: Sequence[_Version]) -> Proposition:
    """A sentence with when it was first said and what was said before in its place; a slip mended is no new saying."""
    runs: list[tuple[Proposition, datetime]] = []
    saying, here, place = row, row, len(versions) - 1
    while True:
        first = next((number for number in range(place + 1) if _words(here) in versions[number].rows), place)
        before = versions[first].before.get(_words(here))
        if before is None or _says_otherwise(before, here, versions[first - 1].uses + versions[first].uses):
            runs.append((saying, versions[first].at))
            saying = before or saying
        if before is None:
            break
        here, place = before, first - 1
    pairs = zip(runs[1:], runs, strict=False)
    earlier = tuple(Earlier(was, at, until) for (was, at), (_, until) in pairs)
    came = runs[0][1] if runs[0][1] != versions[0].at else None
    return row if came is None else replace(row, came_at=came, earlier=earlier[::-1])


def _says_otherwise(before: Proposition, after: Proposition, known: Counter[str]) -> bool:
    if after.headline:
        return retitle_changes_meaning(before.sentence, after.sentence)
    return any(step(_sentence(before), _sentence(after), known))


def _words(row: Proposition) -> _Words:
    return row.headline, tuple(words(row.sentence))


def _sentence(row: Proposition) -> Sentence:
    return Sentence(row.sentence, tuple(words(row.sentence)), 0)
