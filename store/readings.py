"""What stories were read as: kept, so that each is read once.

A sentence is known by its proposition number: its story's id times PLACES, and its place among what the story says.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from store import codec, state
from store.database import Store
from store.index import known_ids, portions
from store.models import Story
from store.query import fts_phrase
from store.reading import FIELDS, FROM

#: A story says fewer sentences than these; what is beyond them is not in the index.
PLACES = 1024
_SIZE, _READER, _OUTLETS = "read", "reader", "reader_outlets"
_READ = (
    f"SELECT {FIELDS}, text, read.data {FROM} "
    "JOIN (SELECT story_id AS read_id, data FROM readings) AS read ON read_id = stories.id"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A story as read: `data` as `narrative.packing` has it, the terms of each sentence, a number for each line by
    which an outlet's repeated ones are known, and the runs of words by which copies are."""

    story_id: int
    revision_id: int
    data: str
    terms: Sequence[Collection[str]]
    lines: Collection[int]
    runs: Collection[int]


def unread(store: Store, reader: str, outlets: Collection[str]) -> tuple[list[int], list[int]]:
    """The ids of the stories of the topic to be read, oldest first (new, changed, or read by other rules than these
    before, or when outlets that they name were not known), and of those read before that are not of the topic any
    more, or are gone."""
    with store.writing() as connection:
        if state.get(store, _READER) != reader:
            connection.execute(f"INSERT INTO unread SELECT id, 0 FROM stories WHERE relevant {_AGAIN}")
            state.put(store, _READER, reader)
        known = json.dumps(sorted(outlets), ensure_ascii=False)
        before = state.get(store, _OUTLETS)
        if before != known:
            for name in sorted(frozenset(outlets).symmetric_difference(json.loads(before or "[]"))):
                _read_again_who_names(store, name)
            state.put(store, _OUTLETS, known)
        connection.execute(
            "DELETE FROM unread WHERE NOT read AND NOT (SELECT relevant FROM stories WHERE id = story_id) "
            "AND story_id NOT IN (SELECT story_id FROM readings)"
        )
    rows = store.rows(
        "SELECT story_id, ifnull(relevant, 0) AS relevant FROM unread LEFT JOIN stories ON stories.id = story_id "
        "WHERE NOT read ORDER BY stories.said_at, stories.outlet, stories.url"
    )
    return [row["story_id"] for row in rows if row["relevant"]], [
        row["story_id"] for row in rows if not row["relevant"]
    ]


_AGAIN = "ON CONFLICT(story_id) DO UPDATE SET read = 0"


def _read_again_who_names(store: Store, outlet: str) -> None:
    """Whose word an outlet's is depends on whether it is known to be one."""
    store.connection.execute(
        "INSERT INTO unread SELECT id, 0 FROM stories WHERE relevant "
        "AND id IN (SELECT rowid FROM stories_fts WHERE stories_fts MATCH ?) "
        f"AND (instr(text, ?) OR instr(title, ?)) {_AGAIN}",
        (fts_phrase(outlet.removesuffix("*")), outlet, outlet),
    )


def is_of_topic(store: Store, story_id: int) -> bool:
    """Whether there is such a story, and it is of the topic."""
    return bool(store.value("SELECT relevant FROM stories WHERE id = ?", (story_id,)))


def waiting(store: Store) -> list[int]:
    """The stories that were read or forgotten since the claims were last brought up to date with them."""
    return [row["story_id"] for row in store.rows("SELECT story_id FROM unread WHERE read ORDER BY story_id")]


def taken(store: Store) -> None:
    """To be called in the transaction that brings the claims up to date with all stories that are waiting."""
    with store.writing() as connection:
        connection.execute("DELETE FROM unread WHERE read")


def settle(store: Store) -> None:
    """To be called at the end of an analysis: the next has something to do only where stories have changed since."""
    with store.writing():
        state.set_analysis_stale(store, store.value("SELECT 1 FROM unread LIMIT 1") is not None)


def save(store: Store, entry: Entry) -> None:
    """Keeps a story as read, in the place of what it was read as before."""
    with store.writing() as connection:
        drop(store, entry.story_id)
        connection.execute(
            "INSERT INTO readings VALUES (?, ?, ?, ?)",
            (entry.story_id, entry.revision_id, len(entry.terms), _packed(entry)),
        )
        ids = _term_ids(store, entry.terms)
        connection.executemany(
            "INSERT OR IGNORE INTO uses VALUES (?, ?)",
            [
                (ids[term], entry.story_id * PLACES + place)
                for place, terms in enumerate(entry.terms[:PLACES])
                for term in terms
            ],
        )
        connection.executemany("INSERT OR IGNORE INTO lines VALUES (?, ?)", [(n, entry.story_id) for n in entry.lines])
        connection.executemany("INSERT OR IGNORE INTO runs VALUES (?, ?)", [(n, entry.story_id) for n in entry.runs])
        _count(store, 1, len(entry.terms))


