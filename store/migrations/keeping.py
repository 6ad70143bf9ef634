"""Pages kept as evidence, marks in tables of their own, and what keeps the file small."""

from __future__ import annotations

from sqlite_utils import Database

from store import versions
from store.migrations.register import MIGRATIONS


@MIGRATIONS()
def m020_evidence(db: Database) -> None:
    """Pages as they were fetched (`evidence`, and the compressed `bodies` that it shares), what feed and page say of a
    story (`statements`), which lines stand on which pages (`page_lines`), and those that an outlet repeats
    (`boilerplate`). A revision keeps its text as extracted where that differs from what is shown."""
    db.execute(
        "CREATE TABLE bodies (id INTEGER PRIMARY KEY, host TEXT NOT NULL, sha256 TEXT NOT NULL UNIQUE, "
        "size INTEGER NOT NULL, dictionary_id INTEGER REFERENCES bodies(id), data BLOB NOT NULL) STRICT"
    )
    db.execute("CREATE INDEX bodies_by_host ON bodies(host, id) WHERE dictionary_id IS NULL")
    db.execute("CREATE INDEX bodies_by_dictionary ON bodies(dictionary_id) WHERE dictionary_id IS NOT NULL")
    db.execute(
        "CREATE TABLE evidence (id INTEGER PRIMARY KEY, story_id INTEGER NOT NULL REFERENCES stories(id) "
        "ON DELETE CASCADE, url TEXT NOT NULL, at TEXT NOT NULL, status INTEGER NOT NULL, headers TEXT NOT NULL, "
        "body_id INTEGER NOT NULL REFERENCES bodies(id)) STRICT"
    )
    db.execute("CREATE INDEX evidence_by_story ON evidence(story_id, id)")
    db.execute("CREATE INDEX evidence_by_time ON evidence(at, id)")
    db.execute("CREATE INDEX evidence_by_body ON evidence(body_id)")
    db.execute(
        "CREATE TABLE statements (story_id INTEGER NOT NULL REFERENCES stories(id) ON DELETE CASCADE, "
        "field TEXT NOT NULL, source TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (story_id, field, source)) "
        "STRICT, WITHOUT ROWID"
    )
    db.execute(
        "CREATE TABLE page_lines (line INTEGER NOT NULL, story_id INTEGER NOT NULL REFERENCES stories(id) "
        "ON DELETE CASCADE, size INTEGER NOT NULL, content INTEGER NOT NULL, PRIMARY KEY (line, story_id)) "
        "STRICT, WITHOUT ROWID"
    )
    db.execute("CREATE INDEX page_lines_by_story ON page_lines(story_id)")
    db.execute(
        "CREATE TABLE boilerplate (id INTEGER PRIMARY KEY, domain TEXT NOT NULL, line INTEGER NOT NULL, "
        "text TEXT NOT NULL, since TEXT NOT NULL, restored_at TEXT, UNIQUE (domain, line)) STRICT"
    )
    revisions = db.table("revisions")
    revisions.add_column("extracted", str)
    revisions.add_column("asides", str)
    revisions.add_column("evidence_id", int)
    revisions.add_column("ours", str)


@MIGRATIONS()
def m030_marks(db: Database) -> None:
    """A person's note on a story and when marks were taken off it; every mark with what was before it (`mark_log`), so
    that it can be undone; and which acts on claims were one (`batch`).

    `after_act` is the newest act on a claim when a mark was set: it tells which of both came later.
    """
    marks = db.table("marks")
    for name in ("note", "note_at", "unsaved_at", "unread_at"):
        marks.add_column(name, str)
    db.table("acts").add_column("batch", int)
    db.create_table(
        "mark_log",
        {
            "id": int,
            "batch": int,
            "at": str,
            "kind": str,
            "story_id": int,
            "text": str,
            "before": str,
            "after_act": int,
            "undone_at": str,
        },
        pk="id",
        not_null={"batch", "at", "kind", "story_id", "before", "after_act"},
        strict=True,
    )
    db.table("mark_log").create_index(["batch"])
    db.table("mark_log").create_index(["undone_at"])


@MIGRATIONS()
def m040_upkeep(db: Database) -> None:
    """When a story that was not of the topic shrank to what it is known again by."""
    db.table("stories").add_column("shrunk_at", str)


