"""Pages as they were fetched: kept compressed as evidence for what was read in them, found again, let go in time.

A page is stored against an earlier one of its host, as a dictionary, where that pays: it repeats all but the article.
Such a dictionary is itself a body, stored whole; it stays for as long as another needs it, whatever became of its page.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from store import codec
from store.codec import stamp
from store.database import Store
from store.errors import StoreError
from store.packing import Unpackable, pack, unpack

#: Headers that say something of the page; the others say something of the server, or of us.
HEADERS = ("content-type", "content-language", "date", "etag", "last-modified", "link", "server", "age")
_LONGEST_HEADER = 1_000
#: A dictionary is used where it takes off a third, else the page is stored whole and is the next one's dictionary.
PAYS = 0.67


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as it came: the address that answered, when it was asked for, its status, the headers that matter (names
    in lower case), and its body, unpacked. `rules`: by which it was read; None: it was not."""

    url: str
    at: datetime
    status: int
    headers: Mapping[str, str]
    body: bytes
    rules: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A kept page, its body apart (`body` reads it); `sha256` and `size` are of the unpacked body. `rules`: by which it
    was read last; None: by some from before that was kept, or not."""

    id: int
    story_id: int
    url: str
    at: datetime
    status: int
    headers: Mapping[str, str]
    sha256: str
    size: int
    rules: str | None = None


@dataclass(frozen=True, slots=True)
class Pruned:
    """What was let go, and what is left, in pages and bytes as stored."""

    pages: int = 0
    freed: int = 0
    left: int = 0
    left_bytes: int = 0


def worth_keeping(headers: Mapping[str, str]) -> dict[str, str]:
    """Those of an answer's headers that are kept."""
    return {name: headers[name][:_LONGEST_HEADER] for name in HEADERS if headers.get(name)}


def put(connection: sqlite3.Connection, story_id: int, kept: Kept) -> int:
    """Keeps a page for a story; returns its evidence's id. One that is the story's last, byte for byte, is not kept
    twice."""
    digest = hashlib.sha256(kept.body).hexdigest()
    last = connection.execute(
        "SELECT evidence.id, url, sha256 FROM evidence JOIN bodies ON bodies.id = body_id WHERE story_id = ? "
        "ORDER BY at DESC, evidence.id DESC LIMIT 1",
        (story_id,),
    ).fetchone()
    if last and (last["url"], last["sha256"]) == (kept.url, digest):
        read(connection, last["id"], kept.rules)
        return int(last["id"])
    cursor = connection.execute(
        "INSERT INTO evidence(story_id, url, at, status, headers, body_id, rules) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            story_id,
            kept.url,
            stamp(kept.at),
            kept.status,
            json.dumps(dict(kept.headers), ensure_ascii=False, sort_keys=True),
            _body_id(connection, kept, digest),
            kept.rules,
        ),
    )
    return int(cursor.lastrowid or 0)


def read(connection: sqlite3.Connection, evidence_id: int, rules: str | None) -> None:
    """Remembers by which rules a kept page was read last."""
    if rules is not None:
        connection.execute("UPDATE evidence SET rules = ? WHERE id = ?", (rules, evidence_id))


def _body_id(connection: sqlite3.Connection, kept: Kept, digest: str) -> int:
    known = connection.execute("SELECT id FROM bodies WHERE sha256 = ?", (digest,)).fetchone()
    if known:
        return int(known["id"])
    host = (urlsplit(kept.url).hostname or "").lower()
    data, dictionary = pack(kept.body), None
    base = connection.execute(
        "SELECT id, size, data FROM bodies WHERE host = ? AND dictionary_id IS NULL ORDER BY id DESC LIMIT 1", (host,)
    ).fetchone()
    # One that is damaged is nobody's dictionary; this page then is the next one's.
    with contextlib.suppress(Unpackable):
        if base and len(short := pack(kept.body, unpack(base["data"], base["size"]))) < PAYS * len(data):
            data, dictionary = short, base["id"]
    cursor = connection.execute(
        "INSERT INTO bodies(host, sha256, size, dictionary_id, data) VALUES (?, ?, ?, ?, ?)",
        (host, digest, len(kept.body), dictionary, data),
    )
    return int(cursor.lastrowid or 0)


