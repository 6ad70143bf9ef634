"""`reportedly feeds add`: takes any address, looks at it once, and says what it found."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence
from urllib.parse import urlsplit

from fetchers.clean import one_line
from fetchers.knownhosts import spelled
from reportedly.clock import system_clock
from reportedly.commands.common import home, opened
from reportedly.exits import Exit, UsageError
from reportedly.saying import say
from store import feedlog, feeds
from store.feeds import NewFeed
from store.urls import bare, is_web

#: Feeds named in one error, so that it stays readable.
_LISTED = 12


def add(options: argparse.Namespace) -> int:
    """Puts the feed of an address on the list, polled for the first time; several are offered to choose from."""
    url = spelled(one_line(options.url))
    if not is_web(url):
        raise UsageError(f"'{url}' is no address of a feed; give one that begins with https:// or http://")
    if options.no_check:
        return _add_unseen(options, url)
    from fetchers.discovery import NothingFound
    from fetchers.http import FetchError, Refused
    from reportedly import subscribing

    place = home(options)
    told: list[str] = []
    try:
        done = asyncio.run(
            subscribing.subscribe(
                place, url, options.outlet, lambda titles: _choice(options, url, titles), system_clock, told.append
            )
        )
        say("\n  ".join(told))
        return done
    except Refused as error:
        say(f"{bare(url)}: {error}")
        return Exit.FAILED
    except FetchError as error:
        return _failed(options, f"{bare(url)}: {error}", "to add it unseen")
    except NothingFound as error:
        return _failed(options, f"{bare(url)}: {error}", "give the feed's own address, or add this one unseen with")


def _add_unseen(options: argparse.Namespace, url: str) -> int:
    outlet = one_line(options.outlet) if options.outlet else urlsplit(url).hostname or url
    with opened(options) as store:
        added = feedlog.add(store, [NewFeed(url, outlet, outlet)], system_clock())
        known = feeds.by_url(store, url)
    number = known.id if known else 0
    word = "added unseen; the next poll fetches it" if added else "is on the list already"
    say(f"feed {number} {bare(url)} {word}")
    return Exit.DONE


def _failed(options: argparse.Namespace, what: str, mend: str) -> int:
    say(f"{what}; {mend}: reportedly feeds add --no-check {bare(options.url)}")
    return Exit.FAILED


def _choice(options: argparse.Namespace, url: str, offers: Sequence[str]) -> int:
    """Which of several feeds is meant, from 0: by --pick, or by asking where a person can answer."""
    lines = "\n".join(f"{number:>4}  {offer}" for number, offer in enumerate(offers[:_LISTED], 1))
    if options.pick is None and sys.stdin.isatty() and sys.stderr.isatty():
        say(f"{bare(url)} leads to several feeds:\n{lines}")
        print(f"Which one? [1-{len(offers)}, empty: none] ", end="", file=sys.stderr, flush=True)
        given = sys.stdin.readline().strip()
        if given.isascii() and given.isdigit() and 1 <= int(given) <= len(offers):
            return int(given) - 1
        raise UsageError("none was chosen; nothing was added")
    if options.pick is not None and 1 <= options.pick <= len(offers):
        return int(options.pick) - 1
    wrong = f"there is no number {options.pick}; " if options.pick is not None else ""
    choose = f"choose one with: reportedly feeds add {bare(options.url)} --pick N"
    raise UsageError(f"{bare(url)} leads to several feeds; {wrong}{choose}\n{lines}")
