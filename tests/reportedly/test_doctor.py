"""doctor finds what is wrong with a home, says how to mend it, and mends what is safe."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from reportedly.doctoring.examination import examine, fix
from reportedly.doctoring.feeds import clock, feeds_in_trouble
from reportedly.home import Home
from store import backups, feeds
from store.feeds import NewFeed
from store.findings import Finding, Severity
from store.lock import poll_lock
from store.models import Feed, Standing
from tests.reportedly.conftest import MOMENT, Run
from tests.store.damaging import files
from tests.store.older import older
from tests.store.test_orphans import lose

LATER = MOMENT + timedelta(hours=1)


@pytest.fixture
def home(polled: Home, tmp_path: Path) -> Home:
    """A copy of the polled home that may be spoilt."""
    shutil.copytree(polled.root, tmp_path / "home")
    return Home(tmp_path / "home")


def wrong(home: Home, now: datetime = LATER) -> list[tuple[str, str]]:
    """Check and severity of all that is more than a note."""
    return [(one.check, one.severity) for one in examine(home, now) if one.severity is not Severity.NOTE]


def test_a_home_in_order_has_no_findings(home: Home) -> None:
    """Only notes: versions, certificates, the terminal, backups; and looking changes nothing."""
    before = files(home.database)
    assert wrong(home) == []
    assert {one.check for one in examine(home, LATER)} == {"backups", "network", "terminal", "versions"}
    assert files(home.database) == before


def _sql(home: Home, *statements: str) -> None:
    with home.open() as store:
        for statement in statements:
            lose(store, statement)


SPOILT = {
    "search without a story": (["INSERT INTO stories_fts(stories_fts) VALUES ('delete-all')"], ("search", "error")),
    "search that is broken": (["UPDATE stories_fts_data SET block = x'ffff' WHERE id = 10"], ("search", "error")),
    "search of another text": (["UPDATE stories SET text = 'x'"], ("search", "error")),
    "orphans": (["DELETE FROM stories WHERE id = 3"], ("orphans", "warning")),
    "no version": (["DELETE FROM revisions WHERE story_id = 2"], ("orphans", "warning")),
    "derived": (["INSERT INTO lines VALUES (1, 99999)"], ("orphans", "warning")),
    "json": (["UPDATE stories SET matched = '{' WHERE id = 1"], ("columns", "error")),
    "time": (["UPDATE feeds SET next_poll_at = 'soon'"], ("columns", "error")),
    "text": (["UPDATE stories SET title = CAST(x'41ff42' AS TEXT) WHERE id = 1"], ("columns", "error")),
    "text of a key": (["UPDATE addresses SET url_key = CAST(url_key || x'c3' AS TEXT)"], ("columns", "error")),
    "act": (
        ["INSERT INTO mark_log VALUES (1, 1, '2026-06-01T00:00:00+00:00', 'x', 1, '', '{}', 0, NULL)"],
        ("columns", "error"),
    ),
    "copies": (["INSERT INTO copies VALUES (1, 2, 1.0, 1, 2, '[')"], ("columns", "error")),
    "page": (["UPDATE bodies SET data = zeroblob(9)"], ("pages", "error")),
    "password": (["UPDATE stories SET url = 'https://me:pw@a.example/' || id"], ("addresses", "warning")),
    "password of an entry": (
        ["UPDATE entries SET guid = 'https://me:pw@a.example/' || guid"],
        ("addresses", "warning"),
    ),
    "readings": (["UPDATE readings SET data = x'00'"], ("columns", "error")),
}


@pytest.mark.parametrize("name", SPOILT)
def test_what_is_safe_is_mended_after_a_backup(home: Home, name: str) -> None:
    """Found with its mend; a second look after --fix finds nothing more, and the state of before is in the backup."""
    statements, expected = SPOILT[name]
    _sql(home, *statements)
    found = examine(home, LATER)
    assert expected in [(one.check, one.severity) for one in found]
    assert all(one.mend.startswith("reportedly doctor --fix") for one in found if one.severity is not Severity.NOTE)
    backup = fix(home, found)
    assert backup == backups.newest(home.database)
    assert wrong(home) == []
    with home.open() as store:
        assert store.check() == "ok"
        assert not store.rows("PRAGMA foreign_key_check")


@pytest.mark.parametrize(
    "made", ["TRIGGER stories_search_update", "INDEX stories_by_outlet", "INDEX stories_by_author", "VIEW versions"]
)
def test_what_else_than_a_table_is_missing_is_made_again(home: Home, made: str) -> None:
    """Without a trigger the search index goes wrong, without an index everything is slow; with a view goes what changes
    its rows."""
    with home.open() as store:
        name = store.value("SELECT name FROM sqlite_master WHERE name LIKE ?", (f"%{made.split()[1]}%",))
        store.connection.execute(f"DROP {made.split()[0]} {name}")
    assert set(wrong(home)) == {("schema", "error")}
    fix(home, examine(home, LATER))
    assert wrong(home) == []


def test_a_column_that_is_missing_is_told_by_whoever_needs_it(home: Home, run: Run) -> None:
    """A schema that lost a letter cannot be mended in place."""
    with home.open() as store:
        store.connection.execute("ALTER TABLE claims RENAME COLUMN note TO nose")
    assert set(wrong(home)) == {("schema", "error")}, "the table, and the triggers that name the column"
    done = run("claims", home=home.root)
    assert (done.returncode, done.stdout) == (2, "")
    assert "cannot be understood" in done.stderr
    with home.open() as store:
        store.connection.execute("ALTER TABLE marks RENAME COLUMN saved_at TO sawed_at")
    done = run("stories", home=home.root)
    assert (done.returncode, done.stdout) == (2, "")
    assert "lacks what it should have (no such column: marks.saved_at)" in done.stderr


def test_a_damaged_file_is_an_error_and_stays_shut(home: Home, run: Run) -> None:
    """doctor names recover; every other command then does so too, with an exit code of its own."""
    with home.open() as store:
        root = store.value("SELECT rootpage FROM sqlite_master WHERE name = 'stories'")
    with home.database.open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\xff" * 4096)
    before = files(home.database)
    done = run("doctor", home=home.root)
    assert done.returncode == 1
    assert "integrity: " in done.stdout
    assert "mend: reportedly recover" in done.stdout
    for command in (["stories"], ["save", "1"], ["analyse"], ["poll"], ["backup"], ["vacuum", "--yes"], []):
        done = run(*command, home=home.root)
        assert (done.returncode, done.stdout) == (4, ""), command
        assert "is damaged" in done.stderr
        assert "Traceback" not in done.stderr
    assert files(home.database) == before


def test_a_file_marked_damaged_that_is_whole_is_freed(home: Home) -> None:
    """As after a disk that failed once."""
    from store import damage

    damage.remember(home.database, "a page that could not be read")
    assert wrong(home) == [("integrity", "warning")]
    fix(home, examine(home, LATER))
    assert wrong(home) == []
    home.open().close()


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        (
            "config.toml",
            "[poll]\nat_onze = 3\n",
            "config.toml:2: unknown key 'at_onze' in [poll]; mend: did you mean 'at_once'?",
        ),
        ("config.toml", "[poll\n", "config.toml:1: not TOML"),
        ("topic.toml", "name = 3\n", "topic.toml"),
    ],
)
def test_settings_that_cannot_be_used_are_named_with_their_line(
    home: Home, run: Run, name: str, content: str, expected: str
) -> None:
    """And the rest is looked at all the same."""
    (home.root / name).write_text(content)
    done = run("doctor", home=home.root)
    assert done.returncode == 1
    assert expected in done.stdout
    assert "versions: " in done.stdout


def test_files_that_others_may_write_are_closed_to_them(home: Home) -> None:
    """A warning each, and --fix takes the right away and no other."""
    home.config.chmod(0o666)
    home.root.chmod(0o770)
    assert wrong(home) == [("rights", "warning")] * 2
    assert fix(home, examine(home, LATER)) is None  # nothing of the store: no backup
    assert wrong(home) == []
    assert (home.config.stat().st_mode & 0o777, home.root.stat().st_mode & 0o777) == (0o644, 0o750)


def test_a_lock_that_is_held_is_told_and_a_file_that_was_left_is_none(home: Home) -> None:
    """A poll at work is a note; one of yesterday a warning."""
    assert "lock" not in {one.check for one in examine(home, LATER)}
    with poll_lock(home.lock):
        (found,) = [one for one in examine(home, LATER) if one.check == "lock"]
        assert (found.severity, f"process {os.getpid()}" in found.what) == (Severity.NOTE, True)
        os.utime(home.lock, (0, 0))
        assert ("lock", "warning") in wrong(home)


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("HTTPS_PROXY", "htp://proxy", "HTTPS_PROXY: it is no address of a proxy"),
        ("HTTP_PROXY", "http://user:secret@proxy.example:notaport", "HTTP_PROXY: it is no address of a proxy"),
        ("SSL_CERT_FILE", "/nowhere/certificates.pem", "SSL_CERT_FILE is /nowhere/certificates.pem"),
    ],
)
def test_a_network_that_cannot_be_used_is_named(home: Home, run: Run, variable: str, value: str, said: str) -> None:
    """Without a request, and without a password on the screen."""
    done = run("doctor", home=home.root, **{variable: value})
    assert done.returncode == 1
    assert said in done.stdout
    assert "secret" not in done.stdout


def test_a_file_of_another_kind_or_version_is_told(home: Home) -> None:
    """Each with what to do; neither is touched."""
    with closing(sqlite3.connect(home.database)) as connection:
        connection.execute("PRAGMA user_version = 9999")
    assert wrong(home) == [("database", "error")]
    home.database.unlink()
    with older(home.database, 6):
        pass
    (note,) = [one for one in examine(home, LATER) if one.check == "schema"]
    assert "of schema 6" in note.what
    home.database.write_bytes(b"x" * 5000)
    assert wrong(home) == [("integrity", "error")]
    home.database.unlink()
    assert wrong(home) == [("database", "error")]


def test_a_home_that_is_not_there_is_not_made(run: Run, tmp_path: Path) -> None:
    """Asking for its health makes nothing."""
    done = run("doctor", home=tmp_path / "none")
    assert done.returncode == 1
    assert "is no folder; mend: reportedly poll makes a home there" in done.stdout
    assert not (tmp_path / "none").exists()


def test_as_json_a_finding_is_an_object(home: Home, run: Run) -> None:
    """For scripts; and what was fixed is said to be."""
    home.config.chmod(0o666)
    rows = [json.loads(line) for line in run("doctor", "--json", home=home.root).stdout.splitlines()]
    (row,) = [row for row in rows if row["check"] == "rights"]
    assert (row["severity"], row["fixable"], row["fixed"]) == ("warning", True, False)
    assert row["mend"] == f"chmod go-w {home.config}"
    rows = [json.loads(line) for line in run("doctor", "--json", "--fix", home=home.root).stdout.splitlines()]
    assert [row["fixed"] for row in rows if row["check"] == "rights"] == [True]


def a_feed(**more: object) -> Feed:
    return Feed(1, "https://one.example/feed", "F", "O", **{"last_poll_at": MOMENT, "last_success_at": MOMENT, **more})  # type: ignore[arg-type]


def ago(**span: float) -> datetime:
    return MOMENT - timedelta(**span)


@pytest.mark.parametrize(
    ("feed", "said"),
    [
        (a_feed(), None),
        (a_feed(failures=5, last_error="503", last_success_at=ago(days=2)), None),
        (a_feed(failures=5, last_error="503", last_success_at=ago(days=4)), "fails since 2026-07-05 (503)"),
        (a_feed(failures=2, last_success_at=None), None),
        (a_feed(failures=3, last_error="no feed", last_success_at=None), "has never answered (no feed)"),
        (a_feed(paused_at=ago(days=1), standing=Standing(gone_at=ago(days=1))), "gone (410), paused since 2026-07-08"),
        (a_feed(last_gap_at=ago(days=2)), "entries may have been missed before 2026-07-07"),
        (a_feed(last_gap_at=ago(days=8)), None),
    ],
)
def test_feeds_in_trouble(feed: Feed, said: str | None) -> None:
    """Short outages are every server's; what lasts is told, with what explains it or ends it."""
    found = list(feeds_in_trouble([feed], MOMENT))
    assert [one.severity for one in found] == ([Severity.WARNING] if said else [])
    if said:
        assert said in found[0].what
        assert "reportedly feeds" in found[0].mend


