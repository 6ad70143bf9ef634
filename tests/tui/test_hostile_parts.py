"""Hostile text through what opens over the views and beside them: each shows it as the plain text that it is."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.widgets import TextArea

from fetchers.progress import Progress
from reportedly.undoing import undo
from store import marks, reading, stories
from store.database import Store, open_store
from store.errors import StoreError
from store.models import Entry
from store.stories import Arrival
from tests.conftest import NOW
from tests.tui import test_hostile
from tests.tui.driver import Driver, dashboard
from tests.tui.polls import FakePoll
from tests.tui.sample import FITS, topic
from tests.tui.test_hostile import CLICK, HOSTILE, Bare
from tests.tui.test_text import is_plain
from tests.tui.test_work import FakeTasks
from tui.views.stories import StoriesView
from tui.wiring import FirstStart, Task, Wiring

pytestmark = pytest.mark.anyio
wiring = test_hostile.wiring

#: All of it in one line, and an error whose mend is hostile too.
ALL = " ".join(text[:60] for text in HOSTILE)
ERROR = f"{ALL}; {CLICK} mends it"
#: What is to be seen of it: markup, what stands behind escapes, what would turn round, wide letters.
SEEN = (CLICK, "[/b] x", "clip", "gnp.exe", "模型")


def undoing() -> Callable[[Store, datetime], list[str]]:
    return lambda store, now: undo(store, topic(), now)


def check(driver: Driver, *words: str) -> None:
    """Whatever is on the screen is plain, and these words are, line breaks apart."""
    for row in driver.rows:
        assert is_plain(row), repr(row)
    shown = "".join("".join(driver.rows).split())
    for word in words:
        assert "".join(word.split()) in shown, f"{word!r} is not in:\n{driver.screen}"


async def _open(driver: Driver, story_id: int) -> None:
    await driver.press("2")
    driver.app.query_one(StoriesView).show_story(story_id)
    await driver.settle()


@pytest.fixture
def edited(wiring: Wiring, database: Path) -> Wiring:
    """Each hostile story has a hostile note, and a second version in which the next text took the place of its own."""
    with open_store(database) as store:
        every = sorted(reading.every_story(store), key=lambda story: story.id)
        for place, story in enumerate(every):
            text = HOSTILE[(place + 1) % len(HOSTILE)]
            content = f"Lead.\nBefore {text[:200]} and after."
            entry = Entry(f"g{place}", story.url, text, text[:50], NOW, NOW, content=content)
            stories.receive(store, place + 1, [Arrival(entry, FITS, text[:60], "h")], NOW)
            marks.note(store, [story.id], text[:300], NOW)
    return replace(wiring, undoing=undoing)


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
async def test_the_diff_the_reader_and_the_note_box(edited: Wiring, size: tuple[int, int]) -> None:
    """Diffs above each other and in two columns; notes where they are read and where they are written."""
    async with dashboard(edited, size, Bare) as driver:
        for number in range(len(HOSTILE)):
            await _open(driver, number + 1)
            # Below a headline that fills the screen it is out of sight.
            check(driver, *(("your note",) if len(HOSTILE[(number + 1) % len(HOSTILE)]) < 100 else ()))
            for key in ("t", "d", "ctrl+d", "d"):
                await driver.press(key)
                check(driver, *(("Version 1 → 2",) if key == "d" and "Version" in driver.screen else ()))
            await driver.press("e")
            assert driver.app.screen.query_one(TextArea)
            check(driver, "Note on")
            await driver.press("ctrl+s")
            check(driver)


async def test_the_diff_shows_the_letters_of_both_versions(edited: Wiring) -> None:
    async with dashboard(edited, (120, 60), Bare) as driver:
        await _open(driver, 1)
        await driver.press("d")
        check(driver, "[@click=app.quit]", "[/b]", "Version 1 → 2")


async def test_palette_completions_help_jump_and_search(wiring: Wiring) -> None:
    given = replace(wiring, saved_views=lambda: [(f"v{CLICK}", f'"{CLICK}"')], commands={f"c{CLICK}": ALL})
    async with dashboard(given, (120, 40), Bare) as driver:
        await driver.press("2", "slash")
        await driver.type("outlet:")
        check(driver, "outlet:")
        for _ in HOSTILE:
            await driver.press("down")
            check(driver)
        await driver.type(ALL)
        check(driver)
        await driver.press("escape", "escape", "ctrl+o")
        check(driver)
        await driver.press("escape", "question_mark")
        check(driver)
        for words, found in (("give it to c", f"Give it to c{CLICK}"), ("gnp.exe", "gnp.exe"), (ALL, "")):
            await driver.press("escape", "ctrl+p")
            await driver.type(words)
            await driver.shows(found)
            check(driver, found)
        await driver.press("escape", "2", "enter", "slash")
        await driver.type(ALL)
        check(driver, "[@click")


async def test_dialogs_panels_and_troubles(wiring: Wiring, tmp_path: Path) -> None:
    """A choice of the person's commands, what one prints, the errors of a poll and of a command, what was undone."""
    says = tmp_path / "says"
    says.write_text(f"#!/bin/sh\ncat <<'END'\n{ALL}\n{CLICK}\nEND\n")
    says.chmod(0o755)
    commands = {f"a{CLICK}": str(says), f"b{CLICK}\x1b]0;t\x07": "no-such-program"}
    poll = FakePoll(wiring.database)
    poll.error = StoreError(ERROR)
    given = replace(wiring, commands=commands, poll=poll, undoing=undoing)
    async with dashboard(given, (120, 40), Bare) as driver:
        await driver.press("2", "vertical_line")
        check(driver, f"a{CLICK}", f"b{CLICK}")
        await driver.press("enter")
        await driver.poll_ends()
        check(driver, *SEEN)
        await driver.press("escape", "vertical_line", "j", "enter")
        await driver.poll_ends()
        check(driver, "no-such-program")
        await driver.press("r")
        await driver.poll_ends()
        check(driver)
        await driver.press("exclamation_mark")
        check(driver, *SEEN, f"{CLICK} mends it")
        await driver.press("escape", "s", "u")
        check(driver, "Undone: saved, “")
        for key in ("y", "Y", "quotation_mark"):
            await driver.press(key)
            check(driver)


