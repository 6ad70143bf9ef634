"""How the versions of stories are kept: the newest headline and text once, with the story, and earlier ones beside it.

`revisions` has a row for every version. Its `title` and `text` are empty for the newest, whose are those of its story.
`versions` is that table with every version whole: read it, and change it, without asking which is the newest. A new
version is a row in `revisions` without words, and the story's words and `revision_id` changed in one statement: the
version before takes its words from the story then.
"""

from __future__ import annotations

from sqlite_utils import Database


def keep_once(db: Database) -> None:
    """Part of a migration. Only what the story says word for word is taken out of its newest version.

    Who refers to `revisions` by name goes on doing so: references are not looked at while a file is brought up to date.
    """
    db.execute(
        "CREATE TABLE revisions_once (id INTEGER PRIMARY KEY, story_id INTEGER NOT NULL REFERENCES stories(id), "
        "number INTEGER NOT NULL, seen_at TEXT NOT NULL, title TEXT, text TEXT, text_source TEXT NOT NULL, "
        "extracted TEXT, asides TEXT, evidence_id INTEGER, ours TEXT) STRICT"
    )
    own = "iif(old.id IS story.revision_id AND old.title IS story.title AND old.text IS story.text, NULL, old.{})"
    db.execute(
        f"INSERT INTO revisions_once SELECT old.id, story_id, number, seen_at, {own.format('title')}, "
        f"{own.format('text')}, old.text_source, extracted, asides, evidence_id, ours "
        "FROM revisions AS old LEFT JOIN stories AS story ON story.id = story_id ORDER BY old.id"
    )
    db.execute("DROP TABLE revisions")
    db.execute("ALTER TABLE revisions_once RENAME TO revisions")
    db.execute("CREATE UNIQUE INDEX idx_revisions_story_id_number ON revisions(story_id, number)")
    view(db, "extracted", "asides", "evidence_id", "ours")
    db.execute(
        "CREATE TRIGGER stories_newest AFTER UPDATE OF revision_id ON stories "
        "WHEN old.revision_id IS NOT new.revision_id BEGIN "
        "UPDATE revisions SET title = old.title, text = old.text "
        "WHERE id = old.revision_id AND story_id = old.id AND text IS NULL; "
        "UPDATE revisions SET title = NULL, text = NULL "
        "WHERE id = new.revision_id AND story_id = new.id AND title IS new.title AND text IS new.text; END"
    )


def view(db: Database, *more: str) -> None:
    """Part of a migration: makes the view, in the place of one that is there. `more`: the columns of `revisions` behind
    those that every version has."""
    db.execute("DROP VIEW IF EXISTS versions")
    db.execute(
        "CREATE VIEW versions AS SELECT revisions.id, revisions.story_id, number, seen_at, "
        "coalesce(revisions.title, stories.title, '') AS title, coalesce(revisions.text, stories.text, '') AS text, "
        f"revisions.text_source, {', '.join(more)} FROM revisions "
        "LEFT JOIN stories ON stories.id = revisions.story_id AND stories.revision_id = revisions.id"
    )
    kept = ("number", "seen_at", "text_source", *more)
    db.execute(
        "CREATE TRIGGER versions_update INSTEAD OF UPDATE ON versions BEGIN "
        "UPDATE stories SET title = new.title, text = new.text, text_source = new.text_source "
        "WHERE id = old.story_id AND revision_id = old.id; "
        f"UPDATE revisions SET {', '.join(f'{name} = new.{name}' for name in kept)}, "
        "title = iif(title IS NULL, NULL, new.title), text = iif(text IS NULL, NULL, new.text) WHERE id = old.id; END"
    )
