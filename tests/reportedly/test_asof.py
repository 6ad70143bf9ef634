"""`--as-of`: for any time, the answers are those of a home that stopped then."""

from __future__ import annotations

import contextlib
import io
import re
import resource
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from reportedly import asof, cli
from reportedly.commands import common
from reportedly.home import Home
from store import history, polls, retention, watched
from store.database import Store
from tests.conftest import NOW
from tests.narrative.samples import seed_topic
from tests.reportedly.conftest import loopback_home
from tests.reportedly.history import KINDS, Step, begin, do, live

#: Every question that can be asked as of a time, in a form that shows all of the answer.
QUESTIONS = (
    ("brief", "--json"),
    ("brief", "--since", "3h", "--json"),
    ("stories", "any", "--json"),
    ("stories", "quay", "unread", "--best", "--json"),
    ("stories", "-saved", "harbours"),
    ("claims", "--all", "--json"),
    ("claims", "stance:denied", "since:2h"),
    ("claims", "state:emerging,spreading,denied", "--json"),
    ("stories", "-state:emerging"),
    ("export", "stories", "--all", "--format", "csv"),
    ("export", "claims", "--saved"),
    ("timeline", "--json"),
    ("outlets", "--json"),
    ("frames", "--json"),
    ("show", "1", "--json"),
    ("show", "1"),
    ("show", "c1", "--json"),
    ("report", "-o", "-"),
    ("report", "state:emerging", "--since", "5h", "-o", "-"),
)
STEPS = st.builds(Step, st.sampled_from(KINDS), st.integers(0, 7), st.integers(0, 3))
_NOT_YET = re.compile(r"no (claim|story) (\w+): it was not known yet as of .*")
#: What most pasts begin with: enough for claims.
COMMON = [Step("arrive", n, n % 3) for n in range(5)] + [Step("analyse", 0, 0)]


def answers(home: Home, *arguments: str) -> tuple[int, str, str]:
    """What a command says, with its exit code."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = cli.main(["--home", str(home.root), *arguments])
    return code, out.getvalue(), err.getvalue().replace(str(home.root), "HOME")


def _as_never(said: re.Match[str]) -> str:
    kind = "claims" if said[1] == "claim" else "stories"
    return f"no {said[1]} {said[2]}; reportedly {kind} lists them (with --home HOME)"


def as_of(home: Home, now: datetime, question: tuple[str, ...]) -> tuple[int, str, str]:
    """What it says as of a time; of what was not known yet without the hint that it is now."""
    code, out, error = answers(home, *question, "--as-of", f"{now:%Y-%m-%dT%H:%M:%S}")
    return code, out, _NOT_YET.sub(_as_never, error)


def of_stopped(home: Home, now: datetime, question: tuple[str, ...]) -> tuple[int, str, str]:
    """What it says in a home where it is `now`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(common, "system_clock", lambda: now)
        return answers(home, *question)


def rows(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """All that answers are made of."""
    found = {}
    for table in history.KEPT:
        names = ", ".join(f"[{name}]" for name in history.columns(store.connection, table)[0])
        only = f"WHERE key IN {history.FACTS}" if table == "state" else ""
        found[table] = sorted((tuple(row) for row in store.rows(f"SELECT {names} FROM [{table}] {only}")), key=repr)
    return found


def lived(steps: list[Step], root: Path) -> tuple[Home, list[tuple[datetime, Home]]]:
    """A home with this past, and for each moment of it one that stopped then."""
    home = loopback_home(root / "home", NOW)
    begin(home)
    return home, live(home, seed_topic(), steps, root)


@settings(max_examples=6, phases=[Phase.explicit, Phase.generate])
@given(st.lists(STEPS, min_size=1, max_size=6), st.integers(0, 99), st.sampled_from(QUESTIONS))
def test_as_of_any_time_the_home_is_as_one_that_stopped_then(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Step], place: int, question: tuple[str, ...]
) -> None:
    home, ends = lived(COMMON + steps, tmp_path_factory.mktemp("lived"))
    for now, stopped in ends:
        with asof.at(home, now) as then, stopped.open() as store:
            assert rows(then) == rows(store), now
    now, stopped = ends[place % len(ends)]
    assert as_of(home, now, question) == of_stopped(stopped, now, question)


