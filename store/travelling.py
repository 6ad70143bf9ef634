"""Kept pages on their way to another home: as they lie here, compressed, and each looked at before it is taken in."""

from __future__ import annotations

import base64
import binascii
import hashlib
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

from store import packing
from store.database import Store
from store.packing import Unpackable
from store.restoring import Refused, whole

#: A page that has more bytes than this, unpacked, is nobody's.
LARGEST = 50_000_000


def bodies(store: Store) -> Iterator[sqlite3.Row]:
    """Every body; one that others were packed against has a lower id, and so comes before them."""
    yield from store.connection.execute("SELECT * FROM bodies ORDER BY id")


def as_text(data: bytes) -> str:
    """Packed bytes as JSON can hold them."""
    return base64.b64encode(data).decode("ascii")


def from_text(text: str) -> bytes:
    """Raises `ValueError`."""
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError(str(error)) from None


def take_body(store: Store, row: Mapping[str, Any], dictionary_id: int | None, *, keep: bool) -> int:
    """The id that a body has here; `dictionary_id`: that of what it was packed against. Its id is kept where that is
    asked for. Raises `Refused` where it is not what its hash and size say."""
    known = store.value("SELECT id FROM bodies WHERE sha256 = ?", (row["sha256"],))
    if known is not None:
        return int(known)
    data, base = row["data"], None
    if dictionary_id is not None:
        base, is_whole = _unpacked(store, dictionary_id)
    try:
        found = packing.unpack(data, min(row["size"], LARGEST), base)
    except Unpackable as error:
        raise Refused(str(error)) from None
    if hashlib.sha256(found).hexdigest() != row["sha256"]:
        raise Refused("it is not what its sha256 says")
    if base is not None and not is_whole:
        # Here the same page is packed against another, and can be nobody's dictionary.
        data, dictionary_id = packing.pack(found), None
    with whole(store) as connection:
        cursor = connection.execute(
            "INSERT INTO bodies(id, host, sha256, size, dictionary_id, data) VALUES (?, ?, ?, ?, ?, ?)",
            (row["id"] if keep else None, row["host"], row["sha256"], row["size"], dictionary_id, data),
        )
        return int(cursor.lastrowid or 0)


def _unpacked(store: Store, body_id: int) -> tuple[bytes, bool]:
    """A body that is here, and whether it is stored whole."""
    row = store.row(
        "SELECT one.data, one.size, base.data AS base, base.size AS base_size FROM bodies AS one "
        "LEFT JOIN bodies AS base ON base.id = one.dictionary_id WHERE one.id = ?",
        (body_id,),
    )
    if row is None:
        raise Refused("what it was packed against is not there")
    base = None if row["base"] is None else packing.unpack(row["base"], row["base_size"])
    return packing.unpack(row["data"], row["size"], base), base is None


def take_page(store: Store, row: Mapping[str, Any], *, keep: bool) -> bool:
    """Takes in that a page was kept of a story, `row` as in `evidence` with the ids of here but its own; returns
    whether it was not here yet. Raises `Refused`."""
    same = ("story_id", "url", "at", "body_id")
    with whole(store) as connection:
        known = connection.execute(
            f"SELECT id FROM evidence WHERE {' AND '.join(f'{name} = ?' for name in same)}",
            [row[name] for name in same],
        ).fetchone()
        given = {name: row[name] for name in row if keep or name != "id"}
        if known is None:
            cursor = connection.execute(
                f"INSERT INTO evidence({', '.join(given)}) VALUES ({', '.join('?' * len(given))})",
                list(given.values()),
            )
        number = cursor.lastrowid if known is None else known["id"]
        if not keep:
            connection.execute(
                "UPDATE revisions SET evidence_id = ? WHERE id IN (SELECT version FROM read_in WHERE page = ?)",
                (number, row["id"]),
            )
        return known is None
