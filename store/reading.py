"""Reading stories back: one, many, their revisions, and where the words of a search stand in them."""

from __future__ import annotations

import json
from array import array
from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Any

from store import codec, lookup, outletnames, views
from store.database import Store, require
from store.models import Glimpse, Revision, Sight, Story, TextSource
from store.query import Condition, Query, fts_phrase, story_conditions

#: What stands around a found word in a snippet; control characters, so that no text can hold them.
HIT_START, HIT_END = "\x02", "\x03"

#: The columns of a story but its text, and where they are from.
FIELDS = """
    stories.id, stories.url, title, outlet, domain, author, published_at, first_seen_at, language,
    text_source, relevant, relevance, matched, revision_id, revisions, page_note,
    marks.saved_at IS NOT NULL AS saved, marks.read_at IS NOT NULL AS read,
    marks.verdict IS NOT NULL AS judged_by_hand, marks.note
"""
#: The text of a story, and what feed and page say of it: what only those need who are given the whole story.
WHOLE = """
    text, (SELECT json_group_array(json_array(field, source, value)) FROM statements WHERE story_id = stories.id)
    AS statements
"""
FROM = "FROM stories LEFT JOIN marks ON marks.story_id = stories.id"


def where(conditions: list[Condition]) -> tuple[str, list[Any]]:
    """The WHERE clause, and its values, under which all conditions hold."""
    if not conditions:
        return "", []
    return "WHERE " + " AND ".join(c.sql for c in conditions), [v for c in conditions for v in c.values]


def get(store: Store, story_id: int) -> Story:
    """Raises `NotFound`."""
    row = store.row(f"SELECT {FIELDS}, {WHOLE} {FROM} WHERE stories.id = ?", (story_id,))
    return codec.story(require(row, "story", story_id, "reportedly stories lists them"))


def is_there(store: Store, story_id: int) -> bool:
    """Whether there is a story of that id."""
    return bool(store.value("SELECT count(*) FROM stories WHERE id = ?", (story_id,)))


def select(
    store: Store, query: Query, now: datetime, *, limit: int | None = None, with_text: bool = True
) -> Iterator[Story]:
    """The stories that fit a query, newest first. Without text, for lists, `Story.text` is empty."""
    clause, values = where(story_conditions(lookup.looked_up(store, query, now), now))
    text = WHOLE if with_text else "'' AS text"
    rows = store.rows(
        f"SELECT {FIELDS}, {text} {FROM} {clause} ORDER BY said_at DESC, stories.id DESC LIMIT ?",
        [*values, -1 if limit is None else limit],
    )
    return map(codec.story, rows)


def sights(store: Store, query: Query, now: datetime) -> list[Sight]:
    """Of the stories that fit a query no more than their days and outlets, oldest first."""
    clause, values = where(story_conditions(query, now))
    cursor = store.connection.cursor()
    cursor.row_factory = None  # plain tuples: a hundred thousand of them
    rows = cursor.execute(f"SELECT stories.id, outlet, said_at {FROM} {clause} ORDER BY said_at, stories.id", values)
    moment = datetime.fromisoformat  # as `codec.moment` does, of which none is empty here
    return [Sight(story_id, outlet, moment(said_at)) for story_id, outlet, said_at in rows]


def glimpses(store: Store, query: Query, now: datetime, story_ids: Collection[int] | None = None) -> list[Glimpse]:
    """Of the stories that fit a query (of some by id, where these are given) what a brief tells, newest first."""
    clause, values = where(story_conditions(views.looked_up(store, query), now))
    if story_ids is not None:
        some = "stories.id IN (SELECT value FROM json_each(?))"
        clause, values = f"{clause} AND {some}" if clause else f"WHERE {some}", [*values, json.dumps(sorted(story_ids))]
    cursor = store.connection.cursor()
    cursor.row_factory = None  # plain tuples: a hundred thousand of them
    rows = cursor.execute(
        f"SELECT stories.id, outlet, said_at, first_seen_at, title {FROM} {clause} "
        "ORDER BY said_at DESC, stories.id DESC",
        values,
    )
    return [Glimpse(row[0], row[1], codec.moment(row[2]), codec.moment(row[3]), row[4]) for row in rows]


def seen_after(store: Store, since: datetime, until: datetime) -> list[int]:
    """The stories of the topic that were first seen after a moment and until another."""
    rows = store.rows(
        "SELECT id FROM stories WHERE first_seen_at > ? AND first_seen_at <= ? AND relevant ORDER BY id",
        (codec.stamp(since), codec.stamp(until)),
    )
    return [row["id"] for row in rows]


