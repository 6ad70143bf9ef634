"""Kept pages whose bytes are not those that were kept, as after a byte changed on a disk: found, and let go.

Nothing that was read in them goes. In the file as it is they are lost; a backup from before may have them whole.
"""

from __future__ import annotations

import hashlib
import json

from store import evidence
from store.database import Store
from store.packing import Unpackable, unpack

#: A page before those that are packed against it, so that it is unpacked once for all of them.
_BODIES = (
    "SELECT id, sha256, size, dictionary_id, data, id IN (SELECT body_id FROM evidence) AS used FROM bodies "
    "ORDER BY coalesce(dictionary_id, id), id"
)
_PAGES = "FROM evidence WHERE body_id IN (SELECT value FROM json_each(?))"


def damaged(store: Store) -> list[int]:
    """The bodies of pages that cannot be given out: each is unpacked and held against its hash. Writes nothing."""
    found: list[int] = []
    base_id, base = None, None
    for row in store.connection.execute(_BODIES):
        if row["dictionary_id"] is None:
            base_id, base = row["id"], None
        try:
            if row["dictionary_id"] is None:
                body = base = unpack(row["data"], row["size"])
            else:
                body = unpack(row["data"], row["size"], base if row["dictionary_id"] == base_id else None)
        except Unpackable:
            body = None
        if row["used"] and (body is None or hashlib.sha256(body).hexdigest() != row["sha256"]):
            found.append(int(row["id"]))
    return found


def pages(store: Store, bodies: list[int]) -> int:
    """How many kept pages have these bodies."""
    return int(store.value(f"SELECT count(*) {_PAGES}", (json.dumps(bodies),)))


def let_go(store: Store) -> None:
    """Takes those pages out. The next page of such a host is packed whole again."""
    with store.writing() as connection:
        connection.execute(f"DELETE {_PAGES}", (json.dumps(damaged(store)),))
        evidence.sweep(connection)
