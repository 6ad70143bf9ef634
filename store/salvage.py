"""What can be read of a damaged file, put into a new one. The old one is only read, and not by SQLite."""

from __future__ import annotations

import contextlib
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from store import columns, history, orphans
from store.backups import Keeping
from store.btree import LEAF, Row, Walk, leaf, walk
from store.database import Store, create, open_store
from store.errors import StoreError
from store.header import APPLICATION_ID
from store.pagefile import PageFile
from store.shape import Shape, shapes
from store.wording import counted

#: Which migrations a file went through: the new file has its own.
_DONE = "_sqlite_migrations"
#: Rows that are written at once.
_AT_ONCE = 1_000


@dataclass
class Salvage:
    """What came of it: rows saved of each table, and what could not be read. `mended`: what was made good, in words."""

    saved: Counter[str] = field(default_factory=Counter)
    lost_rows: Counter[str] = field(default_factory=Counter)
    lost_pages: Counter[str] = field(default_factory=Counter)
    #: Pages that no table named any more, of which the rows were known for a table's.
    found_again: int = 0
    #: Pages with rows of which it could not be told whose they are.
    nobodys: int = 0
    mended: list[str] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether nothing was lost, as far as can be known."""
        return not (self.lost_rows.total() or self.lost_pages.total() or self.nobodys)


def salvage(path: Path, target: Path, newest: int, now: datetime) -> Salvage:
    """Copies every row that can be read into a new file, page by page, and makes it whole: search, references, schema.

    `newest`: the schema of this version. Raises `StoreError`; then there is no new file.
    """
    if target.exists():
        raise StoreError(f"{target}: is there already; choose another name with -o, or move it away")
    part = target.with_name(target.name + ".part")
    _remove(part)
    try:
        with PageFile(path) as file:
            found = _fill(file, part, newest)
        if not found.saved["stories"] + found.saved["feeds"]:
            raise StoreError(f"{path}: holds nothing that can be read; bring back a backup of it")
        with open_store(part, lambda: Keeping(0)) as store:
            found.mended += [
                f"{counted(one.count, 'row')} of {one.bad.table} made readable ({one.bad.column})"
                for one in columns.mend(store, now)
            ]
            found.mended += orphans.mend(store, now)
            orphans.addresses_anew(store)
            if not found.whole:
                orphans.read_anew(store)
            found.mended += _past(store, found, now)
            store.connection.execute("INSERT INTO stories_fts(stories_fts) VALUES ('rebuild')")
            said = [store.check(), *map(str, store.rows("PRAGMA foreign_key_check"))]
            if said != ["ok"]:
                raise StoreError(f"{path}: what could be read of it does not come to a whole file ({said[0]})")
            # As one file, with no log beside it.
            store.connection.execute("PRAGMA journal_mode = DELETE")
        part.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{target}: could not be made ({error}); free the disk, or choose another place") from error
    finally:
        _remove(part)
    return found


def _past(store: Store, found: Salvage, now: datetime) -> Iterator[str]:
    """The past is kept where all that was before can be read; else it begins now, as a part of it would be another
    past."""
    lost = found.lost_rows["moments"] + found.lost_pages["moments"] + found.nobodys
    if lost or history.broken(store.connection) is not None:
        with store.writing() as connection:
            history.begin(connection, now)
        yield "of what was before not all can be read: --as-of is exact from now on only"


def _fill(file: PageFile, target: Path, newest: int) -> Salvage:
    """A new file of the old one's schema, with its rows."""
    found = Salvage()
    seen: set[int] = set()
    schema, version = _schema(file, newest)
    with closing(create(target, version)) as made:
        made.execute("PRAGMA foreign_keys = OFF")
        made.execute("PRAGMA synchronous = OFF")
        triggers = made.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        made.execute("BEGIN")
        for name, _ in triggers:
            made.execute(f"DROP TRIGGER [{name}]")
        _foreign_tables(made, schema)
        known = {name: shape for name, shape in shapes(made).items() if name != _DONE}
        for name in known:
            made.execute(f"DELETE FROM [{name}]")
        for name, (root, _) in sorted(schema.items()):
            if name in known:
                seen |= _copy(file, root, made, known[name], found)
            elif root:
                seen |= _pages(file, root)
        _found_again(file, made, known, seen, found)
        for _, sql in triggers:
            made.execute(sql)
        made.execute("COMMIT")
    return found


