"""The log of marks: one row a story and act, with what was before it. Rows are marked undone, never changed otherwise.

The marks themselves stand in `marks`; the log is what undoes them, the newest first. `undo` restores only the columns
that an act changed.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from store import state
from store.codec import moment, stamp
from store.database import Store

#: What a person can set of a story, by the columns of `marks` that hold it. `unsaved_at` and `unread_at`: when it was
#: taken off, so that of two homes' marks the later one is known.
COLUMNS = ("read_at", "unread_at", "saved_at", "unsaved_at", "verdict", "verdict_at", "note", "note_at")


class MarkKind(StrEnum):
    """What a person does with stories. `IMPORT`: takes over the marks of another home."""

    READ = "read"
    UNREAD = "unread"
    SAVE = "save"
    UNSAVE = "unsave"
    ACCEPT = "accept"
    REJECT = "reject"
    NOTE = "note"
    IMPORT = "import"


@dataclass(frozen=True, slots=True)
class MarkAct:
    """One act on stories. `after_act`: the newest act on a claim when it was done; `text`: the note."""

    id: int
    at: datetime
    kind: MarkKind
    story_ids: tuple[int, ...]
    text: str | None
    after_act: int
    undone_at: datetime | None


class Batch:
    """Rows of one act in the making, within a transaction."""

    def __init__(self, store: Store, kind: MarkKind, at: datetime, text: str | None = None) -> None:
        self.store, self.kind, self.at, self.text = store, kind, at, text
        self.id: int | None = None

    def add(self, story_id: int, before: Mapping[str, object]) -> None:
        """Keeps what was before the act of a story."""
        write = self.store.connection.execute
        row = (self.id or 0, stamp(self.at), self.kind, story_id, self.text, json.dumps(before, ensure_ascii=False))
        cursor = write(
            "INSERT INTO mark_log(batch, at, kind, story_id, text, before, after_act) "
            "VALUES (?, ?, ?, ?, ?, ?, (SELECT coalesce(max(id), 0) FROM acts))",
            row,
        )
        if self.id is None:
            self.id = cursor.lastrowid
            write("UPDATE mark_log SET batch = id WHERE id = ?", (self.id,))


def last(store: Store, passing_over: Collection[MarkKind] = ()) -> MarkAct | None:
    """The newest act that stands, of no kind that is to be passed over."""
    row = store.row(
        "SELECT batch FROM mark_log WHERE undone_at IS NULL AND kind NOT IN (SELECT value FROM json_each(?)) "
        "ORDER BY id DESC LIMIT 1",
        (json.dumps(list(passing_over)),),
    )
    return _acts(store, "batch = ?", (row["batch"],))[0] if row else None


def history(store: Store, limit: int | None = None) -> list[MarkAct]:
    """The last acts, undone ones too, the newest first."""
    last_ones = "batch IN (SELECT DISTINCT batch FROM mark_log ORDER BY batch DESC LIMIT ?)"
    return _acts(store, last_ones, (-1 if limit is None else limit,))


def _acts(store: Store, condition: str, values: tuple[object, ...]) -> list[MarkAct]:
    rows: dict[int, list[Any]] = {}
    for row in store.rows(f"SELECT * FROM mark_log WHERE {condition} ORDER BY batch DESC, id", values):
        rows.setdefault(row["batch"], []).append(row)
    return [
        MarkAct(
            id=batch,
            at=moment(its[0]["at"]),
            kind=MarkKind(its[0]["kind"]),
            story_ids=tuple(row["story_id"] for row in its),
            text=its[0]["text"],
            after_act=its[0]["after_act"],
            undone_at=moment(its[0]["undone_at"]),
        )
        for batch, its in rows.items()
    ]


def undo(store: Store, act: MarkAct, now: datetime) -> tuple[int, ...]:
    """Puts back what was before an act; returns the stories whose belonging to the topic may have changed by it.

    The act must be the newest that stands of its kind's columns (`last` gives it). Stories that are gone stay gone; a
    page that was fetched meanwhile stays fetched.
    """
    from store.marks import write

    judged = []
    with store.writing(now) as connection:
        rows = store.rows("SELECT * FROM mark_log WHERE batch = ? AND undone_at IS NULL ORDER BY id DESC", (act.id,))
        for row in rows:
            connection.execute("UPDATE mark_log SET undone_at = ? WHERE id = ?", (stamp(now), row["id"]))
            if store.row("SELECT 1 FROM stories WHERE id = ?", (row["story_id"],)) is None:
                continue
            before: dict[str, Any] = json.loads(row["before"])
            write(connection, row["story_id"], {name: before[name] for name in COLUMNS if name in before})
            if "relevant" in before:
                judged.append(row["story_id"])
                connection.execute(
                    "UPDATE stories SET relevant = :relevant, page_state = CASE WHEN page_state = 'wanted' "
                    "AND page_tries = 0 THEN :page_state ELSE page_state END WHERE id = :id",
                    before | {"id": row["story_id"]},
                )
        if judged:
            state.set_analysis_stale(store, True)
    return tuple(reversed(judged))
