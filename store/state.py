"""Small facts that are no rows of anything: when a person last looked, what was last analysed."""

from __future__ import annotations

from datetime import datetime

from store.codec import moment, stamp
from store.database import Store

_LAST_LOOK = "last_looked_at"
_STALE = "analysis_stale"


def get(store: Store, key: str) -> str | None:
    found: str | None = store.value("SELECT value FROM state WHERE key = ?", (key,))
    return found


def put(store: Store, key: str, value: str, at: datetime | None = None) -> None:
    with store.writing(at) as connection:
        connection.execute(
            "INSERT INTO state(key, value) VALUES (?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value "
            "WHERE value IS NOT excluded.value",
            (key, value),
        )


def last_look(store: Store) -> datetime | None:
    """When a person last had the dashboard open; None where nobody has yet."""
    return moment(get(store, _LAST_LOOK))


def looked(store: Store, now: datetime) -> None:
    """Remembers that a person looks now."""
    put(store, _LAST_LOOK, stamp(now), now)


def analysis_is_stale(store: Store) -> bool:
    """Whether stories changed after the claims were last derived, be it in a poll that was killed since."""
    return get(store, _STALE) == "yes"


def set_analysis_stale(store: Store, stale: bool) -> None:
    """Called in the transaction that changes stories, and at the end of an analysis."""
    put(store, _STALE, "yes" if stale else "no")