def body(store: Store, evidence_id: int) -> bytes:
    """A kept page's body, checked against its hash. Raises `StoreError` where it is not what was kept."""
    row = store.row(
        "SELECT bodies.data, bodies.size, bodies.sha256, base.data AS base, base.size AS base_size "
        "FROM evidence JOIN bodies ON bodies.id = body_id "
        "LEFT JOIN bodies AS base ON base.id = bodies.dictionary_id WHERE evidence.id = ?",
        (evidence_id,),
    )
    if row is None:
        raise StoreError(f"{store.path}: there is no kept page {evidence_id}; it may have been let go")
    try:
        base = None if row["base"] is None else unpack(row["base"], row["base_size"])
        found = unpack(row["data"], row["size"], base)
    except Unpackable as error:
        found = str(error).encode()
    if hashlib.sha256(found).hexdigest() != row["sha256"]:
        raise StoreError(f"{store.path}: kept page {evidence_id} is damaged; put a backup of the file in its place")
    return found


_SELECT = (
    "SELECT evidence.id, story_id, url, at, status, headers, sha256, size, rules FROM evidence "
    "JOIN bodies ON bodies.id = body_id"
)


def of_story(store: Store, story_id: int, until: datetime | None = None) -> list[Evidence]:
    """The kept pages of a story, oldest first; those fetched until a moment, where one is given."""
    rows = store.rows(f"{_SELECT} WHERE story_id = ? ORDER BY at, evidence.id", (story_id,))
    return [one for one in map(_evidence, rows) if until is None or one.at <= until]


_NEWEST = (
    "SELECT id FROM (SELECT id, story_id, rules, row_number() OVER "
    "(PARTITION BY story_id ORDER BY at DESC, id DESC) AS place FROM evidence) "
    "WHERE place = 1 AND (:rules IS NULL OR rules IS NOT :rules)"
)


def newest(store: Store, rules: str | None = None) -> Iterator[Evidence]:
    """Of each story that has one, the page fetched last, by story; without those that were read by these rules."""
    for row in store.rows(f"{_NEWEST} ORDER BY story_id", {"rules": rules}):
        found = store.row(f"{_SELECT} WHERE evidence.id = ?", (row["id"],))
        if found is not None:
            yield _evidence(found)


def count(store: Store, rules: str | None = None) -> int:
    """How many `newest` would give."""
    return int(store.value(f"SELECT count(*) FROM ({_NEWEST})", {"rules": rules}))


def _evidence(row: sqlite3.Row) -> Evidence:
    return Evidence(
        row["id"],
        row["story_id"],
        row["url"],
        codec.moment(row["at"]),
        row["status"],
        json.loads(row["headers"]),
        row["sha256"],
        row["size"],
        row["rules"],
    )


def prune(store: Store, now: datetime, keep_days: int, keep_megabytes: int) -> Pruned:
    """Lets pages go that are older than so many days, and then the oldest while all take more than so many megabytes;
    those of saved stories stay, whatever they take."""
    with store.writing() as connection:
        before = _stored(connection)
        loose = "story_id NOT IN (SELECT story_id FROM marks WHERE saved_at IS NOT NULL)"
        gone = connection.execute(
            f"DELETE FROM evidence WHERE at < ? AND {loose}", (stamp(now - timedelta(days=keep_days)),)
        ).rowcount
        sweep(connection)
        limit = keep_megabytes * 1_000_000
        while (over := _stored(connection)[1] - limit) > 0:
            ids = _oldest(
                connection.execute(
                    "SELECT evidence.id, length(data) AS size FROM evidence JOIN bodies ON bodies.id = body_id "
                    f"WHERE {loose} ORDER BY at, evidence.id"
                ),
                over,
            )
            if not ids:
                break
            connection.execute("DELETE FROM evidence WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(ids),))
            gone += len(ids)
            sweep(connection)
        after = _stored(connection)
    return Pruned(gone, before[1] - after[1], *after)


def _oldest(rows: Iterable[sqlite3.Row], over: int) -> list[int]:
    """The first of the rows, as many as take so many bytes together."""
    found = []
    for row in rows:
        if over <= 0:
            break
        found.append(row["id"])
        over -= row["size"]
    return found


def _stored(connection: sqlite3.Connection) -> tuple[int, int]:
    """How many pages are kept, and the bytes that all bodies take."""
    pages = connection.execute("SELECT count(*) FROM evidence").fetchone()[0]
    return pages, connection.execute("SELECT coalesce(sum(length(data)), 0) FROM bodies").fetchone()[0]


def sweep(connection: sqlite3.Connection) -> None:
    """Lets bodies go that no page and no other body needs any more."""
    unused = "id NOT IN (SELECT body_id FROM evidence)"
    connection.execute(f"DELETE FROM bodies WHERE dictionary_id IS NOT NULL AND {unused}")
    connection.execute(
        f"DELETE FROM bodies WHERE dictionary_id IS NULL AND {unused} "
        "AND id NOT IN (SELECT dictionary_id FROM bodies WHERE dictionary_id IS NOT NULL)"
    )
