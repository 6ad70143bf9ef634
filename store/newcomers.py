"""New stories on their way into the tables: all those of one answer at once, which costs a third of one by one.

The search index is the last to hear of them. SQLite puts down what an index of words holds back whenever a statement
begins that could fail half-way, as one with a trigger can: indexed by a trigger, every story made a part of the index
of its own, to be merged with the others.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from store import identity, outletnames
from store.codec import matches_to_json, stamp
from store.models import Entry, Relevance, TextSource, said_at


@dataclass(frozen=True, slots=True)
class Arrival:
    """An entry that has been judged, on its way into the store."""

    entry: Entry
    relevance: Relevance
    outlet: str
    domain: str


def enter(connection: sqlite3.Connection, story_ids: Collection[int]) -> None:
    """Lets new stories be searched, and be read by the next analysis. Done last in their transaction."""
    ids = json.dumps(sorted(set(story_ids)))
    rows = connection.execute(
        "SELECT id, text, title FROM stories_searched WHERE id IN (SELECT value FROM json_each(?)) "
        "AND id NOT IN (SELECT id FROM stories_fts_docsize)",
        (ids,),
    ).fetchall()
    connection.execute(
        "INSERT INTO unread(story_id, read) SELECT id, 0 FROM stories "
        "WHERE id IN (SELECT value FROM json_each(?)) ON CONFLICT(story_id) DO UPDATE SET read = 0",
        (ids,),
    )
    connection.executemany("INSERT INTO stories_fts(rowid, text, title) VALUES (?, ?, ?)", map(tuple, rows))


class Newcomers:
    """Which entries of an answer are surely of new stories, and those stories until they are written."""

    def __init__(
        self, connection: sqlite3.Connection, feed_id: int, now: datetime, arrivals: Sequence[tuple[Arrival, str]]
    ) -> None:
        """`arrivals`: with the key of each one's address."""
        self._connection = connection
        self._feed_id, self._now, self._at = feed_id, now, stamp(now)
        self._stories: list[tuple[Any, ...]] = []
        self._entries: list[tuple[Any, ...]] = []
        self._addresses: list[tuple[str, int]] = []
        self._next = self._next_version = 0
        #: Guids, addresses and headlines with outlet and time of the stories that are not written yet.
        self._waiting: set[object] = set()
        some = [arrival for arrival, _ in arrivals]
        #: When each entry says that it was published, as it is kept: asked for several times.
        self._published = {id(one.entry): stamp(one.entry.published_at) for one in some}
        #: Of the entries' outlets those that have stories: what other feeds show of others cannot be the same.
        self._outlets = self._having_stories({one.domain for one in some})
        self._guids = self._known("entries", "guid", [one.entry.guid for one in some], f"feed_id = {feed_id:d}")
        # What other feeds show under a mere number is no hint.
        telling = [one.entry.guid for one in some if identity.telling_guid(one.entry.guid)] if self._outlets else []
        self._elsewhere = self._known("entries", "guid", telling)
        self._keys = self._known("addresses", "url_key", [key for _, key in arrivals])
        self._moments = self._known_moments(some)

    def _known(self, table: str, column: str, asked: list[str], such: str = "true") -> set[str]:
        if not asked:
            return set()
        found = self._connection.execute(
            f"SELECT {column} FROM {table} WHERE {column} IN (SELECT value FROM json_each(?)) AND ({such})",
            (json.dumps(asked),),
        )
        return {row[0] for row in found}

    def _having_stories(self, domains: Collection[str]) -> set[str]:
        found = self._connection.execute(
            "SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM stories WHERE domain = value)",
            (json.dumps(sorted(domains)),),
        )
        return {row[0] for row in found}

    def _known_moments(self, arrivals: list[Arrival]) -> set[tuple[str, str | None, str]]:
        """Of the outlets' stories at the times of the entries: whose, when and how they are called."""
        asked = {
            (one.domain, self._published[id(one.entry)])
            for one in arrivals
            if identity.telling_time(one.entry.published_at)
        }
        if not asked:
            return set()
        found = self._connection.execute(
            "WITH RECURSIVE asked AS (SELECT json_extract(value, '$[0]') AS domain, json_extract(value, '$[1]') AS at "
            "FROM json_each(?)), "
            f"named AS (SELECT * FROM {outletnames.of('SELECT DISTINCT domain FROM asked')}) "
            "SELECT stories.domain, published_at, title FROM asked CROSS JOIN named ON named.domain = asked.domain "
            "CROSS JOIN stories "
            "ON stories.domain = asked.domain AND stories.outlet = named.outlet AND published_at = at",
            (json.dumps(sorted(asked)),),
        )
        return {(row[0], row[1], row[2]) for row in found}

    def unseen(self, arrival: Arrival, key: str) -> bool:
        """Whether nothing that is known can be of the same story: no guid, address, or headline at the same time."""
        entry = arrival.entry
        return (
            entry.guid not in self._guids
            and key not in self._keys
            and (entry.guid not in self._elsewhere or arrival.domain not in self._outlets)
            and self._told(arrival) not in self._moments
        )

    def may_be_waiting(self, arrival: Arrival, key: str) -> bool:
        """Whether a story that was taken and is not written yet may be the same."""
        entry = arrival.entry
        return not self._waiting.isdisjoint(((entry.guid,), key, self._told(arrival)))

    def _told(self, arrival: Arrival) -> tuple[str, str | None, str]:
        return arrival.domain, self._published[id(arrival.entry)], arrival.entry.title

    def add(self, arrival: Arrival, guid: str, key: str) -> int:
        """Takes a new story; returns the id that it will have."""
        if not self._stories:
            self._next, self._next_version = (
                self._connection.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").fetchone()[0]
                for table in ("stories", "revisions")
            )
        story_id, place = self._next, len(self._stories)
        self._next += 1
        entry = arrival.entry
        told = self._told(arrival)
        self._stories.append((story_id, self._next_version + place, *self._row(arrival, key)))
        self._entries.append(
            (self._feed_id, guid, story_id, entry.url, entry.title, entry.summary, stamp(entry.updated_at), self._at)
        )
        addresses = {key, key.partition("#")[0]}
        self._addresses += [(one, story_id) for one in addresses]
        self._waiting |= {(guid,), (entry.guid,), *addresses, told}
        self._guids.add(guid)
        self._keys.add(key)
        self._moments.add(told)
        return story_id

    def _row(self, arrival: Arrival, key: str) -> tuple[Any, ...]:
        entry, relevance = arrival.entry, arrival.relevance
        wanted = relevance.relevant or relevance.possible
        published, said = self._published[id(entry)], said_at(entry.published_at, self._now)
        return (
            entry.url,
            key,
            entry.title,
            arrival.outlet,
            arrival.domain,
            entry.author,
            published,
            self._at,
            published if said is entry.published_at else stamp(said),
            entry.language,
            entry.summary,
            entry.content or entry.summary,
            TextSource.FEED,
            relevance.relevant,
            relevance.score,
            matches_to_json(relevance.matched),
            "wanted" if wanted else "none",
            self._at if wanted else None,
        )

    def write(self) -> list[int]:
        """Puts down all that were taken since the last time; returns their ids."""
        if not self._stories:
            return []
        put = self._connection
        _put(
            put,
            "INSERT INTO stories(id, revision_id, url, url_key, title, outlet, domain, author, published_at, "
            "first_seen_at, said_at, language, summary, text, text_source, relevant, relevance, matched, page_state, "
            "page_try_at, page_tries, revisions) VALUES",
            "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 1)",
            self._stories,
        )
        _put(
            put,
            "INSERT INTO revisions(id, story_id, number, seen_at, text_source) VALUES",
            "(?, ?, 1, ?, ?)",
            [(row[1], row[0], self._at, TextSource.FEED) for row in self._stories],
        )
        _put(put, _SIGHTS, "(?, ?, ?, ?, ?, ?, ?, ?)", self._entries, _SEEN_BEFORE)
        _put(put, _KNOWN_BY, "(?, ?)", self._addresses)
        written = [row[0] for row in self._stories]
        for some in (self._stories, self._entries, self._addresses):
            some.clear()
        self._waiting.clear()
        return written