def _schema(file: PageFile, newest: int) -> tuple[dict[str, tuple[int, str]], int]:
    """The tables with their first pages and how they were made, and the version of all; as far as that can be read."""
    master = Walk()
    rows = [row for some in walk(file, 1, _is_master, master) for row in some]
    if not rows or master.bad_pages or master.bad_rows:
        rows += [row for number in range(2, file.count + 1) for row in _lost_rows(file, number) if _is_master(row)]
    tables = {str(row[1][1]): (int(row[1][3] or 0), str(row[1][4])) for row in rows if row[1][0] == "table"}
    head = file.header
    if head.whole and head.application == APPLICATION_ID and 0 < head.version <= newest:
        return tables, head.version
    done: list[int] = []
    if _DONE in tables:
        for some in walk(file, tables[_DONE][0], lambda row: True, Walk()):
            done += [int(str(v)[1:4]) for _, row in some for v in row if str(v)[:1] == "m" and str(v)[1:4].isdigit()]
    return tables, min(max(done, default=newest), newest)


def _is_master(row: Row) -> bool:
    values = row[1]
    return (
        len(values) == 5
        and values[0] in ("table", "index", "trigger", "view")
        and isinstance(values[1], str)
        and isinstance(values[3], int | None)
    )


def _foreign_tables(made: sqlite3.Connection, schema: dict[str, tuple[int, str]]) -> None:
    """Makes the tables that are not ours too: somebody put them there."""
    there = {row[0] for row in made.execute("SELECT name FROM sqlite_master")}
    for name, (root, sql) in schema.items():
        if root and name not in there and not name.startswith("sqlite_"):
            with contextlib.suppress(sqlite3.Error):
                made.execute(sql)


def _copy(file: PageFile, root: int, made: sqlite3.Connection, shape: Shape, found: Salvage) -> set[int]:
    """A table's rows; gives the pages that were its."""
    walked = Walk()
    rows = (row for some in walk(file, root, shape.fits, walked) for row in some)
    _write(made, shape, rows, found)
    found.lost_rows[shape.name] += walked.bad_rows
    found.lost_pages[shape.name] += len(walked.bad_pages)
    return walked.seen


def _pages(file: PageFile, root: int) -> set[int]:
    walked = Walk()
    for _ in walk(file, root, lambda row: True, walked):
        pass
    return walked.seen


def _found_again(
    file: PageFile, made: sqlite3.Connection, known: dict[str, Shape], seen: set[int], found: Salvage
) -> None:
    """The rows of pages that no table leads to any more, as what did is damaged."""
    free = file.free()
    for number in range(2, file.count + 1):
        if number in seen or number in free:
            continue
        rows = _lost_rows(file, number)
        if not rows or any(_is_master(row) for row in rows):
            continue
        whose = _whose(rows, known)
        if whose is None:
            found.nobodys += 1
            continue
        found.found_again += 1
        _write(made, whose, (row for row in rows if whose.fits(row)), found)


def _lost_rows(file: PageFile, number: int) -> list[Row]:
    return leaf(file, number)[0] if file.page(number)[0] == LEAF else []


def _whose(rows: list[Row], known: dict[str, Shape]) -> Shape | None:
    """The one table that most of these rows, and more than half of them, can be of."""
    counts = Counter(
        {
            name: count
            for name, shape in known.items()
            if not shape.keyed and (count := sum(shape.fits(row, closely=True) for row in rows)) * 2 > len(rows)
        }
    )
    best = counts.most_common(2)
    if not best or (len(best) == 2 and best[0][1] == best[1][1]):
        return None
    return known[best[0][0]]


def _write(made: sqlite3.Connection, shape: Shape, rows: Iterable[Row], found: Salvage) -> None:
    names = ", ".join(f"[{column.name}]" for column in shape.columns)
    keep = not shape.keyed and not any(column.is_rowid for column in shape.columns)
    marks = ", ".join("?" * (len(shape.columns) + keep))
    insert = f"INSERT OR IGNORE INTO [{shape.name}]({'rowid, ' if keep else ''}{names}) VALUES ({marks})"
    for some in _portions(rows):
        values = [(row[0], *shape.whole(row)) if keep else shape.whole(row) for row in some]
        found.saved[shape.name] += made.executemany(insert, values).rowcount


def _portions(rows: Iterable[Row]) -> Iterator[list[Row]]:
    some: list[Row] = []
    for row in rows:
        some.append(row)
        if len(some) == _AT_ONCE:
            yield some
            some = []
    if some:
        yield some


def _remove(path: Path) -> None:
    for end in ("", "-wal", "-shm", "-journal", "-damaged", "-asleft"):
        path.with_name(path.name + end).unlink(missing_ok=True)
