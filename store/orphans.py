"""Rows that refer to what is not there: found, and made good without losing a word of what was seen or said.

What an analysis makes anew is let go. What outlets published is kept: a story that is missing is put together again
from what its feeds showed of it, what feed and page stated, its kept pages and its earlier versions, a version from its
story, a feed from the ledger. The words of a newest version are only in its story: where that is lost, the feed's stand
there until the kept page is read once more (`reportedly analyse --extract`) or the page is fetched again.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from store import codec, pages, state, statements
from store.codec import stamp
from store.database import Store
from store.models import Statement, TextSource, said_at
from store.readings import PLACES
from store.urls import url_key
from store.wording import counted

#: An address for what has lost its own; it leads nowhere (RFC 2606).
NOWHERE = "https://unknown.invalid"
_NO_STORY = "story_id NOT IN (SELECT id FROM stories)"
_NO_FEED = "feed_id NOT IN (SELECT id FROM feeds)"
#: Rows that are made anew of the stories, or say nothing without what they refer to.
DERIVED = {
    "readings": _NO_STORY,
    "lines": _NO_STORY,
    "runs": _NO_STORY,
    "chains": f"{_NO_STORY} OR original NOT IN (SELECT id FROM stories)",
    "copies": f"{_NO_STORY} OR parent NOT IN (SELECT id FROM stories)",
    "uses": f"proposition / {PLACES} NOT IN (SELECT story_id FROM readings) "
    "OR term_id NOT IN (SELECT id FROM vocabulary)",
    "mentions": f"claim_id NOT IN (SELECT id FROM claims) OR {_NO_STORY} "
    "OR revision_id NOT IN (SELECT id FROM revisions)",
    # A kept page cannot be unpacked without the one that it was packed with.
    "bodies": "dictionary_id NOT IN (SELECT id FROM bodies)",
    "evidence": "body_id NOT IN (SELECT id FROM bodies)",
    "looks": _NO_STORY,
    "tallies": _NO_STORY,
    "page_lines": _NO_STORY,
    "claim_terms": "claim_id NOT IN (SELECT id FROM claims)",
}
_OF_STORIES = ("entries", "revisions", "marks", "links", "evidence", "statements")
_OF_FEEDS = ("polls", "signals", "windows", "gaps")
_LOST_STORIES = (
    "SELECT story_id AS id FROM entries UNION SELECT story_id FROM revisions UNION SELECT story_id FROM marks "
    "UNION SELECT story_id FROM evidence UNION SELECT story_id FROM statements "
    "EXCEPT SELECT id FROM stories ORDER BY id"
)
_LOST_FEEDS = "SELECT DISTINCT feed_id AS id FROM entries EXCEPT SELECT id FROM feeds ORDER BY id"
_NO_ADDRESS = "url_key NOT IN (SELECT url_key FROM addresses)"
_NO_REVISION = "SELECT id FROM stories WHERE revision_id IS NULL OR revision_id NOT IN (SELECT id FROM revisions)"


@dataclass(frozen=True, slots=True)
class Orphans:
    """How many rows of a table refer to what is missing; `kept`: they hold words of others, and are never let go."""

    table: str
    count: int
    kept: bool


def find(connection: sqlite3.Connection) -> list[Orphans]:
    """Writes nothing; the connection may be one that cannot."""

    def count(table: str, condition: str) -> int:
        return int(connection.execute(f"SELECT count(*) FROM {table} WHERE {condition}").fetchone()[0])

    found = [Orphans(table, count(table, _NO_STORY), kept=True) for table in _OF_STORIES]
    found.append(Orphans("entries of no feed", count("entries", _NO_FEED), kept=True))
    found.append(Orphans("stories without their newest version", count("stories", f"id IN ({_NO_REVISION})"), True))
    found.append(Orphans("stories known by no address", count("stories", _NO_ADDRESS), True))
    found += [Orphans(table, count(table, condition), kept=False) for table, condition in DERIVED.items()]
    found += [Orphans(table, count(table, _NO_FEED), kept=False) for table in _OF_FEEDS]
    return [one for one in found if one.count]


def mend(store: Store, now: datetime) -> list[str]:
    """Makes all of it good, in one transaction; returns what was done, in words."""
    done = []
    with store.writing() as connection:
        connection.execute("PRAGMA defer_foreign_keys = ON")
        feeds = [row["id"] for row in store.rows(_LOST_FEEDS)]
        for feed_id in feeds:
            _feed(store, feed_id, now)
        stories = [row["id"] for row in store.rows(_LOST_STORIES)]
        for story_id in stories:
            _story(store, story_id, now)
        versions = [row["id"] for row in store.rows(_NO_REVISION)]
        for story_id in versions:
            _revision(store, story_id, now)
        if feeds:
            done.append(f"{counted(len(feeds), 'feed')} put together again from the ledger, and paused")
        if stories:
            what = counted(len(stories), "story", "stories")
            done.append(f"{what} put together again from what feeds showed, pages stated and versions hold")
            done.append("they are judged with: reportedly analyse --extract, which reads kept pages once more too")
        if versions:
            done.append(f"{counted(len(versions), 'version')} put together again from the stories' own text")
        known = _addresses(store)
        if known:
            done.append(f"{counted(known, 'address', 'addresses')} by which stories are known put down again")
        gone = connection.execute(f"DELETE FROM links WHERE {_NO_STORY}").rowcount
        for table, condition in [*DERIVED.items(), *((table, _NO_FEED) for table in _OF_FEEDS)]:
            gone += connection.execute(f"DELETE FROM {table} WHERE {condition}").rowcount
        if gone:
            done.append(f"{counted(gone, 'row')} let go that an analysis or a poll makes anew")
        if done:
            state.set_analysis_stale(store, True)
    return done


def _addresses(store: Store) -> int:
    """Puts down again by which addresses stories are known, where that is lost; returns how many."""
    rows = [(row["url_key"], row["id"]) for row in store.rows(f"SELECT id, url_key FROM stories WHERE {_NO_ADDRESS}")]
    if not rows:
        return 0
    rows += [
        (url_key(row["url"]), row["story_id"]) for row in store.rows("SELECT url, story_id FROM entries") if row["url"]
    ]
    return store.connection.executemany("INSERT OR IGNORE INTO addresses VALUES (?, ?)", rows).rowcount


def addresses_anew(store: Store) -> None:
    """Of a damaged file: an address that is one story's own, and leads to one that never had it, leads home."""
    with store.writing() as connection:
        connection.execute(
            "UPDATE addresses SET story_id = (SELECT id FROM stories WHERE stories.url_key = addresses.url_key) "
            "WHERE EXISTS (SELECT 1 FROM stories WHERE stories.url_key = addresses.url_key) AND NOT EXISTS "
            "(SELECT 1 FROM stories WHERE id = addresses.story_id AND (stories.url_key = addresses.url_key "
            "OR substr(stories.url_key, 1, length(addresses.url_key) + 1) = addresses.url_key || '#'))"
        )


