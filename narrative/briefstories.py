"""The sentences of a brief that are of stories: volume, copies, outlets that joined, edits, removed pages."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from narrative.briefkinds import WEIGHTS, Kind
from narrative.briefnews import Seen
from narrative.briefwords import day, headline, names, seen_at, short
from narrative.edits import Edit, EditKind, Finding, meaning_of_edit
from store.models import BriefLine, Claim, Heard, Removed, Revision
from store.wording import counted

#: A story is much copied from so many new copies on.
COPIES = 2
#: Characters of a sentence before or after an edit.
_QUOTED = 80
#: A story that is edited or gone matters as much as a claim of about five chains: whoever followed it was told
#: something else.
_STORY = 2.5
#: An edit with a notice matters less than a silent one; so do, of silent ones, those that only change words.
_NOTED, _WORDS_ONLY = 0.5, 0.4
_WORDS = frozenset((EditKind.HEADLINE, EditKind.TEXT))


def arrived(stories: Sequence[Heard], chains: Mapping[int, int], what: Seen) -> Iterator[BriefLine]:
    """How many stories are new, of how many outlets and independent chains."""
    new = sorted((story for story in stories if story.id in what.fresh), key=lambda s: (s.said_at, s.id), reverse=True)
    if not new:
        return
    outlets, begun = len({story.outlet for story in new}), {chains.get(story.id, story.id) for story in new}
    copies = sum(chains.get(story.id, story.id) != story.id for story in new)
    told = (
        counted(len(new), "story", "stories") if what.since is None else counted(len(new), "new story", "new stories")
    )
    said = f"; {copies} {'is a copy' if copies == 1 else 'are copies'}" if copies else ""
    figures = (("stories", len(new)), ("outlets", outlets), ("chains", len(begun)), ("copies", copies))
    text = f"{told} from {counted(outlets, 'outlet')}, in {counted(len(begun), 'chain')}{said}."
    yield BriefLine(Kind.STORIES, text, tuple(story.id for story in new), (), figures)


def copied(stories: Sequence[Heard], chains: Mapping[int, int], what: Seen) -> Iterator[BriefLine]:
    """The stories that new ones copy, and how often."""
    by_id = {story.id: story for story in stories}
    copies: defaultdict[int, list[Heard]] = defaultdict(list)
    new = (story for story in stories if story.id in what.fresh and story.id in chains)
    for story in sorted(new, key=lambda s: (s.said_at, s.id)):
        original = chains[story.id]
        if original != story.id and original in by_id:
            copies[original].append(story)
    for number, its in copies.items():
        if len(its) >= COPIES:
            first, outlets = by_id[number], {story.outlet for story in its}
            by = f"{counted(len(its), 'story', 'stories')} of {counted(len(outlets), 'outlet')}"
            text = f"Much copied: {headline(first.title)} of {first.outlet}, by {by}."
            figures = (("copies", len(its)), ("outlets", len(outlets)))
            weight = WEIGHTS[Kind.COPIED].base * math.log2(1 + len(its))
            yield _line(Kind.COPIED, text, (number, *(story.id for story in its)), figures, weight)


def joined(stories: Sequence[Heard], others: Collection[str], what: Seen) -> Iterator[BriefLine]:
    """Outlets that had no story before (`others`: of some that had, no story is given); from the beginning all are new,
    and none is told."""
    if what.since is None:
        return
    before = {story.outlet for story in stories if story.id not in what.fresh} | {*others}
    new = [story for story in stories if story.id in what.fresh and story.outlet not in before]
    new.sort(key=lambda s: (s.said_at, s.id))
    found = list(dict.fromkeys(story.outlet for story in new))
    if found:
        took = f"{counted(len(found), 'outlet')} took the story up"
        weight = WEIGHTS[Kind.OUTLETS].base * math.log2(1 + len(found))
        ids = tuple(story.id for story in new)
        yield _line(Kind.OUTLETS, f"{took}: {names(found)}.", ids, (("outlets", len(found)),), weight)


def removed(stories: Mapping[int, Heard], gone: Sequence[Removed], what: Seen) -> Iterator[BriefLine]:
    """Pages that are there no more."""
    for one in gone:
        story = stories.get(one.story_id)
        if story and what.within(one.at):
            since = f"{one.status} since {day(one.at, what.now)}"
            text = f"Page removed: {headline(story.title)} of {story.outlet}, {since}."
            yield _line(Kind.REMOVED, text, (story.id,), (("status", one.status),), WEIGHTS[Kind.REMOVED].base * _STORY)


def edited(
    stories: Mapping[int, Heard], edits: Sequence[tuple[Revision, Revision]], claims: Sequence[Claim], what: Seen
) -> Iterator[BriefLine]:
    """Stories whose meaning was changed after publication: each by the edit that changed most.

    `claims`: those known, so that one that is gone from a story is seen.
    """
    found: defaultdict[int, list[tuple[Edit, Revision]]] = defaultdict(list)
    for old, new in edits:
        if new.story_id in stories and what.within(new.seen_at):
            edit = meaning_of_edit(old, new, claims)
            if edit.changes_meaning:
                found[new.story_id].append((edit, new))
    for story_id, its in found.items():
        edit, version = min(its, key=lambda one: (one[0].noted, _rank(one[0]), one[1].id))
        story = stories[story_id]
        of_words = edit.kind in _WORDS
        share = (_NOTED if edit.noted else 1.0) * (_WORDS_ONLY if of_words else 1.0)
        changes = sum(max(1, len(one.findings)) for one, _ in its)
        # The sentence has room for one; the command shows them all.
        others = counted(changes - 1, "more change", "more changes")
        more = f" Also: {others} (show {story_id})." if changes > 1 else ""
        noted = "with a notice" if edit.noted else "without a notice"
        stated = what.edited.get((story_id, version.seen_at))
        seen = seen_at(version.seen_at, stated, what.now)
        text = f"{story.outlet} edited {_where(edit, story)} {noted}, {seen}: {_told(edit)}."
        figures = (
            ("edit", edit.kind.value),
            ("noted", int(edit.noted)),
            ("changes", changes),
            ("seen_at", version.seen_at.isoformat()),
            *((("page_says", stated.isoformat()),) if stated else ()),
        )
        yield _line(Kind.EDITED, text + more, (story_id,), figures, WEIGHTS[Kind.EDITED].base * _STORY * share)


def _rank(edit: Edit) -> int:
    return min((finding.rank for finding in edit.findings), default=0)


def _where(edit: Edit, story: Heard) -> str:
    """The headline names the story, but where the edit is told by it."""
    return "a headline" if edit.findings and _of_headline(edit.findings[0]) else headline(story.title)


def _of_headline(finding: Finding) -> bool:
    return finding.headline and finding.kind is not EditKind.FIGURE


def _told(edit: Edit) -> str:
    """What the edit did, with the words that went and came where they are known, and else the sentences."""
    if not edit.findings or edit.kind in (EditKind.TEXT, EditKind.FIGURE):
        return short(edit.description, 2 * _QUOTED)
    first = edit.findings[0]
    went, came = (short(words, _QUOTED) for words in first.what)
    before, after = short(first.before, _QUOTED), short(first.after, _QUOTED)
    if went and came and not first.headline:
        return f"{first.kind}: “{went}” became “{came}”"
    if (went or came) and not first.headline:
        return f"{first.kind} (“{went or came}”): “{before if went else after}”"
    if before and after:
        return f"{first.kind}: “{before}” became “{after}”"
    return f"{first.kind}: “{before or after}”"


def _line(
    kind: Kind,
    text: str,
    story_ids: tuple[int, ...],
    figures: tuple[tuple[str, int | float | str], ...],
    weight: float,
) -> BriefLine:
    return BriefLine(kind, text, story_ids, (), figures, weight=round(weight, 2))
