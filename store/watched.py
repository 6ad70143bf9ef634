"""Until when the feeds were watched: an hour in which nobody looked is no hour of silence."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime, timedelta

from store.codec import moment, stamp
from store.database import Store

#: Of each day the poll at which a feed answered first: with these alone, days count as they did.
FIRST_OF_A_DAY = (
    "SELECT id FROM (SELECT id, min(at) FROM {}polls WHERE at < ? AND outcome <> 'error' GROUP BY substr(at, 1, 10))"
)


def last(store: Store, now: datetime) -> datetime | None:
    """When up to `now` a feed last answered, or a story was first seen (imported, too); None: never."""
    times = (
        store.value("SELECT max(at) FROM polls WHERE at <= ? AND outcome <> 'error'", (stamp(now),)),
        store.value("SELECT max(first_seen_at) FROM stories WHERE first_seen_at <= ?", (stamp(now),)),
    )
    return max((moment(one) for one in times if one), default=None)


def whole_until(store: Store, now: datetime) -> date | None:
    """The last day (UTC) whose every hour was seen: the one before the day of the last look, as that one may still
    bring more. None: nobody has looked yet."""
    looked = last(store, now)
    return looked.date() - timedelta(days=1) if looked else None


def copy(connection: sqlite3.Connection, target: str) -> None:
    """Writes into the attached database `target` as much of the polls as `whole_until` goes by, of any time."""
    connection.execute(
        f"INSERT INTO {target}.polls(id, feed_id, at, outcome) SELECT id, feed_id, at, outcome FROM main.polls "
        f"WHERE id IN ({FIRST_OF_A_DAY.format('main.')})",
        ("9999",),
    )
