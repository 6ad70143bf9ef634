"""A look at the whole of a database file that changes nothing in it: pages, references, search, and what columns hold.

What is found wrong with the pages is remembered beside the file (`store.damage`), so that nothing writes into it.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from store import asleft, columns, damage, header, history, opening, orphans, pagecheck, secrets, texts
from store.codec import moment
from store.database import SCHEMA_VERSION, Store, create
from store.errors import Lost, StoreError
from store.findings import Finding, Severity, error, note, warning
from store.wording import counted

Mend = Callable[[Store], object]
FIX = "reportedly doctor --fix"
_RECOVER = "reportedly recover"


@contextmanager
def reading(path: Path) -> Iterator[Store]:
    """The store for reading alone: what cannot be written stays as it is, whatever is wrong with it."""
    head = header.read(path) or header.Header(whole=False)
    connection = opening.reader(path, head)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA query_only = ON")
    with Store(path, connection) as store:
        yield store


def file(path: Path) -> list[Finding]:
    """Whether it is a whole database of ours. Where there is an error, nothing more can be looked at."""
    try:
        head = header.read(path)
        opening.look(path, SCHEMA_VERSION)
        if head is None:
            return [error("database", f"{path} is not there", "reportedly poll makes a new one")]
    except Lost as lost:
        what, _, mend = str(lost).partition("; ")
        return [error("database", what, mend)]
    except StoreError as refused:
        if not damage.known(path):
            return [_as_finding(refused)]
    except (OSError, sqlite3.Error) as failed:
        return [error("database", f"{path} cannot be read ({failed})", "see that the file and its folder are yours")]
    return _pages(path)


def _as_finding(refused: StoreError) -> Finding:
    what, _, mend = str(refused).rpartition("; ")
    if ": reportedly recover" in str(refused):
        return error("integrity", str(refused), _RECOVER)
    return error("database", what or mend, mend)


def _pages(path: Path) -> list[Finding]:
    """SQLite's own look at every page."""
    marked = damage.known(path)
    try:
        with closing(opening.reader(path, header.read(path) or header.Header(whole=False))) as connection:
            said = asleft.wrong(connection, "integrity_check")
    except sqlite3.DatabaseError as broken:
        said = [str(broken)]
    except UnicodeDecodeError:
        said = [opening.SCHEMA_IS_NO_TEXT]
    if said:
        damage.remember(path, said[0])
        more = f", and {len(said) - 1} more" if len(said) > 1 else ""
        return [error("integrity", f"{path} is damaged: {' '.join(said[0].split())}{more}", _RECOVER)]
    if marked:
        what = f"{path} is marked as damaged ({marked}), but is found whole"
        return [Finding("integrity", Severity.WARNING, what, FIX, outside=partial(damage.forget, path))]
    return []


def is_current(store: Store) -> bool:
    """Whether the file is of this version's schema."""
    return opening.identity(store.connection)[1] == SCHEMA_VERSION


def content(store: Store, now: datetime) -> list[Finding]:
    """What is in a whole file: references, and columns that hold what cannot be understood."""
    if not is_current(store):
        version = opening.identity(store.connection)[1]
        what = f"the file is of schema {version}; the next command brings it to {SCHEMA_VERSION}, after a backup"
        return [note("schema", what), *_references(store, None)]
    mend = partial(orphans.mend, now=now)
    shaped = list(_schema(store))
    if missing := [one for one in shaped if one.fix is None]:
        return missing  # what belongs to such a table comes with it
    return [
        *shaped,
        *_texts(store),
        *_references(store, mend),
        *_orphans(store, mend),
        *_kept_pages(store),
        *_secrets(store),
        *_columns(store, partial(columns.mend, now=now)),
        *_past(store),
    ]


def _schema(store: Store) -> Iterator[Finding]:
    """Tables, indexes, views and triggers against those of a new file. What else is there somebody put there."""
    own = _made(store.connection)
    with closing(create(Path(":memory:"), SCHEMA_VERSION)) as fresh:
        # A trigger is made on a table or view that is there.
        for (kind, name), sql in sorted(_made(fresh).items(), key=lambda one: (one[0][0] == "trigger", one)):
            if (kind, name) not in own:
                what = f"the {kind} {name} is missing"
            elif own[kind, name] != sql:
                what = f"the {kind} {name} is not as it should be"
            else:
                continue
            if kind == "table":
                yield error("schema", what, _RECOVER)
            else:
                yield error("schema", what, FIX, partial(_make_again, kind=kind, name=name, sql=sql))


