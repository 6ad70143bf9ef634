"""Writing stories: entries as they arrive, their revisions, and the verdicts on them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from store import state
from store.codec import matches_to_json, stamp
from store.database import Store
from store.models import Entry, Relevance, TextSource, said_at
from store.urls import url_key

#: A page is fetched at most this often, so that a feed which changes its dates at every poll costs little.
PAGE_TRIES = 6


@dataclass(frozen=True, slots=True)
class Arrival:
    """An entry that has been judged, on its way into the store."""

    entry: Entry
    relevance: Relevance
    outlet: str
    domain: str


@dataclass(frozen=True, slots=True)
class Received:
    """What a feed's entries came to: ids of stories not seen before, and of those retitled or updated."""

    new: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()


def receive(store: Store, feed_id: int, arrivals: Iterable[Arrival], now: datetime) -> Received:
    """Writes a feed's entries. Entries seen before and unchanged write nothing."""
    new: list[int] = []
    changed: list[int] = []
    with store.writing() as connection:
        for arrival in arrivals:
            entry = arrival.entry
            known = connection.execute(
                "SELECT * FROM entries WHERE feed_id = ? AND guid = ?", (feed_id, entry.guid)
            ).fetchone()
            if known is None:
                story_id, is_new = _sighted(connection, feed_id, arrival, now)
                if is_new:
                    new.append(story_id)
            elif _differs(known, entry):
                _update(connection, known, arrival, now)
                changed.append(known["story_id"])
        if new or changed:
            state.set_analysis_stale(store, True)
    return Received(tuple(new), tuple(changed))


def _differs(known: sqlite3.Row, entry: Entry) -> bool:
    """Whether a feed says something else of an entry than before (a summary alone may change at every poll)."""
    return bool(known["title"] != entry.title or known["updated_at"] != stamp(entry.updated_at))


def _sighted(connection: sqlite3.Connection, feed_id: int, arrival: Arrival, now: datetime) -> tuple[int, bool]:
    """A feed's first sight of an entry, which another feed may have shown before."""
    entry = arrival.entry
    row = connection.execute("SELECT id FROM stories WHERE url_key = ?", (url_key(entry.url),)).fetchone()
    story_id = row["id"] if row else _insert(connection, arrival, now)
    connection.execute(
        "INSERT INTO entries(feed_id, guid, story_id, url, title, summary, updated_at, first_seen_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            feed_id,
            entry.guid,
            story_id,
            entry.url,
            entry.title,
            entry.summary,
            stamp(entry.updated_at),
            stamp(now),
        ),
    )
    return story_id, row is None


def _insert(connection: sqlite3.Connection, arrival: Arrival, now: datetime) -> int:
    entry, relevance = arrival.entry, arrival.relevance
    wanted = relevance.relevant or relevance.possible
    cursor = connection.execute(
        "INSERT INTO stories(url, url_key, title, outlet, domain, author, published_at, first_seen_at, said_at, "
        "language, summary, text, text_source, revisions, relevant, relevance, matched, page_state, page_tries, "
        "page_try_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, 0, ?)",
        (
            entry.url,
            url_key(entry.url),
            entry.title,
            arrival.outlet,
            arrival.domain,
            entry.author,
            stamp(entry.published_at),
            stamp(now),
            stamp(said_at(entry.published_at, now)),
            entry.language,
            entry.summary,
            entry.content or entry.summary,
            TextSource.FEED,
            relevance.relevant,
            relevance.score,
            matches_to_json(relevance.matched),
            "wanted" if wanted else "none",
            stamp(now) if wanted else None,
        ),
    )
    story_id = int(cursor.lastrowid or 0)
    revise(connection, story_id, 1, entry.title, entry.content or entry.summary, TextSource.FEED, now)
    return story_id


def revise(
    connection: sqlite3.Connection,
    story_id: int,
    number: int,
    title: str,
    text: str,
    source: TextSource,
    now: datetime,
) -> None:
    """Makes a version of a story the newest."""
    cursor = connection.execute(
        "INSERT INTO revisions(story_id, number, seen_at, title, text, text_source) VALUES (?, ?, ?, ?, ?, ?)",
        (story_id, number, stamp(now), title, text, source),
    )
    connection.execute(
        "UPDATE stories SET title = ?, text = ?, text_source = ?, revision_id = ?, revisions = ? WHERE id = ?",
        (title, text, source, cursor.lastrowid, number, story_id),
    )


def _update(connection: sqlite3.Connection, known: sqlite3.Row, arrival: Arrival, now: datetime) -> None:
    """An entry its feed shows changed: a new headline is a revision, and the page is looked at again."""
    entry = arrival.entry
    connection.execute(
        "UPDATE entries SET url = ?, title = ?, summary = ?, updated_at = ? WHERE feed_id = ? AND guid = ?",
        (entry.url, entry.title, entry.summary, stamp(entry.updated_at), known["feed_id"], known["guid"]),
    )
    story = connection.execute("SELECT * FROM stories WHERE id = ?", (known["story_id"],)).fetchone()
    from_feed = story["text_source"] == TextSource.FEED
    text = (entry.content or entry.summary) if from_feed else story["text"]
    retitled = known["title"] != entry.title and entry.title != story["title"]
    if retitled or text != story["text"]:
        title = entry.title if retitled else story["title"]
        revise(
            connection,
            story["id"],
            story["revisions"] + 1,
            title,
            text,
            TextSource(story["text_source"]),
            now,
        )
    if from_feed:
        write_verdict(connection, story["id"], arrival.relevance)
    if story["page_tries"] < PAGE_TRIES and (story["page_state"] != "none" or arrival.relevance.possible):
        connection.execute(
            "UPDATE stories SET page_state = 'wanted', page_try_at = ? WHERE id = ?",
            (stamp(now), story["id"]),
        )


def write_verdict(connection: sqlite3.Connection, story_id: int, relevance: Relevance) -> None:
    """Writes a verdict of the topic's; a person's own stands."""
    connection.execute(
        "UPDATE stories SET relevance = :score, matched = :matched, relevant = coalesce("
        "(SELECT verdict = 'relevant' FROM marks WHERE story_id = :id AND verdict IS NOT NULL), :relevant) "
        "WHERE id = :id AND (relevance IS NOT :score OR matched IS NOT :matched OR relevant IS NOT :relevant)",
        {
            "score": relevance.score,
            "matched": matches_to_json(relevance.matched),
            "relevant": int(relevance.relevant),
            "id": story_id,
        },
    )


def rejudge(store: Store, verdicts: Iterable[tuple[int, Relevance]]) -> None:
    """Writes new verdicts of the topic's over stored stories."""
    with store.writing() as connection:
        for story_id, relevance in verdicts:
            write_verdict(connection, story_id, relevance)


def count_relevant(store: Store, story_ids: Iterable[int]) -> int:
    """How many of these stories belong to the topic."""
    return sum(bool(store.value("SELECT relevant FROM stories WHERE id = ?", (i,))) for i in story_ids)
