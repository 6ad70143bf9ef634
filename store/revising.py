"""Versions of a story: each headline and text that it had, the newest with the story itself."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from store.codec import stamp
from store.judging import write_verdict
from store.models import Entry, TextSource
from store.newcomers import Arrival

#: A page is fetched at most this often, so that a feed which changes its dates at every poll costs little.
PAGE_TRIES = 6


def revise(
    connection: sqlite3.Connection,
    story_id: int,
    number: int,
    title: str,
    text: str,
    source: TextSource,
    now: datetime,
    *,
    ours: str | None = None,
) -> int:
    """Makes a version of a story the newest; returns its id. `number` is what it would be among the outlet's versions.
    The one before takes its words from the story (a trigger does it), where the new one's are kept.

    `ours`: why it is no change of the outlet's, but comes of our reading the page in another way.
    """
    last = connection.execute("SELECT max(number) FROM revisions WHERE story_id = ?", (story_id,)).fetchone()[0]
    cursor = connection.execute(
        "INSERT INTO revisions(story_id, number, seen_at, text_source, ours) VALUES (?, ?, ?, ?, ?)",
        (story_id, max(number, (last or 0) + 1), stamp(now), source, ours),
    )
    connection.execute(
        "UPDATE stories SET title = ?, text = ?, text_source = ?, revision_id = ?, revisions = revisions + ? "
        "WHERE id = ?",
        (title, text, source, cursor.lastrowid, ours is None, story_id),
    )
    return int(cursor.lastrowid or 0)


def update(
    connection: sqlite3.Connection, story: sqlite3.Row, title_before: str, arrival: Arrival, now: datetime
) -> None:
    """An entry its feed shows changed: a new headline is a revision, and the page is looked at again."""
    entry = arrival.entry
    from_feed = story["text_source"] == TextSource.FEED
    text = (entry.content or entry.summary) if from_feed else story["text"]
    retitled = title_before != entry.title and entry.title != story["title"]
    title = entry.title if retitled else story["title"]
    if story["shrunk_at"]:
        _grow_back(connection, story, title, entry)
    elif retitled or text != story["text"]:
        revision_id = revise(
            connection,
            story["id"],
            story["revisions"] + 1,
            title,
            text,
            TextSource(story["text_source"]),
            now,
        )
        if not from_feed:  # the same text from the same page
            connection.execute(
                "UPDATE revisions SET (extracted, asides, evidence_id, rules) = "
                "(SELECT extracted, asides, evidence_id, rules FROM revisions WHERE id = ?) WHERE id = ?",
                (story["revision_id"], revision_id),
            )
    if from_feed:
        write_verdict(connection, story["id"], arrival.relevance)
    if story["page_tries"] < PAGE_TRIES and (story["page_state"] != "none" or arrival.relevance.possible):
        connection.execute(
            "UPDATE stories SET page_state = 'wanted', page_try_at = ? WHERE id = ?",
            (stamp(now), story["id"]),
        )


def _grow_back(connection: sqlite3.Connection, story: sqlite3.Row, title: str, entry: Entry) -> None:
    """A story whose text was let go has one again: no version is made of it, as nobody can say what was edited."""
    text = entry.content or entry.summary
    connection.execute(
        "UPDATE stories SET summary = ?, shrunk_at = NULL WHERE id = ?",
        (entry.summary, story["id"]),
    )
    connection.execute("UPDATE versions SET title = ?, text = ? WHERE id = ?", (title, text, story["revision_id"]))
