"""What a person said of a story: read, saved, accepted or turned down. Kept apart, so no analysis can lose it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from store import state
from store.codec import stamp
from store.database import Store, require


def _check(store: Store, story_ids: Iterable[int]) -> list[int]:
    ids = list(dict.fromkeys(story_ids))
    for story_id in ids:
        row = store.row("SELECT 1 FROM stories WHERE id = ?", (story_id,))
        require(row, "story", story_id, "reportedly stories lists them")
    return ids


def _set(store: Store, column: str, story_ids: Iterable[int], value: str | None) -> int:
    ids = _check(store, story_ids)
    with store.writing() as connection:
        for story_id in ids:
            connection.execute(
                f"INSERT INTO marks(story_id, {column}) VALUES (?, ?) "
                f"ON CONFLICT(story_id) DO UPDATE SET {column} = excluded.{column}",
                (story_id, value),
            )
    return len(ids)


def save(store: Store, story_ids: Iterable[int], now: datetime) -> int:
    """Marks stories saved; all or, where an id is unknown (`NotFound`), none. Returns how many were named."""
    return _set(store, "saved_at", story_ids, stamp(now))


def unsave(store: Store, story_ids: Iterable[int]) -> int:
    return _set(store, "saved_at", story_ids, None)


def mark_read(store: Store, story_ids: Iterable[int], now: datetime) -> int:
    return _set(store, "read_at", story_ids, stamp(now))


def mark_unread(store: Store, story_ids: Iterable[int]) -> int:
    return _set(store, "read_at", story_ids, None)


def judge(store: Store, story_ids: Iterable[int], relevant: bool, now: datetime) -> int:
    """A person's word on whether stories belong to the topic; it stands against every later analysis.

    A story accepted whose page was never fetched is put down for fetching at the next poll.
    """
    ids = _check(store, story_ids)
    with store.writing() as connection:
        state.set_analysis_stale(store, True)
        for story_id in ids:
            connection.execute(
                "INSERT INTO marks(story_id, verdict, verdict_at) VALUES (?, ?, ?) ON CONFLICT(story_id) "
                "DO UPDATE SET verdict = excluded.verdict, verdict_at = excluded.verdict_at",
                (story_id, "relevant" if relevant else "not relevant", stamp(now)),
            )
            connection.execute("UPDATE stories SET relevant = ? WHERE id = ?", (relevant, story_id))
            if relevant:
                connection.execute(
                    "UPDATE stories SET page_state = 'wanted', page_try_at = ? WHERE id = ? AND page_state = 'none'",
                    (stamp(now), story_id),
                )
    return len(ids)
