"""The feeds: which there are, which are due, and what each poll left behind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from store import codec
from store.codec import stamp
from store.database import Store, require
from store.models import Feed

_COLUMNS = """
    SELECT feeds.*,
           (SELECT count(*) FROM entries WHERE entries.feed_id = feeds.id) AS entries_seen,
           (SELECT count(DISTINCT stories.id) FROM entries JOIN stories ON stories.id = entries.story_id
             WHERE entries.feed_id = feeds.id AND stories.relevant) AS stories_relevant,
           (SELECT max(until) FROM gaps WHERE gaps.feed_id = feeds.id) AS last_gap_at
      FROM feeds
"""

#: The same for a poll, which does without the counts: they take a look at every entry of the home.
_TO_POLL = "SELECT feeds.*, 0 AS entries_seen, 0 AS stories_relevant, NULL AS last_gap_at FROM feeds"


@dataclass(frozen=True, slots=True)
class NewFeed:
    """A feed as a list of feeds names it."""

    url: str
    title: str
    outlet: str
    home_url: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class PollOutcome:
    """What one poll of a feed found, and when the next one is due and why.

    `outcome` is one of: new (entries not seen before), nothing new, not modified, error. `validators` and `body_sha256`
    replace the stored ones where given; None keeps them.
    """

    feed_id: int
    at: datetime
    outcome: str
    next_poll_at: datetime
    next_poll_reason: str
    status: int | None = None
    conditional: bool = False
    size: int = 0
    seconds: float = 0.0
    entries: int = 0
    new_stories: int = 0
    error: str | None = None
    validators: tuple[str | None, str | None] | None = None
    body_sha256: str | None = None


def add(store: Store, feeds: Iterable[NewFeed], now: datetime) -> list[int]:
    """Adds the feeds whose addresses are not there yet; returns the ids of those added."""
    added = []
    with store.writing() as connection:
        for feed in feeds:
            cursor = connection.execute(
                "INSERT INTO feeds(url, title, outlet, home_url, note, added_at) VALUES (?, ?, ?, ?, ?, ?) "
                "ON CONFLICT(url) DO NOTHING",
                (feed.url, feed.title, feed.outlet, feed.home_url, feed.note, stamp(now)),
            )
            if cursor.rowcount and cursor.lastrowid:
                added.append(cursor.lastrowid)
    return added


def remove(store: Store, feed_id: int) -> Feed:
    """Takes a feed off the list; its stories stay. Raises `NotFound`.

    Its entries go with it: the next feed added may get its id, and must not take their guids for its own.
    """
    feed = get(store, feed_id)
    with store.writing() as connection:
        connection.execute("DELETE FROM feeds WHERE id = ?", (feed_id,))
        connection.execute("DELETE FROM entries WHERE feed_id = ?", (feed_id,))
        for table in ("polls", "windows", "gaps"):
            connection.execute(f"DELETE FROM {table} WHERE feed_id = ?", (feed_id,))
    return feed


def get(store: Store, feed_id: int) -> Feed:
    """Raises `NotFound`."""
    row = store.row(f"{_COLUMNS} WHERE feeds.id = ?", (feed_id,))
    return codec.feed(require(row, "feed", feed_id, "reportedly feeds list shows them all"))


def by_url(store: Store, url: str) -> Feed | None:
    row = store.row(f"{_COLUMNS} WHERE feeds.url = ?", (url,))
    return codec.feed(row) if row else None


def every(store: Store) -> list[Feed]:
    """All feeds, by outlet."""
    return [codec.feed(row) for row in store.rows(f"{_COLUMNS} ORDER BY outlet COLLATE NOCASE, feeds.id")]


def all_to_poll(store: Store) -> list[Feed]:
    """All feeds, the longest waiting first, without their counts."""
    return [codec.feed(row) for row in store.rows(f"{_TO_POLL} ORDER BY next_poll_at, feeds.id")]


def due(store: Store, now: datetime) -> list[Feed]:
    """The feeds whose next poll is not in the future, the longest waiting first, without their counts."""
    rows = store.rows(
        f"{_TO_POLL} WHERE next_poll_at IS NULL OR next_poll_at <= ? ORDER BY next_poll_at, feeds.id",
        (stamp(now),),
    )
    return [codec.feed(row) for row in rows]


def record(store: Store, poll: PollOutcome) -> None:
    """Writes a poll's outcome to its feed and to the ledger of polls."""
    failed = poll.outcome == "error"
    with store.writing() as connection:
        connection.execute(
            "UPDATE feeds SET last_poll_at = :at, last_status = :status, last_error = :error, "
            "failures = CASE WHEN :failed THEN failures + 1 ELSE 0 END, "
            "last_success_at = CASE WHEN :failed THEN last_success_at ELSE :at END, "
            "next_poll_at = :next, next_poll_reason = :reason WHERE id = :feed",
            {
                "at": stamp(poll.at),
                "status": poll.status,
                "error": poll.error,
                "failed": failed,
                "next": stamp(poll.next_poll_at),
                "reason": poll.next_poll_reason,
                "feed": poll.feed_id,
            },
        )
        if poll.validators is not None:
            connection.execute(
                "UPDATE feeds SET etag = ?, last_modified = ? WHERE id = ?", (*poll.validators, poll.feed_id)
            )
        if poll.body_sha256 is not None:
            connection.execute("UPDATE feeds SET body_sha256 = ? WHERE id = ?", (poll.body_sha256, poll.feed_id))
        connection.execute(
            "INSERT INTO polls(feed_id, at, status, outcome, conditional, bytes, seconds, entries, new_stories, error) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                poll.feed_id,
                stamp(poll.at),
                poll.status,
                poll.outcome,
                poll.conditional,
                poll.size,
                round(poll.seconds, 3),
                poll.entries,
                poll.new_stories,
                poll.error,
            ),
        )
