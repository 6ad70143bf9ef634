"""How many stories of the topic each hour brought, counted where they lie."""

from __future__ import annotations

from datetime import UTC, datetime

from store.codec import stamp
from store.database import Store


def by_hour(store: Store, until: datetime) -> dict[datetime, tuple[int, int]]:
    """For each hour (UTC) up to a moment that has stories of the topic, how many are originals and how many copies."""
    rows = store.rows(
        "SELECT substr(said_at, 1, 13) AS hour, count(*) AS stories, "
        "sum(coalesce(original, stories.id) <> stories.id) AS copies "
        "FROM stories LEFT JOIN chains ON chains.story_id = stories.id "
        "WHERE relevant = 1 AND said_at <= ? GROUP BY hour ORDER BY hour",
        (stamp(until),),
    )
    return {
        datetime.fromisoformat(f"{row['hour']}:00:00").replace(tzinfo=UTC): (
            row["stories"] - row["copies"],
            row["copies"],
        )
        for row in rows
    }
