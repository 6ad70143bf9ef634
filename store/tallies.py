"""How many sentences of each story use which frame, kept so that stories are not read anew for every course."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from store.codec import moment, stamp
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


_OF_ORIGINALS = (
    "FROM tallies JOIN stories ON stories.id = tallies.story_id LEFT JOIN chains ON chains.story_id = stories.id "
    "WHERE relevant AND tallies.revision_id = stories.revision_id AND vocabulary = ? "
    "AND coalesce(original, stories.id) = stories.id"
)


def between(store: Store, vocabulary: str, since: datetime, until: datetime) -> list[tuple[datetime, Kept]]:
    """The tallies of the originals said from `since` to `until` and seen by then, each with when, oldest first."""
    rows = store.rows(
        f"SELECT stories.id, tallies.revision_id, said_at, sentences, counts {_OF_ORIGINALS} "
        "AND said_at BETWEEN ? AND ? AND first_seen_at <= ? ORDER BY said_at, stories.id",
        (vocabulary, stamp(since), stamp(until), stamp(until)),
    )
    return [
        (
            moment(row["said_at"]),
            Kept(row["id"], row["revision_id"], row["sentences"], json.loads(row["counts"])),
        )
        for row in rows
    ]


def by_day(store: Store, vocabulary: str) -> list[tuple[date, int, Mapping[str, int]]]:
    """For each day, in order, how many sentences its originals have and how many of these use which frame.

    Originals are the topic's stories that repeat no other, by what the last analysis found. A tally of an older version
    of a story does not count: `missing` names that story.
    """
    rows = store.rows(
        f"WITH told AS (SELECT substr(said_at, 1, 10) AS day, sentences, counts {_OF_ORIGINALS}) "
        "SELECT day, '' AS frame, sum(sentences) AS number FROM told GROUP BY day UNION ALL "
        "SELECT day, frames.key, sum(frames.value) FROM told, json_each(counts) AS frames GROUP BY day, frames.key "
        "ORDER BY 1, 2",
        (vocabulary,),
    )
    found: dict[str, dict[str, int]] = {}
    for row in rows:
        found.setdefault(row["day"], {})[row["frame"]] = row["number"]
    return [(date.fromisoformat(day), counts.pop(""), counts) for day, counts in found.items()]
