"""What goes out of one home and into another comes out of that one byte for byte the same."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fetchers import clean
from fetchers.progress import Quiet
from reportedly import analysis, undoing
from reportedly.home import Home
from store import acts, claims, everything, marklog, marks, pages, reading, readings
from store.database import Store, open_store
from store.models import Entry, TextSource
from store.revising import revise
from tests.conftest import NOW
from tests.reportedly import exchange
from tests.reportedly.exchange import TOPIC, moved, out, taken, told, written
from tests.store import build
from tests.store.build import arrive, hours, page
from tests.store.older import NEXT, old_stories, older


def test_a_home_with_every_field_used(store: Store, tmp_path: Path) -> None:
    """No kind of record is missing from the sample, and none is changed on the way."""
    exchange.full(store)
    before = out(store)
    kinds = {json.loads(line)["record"] for line in before.splitlines()}
    assert kinds == {"reportedly", "feed", "story", "let go", "claim", "derived", "body", "page", "end"} | {
        *everything.ROWS
    }
    with moved(store, tmp_path) as other:
        assert out(other) == before
        assert other.check() == "ok"
        assert other.rows("PRAGMA foreign_key_check") == []
        same = build.dump(other)
        for name in (
            "stories",
            "revisions",
            "marks",
            "mark_log",
            "acts",
            "links",
            "addresses",
            "entries",
            "claim_terms",
            "looks",
            "page_lines",
            "bodies",
            "evidence",
        ):
            assert same[name] == build.dump(store)[name], name


@pytest.mark.parametrize(
    ("sentence", "kept"), [("Access may end on 13 June.", True), ("Nobody ever said that.", False)]
)
def test_what_a_mention_said_before_an_edit_goes_along(store: Store, tmp_path: Path, sentence: str, kept: bool) -> None:
    """Held against the version that it is said to stand in, as every sentence is."""
    before, after = "Access may end on 13 June.", "Officials said access may end on 12 June."
    first = build.a_story(store, 1, content=before, outlet="Alpha", domain="alpha.example", published_at=hours(-5))
    second = build.a_story(store, 2, content=after, outlet="Beta", domain="beta.example", published_at=hours(-4))
    with store.writing() as connection:
        revise(connection, first, 2, "Model suspended", after, TextSource.FEED, hours(2))
    one, other = (
        replace(build.mention(store, number), start=0, end=len(after), cue=None, source=None, figures=())
        for number in (first, second)
    )
    claims.replace(store, [build.claim(1, other, build.reworded(one, sentence, until=hours(2)))])
    with moved(store, tmp_path) as home:
        assert claims.count(home) == kept
        if kept:
            assert claims.get(home, 1) == claims.get(store, 1)
            assert out(home) == out(store)


def test_the_demo(polled: Home, tmp_path: Path) -> None:
    with polled.open() as store, moved(store, tmp_path) as other:
        assert out(other) == out(store)
        assert len(claims.keys(store)) > 20


def test_a_home_taken_from_its_folder_is_the_same_as_from_its_export(polled: Home, tmp_path: Path) -> None:
    """And the folder it is taken from stays as it was."""
    shutil.copytree(polled.root, tmp_path / "copy")
    before = {path.name: path.read_bytes() for path in (tmp_path / "copy").iterdir() if path.is_file()}
    with polled.open() as store, open_store(tmp_path / "new.db") as other:
        assert told(taken(other, tmp_path / "copy")) == []
        assert out(other) == out(store)
    assert {path.name: path.read_bytes() for path in (tmp_path / "copy").iterdir() if path.is_file()} == before


def test_what_was_done_can_still_be_undone(store: Store, tmp_path: Path) -> None:
    exchange.full(store)
    with moved(store, tmp_path) as other:
        assert undoing.history(other) == undoing.history(store)
        while undone := undoing.undo(store, TOPIC, hours(50)):
            assert undoing.undo(other, TOPIC, hours(50)) == undone
        assert undoing.undo(other, TOPIC, hours(50)) == []
        assert out(other) == out(store)


def test_an_analysis_finds_the_same_claims_under_the_same_ids(polled: Home, tmp_path: Path) -> None:
    """Here as there, and keeps what a person did with them."""
    shutil.copy(polled.database, tmp_path / "copy.db")
    with open_store(tmp_path / "copy.db") as store:
        first, second = sorted(claims.keys(store))[:2]
        from reportedly import acting
        from store.models import ActKind

        acting.merge(store, first, second, NOW)
        acting.mark(store, ActKind.RENAME, first, NOW, "In my words")
        with moved(store, tmp_path) as other:
            for one in (store, other):
                analysis.analyse(one, TOPIC, Quiet(), anew=True)
            assert claims.keys(other) == claims.keys(store)
            assert claims.get(other, first).statement == "In my words"


def test_taking_the_same_in_again_changes_nothing(store: Store, tmp_path: Path) -> None:
    """Neither in the home it came from, nor in an empty one, nor in one that has stories of its own."""
    exchange.full(store)
    path = written(tmp_path / "all.jsonl", out(store))
    before = build.dump(store)
    assert told(taken(store, path)) == []
    assert build.dump(store) == before
    with open_store(tmp_path / "other.db") as other:
        build.a_story(other, 9, "Another one", outlet="Other", domain="other.example", url="https://other.example/9")
        first = taken(other, path)
        assert (first.taken["story"], first.taken["feed"], told(first)) == (3, 1, [])
        before = build.dump(other)
        again = taken(other, path, hour=200)
        assert (again.changed, told(again)) == (False, [])
        assert build.dump(other) == before


def test_an_import_that_was_stopped_goes_on(store: Store, tmp_path: Path) -> None:
    """Whatever part of it was taken in before: the home that comes of it is the same."""
    exchange.full(store)
    lines = out(store).splitlines(keepends=True)
    whole = written(tmp_path / "all.jsonl", "".join(lines))
    for count in range(1, len(lines), 5):
        part = written(tmp_path / "part.jsonl", "".join(lines[:count]))
        with open_store(tmp_path / f"{count}.db") as other:
            assert "cut off" in told(taken(other, part))[-1]
            assert told(taken(other, whole)) == []
            assert out(other) == "".join(lines)
            again = taken(other, whole)
            assert not again.changed


def test_only_a_home_that_is_empty_is_moved_into(store: Store, tmp_path: Path) -> None:
    """Elsewhere stories get ids of their own, and claims are derived anew."""
    exchange.full(store)
    path = written(tmp_path / "all.jsonl", out(store))
    with open_store(tmp_path / "other.db") as other:
        build.a_story(other, 9, "Another one", outlet="Other", domain="other.example", url="https://other.example/9")
        account = taken(other, path)
        assert [story.title for story in reading.every_story(other)][1:] == [
            s.title for s in reading.every_story(store)
        ]
        assert claims.last_id(other) > 0
        assert claims.keys(other) == {}
        assert account.marked == 3
        assert undoing.undo(other, TOPIC, hours(300)) != []


def test_marks_taken_over_are_undone_as_one(store: Store, tmp_path: Path) -> None:
    for number in (1, 2, 3):
        build.a_story(store, number, f"Story {number}")
    marks.save(store, [1], hours(1))
    marks.judge(store, [2], False, hours(1))
    marks.note(store, [3], "theirs", hours(5))
    path = written(tmp_path / "all.jsonl", out(store))
    with open_store(tmp_path / "other.db") as other:
        for number in (1, 2, 3):
            build.a_story(other, number, f"Story {number}")
        marks.note(other, [3], "mine", hours(4))
        assert taken(other, path).marked == 3
        found = [reading.get(other, number) for number in (1, 2, 3)]
        assert [(s.saved, s.relevant, s.note) for s in found] == [
            (True, True, None),
            (False, False, None),
            (False, True, "theirs"),
        ]
        assert [act.kind for act in marklog.history(other)] == ["import", "note"]
        marklog.undo(other, marklog.history(other)[0], hours(9))
        found = [reading.get(other, number) for number in (1, 2, 3)]
        assert [(s.saved, s.relevant, s.note) for s in found] == [
            (False, True, None),
            (False, True, None),
            (False, True, "mine"),
        ]


def test_acts_of_another_home_find_their_claims_here(store: Store, tmp_path: Path) -> None:
    """c1 there is c7 here: the act is done to c7. One on sentences that nobody has here gets an id that is nobody's."""
    from dataclasses import replace

    from reportedly import acting
    from store.models import ActKind

    one, _ = build.two_claims(store)
    for place, number in enumerate((1, 2)):
        acting.mark(store, ActKind.RENAME, number, hours(place), f"named {number}")
    with open_store(tmp_path / "other.db") as other:
        here, _ = build.two_claims(other)
        claims.replace(other, [replace(here, id=7)])
        before = build.dump(store)
        account = taken(other, written(tmp_path / "all.jsonl", out(store)))
        assert (account.taken["act"], told(account)) == (2, [])
        assert [(act.claim_id, act.text) for act in acts.active(other)] == [(7, "named 1"), (8, "named 2")]
        assert claims.last_id(other) >= 8
        assert build.dump(store) == before
    assert one.id == 1


