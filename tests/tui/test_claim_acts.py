"""Acts on claims from the Claims view: done at once, said with how to undo them, and nothing else moves."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from store import acts, claims
from store.database import open_store
from store.models import Claim
from store.query import parse
from tests.conftest import NOW
from tests.tui import sample as samples
from tests.tui.driver import Driver, dashboard
from tests.tui.sample import Sample
from tui.views.claims import ClaimsView
from tui.views.stories import StoriesView
from tui.widgets.status import StatusLine

pytestmark = pytest.mark.anyio


def stored(sample: Sample) -> dict[int, Claim]:
    with open_store(sample.database) as store:
        return {claim.id: claim for claim in claims.select(store, parse("any"), NOW)}


def listed(driver: Driver) -> list[int]:
    return [claim.id for claim in driver.app.query_one(ClaimsView).claims.items]


def said(driver: Driver) -> str:
    return driver.app.query_one(StatusLine).said.plain


async def test_a_claim_is_pinned_dismissed_and_renamed(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        await driver.press("3", "j", "p")
        assert stored(sample)[2].pinned
        assert listed(driver) == [2, 1], "what is pinned is first"
        assert driver.app.query_one(ClaimsView).claims.current == stored(sample)[2], "the cursor stays with it"
        assert said(driver) == "c2 is pinned: first in every list, and never lost; u undoes it."
        assert "★ pinned" in driver.screen
        await driver.press("p")
        assert listed(driver) == [1, 2]
        assert said(driver) == "c2 is pinned no more; u undoes it."

        await driver.press("k", "x")
        assert stored(sample)[1].dismissed
        assert listed(driver) == [2], "what is dismissed is left out"
        assert "3 Claims · 1" in driver.screen
        await driver.press("slash")
        await driver.type("dismissed")
        await driver.press("enter")
        assert listed(driver) == [1], "a filter brings it back"
        await driver.press("x")
        assert not stored(sample)[1].dismissed
        assert listed(driver) == []
        await driver.press("escape")
        assert listed(driver) == [1, 2]

        await driver.press("g", "g")
        before = stored(sample)
        await driver.press("R", "escape")
        assert driver.focus == "claim-list"
        await driver.press("R")
        await driver.type(" more")
        await driver.press("escape", "R", "enter")
        assert stored(sample) == before, "leaving the line keeps the name, with which it begins"
        await driver.press("R")
        await driver.press("ctrl+u")
        await driver.type("[b]All[/b] were cut off, p and x")
        await driver.press("enter")
        claim = stored(sample)[1]
        assert (claim.statement, claim.named) == ("[b]All[/b] were cut off, p and x", True)
        assert "[b]All[/b] were cut off" in driver.screen
        assert said(driver) == "c1 has its new name; u undoes it."
        assert driver.focus == "claim-list"


async def test_capital_m_marks_one_claim_and_takes_another_into_it(sample: Sample) -> None:
    async with dashboard(sample.wiring, (120, 40)) as driver:
        whole = len(stored(sample)[1].mentions) + len(stored(sample)[2].mentions)
        await driver.press("3", "j", "M")
        assert "c2 is marked; M on another claim takes that into it." in said(driver)
        assert "takes it into c2" in driver.screen
        await driver.press("k", "M")
        assert said(driver) == "c1 is merged into c2; u undoes it."
        assert {number: len(claim.mentions) for number, claim in stored(sample).items()} == {2: whole}
        assert listed(driver) == [2]
        assert "most outlets" in driver.screen


async def test_capital_a_notes_and_an_empty_note_takes_it_off(sample: Sample) -> None:
    async with dashboard(sample.wiring, (120, 40)) as driver:
        await driver.press("3", "A")
        assert "Your note on it" in driver.screen
        await driver.type("ask [b]Kim[/b]")
        await driver.press("enter")
        assert stored(sample)[1].note == "ask [b]Kim[/b]"
        assert said(driver) == "c1 has your note; u undoes it."
        assert "✎ note ask [b]Kim[/b]" in driver.screen
        await driver.press("A", "escape")
        assert stored(sample)[1].note == "ask [b]Kim[/b]"
        await driver.press("A", "ctrl+u", "enter")
        assert not stored(sample)[1].note
        assert said(driver) == "The note on c1 is taken off; u undoes it."
        await driver.press("u")
        assert stored(sample)[1].note == "ask [b]Kim[/b]"


async def test_mentions_are_marked_and_split_off_and_marks_forgotten(sample: Sample) -> None:
    async with dashboard(sample.wiring, (120, 40)) as driver:
        before = stored(sample)
        await driver.press("3", "M", "escape")
        assert said(driver) == "No claim is marked.", "escape forgets a marked claim"
        await driver.press("M", "M")
        assert said(driver) == "No claim is marked.", "and the same key on the same claim"
        assert stored(sample) == before

        await driver.press("j", "enter", "enter", "space", "j", "space", "j", "space", "S")
        assert said(driver) == "All of the mentions of c2 would leave it; leave one at least."
        assert stored(sample) == before

        await driver.press("escape", "k", "S")
        assert "Mark the mentions" in said(driver)
        await driver.press("enter", "space")
        assert "marked" not in driver.screen, "the claim's head is no mention"
        await driver.press("enter", "space", "j", "j", "space")
        assert "✓  H  Northern Ledger" in re.sub(r"✓ +H", "✓  H", driver.screen)
        assert "2 marked · S splits them off" in driver.screen
        await driver.press("S")
        assert said(driver) == "2 mentions of c1 are now c3; u undoes it."
        after = stored(sample)
        assert {number: len(claim.mentions) for number, claim in after.items()} == {1: 7, 2: 3, 3: 2}
        assert [one.sentence for one in after[3].mentions] == [before[1].mentions[n].sentence for n in (0, 2)]
        assert "marked" not in driver.screen
        await driver.press("u")
        assert stored(sample) == before

        await driver.press("escape", "g", "g", "enter", "g", "g", "enter", "j", "S")
        assert said(driver) == "1 mention of c1 is now c4; u undoes it.", "the one under the cursor goes by itself"


async def test_u_takes_acts_back_one_by_one(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        before = stored(sample)
        await driver.press("3", "p", "M", "j", "M")
        assert len(stored(sample)) == 1
        await driver.press("u")
        assert said(driver) == "Undone: c2 is no part of c1 any more."
        assert stored(sample) == before | {1: replace(before[1], pinned=True)}
        await driver.press("u")
        assert said(driver) == "Undone: c1 is pinned no more."
        assert (stored(sample), listed(driver)) == (before, [1, 2])
        await driver.press("u")
        assert said(driver).startswith("Undone: saved, “Lumen report")
        with open_store(sample.database) as store:
            assert len(acts.history(store)) == 2


async def test_stories_that_wait_go_on_waiting(sample: Sample) -> None:
    """An act reads the claims again and nothing else: no list of stories moves under the reader."""
    async with dashboard(sample.wiring) as driver:
        await driver.press("2")
        before = list(driver.app.query_one(StoriesView).stories.items)
        with open_store(sample.database) as store:
            samples.add_story(store, 1, 90)
        await driver.press("3", "p", "2")
        assert list(driver.app.query_one(StoriesView).stories.items) == before


async def test_a_claim_that_is_gone_is_said_to_be(sample: Sample) -> None:
    """Another process merged it away meanwhile."""
    async with dashboard(sample.wiring) as driver:
        await driver.press("3")
        with open_store(sample.database) as store:
            claims.put(store, [], gone=[1])
        await driver.press("p")
        assert "no claim c1" in said(driver)


async def test_without_what_does_them_no_acts_are_offered(sample: Sample) -> None:
    async with dashboard(replace(sample.wiring, acting=None)) as driver:
        before = stored(sample)
        await driver.press("3", "p", "x", "M", "j", "M", "u", "R", "A", "S")
        assert driver.focus == "claim-list"
        assert stored(sample) == before


async def test_the_page_of_keys_names_them(sample: Sample) -> None:
    async with dashboard(sample.wiring, (120, 60)) as driver:
        await driver.press("3", "question_mark")
        for words in (
            "Pin the claim first",
            "Leave the claim out of lists",
            "in your own words",
            "Add your note",
            "Give the marked mentions",
            "Take back what you did last",
        ):
            assert words in driver.screen
