"""The store as it was at a time: what answers are made of, copied into a file of its own, and what came later undone.

Where history goes back so far (`store.history`) this is exact, whatever was changed and by whom. For times before it
`trim` goes by the times that rows have, and the claims are to be derived anew.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from store import history, state, watched
from store.codec import moment, stamp
from store.database import SCHEMA_VERSION, Store
from store.errors import StoreError
from store.header import APPLICATION_ID
from store.history import KEPT, PARENTS
from store.models import TextSource

#: Says of a copy that its words can be searched for.
_SEARCHED = "searched"
#: How a row was: what to put back of it, and whether that is the whole row; None: there was none.
_Was = tuple[dict[str, Any], bool] | None


def settle(store: Store) -> None:
    """Seals what was written outside of any transaction of ours."""
    with store.writing() as connection:
        history.seal(connection, store.known_at)


def begins(store: Store) -> datetime | None:
    """From when on every change is kept; None: from the first."""
    return moment(history.begins(store.connection) or None)


def first_seen(store: Store) -> datetime | None:
    """When the first story was seen."""
    found: str | None = store.value("SELECT min(first_seen_at) FROM stories")
    return moment(found)


def turns(store: Store) -> list[datetime]:
    """When something changed, as far as history goes back, oldest first."""
    return [
        moment(row["at"]) for row in store.rows("SELECT DISTINCT at FROM moments WHERE changes IS NOT NULL ORDER BY at")
    ]


def seen(store: Store) -> list[tuple[datetime, int]]:
    """For each minute that brought stories of the topic, how many; oldest first."""
    rows = store.rows(
        "SELECT substr(first_seen_at, 1, 16) AS minute, count(*) AS stories FROM stories WHERE relevant = 1 "
        "GROUP BY minute ORDER BY minute"
    )
    return [(datetime.fromisoformat(f"{row['minute']}:00+00:00"), row["stories"]) for row in rows]


def version(store: Store, at: datetime) -> tuple[object, ...]:
    """What the store as it was at a time depends on: where this is the same, so is that."""
    first = history.after(store.connection, at)
    row = store.row("SELECT at, length(changes) FROM moments WHERE id = ?", (first - 1,))
    shrunk = store.value("SELECT count(*) FROM stories WHERE shrunk_at IS NOT NULL")
    whole = watched.whole_until(store, at)
    return (SCHEMA_VERSION, history.begins(store.connection), first, *(row or ()), shrunk, whole)


def opened(path: Path) -> Store:
    """A file made by `write`."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA synchronous = OFF")
    return Store(path, connection)


def read_only(store: Store) -> None:
    """From now on nothing can be written through this connection."""
    store.connection.execute("PRAGMA query_only = ON")


def write(
    store: Store, target: Path, at: datetime, step: Callable[[int, int], None] = lambda done, total: None
) -> None:
    """Makes the file `target` with the store as it was, as far back as history goes. `step`: told of what is done.

    To be called with a store that nothing else uses meanwhile. Raises `StoreError` where there is no room.
    """
    try:
        with closing(sqlite3.connect(target, isolation_level=None)) as made:
            _schema(store, made)
        store.connection.execute("PRAGMA foreign_keys = OFF")
        store.connection.execute("ATTACH ? AS earlier", (str(target),))
        try:
            _fill(store.connection, at, step)
        finally:
            store.connection.execute("DETACH earlier")
            store.connection.execute("PRAGMA foreign_keys = ON")
        with closing(sqlite3.connect(target, isolation_level=None)) as made:
            _indexes(store, made)
    except sqlite3.OperationalError as error:
        raise StoreError(f"{target.parent}: cannot hold the home as it was ({error}); free the disk") from error


def _fill(connection: sqlite3.Connection, at: datetime, step: Callable[[int, int], None]) -> None:
    """All of it as of one moment of the store's, whatever others write meanwhile."""
    connection.execute("PRAGMA earlier.journal_mode = OFF")
    connection.execute("PRAGMA earlier.synchronous = OFF")
    connection.execute("BEGIN")
    try:
        for done, table in enumerate((*KEPT, "tallies")):
            step(done, len(KEPT) + 2)
            names = ", ".join(f"[{name}]" for name in history.columns(connection, table)[0])
            more = f" WHERE key IN ({', '.join(map(repr, history.FACTS))})" if table == "state" else ""
            connection.execute(f"INSERT INTO earlier.[{table}]({names}) SELECT {names} FROM main.[{table}]{more}")
        watched.copy(connection, "earlier")
        step(len(KEPT) + 1, len(KEPT) + 2)
        _undo(connection, at)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _schema(store: Store, made: sqlite3.Connection) -> None:
    """Tables only: what would be done to each row on its way in is of no use here."""
    made.execute("PRAGMA page_size = 16384")
    made.execute("PRAGMA journal_mode = OFF")
    made.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    made.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    for row in store.rows(
        "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'stories_fts!_%' "
        "ESCAPE '!' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY type, rowid"
    ):
        made.execute(row["sql"])


def _indexes(store: Store, made: sqlite3.Connection) -> None:
    made.execute("PRAGMA synchronous = OFF")
    made.execute("BEGIN")
    for row in store.rows("SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY rowid"):
        made.execute(row["sql"])
    made.execute("COMMIT")


