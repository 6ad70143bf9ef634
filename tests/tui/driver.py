"""Drives the dashboard in a test: keys in, the screen's text out."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from rich.console import RenderableType
from textual import events
from textual._compositor import Compositor
from textual._context import visible_screen_stack
from textual._styles_cache import StylesCache
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.strip import Strip
from textual.worker import WorkerCancelled, WorkerFailed

from tui.app import Dashboard
from tui.wiring import Wiring

SIZES = [(80, 24), (120, 40), (200, 60)]


class Driver:
    """A dashboard that runs without a terminal."""

    def __init__(self, app: Dashboard, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot
        self._drawn: list[str] | None = None
        self._painted = False

    async def settle(self) -> None:
        """Waits until nothing that reads or writes the store is under way and its results are shown."""
        for _ in range(9):
            await self._turns()
            while self.app.desk.busy:
                await self._end_of("desk")
                await self._turns()
            # Lays out and draws; what that sets going has another round.
            self.app.screen._on_timer_update()
            if self._painted:
                break
            self._paint()
        await self._turns()

    def updated(self) -> None:
        """Says that what was drawn is no longer what the screen shows."""
        self._drawn, self._painted = None, False

    def _paint(self) -> None:
        """Has each widget draw its lines. They are put together to a screen only where somebody looks."""
        # What shows through a box that lies over it is drawn too.
        visible_screen_stack.set(self.app._background_screens)
        self._painted = True
        for _ in self.app.screen._compositor._get_renders():
            pass

    def _draw(self) -> list[str]:
        if self._drawn is None:
            visible_screen_stack.set(self.app._background_screens)
            strips: list[Strip] = self.app.screen._compositor.render_strips()
            self._drawn = ["".join(segment.text for segment in strip) for strip in strips]
        return self._drawn

    async def _turns(self) -> None:
        """Lets the loop turn until nobody but this waits for a turn: every message has been taken, and what it set
        going. Textual's own pause asks each widget by a message, and costs ten times as much."""
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(0)
            if self.app._exception is not None:
                raise self.app._exception
            if not loop._ready:  # type: ignore[attr-defined]
                return

    async def _end_of(self, group: str) -> None:
        for worker in list(self.app.workers):
            if worker.group == group:
                with contextlib.suppress(WorkerCancelled, WorkerFailed):
                    await worker.wait()

    async def press(self, *keys: str) -> None:
        """Presses keys, each only when the one before has had its effect."""
        for key in keys:
            self.app.post_message(events.Key(key, key if len(key) == 1 else None))
            await self.settle()

    async def type(self, text: str) -> None:
        """Types text into the focused input."""
        for letter in text:
            self.app.post_message(events.Key(_character_to_key(letter), letter))
        await self.settle()

    async def shows(self, words: str) -> None:
        """Waits until some words are on the screen, where they come of work that is not the desk's."""
        end = time.monotonic() + 20
        while words not in self.screen:
            assert time.monotonic() < end, f"{words!r} did not come:\n{self.screen}"
            await self.pilot.pause(0.02)
        await self.settle()

    async def sizes(self) -> AsyncIterator[tuple[int, int]]:
        """Makes the terminal as large as each of SIZES, one after another."""
        for size in SIZES:
            await self.pilot.resize_terminal(*size)
            await self.settle()
            yield size

    async def poll_ends(self) -> None:
        """Waits for the poll's end."""
        await self._end_of("poll")
        await self.settle()

    async def opened(self) -> None:
        """Waits until the browser was handed what it is to open."""
        await self._end_of("browser")
        await self.settle()

    @property
    def rows(self) -> list[str]:
        """The lines of the screen."""
        return self._draw()

    @property
    def screen(self) -> str:
        """The screen as text."""
        return "\n".join(self.rows)

    @property
    def status(self) -> str:
        """The line above the keys."""
        return self.rows[-2]

    @property
    def focus(self) -> str:
        """The id of what has the focus."""
        focused = self.app.focused
        return (focused.id or type(focused).__name__) if focused else ""


@contextlib.contextmanager
def drawn_once(driver: Driver) -> Iterator[None]:
    """Without a terminal Textual draws every change and throws it away: two fifths of these tests' time. So what has
    changed is only noted, and the whole drawn when all is settled, as it is to be read."""
    render = Compositor.render_update

    def noted(self: Compositor, full: bool = False, **options: Any) -> RenderableType | None:
        if "simplify" in options:  # a screenshot
            return render(self, full, **options)
        if self._dirty_regions:
            driver.updated()
            self._dirty_regions.clear()
        return None

    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(Compositor, "render_update", noted)
        yield


@asynccontextmanager
async def dashboard(
    wiring: Wiring, size: tuple[int, int] = (116, 30), kind: type[Dashboard] = Dashboard
) -> AsyncIterator[Driver]:
    """A running dashboard with everything shown."""
    app = kind(wiring)
    async with app.run_test(size=size) as pilot:
        driver = Driver(app, pilot)
        with drawn_once(driver):
            # The views come one after another, and what they show after them.
            for _ in range(5):
                await driver.settle()
                if app.composed and app.snapshot:
                    break
            await driver.settle()
            yield driver
    # Textual remembers each widget's drawn lines in a cache on the class; a hundred dashboards of them slow every
    # collection of garbage down.
    StylesCache.get_inner_outer.cache_clear()
