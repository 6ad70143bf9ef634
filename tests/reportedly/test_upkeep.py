"""backup, recover and vacuum as a person runs them; and files with random damage under every command."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from reportedly import asof
from reportedly.cli import main
from reportedly.home import Home
from store import backups, damage, database, marks, reading
from store.database import open_store
from store.lock import poll_lock
from store.wording import in_bytes
from tests.reportedly.conftest import MOMENT, Run
from tests.store import build
from tests.store.damaging import files, flip

pytestmark = pytest.mark.usefixtures("small_pages")


@pytest.fixture
def home(polled: Home, tmp_path: Path) -> Home:
    """A copy of the polled home that may be spoilt."""
    shutil.copytree(polled.root, tmp_path / "home")
    return Home(tmp_path / "home")


def spoil(home: Home) -> None:
    """The first page of the stories is unreadable."""
    with home.open() as store:
        root = store.value("SELECT rootpage FROM sqlite_master WHERE name = 'stories'")
        size = store.value("PRAGMA page_size")
    with home.database.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xff" * size)


def test_a_backup_goes_where_it_is_wanted(home: Home, run: Run, tmp_path: Path) -> None:
    """Its path on stdout; a file that is there is not written over; the default is a folder of the home."""
    target = tmp_path / "mine.db"
    done = run("backup", target, home=home.root)
    assert (done.returncode, done.stdout) == (0, f"{target}\n")
    with open_store(target) as copy, home.open() as store:
        assert build.dump(copy) == build.dump(store)
    again = run("backup", target, home=home.root)
    assert (again.returncode, "is there already; choose another name" in again.stderr) == (2, True)
    done = run("backup", home=home.root)
    assert Path(done.stdout.strip()) == backups.newest(home.database)


def test_recover_makes_a_new_file_and_installs_it_where_asked(home: Home, run: Run) -> None:
    """The damaged file is not touched before, and kept beside the new one after; then all goes on."""
    with home.open() as store:
        marks.save(store, [1], MOMENT)
        stories = [story.url for story in reading.every_story(store)]
    spoil(home)
    damaged = files(home.database)
    done = run("recover", home=home.root)
    assert done.returncode == 1  # not all of it could be read
    new = Path(done.stdout.strip())
    assert new.parent == home.root
    assert "lost of stories: 1 page that cannot be read" in done.stderr
    assert "was not touched" in done.stderr
    assert files(home.database) == damaged
    with open_store(new) as store:
        assert [story.url for story in reading.every_story(store)] == stories
        assert reading.get(store, 1).saved
    done = run("recover", "--install", home=home.root)
    assert done.stdout.strip() == str(home.database)
    (kept,) = home.root.glob("reportedly-replaced-*.db")
    assert kept.read_bytes() == damaged["reportedly.db"]
    assert run("stories", home=home.root).stdout.count("\n") > 10
    assert run("analyse", home=home.root).returncode == 0
    assert damage.known(home.database) is None


def test_a_backup_is_brought_back(home: Home, run: Run) -> None:
    """The last one, or a named one, also where the database is gone altogether."""
    run("backup", home=home.root)
    with home.open() as store:
        before = build.dump(store)
    home.database.unlink()
    done = run("recover", "--from-backup", "--install", home=home.root)
    assert done.returncode == 0
    with home.open() as store:
        assert build.dump(store) == before
    spoil(home)
    named = backups.newest(home.database)
    done = run("recover", "--from-backup", named, "-o", home.root / "again.db", home=home.root)
    assert (done.returncode, done.stdout) == (0, f"{home.root / 'again.db'}\n")
    with open_store(home.root / "again.db") as store:
        assert build.dump(store) == before


@pytest.mark.parametrize("empty", [True, False])
def test_where_there_was_a_database_no_new_one_is_begun(home: Home, run: Run, empty: bool) -> None:
    """Emptied or gone: every command refuses, naming the backup and the way back; nothing is changed. Moved away, the
    backups are in nobody's way, and a new one is begun."""
    run("backup", home=home.root)
    backup = backups.newest(home.database)
    assert backup
    home.database.write_bytes(b"") if empty else home.database.unlink()
    home.config.chmod(0o600)
    for command in ("stories", "poll", "backup"):
        done = run(command, home=home.root)
        assert (done.returncode, done.stdout) == (4, "")
        assert str(backup) in done.stderr
        assert "reportedly recover --from-backup --install; to begin anew, move" in done.stderr
    told = run("doctor", home=home.root)
    assert told.returncode == 1
    (line,) = (line for line in told.stdout.splitlines() if line.startswith("error"))
    assert str(backup) in line
    assert "to begin anew" in line
    assert (home.database.exists(), files(home.database).get("reportedly.db", b"")) == (empty, b"")
    if empty:
        assert run("recover", "--from-backup", "--install", home=home.root).returncode == 0
        assert run("stories", home=home.root).stdout.count("\n") > 10
    else:
        backups.folder(home.database).rename(home.root / "old")
        assert "no story yet" in run("stories", home=home.root).stderr