#: A past in which everything happens that can happen to a text, a mark or a claim.
EVENTFUL = [
    *COMMON,
    *(Step("page", n, 1) for n in range(4)),  # lines that the outlets repeat are learned
    Step("analyse", 0, 0),
    *(Step("retitle", 1, 2), Step("page", 2, 2), Step("act", 0, 1), Step("mark", 1, 2), Step("gone", 2, 1)),
    *(Step("analyse", 0, 3), Step("act", 0, 3), Step("undo", 0, 0), Step("rejudge", 2, 1), Step("fail", 1, 1)),
    *(Step("mark", 0, 0), Step("look", 0, 0), Step("analyse", 0, 0)),
]


def test_every_command_answers_as_it_would_have_then(tmp_path: Path) -> None:
    home, ends = lived(EVENTFUL, tmp_path)
    told = set()
    for now, stopped in ends[2::5]:
        for question in QUESTIONS:
            expected = of_stopped(stopped, now, question)
            assert as_of(home, now, question) == expected, (now, question)
            told.add(expected)
    assert len(told) > len(QUESTIONS) * 2, "which differ from time to time"


def test_until_when_the_feeds_were_watched_is_known_of_any_time(tmp_path: Path) -> None:
    """Also after polls of long ago were let go; answers of the same stories depend on the day, and on nothing else."""
    polled = [Step("fail", 1, way) for way in (0, 1, 0) for _ in range(11)]
    home, ends = lived([*COMMON, *polled], tmp_path)
    times = [now for now, _ in ends]
    with home.open() as store:
        expected = [watched.whole_until(store, now) for now in times]
        polls.prune(store, times[-1] + timedelta(days=200))
        assert store.value("SELECT count(*) FROM polls") == len({now.date() for now in times[len(COMMON) :]})
        assert [watched.whole_until(store, now) for now in times] == expected
    for now, day in zip(times, expected, strict=True):
        with asof.at(home, now) as then:
            assert watched.whole_until(then, now) == day


@pytest.mark.parametrize(
    ("time", "told"),
    [
        ("2999-01-01", "is in the future"),
        ("soon", "--as-of: 'soon' is no time; write 24h, 2d, 3w or 2026-06-12"),
        ("2026-02-30", "is no time"),
    ],
)
def test_a_time_that_cannot_be_is_an_error(tmp_path: Path, time: str, told: str) -> None:
    home, _ = lived(COMMON[:1], tmp_path)
    code, out, error = answers(home, "brief", "--as-of", time)
    assert (code, out) == (2, "")
    assert told in error


def test_what_was_not_known_yet_is_told_from_what_never_was(tmp_path: Path) -> None:
    home, ends = lived(COMMON, tmp_path)
    early = f"{ends[0][0]:%Y-%m-%dT%H:%M:%S}"
    for name, what in (("c1", "claim c1"), ("5", "story 5")):
        assert answers(home, "show", name)[0] == 0
        code, out, error = answers(home, "show", name, "--as-of", early)
        assert (code, out) == (2, "")
        assert f"no {what}: it was not known yet as of 2026-07-02 12:00 UTC; without --as-of it is shown" in error
    assert "no claim c99; reportedly claims lists them" in answers(home, "show", "c99", "--as-of", early)[2]
    for name in ("c1", "5"):
        assert as_of(home, ends[0][0], ("show", name)) == of_stopped(ends[0][1], ends[0][0], ("show", name))


def test_a_time_before_the_first_story_says_so(tmp_path: Path) -> None:
    home, _ = lived(COMMON[:1], tmp_path)
    code, out, error = answers(home, "stories", "--as-of", "2026-07-01")
    assert (code, out) == (0, "")
    assert "no story was known yet; the first was seen at 2026-07-02 12:00:00 UTC" in error


