"""Escape leads back to where a jump began, jump by jump, with everything there as it was."""

from __future__ import annotations

import pytest

from tests.tui.driver import dashboard
from tests.tui.sample import Sample
from tui.messages import ShowStory
from tui.typeset import MARGIN
from tui.widgets.reader import Reader

pytestmark = pytest.mark.anyio


async def test_escape_goes_back_jump_by_jump(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        await driver.press("2", "slash")
        await driver.type("claim:c1")
        await driver.press("enter", "j", "enter", "c")
        assert driver.focus == "mention-list"
        await driver.press("G")
        under = next(row for row in driver.rows if "│▌" in row)
        await driver.press("enter")
        assert (driver.focus, "esc goes back" in driver.screen) == ("reader", True)
        assert "Story 9" in driver.screen
        await driver.press("escape")
        assert driver.focus == "mention-list", "from a mention's story to the mention"
        assert under in driver.rows
        await driver.press("escape")
        assert driver.focus == "reader", "from the claim to the story that led to it"
        assert "Story 8" in driver.screen
        assert "claim:c1 · esc clears" in driver.screen, "the list as it was before both"
        margin = next(n for n, row in enumerate(driver.rows) if "▎" in row and " c1" in row)
        region = driver.app.query_one(Reader).region
        await driver.pilot.click(Reader, offset=(MARGIN + 2, margin - region.y))
        await driver.settle()
        assert driver.focus == "reader", "a click on the text is for who selects it"
        await driver.pilot.click(Reader, offset=(3, margin - region.y))
        await driver.settle()
        assert driver.focus == "mention-list", "a click on a claim's number is the way to it"
        await driver.press("f1", "j", "enter", "escape")
        assert driver.focus == "claim-list", "from another claim than the one led to, to the list"
        await driver.press("escape")
        assert driver.focus == "reader", "and from the list back"

        await driver.press("1", "j", "enter", "enter", "escape")
        assert driver.focus == "story-list", "from a story of those of a sentence to these"
        assert "esc goes back · from the brief" in driver.screen
        await driver.press("escape")
        assert driver.focus == "brief-list", "and from these to the sentence"
        await driver.press("4", "enter", "2", "escape")
        assert (driver.focus, "esc" in driver.screen) == ("story-list", False), (
            "a view gone to by its digit leads nowhere"
        )

        await driver.press("slash")
        await driver.type("number 7")
        await driver.press("enter")
        driver.app.post_message(ShowStory(3))
        await driver.settle()
        assert "Story 3 " in driver.screen
        await driver.press("escape")
        assert "number 7 · esc clears" in driver.screen, "what a jump within a view took comes back"
        assert "Story 8 " in driver.screen

        await driver.press("escape")
        driver.app.post_message(ShowStory(3))
        await driver.settle()
        assert "esc goes back ─╯" in driver.screen, "in the whole list nothing else is named beside it"
        await driver.press("1", "2")
        assert "esc goes back" not in driver.screen, "nothing leads back to where one went from by oneself"

        await driver.press("5", "enter", "slash")
        await driver.type("number 3")
        await driver.press("enter", "escape")
        assert (driver.focus, "number 3" in driver.rows[3]) == ("story-list", False), "what was typed since goes first"
        await driver.press("escape")
        assert driver.focus == "feed-list"