def test_homes_of_every_older_version_are_taken_in(tmp_path: Path) -> None:
    for version in NEXT:
        path = tmp_path / f"{version}.db"
        with older(path, version) as old:
            old_stories(old, 1, 2)
        before = path.read_bytes()
        with open_store(tmp_path / f"into-{version}.db") as into:
            assert told(taken(into, path)) == []
            assert [story.id for story in reading.every_story(into)] == [1, 2]
            assert readings.unread(into, "rules", []) == ([1, 2], [])
        assert path.read_bytes() == before, version


def test_columns_that_a_later_version_adds_go_along(store: Store, tmp_path: Path) -> None:
    """Whatever they hold: what is added to stories or feeds needs no word here."""
    exchange.full(store)

    def add(to: Store) -> None:
        for table in ("stories", "feeds"):
            to.connection.execute(f"ALTER TABLE {table} ADD COLUMN raw TEXT")
            to.connection.execute(f"ALTER TABLE {table} ADD COLUMN share REAL NOT NULL DEFAULT 0.5")

    add(store)
    store.connection.execute("UPDATE stories SET raw = 'One  line.\n\n{\"json\": [1]}', share = 0.25")
    path = written(tmp_path / "all.jsonl", out(store))
    with open_store(tmp_path / "other.db") as other:
        add(other)
        assert told(taken(other, path)) == []
        assert out(other) == out(store)