def drop(store: Store, story_id: int) -> None:
    """Forgets what a story was read as."""
    with store.writing() as connection:
        connection.execute("INSERT INTO unread VALUES (?, 1) ON CONFLICT(story_id) DO UPDATE SET read = 1", (story_id,))
        row = store.row("SELECT data, sentences FROM readings WHERE story_id = ?", (story_id,))
        if row is None:
            return
        terms, lines, runs, _ = _unpacked(row["data"])
        ids = known_ids(store, {term for some in terms for term in some})
        connection.executemany(
            "DELETE FROM uses WHERE term_id = ? AND proposition = ?",
            [
                (ids[term], story_id * PLACES + place)
                for place, some in enumerate(terms[:PLACES])
                for term in some
                if term in ids
            ],
        )
        connection.executemany(
            "UPDATE vocabulary SET uses = uses - 1 WHERE id = ?",
            [(ids[t],) for some in terms for t in some if t in ids],
        )
        connection.executemany("DELETE FROM lines WHERE line = ? AND story_id = ?", [(n, story_id) for n in lines])
        connection.executemany("DELETE FROM runs WHERE run = ? AND story_id = ?", [(n, story_id) for n in runs])
        connection.execute("DELETE FROM readings WHERE story_id = ?", (story_id,))
        connection.execute("DELETE FROM chains WHERE story_id = ?", (story_id,))
        connection.execute("DELETE FROM copies WHERE story_id = ? OR parent = ?", (story_id, story_id))
        _count(store, -1, -row["sentences"])


def load(store: Store, story_ids: Sequence[int] | None = None) -> Iterator[tuple[Story, str]]:
    """The stories (all, or these) that are read, each with its data, in order of publication."""
    order = "ORDER BY stories.said_at, stories.outlet, stories.url"
    if story_ids is None:
        rows: Iterable[sqlite3.Row] = store.connection.execute(f"{_READ} {order}")
    else:
        rows = [
            row
            for some in portions(story_ids)
            for row in store.rows(f"{_READ} WHERE stories.id IN ({', '.join('?' * len(some))}) {order}", some)
        ]
    for row in rows:
        yield codec.story(row), _unpacked(row["data"])[3]


def ids(store: Store) -> list[int]:
    """The stories that are read, in order of publication."""
    rows = store.rows(
        "SELECT story_id FROM readings JOIN stories ON stories.id = story_id ORDER BY stories.said_at, stories.outlet, "
        "stories.url"
    )
    return [row["story_id"] for row in rows]


def present(store: Store, story_ids: Collection[int]) -> list[int]:
    """Those of the stories that are read, in order of publication."""
    found = [
        (row["said_at"], row["outlet"], row["url"], row["id"])
        for some in portions(sorted(story_ids))
        for row in store.rows(
            "SELECT id, said_at, outlet, url FROM stories JOIN readings ON story_id = id "
            f"WHERE id IN ({', '.join('?' * len(some))})",
            some,
        )
    ]
    return [story_id for *_, story_id in sorted(found)]


def size(store: Store) -> tuple[int, int]:
    """How many stories are read, and how many sentences they say."""
    stories, sentences = json.loads(state.get(store, _SIZE) or "[0, 0]")
    return int(stories), int(sentences)


def _term_ids(store: Store, terms: Sequence[Collection[str]]) -> dict[str, int]:
    """Counts one use for each sentence of each term; the ids of all."""
    with store.writing() as connection:
        connection.executemany(
            "INSERT INTO vocabulary(term, uses) VALUES (?, 1) ON CONFLICT(term) DO UPDATE SET uses = uses + 1",
            [(term,) for some in terms for term in some],
        )
    return known_ids(store, {term for some in terms for term in some})


def _count(store: Store, stories: int, sentences: int) -> None:
    """Keeps how much there is, as counting it would mean to look through all of it."""
    had = size(store)
    state.put(store, _SIZE, json.dumps([had[0] + stories, had[1] + sentences]))


def _packed(entry: Entry) -> bytes:
    terms = [sorted(some) for some in entry.terms]
    parts = json.dumps([terms, sorted(entry.lines), sorted(entry.runs)], ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(f"{parts}\n{entry.data}".encode(), 1)


def _unpacked(data: bytes) -> tuple[list[list[str]], list[int], list[int], str]:
    parts, _, rest = zlib.decompress(data).decode().partition("\n")
    terms, lines, runs = json.loads(parts)
    return terms, lines, runs, rest
