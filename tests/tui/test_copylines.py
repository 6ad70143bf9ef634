"""What the reader shows of a story's copies: which they are, and what of the text they share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import copies, reading
from store.copies import Copied, Pair
from store.database import open_store
from store.models import Passage
from tests.conftest import NOW
from tests.tui.driver import dashboard
from tests.tui.sample import Sample
from tui.copylines import copied_ink, copy_lines
from tui.views.stories import StoriesView

spans = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=8)


def seen(spans: list[tuple[int, int]], *, is_parent: bool = False, current: bool = True) -> Copied:
    passages = tuple(Passage(6, start, start + long, 0, long) for start, long in spans)
    return Copied(9, "Outlet", NOW, is_parent, 0.8, "", current, passages)


@given(st.lists(spans, max_size=4))
def test_every_character_that_is_shared_is_marked_once(several: list[list[tuple[int, int]]]) -> None:
    marked = copied_ink([seen(some) for some in several])
    places = [place for one in marked for place in range(one.start, one.end)]
    assert len(places) == len(set(places))
    assert set(places) == {n for some in several for start, long in some for n in range(start, start + long)}


def test_what_it_repeats_comes_before_what_repeats_it_and_a_passage_of_another_version_is_not_marked() -> None:
    assert [one.start for one in copied_ink([seen([(4, 2)], is_parent=True), seen([(9, 2)])])] == [4]
    assert copied_ink([seen([(4, 2)], is_parent=True, current=False)]) == ()
    many = [line.plain for line in copy_lines([seen([(1, 9)])] * 40, 80, NOW)]
    assert sum("story 9" in line for line in many) == 12
    assert any("and 28 more" in line for line in many)


@pytest.mark.anyio
async def test_the_reader_lists_copies_and_t_marks_what_they_share(sample: Sample) -> None:
    with open_store(sample.wiring.database) as store:
        story, other = reading.get(store, 3), reading.get(store, 7)
        end = story.text.index(".")
        pair = Pair(3, 7, 0.85, story.revision_id, other.revision_id, (Passage(7, 0, end, 4, 4 + end),))
        copies.put(store, [3, 7], [pair])
    async with dashboard(sample.wiring, (200, 60)) as driver:
        await driver.press("2")
        view = driver.app.query_one(StoriesView)
        view.show_story(3)
        await driver.settle()
        assert f"repeats      story 7  {other.outlet}" in driver.screen
        assert "85% of the shorter text, 1" in driver.screen

        def marked() -> str:
            content = next(line for line in view.reader._lines if story.text[:20] in line.plain)
            return next((content.plain[s.start : s.end] for s in content.spans if "underline" in str(s.style)), "")

        turns = []
        for _ in range(6):
            await driver.press("t")
            turns.append((driver.status.strip(), marked()))
        ((_, passage),) = [turn for turn in turns if "shared with a copy" in turn[0]]
        assert story.text[:end].startswith(passage)
        assert len(passage) > 20
        view.show_story(7)
        await driver.settle()
        assert "repeated by  story 3" in driver.screen
        view.show_story(10)
        await driver.settle()
        assert "Word for word" not in driver.screen
