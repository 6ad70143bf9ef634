"""Writing stories: entries as they arrive, and their revisions."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from store import codec, gaps, identity, outletnames, state
from store.codec import stamp
from store.database import Store
from store.models import Entry
from store.newcomers import KNOWN_BY, SIGHT, Newcomers
from store.newcomers import Arrival as Arrival  # as those who judge entries know it
from store.revising import update
from store.urls import url_key


@dataclass(frozen=True, slots=True)
class Received:
    """What a feed's entries came to: ids of stories not seen before, and of those retitled or updated."""

    new: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Sight:
    """An answer's entries beside what its feed showed before: those that are new or say something else, and the stories
    that the others stand for."""

    fresh: tuple[Entry, ...]
    stories: frozenset[int]


def look(store: Store, feed_id: int, entries: Sequence[Entry]) -> Sight:
    """Which entries need a verdict, and which are known as they are. Writes nothing."""
    rows = _entries(store.connection, feed_id, [entry.guid for entry in entries])
    fresh, stories = [], set()
    for entry in entries:
        row = rows.get(entry.guid)
        if row is not None and not _stands(row, entry):
            own = identity.own_guid(entry.guid, url_key(entry.url))
            row = _entries(store.connection, feed_id, [own]).get(own)
        if row is not None and _stands(row, entry):
            stories.add(row["story_id"])
        elif not entry.signal:
            fresh.append(entry)
    return Sight(tuple(fresh), frozenset(stories))


def receive(
    store: Store,
    feed_id: int,
    arrivals: Iterable[Arrival],
    now: datetime,
    *,
    shown: Collection[int] = (),
    delta: bool = False,
) -> Received:
    """Writes a feed's entries. Those seen before and unchanged write nothing, and a signal never becomes a story.

    `shown`: the stories of further entries of the same answer that `look` knew. `delta`: the answer holds only what is
    new (226), so that what is not in it is not gone.
    """
    waiting = {id(arrival.entry): arrival for arrival in arrivals}
    new: list[int] = []
    changed: list[int] = []
    store.prepare(len(waiting))
    with store.writing(now) as connection:
        sight = look(store, feed_id, [arrival.entry for arrival in waiting.values()])
        keys = {id(entry): url_key(entry.url) for entry in sight.fresh}
        fresh = [(waiting[id(entry)], keys[id(entry)]) for entry in sight.fresh]
        newcomers = Newcomers(connection, feed_id, now, fresh)
        answer = _Answer(store, feed_id, now, newcomers, {*shown, *sight.stories}, frozenset(keys.values()))
        for arrival, key in fresh:
            story_id, outcome = answer.take(arrival, key)
            if outcome == "new":
                new.append(story_id)
            elif outcome == "changed":
                changed.append(story_id)
        answer.write()
        gaps.watch(store, feed_id, answer.shown, set(new), now, delta=delta)
        if new or changed:
            state.set_analysis_stale(store, True)
    return Received(tuple(new), tuple(dict.fromkeys(changed)))


def _entries(connection: sqlite3.Connection, feed_id: int, guids: Sequence[str]) -> dict[str, sqlite3.Row]:
    """What a feed showed under these guids."""
    found = connection.execute(
        "SELECT * FROM entries WHERE feed_id = ? AND guid IN (SELECT value FROM json_each(?))",
        (feed_id, json.dumps(guids)),
    )
    return {row["guid"]: row for row in found}


def _stands(known: sqlite3.Row, entry: Entry) -> bool:
    """Whether a feed says the same of an entry as before (a summary alone may change at every poll)."""
    return bool(
        known["title"] == entry.title
        and known["updated_at"] == stamp(entry.updated_at)
        and (known["url"] == entry.url or url_key(known["url"]) == url_key(entry.url))
    )


