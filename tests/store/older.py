"""Database files as earlier versions of the schema left them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from store.database import Store
from store.schema import MIGRATIONS

#: For each version of the schema the migration that came after it.
NEXT = {
    4: "m005_acts",
    5: "m006_readings",
    6: "m007_polls",
    7: "m008_signals",
    8: "m009_identity",
    9: "m010_searched",
    10: "m020_evidence",
    20: "m030_marks",
    30: "m040_upkeep",
    40: "m060_looks",
    60: "m070_once",
    70: "m080_history",
    80: "m100_rules",
    100: "m110_names",
    110: "m120_rewording",
    120: "m130_copies",
    130: "m140_feed_log",
}
_APPLICATION_ID = 0x72707274
_AT = "2026-07-02T12:00:00+00:00"


@contextmanager
def older(path: Path, version: int) -> Iterator[Store]:
    """A new file of that version, open as that version had it."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.row_factory = sqlite3.Row
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        MIGRATIONS.apply(Database(connection), stop_before=NEXT[version])
        connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {version}")
        yield Store(path, connection)
    finally:
        connection.close()


def old_feed(store: Store) -> None:
    """A feed, with the columns that all versions have."""
    store.connection.execute(
        "INSERT INTO feeds(id, url, title, outlet, added_at) VALUES (1, 'https://one.example/feed', 'F', 'O', ?)",
        (_AT,),
    )


def old_stories(store: Store, *numbers: int, url: str = "https://paper.example/story/{}") -> None:
    """A feed with stories, with the columns that all versions have."""
    old_feed(store)
    for number in numbers:
        old_story(store, number, url.format(number), f"The service {number} ended. It was late.")


def old_story(
    store: Store,
    number: int,
    url: str,
    text: str,
    outlet: str = "The Paper",
    title: str = "Model suspended",
    at: str = _AT,
) -> None:
    """A story as feed 1 brought it; its id is `number`."""
    write, key = store.connection.execute, url.removeprefix("https://")
    write(
        "INSERT INTO stories(id, url, url_key, title, outlet, domain, first_seen_at, said_at, published_at, text, "
        "text_source, revision_id, revisions, relevant, relevance) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'feed', ?, 1, 1, 3.5)",
        (number, url, key, title, outlet, key.partition("/")[0], at, at, at, text, number),
    )
    write(
        "INSERT INTO revisions(id, story_id, number, seen_at, title, text, text_source) "
        "VALUES (?, ?, 1, ?, ?, ?, 'feed')",
        (number, number, at, title, text),
    )
    write("INSERT INTO entries VALUES (1, ?, ?, ?, ?, '', NULL, ?)", (f"guid-{number}", number, url, title, at))
    if store.value("SELECT 1 FROM sqlite_master WHERE name = 'unread'"):
        # As whoever brings a story says; a trigger did in files before schema 70.
        write("INSERT OR IGNORE INTO unread(story_id, read) VALUES (?, 0)", (number,))


def an_old_claim(store: Store, claim_id: int, *story_ids: int) -> None:
    """A claim with a mention a story, with the columns that both versions have."""
    store.connection.execute(
        "INSERT INTO claims(id, statement, outlets, stories, chains, first_said_at, last_said_at, first_said_by, "
        "questioned, hedged, attributed, asserted, denied) VALUES (?, 'It ended.', 2, 2, 2, ?, ?, 'A', 0, 0, 0, 2, 0)",
        (claim_id, "2026-07-01T00:00:00+00:00", "2026-07-01T00:00:00+00:00"),
    )
    for position, story_id in enumerate(story_ids):
        row = store.row("SELECT revision_id, text FROM stories WHERE id = ?", (story_id,))
        assert row is not None
        sentence = row["text"].split(". ")[0] + "."
        store.connection.execute(
            "INSERT INTO mentions(claim_id, position, story_id, revision_id, said_at, sentence, start, end, stance, "
            "figures, chain) VALUES (?, ?, ?, ?, '2026-07-01T00:00:00+00:00', ?, 0, ?, 'asserted', '[]', ?)",
            (claim_id, position, story_id, row["revision_id"], sentence, len(sentence), story_id),
        )
    store.connection.execute("INSERT OR REPLACE INTO state VALUES ('last_claim_id', ?)", (str(claim_id),))
