"""User and password in addresses of stories: those that earlier versions took in with them are found, and taken out.

A feed's own address keeps them: it is asked with them, and shown without.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from store.database import Store
from store.urls import bare

#: Where addresses of stories are.
_PLACES = (("stories", "url"), ("entries", "url"), ("entries", "guid"), ("links", "url"), ("statements", "value"))
_HELD = "[{0}] LIKE 'http%://%@%' AND bare([{0}]) <> [{0}]"


def find(store: Store) -> Iterator[tuple[str, str, int]]:
    """Tables and columns, and how many rows of each hold one. Writes nothing."""
    _teach(store.connection)
    for table, column in _PLACES:
        if count := store.value(f"SELECT count(*) FROM [{table}] WHERE {_HELD.format(column)}"):
            yield table, column, count


def mend(store: Store) -> None:
    """Takes them out, in one transaction, and for what was always so. Of an entry that its feed has shown since without
    them, that is kept."""
    _teach(store.connection)
    with store.writing() as connection:
        for table, column in _PLACES:
            held = _HELD.format(column)
            connection.execute(f"UPDATE OR IGNORE [{table}] SET [{column}] = bare([{column}]) WHERE {held}")
            connection.execute(f"DELETE FROM [{table}] WHERE {held}")
        connection.execute("DELETE FROM pending")


def _teach(connection: sqlite3.Connection) -> None:
    connection.create_function("bare", 1, bare, deterministic=True)
