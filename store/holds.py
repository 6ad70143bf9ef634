"""Domains that are left alone for a while, as they asked for that (429, 503) or had their turn: until when, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from store.codec import moment, stamp
from store.database import Store


@dataclass(frozen=True, slots=True)
class Held:
    """Until when a domain is left alone."""

    until: datetime
    reason: str


def hold(store: Store, domain: str, feed_ids: Iterable[int], held: Held, now: datetime) -> None:
    """Leaves a domain alone, its feeds with it; a hold that lasts longer stays."""
    with store.writing() as connection:
        connection.execute(
            "INSERT INTO holds(domain, since, until, reason) VALUES (?, ?, ?, ?) ON CONFLICT(domain) DO UPDATE SET "
            "since = excluded.since, until = excluded.until, reason = excluded.reason WHERE until < excluded.until",
            (domain, stamp(now), stamp(held.until), held.reason),
        )
        postpone(store, feed_ids, held)


def postpone(store: Store, feed_ids: Iterable[int], held: Held) -> None:
    """Puts the next polls of feeds off to the end of a hold."""
    with store.writing() as connection:
        connection.executemany(
            "UPDATE feeds SET next_poll_at = :until, next_poll_reason = :reason WHERE id = :id "
            "AND coalesce(next_poll_at, '') < :until",
            [{"until": stamp(held.until), "reason": held.reason, "id": feed_id} for feed_id in feed_ids],
        )


def held(store: Store, domain: str, now: datetime) -> Held | None:
    """The hold on a domain that still lasts."""
    row = store.row("SELECT until, reason FROM holds WHERE domain = ? AND until > ?", (domain, stamp(now)))
    return Held(moment(row["until"]), row["reason"]) if row else None


def take_turn(store: Store, domain: str, pause: float, reason: str, now: datetime) -> Held | None:
    """Takes the turn of a domain that wants so many seconds between requests, whoever makes them; where it is not
    over yet, what there is to wait for."""
    turn = f"turn of {domain}"
    with store.writing() as connection:
        taken = held(store, turn, now)
        if taken is None:
            connection.execute(
                "INSERT OR REPLACE INTO holds(domain, since, until, reason) VALUES (?, ?, ?, ?)",
                (turn, stamp(now), stamp(now + timedelta(seconds=pause)), reason),
            )
        return taken


def prune(store: Store, now: datetime) -> None:
    """Forgets the holds that are over."""
    with store.writing() as connection:
        connection.execute("DELETE FROM holds WHERE until <= ?", (stamp(now),))
