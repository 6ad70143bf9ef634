"""Taking in what another home, or a list of stories, holds: rows as they were, and stories that may be here already.

All of it within a transaction of the caller's; each record in a savepoint, so that one that the tables refuse leaves
nothing of itself and the others stand.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from store import codec, history, identity, links, marks, outletnames, state
from store.codec import stamp
from store.database import MANY, Store
from store.models import Act, said_at
from store.urls import bare, url_key

_MOVING = "moving_in"


class Refused(Exception):
    """The tables cannot hold a record; the text says why, in SQLite's words."""


@dataclass(frozen=True, slots=True)
class NewStory:
    """A story on its way in. `columns`: those of its row, but for `id` and what versions say; `id` and those of the
    versions are only kept where `keep` says so. `versions`, oldest first, have the columns of `revisions`.
    `page_lines`: number, length, and whether it is content, of each line of its page that was learned from."""

    url: str
    key: str
    title: str
    domain: str
    published_at: datetime | None
    first_seen_at: datetime
    columns: Mapping[str, object]
    versions: Sequence[Mapping[str, Any]]
    addresses: Sequence[str] = ()
    entries: Sequence[Mapping[str, Any]] = ()
    links: Sequence[str] = ()
    marks: Mapping[str, str | None] = field(default_factory=dict)
    id: int | None = None
    page_lines: Sequence[tuple[int, int, int]] = ()


@contextlib.contextmanager
def whole(store: Store) -> Iterator[sqlite3.Connection]:
    """What is written for one record: all of it, or, where the tables refuse any of it (`Refused`), nothing."""
    connection = store.connection
    connection.execute("SAVEPOINT one")
    try:
        yield connection
    except BaseException as error:
        connection.execute("ROLLBACK TO one")
        connection.execute("RELEASE one")
        refusals = (sqlite3.IntegrityError, sqlite3.InterfaceError, sqlite3.ProgrammingError, OverflowError)
        if isinstance(error, refusals):
            raise Refused(str(error)) from error
        raise
    connection.execute("RELEASE one")


def columns(store: Store, table: str) -> dict[str, str]:
    """The columns of a table with their types."""
    return {row["name"]: row["type"] for row in store.rows(f"PRAGMA table_info([{table}])")}


def begin(store: Store, header: str) -> bool:
    """Whether a home moves in here, with its ids: this one has nothing of its own yet, or what is here is from an
    import of the same (`header`) that was stopped."""
    tables = ("stories", "acts", "mark_log", "claims", "addresses")
    empty = not any(store.row(f"SELECT 1 FROM {table} LIMIT 1") for table in tables)
    if empty:
        state.put(store, _MOVING, header)
    return empty or state.get(store, _MOVING) == header


def ended(store: Store, now: datetime) -> None:
    """Called when a home has moved in whole: of its past no more is known here than what its rows say."""
    with store.writing() as connection:
        connection.execute("DELETE FROM state WHERE key = ?", (_MOVING,))
        history.begin(connection, now)


def follow(store: Store) -> None:
    """Makes room for which story is which here, and which version was read in which page; gone when the store is
    closed."""
    # Where tables of its own are kept, SQLite asks once: what is told it later takes them away.
    store.prepare(MANY)
    with store.writing() as connection:
        connection.execute("CREATE TEMP TABLE IF NOT EXISTS moved (old INTEGER PRIMARY KEY, new INTEGER NOT NULL)")
        connection.execute("CREATE TEMP TABLE IF NOT EXISTS read_in (page INTEGER NOT NULL, version INTEGER NOT NULL)")
        for table in ("moved", "read_in"):
            connection.execute(f"DELETE FROM {table}")


def moved(store: Store, old: int) -> int | None:
    """The id that a story of the import has here."""
    found: int | None = store.value("SELECT new FROM moved WHERE old = ?", (old,))
    return found


