"""The Narrative view: days, claims by day, the ladder."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.tui.driver import dashboard
from tests.tui.sample import Sample
from tui.views.narrative import NarrativeView

pytestmark = pytest.mark.anyio


async def test_days_claims_and_ladder_stand_on_one_screen(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        async for _ in driver.sizes():
            await driver.press("4")
            assert "Stories a day" in driver.screen
            assert "24 in all" in driver.screen
            assert "Stance ladder · c1 · 9 stories, 5 outlets, 9 chains" in driver.screen
            assert "Q questioned  H hedged  A attributed  S asserted  D denied" in driver.screen
            assert "12 Jun" in driver.screen


async def test_a_cell_tells_how_often_and_mostly_how(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        await driver.press("4")
        row = next(row for row in driver.rows if "Lumen was switched off" in row)
        assert "4H" in row
        assert "4S" in row


async def test_the_ladder_tells_who_turned_and_when(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        await driver.press("4")
        row = next(row for row in driver.rows if "Northern Ledger" in row)
        assert "H" in row.split("Northern Ledger")[1]
        assert "H→S 13 Jun 09:00" in row


async def test_down_chooses_another_claim_and_enter_goes_to_it(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        await driver.press("4", "j")
        assert "Stance ladder · c2" in driver.screen
        await driver.press("enter")
        assert "Claim c2" in driver.screen
        assert driver.focus == "mention-list"


async def test_enter_on_the_ladder_opens_the_outlets_first_story(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        await driver.press("4", "l", "enter")
        assert driver.focus == "reader"
        await driver.press("4", "escape")
        assert driver.focus == "claim-days"


async def test_brackets_show_earlier_and_later_days(sample: Sample) -> None:
    async with dashboard(sample.wiring, (60, 24)) as driver:
        view = driver.app.query_one(NarrativeView)
        await driver.press("4")
        view.chart.counts = dict.fromkeys(_many_days(), 1)
        view._scale()
        last = view.chart.scale.days[-1]
        await driver.press("left_square_bracket")
        assert view.chart.scale.days[-1] < last
        assert "earlier days" in driver.screen
        await driver.press("right_square_bracket")
        assert view.chart.scale.days[-1] == last


def _many_days() -> list[date]:
    return [date(2026, 5, 1) + timedelta(days=number) for number in range(60)]