def _made(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """How each index and trigger was made, and which columns each table has."""
    found = {
        (row[0], row[1]): row[2]
        for row in connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    }
    for kind, name in found:
        if kind == "table":
            columns = connection.execute(f"SELECT group_concat(name) FROM pragma_table_info('{name}')").fetchone()
            found[kind, name] = columns[0]
    return found


def _make_again(store: Store, kind: str, name: str, sql: str) -> None:
    with store.writing() as connection:
        connection.execute(f"DROP {kind} IF EXISTS [{name}]")
        connection.execute(sql)


def _references(store: Store, mend: Mend | None) -> Iterator[Finding]:
    broken = Counter(row["table"] for row in store.rows("PRAGMA foreign_key_check"))
    for table, count in sorted(broken.items()):
        yield error("references", f"{counted(count, 'row')} of {table} refer to what is not there", FIX, mend)


def _orphans(store: Store, mend: Mend) -> Iterator[Finding]:
    for one in orphans.find(store.connection):
        kept = (
            "kept: what they belong to is put together again" if one.kept else "an analysis or a poll makes them anew"
        )
        yield warning(
            "orphans",
            f"{counted(one.count, 'row')} of {one.table} without what they belong to ({kept})",
            FIX,
            mend,
        )


def _texts(store: Store) -> Iterator[Finding]:
    for table, count in texts.find(store).items():
        yield error("columns", f"{counted(count, 'row')} of {table} with a text that is none", FIX, texts.mend)


def _kept_pages(store: Store) -> Iterator[Finding]:
    if bad := pagecheck.damaged(store):
        what = f"{counted(pagecheck.pages(store, bad), 'kept page')} damaged"
        mend = f"{FIX} lets them go; a backup from before may have them whole"
        yield error("pages", what, mend, pagecheck.let_go)


def _secrets(store: Store) -> Iterator[Finding]:
    for table, column, count in secrets.find(store):
        what = f"{counted(count, 'row')} of {table}: {column} holds a user and password"
        yield warning("addresses", what, FIX, secrets.mend)


def _columns(store: Store, mend: Mend) -> Iterator[Finding]:
    for one in columns.find(store):
        what = f"{counted(one.count, 'row')} of {one.bad.table}: {one.bad.column} cannot be understood"
        yield error("columns", what, FIX, mend)
    if bad := columns.unreadable(store):
        what = f"what {counted(bad, 'story was', 'stories were')} read as cannot be understood"
        yield error("columns", what, f"{FIX}, then reportedly analyse", mend)


def _past(store: Store) -> Iterator[Finding]:
    """Whether everything that was before can be told."""
    number = history.broken(store.connection)
    if number is not None:
        at = store.value("SELECT at FROM moments WHERE id = ?", (number,))
        yield error("past", f"what was before {at} cannot be told as it was: changes are missing", FIX, _begin_later)


def _begin_later(store: Store) -> None:
    with store.writing() as connection:
        history.mend(connection)


def search(path: Path) -> list[Finding]:
    """Whether the search index is that of the stories' text. SQLite checks this only as a writer; nothing is written,
    but others that want to write wait meanwhile."""
    opened = sqlite3.connect(path, isolation_level=None, timeout=opening.PATIENCE)
    with asleft.kept(path), closing(opened) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO stories_fts(stories_fts, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError as failed:
            if isinstance(failed, sqlite3.OperationalError):
                return [warning("search", f"the search index could not be looked at ({failed})", "try again later")]
            return [error("search", "the search index is not that of the stories' text", FIX, rebuild_search)]
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
    return []


def rebuild_search(store: Store) -> None:
    """Makes the search index anew of the stories; first an empty one, as a damaged one may not even let itself be
    replaced. The two rows are those of an empty index of FTS5, of which nothing is said but in its source."""
    with store.writing() as connection:
        for table in ("data", "idx", "docsize"):
            connection.execute(f"DELETE FROM stories_fts_{table}")
        connection.execute("INSERT INTO stories_fts_data VALUES (1, x''), (10, x'00000000000000')")
        connection.execute("INSERT INTO stories_fts(stories_fts) VALUES ('rebuild')")


def newest_moment(store: Store) -> tuple[datetime | None, datetime | None]:
    """The latest time that the store knows of, and that of the last poll. Times that are none are left out."""
    latest = store.value(
        "SELECT max(at) FROM (SELECT max(first_seen_at) AS at FROM stories "
        "UNION ALL SELECT max(seen_at) FROM revisions UNION ALL SELECT max(last_poll_at) FROM feeds "
        "UNION ALL SELECT max(leased_at) FROM feeds UNION ALL SELECT max(at) FROM polls) "
        "WHERE datetime(at) IS NOT NULL"
    )
    polled = store.value("SELECT max(last_poll_at) FROM feeds WHERE datetime(last_poll_at) IS NOT NULL")
    return moment(latest), moment(polled)