def came(store: Store, old: int, new: int) -> None:
    store.connection.execute("INSERT OR REPLACE INTO moved VALUES (?, ?)", (old, new))


def version(store: Store, story_id: int, revision_id: int) -> sqlite3.Row | None:
    """A version of a story as mentions stand in it, with what they tell of the story."""
    return store.row(
        "SELECT stories.url, outlet, published_at, first_seen_at, versions.title, versions.text FROM versions "
        "JOIN stories ON stories.id = story_id WHERE versions.id = ? AND story_id = ?",
        (revision_id, story_id),
    )


def put_row(store: Store, table: str, row: Mapping[str, Any]) -> bool:
    """Writes a row where none with its key is; whether it did. Raises `Refused`."""
    with whole(store) as connection:
        return _insert(connection, table, row).rowcount > 0


def _insert(connection: sqlite3.Connection, table: str, row: Mapping[str, Any]) -> sqlite3.Cursor:
    names = list(row)
    places = ", ".join("?" * len(names))
    # Not OR IGNORE, which would take a row that lacks what must be there for one that is there already.
    sql = f"INSERT INTO {table}({', '.join(f'[{name}]' for name in names)}) VALUES ({places}) ON CONFLICT DO NOTHING"
    return connection.execute(sql, list(row.values()))


def put_feed(store: Store, row: Mapping[str, Any], *, keep: bool) -> tuple[int, bool]:
    """The id of a feed here, and whether it is new. Its id is kept where that is asked for and it is free."""
    with whole(store) as connection:
        known = store.value("SELECT id FROM feeds WHERE url = ?", (row["url"],))
        if known is not None:
            return int(known), False
        free = keep and store.row("SELECT 1 FROM feeds WHERE id = ?", (row.get("id"),)) is None
        given = dict(row) if free else {name: value for name, value in row.items() if name != "id"}
        cursor = _insert(connection, "feeds", given)
        return int(cursor.lastrowid or 0), True


def find(store: Store, new: NewStory) -> tuple[int | None, str]:
    """The story here that this one is, 0 where it was here and was let go, None where it is none; and the key for it.

    By its key, else by any of its addresses, else as the outlet shows it elsewhere. An address that leads to a story of
    another day in other words was used again.
    """
    exact = store.value("SELECT id FROM stories WHERE url_key = ?", (new.key,))
    if "#" in new.key:
        return exact, new.key
    known = exact or _by_address(store, [new.key, *new.addresses])
    if known:
        row = store.row("SELECT title, published_at FROM stories WHERE id = ?", (known,))
        if row is None:
            return 0, new.key
        before = identity.Known(row["title"], codec.moment(row["published_at"]))
        if not identity.address_reused(before, identity.Seen(new.title, new.published_at), same_guid=False):
            return known, new.key
        own = identity.own_key(new.key, "", new.title)
        return store.value("SELECT id FROM stories WHERE url_key = ?", (own,)), own
    return _in_outlet(store, new), new.key


def _by_address(store: Store, keys: Sequence[str]) -> int | None:
    found: int | None = store.value(
        "SELECT story_id FROM addresses WHERE url_key IN (SELECT value FROM json_each(?)) "
        "ORDER BY url_key <> ?, story_id LIMIT 1",
        (json.dumps(list(keys)), keys[0]),
    )
    return found


def _in_outlet(store: Store, new: NewStory) -> int | None:
    part = identity.last_part(new.key)
    if not (identity.telling_part(part) and identity.telling_time(new.published_at)):
        return None
    for row in outletnames.at_one_time(store.connection, new.domain, stamp(new.published_at), new.title):
        known = identity.Known(row["title"], codec.moment(row["published_at"]))
        same_part = part == identity.last_part(row["url_key"])
        seen = identity.Seen(new.title, new.published_at)
        if identity.same_in_outlet(known, seen, by_guid=False, same_part=same_part):
            return int(row["id"])
    return None


