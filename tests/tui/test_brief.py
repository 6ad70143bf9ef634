"""The Brief: what changed, and where each sentence leads."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

import pytest

from store import claims, state
from store.database import Store, open_store
from store.models import Brief, BriefLine, Claim, Stance
from tests.conftest import NOW
from tests.narrative import build
from tests.tui.driver import dashboard
from tests.tui.sample import Sample
from tui.standing import standing
from tui.views.brief import BriefView
from tui.views.stories import StoriesView
from tui.wiring import Wiring

pytestmark = pytest.mark.anyio


def _saying(sample: Sample, *lines: BriefLine) -> Wiring:
    kept = sample.wiring

    def brief(store: Store, since: datetime | None, now: datetime, **_: object) -> Brief:
        return Brief(since, now, lines)

    return Wiring(kept.database, kept.home, kept.clock, kept.poll, brief)


async def test_it_opens_with_what_changed_since_the_last_look(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        async for _ in driver.sizes():
            assert "1 Brief" in driver.screen
            assert "Since you last looked: 16 Jun" in driver.screen
            assert "4 new stories" in driver.screen
            assert driver.focus == "brief-list"


async def test_the_last_look_is_remembered_but_serves_for_this_session(sample: Sample) -> None:
    async with dashboard(sample.wiring) as driver:
        with open_store(sample.database) as store:
            assert state.last_look(store) == NOW
        await driver.press("full_stop")
        assert "Since you last looked: 16 Jun" in driver.screen


async def test_b_goes_further_back_and_to_the_last_look_again(sample: Sample) -> None:
    """However fast it is pressed."""
    async with dashboard(sample.wiring) as driver:
        for key, said in (
            ("b", "The last day: since 1 Jul 12:00"),
            ("b", "The last week: since 25 Jun 12:00"),
            ("full_stop", "The last week: since 25 Jun 12:00"),
            ("b", "The last month: since 2 Jun 12:00"),
            ("b", "Since you last looked: 16 Jun"),
        ):
            await driver.press(key)
            assert said in driver.screen
        await driver.pilot.press("b", "b", "b")
        await driver.settle()
        assert "The last month: since 2 Jun 12:00" in driver.screen


async def test_each_sentence_leads_to_what_it_rests_on(sample: Sample) -> None:
    lines = (
        BriefLine("stories", "Two came.", (4, 5)),
        BriefLine("hardened", "It hardened.", (), (2,)),
        BriefLine("hardened", "That too.", (4, 5), (1,)),
        BriefLine("feeds", "2 feeds fail."),
        BriefLine("frames", "It is spoken of otherwise."),
    )
    async with dashboard(_saying(sample, *lines)) as driver:
        assert "What it rests on · 2 stories" in driver.screen, "where there is room, that stands beside it"
        await driver.press("l")
        assert driver.focus == "basis-stories"
        await driver.press("escape")
        assert driver.focus == "brief-list", "escape goes back to the sentences"
        await driver.press("l", "enter")
        assert driver.focus == "reader", "a story beside it is opened"
        await driver.press("1", "h", "enter")
        stories = driver.app.query_one(StoriesView).stories
        assert {story.id for story in stories.items} == {4, 5}, "enter shows its stories"
        assert "from the brief: Two came." in driver.screen
        await driver.press("escape")
        assert len(stories.items) == 24

        await driver.press("1", "j")
        assert "What it rests on · 1 claim" in driver.screen
        await driver.press("enter")
        assert "Claim c2" in driver.screen, "enter goes to its claim"
        assert driver.focus == "mention-list"
        await driver.press("1", "l", "enter")
        assert driver.focus == "mention-list", "a claim beside it is opened"

        await driver.press("1", "h", "j")
        assert "That too. c1, 4, 5" in driver.screen, "a sentence shows its ids"
        assert "What it rests on · 1 claim, 2 stories" in driver.screen
        await driver.press("l", "l", "enter")
        assert driver.focus == "reader"

        await driver.press("1", "h", "h", "j", "enter")
        assert driver.focus == "feed-list", "feeds that fail lead to the feeds"
        await driver.press("1", "j", "enter")
        assert "leads to no story" in driver.status, "one that leads nowhere says so"


async def test_the_claim_is_shown_with_the_words_that_led_to_it(sample: Sample) -> None:
    """One claim is told in several wordings; whoever comes to it sees that it is the one."""
    said = BriefLine("emerged", "New: “Lumen may have been…”, first by nobody.", (), (1,))
    async with dashboard(_saying(sample, said, BriefLine("hardened", "It hardened.", (), (2,)))) as driver:
        await driver.press("enter")
        told = next(row for row in driver.rows if "told as “Lumen may have been…”" in row)
        assert "[1" in told
        # Another claim, and the same one come to in another way, is shown without.
        await driver.press("1", "j", "enter")
        assert "told as" not in driver.screen
        await driver.press("4", "enter")
        assert "Claim c1" in driver.screen
        assert "told as" not in driver.screen


@pytest.mark.parametrize("lines", [(), (BriefLine("nothing", "Nothing new: 24 stories are as they were."),)])
async def test_where_nothing_is_new_it_says_so_and_tells_what_stands(
    sample: Sample, lines: tuple[BriefLine, ...]
) -> None:
    async with dashboard(_saying(sample, *lines)) as driver:
        assert "Nothing new since 16 Jun" in driver.screen
        assert "1 Brief · nothing new" in driver.screen
        told = driver.app.query_one(BriefView).brief.items
        assert [line.claim_ids for line in told] == [(1,), (2,)]
        assert told[0].text.startswith("Asserted 3 times and denied once: “Lumen was switched off")
        assert "enter shows what a sentence rests on" in driver.screen
        await driver.press("enter")
        assert "Claim c1" in driver.screen


async def test_without_claims_nothing_stands_and_no_key_is_offered_for_it(sample: Sample) -> None:
    with open_store(sample.database) as store:
        claims.replace(store, [])
    async with dashboard(_saying(sample)) as driver:
        assert "Nothing new since you last looked." in driver.screen
        assert "enter shows" not in driver.screen


def test_what_stands_tells_no_claim_twice_and_is_bounded() -> None:
    def claim(number: int, *stances: Stance) -> Claim:
        return build.claim(number, *build.told(*stances, first=10 * number))

    contested = [claim(number, Stance.ASSERTED, Stance.DENIED) for number in range(1, 8)]
    hardened = [claim(number, *[Stance.HEDGED] * 3, *[Stance.ASSERTED] * 3) for number in range(8, 15)]
    told = standing([*contested, *hardened])
    ids = [line.claim_ids[0] for line in told]
    assert len(set(ids)) == len(ids)
    assert Counter(line.kind for line in told) == {"contested": 3, "hardened": 3, "emerged": 3, "spread": 3}


async def test_what_matters_most_is_shown_and_the_rest_is_a_key_away(sample: Sample) -> None:
    lines = [BriefLine("stories", "Two came.", (4, 5))]
    lines += [BriefLine("emerged", f"Claim {n} of {'many ' * 30}", (), (1,), weight=90.0 - n) for n in range(40)]
    async with dashboard(_saying(sample, *lines)) as driver:
        brief = driver.app.query_one(BriefView)
        assert len(brief.brief.items) < 20
        assert f"{len(brief.brief.items) - 1} of 41 changes" in driver.screen
        await driver.press("G")
        assert "Enter shows them." in driver.screen
        await driver.press("enter")
        assert len(brief.brief.items) == 41
        assert driver.focus == "brief-list"
        await driver.press("escape")
        assert len(brief.brief.items) < 20


async def test_the_strip_gives_each_feed_a_sign(sample: Sample) -> None:
    async with dashboard(sample.wiring, (80, 24)) as driver:
        assert "✗!✓✓✓" in driver.screen
        assert "1 down" in driver.screen
        assert driver.app.query_one(BriefView).snapshot is not None