@dataclass(frozen=True, slots=True)
class _Answer:
    """One answer of a feed on its way into the store: `shown`, the stories that its entries stand for so far, and
    `keys`, the addresses in it that are new or say something else."""

    store: Store
    feed_id: int
    now: datetime
    newcomers: Newcomers
    shown: set[int]
    keys: frozenset[str]

    @property
    def connection(self) -> sqlite3.Connection:
        return self.store.connection

    def write(self) -> None:
        """Puts the stories down that are new so far, so that others are compared with them."""
        self.store.entered(self.newcomers.write())

    def take(self, arrival: Arrival, key: str) -> tuple[int, str]:
        """Stores an entry, whose address has this key; returns its story's id and whether that is "new", "changed" or
        "known"."""
        entry = arrival.entry
        if self.newcomers.unseen(arrival, key):
            return self._new(arrival, entry.guid, key)
        if self.newcomers.may_be_waiting(arrival, key):
            self.write()
        guid, known = self._by_guid(entry, key)
        same = known is not None and url_key(known["url"]) == key
        story_id = known["story_id"] if known is not None else self._by_address(key)
        if known is None and story_id is None:
            story_id = self._in_outlet(arrival, key)
        story = self._story(story_id)
        if story_id is not None and story is None:
            return 0, "known"  # its story was let go: what remains of it says only that it is not new
        if story is not None and (same or known is None) and self._reused(story, entry, key, same_guid=same):
            self.connection.execute(
                "UPDATE stories SET page_state = 'none', page_note = 'its address leads to another story by now' "
                "WHERE id = ? AND page_state = 'wanted'",
                (story["id"],),
            )
            story, key = None, self._own_key(key, guid, entry.title)
        if story is None:
            return self._new(arrival, guid, key)
        self.write()  # or a new version would take a number that is meant for one of theirs
        return story["id"], self._again(story, known, guid, arrival, key)

    def _own_key(self, key: str, guid: str, title: str) -> str:
        """For a story at an address that others had before: a page may have a headline again that it had then."""
        own = identity.own_key(key, guid, title)
        if self.connection.execute("SELECT 1 FROM stories WHERE url_key = ?", (own,)).fetchone() is None:
            return own
        return identity.own_key(key, guid, f"{title} {stamp(self.now)}")

    def _new(self, arrival: Arrival, guid: str, key: str) -> tuple[int, str]:
        story_id = self.newcomers.add(arrival, guid, key)
        self.shown.add(story_id)
        return story_id, "new"

    def _by_guid(self, entry: Entry, key: str) -> tuple[str, sqlite3.Row | None]:
        """The guid to keep an entry under, and what is kept under it."""
        row = _entries(self.connection, self.feed_id, [entry.guid]).get(entry.guid)
        if row is None or url_key(row["url"]) == key or self._by_address(key) == row["story_id"]:
            return entry.guid, row
        story = self._story(row["story_id"])
        published = codec.moment(story["published_at"]) if story else None
        beside = row["story_id"] in self.shown or url_key(row["url"]) in self.keys
        known = identity.Known(row["title"], published, shown=beside)
        if self._by_address(key) is None and identity.guid_holds(known, _seen(entry)):
            return entry.guid, row
        own = identity.own_guid(entry.guid, key)
        return own, _entries(self.connection, self.feed_id, [own]).get(own)

    def _by_address(self, key: str) -> int | None:
        row = self.connection.execute("SELECT story_id FROM addresses WHERE url_key = ?", (key,)).fetchone()
        return row["story_id"] if row else None

    def _in_outlet(self, arrival: Arrival, key: str) -> int | None:
        """A story that the outlet shows elsewhere, with the same guid or at the same time."""
        entry, part = arrival.entry, identity.last_part(key)
        found: list[tuple[sqlite3.Row, bool]] = []
        if identity.telling_guid(entry.guid):
            rows = self.connection.execute(
                "SELECT stories.* FROM entries JOIN stories ON stories.id = entries.story_id "
                "WHERE entries.guid = ? AND entries.feed_id <> ? AND stories.domain = ? ORDER BY stories.id LIMIT ?",
                (entry.guid, self.feed_id, arrival.domain, outletnames.CANDIDATES),
            )
            found += [(row, True) for row in rows]
        if identity.telling_part(part) and identity.telling_time(entry.published_at):
            at = stamp(entry.published_at)
            found += [(row, False) for row in outletnames.at_one_time(self.connection, arrival.domain, at, entry.title)]
        for row, by_guid in found:
            known = identity.Known(row["title"], codec.moment(row["published_at"]), row["id"] in self.shown)
            same_part = part == identity.last_part(row["url_key"])
            if identity.same_in_outlet(known, _seen(entry), by_guid=by_guid, same_part=same_part):
                return int(row["id"])
        return None

    def _story(self, story_id: int | None) -> sqlite3.Row | None:
        found: sqlite3.Row | None = self.connection.execute(
            "SELECT * FROM stories WHERE id = ?", (story_id,)
        ).fetchone()
        return found

    def _reused(self, story: sqlite3.Row, entry: Entry, key: str, *, same_guid: bool) -> bool:
        titles = [
            row["title"]
            for row in self.connection.execute(
                "SELECT title FROM entries WHERE story_id = ? AND feed_id = ?", (story["id"], self.feed_id)
            )
        ]
        known = identity.Known(
            story["title"],
            codec.moment(story["published_at"]),
            shown=story["id"] in self.shown,
            shared="#" in story["url_key"],
            of_feed=bool(titles),
        )
        told_so = any(identity.letters(title) == identity.letters(entry.title) for title in titles)
        return not told_so and identity.address_reused(known, _seen(entry), same_guid=same_guid)

    def _sighted(self, guid: str, entry: Entry, story_id: int, key: str) -> None:
        """Keeps what the feed shows of an entry, and the addresses by which its story is known from now on."""
        self.connection.execute(
            SIGHT,
            (
                self.feed_id,
                guid,
                story_id,
                entry.url,
                entry.title,
                entry.summary,
                stamp(entry.updated_at),
                stamp(self.now),
            ),
        )
        self.connection.executemany(KNOWN_BY, [(one, story_id) for one in {key, key.partition("#")[0]}])
        self.shown.add(story_id)

    def _again(self, story: sqlite3.Row, known: sqlite3.Row | None, guid: str, arrival: Arrival, key: str) -> str:
        """An entry of a story that is there. Where its feed said something else of it, that is a change."""
        before = known
        if before is None and story["id"] not in self.shown:
            before = self.connection.execute(
                "SELECT * FROM entries WHERE story_id = ? AND feed_id = ? ORDER BY first_seen_at DESC, guid LIMIT 1",
                (story["id"], self.feed_id),
            ).fetchone()
            if before is not None:  # the feed changed the guid: the new one takes the place of the old
                self.connection.execute(
                    "UPDATE entries SET guid = ? WHERE feed_id = ? AND guid = ?", (guid, self.feed_id, before["guid"])
                )
        self._sighted(guid, arrival.entry, story["id"], key)
        entry = arrival.entry
        if before is None or (before["title"] == entry.title and before["updated_at"] == stamp(entry.updated_at)):
            return "known"
        update(self.connection, story, before["title"], arrival, self.now)
        return "changed"


def _seen(entry: Entry) -> identity.Seen:
    return identity.Seen(entry.title, entry.published_at)