def insert(store: Store, new: NewStory, key: str, *, keep: bool) -> int:
    """Writes a story that is not here, with all of it but its marks; returns its id. Raises `Refused`.

    `keep`: under the ids it had, and known by just the addresses that it was known by. User and password of its
    addresses stay behind: whatever shows, exports or asks for a story does without.
    """
    with whole(store) as connection:
        given = [version.get("id") for version in new.versions]
        first = int(store.value("SELECT coalesce(max(id), 0) FROM revisions")) + 1
        ids = given if keep and all(given) else list(range(first, first + len(given)))
        row = dict(new.columns) | {
            "url": bare(new.url),
            "url_key": key,
            "revision_id": ids[-1],
            "revisions": sum(not version.get("ours") for version in new.versions),
            "said_at": stamp(said_at(new.published_at, new.first_seen_at)),
        }
        if keep and new.id is not None:
            row["id"] = new.id
        cursor = connection.execute(
            f"INSERT INTO stories({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", list(row.values())
        )
        story_id = int(cursor.lastrowid or 0)
        connection.executemany(
            f"INSERT INTO revisions(id, story_id, number, seen_at, title, text, text_source, {', '.join(_MORE)}) "
            f"VALUES (?, ?, ?, ?, ?, ?, ?{', ?' * len(_MORE)})",
            [
                (number, story_id, place, v["seen_at"], *words, v["text_source"], *map(v.get, _MORE))
                for place, (number, v) in enumerate(zip(ids, new.versions, strict=True), 1)
                for words in [_own_words(v, row, number == ids[-1])]
            ],
        )
        _pages(connection, story_id, zip(ids, new.versions, strict=True), new.page_lines, keep=keep)
        links.put(connection, story_id, new.links)
        known_by = new.addresses if keep else dict.fromkeys((key, key.partition("#")[0], *new.addresses))
        _known_by(connection, story_id, known_by)
        _entries(connection, story_id, new.entries)
        store.entered([story_id])
        return story_id


#: What a version may have besides; the page that it was read in comes later.
_MORE = ("ours", "extracted", "asides", "rules")


def _pages(
    connection: sqlite3.Connection,
    story_id: int,
    versions: Iterable[tuple[int | None, Mapping[str, Any]]],
    lines: Iterable[tuple[int, int, int]],
    *,
    keep: bool,
) -> None:
    """What a story's versions were read in; and, of a home that moves in, what was learned from the page."""
    read = [(one["evidence_id"], number) for number, one in versions if one.get("evidence_id")]
    if keep:
        connection.executemany("UPDATE revisions SET evidence_id = ? WHERE id = ?", read)
        connection.executemany(
            "INSERT INTO page_lines(story_id, line, size, content) VALUES (?, ?, ?, ?)",
            [(story_id, *line) for line in lines],
        )
    else:
        connection.executemany("INSERT INTO read_in VALUES (?, ?)", read)


def _own_words(version: Mapping[str, Any], story: Mapping[str, Any], newest: bool) -> tuple[str | None, str | None]:
    """The headline and text that a version keeps itself: none where it is the newest, and they are its story's."""
    words = version["title"], version["text"]
    return (None, None) if newest and words == (story["title"], story["text"]) else words


def put_marks(store: Store, story_id: int, given: Mapping[str, str | None]) -> None:
    """The marks of a story as they were, with no word of it in the log, which comes too. Raises `Refused`."""
    with whole(store) as connection:
        marks.write(connection, story_id, given)


