"""`reportedly feeds list|remove|import|export`."""

from __future__ import annotations

import argparse
import json
import sys

from fetchers import opml
from reportedly.clock import system_clock
from reportedly.commands.common import opened
from reportedly.exits import Exit, UsageError
from reportedly.plain import FEED_HEADING, feed_line
from store import feeds, shapes
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
        print("reportedly: no feeds yet; add one with: reportedly feeds add URL", file=sys.stderr)
    return Exit.DONE


def remove(options: argparse.Namespace) -> int:
    """Takes feeds off the list: all that are named, or none where one is unknown."""
    with opened(options) as store, store.writing():
        gone = [feeds.remove(store, feed_id) for feed_id in options.ids]
    for feed in gone:
        print(f"reportedly: feed {feed.id} {feed.address} removed; its stories stay", file=sys.stderr)
    return Exit.DONE


def load(options: argparse.Namespace) -> int:
    """Adds the feeds of an OPML file that are not on the list yet."""
    try:
        found = opml.read(options.file.read_bytes())
    except OSError as error:
        raise UsageError(f"{options.file}: cannot be read ({error.strerror}); check its name") from None
    except opml.OpmlError as error:
        raise UsageError(f"{options.file}: is no list of feeds: {error}") from None
    with opened(options) as store:
        added = feeds.add(store, found, system_clock())
    known = len(found) - len(added)
    print(f"reportedly: {counted(len(added), 'feed')} added, {known} known already", file=sys.stderr)
    return Exit.DONE


def dump(options: argparse.Namespace) -> int:
    """The feeds as OPML."""
    with opened(options) as store:
        found = feeds.every(store)
    print(opml.write(found, "reportedly"), end="")
    for feed in found:
        if feed.address != feed.url:
            print(f"reportedly: feed {feed.id} {feed.address} is exported without its password", file=sys.stderr)
    return Exit.DONE
