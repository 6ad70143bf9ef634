"""The why of a mention and of a claim in the Claims view, and what kind of claim a row is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from store import claims
from store.database import open_store
from store.models import ClaimKind
from store.query import Query
from tests.conftest import NOW
from tests.tui.driver import dashboard
from tests.tui.sample import Sample
from tui.views.claims import ClaimsView
from tui.views.stories import StoriesView
from tui.widgets.facet_list import FacetList

pytestmark = pytest.mark.anyio


async def test_w_explains_the_mention_under_the_cursor(sample: Sample) -> None:
    """Its terms, its stance and its source, each below the other, at every size."""
    async with dashboard(sample.wiring) as driver:
        async for _ in driver.sizes():
            await driver.press("3", "enter", "g", "g", "enter", "j", "j", "j", "j", "w")
            assert driver.focus == "facet-list"
            assert "Claim c1 · why mention 5" in driver.screen
            assert "A  Kilobyte" in driver.screen
            assert "Why it belongs to c1" in driver.screen
            assert "“suspend” or the like" in driver.screen
            assert "“switched off”" in driver.screen
            assert "[ ] other mentions · esc back" in driver.screen
            await driver.press("G")
            assert "Why on the word of Officials" in driver.screen
            assert "An unnamed source: people without a name." in driver.screen
            assert "“said”: said on the word of an unnamed source." in driver.screen
            await driver.press("escape", "escape")


async def test_terms_cue_and_source_are_marked_in_the_sentence(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        await driver.press("3", "enter", "enter", "j", "j", "j", "j", "w")
        rows = driver.app.query_one(FacetList)
        sentence = rows.lines(rows.items[0], 90)[1]
        found = {sentence.plain[span.start : span.end]: str(span.style) for span in sentence.spans}
        assert found == {
            "Officials": "italic on $source-tint",
            "said": "bold underline $stance-attributed",
            "Lumen": "bold $accent",
            "switched off": "bold $accent",
            "every customer": "bold $accent",
        }


async def test_escape_leads_back_to_the_mention_and_then_to_the_list(sample: Sample) -> None:
    async with dashboard(sample.wiring, (80, 24)) as driver:
        await driver.press("3", "enter", "j", "j", "w", "escape")
        assert driver.focus == "mention-list"
        assert driver.app.query_one(ClaimsView).mentions.cursor == 2
        await driver.press("escape")
        assert driver.focus == "claim-list"


async def test_brackets_go_through_the_mentions(sample: Sample) -> None:
    """And stop at the ends: before the first is the claim as a whole."""
    async with dashboard(sample.wiring, (120, 40)) as driver:
        await driver.press("3", "enter", "right_square_bracket")
        assert driver.app.query_one(ClaimsView).mentions.mention == 1
        await driver.press("w", "right_square_bracket")
        assert "why mention 2" in driver.screen
        assert "Why hedged" in driver.screen
        await driver.press("left_square_bracket", "left_square_bracket", "left_square_bracket")
        assert "Claim c1 · why ─" in driver.screen
        await driver.press("right_square_bracket", "m")
        assert driver.app.query_one(ClaimsView).mentions.mention == 1


async def test_w_on_the_claim_explains_the_claim(sample: Sample) -> None:
    """Its words, its kind and what its mentions have in common; another claim's under the cursor follows."""
    async with dashboard(sample.wiring, (120, 40)) as driver:
        await driver.press("3", "w")
        for words in ("Why these words", "Why a claim", "What its mentions have in common", "9 stories, 5 outlets"):
            assert words in driver.screen
        assert "8 of 9" in driver.screen
        await driver.press("h", "j")
        assert "Claim c2 · why" in driver.screen
        assert "w on a mention explains that mention." in driver.screen


async def test_enter_opens_the_story_at_the_sentence(sample: Sample) -> None:
    async with dashboard(sample.wiring, (80, 24)) as driver:
        await driver.press("3", "enter", "enter", "w", "enter")
        assert driver.focus == "reader"
        story = driver.app.query_one(StoriesView).stories.current
        assert story is not None
        assert story.id == 1


async def test_without_what_explains_the_key_is_not_there(sample: Sample) -> None:
    async with dashboard(replace(sample.wiring, explaining=None), (120, 60)) as driver:
        await driver.press("3", "enter", "j", "w")
        assert driver.focus == "mention-list"


async def test_help_names_the_key(sample: Sample) -> None:
    async with dashboard(sample.wiring, (120, 60)) as driver:
        await driver.press("3", "question_mark")
        assert "Why the mention belongs here" in driver.screen
        assert "To the mention after this one" in driver.screen


@pytest.mark.parametrize("kind", [ClaimKind.QUOTE, ClaimKind.BACKGROUND])
async def test_what_is_no_assertion_says_so_in_the_list_and_beside_its_counts(sample: Sample, kind: ClaimKind) -> None:
    with open_store(sample.database) as store:
        found = claims.select(store, Query(), NOW)
        claims.replace(store, [replace(claim, kind=kind) if claim.id == 1 else claim for claim in found])
    async with dashboard(sample.wiring) as driver:
        async for _ in driver.sizes():
            await driver.press("3")
            assert f"{kind} · Lumen was switched off" in driver.screen
            assert f"{kind} · About 90 firms" not in driver.screen
            await driver.press("enter")
            assert f"{kind} · 9 stories, 5 outlets, 9 chains" in driver.screen
            await driver.press("escape")
