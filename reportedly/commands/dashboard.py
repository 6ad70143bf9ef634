"""`reportedly` alone: the dashboard, or where there is no terminal the brief."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from fetchers.progress import Progress
from narrative.tomlcheck import TomlError
from reportedly.clock import system_clock
from reportedly.commands.common import again
from reportedly.commands.common import home as given_home
from reportedly.exits import Exit
from reportedly.home import NOTICE, Home, default_root, ensure, states
from store import feeds, reading, state, views
from store.database import Store
from store.errors import StoreError
from store.models import Brief, Claim, PollSummary

if TYPE_CHECKING:
    from tui.wiring import Acting, Briefing, Earlier, Explaining, Narrating


def _briefs(home: Home) -> Briefing:
    """Briefs of a home; what they need is loaded when the first is asked for, which is after the dashboard's first
    paint."""

    def made(store: Store, since: datetime | None, now: datetime, /, *, claims: Sequence[Claim] | None = None) -> Brief:
        from reportedly.brief import brief

        try:
            topic = home.read_topic()
        except (StoreError, TomlError):
            topic = None  # the next poll tells what is wrong with it; all but the frames can be told
        return brief(store, since, now, topic, claims=claims)

    return made


def _acting() -> Acting:
    """Acts on claims; what they need is loaded with the first."""
    from reportedly import acting

    return acting


def dashboard(options: argparse.Namespace) -> int:
    """Opens the dashboard over the home; a new one is begun there, with what the person chooses."""
    root = options.home or default_root()
    if not _has_terminal():
        open_or_print(given_home(options), system_clock)
        return Exit.DONE
    home = ensure(root, system_clock(), feeds=Home(root).database.exists())
    if open_or_print(home, system_clock, first=_is_empty(home)):
        from reportedly.commands.demo import demo

        return demo(argparse.Namespace(home=root / "demo", port=0))
    return Exit.DONE


def _is_empty(home: Home) -> bool:
    with home.open() as store:
        return not feeds.uncounted(store) and not next(reading.every_story(store), None)


def _has_terminal() -> bool:
    """Whether there is a terminal that could hold the dashboard, or a browser in place of it (`reportedly serve`).

    Textual reads from stdin and paints on stderr, so all three have to be one.
    """
    if os.environ.get("TEXTUAL_DRIVER", "").endswith(":WebDriver"):
        return True
    return all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)) and os.environ.get("TERM") != "dumb"


def _print_brief(home: Home, clock: Callable[[], datetime]) -> None:
    from reportedly.briefforms import plain_lines, sentences

    with home.open() as store:
        found = _briefs(home)(store, state.last_look(store), clock())
    print("\n".join(plain_lines(found, sentences(found, everything=False, command=again(home.root, "brief", "--all")))))


def _saved_views(home: Home) -> list[tuple[str, str]]:
    with home.open() as store:
        return list(views.every(store).items())


def answered(demo: Home, found: PollSummary) -> PollSummary:
    """What a poll of the demo's home found. Raises `StoreError` where its small web is not there to answer."""
    if found.feeds and len(found.failures) == found.feeds:
        raise StoreError(f"the demo's small web is not running; begin it anew with: {again(demo.root, 'demo')}")
    return found


def open_or_print(home: Home, clock: Callable[[], datetime], *, first: bool = False) -> bool:
    """Opens the dashboard, or prints the brief where there is no terminal. `first`: the home is to be begun.

    Says whether the person left it for the demo.
    """
    if not _has_terminal():
        _print_brief(home, clock)
        return False

    from reportedly.beginning import first_start
    from reportedly.tasks import Tasks
    from tui.app import run
    from tui.wiring import Wiring

    def poll(progress: Progress, *, everything: bool, cancelled: Callable[[], bool]) -> PollSummary:
        from reportedly import apart

        found = apart.poll(home, clock, progress, everything=everything, cancelled=cancelled)
        return answered(home, found) if home.is_demo else found

    def explaining() -> Explaining:
        from reportedly.explaining import Explainer

        return Explainer(home.read_topic)

    def narrating() -> Narrating:
        from reportedly.telling import Teller

        return Teller(home.read_topic)

    def earlier() -> Earlier:
        from reportedly.scrubbing import Earlier

        return Earlier(home)

    def undoing() -> Callable[[Store, datetime], list[str]]:
        from reportedly.undoing import undo

        topic = home.read_topic()
        return lambda store, now: undo(store, topic, now)

    # A file that cannot be used is told of in a line; one of an earlier version is brought up to date, as set.
    home.open().close()
    settings = home.settings()
    return run(
        Wiring(
            home.database,
            str(home.root),
            clock,
            poll,
            _briefs(home),
            notice=f"demo: {NOTICE}" if home.is_demo else "",
            theme=settings.dashboard.theme,
            symbols=settings.dashboard.symbols,
            keys=settings.keys,
            commands=settings.commands,
            saved_views=partial(_saved_views, home),
            tasks=Tasks(home, clock),
            first=first_start(home, clock) if first else None,
            acting=_acting,
            explaining=explaining,
            narrating=narrating,
            undoing=undoing,
            states=states,
            earlier=earlier,
        )
    )
