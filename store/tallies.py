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


@dataclass(frozen=True, slots=True)
class DayTally:
    """The tallies of a day's originals, added up, as far as they are kept; `missing`: the originals without one."""

    day: date
    sentences: int
    counts: Mapping[str, int]
    missing: tuple[int, ...]


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


def by_day(store: Store, vocabulary: str) -> list[DayTally]:
    """The originals of each day that has some, in order of days: what is counted of them, and which are not.

    Originals are the topic's stories that repeat no other, by what the last analysis found. A tally of an older version
    of a story does not count.
    """
    rows = store.rows(
        # Of a hundred thousand small objects of JSON, those of a day are read at once.
        "SELECT substr(said_at, 1, 10) AS day, coalesce(sum(sentences), 0) AS sentences, "
        "'[' || coalesce(group_concat(counts), '') || ']' AS counts, "
        "json_group_array(stories.id) FILTER (WHERE sentences IS NULL) AS missing "
        "FROM stories LEFT JOIN chains ON chains.story_id = stories.id LEFT JOIN tallies "
        "ON tallies.story_id = stories.id AND tallies.revision_id = stories.revision_id AND vocabulary = ? "
        "WHERE relevant = 1 AND coalesce(original, stories.id) = stories.id GROUP BY day ORDER BY day",
        (vocabulary,),
    )
    return [
        DayTally(
            date.fromisoformat(row["day"]),
            row["sentences"],
            _summed(row["counts"]),
            tuple(sorted(json.loads(row["missing"]))),
        )
        for row in rows
    ]


def _summed(counts: str) -> Mapping[str, int]:
    """The sums of a list of objects."""
    sums: dict[str, int] = {}

    def add(pairs: list[tuple[str, int]]) -> None:
        for frame, count in pairs:
            sums[frame] = sums.get(frame, 0) + count

    json.loads(counts, object_pairs_hook=add)
    return sums
