"""Writing stories: entries as they arrive, pages as they are fetched, revisions as texts change."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from store import codec, state
from store.codec import matches_to_json, stamp
from store.database import Store
from store.models import Entry, Relevance, TextSource
from store.urls import url_key

#: A page is fetched at most this often, so that a feed which changes its dates at every poll costs little.
PAGE_TRIES = 6
#: The columns of a story that its claims are derived from.
_ANALYSED = ("title", "text", "text_source", "outlet", "said_at", "language", "relevant")
#: A headline and a text that change within this time changed together.
ONE_EDIT = timedelta(minutes=30)


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


@dataclass(frozen=True, slots=True)
class WantedPage:
    """A story whose page is to be fetched, with what its feed gave of it."""

    story_id: int
    url: str
    title: str
    text: str
    language: str | None
    tries: int


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A page's article. A field the page does not give is None and leaves the feed's word as it is."""

    story_id: int
    text: str
    relevance: Relevance
    title: str | None = None
    author: str | None = None
    language: str | None = None
    published_at: datetime | None = None
    outlet: str | None = None


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
            stamp(entry.published_at or now),
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
    _revise(connection, story_id, 1, entry.title, entry.content or entry.summary, TextSource.FEED, now)
    return story_id


def _revise(
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
        _revise(
            connection,
            story["id"],
            story["revisions"] + 1,
            title,
            text,
            TextSource(story["text_source"]),
            now,
        )
    if from_feed:
        _judge(connection, story["id"], arrival.relevance)
    if story["page_tries"] < PAGE_TRIES and (story["page_state"] != "none" or arrival.relevance.possible):
        connection.execute(
            "UPDATE stories SET page_state = 'wanted', page_try_at = ? WHERE id = ?",
            (stamp(now), story["id"]),
        )


def _judge(connection: sqlite3.Connection, story_id: int, relevance: Relevance) -> None:
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
            _judge(connection, story_id, relevance)


def wanted_pages(store: Store, now: datetime) -> list[WantedPage]:
    """The stories whose pages are to be fetched now: new ones, and those an earlier, killed poll left over."""
    rows = store.rows(
        "SELECT id, url, title, text, language, page_tries FROM stories "
        "WHERE page_state = 'wanted' AND page_try_at <= ? ORDER BY id",
        (stamp(now),),
    )
    return [WantedPage(r["id"], r["url"], r["title"], r["text"], r["language"], r["page_tries"]) for r in rows]


def save_page(store: Store, page: FetchedPage, now: datetime) -> bool:
    """Writes a page's article to its story; returns whether it was a revision of a page seen before.

    The first page takes the place of the feed's own text; a later one that differs becomes a new revision. The
    claims are stale only where something they are derived from has changed.
    """
    with store.writing() as connection:
        story = connection.execute("SELECT * FROM stories WHERE id = ?", (page.story_id,)).fetchone()
        title = story["title"] or page.title or ""
        revised = False
        if story["text_source"] == TextSource.FEED:
            connection.execute(
                "UPDATE revisions SET text = ?, text_source = ?, title = ? WHERE id = ?",
                (page.text, TextSource.PAGE, title, story["revision_id"]),
            )
            connection.execute(
                "UPDATE stories SET text = ?, text_source = ?, title = ? WHERE id = ?",
                (page.text, TextSource.PAGE, title, page.story_id),
            )
        elif story["text"] == page.text and story["text_source"] == TextSource.PAGE:
            pass
        elif _retitled_just_now(connection, story, now):
            # The feed showed the new headline a moment ago, the page now shows the text with it: one edit.
            connection.execute("UPDATE revisions SET text = ? WHERE id = ?", (page.text, story["revision_id"]))
            connection.execute("UPDATE stories SET text = ? WHERE id = ?", (page.text, page.story_id))
            revised = True
        else:
            _revise(connection, page.story_id, story["revisions"] + 1, title, page.text, TextSource.PAGE, now)
            revised = True
        published = codec.moment(story["published_at"]) or page.published_at
        connection.execute(
            "UPDATE stories SET page_state = 'fetched', page_tries = page_tries + 1, page_note = NULL, "
            "author = coalesce(author, ?), language = coalesce(?, language), published_at = ?, said_at = ?, "
            "outlet = CASE WHEN outlet = domain THEN coalesce(?, outlet) ELSE outlet END WHERE id = ?",
            (
                page.author,
                page.language,
                stamp(published),
                stamp(published) or story["first_seen_at"],
                page.outlet,
                page.story_id,
            ),
        )
        _judge(connection, page.story_id, page.relevance)
        after = connection.execute("SELECT * FROM stories WHERE id = ?", (page.story_id,)).fetchone()
        if any(story[name] != after[name] for name in _ANALYSED):
            state.set_analysis_stale(store, True)
    return revised


def _retitled_just_now(connection: sqlite3.Connection, story: sqlite3.Row, now: datetime) -> bool:
    """Whether the newest revision is of this poll and differs from the one before in its headline only."""
    row = connection.execute(
        "SELECT new.seen_at, new.text = old.text AND new.text_source = old.text_source AS same FROM revisions AS new "
        "JOIN revisions AS old ON old.story_id = new.story_id AND old.number = new.number - 1 WHERE new.id = ?",
        (story["revision_id"],),
    ).fetchone()
    return bool(row and row["same"] and now - codec.moment(row["seen_at"]) < ONE_EDIT)


def page_failed(store: Store, story_id: int, note: str, retry_at: datetime | None) -> None:
    """Notes why a page gave no article; it is tried again at `retry_at`, or never where that is None."""
    with store.writing() as connection:
        connection.execute(
            "UPDATE stories SET page_note = ?, page_tries = page_tries + 1, page_try_at = ?, "
            "page_state = CASE WHEN ? IS NULL THEN 'failed' ELSE 'wanted' END WHERE id = ?",
            (note, stamp(retry_at), stamp(retry_at), story_id),
        )


def count_relevant(store: Store, story_ids: Iterable[int]) -> int:
    """How many of these stories belong to the topic."""
    return sum(bool(store.value("SELECT relevant FROM stories WHERE id = ?", (i,))) for i in story_ids)
