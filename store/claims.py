"""Claims in the store: replaced whole by an analysis, read back with every mention."""

from __future__ import annotations

import dataclasses
import json
import sqlite3
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from types import MappingProxyType

from store import codec, lookup, mentionrows
from store.codec import figures_to_json, stamp
from store.database import Store, require
from store.models import Claim, Mention
from store.query import Query, claim_conditions
from store.reading import where

_MENTIONS = f"SELECT {mentionrows.MENTION} FROM mentions JOIN stories ON stories.id = mentions.story_id"

#: In what order a claim's mentions are told: oldest first, a headline before its text.
_ORDER = "mentions.said_at, stories.outlet, stories.url, mentions.headline DESC, mentions.start"
#: Whoever has half of the weight of a claim's terms has one of its strongest so many.
TELLING_TERMS = 3

#: A mention as it is known again over analyses: its story and its words.
Key = tuple[int, str]


def replace(store: Store, claims: Sequence[Claim]) -> None:
    """Puts the claims of an analysis in the place of those before; what is as it was is not written."""
    with store.writing():
        there = _stored(store)
        changed = [claim for claim in claims if _rows_of(claim) != there.get(claim.id)]
        put(store, changed, gone=there.keys() - {claim.id for claim in claims})


def _stored(store: Store) -> dict[int, list[tuple[object, ...]]]:
    """Every claim's row with those of its mentions, as `_rows_of` gives them."""
    found = {row["id"]: [tuple(row)] for row in store.rows("SELECT * FROM claims")}
    for row in store.rows("SELECT * FROM mentions ORDER BY claim_id, position"):
        found[row["claim_id"]].append(tuple(row))
    return found


def _rows_of(claim: Claim) -> list[tuple[object, ...]]:
    return [_row_of_claim(claim), *(row_of(claim.id, place, one) for place, one in enumerate(claim.mentions))]


def put(store: Store, claims: Sequence[Claim], gone: Iterable[int] = ()) -> None:
    """Writes some claims in the place of their former selves, and takes those away that are `gone`."""
    with store.writing() as connection:
        for claim_id in {*gone, *(claim.id for claim in claims)}:
            remove(connection, claim_id)
        _insert(connection, claims)


def remove(connection: sqlite3.Connection, claim_id: int) -> None:
    """Takes a claim away, within a transaction."""
    connection.execute("DELETE FROM mentions WHERE claim_id = ?", (claim_id,))
    connection.execute("DELETE FROM claim_terms WHERE claim_id = ?", (claim_id,))
    connection.execute("DELETE FROM claims WHERE id = ?", (claim_id,))


def found(store: Store, claims: Sequence[Claim]) -> None:
    """Adds new claims, each under the next id that none ever had."""
    with store.writing() as connection:
        first = last_id(store) + 1
        _insert(connection, [dataclasses.replace(claim, id=first + place) for place, claim in enumerate(claims)])


def _insert(connection: sqlite3.Connection, claims: Sequence[Claim]) -> None:
    for claim in claims:
        row, *mentions = _rows_of(claim)
        connection.execute(f"INSERT INTO claims VALUES ({', '.join('?' * len(row))})", row)
        connection.executemany(f"INSERT INTO mentions VALUES ({', '.join('?' * 22)})", mentions)
        connection.executemany(
            "INSERT OR IGNORE INTO claim_terms VALUES (?, ?)", [(t.term, claim.id) for t in claim.terms[:TELLING_TERMS]]
        )
    _remember_last(connection, max((claim.id for claim in claims), default=0))


def reserve(store: Store, highest: int) -> None:
    """From now on no claim is given an id up to this one by chance: acts mean it by that."""
    with store.writing() as connection:
        _remember_last(connection, highest)


def _remember_last(connection: sqlite3.Connection, highest: int) -> None:
    """Remembers the highest id that a claim ever had."""
    connection.execute(
        "INSERT INTO state(key, value) VALUES ('last_claim_id', ?) ON CONFLICT(key) DO UPDATE "
        "SET value = excluded.value WHERE CAST(value AS INTEGER) < CAST(excluded.value AS INTEGER)",
        (str(highest),),
    )


def _row_of_claim(claim: Claim) -> tuple[object, ...]:
    return (
        claim.id,
        claim.statement,
        len(claim.outlets),
        len(claim.stories),
        claim.chains,
        stamp(claim.first_said_at),
        stamp(claim.last_said_at),
        claim.first_said_by,
        *claim.stances.values(),
        claim.kind,
        codec.terms_to_json(claim.terms),
        claim.named,
        claim.pinned,
        claim.dismissed,
        claim.note,
        claim.cohesion,
    )


def row_of(claim_id: int, position: int, mention: Mention) -> tuple[object, ...]:
    """A mention as a row."""
    return (
        claim_id,
        position,
        mention.story_id,
        mention.revision_id,
        stamp(mention.said_at),
        mention.sentence,
        mention.start,
        mention.end,
        mention.stance,
        mention.cue.start if mention.cue else None,
        mention.cue.end if mention.cue else None,
        mention.attributed_to,
        mention.source_kind,
        mention.source.start if mention.source else None,
        mention.source.end if mention.source else None,
        figures_to_json(mention.figures),
        mention.chain,
        mention.headline,
        mention.via,
        stamp(mention.came_at),
        codec.wordings_to_json(mention.earlier),
        mention.likeness,
    )


