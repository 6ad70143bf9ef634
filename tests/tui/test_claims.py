"""The Claims view: the list, every mention with its evidence, and the way to the story."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from store import claims
from store.database import open_store
from store.models import Stance
from store.query import Query
from tests.conftest import NOW
from tests.narrative.build import claim, mention
from tests.tui.driver import dashboard
from tests.tui.sample import Sample
from tui.mentioned import RUNGS, Kind, lines_of
from tui.views.claims import ClaimsView
from tui.views.stories import StoriesView
from tui.widgets.mention_list import MentionList

pytestmark = pytest.mark.anyio


async def test_a_claim_says_who_how_many_and_how_surely(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        async for _ in driver.sizes():
            await driver.press("3")
            assert "3 Claims · 2" in driver.screen
            assert "≠ Lumen was switched off for every customer." in driver.screen
            assert "5 outlets, 9 chains" in driver.screen
            assert "first 12 Jun 08:00 Northern" in driver.screen
            assert "≠ contested  ▲ hardening" in driver.screen
            assert re.search(r"c1 +[·▁▂▃▄▅▆▇█]{14} ", driver.screen)


async def test_enter_shows_every_mention_oldest_first(sample: Sample) -> None:
    async with dashboard(sample.wiring, (120, 60)) as driver:
        await driver.press("3", "enter")
        assert driver.focus == "mention-list"
        rows = [row for row in driver.rows if "12 Jun" in row or "13 Jun" in row]
        assert any("H  Northern Ledger  hedged" in row and "first" in row for row in rows)
        assert any("A  Kilobyte  attributed · Officials" in row for row in rows)
        assert "▲ hardening" in driver.screen
        parts = ("may have been", "Was Lumen", "ministry denied", "Officials said")
        places = [driver.screen.index(part) for part in parts]
        assert places == sorted(places)


async def test_a_claim_shows_its_evidence_and_figures_and_a_filter_narrows_the_list(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        await driver.press("3", "enter")
        mentions = driver.app.query_one(ClaimsView).mentions
        row = next(item for item in mentions.items if item.mention and item.mention.attributed_to == "Officials")
        sentence = mentions.lines(row, 60)[1]
        found = {sentence.plain[span.start : span.end]: str(span.style) for span in sentence.spans}
        marks = {"Officials": "italic on $source-tint", "said": "bold underline $stance-attributed"}
        assert found == marks, "cue and source stand out at their offsets"
        await driver.press("enter")
        assert mentions.mention == 1, "enter on the claim itself goes to its first mention"
        await driver.press("o")
        assert driver.focus == "reader", "o to its story"

        await driver.press("3", "f1", "j", "enter")
        assert "about 90 Kilobyte" in driver.screen, "figures that differ are listed with who gives them"
        assert "about 91 Northern" in driver.screen
        driver.app.query_one(ClaimsView).show_claim(77)
        await driver.settle()
        assert "c77 is gone" in driver.status

        await driver.press("f1", "slash")
        await driver.type("stance:denied")
        assert "1 claim fits" in driver.screen, "a filter narrows the claims"
        await driver.press("enter", "escape")
        assert "3 Claims · 2" in driver.screen
        await driver.press("slash")
        await driver.type("unread")
        assert "said of stories, not of claims" in driver.screen
        await driver.press("escape", "slash", "enter")
        assert driver.focus == "claim-list"


def test_first_is_the_mention_that_lists_name_and_what_has_only_some_of_the_words_is_marked() -> None:
    vague = mention(1, Stance.HEDGED)
    made = claim(1, replace(vague, likeness=0.2), mention(2, Stance.ASSERTED))
    shown = MentionList(id="mentions")
    whole = replace(made, mentions=(vague, *made.mentions[1:]))
    for one, notes in ((made, ["in part", "first"]), (whole, ["first", ""])):
        heads = [shown.lines(row, 60)[0].plain for row in lines_of(one) if row.kind is Kind.MENTION]
        assert [next((note for note in ("in part", "first") if note in head), "") for head in heads] == notes


async def test_the_ladder_stands_over_the_mentions_and_leads_to_them(sample: Sample) -> None:
    """A row an outlet, a letter a rung; enter on an outlet goes to its first mention, enter there to the story."""
    async with dashboard(sample.wiring, (160, 50)) as driver:
        await driver.press("3", "enter")
        row = next(row for row in driver.rows if "Harbour Times" in row and "─" in row and "hedged" not in row)
        assert "H" in row.split("Harbour Times")[1]
        assert "H→S" in row
        assert driver.screen.index("H→S") < driver.screen.index("Lumen may have been")

        mentions = driver.app.query_one(ClaimsView).mentions
        ground = mentions.get_visual_style("rows--cursor").background
        assert ground is not None

        def lit(line: int) -> bool:
            return any(
                segment.style is not None and segment.style.bgcolor == ground.rich_color
                for segment in mentions.render_line(line)
            )

        # It would be a block of colour over half of the screen, and its faint words hardly to be read.
        assert mentions.render_line(0).text.startswith("▌")
        assert not lit(0), "the cursor marks the head of a claim at its edge alone"
        await driver.press("j")
        place = next(line for line in range(40) if mentions.render_line(line).text.startswith("▌"))
        assert lit(place)

        await driver.press("j", "enter")
        assert mentions.mention == 2
        assert mentions.current is not None
        assert mentions.current.mention is not None
        assert mentions.current.mention.outlet == "Harbour Times"


async def test_a_long_ladder_is_folded_and_a_copy_has_a_small_letter(sample: Sample) -> None:
    with open_store(sample.database) as store:
        (claim, *others) = claims.select(store, Query(), NOW)
        chains = [replace(one, chain=1 if number < 2 else None) for number, one in enumerate(claim.mentions)]
        claims.replace(store, [replace(claim, mentions=tuple(chains)), *others])
    async with dashboard(sample.wiring, (160, 50)) as driver:
        await driver.press("3", "enter")
        row = next(row for row in driver.rows if "Harbour Times" in row and "─" in row and "hedged" not in row)
        assert "h" in row.split("Harbour Times")[1]
        assert "small: a copy" in driver.screen
    many = [
        replace(one, outlet=f"Outlet {number}", chain=number)
        for number, one in enumerate(one for _ in range(5) for one in claim.mentions)
    ]
    told = lines_of(replace(claim, mentions=tuple(many)))
    assert [line.number for line in told if line.kind is Kind.REST] == [45 - RUNGS]
    assert sum(line.kind is Kind.RUNG for line in told) == RUNGS
    assert sum(line.kind is Kind.RUNG for line in lines_of(replace(claim, mentions=tuple(many)), unfolded=True)) == 45


async def test_i_tells_the_life_and_every_row_leads_to_its_mention(sample: Sample) -> None:
    async with dashboard(sample.wiring, (120, 40)) as driver:
        await driver.press("3", "enter", "i")
        assert "Claim c1 · its life" in driver.screen
        assert "≠ contested" in driver.screen
        assert "it was denied, and another chain has made it since" in driver.screen
        await driver.press("j", "j", "enter")
        assert driver.focus == "reader"
        await driver.press("3", "enter", "escape")
        assert driver.focus == "mention-list"


async def test_a_refolded_tree_keeps_its_place(sample: Sample) -> None:
    with open_store(sample.database) as store:
        (claim, *others) = claims.select(store, Query(), NOW)
        copied = [replace(one, chain=1 if number < 3 else None) for number, one in enumerate(claim.mentions)]
        claims.replace(store, [replace(claim, mentions=tuple(copied)), *others])
    async with dashboard(sample.wiring, (120, 40)) as driver:
        await driver.press("3", "t")
        assert "▸ ×2 copies" in driver.screen
        await driver.press("j", "j", "j", "enter")
        assert "▾ ×2 copies" in driver.screen
        await driver.press("space")
        assert "▸ ×2 copies" in driver.screen


async def test_where_it_is_narrow_a_claim_has_the_screen_and_leads_to_its_story(sample: Sample) -> None:
    async with dashboard(sample.wiring, (80, 24)) as driver:
        await driver.press("3", "enter")
        assert not driver.app.query_one("#claims-pane").size
        await driver.press("escape")
        assert driver.focus == "claim-list", "escape goes back to the list"
        assert driver.app.query_one("#claims-pane").size
        await driver.press("enter", "enter", "enter")
        assert driver.focus == "reader", "enter on a mention opens the story at the sentence"
        assert "Lumen may have been switched off" in driver.screen
        story = driver.app.query_one(StoriesView).stories.current
        assert story is not None
        assert story.id == 1
        await driver.press("escape")
        assert driver.focus == "mention-list"
        assert not driver.app.query_one("#claims-pane").size, "back from there, it has the screen again"


async def test_without_claims_it_says_what_brings_some(sample: Sample) -> None:
    with open_store(sample.database) as store:
        claims.replace(store, [])
    async with dashboard(sample.wiring) as driver:
        await driver.press("3")
        assert "No claim is made by two independent stories yet." in driver.screen
        await driver.press("4", "enter", "j", "l")
        assert "reportedly analyse" in driver.screen


@pytest.mark.parametrize(("later", "until"), [(timedelta(0), "2 Jul"), (timedelta(days=400), "15 Jun")])
async def test_sparklines_end_with_the_coverage_once_that_is_long_over(
    sample: Sample, later: timedelta, until: str
) -> None:
    async with dashboard(replace(sample.wiring, clock=lambda: NOW + later), (160, 40)) as driver:
        await driver.press("3")
        assert any(bar in row for row in driver.rows for bar in "▁▂▃▄▅▆▇█" if " c1 " in row)
        assert f"12 Jun – {until}" in driver.screen
