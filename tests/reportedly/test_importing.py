"""Our own export taken in: what a home lacks, nothing twice, and whatever is wrong told line by line."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly import acting
from reportedly.exits import UsageError
from reportedly.home import Home
from reportedly.importing import lines
from store import acts, claims, everything, export, feeds, marklog, marks, pages, reading, signals, state
from store.database import Store, open_store
from store.errors import StoreError
from store.models import ActKind, TextSource
from store.query import parse
from tests.conftest import NOW
from tests.reportedly import exchange
from tests.reportedly.conftest import Run
from tests.reportedly.exchange import out, taken, told, written
from tests.store import build
from tests.store.build import hours, page


def _records(store: Store) -> list[dict[str, Any]]:
    return list(everything.records(store, pages=True))


def _exported(store: Store, path: Path) -> Path:
    with open(path, "w", encoding="utf-8") as file:
        export.stories(reading.select(store, parse("any"), NOW), "jsonl", file)
    return path


def test_an_export_of_stories_is_taken_in_with_its_marks(store: Store, tmp_path: Path) -> None:
    """It says not when they were set: they count as set now, where nothing was said here."""
    build.a_story(store, 1, "One")
    build.a_story(store, 2, "Two", url="https://other.example/2", domain="other.example")
    pages.save(store, page(1, "The page."), NOW)
    marks.save(store, [1], NOW)
    marks.judge(store, [2], False, NOW)
    marks.note(store, [2], "ask", NOW)
    path = _exported(store, tmp_path / "stories.jsonl")
    with open_store(tmp_path / "other.db") as other:
        account = taken(other, path)
        found = {story.title: story for story in reading.every_story(other)}
        assert (account.taken["story"], account.marked, told(account)) == (2, 2, [])
        assert (found["One"].saved, found["One"].text, found["One"].text_source) == (True, "The page.", TextSource.PAGE)
        assert (found["Two"].relevant, found["Two"].judged_by_hand, found["Two"].note) == (False, True, "ask")
        assert marks.of(other, found["One"].id)["saved_at"] == "2026-07-06T16:00:00+00:00"
        marks.unsave(other, [found["One"].id], hours(101))
        before = build.dump(other)
        assert not taken(other, path, hour=200).changed
        assert build.dump(other) == before


def test_a_story_known_by_any_of_its_addresses_is_not_doubled(store: Store, tmp_path: Path) -> None:
    """By its AMP address, by one that a feed gave it later, or as the outlet shows it in another section."""
    build.a_story(store, 1, "One", url="https://paper.example/world/the-order-of-friday")
    texts = (
        {"url": "https://amp.paper.example/world/the-order-of-friday?utm_source=x", "title": "One"},
        {
            "url": "https://paper.example/tech/the-order-of-friday",
            "title": "One",
            "published_at": "2026-07-02T12:00:00+00:00",
        },
        {"url": "https://paper.example/short", "title": "", "addresses": ["paper.example/world/the-order-of-friday"]},
        {"url": "https://paper.example/short?", "title": "Then by the address that came with it"},
    )
    account = taken(store, written(tmp_path / "x.jsonl", texts), "reportedly")
    assert (account.known["story"], account.taken["story"], told(account)) == (4, 0, [])


def test_an_address_that_holds_another_story_by_now_is_a_story_of_its_own(store: Store, tmp_path: Path) -> None:
    build.a_story(store, 1, "Morning briefing of everything", url="https://paper.example/live")
    later = {"url": "https://paper.example/live", "title": "Rates rise", "published_at": "2026-07-04T12:00:00+00:00"}
    path = written(tmp_path / "x.jsonl", [later])
    assert taken(store, path).taken["story"] == 1
    assert not taken(store, path).changed


def test_what_was_let_go_does_not_come_back(store: Store, tmp_path: Path) -> None:
    store.connection.execute("INSERT INTO addresses VALUES ('paper.example/story/1', 77)")
    account = taken(store, written(tmp_path / "x.jsonl", [{"url": "https://paper.example/story/1", "title": "x"}]))
    assert (account.known["story"], list(reading.every_story(store))) == (1, [])


def test_the_page_is_taken_where_only_the_feeds_text_is_here(store: Store, tmp_path: Path) -> None:
    """And nowhere else: what was extracted otherwise elsewhere is no edit."""
    build.a_story(store, 1, "One")
    told_more = {"url": "https://paper.example/story/1", "title": "One", "text": "All of it.", "text_source": "page"}
    assert taken(store, written(tmp_path / "x.jsonl", [told_more])).known["story"] == 1
    story = reading.get(store, 1)
    assert (story.text, story.text_source, story.revisions) == ("All of it.", TextSource.PAGE, 1)
    assert reading.revisions(store, 1)[0].text == "All of it."
    taken(store, written(tmp_path / "x.jsonl", [told_more | {"text": "Nearly all of it."}]))
    assert reading.get(store, 1).text == "All of it."


GOOD = {"url": "https://paper.example/good", "title": "Good"}
BAD: list[tuple[object, str]] = [
    ("{", "it is no JSON"),
    ('{"url": "cut', "it is no JSON (Unterminated string starting at character 9)"),
    ("nonsense", "it is no JSON"),
    ("[" * 100_000, "its JSON is nested too deep"),
    ('{"url": ' + "9" * 5_000 + "}", "it is no JSON"),
    ("7", "'7' is no object"),
    ("null", "it is no record"),
    ('"text"', "is no object"),
    ({}, "'url' is missing"),
    ({"url": 7}, "url: '7' is no address"),
    ({"url": "javascript:alert(1)"}, "is no address of the web"),
    ({"url": "https://a.example/\u001b]0;x"}, "is no address of the web"),
    (GOOD | {"title": ["x"]}, "title: '['x']' is no text"),
    (GOOD | {"text": 7}, "text: '7' is no text"),
    (GOOD | {"published_at": "yesterday"}, "published_at: 'yesterday' is no time"),
    (GOOD | {"published_at": 7}, "published_at: '7' is no time"),
    (GOOD | {"first_seen_at": "0001-01-01T00:00:00+14:00"}, "is no time"),
    (GOOD | {"relevant": "yes"}, "relevant: 'yes' is neither true nor false"),
    (GOOD | {"relevance": "high"}, "relevance: 'high' is no number"),
    (GOOD | {"matched": [{"term": "x"}]}, "'group' is missing"),
    (GOOD | {"text_source": "rumour"}, "text_source: 'rumour' is none of page, feed"),
    (GOOD | {"marks": {"saved": True}}, "nothing is called 'saved' here"),
    (GOOD | {"marks": {"verdict": "perhaps"}}, "verdict: 'perhaps' is none of relevant, not relevant"),
    (GOOD | {"versions": [{"seen_at": "x"}]}, "seen_at: 'x' is no time"),
    (GOOD | {"entries": [{"guid": "x"}]}, "an entry without 'feed_id'"),
    (GOOD | {"id": 2**70}, "is no whole number"),
    ({"record": "novel"}, "'novel' is no record that is known"),
    ({"record": ["story"]}, "is no record that is known"),
    ({"record": "feed", "url": "file:///etc/passwd"}, "is no address of the web"),
    ({"record": "feed", "url": "https://a.example/feed"}, "it does not fit"),
    ({"record": "feed", "url": "https://a.example/feed", "title": "x", "outlet": "x", "failures": "many"}, "failures:"),
    ({"record": "feed", "url": "https://a.example/feed", "skip_hours": "all"}, "is no row of numbers"),
    ({"record": "feed", "url": "https://a.example/feed", "colour": "red"}, "nothing is called 'colour' here"),
    ({"record": "act", "kind": "pin"}, "'at' is missing"),
    ({"record": "act", "at": "2026-07-02T12:00:00Z", "kind": "burn", "claim_id": 1, "anchor": []}, "none of merge"),
    ({"record": "act", "at": "2026-07-02T12:00:00Z", "kind": "rename", "claim_id": 1, "anchor": [[1, "x"]]}, "name"),
    ({"record": "act", "at": "2026-07-02T12:00:00Z", "kind": "merge", "claim_id": 1, "anchor": [[1, "x"]]}, "without"),
    ({"record": "act", "at": "2026-07-02T12:00:00Z", "kind": "pin", "claim_id": 1, "anchor": [[1]]}, "has not 2 parts"),
    ({"record": "act", "at": "2026-07-02T12:00:00Z", "kind": "pin", "claim_id": 1, "anchor": [[99, "x"]]}, "none of"),
    ({"statement": "x", "mentions": []}, "it is a claim, which is derived from stories"),
    ({"record": "reportedly", "schema": 9_999, "format": 1}, "written by a newer reportedly"),
]


@pytest.mark.parametrize(("bad", "said"), BAD, ids=[said[:30] for _, said in BAD])
def test_what_cannot_be_taken_is_told_with_its_line_and_the_rest_is_taken(
    store: Store, tmp_path: Path, bad: object, said: str
) -> None:
    line = bad if isinstance(bad, str) else json.dumps(bad)
    text = f"{json.dumps(GOOD | {'url': 'https://paper.example/1'})}\n{line}\n\n{json.dumps(GOOD)}\n"
    account = taken(store, written(tmp_path / "x.jsonl", text))
    assert account.taken["story"] == 2
    (problem,) = told(account)
    assert problem.startswith("line 2")
    assert said in problem
    assert "; " in problem, "the mend"
    assert problem.isprintable()
    assert len(problem) < 400


#: In a home that moves in, what only its own ids give meaning to.
WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("claim", {"statement": 7}, "statement"),
    ("claim", {"mentions": []}, "a claim without mentions"),
    ("claim", {"kind": "rumour"}, "none of claim, quote, background"),
    ("claim", {"terms": [["x"]]}, "is no term"),
    ("mark", {"kind": "burn"}, "none of read"),
    ("mark", {"before": {"relevant": 1}}, "'page_state' is missing"),
    ("mark", {"before": {"saved_at; DROP TABLE marks": None}}, "nothing is called"),
    ("mark", {"at": "then"}, "is no time"),
    ("act", {"anchor": "x"}, "is no list"),
    ("act", {"kind": "merge", "other": None}, "a merge without another claim"),
    ("remark", {"quotes": [[1]]}, "has not 6 parts"),
    ("remark", {"answer": {"other": 1}}, "is no object"),
    ("window", {"story_ids": ["x"]}, "is no whole number"),
    ("poll", {"redirects": [["x", "y"]]}, "is no whole number"),
    ("poll", {"seconds": "long"}, "is no number"),
    ("derived", {"claims": [["x"]]}, "is no claim"),
    ("derived", {"ids": {"x": []}}, "is no claim"),
    ("gap", {"since": None}, "it does not fit"),
    ("signal", {"headline_key": None}, "it does not fit"),
    ("hold", {"until": 7}, "is no time"),
]


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """The records of a home with every field used."""
    with open_store(tmp_path_factory.mktemp("full") / "full.db") as store:
        exchange.full(store)
        return _records(store)


@pytest.mark.parametrize(("kind", "change", "said"), WRONG, ids=[f"{kind}-{next(iter(c))}" for kind, c, _ in WRONG])
def test_no_wrong_record_of_a_home_gets_into_its_tables(
    store: Store, tmp_path: Path, full: list[dict[str, Any]], kind: str, change: dict[str, Any], said: str
) -> None:
    """The record is left out, all others are as they were."""
    place = next(n for n, one in enumerate(full) if one["record"] == kind)
    records = [*full[:place], full[place] | change, *full[place + 1 :]]
    problems = told(taken(store, written(tmp_path / "x.jsonl", records)))
    assert any(said in problem and problem.startswith(f"line {place + 1}:") for problem in problems)
    assert store.rows("PRAGMA foreign_key_check") == []
    assert len(out(store).splitlines()) == len(records) - 1
    claims.select(store, parse("any"), NOW)
    assert all(marklog.history(store))


def test_a_sentence_that_does_not_stand_in_its_story_is_no_evidence(store: Store, tmp_path: Path) -> None:
    exchange.full(store)
    records = _records(store)
    wrong = next(one for one in records if one["record"] == "claim")
    wrong["mentions"][0]["sentence"] = "They never said so."
    with open_store(tmp_path / "other.db") as other:
        (problem,) = told(taken(other, written(tmp_path / "x.jsonl", records)))
        assert "'They never said so.' does not stand there in story 1" in problem


def test_text_is_cleaned_as_at_ingest(store: Store, tmp_path: Path) -> None:
    nasty = "a\x1b]52;c;x\x07b\u202ec\u200bd\r\n\x00=1+1"
    record = GOOD | {"title": nasty, "text": nasty, "author": nasty, "outlet": nasty, "note": nasty, "saved": True}
    path = written(tmp_path / "x.jsonl", "\ufeff" + json.dumps(record) + "\r\n")
    account = taken(store, path)
    story = reading.get(store, 1)
    flat = "a]52;c;xbcd =1+1"
    assert (story.title, story.author, story.outlet, story.note) == (flat, flat, flat, flat)
    assert story.text == "a]52;c;xbcd\n=1+1"
    assert told(account) == []


def test_a_line_without_end_costs_no_memory_and_only_itself(tmp_path: Path) -> None:
    path = written(tmp_path / "x", b"one\n" + b"x" * 3_000_000 + b"\n\xff\n" + b"y" * 100 + b"\nlast")
    with open(path, "rb") as file:
        found = list(lines.read(file, longest=100))
    assert [number for number, _ in found] == [1, 2, 3, 4, 5]
    assert [text for _, text in found if isinstance(text, str)] == ["one", "y" * 100, "last"]


def test_thousands_of_bad_lines_are_counted_and_not_all_told(store: Store, tmp_path: Path) -> None:
    account = taken(store, written(tmp_path / "x.jsonl", "{\n" * 3_000))
    assert account.left == 3_000
    assert len(told(account)) == 1_001


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_whatever_a_field_holds_the_home_stays_whole(data: st.DataObject, full: list[dict[str, Any]]) -> None:
    """Any value in the place of any other: told or taken, never half, and everything can be read afterwards."""
    place = data.draw(st.integers(0, len(full) - 1))
    name = data.draw(st.sampled_from(sorted(full[place])))
    changed = [*full[:place], full[place] | {name: data.draw(JSON)}, *full[place + 1 :]]
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "any.db") as other:
        path = Path(folder) / "x.jsonl"
        path.write_text("".join(json.dumps(one) + "\n" for one in changed), encoding="utf-8")
        taken(other, path)
        again = out(other)
        assert other.rows("PRAGMA foreign_key_check") == []
        claims.select(other, parse("any"), NOW)
        for read in (feeds.every, reading.every_story, marklog.history, acts.history, signals.waiting):
            list(read(other))
        with open_store(Path(folder) / "again.db") as third:
            taken(third, written(Path(folder) / "y.jsonl", again))
            assert out(third) == again


def test_a_dry_run_changes_nothing_and_says_the_same(store: Store, tmp_path: Path) -> None:
    exchange.full(store)
    path = written(tmp_path / "all.jsonl", out(store) + "{\n")
    with open_store(tmp_path / "other.db") as other:
        before = build.dump(other)
        dry = taken(other, path, dry=True)
        assert build.dump(other) == before
        wet = taken(other, path)
        assert (dry.taken, dry.known, dry.marked, told(dry)) == (wet.taken, wet.known, wet.marked, told(wet))
        assert wet.left == 1


@pytest.mark.parametrize("what", ["a folder without a home", "another database", "no database", "a newer home"])
def test_what_is_no_home_is_refused(store: Store, tmp_path: Path, what: str) -> None:
    import sqlite3

    path = tmp_path / "place"
    match what:
        case "a folder without a home":
            path.mkdir()
        case "another database":
            with sqlite3.connect(path) as connection:
                connection.execute("CREATE TABLE birds (name)")
            connection.close()
        case "no database":
            path.write_bytes(b"SQLite format 3\0" + b"x" * 5_000)
        case _:
            with open_store(path) as newer:
                newer.connection.execute("PRAGMA user_version = 9999")
    with pytest.raises(StoreError) as raised:
        taken(store, path)
    assert str(path) in str(raised.value)
    assert "reportedly-import-" not in str(raised.value)


def test_a_file_that_is_not_there_is_named(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        taken(store, tmp_path / "nowhere")


def test_the_command_tells_on_stderr_and_by_its_exit_code(run: Run, polled: Home, tmp_path: Path) -> None:
    """0 where all was taken, 1 where something was left out, 2 where the file is none; a new home has feeds."""
    path = tmp_path / "all.jsonl"
    run("export", "all", "-o", path, home=polled.root)
    done = run("import", path, home=tmp_path / "new")
    assert (done.returncode, done.stdout) == (0, "")
    assert run("export", "all", home=tmp_path / "new").stdout == path.read_text()
    listing = written(tmp_path / "list.txt", "https://a.example/1\nnot an address\n")
    dry = run("import", "--dry-run", listing, home=tmp_path / "seeded")
    assert (dry.returncode, "would take 1 new story" in dry.stderr) == (1, True)
    wet = run("import", listing, home=tmp_path / "seeded")
    assert wet.returncode == 1
    assert f"reportedly: {listing}: line 2: 'not' is no address of the web; write it whole" in wet.stderr
    assert run("feeds", "list", home=tmp_path / "seeded").stdout.count("\n") > 30
    assert run("import", tmp_path / "new", home=tmp_path / "new").returncode == 2
    assert run("import", tmp_path / "none", home=tmp_path / "new").returncode == 2
    assert run("export", "all", "saved", home=tmp_path / "new").returncode == 2


def test_stdin_is_taken(polled: Home, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "reportedly", "--home", str(tmp_path / "new"), "import", "-"]
    done = subprocess.run(command, input=b"https://a.example/1\n", capture_output=True, timeout=60)
    assert done.returncode == 0
    assert b"1 new story" in done.stderr


_KILLED = """
import sys
from pathlib import Path
from reportedly.importing import run, taking
from tests.reportedly.exchange import taken
from store.database import open_store