def renumber(store: Store, ids: Mapping[int, int], asked: Callable[[], object] = lambda: None) -> None:
    """Gives every claim another id: `ids` has the new one of each. What `asked` raises, again and again, ends it."""

    def numbers() -> Iterator[tuple[int, int]]:
        for old, new in ids.items():
            asked()
            yield -new, old

    with store.writing() as connection:
        connection.execute("PRAGMA defer_foreign_keys = ON")
        for table, column in (("claims", "id"), ("mentions", "claim_id"), ("claim_terms", "claim_id")):
            # By way of numbers that no claim has, as a new id may still be the old one of another.
            connection.executemany(f"UPDATE {table} SET {column} = ? WHERE {column} = ?", numbers())
            connection.execute(f"UPDATE {table} SET {column} = -{column}")
        _remember_last(connection, max(ids.values(), default=0))


def keys(store: Store) -> dict[int, frozenset[Key]]:
    """Which mentions each claim has, for telling which claim of a new analysis it is."""
    found: dict[int, set[Key]] = {}
    for row in store.rows("SELECT claim_id, story_id, sentence FROM mentions"):
        found.setdefault(row["claim_id"], set()).add((row["story_id"], row["sentence"]))
    return {claim_id: frozenset(its) for claim_id, its in found.items()}


def version(store: Store) -> int:
    """Another one once the claims, or how many make them and how, are others; no mention is read for it."""
    rows = store.rows(
        "SELECT id, statement, outlets, stories, chains, first_said_at, last_said_at, hedged, attributed, asserted, "
        "denied, questioned, kind, pinned, dismissed, note FROM claims ORDER BY id"
    )
    return zlib.crc32(json.dumps([tuple(row) for row in rows]).encode())


def count(store: Store) -> int:
    """How many claims there are, those that a person dismissed aside."""
    return int(store.value("SELECT count(*) FROM claims WHERE NOT dismissed"))


def count_fitting(store: Store, query: Query, now: datetime) -> int:
    """How many claims fit a query."""
    clause, values = where(claim_conditions(lookup.looked_up(store, query, now), now))
    return int(store.value(f"SELECT count(*) FROM claims {clause}", values))


def last_id(store: Store) -> int:
    """The highest id any claim ever had, so that none is given twice."""
    return int(store.value("SELECT value FROM state WHERE key = 'last_claim_id'") or 0)


def select(store: Store, query: Query, now: datetime, known: Mapping[int, Claim] = MappingProxyType({})) -> list[Claim]:
    """The claims that fit a query with all their mentions: the pinned ones, then those that most outlets make in the
    most alike words. Those that are as they were `known`, by id, are the very same, and take no more memory."""
    clause, values = where(claim_conditions(lookup.looked_up(store, query, now), now))
    rows = store.rows(
        f"SELECT * FROM claims {clause} ORDER BY pinned DESC, outlets * outlets * cohesion DESC, outlets DESC, "
        "chains DESC, first_said_at, id",
        values,
    )
    wanted = {row["id"] for row in rows}
    mentions = dict(_of_claims(store, wanted, known))
    made = (codec.claim(row, mentions.get(row["id"], ())) for row in rows)
    return [known[claim.id] if claim == known.get(claim.id) else claim for claim in made]


def _of_claims(
    store: Store, wanted: Collection[int], known: Mapping[int, Claim]
) -> Iterator[tuple[int, tuple[Mention, ...]]]:
    """The mentions of some claims, those of each in order.

    Joined with their stories and put in order here: a story makes many mentions, all over the claims, and SQLite would
    look it up for each.
    """
    cursor = store.connection.cursor()
    cursor.row_factory = None  # plain tuples: tens of thousands of them
    tellers = mentionrows.tellers(
        cursor.execute(
            f"SELECT stories.id, {mentionrows.OF_TELLER} FROM stories WHERE id IN (SELECT story_id FROM mentions)"
        )
    )
    rows = cursor.execute(
        f"SELECT claim_id, coalesce(said_at, ''), NOT headline, start, {mentionrows.OF_MENTION} FROM mentions "
        "ORDER BY claim_id, position"
    )
    for claim_id, some in groupby(rows, key=itemgetter(0)):
        if claim_id in wanted:
            mentions = tuple(mentionrows.mentions(list(some), tellers))
            was = known.get(claim_id)
            yield claim_id, was.mentions if was and was.mentions == mentions else mentions


def get(store: Store, claim_id: int) -> Claim:
    """Raises `NotFound`."""
    row = store.row("SELECT * FROM claims WHERE id = ?", (claim_id,))
    found = require(row, "claim", f"c{claim_id}", "reportedly claims lists them")
    mentions = store.rows(f"{_MENTIONS} WHERE claim_id = ? ORDER BY {_ORDER}", (claim_id,))
    return codec.claim(found, map(mentionrows.mention, mentions))


def is_there(store: Store, claim_id: int) -> bool:
    """Whether there is a claim of that id."""
    return bool(store.value("SELECT count(*) FROM claims WHERE id = ?", (claim_id,)))


def of_story(store: Store, story_id: int) -> list[tuple[int, str, Mention]]:
    """What a story says: for each claim it makes its id, its statement and the story's mention, in text order."""
    rows = store.rows(
        f"SELECT {mentionrows.MENTION}, claims.statement FROM mentions JOIN claims ON claims.id = mentions.claim_id "
        "JOIN stories ON stories.id = mentions.story_id WHERE mentions.story_id = ? AND NOT claims.dismissed "
        "ORDER BY start, claims.id",
        (story_id,),
    )
    return [(row["claim_id"], row["statement"], mentionrows.mention(row)) for row in rows]


def holding(store: Store, mention: Mention) -> list[Claim]:
    """The claims that say what a mention says in its very sentence."""
    said = of_story(store, mention.story_id)
    ids = {number for number, _, one in said if one.close and one.sentence == mention.sentence}
    return [get(store, number) for number in sorted(ids)]
