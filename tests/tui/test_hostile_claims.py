"""Hostile text in claims, outlets, sources and notes, through every part of the Claims and Narrative views."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reportedly import acting
from reportedly.telling import Teller
from store import claims
from store.database import open_store
from store.models import ActKind
from store.query import Query
from tests.conftest import NOW
from tests.tui import sample, test_hostile
from tests.tui.driver import dashboard
from tests.tui.test_hostile import HOSTILE, Bare
from tests.tui.test_text import is_plain
from tui.views.claims import ClaimsView
from tui.wiring import Wiring

pytestmark = pytest.mark.anyio
wiring = test_hostile.wiring

#: From view to view and through everything that each can show; a note and a name are begun and left.
KEYS = (
    *("3", "j", "f", "G", "escape", "t", "G", "escape", "i", "G", "escape", "G", "space", "escape", "A", "escape"),
    *("R", "escape", "M", "escape", "4", "j", "j", "e", "G", "f", "G", "o", "G", "d", "left_square_bracket", "s", "t"),
)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_claims_and_narrative_show_it_as_plain_text(
    wiring: Wiring, database: Path, size: tuple[int, int]
) -> None:
    with open_store(database) as store:
        acting.mark(store, ActKind.NOTE, 1, NOW, HOSTILE[0])
        (noted,) = [claim.id for claim in claims.select(store, Query(), NOW) if claim.note]
    whole = replace(wiring, narrating=lambda: Teller(sample.topic), acting=lambda: acting)
    async with dashboard(whole, size, Bare) as driver:
        seen = []
        for key in KEYS:
            await driver.press(key)
            seen.append(driver.screen)
            for row in driver.rows:
                assert is_plain(row), (key, row)
        assert "[@click=app.quit]" in "\n".join(seen)
        driver.app.query_one(ClaimsView).show_claim(noted)
        await driver.press("3", "enter", "g", "g")
        assert "✎ note [@click=app.quit]x[/]" in driver.screen
