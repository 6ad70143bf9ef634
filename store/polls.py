"""The ledger: every request for a feed as it was sent and answered, and what it led to. Kept for so many days."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from store.codec import moment, stamp
from store.database import Store
from store.watched import FIRST_OF_A_DAY
from store.wording import counted

#: Days that a poll stays in the ledger, but for the first of a day.
KEPT = 90

Validators = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer. `sent` and `got` are the (ETag, Last-Modified) of either, byte for byte.

    `unconditional`: why no validators went with it. `full_bytes`: what a whole answer has on the wire, as far as known.
    `asked_seconds`: for how long the feed asks to be left alone; `hold_seconds`: for how long a 429 or 503 does.
    `redirects`: each status with where it led.
    """

    url: str
    unconditional: str | None = None
    sent: Validators = (None, None)
    got: Validators = (None, None)
    full_bytes: int | None = None
    asked_seconds: int | None = None
    hold_seconds: int | None = None
    redirects: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Poll:
    """A line of the ledger. `exchange` is None for polls from before it was kept; `due_at`: when this poll was due.

    `outcome` is one of: new, nothing new, not modified, error.
    """

    id: int
    feed_id: int
    at: datetime
    outcome: str
    status: int | None
    conditional: bool
    size: int
    seconds: float
    entries: int
    new_entries: int
    error: str | None
    exchange: Exchange | None
    due_at: datetime | None
    next_at: datetime | None
    next_reason: str | None
    by_hand: bool


@dataclass(frozen=True, slots=True)
class Traffic:
    """Bytes that polls of a feed cost, and those that an empty answer to a condition spared."""

    spent: int = 0
    saved: int = 0

    @property
    def share(self) -> float | None:
        """How much of what whole answers would have cost was spared; None where nothing is known."""
        whole = self.spent + self.saved
        return self.saved / whole if whole else None


@dataclass(frozen=True, slots=True)
class Edit:
    """The last change that was seen of an entry of a feed: when, of which story, and its headline now."""

    at: datetime
    story_id: int
    title: str


@dataclass(frozen=True, slots=True)
class Account:
    """What the ledger says of one feed. `polls`: the last ones, newest first. `gaps`: when entries may have been
    missed, and of each what is known in words, newest first."""

    polls: tuple[Poll, ...] = ()
    traffic: Traffic = field(default_factory=Traffic)
    last_edit: Edit | None = None
    gaps: tuple[tuple[datetime, str], ...] = ()


def write(
    connection: sqlite3.Connection,
    poll: Poll,
) -> None:
    """Adds a line; its id is given by the ledger."""
    seen = poll.exchange
    row = {
        "feed_id": poll.feed_id,
        "at": stamp(poll.at),
        "status": poll.status,
        "outcome": poll.outcome,
        "conditional": poll.conditional,
        "bytes": poll.size,
        "seconds": round(poll.seconds, 3),
        "entries": poll.entries,
        "new_stories": poll.new_entries,
        "error": poll.error,
        "due_at": stamp(poll.due_at),
        "next_at": stamp(poll.next_at),
        "next_reason": poll.next_reason,
        "by_hand": poll.by_hand,
    }
    if seen:
        row |= {
            "url": seen.url,
            "unconditional": seen.unconditional,
            "sent_etag": seen.sent[0],
            "sent_modified": seen.sent[1],
            "got_etag": seen.got[0],
            "got_modified": seen.got[1],
            "full_bytes": seen.full_bytes,
            "asked_seconds": seen.asked_seconds,
            "hold_seconds": seen.hold_seconds,
            "redirects": json.dumps(seen.redirects) if seen.redirects else None,
        }
    names = ", ".join(row)
    connection.execute(
        f"INSERT INTO polls({names}) VALUES ({', '.join(f':{name}' for name in row)})",
        row,
    )


def last(store: Store, feed_id: int, count: int = 20) -> tuple[Poll, ...]:
    """The last polls of a feed, newest first."""
    rows = store.rows("SELECT * FROM polls WHERE feed_id = ? ORDER BY at DESC, id DESC LIMIT ?", (feed_id, count))
    return tuple(map(_poll, rows))


def since(store: Store, start: datetime) -> tuple[Poll, ...]:
    """Every poll from a moment on, oldest first."""
    return tuple(map(_poll, store.rows("SELECT * FROM polls WHERE at >= ? ORDER BY at, id", (stamp(start),))))