class HostileTasks(FakeTasks):
    """Steps, and ends, in hostile words."""

    def _task(self, *asked: object) -> Task[str]:
        def work(progress: Progress, cancelled: Callable[[], bool]) -> str:
            progress.step(3, 12, ALL)
            self.began.set()
            self.go.wait(20)
            return ALL

        return work


async def test_long_work_and_how_it_ended(wiring: Wiring) -> None:
    tasks = HostileTasks()
    async with dashboard(replace(wiring, tasks=tasks), (120, 40), Bare) as driver:
        driver.app.action_analyse()
        assert await asyncio.to_thread(tasks.began.wait, 20)
        await driver.shows("3 of 12")
        check(driver)
        tasks.go.set()
        await driver.poll_ends()
        check(driver, CLICK)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_first_start(wiring: Wiring, size: tuple[int, int]) -> None:
    """The topic's name in a question, and what a file that cannot be used is told with."""

    def refuse(path: Path) -> str:
        raise StoreError(ERROR)

    first = FirstStart(CLICK + " \x1b]0;t\x07 \u202eturned", 12, refuse, lambda: ALL, refuse)
    async with dashboard(replace(wiring, first=first), size, Bare) as driver:
        check(driver, f"The topic as shipped: {CLICK}", "turned")
        await driver.press("j", "enter")
        await driver.type(ALL)
        check(driver, "[@click")
        await driver.press("enter")
        check(driver, "1 of 3")
        await driver.press("enter", "enter", "j", "enter")
        check(driver, CLICK)


async def test_a_title_of_ten_thousand_letters_is_read_whole(wiring: Wiring) -> None:
    """Wide letters and piles of marks are cut at the list's edge and broken in the reader, never through a letter."""
    async with dashboard(wiring, (80, 24), Bare) as driver:
        for number, letters in ((9, "x" * 40), (10, "模型被暂停访问" * 3)):
            await _open(driver, number)
            check(driver, letters)
            assert {cell_len(row) for row in driver.rows} == {80}
            await driver.press("G")
            check(driver)


def test_the_sample_of_hostile_texts_has_every_kind() -> None:
    """Markup, escapes of both kinds, turning marks, tags, wide and combining letters, and great length."""
    kinds = ("[@click", "[link=", "\x1b]", "\x9b", "\u202e", "\U000e0041", "模", "\u0301", "x" * 10_000, "$primary")
    assert all(any(kind in text for text in HOSTILE) for kind in kinds)
    assert all(map(is_plain, ("plain", "模型", "e\u0301")))
    assert not any(is_plain(text) for text in ("\x1b", "\x9b", "\u202e", "\U000e0041"))
