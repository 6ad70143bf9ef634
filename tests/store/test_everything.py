"""What goes out with `export all`: every table and column that cannot be made anew."""

from __future__ import annotations

import pytest

from store import everything, marks, restoring, state
from store.database import SCHEMA_VERSION, Store
from store.models import Act, ActKind
from tests.conftest import NOW
from tests.store import build
from tests.store.build import hours


def test_every_table_goes_out_or_is_made_anew(store: Store) -> None:
    """Whoever adds a table says here which it is: one that is forgotten would be lost on the way to another home."""
    tables = {row["name"] for row in store.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
    ours = {name for name in tables if not name.startswith(("sqlite_", "_sqlite_", "stories_fts"))}
    made_anew = everything.DERIVED | everything.PAGES | everything.PAST
    assert ours == everything.WITHIN | made_anew | set(everything.ROWS.values())


def test_the_first_and_last_record_say_what_it_is_and_that_it_is_whole(store: Store) -> None:
    build.two_claims(store)
    state.looked(store, NOW)
    found = list(everything.records(store))
    at = "2026-07-02T12:00:00+00:00"
    head = {"record": "reportedly", "format": 1, "schema": SCHEMA_VERSION, "last_looked_at": at, "last_claim_id": "2"}
    assert found[0] == head
    assert found[-1] == {"record": "end", "records": len(found) - 1}
    assert [one["record"] for one in found] == [
        *("reportedly", "feed", "story", "story", "claim", "claim", "window", "end")
    ]


def test_every_column_of_a_story_goes_out(store: Store) -> None:
    """Each under its own name, or in the form that docs/exports.md lists."""
    build.a_story(store)
    store.connection.execute(
        "UPDATE stories SET page_note = 'none yet', page_try_at = first_seen_at, shrunk_at = said_at"
    )
    marks.note(store, [1], "theirs", NOW)
    (story,) = (one for one in everything.records(store) if one["record"] == "story")
    columns = set(restoring.columns(store, "stories"))
    assert columns - set(story) == {"said_at"}, "which follows from two others"
    assert story["entries"][0]["guid"] == "guid-1"
    assert story["addresses"] == ["paper.example/story/1"]
    assert story["versions"] == [{"id": 1, "seen_at": "2026-07-02T12:00:00+00:00"}]
    assert story["marks"] == {"note": "theirs", "note_at": "2026-07-02T12:00:00+00:00"}


def test_it_is_of_one_moment_whatever_is_written_meanwhile(store: Store) -> None:
    from store.database import open_store

    build.a_story(store, 1)
    stream = everything.records(store)
    next(stream)
    with open_store(store.path) as other:
        build.arrive(other, 1, build.entry(2))
    assert [one["id"] for one in stream if one["record"] == "story"] == [1]
    assert [one["id"] for one in everything.records(store) if one["record"] == "story"] == [1, 2]


def test_an_export_that_is_left_off_leaves_nothing_open(store: Store) -> None:
    build.a_story(store)
    stream = everything.records(store)
    next(stream)
    stream.close()
    marks.save(store, [1], NOW)


def _rename(text: str, hour: float, number: int = 0) -> Act:
    return Act(number, hours(hour), ActKind.RENAME, 1, frozenset({(1, "It ended.")}), text=text)


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        ([], [1, 2], ["there 1", "there 2"]),
        ([1, 4], [2, 3], ["here 1", "there 2", "there 3", "here 4"]),
        ([2], [1, 2, 3], ["there 1", "here 2", "there 2", "there 3"]),
        ([5, 1], [3], ["there 3", "here 5", "here 1"]),
    ],
)
def test_acts_of_two_homes_stand_in_the_order_of_their_times(
    store: Store, here: list[int], there: list[int], expected: list[str]
) -> None:
    """Those here keep their order, even where a clock went back; taking them in again changes nothing."""
    from store import acts

    for hour in here:
        acts.record(store, _rename(f"here {hour}", hour), hours(hour))
    assert restoring.put_acts(store, [_rename(f"there {hour}", hour) for hour in there]) == len(there)
    assert [act.text for act in acts.active(store)] == expected
    before = build.dump(store)
    assert restoring.put_acts(store, [_rename(f"there {hour}", hour) for hour in there]) == 0
    assert build.dump(store) == before


def test_marks_keep_their_place_among_acts_that_are_put_between(store: Store) -> None:
    """A mark set after an act here still counts as set after it."""
    from store import acts

    build.a_story(store)
    acts.record(store, _rename("one", 1), hours(1))
    acts.record(store, _rename("three", 3), hours(3))
    acts.together(store, [1, 2])
    marks.save(store, [1], hours(3))
    restoring.put_acts(store, [_rename("zero", 0), _rename("two", 2)])
    assert [(act.id, act.text, act.batch) for act in acts.active(store)] == [
        (1, "zero", None),
        (2, "one", 2),
        (3, "two", None),
        (4, "three", 2),
    ]
    assert store.value("SELECT after_act FROM mark_log") == 4


def test_what_the_tables_refuse_leaves_nothing_of_itself(store: Store) -> None:
    build.a_story(store)
    before = build.dump(store)
    with store.writing():
        for row in ({"id": 1, "feed_id": 1}, {"id": "x", "feed_id": 1, "since": "a", "until": "b", "at_least": 0}):
            with pytest.raises(restoring.Refused):
                restoring.put_row(store, "gaps", row)
    assert build.dump(store) == before
