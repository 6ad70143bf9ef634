"""`reportedly feeds list|remove|rename|import|export`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from fetchers import opml
from fetchers.clean import one_line
from reportedly.clock import system_clock
from reportedly.commands.common import opened
from reportedly.exits import Exit, UsageError
from reportedly.plain import FEED_HEADING, feed_line
from reportedly.saying import say
from store import feedlog, feeds, shapes
from store.database import Store
from store.feeds import NewFeed
from store.wording import counted


def listing(options: argparse.Namespace) -> int:
    """Every feed: id, health, last poll, next poll, relevant of seen entries, name, address."""
    with opened(options) as store:
        found = feeds.every(store)
    if found and not options.json:
        print(FEED_HEADING)
    for feed in found:
        print(json.dumps(shapes.feed_record(feed), ensure_ascii=False) if options.json else feed_line(feed))
    if not found:
        say("no feeds yet; add one with: reportedly feeds add URL")
    return Exit.DONE


def remove(options: argparse.Namespace) -> int:
    """Takes feeds off the list: all that are named, or none where one is unknown."""
    with opened(options) as store:
        gone = feedlog.remove(store, options.ids, system_clock())
    for feed in gone:
        say(f"feed {feed.id} {feed.address} removed; its stories stay")
    return Exit.DONE


def rename(options: argparse.Namespace) -> int:
    """Calls a feed's outlet otherwise; stories that are stored keep the name they came under."""
    name = one_line(" ".join(options.name))
    if not name:
        raise UsageError("the name is empty; give the outlet's")
    with opened(options) as store:
        feed = feedlog.rename(store, options.id, name, system_clock())
    say(f"feed {feed.id} {feed.address}: {feed.outlet} is called {name} from now on")
    return Exit.DONE


def load(options: argparse.Namespace) -> int:
    """Adds the feeds of an OPML file that are not on the list yet."""
    found = read_opml(options.file)
    with opened(options) as store:
        said = put(store, found, system_clock())
    say(said)
    return Exit.DONE


def taken(store: Store, file: Path, now: datetime) -> str:
    """Adds the feeds of an OPML file that are not on the list yet, and says how many. Raises `UsageError`."""
    return put(store, read_opml(file), now)


def read_opml(file: Path) -> list[NewFeed]:
    """The feeds that an OPML file lists. Raises `UsageError`."""
    try:
        return opml.read(file.read_bytes())
    except OSError as error:
        raise UsageError(f"{file}: cannot be read ({error.strerror}); check its name") from None
    except opml.OpmlError as error:
        raise UsageError(f"{file}: is no list of feeds: {error}") from None


def put(store: Store, found: Sequence[NewFeed], now: datetime) -> str:
    """Adds those that are not on the list yet; says how many."""
    added = feedlog.add(store, found, now)
    return f"{counted(len(added), 'feed')} added, {len(found) - len(added)} known already"


def dump(options: argparse.Namespace) -> int:
    """The feeds as OPML."""
    with opened(options) as store:
        found = feeds.every(store)
    print(opml.write(found, "reportedly"), end="")
    for feed in found:
        if feed.address != feed.url:
            say(f"feed {feed.id} {feed.address} is exported without its password")
    return Exit.DONE
