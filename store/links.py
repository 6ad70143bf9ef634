"""What the pages of stories link to."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable

from store import reading
from store.database import Store
from store.models import Claim, Story
from store.urls import bare, url_key


def put(connection: sqlite3.Connection, story_id: int, urls: Iterable[str]) -> None:
    """Puts the links of a story's page in the place of those of an earlier version of it."""
    connection.execute("DELETE FROM links WHERE story_id = ?", (story_id,))
    connection.executemany(
        "INSERT OR IGNORE INTO links(story_id, url_key, url) VALUES (?, ?, ?)",
        [(story_id, url_key(url), bare(url)) for url in urls],
    )


def of_stories(store: Store, story_ids: Iterable[int]) -> dict[int, dict[int, str]]:
    """For each of these stories the others of them that its page links to, with the link as it stands there."""
    found: defaultdict[int, dict[int, str]] = defaultdict(dict)
    rows = store.rows(
        "SELECT links.story_id, stories.id AS target, links.url FROM links "
        "JOIN addresses ON addresses.url_key = links.url_key AND addresses.story_id <> links.story_id "
        "JOIN stories ON stories.id = addresses.story_id "
        "WHERE links.story_id IN (SELECT value FROM json_each(:ids)) "
        "AND stories.id IN (SELECT value FROM json_each(:ids)) ORDER BY links.story_id, stories.id",
        {"ids": json.dumps(sorted(set(story_ids)))},
    )
    for row in rows:
        found[row["story_id"]][row["target"]] = row["url"]
    return dict(found)


def around(store: Store, claim: Claim) -> tuple[dict[int, Story], dict[int, dict[int, str]]]:
    """A claim's stories by id, and which of them link to which: what shows who followed whom."""
    return {story_id: reading.get(store, story_id) for story_id in claim.stories}, of_stories(store, claim.stories)