@MIGRATIONS()
def m060_looks(db: Database) -> None:
    """Of pages that were fetched: when they were last looked at and what for the next look is to be known of them
    (`looks`). How many sentences of a version of a story use each frame, by the frames' vocabulary (`tallies`)."""
    db.create_table(
        "looks",
        {
            "story_id": int,
            "looked_at": str,
            "etag": str,
            "last_modified": str,
            "validators_from": str,
            "page_title": str,
            "story_title": str,
            "removed_at": str,
            "removed_status": int,
        },
        pk="story_id",
        not_null={"looked_at"},
        foreign_keys=[("story_id", "stories", "id")],
        strict=True,
    )
    db.create_table(
        "tallies",
        {"story_id": int, "revision_id": int, "vocabulary": str, "sentences": int, "counts": str},
        pk="story_id",
        not_null={"revision_id", "vocabulary", "sentences", "counts"},
        foreign_keys=[("story_id", "stories", "id")],
        strict=True,
    )
    db.execute("CREATE INDEX looks_removed ON looks(removed_at) WHERE removed_at IS NOT NULL")


@MIGRATIONS()
def m070_once(db: Database) -> None:
    """The newest words of a story stand once, in `stories`; `versions` gives every version whole (store/versions.py).
    Search and indexes take less room."""
    versions.keep_once(db)
    _smaller_indexes(db)
    _search_text_first(db)


def _search_text_first(db: Database) -> None:
    """New stories come into the search and are to be read by `store/newcomers.py`, all of a transaction at its end."""
    for name in ("search_insert", "search_delete", "search_update", "unread_insert"):
        db.execute(f"DROP TRIGGER stories_{name}")
    # A place in any column but the first costs two bytes more, of every word of every story: the text comes first.
    db.execute("DROP TABLE stories_fts")
    db.execute(
        "CREATE VIRTUAL TABLE stories_fts USING fts5(text, title, tokenize='unicode61 remove_diacritics 2', "
        "content='stories_searched', content_rowid='id')"
    )
    # A batch of some thousand stories makes one part of the index, which would else be many, and all to be merged.
    db.execute("INSERT INTO stories_fts(stories_fts, rank) VALUES ('hashsize', 8388608)")
    db.execute("INSERT INTO stories_fts(stories_fts) VALUES ('rebuild')")
    # What is not in the index yet cannot be taken out of it; it comes in as it is by then.
    there = "EXISTS (SELECT 1 FROM stories_fts_docsize WHERE id = old.id)"
    remove = (
        "INSERT INTO stories_fts(stories_fts, rowid, text, title) "
        "VALUES ('delete', old.id, CASE WHEN old.relevant THEN old.text ELSE '' END, old.title);"
    )
    enter = (
        "INSERT INTO stories_fts(rowid, text, title) "
        "VALUES (new.id, CASE WHEN new.relevant THEN new.text ELSE '' END, new.title);"
    )
    db.execute(f"CREATE TRIGGER stories_search_delete AFTER DELETE ON stories WHEN {there} BEGIN {remove} END")
    db.execute(
        "CREATE TRIGGER stories_search_update AFTER UPDATE OF title, text, relevant ON stories "
        "WHEN (old.title IS NOT new.title OR old.relevant IS NOT new.relevant "
        f"OR (new.relevant AND old.text IS NOT new.text)) AND {there} BEGIN {remove} {enter} END"
    )


def _smaller_indexes(db: Database) -> None:
    """Each as it is asked: entries by guid, with their feed or without; stories of one moment, of which there are few;
    pages that are to be fetched, which few are."""
    db.execute(
        "CREATE TABLE entries_once (feed_id INTEGER NOT NULL, guid TEXT NOT NULL, story_id INTEGER NOT NULL "
        "REFERENCES stories(id), url TEXT, title TEXT, summary TEXT, updated_at TEXT, first_seen_at TEXT NOT NULL, "
        "PRIMARY KEY (guid, feed_id)) STRICT"
    )
    db.execute("INSERT INTO entries_once SELECT * FROM entries ORDER BY rowid")
    db.execute("DROP TABLE entries")
    db.execute("ALTER TABLE entries_once RENAME TO entries")
    db.execute("CREATE INDEX idx_entries_story_id ON entries(story_id)")
    db.execute("CREATE INDEX idx_entries_feed_id_first_seen_at ON entries(feed_id, first_seen_at)")
    db.execute("DROP INDEX stories_by_time")
    db.execute("CREATE INDEX stories_by_time ON stories(domain, published_at)")
    db.execute("DROP INDEX idx_stories_page_state_page_try_at")
    db.execute("CREATE INDEX stories_to_fetch ON stories(page_try_at) WHERE page_state = 'wanted'")
