"""What changed between two versions: words found, set in one column or two, and shown by key."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import pages, reading
from store.database import open_store
from store.pages import FetchedPage
from tests.conftest import NOW
from tests.tui.driver import dashboard
from tests.tui.sample import FITS, Sample
from tests.tui.test_hostile import HOSTILE, Bare
from tests.tui.test_text import is_plain
from tui.diffing import Change, pair, paragraphs
from tui.views.stories import StoriesView

texts = st.text(alphabet="ab \n.é模", max_size=60)


@given(texts, texts)
def test_both_versions_can_be_read_out_of_what_changed(old: str, new: str) -> None:
    runs = pair(old, new).runs
    assert "".join(run.text for run in runs if run.change is not Change.COME) == old
    assert "".join(run.text for run in runs if run.change is not Change.GONE) == new
    assert all(one.change is not other.change for one, other in pairwise(runs))


@given(texts, texts)
def test_no_paragraph_is_lost(old: str, new: str) -> None:
    found = paragraphs(old, new)
    assert [one.old for one in found if one.old is not None] == [part for part in old.split("\n") if part.strip()]
    assert [one.new for one in found if one.new is not None] == [part for part in new.split("\n") if part.strip()]


@pytest.mark.parametrize(
    ("old", "new", "gone", "come"),
    [
        ("It may have been closed.", "It was closed.", ["may have been"], ["was"]),
        ("About 90 firms.", "About 120 firms.", ["90"], ["120"]),
        ("暂停访问模型", "恢复访问模型", ["暂停"], ["恢复"]),
        ("Some 1,000 firms.", "About 100 firms.", ["Some 1,000"], ["About 100"]),
        ("Same words.", "Same words.", [], []),
        ("", "All new.", [], ["All new."]),
    ],
)
def test_the_words_that_changed(old: str, new: str, gone: list[str], come: list[str]) -> None:
    runs = pair(old, new).runs
    assert [run.text.strip() for run in runs if run.change is Change.GONE] == gone
    assert [run.text.strip() for run in runs if run.change is Change.COME] == come


def test_texts_made_to_be_slow_are_not() -> None:
    begun = time.process_time()
    paragraphs("a b " * 20_000, "b a c " * 15_000)
    paragraphs("\n".join(["a", "b"] * 20_000), "\n".join(["b", "c"] * 20_000))
    assert time.process_time() - begun < 3


def _revise(sample: Sample, story_id: int, *texts: str) -> None:
    with open_store(sample.database) as store:
        for text in texts:
            pages.save(store, FetchedPage(story_id, text, FITS, language="en"), NOW)


pytest_anyio = pytest.mark.anyio


@pytest_anyio
async def test_d_shows_the_last_change_and_back(sample: Sample) -> None:
    before = "Lead.\nIt may have been closed.\nEnd one.\nEnd two.\nEnd three."
    _revise(sample, 3, before, before.replace("may have been", "was"))
    async with dashboard(sample.wiring, (200, 60)) as driver:
        await driver.press("2")
        driver.app.query_one(StoriesView).show_story(3)
        await driver.settle()
        await driver.press("d")
        assert "Version 2 → 3 of 3" in driver.screen or "Version 1 → 2 of 2" in driver.screen
        row = next(row for row in driver.rows if "- It may have been closed." in row)
        assert "│ + It was closed." in row
        assert "2 paragraphs alike" in driver.screen
        await driver.press("d")
        assert "first seen" in driver.screen
        assert "It was closed." in driver.screen


@pytest_anyio
async def test_narrow_it_is_one_column(sample: Sample) -> None:
    _revise(sample, 3, "It may have been closed.", "It was closed.")
    async with dashboard(sample.wiring, (80, 40)) as driver:
        await driver.press("2")
        driver.app.query_one(StoriesView).show_story(3)
        await driver.settle()
        await driver.press("d")
        assert "± It [-may have been-]{+was+} closed." in driver.screen


@pytest_anyio
async def test_which_two_versions_is_chosen(sample: Sample) -> None:
    _revise(sample, 3, "One.", "Two.", "Three.", "Four.")
    with open_store(sample.database) as store:
        last = len(reading.revisions(store, 3))
    async with dashboard(sample.wiring, (200, 60)) as driver:
        await driver.press("2")
        driver.app.query_one(StoriesView).show_story(3)
        await driver.settle()
        for key, old, new in (
            ("d", last - 1, last),
            ("]", last - 1, last),
            ("[", last - 2, last - 1),
            ("{", last - 3, last - 1),
            ("}", last - 2, last - 1),
            ("}", last - 2, last - 1),
        ):
            names = {"]": "right_square_bracket", "[": "left_square_bracket"}
            names |= {"{": "left_curly_bracket", "}": "right_curly_bracket"}
            await driver.press(names.get(key, key))
            assert f"Version {old} → {new} of {last}" in driver.screen, key
        await driver.press("escape")
        assert "Version" not in driver.screen
        assert driver.focus == "reader"


@pytest_anyio
async def test_a_story_of_one_version_says_so(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        await driver.press("2", "d")
        assert "has one version: nothing changed" in driver.status


@pytest_anyio
@pytest.mark.parametrize("size", [(80, 40), (200, 60)])
async def test_hostile_versions_are_plain_text(sample: Sample, size: tuple[int, int]) -> None:
    for number, text in enumerate(HOSTILE):
        _revise(sample, 3, f"{text} was\n{number}", f"{text} is\n{text}")
    async with dashboard(sample.wiring, size, Bare) as driver:
        await driver.press("2")
        driver.app.query_one(StoriesView).show_story(3)
        await driver.settle()
        await driver.press("t", "d")
        for _ in range(2 * len(HOSTILE)):
            assert "Version" in driver.screen
            for row in driver.rows:
                assert is_plain(row), repr(row)
            await driver.press("left_square_bracket")


@pytest_anyio
async def test_t_makes_hedges_sources_and_figures_stand_out(sample: Sample) -> None:
    _revise(sample, 3, "Officials said 90 firms may have been hit.")
    async with dashboard(sample.wiring, (200, 60)) as driver:
        await driver.press("2")
        view = driver.app.query_one(StoriesView)
        view.show_story(3)
        await driver.settle()

        def marked() -> set[str]:
            content = next(line for line in view.reader._lines if "Officials said" in line.plain)
            return {content.plain[span.start : span.end] for span in content.spans}

        every = {"Officials", "90", "may"}
        assert not every & marked()
        for shown in (every, {"may"}, {"Officials"}, {"90"}, set()):
            await driver.press("t")
            assert every & marked() == shown
            assert "Highlighted: " in driver.status