def read_anew(store: Store) -> None:
    """Forgets what stories were read as, so that the next analysis reads all of them."""
    with store.writing() as connection:
        for table in ("readings", "vocabulary", "uses", "lines", "runs", "chains", "copies", "unread"):
            connection.execute(f"DELETE FROM {table}")
        connection.execute("DELETE FROM state WHERE key IN ('read', 'reader', 'reader_outlets')")
        connection.execute("INSERT INTO unread(story_id) SELECT id FROM stories")
        state.set_analysis_stale(store, True)


def _feed(store: Store, feed_id: int, now: datetime) -> None:
    poll = store.row("SELECT url FROM polls WHERE feed_id = ? AND url IS NOT NULL ORDER BY id DESC LIMIT 1", (feed_id,))
    url = poll["url"] if poll else f"{NOWHERE}/feed/{feed_id}"
    if store.row("SELECT 1 FROM feeds WHERE url = ?", (url,)):
        url = f"{NOWHERE}/feed/{feed_id}"
    outlet = store.value(
        "SELECT outlet FROM stories JOIN entries ON entries.story_id = stories.id WHERE feed_id = ? "
        "GROUP BY outlet ORDER BY count(*) DESC, outlet LIMIT 1",
        (feed_id,),
    )
    name = outlet or _host(url)
    store.connection.execute(
        "INSERT INTO feeds(id, url, title, outlet, note, added_at, paused_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (feed_id, url, name, name, "put together again from the ledger; see that it is right", stamp(now), stamp(now)),
    )


