"""What polls leave behind, signals, by what a story is known, and what of it is searched."""

from __future__ import annotations

from sqlite_utils import Database

from store.migrations.register import MIGRATIONS
from store.urls import url_key


@MIGRATIONS()
def m007_polls(db: Database) -> None:
    """What polls leave behind for the next one (on the feed), every request as it was (`polls`), and domains that
    asked to be left alone for a while (`holds`)."""
    feeds = db.table("feeds")
    for name, kind in (
        ("paused_at", str),
        ("leased_at", str),
        ("ttl", int),
        ("update_seconds", int),
        ("skip_hours", str),
        ("skip_days", str),
        ("validators_from", str),
        ("full_bytes", int),
        ("full_at", str),
        ("renewed_at", str),
        ("missing_since", str),
        ("gone_at", str),
        ("moved_to", str),
        ("moved_since", str),
    ):
        feeds.add_column(name, kind)
    feeds.add_column("moved_times", int, not_null_default=0)
    polls = db.table("polls")
    for name, kind in (
        ("url", str),
        ("unconditional", str),
        ("sent_etag", str),
        ("sent_modified", str),
        ("got_etag", str),
        ("got_modified", str),
        ("full_bytes", int),
        ("asked_seconds", int),
        ("hold_seconds", int),
        ("due_at", str),
        ("next_at", str),
        ("next_reason", str),
        ("redirects", str),
    ):
        polls.add_column(name, kind)
    polls.add_column("by_hand", int, not_null_default=0)
    polls.create_index(["at"])
    db.table("entries").create_index(["feed_id", "first_seen_at"])
    db.create_table(
        "holds",
        {"domain": str, "since": str, "until": str, "reason": str},
        pk="domain",
        not_null={"since", "until", "reason"},
        strict=True,
    )


@MIGRATIONS()
def m008_signals(db: Database) -> None:
    """What searches say that outlets have, and no feed of ours has shown: one row a headline of an outlet."""
    db.create_table(
        "signals",
        {
            "id": int,
            "feed_id": int,
            "url": str,
            "title": str,
            "headline_key": str,
            "outlet": str,
            "domain": str,
            "published_at": str,
            "first_seen_at": str,
            "last_seen_at": str,
        },
        pk="id",
        not_null={"feed_id", "url", "title", "headline_key", "outlet", "domain", "first_seen_at", "last_seen_at"},
        strict=True,
    )
    db.table("signals").create_index(["domain", "headline_key"], unique=True)
    db.table("signals").create_index(["feed_id"])


@MIGRATIONS()
def m009_identity(db: Database) -> None:
    """Every address that a story was known by (`addresses`; it outlives its story, so that what was let go does not
    come back as new), what each feed last showed (`windows`), and when entries may have been missed (`gaps`)."""
    db.execute(
        "CREATE TABLE addresses (url_key TEXT NOT NULL PRIMARY KEY, story_id INTEGER NOT NULL) STRICT, WITHOUT ROWID"
    )
    db.execute("CREATE INDEX addresses_by_story ON addresses(story_id)")
    db.execute("CREATE INDEX entries_by_guid ON entries(guid)")
    db.execute("CREATE INDEX stories_by_time ON stories(domain, published_at, title)")
    db.create_table(
        "windows",
        {"feed_id": int, "at": str, "size": int, "story_ids": str},
        pk="feed_id",
        not_null={"at", "size", "story_ids"},
        strict=True,
    )
    db.create_table(
        "gaps",
        {"id": int, "feed_id": int, "since": str, "until": str, "at_least": int},
        pk="id",
        not_null={"feed_id", "since", "until", "at_least"},
        strict=True,
    )
    db.execute("CREATE INDEX gaps_by_feed ON gaps(feed_id, until)")
    _spell_anew(db)


def _spell_anew(db: Database) -> None:
    """Keys as they are spelt now. Of stories that come to the same the first keeps it; the others keep their own."""
    for story_id, url, old in db.execute("SELECT id, url, url_key FROM stories ORDER BY id").fetchall():
        key = url_key(url)
        taken = db.execute("SELECT 1 FROM stories WHERE url_key = ? AND id <> ?", (key, story_id)).fetchone()
        if not taken and key != old:
            db.execute("UPDATE stories SET url_key = ? WHERE id = ?", (key, story_id))
        db.execute("INSERT OR IGNORE INTO addresses VALUES (?, ?)", (key, story_id))
        db.execute("INSERT OR IGNORE INTO addresses VALUES (?, ?)", (old, story_id))
    for story_id, url, old in db.execute("SELECT story_id, url, url_key FROM links").fetchall():
        if (key := url_key(url)) != old:
            db.execute(
                "UPDATE OR REPLACE links SET url_key = ? WHERE story_id = ? AND url_key = ?", (key, story_id, old)
            )


@MIGRATIONS()
def m010_searched(db: Database) -> None:
    """Of stories outside the topic only the headline is searched for words: most of what feeds bring is such, and
    indexing all of its text costs more than everything else that is done with it."""
    db.execute(
        "CREATE VIEW stories_searched AS "
        "SELECT id, title, CASE WHEN relevant THEN text ELSE '' END AS text FROM stories"
    )
    for name in ("insert", "delete", "update"):
        db.execute(f"DROP TRIGGER stories_search_{name}")
    db.execute("DROP TABLE stories_fts")
    db.execute(
        "CREATE VIRTUAL TABLE stories_fts USING fts5(title, text, tokenize='unicode61 remove_diacritics 2', "
        "content='stories_searched', content_rowid='id')"
    )
    enter = (
        "INSERT INTO stories_fts(rowid, title, text) "
        "VALUES (new.id, new.title, CASE WHEN new.relevant THEN new.text ELSE '' END);"
    )
    remove = (
        "INSERT INTO stories_fts(stories_fts, rowid, title, text) "
        "VALUES ('delete', old.id, old.title, CASE WHEN old.relevant THEN old.text ELSE '' END);"
    )
    for name, event, work in (
        ("insert", "INSERT ON stories", enter),
        ("delete", "DELETE ON stories", remove),
        (
            "update",
            "UPDATE OF title, text, relevant ON stories WHEN old.title IS NOT new.title "
            "OR old.relevant IS NOT new.relevant OR (new.relevant AND old.text IS NOT new.text)",
            f"{remove} {enter}",
        ),
    ):
        db.execute(f"CREATE TRIGGER stories_search_{name} AFTER {event} BEGIN {work} END")
    db.execute("INSERT INTO stories_fts(stories_fts) VALUES ('rebuild')")