def before(store: Store, start: datetime) -> tuple[Poll, ...]:
    """Of each feed the last poll before a moment, without which the first one after it cannot be judged."""
    rows = store.rows(
        "SELECT * FROM polls WHERE id IN (SELECT max(id) FROM polls WHERE at < ? GROUP BY feed_id) ORDER BY at, id",
        (stamp(start),),
    )
    return tuple(map(_poll, rows))


def prune(store: Store, now: datetime) -> int:
    """Lets polls of more than KEPT days ago go; returns how many. The first of each day stays: it says that the day
    before was seen to its end, which phases are told by at any later time."""
    ends = stamp(now - timedelta(days=KEPT))
    with store.writing() as connection:
        cursor = connection.execute(
            f"DELETE FROM polls WHERE at < ? AND id NOT IN ({FIRST_OF_A_DAY.format('')})", (ends, ends)
        )
        return cursor.rowcount


def account(store: Store, feed_id: int, count: int = 20) -> Account:
    """What there is to say of a feed's polls."""
    return Account(
        last(store, feed_id, count), traffic(store, feed_id), _last_edit(store, feed_id), _gaps(store, feed_id)
    )


def traffic(store: Store, feed_id: int) -> Traffic:
    """What the polls in the ledger cost and spared."""
    row = store.row(
        "SELECT total(bytes) AS spent, "
        "total(CASE WHEN status = 304 THEN max(coalesce(full_bytes, 0) - coalesce(bytes, 0), 0) END) AS saved "
        "FROM polls WHERE feed_id = ?",
        (feed_id,),
    )
    return Traffic(int(row["spent"]), int(row["saved"])) if row else Traffic()


def _last_edit(store: Store, feed_id: int) -> Edit | None:
    row = store.row(
        "SELECT revisions.seen_at, revisions.story_id, stories.title FROM entries "
        "JOIN revisions ON revisions.story_id = entries.story_id AND revisions.number > 1 "
        "JOIN stories ON stories.id = entries.story_id "
        "WHERE entries.feed_id = ? ORDER BY revisions.seen_at DESC, revisions.id DESC LIMIT 1",
        (feed_id,),
    )
    return Edit(moment(row["seen_at"]), row["story_id"], row["title"]) if row else None


def _gaps(store: Store, feed_id: int, most: int = 5) -> tuple[tuple[datetime, str], ...]:
    """The last gaps of a feed, where the store keeps any: when each was noticed, and what is known of it."""
    if not store.row("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'gaps'"):
        return ()
    rows = store.rows(
        "SELECT since, until, at_least FROM gaps WHERE feed_id = ? ORDER BY until DESC LIMIT ?", (feed_id, most)
    )
    return tuple((moment(row["until"]), _missed(moment(row["since"]), row["at_least"])) for row in rows)


def _missed(since: datetime, at_least: int) -> str:
    count = f"at least {counted(at_least, 'entry', 'entries')}" if at_least else "entries"
    return f"{count} may have been missed since {since:%Y-%m-%d %H:%M} UTC"


def _poll(row: sqlite3.Row) -> Poll:
    return Poll(
        id=row["id"],
        feed_id=row["feed_id"],
        at=moment(row["at"]),
        outcome=row["outcome"],
        status=row["status"],
        conditional=bool(row["conditional"]),
        size=row["bytes"] or 0,
        seconds=row["seconds"] or 0.0,
        entries=row["entries"] or 0,
        new_entries=row["new_stories"] or 0,
        error=row["error"],
        exchange=_exchange(row) if row["url"] else None,
        due_at=moment(row["due_at"]),
        next_at=moment(row["next_at"]),
        next_reason=row["next_reason"],
        by_hand=bool(row["by_hand"]),
    )


def _exchange(row: sqlite3.Row) -> Exchange:
    return Exchange(
        url=row["url"],
        unconditional=row["unconditional"],
        sent=(row["sent_etag"], row["sent_modified"]),
        got=(row["got_etag"], row["got_modified"]),
        full_bytes=row["full_bytes"],
        asked_seconds=row["asked_seconds"],
        hold_seconds=row["hold_seconds"],
        redirects=tuple((status, target) for status, target in json.loads(row["redirects"] or "[]")),
    )
