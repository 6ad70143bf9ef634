"""What a person said of a story: read, saved, accepted or turned down, a note. Kept apart, so no analysis can lose it.

Each mark is written beside what was before it (`store.marklog`), so that it can be undone; several stories marked at
once are one act. A mark that is set already writes nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from store import marklog, state
from store.codec import stamp
from store.database import Store, require
from store.marklog import COLUMNS, MarkKind

_Values = Mapping[str, str | None]
_OFF: _Values = dict.fromkeys(COLUMNS)


def save(store: Store, story_ids: Iterable[int], now: datetime) -> int:
    """Marks stories saved; all or, where an id is unknown (`NotFound`), none. Returns how many were named."""
    return _mark(store, MarkKind.SAVE, story_ids, now, {"saved_at": stamp(now), "unsaved_at": None}, _is("saved_at"))


def unsave(store: Store, story_ids: Iterable[int], now: datetime) -> int:
    values = {"saved_at": None, "unsaved_at": stamp(now)}
    return _mark(store, MarkKind.UNSAVE, story_ids, now, values, _is_not("saved_at"))


def mark_read(store: Store, story_ids: Iterable[int], now: datetime) -> int:
    return _mark(store, MarkKind.READ, story_ids, now, {"read_at": stamp(now), "unread_at": None}, _is("read_at"))


def mark_unread(store: Store, story_ids: Iterable[int], now: datetime) -> int:
    values = {"read_at": None, "unread_at": stamp(now)}
    return _mark(store, MarkKind.UNREAD, story_ids, now, values, _is_not("read_at"))


def note(store: Store, story_ids: Iterable[int], text: str | None, now: datetime) -> int:
    """Keeps a remark with stories, in place of the one before; none, or an empty one, takes that off."""
    values = {"note": text or None, "note_at": stamp(now)}
    return _mark(store, MarkKind.NOTE, story_ids, now, values, lambda row: row["note"] == (text or None), text or None)


def judge(store: Store, story_ids: Iterable[int], relevant: bool, now: datetime) -> int:
    """A person's word on whether stories belong to the topic; it stands against every later analysis.

    A story accepted whose page was never fetched is put down for fetching at the next poll.
    """
    kind = MarkKind.ACCEPT if relevant else MarkKind.REJECT
    word = "relevant" if relevant else "not relevant"
    ids = list(dict.fromkeys(story_ids))
    with store.writing(now) as connection:
        values = {"verdict": word, "verdict_at": stamp(now)}
        count = _mark(store, kind, ids, now, values, lambda row: row["verdict"] == word)
        state.set_analysis_stale(store, True)
        for story_id in ids:
            connection.execute("UPDATE stories SET relevant = ? WHERE id = ?", (relevant, story_id))
            if relevant:
                connection.execute(
                    "UPDATE stories SET page_state = 'wanted', page_try_at = ? WHERE id = ? AND page_state = 'none'",
                    (stamp(now), story_id),
                )
    return count


def of(store: Store, story_id: int) -> dict[str, str | None]:
    """Every mark of a story as it is kept, what is not set as None."""
    row = store.row("SELECT * FROM marks WHERE story_id = ?", (story_id,))
    return {name: row[name] for name in COLUMNS} if row else dict(_OFF)


def _is(column: str) -> Callable[[_Values], bool]:
    return lambda row: row[column] is not None


def _is_not(column: str) -> Callable[[_Values], bool]:
    return lambda row: row[column] is None


def _mark(
    store: Store,
    kind: MarkKind,
    story_ids: Iterable[int],
    now: datetime,
    values: _Values,
    is_so: Callable[[_Values], bool],
    text: str | None = None,
) -> int:
    """Sets columns of the marks of stories as one act; those that are so already stay as they are."""
    ids = list(dict.fromkeys(story_ids))
    with store.writing(now) as connection:
        batch = marklog.Batch(store, kind, now, text)
        for story_id in ids:
            row = store.row("SELECT relevant, page_state, page_try_at FROM stories WHERE id = ?", (story_id,))
            story = require(row, "story", story_id, "reportedly stories lists them")
            before = of(store, story_id)
            if is_so(before):
                continue
            kept: dict[str, object] = {name: before[name] for name in values}
            if "verdict" in values:
                kept |= {"relevant": story["relevant"], "page_state": story["page_state"]}
            batch.add(story_id, kept)
            write(connection, story_id, values)
    return len(ids)


def write(connection: sqlite3.Connection, story_id: int, values: Mapping[str, object]) -> None:
    """Sets columns of a story's marks, within a transaction."""
    names = list(values)
    connection.execute(
        f"INSERT INTO marks(story_id, {', '.join(names)}) VALUES (?{', ?' * len(names)}) "
        f"ON CONFLICT(story_id) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in names)}",
        (story_id, *values.values()),
    )
