"""What was before each change, kept with when the change became known."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from store import checkup, claims, earlier, feeds, history, judging, marks, reading
from store.database import Store, open_store
from store.findings import Severity
from tests.conftest import NOW
from tests.store import build, older
from tests.store.build import hours


def kept(store: Store) -> list[tuple[str, list[history.Change]]]:
    """Every moment with its changes."""
    rows = store.rows("SELECT at, changes FROM moments WHERE changes IS NOT NULL ORDER BY id")
    return [(row["at"], history.unpack(row["changes"])) for row in rows]


def test_a_new_story_is_one_change_whatever_belongs_to_it(store: Store) -> None:
    build.a_feed(store)
    build.arrive(store, 1, build.entry(1), now=hours(1))
    at, changes = kept(store)[-1]
    assert at == "2026-07-02T13:00:00+00:00"
    assert changes == [("state", '["analysis_stale"]', None), ("stories", "[1]", None)]


def test_of_a_change_only_what_differs_is_kept(store: Store) -> None:
    build.two_claims(store)
    marks.save(store, [1], hours(1))
    marks.note(store, [1], "mine", hours(2))
    assert [change for change in kept(store)[-1][1] if change[0] == "marks"] == [
        ("marks", "[1]", {"note": None, "note_at": None})
    ]


def _nothing(store: Store) -> None:
    marks.save(store, [1], hours(2))


def _there_and_back(store: Store) -> None:
    with store.writing() as connection:
        connection.execute("UPDATE stories SET title = 'Other'")
        connection.execute("UPDATE stories SET title = 'Model suspended'")


def _gone_and_back(store: Store) -> None:
    with store.writing() as connection:
        row = store.row("SELECT * FROM marks")
        assert row is not None
        connection.execute("DELETE FROM marks")
        connection.execute(f"INSERT INTO marks VALUES ({', '.join('?' * len(row))})", tuple(row))


def _what_polls_need(store: Store) -> None:
    with store.writing() as connection:
        connection.execute("UPDATE stories SET page_try_at = ?", ("2026-07-03T00:00:00+00:00",))
        connection.execute("UPDATE feeds SET etag = 'x'")


def _taken_back(store: Store) -> None:
    with contextlib.suppress(ZeroDivisionError), store.writing() as connection:
        connection.execute("UPDATE stories SET title = 'Other'")
        raise ZeroDivisionError


@pytest.mark.parametrize("work", [_nothing, _there_and_back, _gone_and_back, _what_polls_need, _taken_back])
def test_what_changes_nothing_leaves_nothing(store: Store, work: Callable[[Store], None]) -> None:
    build.a_story(store)
    marks.save(store, [1], hours(1))
    before = kept(store)
    work(store)
    assert kept(store) == before
    assert store.rows("SELECT * FROM pending") == []


def test_a_number_comes_back_to_the_last_bit(store: Store, tmp_path: Path) -> None:
    build.a_story(store)
    with store.writing(hours(1)) as connection:
        connection.execute("UPDATE stories SET relevance = ?", (0.1 + 0.2,))
    with store.writing(hours(2)) as connection:
        connection.execute("UPDATE stories SET relevance = 1")
    assert _as_of(store, tmp_path, hours(1), "SELECT relevance FROM stories") == 0.1 + 0.2


def _as_of(store: Store, folder: Path, at: datetime, sql: str) -> object:
    earlier.write(store, folder / "then.db", at)
    with earlier.opened(folder / "then.db") as then:
        return then.value(sql)


def test_where_a_clock_went_back_nothing_later_is_told(store: Store, tmp_path: Path) -> None:
    build.a_story(store, now=NOW)
    for hour, title in ((5, "five"), (1, "one"), (6, "six")):
        with store.writing(hours(hour)) as connection:
            connection.execute("UPDATE stories SET title = ?", (title,))
    titles = []
    for hour in (0, 2, 5, 6):
        (tmp_path / "then.db").unlink(missing_ok=True)
        titles.append(_as_of(store, tmp_path, hours(hour), "SELECT title FROM stories"))
    assert titles == ["Model suspended", "Model suspended", "one", "six"]


def test_what_others_wrote_is_known_with_what_was_known_last(store: Store) -> None:
    build.a_story(store, now=hours(3))
    store.connection.execute("UPDATE stories SET title = 'By hand'")
    earlier.settle(store)
    at, changes = kept(store)[-1]
    assert (at, changes) == ("2026-07-02T15:00:00+00:00", [("stories", "[1]", {"title": "Model suspended"})])


@pytest.mark.parametrize("version", [40, 60])
def test_of_an_older_file_history_begins_with_its_newest_time(database: Path, version: int) -> None:
    with older.older(database, version) as old:
        older.old_stories(old, 1, 2)
    with open_store(database) as store:
        assert earlier.begins(store) == datetime.fromisoformat("2026-07-02T12:00:00+00:00")
        judging.rejudge(store, [(1, build.OFF)])
        assert [change[:2] for change in kept(store)[-1][1]] == [("stories", "[1]")]


def test_of_a_new_file_history_begins_at_once(store: Store) -> None:
    feeds.add(store, [], NOW)
    assert earlier.begins(store) is None
    build.a_story(store)
    assert reading.get(store, 1).title == "Model suspended"


SPOILT = {
    "a moment that is no moment": "UPDATE moments SET changes = x'00' WHERE id = 3",
    "one that is gone": "DELETE FROM moments WHERE id = 3",
    "the first ones gone": "DELETE FROM moments WHERE id < 4",
}


@pytest.mark.parametrize("what", SPOILT)
def test_a_past_that_cannot_be_told_begins_where_it_can(store: Store, tmp_path: Path, what: str) -> None:
    """It is found, and mended by letting it begin later; from then on it is exact."""
    for number in range(1, 7):
        build.a_story(store, number, now=hours(number))
    assert history.broken(store.connection) is None
    with store.writing() as connection:
        connection.execute(SPOILT[what])
    found = [one for one in checkup.content(store, hours(9)) if one.check == "past"]
    assert [one.severity for one in found] == [Severity.ERROR]
    assert found[0].fix
    found[0].fix(store)
    assert [one for one in checkup.content(store, hours(9)) if one.check == "past"] == []
    begins = earlier.begins(store)
    assert begins is not None
    assert begins <= hours(4)
    count = _as_of(store, tmp_path, hours(5), "SELECT count(*) FROM stories")
    assert count == 5


def test_rows_that_went_before_their_table_got_a_column_come_back(store: Store, tmp_path: Path) -> None:
    """What was kept of them is all that there was then."""
    claim, _ = build.two_claims(store)
    with store.writing(hours(2)):
        claims.replace(store, [])
    number = store.value("SELECT max(id) FROM moments")
    changes = history.unpack(store.value("SELECT changes FROM moments WHERE id = ?", (number,)))
    without = [
        (table, key, was and {name: value for name, value in was.items() if name not in ("came_at", "earlier")})
        for table, key, was in changes
    ]
    with store.writing(hours(2)) as connection:
        connection.execute("UPDATE moments SET changes = ? WHERE id = ?", (history.pack(without), number))
    earlier.write(store, tmp_path / "then.db", hours(1))
    with earlier.opened(tmp_path / "then.db") as then:
        assert claims.get(then, claim.id) == claim
