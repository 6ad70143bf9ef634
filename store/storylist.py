"""A list of stories as long as the store: its ids in order, and of its rows only those asked for.

The ids are read once and kept by whoever shows the list, so that no story that comes or changes later moves another;
a million of them take 8 MB. SQLite puts them together itself, in one step, during which Python's other threads run.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from store import codec, lookup
from store.codec import stamp
from store.database import Store
from store.models import Story
from store.pagelist import Place
from store.query import Query, story_conditions
from store.reading import FIELDS, FROM, where

#: Ids of stories, 8 bytes each.
Ids = Sequence[int]
#: So many stories are looked through at once for one that is unread.
_STRETCH = 1_000


@dataclass(frozen=True, slots=True)
class Tally:
    """How many stories the topic has, and how many of them nobody opened.

    `newest`: the highest number of a revision, by which later ones are known.
    """

    stories: int = 0
    unread: int = 0
    newest: int = 0


def tally(store: Store) -> Tally:
    """Counts by the indexes: no story is read."""
    # `= 1`, or the index by time is not used.
    total = int(store.value("SELECT count(*) FROM stories WHERE relevant = 1"))
    read = store.value(
        "SELECT count(*) FROM marks CROSS JOIN stories ON stories.id = marks.story_id "
        "WHERE marks.read_at IS NOT NULL AND stories.relevant = 1"
    )
    return Tally(total, total - int(read), int(store.value("SELECT max(id) FROM revisions") or 0))


def come_since(store: Store, before: Tally) -> int:
    """How many stories of the topic are new since, or have another version."""
    total = int(store.value("SELECT count(*) FROM stories WHERE relevant = 1"))
    return max(written_since(store, before), total - before.stories)


def written_since(store: Store, before: Tally) -> int:
    """The same, of what came with a version since: nothing is counted but that, however many stories there are."""
    return int(
        store.value(
            "SELECT count(DISTINCT story_id) FROM revisions JOIN stories ON stories.id = story_id "
            "WHERE revisions.id > ? AND stories.relevant = 1",
            (before.newest,),
        )
    )


def days(store: Store) -> dict[date, int]:
    """How many stories of the topic each day brought, of the days that brought any."""
    rows = store.rows(
        "SELECT substr(said_at, 1, 10) AS day, count(*) AS stories FROM stories WHERE relevant = 1 "
        "GROUP BY day ORDER BY day"
    )
    return {date.fromisoformat(row["day"]): row["stories"] for row in rows}


def ids(
    store: Store, query: Query, now: datetime, *, limit: int | None = None, before: Place | None = None
) -> array[int]:
    """The stories that fit a query, newest first; with `before` those after that place of the list."""
    clause, values = where(story_conditions(lookup.looked_up(store, query, now), now))
    if before is not None:
        clause = f"{clause} {'AND' if clause else 'WHERE'} (said_at, stories.id) < (?, ?)"
        values = [*values, before.said_at, before.id]
    return _ids(
        store,
        f"SELECT stories.id AS id {FROM} {clause} ORDER BY said_at DESC, stories.id DESC LIMIT ?",
        [*values, -1 if limit is None else limit],
    )


def _ids(store: Store, sql: str, values: Sequence[Any]) -> array[int]:
    return codec.numbers_from_json(store.value(f"SELECT json_group_array(id) FROM ({sql})", values))


def ordered(store: Store, wanted: Iterable[int]) -> array[int]:
    """Those of some stories that there are, be they of the topic or not, newest first."""
    return _ids(
        store,
        "SELECT id FROM stories WHERE id IN (SELECT value FROM json_each(?)) ORDER BY said_at DESC, id DESC",
        [_json(wanted)],
    )


def some(store: Store, wanted: Iterable[int]) -> list[Story]:
    """Stories by their ids, without their text, in the order given; those that are gone are left out."""
    rows = store.rows(
        f"SELECT {FIELDS}, '' AS text FROM json_each(?) AS wanted CROSS JOIN stories ON stories.id = wanted.value "
        "LEFT JOIN marks ON marks.story_id = stories.id ORDER BY wanted.key",
        [_json(wanted)],
    )
    return [codec.story(row) for row in rows]


def copies(store: Store) -> dict[int, int]:
    """Every story that repeats another's wording, with the one that its chain began with."""
    cursor = store.connection.cursor()
    cursor.row_factory = None  # plain tuples, of which none is kept: there may be a hundred thousand
    return dict(cursor.execute("SELECT story_id, original FROM chains WHERE original <> story_id"))


def chain(store: Store, story_id: int) -> list[int]:
    """The stories of the chain that one is in, its own among them; none where it is in none."""
    sql = "SELECT story_id FROM chains WHERE original = (SELECT original FROM chains WHERE story_id = ?) ORDER BY 1"
    return [row[0] for row in store.rows(sql, (story_id,))]


def nearest(store: Store, listed: Ids, said_at: datetime) -> int | None:
    """Of stories listed newest first the one that a story of that time would stand before, or the last."""
    when = stamp(said_at)

    def no_later(story_id: int) -> bool:
        return str(store.value("SELECT said_at FROM stories WHERE id = ?", (story_id,))) <= when

    place = bisect_left(listed, True, key=no_later)
    return listed[min(place, len(listed) - 1)] if listed else None


def next_unread(store: Store, listed: Ids, after: int) -> int | None:
    """The place of the next story in a list that nobody opened, from the one after `after` round to it."""
    for begin, end in ((after + 1, len(listed)), (0, min(after + 1, len(listed)))):
        for start in range(begin, end, _STRETCH):
            place = store.value(
                "SELECT wanted.key FROM json_each(?) AS wanted CROSS JOIN stories ON stories.id = wanted.value "
                "LEFT JOIN marks ON marks.story_id = stories.id WHERE marks.read_at IS NULL "
                "ORDER BY wanted.key LIMIT 1",
                [_json(listed[start : min(start + _STRETCH, end)])],
            )
            if place is not None:
                return start + int(place)
    return None


def unread_of(store: Store, wanted: Ids) -> int:
    """How many of some stories nobody opened."""
    return len(wanted) - _marked(store, wanted, "read_at")


def unsaved_of(store: Store, wanted: Ids) -> int:
    """How many of some stories are not marked saved."""
    return len(wanted) - _marked(store, wanted, "saved_at")


def _marked(store: Store, wanted: Ids, column: str) -> int:
    return int(
        store.value(
            f"SELECT count(*) FROM marks WHERE {column} IS NOT NULL AND story_id IN (SELECT value FROM json_each(?))",
            [_json(wanted)],
        )
    )


def _json(wanted: Iterable[int]) -> str:
    return json.dumps(list(wanted))
