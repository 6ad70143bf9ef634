"""The indexes by which a story finds the sentences and the stories that it is like. `store.readings` fills them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from store.codec import stamp
from store.database import Store

#: Values bound in one statement.
_AT_ONCE = 500


def counts(store: Store, terms: Collection[str]) -> dict[str, int]:
    """In how many sentences each of the terms stands."""
    return {
        row["term"]: row["uses"]
        for some in portions(sorted(terms))
        for row in store.rows(f"SELECT term, uses FROM vocabulary WHERE term IN ({', '.join('?' * len(some))})", some)
    }


def postings(store: Store, terms: Iterable[str], newest: int) -> dict[str, list[int]]:
    """For each term the proposition numbers of its newest sentences, at most so many."""
    ids = known_ids(store, set(terms))
    return {
        term: [
            row[0]
            for row in store.connection.execute(
                "SELECT proposition FROM uses WHERE term_id = ? ORDER BY proposition DESC LIMIT ?", (number, newest)
            )
        ]
        for term, number in sorted(ids.items())
    }


def repeated(store: Store, lines: Collection[int]) -> set[int]:
    """Those of the lines that two stories or more have."""
    return {
        row["line"]
        for some in portions(sorted(lines))
        for row in store.rows(
            f"SELECT line FROM lines WHERE line IN ({', '.join('?' * len(some))}) GROUP BY line HAVING count(*) > 1",
            some,
        )
    }


def sharing(store: Store, story_id: int, runs: Collection[int], least: int) -> list[int]:
    """The other stories that share at least so many runs of words."""
    rows = store.rows(
        "SELECT story_id FROM runs WHERE run IN (SELECT value FROM json_each(?)) AND story_id <> ? "
        "GROUP BY story_id HAVING count(*) >= ? ORDER BY story_id",
        (json.dumps(sorted(runs)), story_id, least),
    )
    return [row["story_id"] for row in rows]


def chains(store: Store, story_ids: Collection[int]) -> dict[int, int]:
    """For each of the stories the one that its chain began with, as far as that is known."""
    return {
        row["story_id"]: row["original"]
        for some in portions(sorted(story_ids))
        for row in store.rows(f"SELECT * FROM chains WHERE story_id IN ({', '.join('?' * len(some))})", some)
    }


def every_chain(store: Store) -> dict[int, int]:
    """The same for all stories."""
    cursor = store.connection.cursor()
    cursor.row_factory = None  # plain tuples: a hundred thousand of them
    return dict(cursor.execute("SELECT story_id, original FROM chains"))


def members(store: Store, originals: Collection[int]) -> set[int]:
    """The stories of chains by those that they began with, these among them."""
    rows = store.rows(
        "SELECT story_id FROM chains WHERE original IN (SELECT value FROM json_each(?)) AND original <> story_id",
        (json.dumps(sorted(originals)),),
    )
    return {*originals, *(row["story_id"] for row in rows)}


def chained_after(store: Store, moments: Iterable[tuple[int, datetime]]) -> set[int]:
    """Of chains by those they began with, each with a moment, those of which a story was said then or later."""
    rows = store.rows(
        "WITH wanted AS (SELECT value ->> 0 AS original, value ->> 1 AS at FROM json_each(?)) "
        "SELECT original FROM wanted JOIN stories ON stories.id = original WHERE said_at >= at UNION "
        "SELECT original FROM wanted JOIN chains USING (original) JOIN stories ON stories.id = chains.story_id "
        "WHERE chains.original <> chains.story_id AND said_at >= at",
        (json.dumps([(original, stamp(at)) for original, at in moments]),),
    )
    return {row["original"] for row in rows}


def put_chains(store: Store, originals: Mapping[int, int]) -> None:
    """Remembers which story each one's chain began with."""
    with store.writing() as connection:
        connection.executemany(
            "INSERT INTO chains VALUES (?, ?) ON CONFLICT(story_id) DO UPDATE SET original = excluded.original "
            "WHERE original IS NOT excluded.original",
            sorted(originals.items()),
        )


def known_ids(store: Store, terms: Collection[str]) -> dict[str, int]:
    """The numbers under which terms are in the index, of those that are."""
    return {
        row["term"]: row["id"]
        for some in portions(sorted(terms))
        for row in store.rows(f"SELECT id, term FROM vocabulary WHERE term IN ({', '.join('?' * len(some))})", some)
    }


def portions(values: Sequence[Any], size: int = _AT_ONCE) -> Iterator[list[Any]]:
    """The values in lists of so many, by default as one statement can take."""
    for start in range(0, len(values), size):
        yield list(values[start : start + size])
