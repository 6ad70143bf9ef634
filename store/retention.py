"""Entries off the topic, let shrink after a time to what they are known again by, and the room that is free then.

What stays is what says that an entry is not new: guid, address, headline, and when each was seen. What goes is text,
summary, earlier versions, what page and feed stated, and the page as it was fetched; from the past too. Whatever a
person marked, whatever claims rest on, and what is waited for, stays whole.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from store import evidence, history
from store.codec import stamp
from store.database import Store
from store.models import TextSource

#: Stories that shrink in one transaction.
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be freed: stories that shrink, of them versions that go, and in bytes their text, their pages as they
    were fetched (how many that are, too), and the pages of the file that nothing is on."""

    stories: int
    versions: int
    text: int
    kept: int
    kept_bytes: int
    free: int
    size: int

    @property
    def anything(self) -> bool:
        return bool(self.stories or self.free)


def plan(store: Store, now: datetime, days: int) -> Plan:
    """What `shrink` and `compact` would do. Writes nothing. `days` 0: no story shrinks."""
    row = store.row(
        f"SELECT count(*) AS stories, total({_LENGTH}) AS text FROM stories WHERE {_shrinkable(store)}",
        _values(now, days),
    )
    versions = store.row(
        "SELECT count(*) AS versions, total(length(CAST(text AS BLOB))) AS text FROM revisions WHERE story_id IN "
        f"(SELECT id FROM stories WHERE {_shrinkable(store)})",
        _values(now, days),
    )
    summaries = store.value(
        "SELECT total(length(CAST(summary AS BLOB))) FROM entries WHERE story_id IN "
        f"(SELECT id FROM stories WHERE {_shrinkable(store)})",
        _values(now, days),
    )
    kept = store.row(
        "SELECT count(*) AS pages, total((SELECT length(data) FROM bodies WHERE bodies.id = body_id)) AS bytes "
        f"FROM evidence WHERE story_id IN (SELECT id FROM stories WHERE {_shrinkable(store)})",
        _values(now, days),
    )
    assert row is not None
    assert kept is not None
    assert versions is not None
    page = store.value("PRAGMA page_size")
    return Plan(
        stories=row["stories"],
        versions=versions["versions"] - row["stories"],
        text=int(row["text"] + versions["text"] + summaries),
        kept=kept["pages"],
        kept_bytes=int(kept["bytes"]),
        free=store.value("PRAGMA freelist_count") * page,
        size=store.value("PRAGMA page_count") * page,
    )


_LENGTH = "length(CAST(text AS BLOB)) + length(CAST(coalesce(summary, '') AS BLOB))"


def _shrinkable(store: Store) -> str:
    """The condition under which a story shrinks. Any mark keeps it, but one taken off."""
    columns = {row["name"] for row in store.rows("PRAGMA table_info(marks)")}
    marks = sorted(columns - {"story_id", "unsaved_at", "unread_at", "note_at", "verdict_at"})
    return (
        ":days > 0 AND NOT relevant AND shrunk_at IS NULL AND first_seen_at < :before "
        "AND coalesce(page_state, 'none') <> 'wanted' "
        f"AND id NOT IN (SELECT story_id FROM marks WHERE coalesce({', '.join(marks)}) IS NOT NULL) "
        "AND id NOT IN (SELECT story_id FROM mentions) AND id NOT IN (SELECT story_id FROM readings)"
    )


def _values(now: datetime, days: int) -> dict[str, object]:
    return {"days": days, "before": stamp(now - timedelta(days=days))}


def shrink(store: Store, now: datetime, days: int) -> int:
    """Lets what may go of the stories that have had their time, some at once; returns of how many."""
    ids = [
        row["id"]
        for row in store.rows(f"SELECT id FROM stories WHERE {_shrinkable(store)} ORDER BY id", _values(now, days))
    ]
    done = 0
    for begin in range(0, len(ids), _AT_ONCE):
        with store.writing():
            some = ids[begin : begin + _AT_ONCE]
            versions = _versions(store, some)
            shrunk = [story_id for story_id in some if _shrink(store, story_id, now, days)]
            evidence.sweep(store.connection)
            history.forget(store.connection, shrunk, [one for story_id in shrunk for one in versions[story_id]])
            done += len(shrunk)
    return done


def _versions(store: Store, story_ids: Sequence[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {story_id: [] for story_id in story_ids}
    rows = store.rows(
        "SELECT id, story_id FROM revisions WHERE story_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(story_ids)),),
    )
    for row in rows:
        found[row["story_id"]].append(row["id"])
    return found


def _shrink(store: Store, story_id: int, now: datetime, days: int) -> int:
    """One story, where it still may: somebody may have marked it since it was looked for."""
    write = store.connection.execute
    changed = write(
        "UPDATE stories SET text = '', summary = NULL, author = NULL, matched = NULL, text_source = :feed, "
        "revisions = 1, page_state = 'none', page_tries = 0, page_try_at = NULL, page_note = NULL, shrunk_at = :now "
        f"WHERE id = :id AND {_shrinkable(store)}",
        {**_values(now, days), "id": story_id, "now": stamp(now), "feed": TextSource.FEED},
    ).rowcount
    if changed:
        write(
            "DELETE FROM revisions WHERE story_id = :id AND id <> (SELECT revision_id FROM stories WHERE id = :id)",
            {"id": story_id},
        )
        write(
            "UPDATE versions SET text = '', number = 1, text_source = ?, extracted = NULL, asides = NULL, "
            "evidence_id = NULL, rules = NULL WHERE story_id = ?",
            (TextSource.FEED, story_id),
        )
        write("UPDATE entries SET summary = '' WHERE story_id = ?", (story_id,))
        for table in ("links", "unread", "statements", "evidence"):
            write(f"DELETE FROM {table} WHERE story_id = ?", (story_id,))
    return changed


@dataclass(frozen=True, slots=True)
class Freed:
    """How many bytes the file is shorter. `held`: it will be, once nobody reads it as it was before."""

    bytes: int
    held: bool


def compact(store: Store, before: int) -> Freed:
    """Gives the free room back to the disk; `before`: how many bytes the database had (`Plan.size`). It needs as much
    room meanwhile as the database has. Raises `StoreError` where somebody writes for long, or the disk is full; nothing
    is changed then."""
    store.settling("INSERT INTO stories_fts(stories_fts) VALUES ('optimize')")
    store.settling("VACUUM")
    held = bool(store.settling("PRAGMA wal_checkpoint(TRUNCATE)")[0][0])
    # Counted in pages of the database: its log is long or short by what was written and when.
    after = store.value("PRAGMA page_count") * store.value("PRAGMA page_size")
    return Freed(max(before - after, 0), held)
