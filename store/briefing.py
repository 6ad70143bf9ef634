"""The stories that a brief is about, of however many there are: what is new, and what is needed to tell it from the
old."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from store import codec
from store.database import Store
from store.models import Story
from store.reading import FIELDS, FROM


def stories(store: Store, since: datetime | None, edited: Iterable[int]) -> list[Story]:
    """The relevant stories first seen after a moment (all, where that is None), those that were `edited`, and, for
    each outlet of the new ones that had a story before, one of those; without their text, oldest first."""
    moment = codec.stamp(since) if since is not None else ""
    rows = store.rows(
        # The plus keeps SQLite from walking through all that is relevant, which is most, by that index.
        "WITH fresh AS MATERIALIZED (SELECT id, outlet FROM stories WHERE first_seen_at > ? AND +relevant = 1), "
        "wanted AS (SELECT id FROM fresh UNION SELECT value FROM json_each(?) UNION "
        "SELECT (SELECT id FROM stories WHERE outlet = known.outlet AND +first_seen_at <= ? AND +relevant = 1 LIMIT 1) "
        "FROM (SELECT DISTINCT outlet FROM fresh) AS known) "
        f"SELECT {FIELDS}, '' AS text {FROM} WHERE stories.id IN wanted AND relevant = 1 ORDER BY said_at, stories.id",
        (moment, json.dumps(list(edited)), moment),
    )
    return [codec.story(row) for row in rows]
