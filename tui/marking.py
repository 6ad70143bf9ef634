"""A person's marks on stories, one or a million as one act; what came of each, in words; and taking the last back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from store import acts, marklog, marks, reading, storylist
from store.database import Store
from store.errors import NotFound
from store.marklog import MarkAct, MarkKind
from store.models import Story
from store.storylist import Tally
from store.wording import counted
from tui import claiming

#: Marks stories and says what it did; nothing where that needs no word.
Deed = Callable[[Store, Sequence[int], datetime], str]
#: Takes back what was done last and says what that was, a line each.
Undoing = Callable[[Store, datetime], list[str]]

_UNDONE = {
    MarkKind.READ: "read",
    MarkKind.UNREAD: "unread again",
    MarkKind.SAVE: "saved",
    MarkKind.UNSAVE: "no longer saved",
    MarkKind.ACCEPT: "accepted",
    MarkKind.REJECT: "turned down",
    MarkKind.NOTE: "noted",
    MarkKind.IMPORT: "marks taken in from another home",
}


@dataclass(frozen=True, slots=True)
class Done:
    """What came of an act: what to say, the shown stories that it changed, as they now stand, and the counts.

    `elsewhere`: it was done to claims or feeds.
    """

    said: str
    stories: tuple[Story, ...] = ()
    tally: Tally = field(default_factory=Tally)
    elsewhere: bool = False


def do(store: Store, deed: Deed, those: Callable[[], Sequence[int]], now: datetime, shown: Collection[int]) -> Done:
    """Does it to the stories that `those` says; `shown` are those whose rows are to be read back."""
    ids = those()
    said = deed(store, ids, now)
    return _done(store, said, ids, shown)


def _done(store: Store, said: str, ids: Sequence[int], shown: Collection[int]) -> Done:
    changed = storylist.some(store, [number for number in ids if number in shown])
    return Done(said, tuple(changed), storylist.tally(store))


def save(store: Store, ids: Sequence[int], now: datetime) -> str:
    """Marks them saved; where all are, they are no longer."""
    if storylist.unsaved_of(store, ids):
        marks.save(store, ids, now)
        return f"Saved{_many(ids)}; reportedly export --saved writes it out. u undoes it."
    marks.unsave(store, ids, now)
    return f"No longer saved{_many(ids)}; u undoes it."


def read(store: Store, ids: Sequence[int], now: datetime) -> str:
    """Marks them read; where all are, they are unread again."""
    if storylist.unread_of(store, ids):
        marks.mark_read(store, ids, now)
        return f"Marked read{_many(ids)}; u undoes it."
    marks.mark_unread(store, ids, now)
    return f"Unread again{_many(ids)}; u undoes it."


def opened(store: Store, ids: Sequence[int], now: datetime) -> str:
    """Marks them read because a person opened them."""
    marks.mark_read(store, ids, now)
    return ""


def accept(store: Store, ids: Sequence[int], now: datetime) -> str:
    """A person's word that they belong to the topic."""
    marks.judge(store, ids, True, now)
    return f"Accepted{_many(ids)}: it counts from the next poll or reportedly analyse on; u undoes it."


def turn_down(store: Store, ids: Sequence[int], now: datetime) -> str:
    """A person's word that they do not."""
    marks.judge(store, ids, False, now)
    return f"Turned down{_many(ids)}: gone from the next reading on; u undoes it."


def noting(text: str) -> Deed:
    """Keeps a note with them, in place of the one before; an empty one takes that off."""

    def note(store: Store, ids: Sequence[int], now: datetime) -> str:
        marks.note(store, ids, text, now)
        return f"{'Noted' if text else 'The note is taken off'}{_many(ids)}; u undoes it."

    return note


def undo(store: Store, undoing: Undoing, now: datetime, shown: Collection[int]) -> Done:
    """Takes back what was done last, to stories, claims or feeds, and says what that was."""
    last, stood = marklog.last(store), acts.active(store)
    lines = undoing(store, now)
    if not lines:
        return Done("Nothing is left to undo.")
    left = marklog.last(store)
    if last is None or (left is not None and left.id == last.id):
        stand = {act.id for act in acts.active(store)}
        gone = [act for act in reversed(stood) if act.id not in stand]
        said = claiming.undone(gone) if gone else f"Undone: {'; '.join(map(_untimed, lines))}"
        return Done(said, tally=storylist.tally(store), elsewhere=True)
    return _done(store, f"Undone: {_UNDONE[last.kind]}, {_which(store, last)}", last.story_ids, shown)


def _untimed(line: str) -> str:
    """A line on an act, which begins with its time, without that."""
    return " ".join((line.partition("  ")[2] or line).split())


def _which(store: Store, act: MarkAct) -> str:
    if len(act.story_ids) > 1:
        return counted(len(act.story_ids), "story", "stories")
    try:
        return f"“{reading.get(store, act.story_ids[0]).title}”"
    except NotFound:
        return "a story that is gone"


def _many(ids: Sequence[int]) -> str:
    return f": {len(ids):,} stories" if len(ids) > 1 else ""
