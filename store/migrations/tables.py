"""The tables that the first versions made: feeds, stories and their search, claims, acts, readings."""

from __future__ import annotations

from sqlite_utils import Database

from store.migrations.register import MIGRATIONS


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
