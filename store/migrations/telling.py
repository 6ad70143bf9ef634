"""What was before every change, names and rewordings, copies, acts on feeds; and indexes as they are asked."""

from __future__ import annotations

from sqlite_utils import Database

from store import history, versions
from store.migrations.register import MIGRATIONS


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


@MIGRATIONS()
def m180_of_the_topic(db: Database) -> None:
    """Of the topic's stories in order of time, outlet and version stand in the index: to count days, outlets and frames
    over all of them takes half, as the texts beside them are not gone through."""
    db.execute("DROP INDEX idx_stories_relevant_said_at")
    db.execute("CREATE INDEX stories_of_topic ON stories(relevant, said_at, id, outlet, revision_id)")
