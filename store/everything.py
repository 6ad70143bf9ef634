"""Everything that a home holds and that cannot be derived anew, as one stream of JSON objects: an export that another
home takes in whole (`reportedly.importing`), and that comes out of it byte for byte the same.

Columns go out under their own names, so that one that a later version adds goes with them; what is null is left out.
Ids are those of the home; whoever takes the records in may give others, and follow them through the records.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator
from typing import Any

from store import codec, reading, shapes, state, travelling, views
from store.database import SCHEMA_VERSION, Store

FORMAT = 1
#: Tables that go out row by row, by what a row is called.
ROWS = {
    "mark": "mark_log",
    "act": "acts",
    "remark": "annotations",
    "window": "windows",
    "gap": "gaps",
    "signal": "signals",
    "poll": "polls",
    "hold": "holds",
    "statement": "statements",
    "boilerplate": "boilerplate",
    "look": "looks",
}
#: Tables of the pages as they were fetched, which go out where that is asked for.
PAGES = {"evidence", "bodies"}
#: Tables whose rows go out within others.
WITHIN = {"feeds", "stories", "entries", "revisions", "addresses", "marks", "links", "claims", "mentions", "state"} | {
    "page_lines"
}
#: Tables that are made anew from the others.
DERIVED = {"readings", "vocabulary", "uses", "lines", "runs", "chains", "copies", "claim_terms", "unread", "tallies"}
#: Tables of how all this was before: another home has a past of its own.
PAST = {"moments", "pending", "feed_log"}
#: Columns that hold JSON, which goes out as what it is.
JSON_COLUMNS = {"anchor", "other", "before", "answer", "quotes", "story_ids", "redirects", "figures", "terms"} | {
    *("asides", "headers", "earlier"),
}
#: In what order rows go out, where they have no id.
_ORDERS = {"windows": "1", "holds": "1", "statements": "1, 2, 3", "looks": "1"}
#: Facts of `state` that are a person's, or that ids and acts rest on.
_FACTS = ("last_looked_at", "last_claim_id")
CHANGED_BY_ACTS = "claims_changed_by_acts"
#: Columns of a story that go out in another form, or follow from others.
_TOLD = {"said_at", "revisions", "relevant", "matched", "relevance"}


def records(store: Store, *, pages: bool = False) -> Generator[dict[str, Any], None, None]:
    """All of a home as it stands at this moment, whatever others write meanwhile; with the `pages` as they were fetched
    where that is asked for."""
    connection = store.connection
    connection.execute("BEGIN")
    try:
        count = 0
        for count, record in enumerate(_records(store, pages), 1):  # noqa: B007 - the last count stands in the last record
            yield record
        yield {"record": "end", "records": count}
    finally:
        connection.execute("ROLLBACK")


def _records(store: Store, pages: bool) -> Iterator[dict[str, Any]]:
    facts = {name: state.get(store, name) for name in _FACTS}
    head = {"record": "reportedly", "format": FORMAT, "schema": SCHEMA_VERSION} | _given(facts)
    yield head | ({"views": known} if (known := views.every(store)) else {})
    for row in store.connection.execute("SELECT * FROM feeds ORDER BY id"):
        yield _row("feed", row, "leased_at")
    yield from _stories(store, pages)
    for row in store.connection.execute(
        "SELECT * FROM addresses WHERE story_id NOT IN (SELECT id FROM stories) ORDER BY url_key"
    ):
        yield _row("let go", row)
    yield from _claims(store)
    changed = state.get(store, CHANGED_BY_ACTS)
    if changed:
        yield {"record": "derived"} | json.loads(changed)
    for name, table in ROWS.items():
        order = _ORDERS.get(table, "id")
        for row in store.connection.execute(f"SELECT * FROM {table} ORDER BY {order}"):
            yield _row(name, row)
    for row in travelling.bodies(store) if pages else ():
        yield _row("body", row) | {"data": travelling.as_text(row["data"])}
    for row in store.connection.execute("SELECT * FROM evidence ORDER BY id") if pages else ():
        yield _row("page", row)


def _given(row: Any) -> dict[str, Any]:
    """What of a row is not null, its JSON as what it is."""
    return {
        name: json.loads(row[name]) if name in JSON_COLUMNS else row[name]
        for name in row.keys()  # noqa: SIM118 - of a row of SQLite only this gives the names
        if row[name] is not None and not isinstance(row[name], bytes)
    }


def _row(record: str, row: Any, *but: str) -> dict[str, Any]:
    return {"record": record} | {name: value for name, value in _given(row).items() if name not in but}


def _stories(store: Store, pages: bool) -> Iterator[dict[str, Any]]:
    cursor = store.connection.execute(
        "SELECT stories.*, marks.saved_at IS NOT NULL AS saved, marks.read_at IS NOT NULL AS read, "
        "marks.verdict IS NOT NULL AS judged_by_hand, marks.note "
        f"{reading.FROM} ORDER BY stories.id"
    )
    columns = {row["name"] for row in store.rows("PRAGMA table_info(stories)")} - _TOLD
    for row in cursor:
        record = {"record": "story"} | shapes.story_record(codec.story(row))
        given = _given(row)
        record |= {name: given[name] for name in given if name in columns and name not in record}
        yield record | _of_story(store, row["id"], pages)


def _of_story(store: Store, story_id: int, pages: bool) -> dict[str, Any]:
    """What other tables hold of a story. The newest version has the story's own headline and text."""

    def its(sql: str) -> list[dict[str, Any]]:
        return [_given(row) for row in store.rows(sql, (story_id,))]

    versions = its(
        f"SELECT id, seen_at, title, text, text_source, ours, extracted, asides, rules{', evidence_id' * pages} "
        "FROM versions WHERE story_id = ? ORDER BY number"
    )
    if versions:
        its_own = ("title", "text", "text_source")
        versions[-1] = {name: value for name, value in versions[-1].items() if name not in its_own}
    columns = "feed_id, guid, url, title, summary, updated_at, first_seen_at"
    marks = its("SELECT * FROM marks WHERE story_id = ?")
    lines = store.rows("SELECT line, size, content FROM page_lines WHERE story_id = ? ORDER BY line", (story_id,))
    return {
        "versions": versions,
        "entries": its(f"SELECT {columns} FROM entries WHERE story_id = ? ORDER BY feed_id, guid"),
        "addresses": [row["url_key"] for row in its("SELECT url_key FROM addresses WHERE story_id = ? ORDER BY 1")],
        "links": [row["url"] for row in its("SELECT url FROM links WHERE story_id = ? ORDER BY url_key")],
        "marks": {name: marks[0][name] for name in marks[0] if name != "story_id"} if marks else {},
    } | ({"page_lines": [list(line) for line in lines]} if lines else {})


_COUNTS = {
    *("outlets", "stories", "chains", "first_said_at", "last_said_at", "first_said_by"),
    *("questioned", "hedged", "attributed", "asserted", "denied"),
}


def _claims(store: Store) -> Iterator[dict[str, Any]]:
    """Claims can be derived anew, but under which ids, and what a pinned one held, only these tell."""
    for row in store.connection.execute("SELECT * FROM claims ORDER BY id"):
        mentions = store.rows(
            "SELECT mentions.* FROM mentions WHERE claim_id = ? ORDER BY story_id, headline DESC, start, position",
            (row["id"],),
        )
        told = [_given(mention) for mention in mentions]
        places = [{n: v for n, v in one.items() if n not in ("claim_id", "position", "said_at")} for one in told]
        yield _row("claim", row, *_COUNTS) | {"mentions": places}
