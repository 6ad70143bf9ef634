"""Columns that hold what cannot be understood, as after a byte changed on a disk: found, and made readable again.

What can be made anew of the stories goes; of what a person did as much stays as can be read.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from store import orphans, state, views
from store.codec import stamp
from store.database import Store
from store.feedlog import FeedKind
from store.marklog import MarkKind
from store.models import ActKind, ClaimKind, SourceKind, Stance, TextSource

#: Facts kept as JSON in `state`: of the readings, and of claims.
_OF_READINGS, _OF_CLAIMS = ("read", "reader_outlets"), ("expressions", "claims_changed_by_acts")
#: SQLite takes a mere number for a time too, a Julian day.
_NO_TIME = "(datetime({0}) IS NULL OR {0} NOT LIKE '____-__-__T__:__:__%')"


@dataclass(frozen=True, slots=True)
class Bad:
    """A column with what it should hold; `where`: the rows of which it cannot be understood; `mend`: the statement that
    makes them readable, to which `where` is added. `anew`: the stories are to be read anew then."""

    table: str
    column: str
    where: str
    mend: str
    anew: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """How many rows of a table cannot be understood, for a column."""

    bad: Bad
    count: int


def find(store: Store) -> list[Found]:
    """Writes nothing."""
    return [
        Found(bad, count)
        for bad in _rules(store)
        if (count := store.value(f"SELECT count(*) FROM [{bad.table}] WHERE {bad.where}"))
    ]


def mend(store: Store, now: datetime) -> list[Found]:
    """Makes all of it readable, in one transaction. Times that a row must have become `now`."""
    with store.writing() as connection:
        found = find(store)
        for one in found:
            connection.execute(
                f"{one.bad.mend} WHERE {one.bad.where}", {"now": stamp(now)} if ":now" in one.bad.mend else {}
            )
        unread = unreadable(store)
        if unread or any(one.bad.anew for one in found):
            orphans.read_anew(store)
        if found:
            state.set_analysis_stale(store, True)
    return found


def unreadable(store: Store) -> int:
    """How many stories were read as what cannot be understood any more."""
    bad = 0
    for row in store.connection.execute("SELECT data FROM readings"):
        try:
            zlib.decompress(row["data"]).decode()
        except (zlib.error, UnicodeDecodeError):
            bad += 1
    return bad


def _rules(store: Store) -> Iterator[Bad]:
    yield from _JSON
    for table, column, kinds, mend in _KINDS:
        known = ", ".join(f"'{kind}'" for kind in kinds)
        yield Bad(table, column, f"{column} IS NOT NULL AND {column} NOT IN ({known})", mend)
    yield from _NUMBERS
    for table, column, required in _times(store):
        bad = f"{column} IS NOT NULL AND {_NO_TIME.format(column)}"
        yield Bad(table, column, bad, f"UPDATE [{table}] SET {column} = {':now' if required else 'NULL'}")
    yield Bad(
        "state",
        "last_looked_at",
        f"key = 'last_looked_at' AND {_NO_TIME.format('value')}",
        "DELETE FROM state",
    )


def _json(table: str, column: str, mend: str) -> Bad:
    return Bad(table, column, f"{column} IS NOT NULL AND NOT json_valid({column})", mend)


def _named(keys: tuple[str, ...], *, anew: bool) -> Bad:
    names = ", ".join(f"'{key}'" for key in keys)
    return Bad("state", names, f"key IN ({names}) AND NOT json_valid(value)", "DELETE FROM state", anew)


_JSON = (
    _json("stories", "matched", "UPDATE stories SET matched = NULL"),
    _json("claims", "terms", "UPDATE claims SET terms = NULL"),
    _json("mentions", "figures", "UPDATE mentions SET figures = '[]'"),
    _json("mentions", "earlier", "UPDATE mentions SET earlier = NULL"),
    _json("copies", "passages", "DELETE FROM copies"),
    _json("mark_log", "before", "UPDATE mark_log SET before = '{}'"),
    _json("feed_log", "before", "DELETE FROM feed_log"),
    _json("revisions", "asides", "UPDATE revisions SET asides = NULL"),
    _json("evidence", "headers", "UPDATE evidence SET headers = '{}'"),
    _json("tallies", "counts", "DELETE FROM tallies"),
    _json("windows", "story_ids", "DELETE FROM windows"),
    _json("polls", "redirects", "UPDATE polls SET redirects = NULL"),
    _json("acts", "anchor", "UPDATE acts SET anchor = '[]'"),
    _json("acts", "other", "UPDATE acts SET other = NULL"),
    _json("annotations", "anchor", "DELETE FROM annotations"),
    _json("annotations", "answer", "DELETE FROM annotations"),
    _json("annotations", "quotes", "DELETE FROM annotations"),
    _named(_OF_READINGS, anew=True),
    _named(_OF_CLAIMS, anew=False),
    _named((views.KEPT, views.ASKED), anew=False),
)
_KINDS: tuple[tuple[str, str, type[StrEnum], str], ...] = (
    ("stories", "text_source", TextSource, "UPDATE stories SET text_source = 'feed'"),
    ("revisions", "text_source", TextSource, "UPDATE revisions SET text_source = 'feed'"),
    ("claims", "kind", ClaimKind, "UPDATE claims SET kind = 'claim'"),
    ("mentions", "stance", Stance, "DELETE FROM mentions"),
    ("mentions", "source_kind", SourceKind, "UPDATE mentions SET source_kind = NULL"),
    ("acts", "kind", ActKind, "DELETE FROM acts"),
    ("mark_log", "kind", MarkKind, "DELETE FROM mark_log"),
    ("feed_log", "kind", FeedKind, "DELETE FROM feed_log"),
)
_NUMBERS = (
    # Versions before put stories together again without it.
    Bad("stories", "relevance", "relevance IS NULL", "UPDATE stories SET relevance = 0.0"),
    *(
        Bad("feeds", name, f"{name} GLOB '*[^0-9 ]*'", f"UPDATE feeds SET {name} = NULL")
        for name in ("skip_hours", "skip_days")
    ),
    Bad(
        "state",
        "last_claim_id",
        "key = 'last_claim_id' AND value GLOB '*[^0-9]*'",
        "UPDATE state SET value = "
        "(SELECT coalesce(max(id), 0) FROM (SELECT id FROM claims UNION SELECT claim_id FROM acts))",
    ),
)


def _times(store: Store) -> list[tuple[str, str, bool]]:
    """Table and name of each column that holds a time, and whether it always does."""
    return [
        (row["table"], row["name"], bool(row["notnull"]))
        for row in store.rows(
            'SELECT m.name AS "table", c.name, c."notnull" FROM sqlite_master AS m, pragma_table_info(m.name) AS c '
            "WHERE m.type = 'table' AND m.rootpage AND c.type = 'TEXT' AND m.name NOT LIKE '!_%' ESCAPE '!' "
            "AND (c.name LIKE '%!_at' ESCAPE '!' OR c.name IN ('at', 'since', 'until')) ORDER BY 1, 2"
        )
    ]
