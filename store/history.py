"""How the store was before: every change of what answers are made of, kept with the time it became known.

Triggers note in `pending` how a row was before its first change in a transaction; at the transaction's end (`seal`)
what differs is packed into one row of `moments` (one without changes says that before it none were kept). Undone from
the newest on, moments give back the store as it was at any time (`store.earlier`), whatever made the change.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

from store.codec import stamp

#: A row as it was before: the columns to put back, all of them where the row went, or None where there was no row.
Was = dict[str, Any] | None
#: A change: table, key, and how its row was.
Change = tuple[str, str, Was]

#: Tables of which every column is kept (empty), or these: what answers to a person or a program are made of. What only
#: polls need of a feed or page, and what is made anew from the rest, is not.
KEPT: Mapping[str, tuple[str, ...]] = {
    "feeds": ("id", "url", "title", "outlet", "home_url", "note", "added_at", "failures", "last_error", "paused_at"),
    "stories": (
        *("id", "url", "url_key", "title", "outlet", "domain", "author", "published_at", "first_seen_at", "said_at"),
        *("language", "summary", "text", "text_source", "revision_id", "revisions", "relevant", "relevance", "matched"),
        *("page_note", "shrunk_at"),
    ),
    "revisions": ("id", "story_id", "number", "seen_at", "title", "text", "text_source", "ours"),
    "statements": (),
    "links": (),
    "addresses": (),
    "marks": (),
    "mark_log": (),
    "claims": (),
    "mentions": (),
    "chains": (),
    "copies": (),
    "acts": (),
    "annotations": (),
    "gaps": (),
    "looks": ("story_id", "looked_at", "removed_at", "removed_status"),
    "state": (),
}
#: Of looks, when a page was looked at says nothing to anybody: it alone is no change.
_NO_CHANGE = {"looks": {"looked_at"}}
#: Facts of `state` that answers depend on.
FACTS = ("last_looked_at", "analysis_stale", "last_claim_id", "claims_changed_by_acts", "reader")
#: Rows that come and go with another: what is undone with it need not be kept.
PARENTS = {
    **dict.fromkeys(
        ("revisions", "statements", "links", "addresses", "marks", "chains", "copies"), ("stories", "story_id")
    ),
    "mentions": ("claims", "claim_id"),
}
#: The schema that keeps history, and those after it.
SINCE_SCHEMA = 80


def columns(connection: sqlite3.Connection, table: str) -> tuple[list[str], list[str], str | None]:
    """Which columns of a table are kept, which of these are its key, and the one that holds a real number."""
    info = connection.execute(f"SELECT name, type, pk FROM pragma_table_info('{table}') ORDER BY cid").fetchall()
    kept = [row[0] for row in info if not KEPT.get(table) or row[0] in KEPT[table]]
    keys = [row[0] for row in sorted(info, key=lambda row: row[2]) if row[2]]
    real = [row[0] for row in info if row[1] == "REAL" and row[0] in kept]
    assert set(keys) <= set(kept), table
    assert len(real) < 2, table
    return kept, keys, real[0] if real else None


def install(connection: sqlite3.Connection) -> None:
    """Makes the triggers, anew where they are there: to be called by every migration that changes a table of `KEPT`."""
    for table in KEPT:
        kept, keys, real = columns(connection, table)
        if not kept:
            continue  # a later migration makes it
        new, old = (_key(keys, row) for row in ("new", "old"))
        told = ", ".join(f"'{name}', old.[{name}]" for name in kept if name != real)
        was, number = f"json_object({told})", f"old.[{real}]" if real else "NULL"
        compared = [name for name in kept if name not in _NO_CHANGE.get(table, ())]
        changed = " OR ".join(f"old.[{name}] IS NOT new.[{name}]" for name in compared)
        watched = ", ".join(f"[{name}]" for name in compared)
        came = _note(table, new, "NULL", "NULL", _alone(table, "new"))
        went = _note(table, old, was, number, _alone(table, "old"))
        moved = _note(table, new, "NULL", "NULL", f"{new} IS NOT {old} AND {_alone(table, 'new')}")
        only = f"{{}}.key IN ({', '.join(repr(fact) for fact in FACTS)})" if table == "state" else "1"
        for name, event, row, condition, work in (
            ("insert", "INSERT", "new", "1", came),
            ("delete", "DELETE", "old", "1", went),
            ("update", f"UPDATE OF {watched}", "old", changed, f"{went} {moved}"),
        ):
            connection.execute(f"DROP TRIGGER IF EXISTS {table}_history_{name}")
            connection.execute(
                f"CREATE TRIGGER {table}_history_{name} AFTER {event} ON {table} "
                f"WHEN {only.format(row)} AND ({condition}) BEGIN {work} END"
            )


def _key(keys: list[str], row: str) -> str:
    return f"json_array({', '.join(f'{row}.[{name}]' for name in keys)})"


def _alone(table: str, row: str) -> str:
    """That a row is not of another one that is new in this transaction."""
    if table not in PARENTS:
        return ""
    parent, column = PARENTS[table]
    key = f"json_array({row}.[{column}])"
    return f"NOT EXISTS (SELECT 1 FROM pending WHERE [table] = '{parent}' AND [key] = {key} AND was IS NULL) AND "


def _note(table: str, key: str, was: str, number: str, condition: str) -> str:
    """Only the first change of a row in a transaction counts. No OR IGNORE: within a trigger the conflict clause of the
    statement that set it off would hold instead."""
    return (
        f"INSERT INTO pending SELECT '{table}', {key}, {was}, {number} WHERE {condition}"
        f"NOT EXISTS (SELECT 1 FROM pending WHERE [table] = '{table}' AND [key] = {key});"
    )


def seal(connection: sqlite3.Connection, at: datetime | None) -> None:
    """Keeps what a transaction changed, right before it is committed. `at`: when that became known; None: with what was
    kept last. A file of an older schema keeps nothing."""
    if connection.execute("PRAGMA user_version").fetchone()[0] < SINCE_SCHEMA:
        return
    if connection.execute("SELECT 1 FROM pending LIMIT 1").fetchone() is None:
        return
    changes = list(_changes(connection))
    connection.execute("DELETE FROM pending")
    if changes:
        known = stamp(at) if at else _last(connection)
        connection.execute("INSERT INTO moments(at, changes) VALUES (?, ?)", (known, pack(changes)))


def _last(connection: sqlite3.Connection) -> str:
    """When what was kept last became known."""
    row = connection.execute("SELECT at FROM moments ORDER BY id DESC LIMIT 1").fetchone()
    return str(row[0]) if row else begins(connection)


def version(connection: sqlite3.Connection) -> tuple[object, ...]:
    """The same for as long as nothing that is kept changes in a file."""
    row = connection.execute("SELECT id, at, length(changes) FROM moments ORDER BY id DESC LIMIT 1").fetchone()
    return (*(row or ()), connection.execute("SELECT count(*) FROM pending").fetchone()[0])


def begins(connection: sqlite3.Connection) -> str:
    """From when on every change is kept, as stored; nothing where that is so from the first."""
    row = connection.execute("SELECT at FROM moments WHERE changes IS NULL").fetchone()
    return str(row[0]) if row else ""


def _changes(connection: sqlite3.Connection) -> Iterator[Change]:
    """What is other than before the transaction."""
    for (table,) in connection.execute("SELECT DISTINCT [table] FROM pending ORDER BY 1").fetchall():
        kept, keys, real = columns(connection, table)
        on = " AND ".join(f"now.[{name}] = json_extract(pending.key, '$[{place}]')" for place, name in enumerate(keys))
        for row in connection.execute(
            f"SELECT pending.[key] FROM pending JOIN [{table}] AS now ON {on} "
            "WHERE pending.[table] = ? AND was IS NULL ORDER BY 1",
            (table,),
        ).fetchall():
            yield table, row[0], None
        names = ", ".join(f"now.[{name}]" for name in kept)
        for row in connection.execute(
            f"SELECT pending.[key], was, real, now.[{keys[0]}] IS NOT NULL, {names} FROM pending "
            f"LEFT JOIN [{table}] AS now ON {on} WHERE pending.[table] = ? AND was IS NOT NULL ORDER BY 1",
            (table,),
        ).fetchall():
            was = json.loads(row[1]) | ({real: row[2]} if real else {})
            if row[3]:
                now = dict(zip(kept, tuple(row)[4:], strict=True))
                was = {name: value for name, value in was.items() if value != now[name]}
            if was:
                yield table, row[0], was


def pack(changes: list[Change]) -> bytes:
    """Changes as they are kept."""
    return zlib.compress(json.dumps(changes, ensure_ascii=False, separators=(",", ":")).encode(), 6)


def unpack(data: bytes) -> list[Change]:
    return [(table, key, was) for table, key, was in json.loads(zlib.decompress(data))]


def after(connection: sqlite3.Connection, moment: datetime) -> int:
    """The first of the moments that were not known yet at a time, by its id, and whatever was kept later, should a
    clock have gone back since; one past the last where all were."""
    row = connection.execute("SELECT min(id) FROM moments WHERE at > ?", (stamp(moment),)).fetchone()
    if row[0] is not None:
        return int(row[0])
    return int(connection.execute("SELECT coalesce(max(id), 0) + 1 FROM moments").fetchone()[0])


def since(connection: sqlite3.Connection, first: int) -> Iterator[Change]:
    """Every change from a moment on, the newest moment first."""
    rows = connection.execute("SELECT changes FROM moments WHERE id >= ? ORDER BY id DESC", (first,))
    for row in rows:
        yield from unpack(row[0]) if row[0] is not None else ()


#: Of a story that shrinks, the columns that are taken for what was always so.
_SHRUNK = {"text", "summary", "author", "matched", "text_source", "revisions", "revision_id", "page_note", "shrunk_at"}


def forget(connection: sqlite3.Connection, story_ids: Collection[int], version_ids: Collection[int]) -> None:
    """Takes what this transaction changed of stories, and what was before of their text and versions, for what was
    always so: of text that is let go, nothing is to stay."""
    connection.execute("DELETE FROM pending")
    stories, versions = set(story_ids), set(version_ids)
    for number, data in connection.execute("SELECT id, changes FROM moments WHERE changes IS NOT NULL").fetchall():
        before = unpack(data)
        after = [one for change in before if (one := _without(change, stories, versions)) is not None]
        if after != before:
            connection.execute("UPDATE moments SET changes = ? WHERE id = ?", (pack(after), number))


def _without(change: Change, stories: set[int], versions: set[int]) -> Change | None:
    """What is left of a change where nothing is to be known of the text of these stories any more."""
    table, key, was = change
    if table not in ("stories", "revisions", "statements", "links"):
        return change
    number = json.loads(key)[0]
    if table == "stories" and number in stories and was is not None:
        was = {name: value for name, value in was.items() if name not in _SHRUNK}
        return (table, key, was) if was else None
    gone = number in (versions if table == "revisions" else stories) and table != "stories"
    return None if gone else change


def broken(connection: sqlite3.Connection) -> int | None:
    """The newest moment that cannot be undone, as it cannot be read, or those right before it are missing; None where
    all can. Writes nothing."""
    following: int | None = None
    for number, data in connection.execute("SELECT id, changes FROM moments ORDER BY id DESC"):
        if following is not None and number != following - 1:
            return following
        try:
            known = data is None or unpack(data) is not None
        except (zlib.error, ValueError, TypeError, RecursionError):
            known = False
        if not known:
            return int(number)
        following = number
    return following if following is not None and following > 1 else None


def mend(connection: sqlite3.Connection) -> bool:
    """Lets the past begin where it can be told from on; returns whether anything was to be mended."""
    number = broken(connection)
    if number is None:
        return False
    connection.execute("DELETE FROM moments WHERE id < ?", (number,))
    connection.execute("UPDATE moments SET changes = NULL WHERE id = ?", (number,))
    connection.execute("UPDATE moments SET id = id - ? WHERE id >= ?", (number - 1, number))
    return True


def begin(connection: sqlite3.Connection, at: datetime) -> None:
    """Keeps changes from now on only: what is there came from elsewhere with a past of its own."""
    connection.execute("DELETE FROM pending")
    connection.execute("DELETE FROM moments")
    connection.execute("INSERT INTO moments(at) VALUES (?)", (stamp(at),))