def _undo(connection: sqlite3.Connection, at: datetime) -> None:
    """Puts every row back that was changed since, newest change first."""
    rows: dict[tuple[str, str], _Was] = {}
    columns = {table: history.columns(connection, table)[:2] for table in KEPT}
    for table, key, was in history.since(connection, history.after(connection, at)):
        rows[table, key] = _before(rows.get((table, key)), was, columns[table][1])
    for (table, key), row in rows.items():
        _put_back(connection, table, columns[table][1], json.loads(key), row)
        if table == "stories" and (row is None or {"title", "text"} & row[0].keys()):
            # Words that are as they were are counted as they were.
            connection.execute("DELETE FROM earlier.tallies WHERE story_id = ?", json.loads(key))
    for table, (parent, column) in PARENTS.items():
        connection.execute(f"DELETE FROM earlier.[{table}] WHERE [{column}] NOT IN (SELECT id FROM earlier.{parent})")


def _before(later: _Was, was: dict[str, Any] | None, keys: list[str]) -> _Was:
    """How a row was, by how it was later. Only a row that went was kept with its key; one that went before a migration
    has no column that came with that."""
    if was is None:
        return None
    return (was, keys[0] in was) if later is None else (later[0] | was, later[1])


def _put_back(connection: sqlite3.Connection, table: str, keys: list[str], key: list[Any], row: _Was) -> None:
    where = " AND ".join(f"[{name}] = ?" for name in keys)
    if row is None:
        connection.execute(f"DELETE FROM earlier.[{table}] WHERE {where}", key)
        return
    values, whole = row
    names = list(values)
    if whole:
        listed, places = ", ".join(f"[{name}]" for name in names), ", ".join("?" * len(names))
        connection.execute(
            f"INSERT OR REPLACE INTO earlier.[{table}]({listed}) VALUES ({places})", list(values.values())
        )
        return
    sets = ", ".join(f"[{name}] = ?" for name in names)
    connection.execute(f"UPDATE earlier.[{table}] SET {sets} WHERE {where}", [*values.values(), *key])


def searchable(store: Store) -> None:
    """Makes the words of such a copy searchable, once."""
    if state.get(store, _SEARCHED) is None:
        with store.writing() as connection:
            connection.execute("INSERT INTO stories_fts(stories_fts) VALUES ('rebuild')")
            connection.execute("INSERT INTO state VALUES (?, 'yes')", (_SEARCHED,))


def never_analysed(store: Store) -> bool:
    """Whether there are stories, and claims were never derived from them."""
    return state.analysis_is_stale(store) and state.get(store, "reader") is None


def trim(store: Store, at: datetime) -> None:
    """Of a copy that begins later than `at`: takes away what rows say came since. Marks set since then are taken off
    as the log has them. What a feed said before its page was read, what was judged otherwise, and which feeds failed
    then, no row says any more."""
    with store.writing() as connection:
        values = {"at": stamp(at), "feed": TextSource.FEED}
        for table, column in (
            *(("stories", "first_seen_at"), ("gaps", "until"), ("annotations", "at"), ("acts", "at")),
            ("feeds", "added_at"),
        ):
            connection.execute(f"DELETE FROM [{table}] WHERE [{column}] > :at", values)
        connection.execute("DELETE FROM revisions WHERE seen_at > :at AND number > 1", values)
        connection.execute("UPDATE acts SET undone_at = NULL WHERE undone_at > :at", values)
        connection.execute("UPDATE looks SET removed_at = NULL, removed_status = NULL WHERE removed_at > :at", values)
        connection.execute("UPDATE feeds SET failures = 0, last_error = NULL")
        connection.execute("DELETE FROM state WHERE key = 'last_looked_at' AND value > :at", values)
        _marks(connection, values)
        for table, (parent, column) in PARENTS.items():
            connection.execute(f"DELETE FROM [{table}] WHERE [{column}] NOT IN (SELECT id FROM {parent})")
        _newest(connection)
    waiting(store)


def _marks(connection: sqlite3.Connection, values: Mapping[str, object]) -> None:
    rows = connection.execute("SELECT story_id, before FROM mark_log WHERE at > :at ORDER BY id DESC", values)
    for story_id, text in rows.fetchall():
        before = json.loads(text)
        if "relevant" in before:
            connection.execute("UPDATE stories SET relevant = ? WHERE id = ?", (before["relevant"], story_id))
        marks = {name: value for name, value in before.items() if name not in ("relevant", "page_state")}
        sets = ", ".join(f"[{name}] = ?" for name in marks)
        connection.execute(f"UPDATE marks SET {sets} WHERE story_id = ?", [*marks.values(), story_id])
    connection.execute("DELETE FROM mark_log WHERE at > :at", values)
    connection.execute("UPDATE mark_log SET undone_at = NULL WHERE undone_at > :at", values)


def _newest(connection: sqlite3.Connection) -> None:
    """Each story says again what the newest version of it says that is left."""
    connection.execute(
        "UPDATE stories SET (title, text, text_source, revision_id) = (SELECT title, text, text_source, id "
        "FROM revisions WHERE story_id = stories.id ORDER BY number DESC LIMIT 1), "
        "revisions = (SELECT count(*) FROM revisions WHERE story_id = stories.id AND ours IS NULL) "
        "WHERE revision_id NOT IN (SELECT id FROM revisions)"
    )


def waiting(store: Store) -> None:
    """Puts all stories of the topic down to be read, as copies hold nothing of what they were read as."""
    with store.writing() as connection:
        connection.execute("INSERT OR REPLACE INTO unread SELECT id, 0 FROM stories WHERE relevant")
        state.set_analysis_stale(store, True)