def test_everything_is_given_out_as_it_is_only(tmp_path: Path) -> None:
    home, _ = lived(COMMON[:1], tmp_path)
    code, out, error = answers(home, "export", "all", "--as-of", "2026-07-03")
    assert (code, out) == (2, "")
    assert "reportedly export stories or claims --as-of TIME" in error


def test_asking_again_makes_nothing_anew_and_few_are_kept(tmp_path: Path) -> None:
    home, ends = lived(EVENTFUL[:14], tmp_path)
    for now, _ in ends:
        with asof.at(home, now):
            pass
    kept = {path: path.stat().st_ino for path in home.earlier.iterdir()}
    assert len(kept) == min(asof.KEPT, len(ends))
    with asof.at(home, ends[-1][0]) as then, pytest.raises(sqlite3.OperationalError, match="readonly"):
        then.connection.execute("DELETE FROM stories")
    assert {path: path.stat().st_ino for path in home.earlier.iterdir()} == kept


def test_what_happens_later_does_not_reach_a_time_that_was_asked_for(tmp_path: Path) -> None:
    home, ends = lived(COMMON, tmp_path)
    now = ends[-1][0]
    before = answers(home, "claims", "--json", "--as-of", f"{now:%Y-%m-%dT%H:%M:%S}")
    with home.open() as store:
        for place, step in enumerate(EVENTFUL[len(COMMON) :]):
            do(store, seed_topic(), step, now + timedelta(hours=1 + place))
    assert answers(home, "claims", "--json", "--as-of", f"{now:%Y-%m-%dT%H:%M:%S}") == before


def test_times_before_history_begins_are_told_from_what_rows_say(tmp_path: Path) -> None:
    """As in a home of an earlier version, or one that moved in: claims are derived anew from the stories seen by then,
    and keep their ids."""
    home, ends = lived([*COMMON, Step("arrive", 5, 1), Step("retitle", 1, 2), Step("mark", 0, 0)], tmp_path)
    then, stopped = ends[-3]
    with home.open() as store, store.writing() as connection:
        history.begin(connection, ends[-1][0])
    _, claims, told = answers(home, "claims", "--json", "--as-of", f"{then:%Y-%m-%dT%H:%M:%S}")
    assert "every change is kept since 2026-07-02" in told
    assert (0, claims, "") == of_stopped(stopped, then, ("claims", "--json"))
    _, stories, _ = answers(home, "stories", "--json", "--as-of", f"{then:%Y-%m-%dT%H:%M:%S}")
    assert (0, stories, "") == of_stopped(stopped, then, ("stories", "--json"))


def test_of_text_that_was_let_go_nothing_stays(tmp_path: Path) -> None:
    home, ends = lived([Step("arrive", 0, 3), Step("arrive", 1, 0)], tmp_path)
    with home.open() as store:
        (text,) = (row["text"] for row in store.rows("SELECT text FROM stories WHERE NOT relevant"))
        assert retention.shrink(store, NOW + timedelta(days=90), 30) == 1
        kept = [change for change in history.since(store.connection, 0) if text in str(change)]
    assert kept == []
    with asof.at(home, ends[-1][0]) as then:
        assert [row["text"] == "" for row in then.rows("SELECT text FROM stories ORDER BY id")] == [True, False]


def test_where_there_is_no_room_for_it_that_is_one_sentence(tmp_path: Path) -> None:
    """A limit on the size of files stands for the disk's. Nothing is left of it, and the home is as it was."""
    home, ends = lived(COMMON, tmp_path)
    at = f"{ends[1][0]:%Y-%m-%dT%H:%M:%S}"
    before = home.database.read_bytes()
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, usual[1]))
    try:
        code, out, error = answers(home, "stories", "--as-of", at)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    assert (code, out, error.count("\n")) == (2, "", 1)
    assert "earlier: cannot hold the home as it was" in error
    assert "free the disk" in error
    assert (list(home.earlier.iterdir()), home.database.read_bytes()) == ([], before)
    assert answers(home, "stories", "any", "--as-of", at)[0] == 0
