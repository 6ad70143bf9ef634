"""How many sentences of each story use which frame, kept so that stories are not read anew for every course."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from store.database import Store


@dataclass(frozen=True, slots=True)
class Kept:
    """The tally of one version of a story."""

    story_id: int
    revision_id: int
    sentences: int
    counts: Mapping[str, int]


def missing(store: Store, vocabulary: str) -> list[int]:
    """The stories of the topic whose newest version is not counted by this vocabulary."""
    rows = store.rows(
        "SELECT stories.id FROM stories LEFT JOIN tallies ON tallies.story_id = stories.id "
        "AND tallies.revision_id = stories.revision_id AND vocabulary = ? "
        "WHERE relevant AND tallies.story_id IS NULL ORDER BY stories.id",
        (vocabulary,),
    )
    return [row["id"] for row in rows]


def put(store: Store, vocabulary: str, found: Iterable[Kept]) -> None:
    """Keeps tallies; that of an older version or vocabulary gives way."""
    with store.writing() as connection:
        connection.executemany(
            "INSERT OR REPLACE INTO tallies VALUES (?, ?, ?, ?, ?)",
            [
                (one.story_id, one.revision_id, vocabulary, one.sentences, json.dumps(one.counts, sort_keys=True))
                for one in found
            ],
        )


def of_originals(store: Store, vocabulary: str) -> list[tuple[date, Kept]]:
    """The tallies of the topic's stories that repeat no other, each with the day it was published, oldest first.

    Which repeat another is what the last analysis found.
    """
    rows = store.rows(
        "SELECT tallies.*, substr(said_at, 1, 10) AS day FROM tallies JOIN stories ON stories.id = tallies.story_id "
        "LEFT JOIN chains ON chains.story_id = stories.id WHERE relevant AND vocabulary = ? "
        "AND coalesce(original, stories.id) = stories.id ORDER BY said_at, stories.id",
        (vocabulary,),
    )
    return [
        (
            date.fromisoformat(row["day"]),
            Kept(row["story_id"], row["revision_id"], row["sentences"], json.loads(row["counts"])),
        )
        for row in rows
    ]
