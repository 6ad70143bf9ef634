"""`reportedly demo`: the whole way, on a small invented web served on this machine."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from fetchers.parsing import Parsing
from reportedly import smallweb
from reportedly.commands.common import again
from reportedly.commands.dashboard import open_or_print
from reportedly.exits import Exit, UsageError
from reportedly.home import DEMO_MARK, NOTICE, Home, default_root, ensure
from reportedly.pipeline import poll
from reportedly.progress import Line
from reportedly.saying import say
from store import feeds, state
from store.feeds import NewFeed
from store.wording import counted

#: When the demo polls its web: before and after what is edited, and as the case moves on.
MOMENTS = tuple(
    datetime(2026, month, day, hour, tzinfo=UTC)
    for month, day, hour in (
        (6, 13, 12),
        (6, 14, 16),
        (6, 15, 10),
        (6, 17, 8),
        (6, 24, 18),
        (6, 27, 12),
        (7, 1, 8),
        (7, 9, 20),
    )
)
#: When the person of the demo last looked, after one of its polls: what came since is what its brief tells.
LAST_LOOK = MOMENTS[4] + timedelta(hours=2)


def demo(options: argparse.Namespace) -> int:
    """Serves the small web, polls it as its days go by, and opens the dashboard on what was found."""
    # The demo's web is on this machine; a proxy for the world outside must not be asked for it.
    for name in ("NO_PROXY", "no_proxy"):
        os.environ[name] = ",".join(filter(None, (os.environ.get(name), "127.0.0.1")))
    web = smallweb.load(MOMENTS[0])
    with ExitStack() as stack:
        try:
            base = stack.enter_context(smallweb.serving(web, options.port))
        except OSError as error:
            raise UsageError(
                f"port {options.port} cannot be served ({error.strerror}); choose another --port"
            ) from None
        # Only now: where there is nothing to poll, the home of an earlier run stays as it is.
        home = _fresh(options.home or default_root() / "demo")
        say(f"a small web is served on {base}; {NOTICE}")
        _open_to(home, base)
        _add_feeds(home, web)
        clock = _poll_through(home, web)
        with home.open() as store:
            state.looked(store, LAST_LOOK)
        open_or_print(home, clock)
    say(f"the demo stays in {home.root}; look around with {again(home.root, 'claims')}")
    return Exit.DONE


def _from(moment: datetime, started: float) -> Callable[[], datetime]:
    """A clock that stood at `moment` at `started` and goes on from there."""
    return lambda: moment + timedelta(seconds=int(time.monotonic() - started))


def _standing(moment: datetime) -> datetime:
    return moment


def _fresh(root: Path) -> Home:
    """The demo's home, made anew; only a folder that is empty or a demo's own is ever touched."""
    home = Home(root)
    if root.exists() and any(root.iterdir()) and not home.is_demo:
        raise UsageError(f"{root} is no home of the demo; choose an empty folder with --home")
    database = (
        "reportedly.db",
        "reportedly.db-wal",
        "reportedly.db-shm",
        "reportedly.db-damaged",
        "reportedly.db-asleft",
    )
    for name in (*database, "config.toml", "topic.toml", "poll.lock"):
        (root / name).unlink(missing_ok=True)
    ensure(root, MOMENTS[0], feeds=False, anew=True)
    (root / DEMO_MARK).write_text(f"A home of the demo of reportedly, made anew by each run: {NOTICE}.\n")
    return home


def _open_to(home: Home, base: str) -> None:
    """Lets the home, and no other, ask the small web, which is on this machine: one request at a time, so that stories
    come in the same order, and have the same numbers, in every run."""
    text = home.config.read_text(encoding="utf-8")
    for usual, here in (
        ("allow_private = []", f'allow_private = ["{urlsplit(base).netloc}"]'),
        ("per_host = 2", "per_host = 1"),
    ):
        assert usual in text
        text = text.replace(usual, here)
    home.config.write_text(text, encoding="utf-8")


def _add_feeds(home: Home, web: smallweb.SmallWeb) -> None:
    with home.open() as store:
        found = [
            NewFeed(web.base + outlet.feed_path, outlet.name, outlet.name, f"{web.base}/{outlet.slug}/", "invented")
            for outlet in web.outlets.values()
        ]
        feeds.add(store, found, MOMENTS[0])


def _poll_through(home: Home, web: smallweb.SmallWeb) -> Callable[[], datetime]:
    """Polls at each moment, as somebody's cron would have, while the clock stands, so that every run finds the same;
    returns a clock that goes on from the last."""
    with Parsing(lasting=True) as parsing:
        for moment in MOMENTS:
            web.moment = moment
            line = Line()
            summary = poll(home, partial(_standing, moment), line, everything=True, parsing=parsing)
            line.clear()
            say(
                f"{moment:%d %B, %H:%M}: {counted(summary.new_entries, 'new entry', 'new entries')}, "
                f"{summary.new_stories} on the topic, {summary.changed} changed; {counted(summary.claims, 'claim')}"
            )
    return _from(MOMENTS[-1], time.monotonic())
