"""An analysis that is stopped half-way: what is committed stays, the rest is undone, and the next one does it."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from fetchers.progress import Progress, Quiet, Stoppable, Stopped
from narrative.topic import Topic
from reportedly import acting, analysis
from reportedly.home import Home
from reportedly.pipeline import poll
from reportedly.progress import Line
from store import acts, claims, state
from store.database import Store, open_store
from store.models import ActKind
from tests.conftest import NOW
from tests.narrative.samples import seed_topic
from tests.reportedly.conftest import MOMENT, Run
from tests.reportedly.invented import arrive, edit, every, invented
from tests.reportedly.test_analysis import dump

#: Stories there are at first, and more that come.
FIRST, MORE = 30, 10
GROUPED = "stories grouped"


class Steps:
    """Counts steps, and says from the `last` one on that it is to be stopped."""

    def __init__(self, last: int = 0) -> None:
        self.seen: list[tuple[int, int, str]] = []
        self._last = last

    def step(self, done: int, total: int, what: str) -> None:
        self.seen.append((done, total, what))

    def asked(self) -> bool:
        return bool(self._last) and len(self.seen) >= self._last


@pytest.fixture(scope="module")
def topic() -> Topic:
    return seed_topic()


@pytest.fixture(scope="module")
def begun(topic: Topic, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with claims, an act on one of them, and stories that are new, changed and gone since."""
    path = tmp_path_factory.mktemp("begun") / "reportedly.db"
    with open_store(path) as store:
        ids = arrive(store, invented(1, FIRST))
        analysis.analyse(store, topic, Quiet())
        loudest = max(every(store).values(), key=lambda claim: (len(claim.mentions), claim.id))
        acting.mark(store, ActKind.PIN, loudest.id, NOW)
        arrive(store, invented(FIRST + 1, FIRST + MORE))
        first, second, *_ = ids.values()
        edit(store, first, "Nothing of it was true. A correction follows tomorrow at noon.")
        store.connection.execute("UPDATE stories SET relevant = 0 WHERE id = ?", (second,))
    return path


@pytest.fixture(params=[(1000, False), (5, False), (12, True)], ids=["all together", "growing", "in portions"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """How the stories are grouped; whether all of them anew."""
    together, anew = request.param
    monkeypatch.setattr(analysis, "TOGETHER", max(together, MORE + 5))
    monkeypatch.setattr(analysis, "PORTION", 5)
    return bool(anew)


def analysed(path: Path, topic: Topic, progress: Progress, anew: bool) -> dict[str, list[tuple[object, ...]]]:
    with open_store(path) as store:
        analysis.analyse(store, topic, progress, anew=anew)
        return dump(store)


def test_wherever_it_is_stopped_the_next_one_does_the_rest(
    begun: Path, tmp_path: Path, topic: Topic, way: bool
) -> None:
    """Claims are as they were before or as they are after, whole either way; in the end all is as if it had not been
    stopped."""
    path, whole = tmp_path / "reportedly.db", Steps()
    with open_store(begun) as store:
        before = dump(store)["claims"]
    shutil.copy(begun, path)
    after = analysed(path, topic, whole, way)
    assert any(what == GROUPED for *_, what in whole.seen)
    many = len(whole.seen)
    for last in sorted({1, 2, many // 4, many // 2, 3 * many // 4, many - 3, many - 1}):
        shutil.copy(begun, path)
        steps = Steps(last)
        with open_store(path) as store:
            with pytest.raises(Stopped):
                analysis.analyse(store, topic, Stoppable(steps, steps.asked), anew=way)
            assert store.check() == "ok"
            assert store.rows("PRAGMA foreign_key_check") == []
            found = dump(store)["claims"]
            assert found in (before, after["claims"])
            assert state.analysis_is_stale(store)
            assert len(acts.active(store)) == 1
        assert len(steps.seen) == last
        # Once they are grouped anew the next poll does the rest.
        assert analysed(path, topic, Quiet(), way and found == before) == after, last


def test_grouping_is_told_in_stories_from_none_to_all(begun: Path, tmp_path: Path, topic: Topic, way: bool) -> None:
    """So that the time left can be told; it never goes back, and is told often in every portion."""
    path, steps = tmp_path / "reportedly.db", Steps()
    shutil.copy(begun, path)
    analysed(path, topic, steps, way)
    told = [(done, total) for done, total, what in steps.seen if what == GROUPED]
    assert told == sorted(told)
    assert {total for _, total in told} == {told[-1][0]}
    assert told[0][0] == 0
    assert len({done for done, _ in told}) > told[-1][0] // 3


@pytest.fixture
def unanalysed(own: Home) -> Home:
    """A polled home whose claims are all to be derived again."""
    with own.open() as store:
        claims.replace(store, [])
        state.set_analysis_stale(store, True)
    return own


def statements(store: Store) -> list[str]:
    return sorted(claim.statement for claim in every(store).values())


def test_a_poll_is_stopped_in_its_analysis_and_the_next_one_does_the_rest(unanalysed: Home, polled: Home) -> None:
    steps = Steps(8)
    stopped = poll(unanalysed, lambda: MOMENT, steps, cancelled=steps.asked)
    assert stopped.unanalysed
    assert steps.seen[-1][2] == GROUPED
    with unanalysed.open() as store:
        assert claims.count(store) == 0
    assert not poll(unanalysed, lambda: MOMENT + timedelta(seconds=1)).unanalysed
    with unanalysed.open() as store, polled.open() as whole:
        assert statements(store) == statements(whole) != []


@pytest.fixture
def interrupts() -> Iterator[None]:
    """Ctrl-C is heeded here, also where whatever began the tests ignores it."""
    was = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, was)


class CtrlC:
    """Presses Ctrl-C once stories are grouped; nothing is to be told after that."""

    def __init__(self) -> None:
        self.pressed = False

    def step(self, done: int, total: int, what: str) -> None:
        assert not self.pressed
        if what == GROUPED and done:
            self.pressed = True
            signal.raise_signal(signal.SIGINT)


@pytest.mark.usefixtures("interrupts")
def test_ctrl_c_ends_the_analysis_of_a_poll(unanalysed: Home) -> None:
    with pytest.raises(KeyboardInterrupt, match="what was stored stays, the claims are brought up to date by the next"):
        poll(unanalysed, lambda: MOMENT, CtrlC())
    with unanalysed.open() as store:
        assert state.analysis_is_stale(store)


@pytest.mark.usefixtures("interrupts")
def test_ctrl_c_ends_reportedly_analyse_in_one_line(
    unanalysed: Home, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Line, "step", CtrlC().step)
        said = run("analyse", home=unanalysed.root)
    again = f"reportedly --home {unanalysed.root} analyse"
    assert (said.returncode, said.stdout) == (130, "")
    assert said.stderr == f"reportedly: interrupted; what was stored stays, begin again with: {again}\n"
    assert run("analyse", home=unanalysed.root).returncode == 0