def test_an_empty_file_with_its_log_is_left_to_recover(home: Home, run: Run, tmp_path: Path) -> None:
    """SQLite would take the log away, and with it what is nowhere else."""
    with home.open() as store:
        store.settling("PRAGMA wal_checkpoint(TRUNCATE)")
        store.connection.execute("PRAGMA wal_autocheckpoint = 0")
        store.settling("VACUUM")
        for name in ("reportedly.db", "reportedly.db-wal"):
            shutil.copy(home.root / name, tmp_path / name)
    log = home.root / "reportedly.db-wal"
    shutil.copy(tmp_path / log.name, log)
    home.database.write_bytes(b"")
    done = run("stories", home=home.root)
    assert (done.returncode, "but its log has" in done.stderr) == (4, True)
    assert log.read_bytes() == (tmp_path / log.name).read_bytes()
    assert run("recover", "--install", home=home.root).returncode == 0
    assert run("stories", home=home.root).stdout.count("\n") > 10


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["recover", "--from-backup"], "there is no backup in"),
        (["recover", "--from-backup", "/nowhere.db"], "/nowhere.db is not there; those that are: none"),
        (["recover", "-o", "/nowhere/new.db"], "could not be made"),
        (["backup", "/nowhere/new.db"], "could not be made"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(home: Home, run: Run, arguments: list[str], said: str) -> None:
    """And nothing is changed."""
    before = files(home.database)
    done = run(*arguments, home=home.root)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert files(home.database) == before


def test_nothing_is_replaced_while_a_poll_is_at_work(home: Home, run: Run) -> None:
    """recover, vacuum and doctor --fix wait for nobody, and say who is there."""
    home.config.chmod(0o600)
    with poll_lock(home.lock):
        assert run("recover", "--install", home=home.root).returncode == 3
        assert run("vacuum", "--yes", home=home.root).returncode == 3


def test_vacuum_says_what_it_would_free_and_frees_it_when_told(home: Home, run: Run) -> None:
    """Without --yes and nobody to ask, nothing is changed; the demo's stories are old enough by today's clock."""
    before = files(home.database)
    dry = run("vacuum", "--dry-run", home=home.root)
    assert dry.returncode == 0
    count = re.match(r"text of (\d+) entries off the topic, unmarked and older than 90 days: [\d.]+ kB", dry.stdout)
    assert count
    assert int(count[1]) > 5
    unsure = run("vacuum", home=home.root)
    assert (unsure.returncode, unsure.stdout) == (2, dry.stdout)
    assert "reportedly vacuum --yes frees it" in unsure.stderr
    assert files(home.database) == before
    done = run("vacuum", "--yes", home=home.root)
    assert (done.returncode, done.stdout) == (0, dry.stdout)
    assert f"{count[1]} entries shrunk" in done.stderr
    assert home.database.stat().st_size < len(before["reportedly.db"])
    assert run("vacuum", "--dry-run", home=home.root).stdout.startswith("text of 0 entries")


def test_vacuum_tells_by_how_much_the_file_is_shorter_and_who_keeps_it_from_it(
    home: Home, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The log, which vacuum itself fills, counts for nothing. A reader keeps the pages as they were: said, with how
    much there is to come, and it comes with the next command."""
    monkeypatch.setattr(database, "BUSY_TIMEOUT", 10)
    asof.clear(home)  # what others asked of the home that this is a copy of
    with home.open() as store:
        store.settling("PRAGMA wal_checkpoint(TRUNCATE)")
        before = home.database.stat().st_size
        with home.open() as reader:
            reader.connection.execute("BEGIN")
            reader.value("SELECT count(*) FROM stories")
            done = run("vacuum", "--yes", home=home.root)
            assert done.returncode == 0, done.stderr
            assert " 0 B given back to the disk" in done.stderr, done.stderr
            assert home.database.stat().st_size >= before
    run("stories", home=home.root)
    shorter = before - home.database.stat().st_size
    assert shorter > 0
    assert f"{in_bytes(shorter)} more are given back by a later command: another program" in done.stderr


def test_vacuum_counts_and_frees_the_homes_of_other_times(home: Home, run: Run) -> None:
    """They are made anew when they are asked for again."""
    run("vacuum", "--yes", home=home.root)
    assert run("stories", "--as-of", "1h", home=home.root).returncode == 0
    (kept,) = home.earlier.iterdir()
    told = f"made anew when asked again: {in_bytes(kept.stat().st_size)}"
    assert told in run("vacuum", "--dry-run", home=home.root).stdout
    assert "given back to the disk" in run("vacuum", "--yes", home=home.root).stderr
    assert list(home.earlier.iterdir()) == []
    assert "as it was" not in run("vacuum", "--dry-run", home=home.root).stdout


COMMANDS = (
    ["stories", "--json"],
    ["claims", "--json"],
    ["show", "c1"],
    ["brief"],
    ["feeds", "list"],
    ["save", "1", "2"],
    ["export", "claims", "--format", "csv"],
    ["doctor"],
)


@pytest.mark.parametrize("seed", [*range(7), 83])
def test_under_random_damage_no_command_breaks_or_writes_on(
    home: Home, seed: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each ends with an exit code and a sentence; after damage was told, the file stays as it is, and what is not on a
    damaged page comes back from it."""
    flip(home.database, seed)
    told: dict[str, bytes] | None = None
    for command in (*COMMANDS, ["stories"], ["save", "3"]):
        code = main(["--home", str(home.root), *command])
        said = capsys.readouterr()
        assert code in (0, 1, 2, 4), (command, said.err)
        if code:
            assert said.err.startswith("reportedly: ") or command == ["doctor"]
        if told is not None:
            assert code in (1, 4)
        if code == 4 and told is None:
            told = files(home.database)
    if told is not None:
        assert files(home.database) == told
    code = main(["--home", str(home.root), "recover", "-o", str(home.root / "new.db")])
    assert code in (0, 1), capsys.readouterr().err
    with open_store(home.root / "new.db") as store:
        assert store.check() == "ok"
        list(reading.every_story(store))