def test_a_feed_that_a_person_paused_is_no_trouble() -> None:
    """It is said, as it is easily forgotten."""
    (found,) = feeds_in_trouble([a_feed(paused_at=ago(days=9))], MOMENT)
    assert (found.severity, "reportedly feeds resume 1" in found.what) == (Severity.NOTE, True)


@pytest.mark.parametrize(
    ("latest", "polled", "listed", "expected"),
    [
        (MOMENT, MOMENT, [a_feed()], []),
        (MOMENT + timedelta(minutes=5), MOMENT, [a_feed()], []),
        (MOMENT + timedelta(hours=2), MOMENT, [a_feed()], [("clock", "error")]),
        (MOMENT, ago(days=3), [a_feed()], [("polls", "warning")]),
        (MOMENT, ago(days=3), [a_feed(paused_at=MOMENT)], []),
        (None, None, [], [("polls", "warning")]),
        (None, None, [a_feed()], [("polls", "note")]),
    ],
)
def test_the_clock_and_the_last_poll(
    latest: datetime | None, polled: datetime | None, listed: list[Feed], expected: list[tuple[str, str]]
) -> None:
    """A clock behind the store's times keeps feeds from being polled; a cron that stopped does too."""
    assert [(one.check, one.severity) for one in clock(latest, polled, listed, MOMENT)] == expected


def test_the_checks_of_feeds_reach_the_report(home: Home) -> None:
    """What the store says of feeds is what is judged."""
    with home.open() as store:
        (feed_id,) = feeds.add(store, [NewFeed("https://never.example/feed", "N", "N")], MOMENT)
        store.connection.execute("UPDATE feeds SET failures = 4, last_error = '404' WHERE id = ?", (feed_id,))
    found: list[Finding] = [one for one in examine(home, LATER) if one.check == "feeds"]
    assert [one.what for one in found] == [f"feed {feed_id} https://never.example/feed: has never answered (404)"]
