"""Texts whose bytes are no UTF-8, as after a byte changed on a disk: SQLite takes any for a text, and whoever reads one
stops there, an export of everything too. They are found, and made readable again."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from store import orphans, state
from store.database import Store

#: Tables of which the stories are read, and the claims derived.
_READ = ("stories", "revisions")


@dataclass(frozen=True, slots=True)
class _Table:
    """A table with its columns of text; `keys`: by which a row of it is named."""

    name: str
    columns: tuple[str, ...]
    keys: tuple[str, ...]


def find(store: Store) -> dict[str, int]:
    """How many rows of each table hold such a text. Writes nothing."""
    counts = {table.name: sum(1 for _ in _bad(store.connection, table)) for table in _tables(store)}
    return {name: count for name, count in counts.items() if count}


def mend(store: Store) -> None:
    """Puts the sign for what cannot be read in the place of bytes that are none, in one transaction; stories of which
    something changed make all be read anew."""
    with _read_as(store.connection, lambda data: data.decode("utf-8", "replace")), store.writing() as connection:
        found = [(table, row) for table in _tables(store) for row in list(_bad(connection, table))]
        for table, row in found:
            said = {name: value.decode("utf-8", "replace") for name, value in row.items() if name in table.columns}
            named = {name: row[name] for name in table.keys}
            where = " AND ".join(f"{_as_bytes(name, value)} = ?" for name, value in named.items())
            connection.execute(
                f"UPDATE OR REPLACE [{table.name}] SET {', '.join(f'[{name}] = ?' for name in said)} WHERE {where}",
                [*said.values(), *named.values()],
            )
        if any(table.name in _READ for table, _ in found):
            orphans.read_anew(store)
        if found:
            state.set_analysis_stale(store, True)


def _tables(store: Store) -> list[_Table]:
    """Those of ours; what the index of words keeps for itself is not looked at."""
    tables = store.rows(
        "SELECT name, sql LIKE '%WITHOUT ROWID%' AS keyed FROM sqlite_master WHERE type = 'table' AND rootpage "
        "AND name NOT LIKE '!_%' ESCAPE '!' AND name NOT LIKE 'stories!_fts%' ESCAPE '!' ORDER BY name"
    )
    found = []
    for table in tables:
        columns = store.rows("SELECT name, type, pk FROM pragma_table_info(?)", (table["name"],))
        texts = tuple(row["name"] for row in columns if row["type"] == "TEXT")
        keys = tuple(row["name"] for row in columns if row["pk"]) if table["keyed"] else ("rowid",)
        if texts:
            found.append(_Table(table["name"], texts, keys))
    return found


def _bad(connection: sqlite3.Connection, table: _Table) -> Iterator[dict[str, bytes]]:
    """The rows that hold one: keys and such texts, as bytes. Read as texts first, which is quick, and mostly enough."""
    names = ", ".join(f"[{name}]" for name in table.columns)
    try:
        with _read_as(connection, str):
            cursor = connection.cursor()
            cursor.row_factory = None
            for _ in cursor.execute(f"SELECT {names} FROM [{table.name}]"):
                pass
        return
    except (sqlite3.OperationalError, UnicodeDecodeError) as error:
        if "UTF-8" not in str(error) and not isinstance(error, UnicodeDecodeError):
            raise
    with _read_as(connection, bytes):
        keys = ", ".join(f"[{name}] AS key{place}" for place, name in enumerate(table.keys))
        rows = connection.execute(f"SELECT {keys}, {names} FROM [{table.name}]").fetchall()
    for row in rows:
        bad = {name: row[name] for name in table.columns if row[name] is not None and not _is_text(row[name])}
        if bad:
            yield {**{name: row[f"key{place}"] for place, name in enumerate(table.keys)}, **bad}


def _is_text(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _as_bytes(name: str, value: object) -> str:
    """A key as it is compared: a text that is none equals nothing but the same bytes."""
    return f"CAST([{name}] AS BLOB)" if isinstance(value, bytes) else f"[{name}]"


@contextlib.contextmanager
def _read_as(connection: sqlite3.Connection, how: Callable[[bytes], object]) -> Iterator[None]:
    before = connection.text_factory
    connection.text_factory = how
    try:
        yield
    finally:
        connection.text_factory = before
