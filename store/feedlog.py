"""What a person does with feeds: each act is done and, in the same transaction, kept with what was there before it, so
that it can be taken back. Rows of the log are marked undone, never changed otherwise.

What polls do with feeds (one that is gone is paused, one that moves has another address) is no act, and stays.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from store import feeds
from store.codec import moment, stamp
from store.database import Store
from store.errors import NotFound
from store.feeds import NewFeed
from store.models import Feed
from store.wording import counted


class FeedKind(StrEnum):
    """What a person does with feeds."""

    ADD = "add"
    PAUSE = "pause"
    RESUME = "resume"
    RENAME = "rename"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class FeedAct:
    """One act on feeds. `names`: what they were called; `text`: the new name; `after_act` and `after_mark`: the newest
    act on a claim and row of the marks' log when it was done."""

    id: int
    at: datetime
    kind: FeedKind
    names: tuple[str, ...]
    text: str | None
    after_act: int
    after_mark: int
    undone_at: datetime | None


class _Batch:
    """Rows of one act in the making, within a transaction."""

    def __init__(self, store: Store, kind: FeedKind, at: datetime, text: str | None = None) -> None:
        self._store, self._kind, self._at, self._text = store, kind, at, text
        self._id: int | None = None

    def add(self, feed: Feed, before: Mapping[str, object] | None = None, gone: bytes | None = None) -> None:
        """Keeps what was before the act of a feed: values of it, or where it is taken off all that goes with it."""
        write = self._store.connection.execute
        values = (self._id or 0, stamp(self._at), self._kind, feed.id, name(feed), self._text)
        cursor = write(
            "INSERT INTO feed_log(batch, at, kind, feed_id, name, text, before, gone, after_act, after_mark) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, (SELECT coalesce(max(id), 0) FROM acts), "
            "(SELECT coalesce(max(id), 0) FROM mark_log))",
            (*values, json.dumps(before or {}, ensure_ascii=False), gone),
        )
        if self._id is None:
            self._id = cursor.lastrowid
            write("UPDATE feed_log SET batch = id WHERE id = ?", (self._id,))


def name(feed: Feed) -> str:
    """A feed as it is spoken of."""
    return feed.outlet or feed.title or feed.address


def add(store: Store, new: Iterable[NewFeed], now: datetime) -> list[int]:
    """Adds the feeds whose addresses are not there yet; returns the ids of those added."""
    with store.writing(now):
        added, batch = feeds.add(store, new, now), _Batch(store, FeedKind.ADD, now)
        for feed_id in added:
            batch.add(feeds.get(store, feed_id))
    return added


def pause(store: Store, feed_ids: Iterable[int], now: datetime) -> list[Feed]:
    """Polls feeds no more until they are resumed; returns them as they were. Raises `NotFound`; none is paused then."""
    with store.writing(now):
        found, batch = [feeds.pause(store, feed_id, now) for feed_id in feed_ids], _Batch(store, FeedKind.PAUSE, now)
        for feed in found:
            if not feed.paused_at:
                batch.add(feed, _pause(feed))
    return found


def resume(store: Store, feed_ids: Iterable[int], now: datetime) -> list[Feed]:
    """Polls feeds again; returns them as they were. Raises `NotFound`; none is resumed then."""
    with store.writing(now):
        found, batch = [feeds.resume(store, feed_id) for feed_id in feed_ids], _Batch(store, FeedKind.RESUME, now)
        for feed in found:
            if feed.paused_at:
                batch.add(feed, _pause(feed))
    return found


def _pause(feed: Feed) -> dict[str, object]:
    return {"paused_at": stamp(feed.paused_at), "gone_at": stamp(feed.standing.gone_at)}


def rename(store: Store, feed_id: int, outlet: str, now: datetime) -> Feed:
    """Calls a feed's outlet otherwise from now on; returns the feed as it was. Raises `NotFound`."""
    with store.writing(now):
        feed = feeds.rename(store, feed_id, outlet)
        if feed.outlet != outlet:
            _Batch(store, FeedKind.RENAME, now, outlet).add(feed, {"outlet": feed.outlet})
    return feed


def remove(store: Store, feed_ids: Iterable[int], now: datetime) -> list[Feed]:
    """Takes feeds off the list; their stories stay. Raises `NotFound`; none is taken off then."""
    with store.writing(now):
        batch, found = _Batch(store, FeedKind.REMOVE, now), []
        for feed_id in feed_ids:
            rows = {
                table: [
                    dict(row)
                    for row in store.rows(
                        f"SELECT * FROM {table} WHERE {'id' if table == 'feeds' else 'feed_id'} = ? ORDER BY 1, 2",
                        (feed_id,),
                    )
                ]
                for table in ("feeds", *feeds.OF_FEEDS)
            }
            found.append(feed := feeds.remove(store, feed_id))
            batch.add(feed, gone=zlib.compress(json.dumps(rows, ensure_ascii=False).encode(), 6))
    return found


