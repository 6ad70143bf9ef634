"""The screens in docs/screens: every view at three sizes as text, some as SVG; and the goldens that tests compare with.

python -m tests.tui.goldens     writes them anew; then look at what changed: git diff docs/screens
"""

from __future__ import annotations

import asyncio
import re
import shutil
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path

from reportedly.beginning import first_start
from reportedly.home import NOTICE, ensure
from store import claims, reading
from store.database import Store, open_store
from store.query import Query
from tests.tui import press, sample
from tests.tui.driver import SIZES, Driver, dashboard
from tests.tui.polls import FakePoll
from tui.views.claims import ClaimsView
from tui.views.stories import StoriesView
from tui.wiring import Wiring

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screens"
#: Written as SVG as well, at this size.
DRAWN, DRAWN_AT = ("brief", "story", "diff", "claim", "narrative", "outlets"), (120, 40)
#: A story that is edited in silence later; and one of whose claims the most told is shown.
EDITED = "https://morning-kestrel.example/mythos-returns-for-a-chosen-few"
TELLING = "https://halyard-wire.example/amazon-chief-reportedly-raised-alarm"


@dataclass
class Screens:
    """The screens of one walk, by the name of the file that each goes to."""

    files: dict[str, str] = field(default_factory=dict)

    def take(self, driver: Driver, name: str) -> None:
        size = driver.app.size
        place = f"{name}-{size.width}x{size.height}"
        self.files[f"{place}.txt"] = "".join(f"{row.rstrip()}\n" for row in driver.rows)
        if name in DRAWN and size == DRAWN_AT:
            self.files[f"{place}.svg"] = _tidied(driver.app.export_screenshot(title="reportedly", simplify=True))


def _tidied(svg: str) -> str:
    """Without the address that Rich has its font loaded from, and with names that do not change with every letter."""
    svg = re.sub(r"@font-face \{.*?\n    \}\n\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"terminal-\d+-", "t-", svg).replace("<svg ", '<svg xml:space="preserve" ', 1)
    return "".join(f"{row.rstrip()}\n" for row in svg.splitlines() if row.strip())


def _subjects(store: Store) -> tuple[int, int]:
    """The story and the claim that are shown alone."""
    (edited,) = [story.id for story in reading.every_story(store) if story.url == EDITED]
    told = [c for c in claims.select(store, Query(), press.NOW) if any(m.url == TELLING for m in c.mentions)]
    return edited, max(told, key=lambda claim: (len(claim.mentions), -claim.id)).id


def wiring(database: Path) -> Wiring:
    """The dashboard over the press's home, with a clock that stands."""
    made = sample.wiring(database, FakePoll(database), f"demo: {NOTICE}")
    return replace(made, home="demo", clock=lambda: press.NOW)


async def walk(template: Path, folder: Path, size: tuple[int, int]) -> dict[str, str]:
    """Goes through every view of a copy of the press's home at a size."""
    screens = Screens()
    database = folder / "press-{}x{}.db".format(*size)
    shutil.copy(template, database)
    with open_store(database) as store:
        edited, told = _subjects(store)
    async with dashboard(wiring(database), size) as driver:
        screens.take(driver, "brief")
        await driver.press("2")
        screens.take(driver, "stories")
        await driver.press("slash")
        await driver.type("unread sta")
        screens.take(driver, "filter")
        await driver.press("escape")
        driver.app.query_one(StoriesView).show_story(edited)
        # Open, and no longer unread.
        await driver.shows("─ 2 versions: d")
        await driver.press("t")
        screens.take(driver, "story")
        await driver.press("d")
        screens.take(driver, "diff")
        await driver.press("3")
        screens.take(driver, "claims")
        driver.app.query_one(ClaimsView).show_claim(told)
        await driver.settle()
        screens.take(driver, "claim")
        for key, name in (("f", "figures"), ("t", "tree"), ("i", "life")):
            await driver.press(key)
            screens.take(driver, name)
        await driver.press("m", "j", "w")
        screens.take(driver, "why")
        await driver.press("4", "j", "j")
        screens.take(driver, "narrative")
        for key, name in (("e", "events"), ("f", "frames"), ("o", "outlets")):
            await driver.press(key)
            screens.take(driver, name)
        await driver.press("5")
        screens.take(driver, "feeds")
        await driver.press("e")
        screens.take(driver, "ledger")
        await driver.press("question_mark")
        screens.take(driver, "help")
        await driver.press("escape", "ctrl+p")
        await driver.type("hundred")
        await driver.shows("A hundred names")
        screens.take(driver, "palette")
    return screens.files


async def begin(folder: Path, size: tuple[int, int]) -> dict[str, str]:
    """An empty home's first question."""
    screens = Screens()
    home = ensure(folder / "home-{}x{}".format(*size), press.NOW, feeds=False)
    given = replace(wiring(home.database), notice="", home="~/press", first=first_start(home, lambda: press.NOW))
    async with dashboard(given, size) as driver:
        screens.take(driver, "first")
    return screens.files


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        database = Path(scratch) / "reportedly.db"
        press.build(database)
        files: dict[str, str] = {}
        for size in SIZES:
            files |= asyncio.run(walk(database, Path(scratch), size)) | asyncio.run(begin(Path(scratch), size))
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.iterdir():
        if old.name not in files:
            old.unlink()
    for name, text in files.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    print(f"{len(files)} screens written to docs/screens")


if __name__ == "__main__":
    main()