def _story(store: Store, story_id: int, now: datetime) -> None:
    entry = store.row("SELECT * FROM entries WHERE story_id = ? ORDER BY first_seen_at LIMIT 1", (story_id,))
    version = store.row("SELECT * FROM revisions WHERE story_id = ? ORDER BY number DESC LIMIT 1", (story_id,))
    mark = store.row("SELECT * FROM marks WHERE story_id = ?", (story_id,))
    keys = [row["url_key"] for row in store.rows("SELECT url_key FROM addresses WHERE story_id = ?", (story_id,))]
    kept = store.row("SELECT * FROM evidence WHERE story_id = ? ORDER BY at LIMIT 1", (story_id,))
    known = f"https://{min(keys, key=len).partition('#')[0]}" if keys else kept["url"] if kept else None
    url = (entry["url"] if entry else None) or known or f"{NOWHERE}/story/{story_id}"
    key = url_key(url)
    if store.row("SELECT 1 FROM stories WHERE url_key = ?", (key,)):
        key = f"{key}#{story_id}"
    beside = store.row("SELECT outlet, domain FROM stories WHERE url LIKE ? LIMIT 1", (f"%://{_host(url)}/%",))
    feed = store.row("SELECT outlet FROM feeds WHERE id = ?", (entry["feed_id"],)) if entry else None
    first = store.value("SELECT min(seen_at) FROM revisions WHERE story_id = ?", (story_id,))
    seen = (entry["first_seen_at"] if entry else None) or first or (kept and kept["at"]) or stamp(now)
    claimed = store.row("SELECT 1 FROM mentions WHERE story_id = ?", (story_id,))
    judged = mark["verdict"] if mark else None
    relevant = judged == "relevant" or (judged is None and bool(claimed or (mark and mark["saved_at"])))
    # The words are gone with the story where the version has none of its own.
    whole = version if version and version["text"] is not None else None
    earlier = store.row(
        "SELECT * FROM revisions WHERE story_id = ? AND text IS NOT NULL ORDER BY number DESC LIMIT 1", (story_id,)
    )
    said = _said(store, story_id)
    titles = [one["title"] for one in (whole, entry, earlier) if one]
    # What a feed said before its page came is more than its summary where it gave the whole text.
    fed = max((entry and entry["summary"]) or "", pages.told(store, story_id), key=len)
    text = whole["text"] if whole else fed or (earlier and earlier["text"]) or ""
    published = _time(said.get("published_at"))
    store.connection.execute(
        "INSERT INTO stories(id, url, url_key, title, outlet, domain, first_seen_at, said_at, summary, text, "
        "text_source, revision_id, revisions, relevant, page_state, page_try_at, author, published_at, language, "
        "relevance, matched, page_tries) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0.0, '[]', 0)",
        (
            story_id,
            url,
            key,
            next(filter(None, [*titles, said.get("title")]), ""),
            beside["outlet"] if beside else feed["outlet"] if feed else _host(url),
            beside["domain"] if beside else _host(url),
            seen,
            stamp(said_at(published, codec.moment(seen))),
            entry["summary"] if entry else None,
            text,
            whole["text_source"] if whole else TextSource.FEED,
            version["id"] if version else None,
            version["number"] if version else 1,
            relevant,
            "none" if whole or not relevant or url.startswith(NOWHERE) else "wanted",
            stamp(now),
            said.get("author"),
            stamp(published),
            said.get("language"),
        ),
    )
    store.entered([story_id])
    # As if read by older rules: `reportedly analyse --extract` gives the story its page's words again.
    store.connection.execute("UPDATE evidence SET rules = NULL WHERE story_id = ?", (story_id,))
    if version and not whole:
        store.connection.execute(
            "UPDATE revisions SET text_source = ?, extracted = NULL, asides = NULL WHERE id = ?",
            (TextSource.FEED, version["id"]),
        )
    for one in {key, key.partition("#")[0]}:
        store.connection.execute("INSERT OR IGNORE INTO addresses VALUES (?, ?)", (one, story_id))


def _said(store: Store, story_id: int) -> dict[str, str]:
    """Of each field what is taken of that which feed and page said of a story."""
    rows = store.rows("SELECT field, source, value FROM statements WHERE story_id = ?", (story_id,))
    said = [Statement(row["field"], row["source"], row["value"]) for row in rows if row["value"]]
    readable = [one for one in said if one.field != "published_at" or _time(one.value)]
    return {field: one.value for field, one in statements.chosen(readable).items()}


def _time(value: str | None) -> datetime | None:
    """A stated time; of a day alone its beginning, as where the page was read."""
    try:
        found = datetime.fromisoformat(value or "")
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _revision(store: Store, story_id: int, now: datetime) -> None:
    """The version that is in the story itself."""
    story = store.row("SELECT * FROM stories WHERE id = ?", (story_id,))
    assert story is not None
    taken = store.value("SELECT max(number) FROM revisions WHERE story_id = ?", (story_id,)) or 0
    number = max(story["revisions"] or 1, taken + 1)
    cursor = store.connection.execute(
        "INSERT INTO revisions(id, story_id, number, seen_at, text_source) VALUES (?, ?, ?, ?, ?)",
        (
            story["revision_id"],
            story_id,
            number,
            story["first_seen_at"] if number == 1 else stamp(now),
            story["text_source"],
        ),
    )
    store.connection.execute(
        "UPDATE stories SET revision_id = ?, revisions = ? WHERE id = ?", (cursor.lastrowid, number, story_id)
    )


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "unknown").removeprefix("www.")
