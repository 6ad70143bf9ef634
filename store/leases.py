"""Who may ask a feed now: one process, once, when it is due; whatever is killed, restarted or done to the clock.

A request is written down before it is sent, with when the feed is due if nobody writes down how it ended.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from store.codec import moment, stamp
from store.database import Store

#: A feed whose first poll was broken off is left alone for so long.
LEAST = timedelta(minutes=10)
#: A poll that was broken off makes nobody wait longer than this.
MOST = timedelta(days=1)


def take(store: Store, feed_id: int, now: datetime, *, by_hand: bool = False) -> bool:
    """Whether this process is to ask the feed now; then nobody else is.

    `by_hand`: a person wants it, due or not; only what is being asked is left alone.
    """
    with store.writing() as connection:
        row = connection.execute(
            "SELECT last_poll_at, next_poll_at, leased_at, paused_at FROM feeds WHERE id = ?", (feed_id,)
        ).fetchone()
        if row is None or row["paused_at"]:
            return False
        last, due = moment(row["last_poll_at"]), moment(row["next_poll_at"])
        if by_hand:
            if row["leased_at"]:
                return False
        elif due is not None and now < due:
            return False
        wait = min(max(due - last, LEAST), MOST) if due and last else LEAST
        connection.execute(
            "UPDATE feeds SET leased_at = ?, next_poll_at = ?, "
            "next_poll_reason = 'its last poll was begun and did not end; the wait begins anew' WHERE id = ?",
            (stamp(now), stamp(now + wait), feed_id),
        )
    return True


def settle(store: Store, now: datetime) -> None:
    """What a process that holds the poll lock does first: the polls of one that was killed have ended, and where the
    clock has gone back, every wait that began in what is now the future begins now."""
    with store.writing() as connection:
        late = connection.execute(
            "SELECT id, next_poll_at, max(coalesce(last_poll_at, ''), coalesce(leased_at, '')) AS asked FROM feeds "
            "WHERE last_poll_at > :now OR leased_at > :now",
            {"now": stamp(now)},
        ).fetchall()
        for row in late:
            due = moment(row["next_poll_at"])
            following = now + max(due - moment(row["asked"]), timedelta(0)) if due else now + LEAST
            connection.execute(
                "UPDATE feeds SET last_poll_at = ?, next_poll_at = ?, "
                "next_poll_reason = 'the clock went back, so the wait begins anew' WHERE id = ?",
                (stamp(now), stamp(following), row["id"]),
            )
        # One that was put off and never asked has no wait that could begin anew.
        connection.execute(
            "UPDATE feeds SET next_poll_at = NULL "
            "WHERE last_poll_at IS NULL AND leased_at IS NULL AND next_poll_at > ?",
            (stamp(now + 2 * MOST),),
        )
        for row in connection.execute("SELECT * FROM holds WHERE since > ?", (stamp(now),)).fetchall():
            until = now + (moment(row["until"]) - moment(row["since"]))
            connection.execute(
                "UPDATE holds SET since = ?, until = ? WHERE domain = ?", (stamp(now), stamp(until), row["domain"])
            )
        connection.execute("UPDATE feeds SET leased_at = NULL WHERE leased_at IS NOT NULL")
