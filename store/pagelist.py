"""Lists of stories a page at a time: by keyset, so that the last page costs what the first does, and by best match."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from store import codec, lookup
from store.codec import stamp
from store.database import Store
from store.models import Story
from store.query import Query, searched, story_conditions
from store.reading import FIELDS, FROM, where

#: Hits of a search that are put in order; a search with more of them shows those last seen.
HITS = 2_000
#: What a word in the headline counts, beside one in the text.
HEADLINE = 4.0
#: Days in which a story loses half of what its age can take from it, and the most that age takes.
HALF, MOST = 30.0, 0.5


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page of a list ended: the last story of it. `said_at` is as stored."""

    said_at: str
    id: int


def place(story: Story) -> Place:
    """The place of a story in a list ordered by time."""
    return Place(stamp(story.said_at), story.id)


def page(
    store: Store, query: Query, now: datetime, size: int, *, before: Place | None = None, with_text: bool = False
) -> list[Story]:
    """The next `size` stories of a list, newest first, that come after `before`.

    Where words are searched for and more than `HITS` stories hold them, the list is of those last seen.
    """
    query = lookup.looked_up(store, query, now)
    text = "text" if with_text else "'' AS text"
    last = ([], []) if before is None else (["(said_at, stories.id) < (?, ?)"], [before.said_at, before.id])
    if searched(query)[0]:
        inner, values = _hits(query, now)
        clause = " AND ".join([f"stories.id IN ({inner})", *last[0]])
        rows = store.rows(
            f"SELECT {FIELDS}, {text} {FROM} WHERE {clause} ORDER BY said_at DESC, stories.id DESC LIMIT ?",
            [*values, *last[1], size],
        )
        return [codec.story(row) for row in rows]
    clause, values = where(story_conditions(query, now))
    for condition in last[0]:
        clause = f"{clause} AND {condition}" if clause else f"WHERE {condition}"
    rows = store.rows(
        f"SELECT {FIELDS}, {text} {FROM} {clause} ORDER BY said_at DESC, stories.id DESC LIMIT ?",
        [*values, *last[1], size],
    )
    return [codec.story(row) for row in rows]


def best(store: Store, query: Query, now: datetime, size: int, *, with_text: bool = False) -> list[Story]:
    """The `size` stories that fit a query's words best: by BM25 over headline and text, less by their age.

    Where more than `HITS` stories hold the words these tell little, and the newest come first. BM25 is SQLite's
    (https://www.sqlite.org/fts5.html#the_bm25_function).
    """
    query = lookup.looked_up(store, query, now)
    matched, _ = searched(query)
    if not matched:
        return page(store, query, now, size, with_text=with_text)
    inner, values = _hits(query, now)
    ids = [row[0] for row in store.rows(inner, values)]
    if len(ids) >= HITS:
        return page(store, query, now, size, with_text=with_text)
    text = "text" if with_text else "'' AS text"
    age = "max(0, julianday(?) - julianday(said_at))"
    rows = store.rows(
        # Scored in one walk from the first of them on: looked for one by one, each would have the words weighed anew.
        "WITH hits AS MATERIALIZED (SELECT rowid AS id, bm25(stories_fts, 1.0, ?) AS score FROM stories_fts "
        "WHERE stories_fts MATCH ? AND rowid >= ?) "
        f"SELECT {FIELDS}, {text}, hits.score * (1 - {MOST} * {age} / ({HALF} + {age})) AS fit "
        "FROM hits JOIN stories ON stories.id = hits.id LEFT JOIN marks ON marks.story_id = stories.id "
        "WHERE hits.id IN (SELECT value FROM json_each(?)) ORDER BY fit, said_at DESC, stories.id DESC LIMIT ?",
        [HEADLINE, matched, min(ids, default=0), stamp(now), stamp(now), json.dumps(ids), size],
    )
    return [codec.story(row) for row in rows]


def _hits(query: Query, now: datetime) -> tuple[str, list[Any]]:
    """SQL for the ids of the stories that fit, those last seen first, at most HITS of them; and its values.

    The index is walked from its end and every other condition looked up, so that a word which every story holds
    costs no more than a rare one.
    """
    matched, others = searched(query)
    conditions = story_conditions(others, now)
    sql = (
        "SELECT stories.id FROM stories_fts CROSS JOIN stories ON stories.id = stories_fts.rowid "
        "LEFT JOIN marks ON marks.story_id = stories.id WHERE stories_fts MATCH ?"
    )
    values: list[Any] = [matched]
    for condition in conditions:
        sql += f" AND {condition.sql}"
        values += condition.values
    return f"{sql} ORDER BY stories_fts.rowid DESC LIMIT {HITS}", values
