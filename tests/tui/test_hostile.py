"""A home full of hostile text, through every view: shown literally, with nothing that acts on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from textual.app import App
from textual.filter import LineFilter

from store import claims, feeds, stories
from store.database import open_store
from store.feeds import NewFeed, PollOutcome
from store.models import Brief, BriefLine, Claim, Entry, Match, Mention, Relevance, SourceKind, Span, Stance
from store.stories import Arrival
from tests.conftest import NOW
from tests.tui.driver import Driver, dashboard
from tests.tui.polls import FakePoll
from tests.tui.test_text import is_plain
from tui.app import Dashboard
from tui.views.claims import ClaimsView
from tui.views.stories import StoriesView
from tui.wiring import Wiring

pytestmark = pytest.mark.anyio

CLICK = "[@click=app.quit]x[/]"
HOSTILE = [
    CLICK,
    "[/b] x",
    "[link=https://evil.example]y",
    "\x1b]52;c;aGVsbG8=\x07 clip",
    "\x9b2J wipe",
    "\x1b[38;5;201m\x1b[5m\x1bPq#0\x1b\\ blinks",
    "\u202egnp.exe turned\u2066",
    "\U000e0041\U000e0042 tags",
    "x" * 10_000,
    "模型被暂停访问" * 30,
    "e\u0301\u0302\u0303" * 200,
    "$primary [$error]variables",
]


class Bare(Dashboard):
    """The dashboard without its last gate, so that the test sees what would come to it."""

    def get_line_filters(self) -> list[LineFilter]:
        return list(App.get_line_filters(self))


def fill(database: Path) -> None:
    """Writes the home: each text as a feed's title and error, a story, a mention and a claim."""
    found = Relevance(1.0, True, True, tuple(Match(text[:40], text[:20], 1.0) for text in HOSTILE[:6]))
    with open_store(database) as store:
        added = feeds.add(
            store, [NewFeed(f"https://h{n}.example/", t, t[:60], None) for n, t in enumerate(HOSTILE)], NOW
        )
        mentions = []
        for number, text in enumerate(HOSTILE):
            error = PollOutcome(added[number], NOW, "error", NOW, text, error=text)
            feeds.record(store, error)
            said = f"{text[:200]} is what they say."
            entry = Entry(
                f"g{number}", f"https://h{number}.example/{number}", text, text[:50], NOW, content=f"Lead.\n{said}"
            )
            (story_id,) = stories.receive(store, added[number], [Arrival(entry, found, text[:60], "h")], NOW).new
            cue = Span(6, 6 + len(text[:200]))
            mentions.append(
                Mention(
                    story_id,
                    story_id,
                    entry.url,
                    text[:60],
                    NOW,
                    NOW,
                    said,
                    6,
                    6 + len(said),
                    list(Stance)[number % 5],
                    cue,
                    text[:80],
                    SourceKind.PERSON,
                    cue,
                )
            )
        claims.replace(store, [Claim(n + 1, text, tuple(mentions)) for n, text in enumerate(HOSTILE)])


@pytest.fixture
def wiring(database: Path) -> Wiring:
    fill(database)
    brief = Brief(None, NOW, tuple(BriefLine("stories", text, (1,)) for text in HOSTILE))
    poll = FakePoll(database)
    return Wiring(database, CLICK, lambda: NOW, poll, lambda store, since, now, **_: brief, "[/x]\x1b]0;t\x07")


def _check(driver: Driver, seen: list[str]) -> None:
    for row in driver.rows:
        assert is_plain(row), repr(row)
    seen.append(driver.screen)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_every_view_shows_it_as_plain_text(wiring: Wiring, size: tuple[int, int]) -> None:
    async with dashboard(wiring, size, Bare) as driver:
        views: list[Sequence[str]] = [("1",), ("2",), ("R", "R"), ("3",), ("4",), ("5",), ("question_mark", "escape")]
        for keys in views:
            seen: list[str] = []
            for key in keys:
                await driver.press(key)
                _check(driver, seen)
            for _ in range(3 if keys in (("1",), ("4",), ("5",)) else 0):
                await driver.press("ctrl+d")
                _check(driver, seen)
            if len(keys) == 1:
                assert "[@click=app" in "".join(seen), keys
        seen = []
        for number in range(len(HOSTILE)):
            await driver.press("2")
            driver.app.query_one(StoriesView).show_story(number + 1)
            await driver.settle()
            _check(driver, seen)
        await driver.press("3")
        driver.app.query_one(ClaimsView).show_claim(1)
        await driver.settle()
        for _ in range(4):
            await driver.press("ctrl+d")
            _check(driver, seen)
        assert "[/b] x" in "".join(seen)


async def test_a_hostile_query_is_shown_as_it_was_typed(wiring: Wiring) -> None:
    async with dashboard(wiring, kind=Bare) as driver:
        await driver.press("2", "slash")
        await driver.type("[/b]x:[@click=app.bell]")
        assert "[/b]x:[@click=app.bell]" in driver.screen
        await driver.press("enter")
        _check(driver, [])