def _put(connection: sqlite3.Connection, head: str, row: str, rows: Sequence[tuple[Any, ...]], end: str = "") -> None:
    """Inserts rows, many with one statement: SQLite keeps a copy of every page that a statement changes, where it
    could fail half-way, and most rows change the same pages."""
    place = 0
    for many in _AT_ONCE:
        while len(rows) - place >= many:
            values = [value for one in rows[place : place + many] for value in one]
            connection.execute(f"{head} {', '.join([row] * many)} {end}", values)
            place += many


#: Rows that are inserted with one statement, of few sizes, so that few statements are prepared; and no more values
#: than the 999 that SQLite takes at the least.
_AT_ONCE = (32, 8, 1)
_SIGHTS = "INSERT INTO entries(feed_id, guid, story_id, url, title, summary, updated_at, first_seen_at) VALUES"
_SEEN_BEFORE = (
    "ON CONFLICT DO UPDATE SET story_id = excluded.story_id, "
    "url = excluded.url, title = excluded.title, summary = excluded.summary, updated_at = excluded.updated_at"
)
_KNOWN_BY = "INSERT OR REPLACE INTO addresses VALUES"
#: What a feed shows of an entry, and an address by which a story is known from now on.
SIGHT = f"{_SIGHTS} (?, ?, ?, ?, ?, ?, ?, ?) {_SEEN_BEFORE}"
KNOWN_BY = f"{_KNOWN_BY} (?, ?)"