def complete(store: Store, story_id: int, new: NewStory) -> bool:
    """Adds to a story that is here what it lacks: addresses, entries of feeds, and, where it has only a feed's text,
    the page's; returns whether there was any. Versions of two homes are not mixed: what was extracted otherwise would
    look like an edit. Raises `Refused`."""
    with whole(store) as connection:
        before = connection.total_changes
        key = url_key(new.url)
        _known_by(connection, story_id, () if "#" in new.key else dict.fromkeys((key, *new.addresses)))
        _entries(connection, story_id, new.entries)
        story = connection.execute("SELECT text_source, revision_id FROM stories WHERE id = ?", (story_id,)).fetchone()
        newest = new.versions[-1]
        if story["text_source"] == "feed" and newest["text_source"] == "page":
            names = ("title", "text", "text_source", "extracted", "asides", "rules")
            connection.execute(
                f"UPDATE versions SET {', '.join(f'{name} = :{name}' for name in names)} WHERE id = :id",
                {name: newest.get(name) for name in names} | {"id": story["revision_id"]},
            )
            _pages(connection, story_id, [(story["revision_id"], newest)], (), keep=False)
            connection.execute("UPDATE stories SET page_state = 'fetched', page_note = NULL WHERE id = ?", (story_id,))
            links.put(connection, story_id, new.links)
            state.set_analysis_stale(store, True)
        return connection.total_changes > before


def _known_by(connection: sqlite3.Connection, story_id: int, keys: Sequence[str] | Mapping[str, None]) -> None:
    connection.executemany("INSERT OR IGNORE INTO addresses VALUES (?, ?)", [(key, story_id) for key in keys])


def _entries(connection: sqlite3.Connection, story_id: int, entries: Sequence[Mapping[str, Any]]) -> None:
    for entry in entries:
        url = entry.get("url")
        _insert(connection, "entries", {**entry, "story_id": story_id} | ({"url": bare(url)} if url else {}))


def put_acts(store: Store, acts: Sequence[Act]) -> int:
    """Puts another home's acts among those here, all in the order of their times, but for those that are here; returns
    how many. Where both set the same of a claim, the later act is then the one that holds."""
    with store.writing() as connection:
        there = {_same(row) for row in store.rows("SELECT * FROM acts")}
        rows = [row for row in map(_act_row, acts) if _same(row) not in there]
        if not rows:
            return 0
        merged: list[tuple[str, int, int | None, dict[str, Any] | None]] = []
        latest = ""
        for row in store.rows("SELECT id, at FROM acts ORDER BY id"):
            latest = max(latest, row["at"])  # a clock that went back changes no order
            merged.append((latest, 0, row["id"], None))
        merged += [(row["at"], 1, None, row) for row in rows]
        merged.sort(key=lambda one: one[:2])
        places = {old: place for place, (_, _, old, _) in enumerate(merged, 1) if old is not None}
        for table, column in (("acts", "id"), ("acts", "batch"), ("mark_log", "after_act"), ("feed_log", "after_act")):
            # By way of numbers that no act has, as a new id may still be the old one of another.
            changes = [(-new, old) for old, new in places.items() if new != old]
            connection.executemany(f"UPDATE {table} SET {column} = ? WHERE {column} = ?", changes)
            connection.execute(f"UPDATE {table} SET {column} = -{column} WHERE {column} < 0")
        for place, (_, _, _, new) in enumerate(merged, 1):
            if new is not None:
                _insert(connection, "acts", new | {"id": place})
        return len(rows)


def _act_row(act: Act) -> dict[str, Any]:
    other = None
    if act.other_id is not None:
        other = json.dumps({"claim": act.other_id, "mentions": sorted(act.other)}, ensure_ascii=False)
    return {
        "at": stamp(act.at),
        "kind": act.kind.value,
        "claim_id": act.claim_id,
        "anchor": json.dumps(sorted(act.anchor), ensure_ascii=False),
        "other": other,
        "text": act.text,
        "undone_at": stamp(act.undone_at),
    }


def _same(row: Any) -> tuple[object, ...]:
    """What two rows of one act have in common, whatever the claims are called."""
    other = json.loads(row["other"])["mentions"] if row["other"] else None
    return row["at"], row["kind"], row["anchor"], json.dumps(other), row["text"]
