"""The feeds: which there are, which are due, and what each poll left behind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from store import codec, polls
from store.codec import stamp
from store.database import Store, require
from store.models import Entry, Feed, Standing
from store.polls import Exchange, Poll
from store.urls import url_key

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

    `outcome` is one of: new (entries not seen before), nothing new, not modified, error. `validators`, `body_sha256`
    and `standing` replace the stored ones where given; None keeps them. `paused`: it is polled no more; `moved_to`: its
    address from now on. `due_at` is when this poll was due, `by_hand` that a person asked for it.
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
    standing: Standing | None = None
    exchange: Exchange | None = None
    due_at: datetime | None = None
    by_hand: bool = False
    paused: bool = False
    moved_to: str | None = None


def add(store: Store, feeds: Iterable[NewFeed], now: datetime) -> list[int]:
    """Adds the feeds whose addresses are not there yet; returns the ids of those added."""
    added = []
    with store.writing(now) as connection:
        for feed in feeds:
            cursor = connection.execute(
                "INSERT INTO feeds(url, title, outlet, home_url, note, added_at) VALUES (?, ?, ?, ?, ?, ?) "
                "ON CONFLICT(url) DO NOTHING",
                (feed.url, feed.title, feed.outlet, feed.home_url, feed.note, stamp(now)),
            )
            if cursor.rowcount and cursor.lastrowid:
                added.append(cursor.lastrowid)
    return added


#: What goes with a feed that is taken off the list.
OF_FEEDS = ("entries", "polls", "signals", "windows", "gaps")


def remove(store: Store, feed_id: int) -> Feed:
    """Takes a feed off the list; its stories stay. Raises `NotFound`.

    Its entries go with it: the next feed added may get its id, and must not take their guids for its own.
    """
    feed = get(store, feed_id)
    with store.writing() as connection:
        connection.execute("DELETE FROM feeds WHERE id = ?", (feed_id,))
        for table in OF_FEEDS:
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


def counts(store: Store) -> dict[int, tuple[int, int]]:
    """For each feed that brought some, how many entries, and how many of its stories are of the topic."""
    rows = store.rows(
        # The stories of the topic from their index: to look each up would be to go through the whole file.
        "SELECT feed_id, count(*) AS entries, count(DISTINCT CASE WHEN story_id IN "
        "(SELECT id FROM stories WHERE relevant = 1) THEN story_id END) AS stories FROM entries GROUP BY feed_id"
    )
    return {row["feed_id"]: (row["entries"], row["stories"]) for row in rows}


def uncounted(store: Store) -> list[Feed]:
    """All feeds, by outlet, without their counts."""
    return [codec.feed(row) for row in store.rows(f"{_TO_POLL} ORDER BY outlet COLLATE NOCASE, feeds.id")]


def active(store: Store) -> list[Feed]:
    """All feeds that are not paused, those first that were polled longest ago, without their counts."""
    return [
        codec.feed(row) for row in store.rows(f"{_TO_POLL} WHERE paused_at IS NULL ORDER BY last_poll_at, feeds.id")
    ]


def due(store: Store, now: datetime) -> list[Feed]:
    """The feeds whose next poll is not in the future, the longest waiting first, without their counts."""
    rows = store.rows(
        f"{_TO_POLL} WHERE paused_at IS NULL AND (next_poll_at IS NULL OR next_poll_at <= ?) "
        "ORDER BY next_poll_at, feeds.id",
        (stamp(now),),
    )
    return [codec.feed(row) for row in rows]


def record(store: Store, poll: PollOutcome) -> None:
    """Writes a poll's outcome to its feed and to the ledger of polls."""
    failed = poll.outcome == "error"
    columns: dict[str, object] = {
        "last_poll_at": stamp(poll.at),
        "last_status": poll.status,
        "last_error": poll.error,
        "next_poll_at": stamp(poll.next_poll_at),
        "next_poll_reason": poll.next_poll_reason,
        "leased_at": None,
    }
    if not failed:
        columns["last_success_at"] = stamp(poll.at)
    if poll.validators is not None:
        columns |= {"etag": poll.validators[0], "last_modified": poll.validators[1]}
    if poll.body_sha256 is not None:
        columns["body_sha256"] = poll.body_sha256
    if poll.standing is not None:
        columns |= codec.standing_row(poll.standing)
    if poll.paused:
        columns["paused_at"] = stamp(poll.at)
    sets = ", ".join(f"{name} = :{name}" for name in columns)
    with store.writing(poll.at) as connection:
        connection.execute(
            f"UPDATE feeds SET {sets}, failures = {'failures + 1' if failed else '0'} WHERE id = :id",
            columns | {"id": poll.feed_id},
        )
        if poll.moved_to is not None:
            connection.execute("UPDATE feeds SET url = ? WHERE id = ?", (poll.moved_to, poll.feed_id))
        polls.write(connection, _line(poll))


