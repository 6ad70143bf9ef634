"""`--as-of`: for any time, the answers are those of a home that stopped then."""

from __future__ import annotations

import contextlib
import io
import shutil
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reportedly import cli
from reportedly.commands import common
from reportedly.home import Home
from store import history
from tests.conftest import NOW
from tests.narrative.samples import seed_topic
from tests.reportedly.conftest import loopback_home
from tests.reportedly.history import KINDS, Step, begin, live

#: Every question that can be asked as of a time, in a form that shows all of the answer.
QUESTIONS = (
    ("brief", "--json"),
    ("brief", "--since", "3h", "--json"),
    ("stories", "any", "--json"),
    ("stories", "quay", "unread", "--best", "--json"),
    ("stories", "-saved", "harbours"),
    ("claims", "--all", "--json"),
    ("claims", "stance:denied", "since:2h"),
    ("export", "stories", "--all", "--format", "csv"),
    ("export", "claims", "--saved"),
    ("timeline", "--json"),
    ("outlets", "--json"),
    ("frames", "--json"),
    ("show", "1", "--json"),
    ("show", "1"),
    ("show", "c1", "--json"),
)
STEPS = st.builds(Step, st.sampled_from(KINDS), st.integers(0, 7), st.integers(0, 3))
#: What most pasts begin with: enough for claims.
COMMON = [Step("arrive", n, n % 3) for n in range(5)] + [Step("analyse", 0, 0)]


def answers(home: Home, *arguments: str) -> tuple[int, str, str]:
    """What a command says, with its exit code."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = cli.main(["--home", str(home.root), *arguments])
    return code, out.getvalue(), err.getvalue().replace(str(home.root), "HOME")


def of_stopped(home: Home, now: datetime, question: tuple[str, ...]) -> tuple[int, str, str]:
    """What it says in a home where it is `now`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(common, "system_clock", lambda: now)
        return answers(home, *question)


def compare(steps: list[Step], questions: tuple[tuple[str, ...], ...]) -> None:
    topic = seed_topic()
    root = Path(tempfile.mkdtemp())
    try:
        home = loopback_home(root / "home", NOW)
        begin(home)
        ends = live(home, topic, steps, root)
        for now, stopped in ends:
            for question in questions:
                expected = of_stopped(stopped, now, question)
                assert answers(home, *question, "--as-of", f"{now:%Y-%m-%dT%H:%M:%S}") == expected, (now, question)
    finally:
        shutil.rmtree(root)


@settings(max_examples=12)
@given(st.lists(STEPS, max_size=9))
@example([Step("page", n, 1) for n in range(4)] + [Step("analyse", 0, 0)])  # lines that outlets repeat are learned
@example([Step("act", 0, 3), Step("act", 0, 0), Step("undo", 0, 0), Step("mark", 0, 2), Step("undo", 0, 0)])
def test_answers_as_of_a_time_are_those_of_a_home_that_stopped_then(steps: list[Step]) -> None:
    compare(COMMON + steps, QUESTIONS)