def last(store: Store) -> FeedAct | None:
    """The newest act that stands."""
    row = store.row("SELECT batch FROM feed_log WHERE undone_at IS NULL ORDER BY id DESC LIMIT 1")
    return _acts(store, "WHERE batch = ?", (row["batch"],))[0] if row else None


def history(store: Store) -> list[FeedAct]:
    """All acts, undone ones too, the newest first."""
    return _acts(store, "", ())


def _acts(store: Store, condition: str, values: tuple[object, ...]) -> list[FeedAct]:
    rows: dict[int, list[sqlite3.Row]] = {}
    columns = "id, batch, at, kind, name, text, after_act, after_mark, undone_at"
    for row in store.rows(f"SELECT {columns} FROM feed_log {condition} ORDER BY batch DESC, id", values):
        rows.setdefault(row["batch"], []).append(row)
    return [
        FeedAct(
            id=batch,
            at=moment(its[0]["at"]),
            kind=FeedKind(its[0]["kind"]),
            names=tuple(row["name"] for row in its),
            text=its[0]["text"],
            after_act=its[0]["after_act"],
            after_mark=its[0]["after_mark"],
            undone_at=moment(its[0]["undone_at"]),
        )
        for batch, its in rows.items()
    ]


def undo(store: Store, act: FeedAct, now: datetime) -> str:
    """Puts back what was before the newest act that stands (`last` gives it); says in words how the feeds are now."""
    came: dict[str, list[str]] = {}
    with store.writing(now) as connection:
        for row in store.rows("SELECT * FROM feed_log WHERE batch = ? ORDER BY id DESC", (act.id,)):
            connection.execute("UPDATE feed_log SET undone_at = ? WHERE id = ?", (stamp(now), row["id"]))
            try:
                came.setdefault(_UNDO[FeedKind(row["kind"])](store, row, now), []).append(row["name"])
            except NotFound:
                came.setdefault("gone by now", []).append(row["name"])
    return "; ".join(f"{_who(names)} {how}" for how, names in came.items())


def _who(names: Collection[str]) -> str:
    return f"{next(iter(names))} is" if len(names) == 1 else f"{counted(len(names), 'feed')} are"


def _not_added(store: Store, row: sqlite3.Row, now: datetime) -> str:
    """A feed that has brought something is only paused: with it would go what is known of its entries."""
    if feeds.get(store, row["feed_id"]).entries_seen:
        feeds.pause(store, row["feed_id"], now)
        return "paused, with the entries already brought (reportedly feeds remove takes both)"
    feeds.remove(store, row["feed_id"])
    return "off the list again"


def _not_paused(store: Store, row: sqlite3.Row, now: datetime) -> str:
    before = json.loads(row["before"])
    feeds.get(store, row["feed_id"])
    store.connection.execute(
        "UPDATE feeds SET paused_at = :paused_at, gone_at = :gone_at WHERE id = :id", before | {"id": row["feed_id"]}
    )
    return "paused again" if before["paused_at"] else "polled again"


def _not_renamed(store: Store, row: sqlite3.Row, now: datetime) -> str:
    feeds.rename(store, row["feed_id"], json.loads(row["before"])["outlet"])
    return "called so again"


def _not_removed(store: Store, row: sqlite3.Row, now: datetime) -> str:
    """Back with all that went with it, but for entries whose story has gone since; under another id where its own was
    given away."""
    rows: dict[str, list[dict[str, Any]]] = json.loads(zlib.decompress(row["gone"]))
    (feed,) = rows.pop("feeds")
    if feeds.by_url(store, feed["url"]):
        return "on the list again already"
    old = feed["id"]
    if store.row("SELECT 1 FROM feeds WHERE id = ?", (old,)):
        del feed["id"]
    new = _insert(store, "INTO feeds", feed)
    for table, its in rows.items():
        for one in its:
            one.pop("id", None)
            if one.get("story_id") is None or store.row("SELECT 1 FROM stories WHERE id = ?", (one["story_id"],)):
                # What another feed brought meanwhile is that one's.
                _insert(store, f"OR IGNORE INTO {table}", one | {"feed_id": new})
    if new != old:
        store.connection.execute("UPDATE feed_log SET feed_id = ? WHERE feed_id = ? AND id < ?", (new, old, row["id"]))
    return "on the list again, with its entries"


def _insert(store: Store, into: str, values: Mapping[str, object]) -> int:
    names, places = ", ".join(f"[{name}]" for name in values), ", ".join("?" * len(values))
    cursor = store.connection.execute(f"INSERT {into}({names}) VALUES ({places})", list(values.values()))
    return cursor.lastrowid or 0


_UNDO: Mapping[FeedKind, Callable[[Store, sqlite3.Row, datetime], str]] = {
    FeedKind.ADD: _not_added,
    FeedKind.PAUSE: _not_paused,
    FeedKind.RESUME: _not_paused,
    FeedKind.RENAME: _not_renamed,
    FeedKind.REMOVE: _not_removed,
}