portions = run.portions

def told(items):
    for portion in portions(items):
        yield portion
        print("written", flush=True)

taking.AT_ONCE, run.portions = 10, told
with open_store(Path(sys.argv[1])) as store:
    taken(store, Path(sys.argv[2]))
"""


@pytest.mark.parametrize("portions", [2, 7, 16])
def test_an_import_that_is_killed_goes_on_where_it_was(polled: Home, tmp_path: Path, portions: int) -> None:
    """Somewhere behind so many portions: what comes of it in the end is what it was to be."""
    with polled.open() as store:
        whole = out(store)
    path, database = written(tmp_path / "all.jsonl", whole), tmp_path / "other.db"
    with subprocess.Popen(
        [sys.executable, "-c", _KILLED, str(database), str(path)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert [process.stdout.readline() for _ in range(portions)] == ["written\n"] * portions
        process.kill()
    with open_store(database) as other:
        assert other.check() == "ok"
        assert len(list(reading.every_story(other))) > 0
        taken(other, path)
        assert out(other) == whole


def test_two_exports_one_behind_the_other_are_taken_in(store: Store, tmp_path: Path) -> None:
    """Each calls its stories by ids of its own; acts find the stories of their own export."""
    exchange.full(store)
    first = out(store)
    with open_store(tmp_path / "second.db") as second:
        build.a_story(second, 7, "Of the second", url="https://second.example/7", domain="second.example")
        made = replace(build.claim(1, exchange.mention(second, 1, "Of the second")), statement="x")
        claims.replace(second, [made])
        acting.mark(second, ActKind.PIN, 1, hours(20))
        both = written(tmp_path / "both.jsonl", first + out(second))
    with open_store(tmp_path / "other.db") as other:
        account = taken(other, both)
        assert (account.taken["story"], told(account)) == (4, [])
        pinned = acts.last(other)
        assert pinned is not None
        assert {reading.get(other, number).title for number, _ in pinned.anchor} == {"Of the second"}
        assert not taken(other, both).changed


def test_claims_are_derived_anew_after_an_import(store: Store, tmp_path: Path) -> None:
    state.set_analysis_stale(store, False)
    taken(store, written(tmp_path / "x.jsonl", [GOOD]))
    assert state.analysis_is_stale(store)