def had_before(store: Store, outlets: Collection[str], since: datetime) -> set[str]:
    """Those of some outlets of which a story of the topic had been seen by then."""
    rows = store.rows(
        f"SELECT DISTINCT named.outlet FROM {outletnames.EVERY} AS named "
        "WHERE named.outlet IN (SELECT value FROM json_each(?)) AND EXISTS (SELECT 1 FROM stories "
        "WHERE stories.domain IS named.domain AND stories.outlet = named.outlet AND relevant AND first_seen_at <= ?)",
        (json.dumps(sorted(outlets)), codec.stamp(since)),
    )
    return {row["outlet"] for row in rows}


def by_day(store: Store, until: datetime) -> dict[date, array[int]]:
    """The stories of the topic of each day that has some, by id, oldest first; not those first seen later."""
    rows = store.connection.execute(
        # Of those seen later there are few or none: each has its place in an index.
        "SELECT day, json_group_array(id) AS ids FROM (SELECT substr(said_at, 1, 10) AS day, id FROM stories "
        "WHERE relevant = 1 AND id NOT IN (SELECT id FROM stories WHERE first_seen_at > ?) ORDER BY said_at, id) "
        "GROUP BY day ORDER BY day",
        (codec.stamp(until),),
    )
    return {date.fromisoformat(row["day"]): codec.numbers_from_json(row["ids"]) for row in rows}


def count(store: Store, query: Query, now: datetime) -> int:
    """How many stories fit a query."""
    clause, values = where(story_conditions(lookup.looked_up(store, query, now), now))
    return int(store.value(f"SELECT count(*) {FROM} {clause}", values))


def relevant_stories(store: Store) -> list[Story]:
    """Every story of the topic with its text, oldest first: what the analysis works on."""
    rows = store.rows(f"SELECT {FIELDS}, text {FROM} WHERE relevant ORDER BY said_at, stories.id")
    return [codec.story(row) for row in rows]


def every_story(store: Store) -> Iterator[Story]:
    """Every entry ever seen as a story, oldest first."""
    for row in store.connection.execute(f"SELECT {FIELDS}, text {FROM} ORDER BY stories.id"):
        yield codec.story(row)


def verdicts(store: Store) -> dict[int, bool]:
    """Of every story whether it is of the topic."""
    return {row["id"]: bool(row["relevant"]) for row in store.rows("SELECT id, relevant FROM stories")}


def addresses(store: Store, story_ids: Collection[int]) -> dict[int, str]:
    """Where each of the stories stands."""
    rows = store.rows(
        "SELECT id, url FROM stories WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(sorted(story_ids)),)
    )
    return {row["id"]: row["url"] for row in rows}


def revisions(store: Store, story_id: int) -> list[Revision]:
    """A story's versions, oldest first."""
    rows = store.rows("SELECT * FROM versions WHERE story_id = ? ORDER BY number", (story_id,))
    return [_revision(row) for row in rows]


def edited_since(store: Store, moment: datetime) -> list[tuple[Revision, Revision]]:
    """Of relevant stories, each version first seen after `moment` that follows another, with the one before; those
    that are ours, and no edit of the outlet's, are left out."""
    rows = store.rows(
        # The index by story and number tells which follow another; the rows, with their texts, are most of the file.
        "SELECT old.id AS old_id, new.id AS new_id FROM (SELECT id FROM revisions WHERE number > 1) AS later "
        "CROSS JOIN revisions AS new ON new.id = later.id "
        "JOIN revisions AS old ON old.story_id = new.story_id AND old.number = new.number - 1 "
        "JOIN stories ON stories.id = new.story_id "
        "WHERE stories.relevant AND new.ours IS NULL AND new.seen_at > ? "
        "ORDER BY new.seen_at, new.id",
        (codec.stamp(moment),),
    )
    return [(_revision_by_id(store, row["old_id"]), _revision_by_id(store, row["new_id"])) for row in rows]


def _revision_by_id(store: Store, revision_id: int) -> Revision:
    row = store.row("SELECT * FROM versions WHERE id = ?", (revision_id,))
    return _revision(require(row, "revision", revision_id, "the database is incomplete"))


def _revision(row: Any) -> Revision:
    return Revision(
        row["id"],
        row["story_id"],
        row["number"],
        row["title"],
        row["text"],
        TextSource(row["text_source"]),
        codec.moment(row["seen_at"]),
        row["ours"] is not None,
    )


def snippets(store: Store, query: Query, story_ids: list[int]) -> dict[int, str]:
    """For each story the passage that holds most of the searched words, each hit between HIT_START and HIT_END."""
    query = views.looked_up(store, query)
    if not query.words or not story_ids:
        return {}
    marks = ",".join("?" * len(story_ids))
    rows = store.rows(
        "SELECT rowid AS id, snippet(stories_fts, -1, ?, ?, '…', 16) AS passage FROM stories_fts "
        f"WHERE stories_fts MATCH ? AND rowid IN ({marks})",
        [HIT_START, HIT_END, " OR ".join(fts_phrase(word) for word in query.words), *story_ids],
    )
    return {row["id"]: row["passage"] for row in rows}