def _line(poll: PollOutcome) -> Poll:
    """A poll as the ledger keeps it."""
    return Poll(
        id=0,
        feed_id=poll.feed_id,
        at=poll.at,
        outcome=poll.outcome,
        status=poll.status,
        conditional=poll.conditional,
        size=poll.size,
        seconds=poll.seconds,
        entries=poll.entries,
        new_entries=poll.new_stories,
        error=poll.error,
        exchange=poll.exchange,
        due_at=poll.due_at,
        next_at=poll.next_poll_at,
        next_reason=poll.next_poll_reason,
        by_hand=poll.by_hand,
    )


def forgive(store: Store, feed_ids: Iterable[int], until: datetime, reason: str) -> None:
    """Takes the last failure of feeds back, which was none of theirs: they are due then, if not sooner."""
    with store.writing() as connection:
        connection.executemany(
            "UPDATE feeds SET failures = max(failures - 1, 0), next_poll_reason = ?, "
            "next_poll_at = min(next_poll_at, ?) WHERE id = ?",
            [(reason, stamp(until), feed_id) for feed_id in feed_ids],
        )


def pause(store: Store, feed_id: int, now: datetime) -> Feed:
    """Polls a feed no more until it is resumed. Raises `NotFound`."""
    feed = get(store, feed_id)
    with store.writing(now) as connection:
        connection.execute(
            "UPDATE feeds SET paused_at = ? WHERE id = ? AND paused_at IS NULL",
            (stamp(now), feed_id),
        )
    return feed


def rename(store: Store, feed_id: int, outlet: str) -> Feed:
    """Calls the outlet of a feed otherwise: what comes through it from now on bears that name. Raises `NotFound`."""
    feed = get(store, feed_id)
    with store.writing() as connection:
        connection.execute("UPDATE feeds SET outlet = ? WHERE id = ?", (outlet, feed_id))
    return feed


def resume(store: Store, feed_id: int) -> Feed:
    """Polls a feed again; a paused one when its last wait is over, or at once where it was gone. Raises `NotFound`."""
    feed = get(store, feed_id)
    with store.writing() as connection:
        connection.execute(
            "UPDATE feeds SET next_poll_at = CASE WHEN gone_at IS NULL THEN next_poll_at END, "
            "next_poll_reason = CASE WHEN gone_at IS NULL THEN next_poll_reason ELSE 'resumed by hand' END, "
            "paused_at = NULL, gone_at = NULL WHERE id = ? AND paused_at IS NOT NULL",
            (feed_id,),
        )
    return feed


def arrivals(store: Store, feed_id: int, most: int = 200) -> tuple[tuple[datetime, int], ...]:
    """When entries not seen before came through a feed and how many, oldest first: the last so many times."""
    rows = store.rows(
        "SELECT first_seen_at, count(*) FROM entries WHERE feed_id = ? "
        "GROUP BY first_seen_at ORDER BY first_seen_at DESC LIMIT ?",
        (feed_id, most),
    )
    return tuple((codec.moment(row[0]), row[1]) for row in reversed(rows))


def known(store: Store, feed_id: int, entries: Iterable[Entry]) -> tuple[int, int]:
    """How many of these entries a feed has shown before, by guid or address, and how many it has shown at all."""
    rows = store.rows("SELECT guid, url FROM entries WHERE feed_id = ?", (feed_id,))
    guids, urls = {row["guid"] for row in rows}, {url_key(row["url"] or "") for row in rows}
    return sum(entry.guid in guids or url_key(entry.url) in urls for entry in entries), len(rows)
