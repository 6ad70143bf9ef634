"""Long work in the dashboard: how far it is, how much longer, stopped by a key, and errors that can be copied."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event

import pytest

from fetchers.progress import Progress
from store.errors import StoreError
from store.models import PollSummary
from tests.tui.driver import Driver, dashboard
from tests.tui.sample import Sample
from tui.pace import Pace, in_words
from tui.views.stories import StoriesView
from tui.wiring import Choose, Task

pytestmark = pytest.mark.anyio


@dataclass
class FakeTasks:
    """Work that goes as a test says; it remembers what was asked for."""

    asked: list[tuple[object, ...]] = field(default_factory=list)
    error: str = ""
    held: bool = False
    began: Event = field(default_factory=Event)
    go: Event = field(default_factory=Event)
    broke_off: bool = False

    def _task(self, *asked: object) -> Task[str]:
        self.asked.append(asked)

        def work(progress: Progress, cancelled: Callable[[], bool]) -> str:
            progress.step(30, 120, "stories")
            self.began.set()
            try:
                while self.held and not self.go.wait(0.01):
                    progress.step(31, 120, "stories")
            except BaseException:
                self.broke_off = True
                raise
            if self.error:
                raise StoreError(self.error)
            return f"{asked[0]} done"

        return work

    def analyse(self) -> Task[str]:
        return self._task("analyse")

    def export(self, what: str, query: str, path: Path) -> Task[str]:
        return self._task("export", what, query, path)

    def take_in(self, path: Path) -> Task[str]:
        return self._task("import", path)

    def add_feed(self, url: str, outlet: str, choose: Choose) -> Task[str]:
        return self._task("add", url)

    def import_feeds(self, path: Path) -> Task[str]:
        return self._task("opml", path)


async def _act(driver: Driver, action: str) -> None:
    await driver.app.run_action(action)
    await driver.settle()


async def test_progress_has_a_count_and_the_rest_goes_on(sample: Sample) -> None:
    tasks = FakeTasks(held=True)
    async with dashboard(replace(sample.wiring, tasks=tasks)) as driver:
        await _act(driver, "analyse")
        tasks.began.wait(5)
        await driver.press("2", "j")
        assert "Analysing ████" in driver.status
        assert "of 120 stories" in driver.status
        assert "esc stops" in driver.status
        assert driver.app.query_one(StoriesView).stories.cursor == 1
        # Only one at a time.
        await driver.press("r")
        assert not sample.poll.calls
        tasks.go.set()
        await driver.poll_ends()
        assert "✓ analyse done" in driver.status


async def test_escape_breaks_work_off(sample: Sample) -> None:
    tasks = FakeTasks(held=True)
    async with dashboard(replace(sample.wiring, tasks=tasks)) as driver:
        await _act(driver, "analyse")
        tasks.began.wait(5)
        await driver.press("escape")
        await driver.poll_ends()
        assert tasks.broke_off
        assert "Analysing stopped; what was done before stays." in driver.status
        await driver.press("r")
        await driver.poll_ends()
        assert sample.poll.calls == [False]


async def test_leaving_waits_for_no_server(sample: Sample) -> None:
    """A poll that only asks whether to stop, and goes on, holds nobody up."""
    asked = Event()

    def poll(progress: Progress, *, everything: bool, cancelled: Callable[[], bool]) -> PollSummary:
        asked.set()
        while True:
            cancelled()

    async with dashboard(replace(sample.wiring, poll=poll)) as driver:
        await driver.press("r")
        asked.wait(5)
        await driver.press("q")


async def test_what_is_listed_is_exported(sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Into a file that is not there yet, unless another name is given."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "stories.csv").write_text("mine")
    tasks = FakeTasks()
    async with dashboard(replace(sample.wiring, tasks=tasks)) as driver:
        await driver.press("2", "slash")
        await driver.type("outlet:wire")
        await driver.press("enter")
        await _act(driver, "export")
        assert "The stories that fit outlet:wire, into a file" in driver.screen
        await driver.press("enter")
        await driver.poll_ends()
        await driver.press("3")
        await _act(driver, "export")
        await driver.press("escape")
        await _act(driver, "take_in")
        await driver.type("/x/home.jsonl")
        await driver.press("enter")
        await driver.poll_ends()
        assert tasks.asked == [
            ("export", "stories", "outlet:wire", Path("stories-2.csv")),
            ("import", Path("/x/home.jsonl")),
        ]


async def test_an_error_can_be_read_whole_and_copied_with_its_mend(sample: Sample) -> None:
    long = "the disk of /srv/press is full " * 8
    tasks = FakeTasks(error=f"{long}[b]x\x1b[31m; make room and try again")
    async with dashboard(replace(sample.wiring, tasks=tasks), (100, 30)) as driver:
        await _act(driver, "analyse")
        await driver.poll_ends()
        assert "! shows it whole" in driver.status
        await driver.press("exclamation_mark")
        assert "Analysing" in driver.screen
        assert "→ make room and try again" in driver.screen
        assert "[b]x" in driver.screen
        await driver.press("y")
        assert driver.app.clipboard.endswith("Analysing: " + long + "[b]x[31m; make room and try again")
        await driver.press("escape")
        assert driver.focus == "brief-list"


async def test_without_such_work_none_is_offered(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        await _act(driver, "analyse")
        assert not driver.app.works.running


def test_the_time_left_is_told_once_it_is_more_than_a_guess() -> None:
    pace = Pace()
    assert pace.left(0, 100, "feeds", 10.0) is None
    assert pace.left(10, 100, "feeds", 12.0) is None
    assert pace.left(20, 100, "feeds", 20.0) == pytest.approx(40.0)
    # Another part begins: nothing is known of it yet.
    assert pace.left(1, 10, "pages", 21.0) is None
    assert pace.left(6, 10, "pages", 26.0) == pytest.approx(4.0)
    assert pace.left(7, 0, "lines", 30.0) is None


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, ""),
        (0.4, "nearly done"),
        (7, "about 10 s left"),
        (59, "about 60 s left"),
        (150, "about 3 min left"),
        (7200, "about 2.0 h left"),
    ],
)
def test_the_time_left_in_words(seconds: float | None, words: str) -> None:
    assert in_words(seconds) == words