#: What ingest makes of any text: the store holds nothing else.
TITLES = st.text(max_size=60).map(clean.one_line)
TEXTS = st.text(max_size=300).map(clean.paragraphs)
TIMES = st.none() | st.datetimes(timezones=st.just(NOW.tzinfo))
WORDS = st.one_of(st.none(), st.text(min_size=1, max_size=12).map(clean.one_line))


@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_any_stories(data: st.DataObject, tmp_path_factory: object) -> None:
    """Headlines, texts, authors, notes and dates of any kind, with any versions and marks."""
    import tempfile

    with tempfile.TemporaryDirectory() as name, open_store(Path(name) / "a.db") as store:
        feed = build.a_feed(store)
        for number in range(data.draw(st.integers(0, 4), "stories")):
            url = f"https://paper.example/{number}"
            one = Entry(f"g{number}", url, data.draw(TITLES), data.draw(WORDS), data.draw(TIMES), data.draw(TIMES))
            received = arrive(store, feed, one, now=hours(number))
            for story_id in received.new:
                for hour in range(data.draw(st.integers(0, 2), "pages")):
                    pages.save(store, page(story_id, data.draw(TEXTS), title=data.draw(TITLES)), hours(10 * hour))
                marks.note(store, [story_id], data.draw(TITLES), NOW)
                marks.judge(store, [story_id], data.draw(st.booleans()), NOW)
        with moved(store, Path(name)) as other:
            assert out(other) == out(store)
