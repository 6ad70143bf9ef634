"""Signals: word of a search that an outlet has a story, kept while none of our feeds has shown that story."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from store import codec
from store.codec import stamp
from store.database import Store
from store.models import Entry, Signal


@dataclass(frozen=True, slots=True)
class Sighting:
    """A signal as its feed gave it, with the registrable domain of the outlet it names."""

    entry: Entry
    domain: str


def headline_key(title: str) -> str:
    """A headline by its letters and digits alone, so that quotation marks, dashes and capitals make no difference."""
    return " ".join(re.findall(r"\w+", title.casefold()))


def receive(store: Store, feed_id: int, sightings: Iterable[Sighting], now: datetime) -> list[int]:
    """Keeps the signals whose story is not known, each headline of an outlet once; returns the ids of new ones."""
    new = []
    told: dict[str, set[str]] = {}
    with store.writing() as connection:
        for sighting in sightings:
            entry, key = sighting.entry, headline_key(sighting.entry.title)
            if sighting.domain not in told:
                told[sighting.domain] = _told(connection, sighting.domain)
            if not key or key in told[sighting.domain]:
                continue
            cursor = connection.execute(
                "INSERT INTO signals(feed_id, url, title, headline_key, outlet, domain, published_at, first_seen_at, "
                "last_seen_at) VALUES (:feed, :url, :title, :key, :outlet, :domain, :published, :now, :now) "
                "ON CONFLICT(domain, headline_key) DO NOTHING",
                {
                    "feed": feed_id,
                    "url": entry.url,
                    "title": entry.title,
                    "key": key,
                    "outlet": entry.outlet or sighting.domain,
                    "domain": sighting.domain,
                    "published": stamp(entry.published_at),
                    "now": stamp(now),
                },
            )
            if cursor.rowcount and cursor.lastrowid:
                new.append(cursor.lastrowid)
            else:
                connection.execute(
                    "UPDATE signals SET last_seen_at = ? WHERE domain = ? AND headline_key = ?",
                    (stamp(now), sighting.domain, key),
                )
    return new


def settle(store: Store, story_ids: Iterable[int]) -> int:
    """Lets go of the signals whose outlet's own story has come; returns how many."""
    gone = 0
    with store.writing() as connection:
        # Most homes have no signal of most outlets.
        rows = connection.execute(
            "SELECT stories.domain, versions.title FROM stories JOIN versions ON story_id = stories.id "
            "WHERE stories.id IN (SELECT value FROM json_each(?)) AND stories.domain IN (SELECT domain FROM signals)",
            (json.dumps(list(story_ids)),),
        ).fetchall()
        for row in rows:
            gone += connection.execute(
                "DELETE FROM signals WHERE domain = ? AND headline_key = ?",
                (row["domain"], headline_key(row["title"])),
            ).rowcount
    return gone


def waiting(store: Store, feed_id: int | None = None, since: datetime | None = None) -> list[Signal]:
    """The signals whose story no feed has shown, newest first; of one feed, and first seen since then."""
    rows = store.rows(
        "SELECT * FROM signals WHERE (:feed IS NULL OR feed_id = :feed) "
        "AND (:since IS NULL OR first_seen_at >= :since) ORDER BY coalesce(published_at, first_seen_at) DESC, id",
        {"feed": feed_id, "since": stamp(since)},
    )
    return [
        Signal(
            id=row["id"],
            feed_id=row["feed_id"],
            url=row["url"],
            title=row["title"],
            outlet=row["outlet"],
            domain=row["domain"],
            published_at=codec.moment(row["published_at"]),
            first_seen_at=codec.moment(row["first_seen_at"]),
            last_seen_at=codec.moment(row["last_seen_at"]),
        )
        for row in rows
    ]


def _told(connection: sqlite3.Connection, domain: str) -> set[str]:
    """The headlines that stories of an outlet have, or ever had."""
    rows = connection.execute(
        "SELECT versions.title FROM stories JOIN versions ON versions.story_id = stories.id WHERE stories.domain = ?",
        (domain,),
    )
    return {headline_key(row["title"]) for row in rows}
