"""The tables, as forward-only migrations. Names and columns are meant to be read in Datasette as they stand."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from store import history, versions
from store.urls import url_key

MIGRATIONS = Migrations("reportedly")


@MIGRATIONS()
def m001_feeds(db: Database) -> None:
    db.create_table(
        "feeds",
        {
            "id": int,
            "url": str,
            "title": str,
            "outlet": str,
            "home_url": str,
            "note": str,
            "added_at": str,
            "etag": str,
            "last_modified": str,
            "body_sha256": str,
            "last_poll_at": str,
            "last_success_at": str,
            "last_status": int,
            "last_error": str,
            "failures": int,
            "next_poll_at": str,
            "next_poll_reason": str,
        },
        pk="id",
        not_null={"url", "title", "outlet", "added_at", "failures"},
        defaults={"failures": 0},
        strict=True,
    )
    db.table("feeds").create_index(["url"], unique=True)
    db.create_table(
        "polls",
        {
            "id": int,
            "feed_id": int,
            "at": str,
            "status": int,
            "outcome": str,
            "conditional": int,
            "bytes": int,
            "seconds": float,
            "entries": int,
            "new_stories": int,
            "error": str,
        },
        pk="id",
        not_null={"feed_id", "at", "outcome"},
        strict=True,
    )
    db.execute("CREATE INDEX polls_by_feed ON polls(feed_id, at)")


@MIGRATIONS()
def m002_stories(db: Database) -> None:
    db.create_table(
        "stories",
        {
            "id": int,
            "url": str,
            "url_key": str,
            "title": str,
            "outlet": str,
            "domain": str,
            "author": str,
            "published_at": str,
            "first_seen_at": str,
            "said_at": str,
            "language": str,
            "summary": str,
            "text": str,
            "text_source": str,
            "revision_id": int,
            "revisions": int,
            "relevant": int,
            "relevance": float,
            "matched": str,
            "page_state": str,
            "page_tries": int,
            "page_try_at": str,
            "page_note": str,
        },
        pk="id",
        not_null={"url", "url_key", "title", "outlet", "first_seen_at", "text", "text_source", "relevant"},
        strict=True,
    )
    stories = db.table("stories")
    stories.create_index(["url_key"], unique=True)
    stories.create_index(["relevant", "said_at"])
    stories.create_index(["first_seen_at"])
    stories.create_index(["page_state", "page_try_at"])
    db.create_table(
        "entries",
        {
            "feed_id": int,
            "guid": str,
            "story_id": int,
            "url": str,
            "title": str,
            "summary": str,
            "updated_at": str,
            "first_seen_at": str,
        },
        pk=("feed_id", "guid"),
        not_null={"story_id", "first_seen_at"},
        foreign_keys=[("story_id", "stories", "id")],
        strict=True,
    )
    db.table("entries").create_index(["story_id"])
    db.create_table(
        "revisions",
        {
            "id": int,
            "story_id": int,
            "number": int,
            "seen_at": str,
            "title": str,
            "text": str,
            "text_source": str,
        },
        pk="id",
        not_null={"story_id", "number", "seen_at", "title", "text", "text_source"},
        foreign_keys=[("story_id", "stories", "id")],
        strict=True,
    )
    db.table("revisions").create_index(["story_id", "number"], unique=True)
    db.create_table(
        "marks",
        {"story_id": int, "read_at": str, "saved_at": str, "verdict": str, "verdict_at": str},
        pk="story_id",
        foreign_keys=[("story_id", "stories", "id")],
        strict=True,
    )


@MIGRATIONS()
def m003_search(db: Database) -> None:
    db.table("stories").enable_fts(["title", "text"], tokenize="unicode61 remove_diacritics 2")
    # sqlite-utils' own triggers index a row again whenever any of its columns changes; these only when
    # what is searched does.
    db.execute(
        "CREATE TRIGGER stories_search_insert AFTER INSERT ON stories BEGIN "
        "INSERT INTO stories_fts(rowid, title, text) VALUES (new.rowid, new.title, new.text); END"
    )
    db.execute(
        "CREATE TRIGGER stories_search_delete AFTER DELETE ON stories BEGIN "
        "INSERT INTO stories_fts(stories_fts, rowid, title, text) "
        "VALUES ('delete', old.rowid, old.title, old.text); END"
    )
    db.execute(
        "CREATE TRIGGER stories_search_update AFTER UPDATE OF title, text ON stories "
        "WHEN old.title IS NOT new.title OR old.text IS NOT new.text BEGIN "
        "INSERT INTO stories_fts(stories_fts, rowid, title, text) "
        "VALUES ('delete', old.rowid, old.title, old.text); "
        "INSERT INTO stories_fts(rowid, title, text) VALUES (new.rowid, new.title, new.text); END"
    )


@MIGRATIONS()
def m004_claims(db: Database) -> None:
    db.create_table(
        "claims",
        {
            "id": int,
            "statement": str,
            "outlets": int,
            "stories": int,
            "chains": int,
            "first_said_at": str,
            "last_said_at": str,
            "first_said_by": str,
            "questioned": int,
            "hedged": int,
            "attributed": int,
            "asserted": int,
            "denied": int,
        },
        pk="id",
        not_null={"statement", "first_said_at", "last_said_at", "first_said_by"},
        strict=True,
    )
    db.create_table(
        "mentions",
        {
            "claim_id": int,
            "position": int,
            "story_id": int,
            "revision_id": int,
            "said_at": str,
            "sentence": str,
            "start": int,
            "end": int,
            "stance": str,
            "cue_start": int,
            "cue_end": int,
            "attributed_to": str,
            "source_kind": str,
            "source_start": int,
            "source_end": int,
            "figures": str,
            "chain": int,
        },
        pk=("claim_id", "position"),
        foreign_keys=[
            ("claim_id", "claims", "id"),
            ("story_id", "stories", "id"),
            ("revision_id", "revisions", "id"),
        ],
        strict=True,
    )
    db.table("mentions").create_index(["story_id"])
    db.create_table("state", {"key": str, "value": str}, pk="key", strict=True)


@MIGRATIONS()
def m005_acts(db: Database) -> None:
    """What a person does with claims, what a page links to, and what an outside model remarked."""
    claims = db.table("claims")
    claims.add_column("kind", str, not_null_default="claim")
    claims.add_column("terms", str)
    for mark in ("named", "pinned", "dismissed"):
        claims.add_column(mark, int, not_null_default=0)
    claims.add_column("note", str)
    db.table("mentions").add_column("headline", int, not_null_default=0)
    db.create_table(
        "acts",
        {
            "id": int,
            "at": str,
            "kind": str,
            "claim_id": int,
            "anchor": str,
            "other": str,
            "text": str,
            "undone_at": str,
        },
        pk="id",
        not_null={"at", "kind", "claim_id", "anchor"},
        strict=True,
    )
    db.create_table(
        "links",
        {"story_id": int, "url_key": str, "url": str},
        pk=("story_id", "url_key"),
        not_null={"url"},
        foreign_keys=[("story_id", "stories", "id")],
        strict=True,
    )
    db.table("links").create_index(["url_key"])
    db.create_table(
        "annotations",
        {
            "id": int,
            "at": str,
            "model": str,
            "prompt_sha256": str,
            "kind": str,
            "claim_id": int,
            "anchor": str,
            "answer": str,
            "quotes": str,
        },
        pk="id",
        not_null={"at", "model", "prompt_sha256", "kind", "answer"},
        strict=True,
    )
    db.table("annotations").create_index(["claim_id"])
    db.table("annotations").create_index(["prompt_sha256"])


@MIGRATIONS()
def m006_readings(db: Database) -> None:
    """What stories were read as, so that one more can be added without reading the others again: the sentences of each
    (`readings`), which terms stand in which (`vocabulary`, `uses`), which lines an outlet repeats (`lines`), and which
    runs of words stories share (`runs`, `chains`)."""
    db.create_table(
        "readings",
        {"story_id": int, "revision_id": int, "sentences": int, "data": bytes},
        pk="story_id",
        not_null={"revision_id", "sentences", "data"},
        foreign_keys=[("story_id", "stories", "id")],
        strict=True,
    )
    db.create_table(
        "vocabulary", {"id": int, "term": str, "uses": int}, pk="id", not_null={"term", "uses"}, strict=True
    )
    db.table("vocabulary").create_index(["term"], unique=True)
    db.create_table("chains", {"story_id": int, "original": int}, pk="story_id", not_null={"original"}, strict=True)
    for table, first, second in (
        ("uses", "term_id", "proposition"),
        ("lines", "line", "story_id"),
        ("runs", "run", "story_id"),
    ):
        db.execute(
            f"CREATE TABLE {table} ({first} INTEGER NOT NULL, {second} INTEGER NOT NULL, "
            f"PRIMARY KEY ({first}, {second})) STRICT, WITHOUT ROWID"
        )
    db.execute(
        "CREATE TABLE claim_terms (term TEXT NOT NULL, claim_id INTEGER NOT NULL, PRIMARY KEY (term, claim_id)) "
        "STRICT, WITHOUT ROWID"
    )
    db.execute("CREATE INDEX claim_terms_by_claim ON claim_terms(claim_id)")
    db.table("claims").add_column("cohesion", float, not_null_default=0.0)
    db.table("mentions").add_column("via", str)
    db.table("claims").create_index(["dismissed"])
    db.table("stories").create_index(["outlet"])
    # Which stories are to be read: kept by the table itself, so that nobody has to look through all of them. `read`
    # are those that have been since, or forgotten, and that the claims do not know of yet.
    db.create_table(
        "unread", {"story_id": int, "read": int}, pk="story_id", not_null={"read"}, defaults={"read": 0}, strict=True
    )
    db.execute("INSERT INTO unread(story_id) SELECT id FROM stories")
    columns = ("relevant", "revision_id", "title", "text", "outlet", "published_at")
    changed = " OR ".join(f"old.{column} IS NOT new.{column}" for column in columns)
    for name, event, row in (
        ("insert", "INSERT ON stories", "new"),
        ("update", f"UPDATE OF {', '.join(columns)} ON stories WHEN {changed}", "new"),
        ("delete", "DELETE ON stories", "old"),
    ):
        db.execute(
            f"CREATE TRIGGER stories_unread_{name} AFTER {event} BEGIN "
            f"INSERT INTO unread VALUES ({row}.id, 0) ON CONFLICT(story_id) DO UPDATE SET read = 0; END"
        )


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


@MIGRATIONS()
def m080_history(db: Database) -> None:
    """What was before every change (`moments`, gathered in `pending` while a transaction runs): see `store.history`.
    Of what happened before, no more is known than the times that rows have, the newest of which is where it begins."""
    db.execute("CREATE TABLE moments (id INTEGER PRIMARY KEY, at TEXT NOT NULL, changes BLOB) STRICT")
    db.execute("CREATE INDEX moments_by_time ON moments(at)")
    db.execute(
        "CREATE TABLE pending ([table] TEXT NOT NULL, [key] TEXT NOT NULL, was TEXT, real REAL, "
        "PRIMARY KEY ([table], [key])) STRICT, WITHOUT ROWID"
    )
    times = (
        *("stories.first_seen_at", "revisions.seen_at", "feeds.added_at", "feeds.last_poll_at", "acts.at"),
        *("acts.undone_at", "mark_log.at", "mark_log.undone_at", "annotations.at", "gaps.until", "looks.looked_at"),
    )
    found = [db.execute(f"SELECT max({time}) FROM {time.partition('.')[0]}").fetchone()[0] for time in times]
    if known := max((time for time in found if time), default=None):
        db.execute("INSERT INTO moments(at) VALUES (?)", (known,))
    history.install(db.conn)
    # A text may change and its version stay (what an outlet repeats is learned later): its tally is of the old one.
    db.execute(
        "CREATE TRIGGER stories_tallied AFTER UPDATE OF title, text ON stories "
        "WHEN old.title IS NOT new.title OR old.text IS NOT new.text "
        "BEGIN DELETE FROM tallies WHERE story_id = old.id; END"
    )


@MIGRATIONS()
def m100_rules(db: Database) -> None:
    """By which rules a text was extracted (`revisions.rules`), and by which a kept page was read last
    (`evidence.rules`); null: by rules from before that was kept."""
    for table in ("revisions", "evidence"):
        db.table(table).add_column("rules", str)
    versions.view(db, "extracted", "asides", "evidence_id", "ours", "rules")
    history.install(db.conn)


@MIGRATIONS()
def m110_names(db: Database) -> None:
    """`lang:` and `author:` are asked of the names there are, as `outlet:` is, and not of every story."""
    for column in ("language", "author"):
        db.execute(f"CREATE INDEX stories_by_{column} ON stories({column})")


@MIGRATIONS()
def m120_rewording(db: Database) -> None:
    """Of a mention how like its claim it is (`likeness`), and where an edit brought it when that was seen (`came_at`),
    and what its story said there before (`earlier`). Those that are kept get these when their stories are next read."""
    for column in ("came_at", "earlier"):
        db.table("mentions").add_column(column, str)
    db.execute("ALTER TABLE mentions ADD COLUMN likeness REAL NOT NULL DEFAULT 1.0")
    history.install(db.conn)


@MIGRATIONS()
def m130_copies(db: Database) -> None:
    """Of each story that copies another which one, how much of the shorter text they share, and the passages: places in
    the versions that were compared. What there are already are found by the next analysis.

    Eight parts of the search index are merged at once, not four: a story's words are written again half as often
    (https://www.sqlite.org/fts5.html#the_automerge_configuration_option)."""
    db.execute(
        "CREATE TABLE copies (story_id INTEGER PRIMARY KEY, parent INTEGER, "
        "share REAL NOT NULL, version INTEGER, parent_version INTEGER, passages TEXT NOT NULL) STRICT"
    )
    db.execute("CREATE INDEX copies_by_parent ON copies(parent)")
    history.install(db.conn)
    db.execute("INSERT INTO stories_fts(stories_fts, rank) VALUES ('automerge', 8)")


@MIGRATIONS()
def m140_feed_log(db: Database) -> None:
    """What a person did with feeds, one row a feed and act, with what was before it (`before`; of one taken off the
    list `gone`, all that went with it), so that it can be undone in one order with marks and acts."""
    db.execute(
        "CREATE TABLE feed_log (id INTEGER PRIMARY KEY, batch INTEGER NOT NULL, at TEXT NOT NULL, kind TEXT NOT NULL, "
        "feed_id INTEGER NOT NULL, name TEXT NOT NULL, text TEXT, before TEXT NOT NULL, gone BLOB, "
        "after_act INTEGER NOT NULL, after_mark INTEGER NOT NULL, undone_at TEXT) STRICT"
    )
    db.execute("CREATE INDEX feed_log_by_batch ON feed_log(batch)")


@MIGRATIONS()
def m150_members(db: Database) -> None:
    """The stories of a chain are found by the one that it began with, among few: most are a chain of their own."""
    db.execute("CREATE INDEX chains_by_original ON chains(original) WHERE original <> story_id")


@MIGRATIONS()
def m160_index_in_memory(db: Database) -> None:
    """The search index holds back up to 16 MB of new words, not 1 MB: of many stories at once it makes one part, not
    ten that are to be merged (https://www.sqlite.org/fts5.html#the_hashsize_configuration_option)."""
    db.execute("INSERT INTO stories_fts(stories_fts, rank) VALUES ('hashsize', 16777216)")


@MIGRATIONS()
def m170_outlets(db: Database) -> None:
    """Stories by domain, outlet's name and time in one index, where there was one of domain and time and one of the
    name: every story has its place in each, far from the one before it."""
    db.execute("DROP INDEX idx_stories_outlet")
    db.execute("DROP INDEX stories_by_time")
    db.execute("CREATE INDEX stories_by_outlet ON stories(domain, outlet, published_at)")
