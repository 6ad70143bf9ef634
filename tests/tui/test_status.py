"""The status line: what it says goes again, and not before it can be read."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.tui.driver import dashboard
from tests.tui.sample import Sample
from tui.widgets.status import StatusLine

pytestmark = pytest.mark.anyio


async def test_what_was_said_goes_by_itself_or_as_somebody_goes_on(sample: Sample) -> None:
    now = [sample.wiring.clock()]

    def clock() -> datetime:
        return now[0]

    async with dashboard(replace(sample.wiring, clock=clock)) as driver:
        status = driver.app.query_one(StatusLine)

        async def after(seconds: int, *keys: str) -> str:
            """What is said so much later; where a key is pressed, behind it."""
            now[0] += timedelta(seconds=seconds)
            status.tidy()
            await driver.press(*keys)
            await driver.settle()
            return driver.status

        idle = driver.status
        assert "Last poll" in idle
        await driver.press("2", "s")
        said = driver.status
        assert "aved" in said
        assert await after(2, "j") == said, "a key does not take what nobody can have read"
        assert await after(1, "j") == idle, "a key takes what was to be read"
        await driver.press("s")
        assert await after(7) != idle
        assert await after(1) == idle, "nobody needs to do anything for it to go"

        driver.app.failed("no space left", "Exporting")
        assert "no space left" in await after(7, "j"), "an error takes longer to be read"
        assert await after(1, "j") == idle
        driver.app.failed("no space left", "Exporting")
        assert "no space left" in await after(29)
        assert await after(1) == idle

        await driver.press("r")
        await driver.poll_ends()
        told = driver.status
        assert told != idle
        assert "polled" in await after(3600), "what work came to waits for whoever went away from it"
        assert "polled" not in await after(0, "j")
