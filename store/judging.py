"""The topic's verdicts on stories, which stand where a person gave none, and what they come to for a feed or a poll."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from store.codec import matches_to_json
from store.database import Store
from store.models import Relevance

#: A feed is about the topic where so large a share of its last entries, so many of them, belongs to it.
FOCUSED, OF_LATE = 0.25, 40


def write_verdict(connection: sqlite3.Connection, story_id: int, relevance: Relevance) -> None:
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
            write_verdict(connection, story_id, relevance)
        # One whose text was let go is judged by its headline; where that will do, its page is asked for it.
        connection.execute(
            "UPDATE stories SET page_state = 'wanted', page_try_at = shrunk_at "
            "WHERE shrunk_at IS NOT NULL AND relevant AND page_state = 'none'"
        )


def is_focused(store: Store, feed_id: int) -> bool:
    """Whether much of what a feed has shown of late belongs to the topic."""
    row = store.connection.execute(
        "SELECT count(*) AS many, coalesce(sum(relevant), 0) AS fit FROM (SELECT stories.relevant FROM entries "
        "JOIN stories ON stories.id = entries.story_id WHERE entries.feed_id = ? "
        "ORDER BY entries.first_seen_at DESC LIMIT ?)",
        (feed_id, OF_LATE),
    ).fetchone()
    return bool(row["fit"]) and row["fit"] >= FOCUSED * row["many"]


def count_relevant(store: Store, story_ids: Iterable[int]) -> int:
    """How many of these stories belong to the topic."""
    asked = json.dumps(sorted(set(story_ids)))
    return int(
        store.value("SELECT count(*) FROM stories WHERE relevant AND id IN (SELECT value FROM json_each(?))", (asked,))
    )
