"""What rows of a table can look like, by which a page is told whose it is."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass, replace

from store.btree import Row, Value

_TYPES: dict[str, tuple[type, ...]] = {
    "INTEGER": (int,),
    "INT": (int,),
    "TEXT": (str,),
    "REAL": (float, int),
    "BLOB": (bytes,),
}
_TIME = re.compile(r"\d{4}-\d\d-\d\dT")
_TIMES = ("at", "since", "until")


@dataclass(frozen=True, slots=True)
class Column:
    """`default` is what stands in rows from before the column was added."""

    name: str
    types: tuple[type, ...]
    required: bool
    is_rowid: bool
    default: Value

    def takes(self, value: Value) -> bool:
        """Whether a value can stand in it; the place of a rowid holds none."""
        if value is None or self.is_rowid:
            return value is None and (self.is_rowid or not self.required)
        return not self.types or isinstance(value, self.types)

    def sounds(self, value: Value) -> bool:
        """Whether a text is of the kind that a column of that name holds."""
        if not isinstance(value, str):
            return True
        if self.name.endswith("_at") or self.name in _TIMES:
            return bool(_TIME.match(value))
        return self.name != "url" or "://" in value


@dataclass(frozen=True, slots=True)
class Shape:
    """A table: its columns in the order in which they are stored, and whether it has rowids."""

    name: str
    columns: tuple[Column, ...]
    keyed: bool

    def fits(self, row: Row, *, closely: bool = False) -> bool:
        """Whether a row can be one of this table. `closely`: by what columns of a name hold, too, and whole."""
        values = row[1]
        if len(values) > len(self.columns) or (closely and len(values) != len(self.columns)):
            return False
        if not all(map(Column.takes, self.columns, values)):
            return False
        if closely and not all(map(Column.sounds, self.columns, values)):
            return False
        return all(not column.required or column.default is not None for column in self.columns[len(values) :])

    def whole(self, row: Row) -> tuple[Value, ...]:
        """A row's values in the order of the columns, with the rowid and what it is too old to have."""
        values = [*row[1], *(column.default for column in self.columns[len(row[1]) :])]
        return tuple(row[0] if c.is_rowid else value for c, value in zip(self.columns, values, strict=True))


def shapes(connection: sqlite3.Connection) -> dict[str, Shape]:
    """The tables of a database that are no virtual table's own."""
    virtual = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL%'")]
    found = {}
    for name, sql in connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND rootpage AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
    ).fetchall():
        if not any(name.startswith(f"{table}_") for table in virtual):
            found[name] = _shape(connection, name, "WITHOUT ROWID" in sql.upper())
    return found


def _shape(connection: sqlite3.Connection, name: str, keyed: bool) -> Shape:
    rows = connection.execute(f"PRAGMA table_info([{name}])").fetchall()
    sole = sum(bool(row[5]) for row in rows) == 1
    columns = [
        Column(
            row[1],
            _TYPES.get(row[2].upper(), ()),
            bool(row[3]),
            sole and bool(row[5]) and row[2].upper() == "INTEGER" and not keyed,
            connection.execute(f"SELECT {row[4]}").fetchone()[0] if row[4] is not None else None,
        )
        for row in rows
    ]
    if keyed:
        places = {row[1]: row[5] for row in rows}
        columns.sort(key=lambda column: places[column.name] or len(rows) + 1)
        columns = [replace(column, required=column.required or bool(places[column.name])) for column in columns]
    return Shape(name, tuple(columns), keyed)
