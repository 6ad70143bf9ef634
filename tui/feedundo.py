"""Taking back what was done with feeds since the dashboard was opened: each act with what there was before.

What polls brought is no act of a person's, and stays.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from functools import partial

from fetchers.progress import Progress
from store import feeds
from store.database import Store
from store.errors import NotFound
from store.models import Feed
from store.wording import counted
from tui.text import clean
from tui.wiring import Task

#: Takes an act back, at a moment, and says what was done.
Undo = Callable[[Store, datetime], str]


def name(feed: Feed) -> str:
    """A feed as it is spoken of."""
    return clean(feed.outlet or feed.title or feed.address)


def of_pause(before: Feed) -> Undo:
    """Undoes a pause or its end."""
    return partial(_put_pause_back, before=before)


def _put_pause_back(store: Store, now: datetime, before: Feed) -> str:
    feeds.put_pause_back(store, before)
    return f"{name(before)} is {'paused again' if before.paused_at else 'polled again'}."


def of_name(before: Feed) -> Undo:
    """Undoes a new name of an outlet."""
    return partial(_put_name_back, before=before)


def _put_name_back(store: Store, now: datetime, before: Feed) -> str:
    now_called = feeds.rename(store, before.id, before.outlet)
    return f"{name(now_called)} is called {name(before)} again."


def of_adding(added: Collection[int]) -> Undo:
    """Undoes the adding of feeds."""
    return partial(_take_off, added=added)


def _take_off(store: Store, now: datetime, added: Collection[int]) -> str:
    """Feeds that have brought something are only paused: with them would go what is known of their entries."""
    off, paused = [], []
    for feed_id in added:
        try:
            feed = feeds.get(store, feed_id)
        except NotFound:
            continue
        if feed.entries_seen:
            paused.append(feeds.pause(store, feed_id, now))
        else:
            off.append(feeds.remove(store, feed_id))
    said = [f"{_all(off)} off the list again"] if off else []
    if paused:
        said.append(f"{_all(paused)} paused, with the entries already brought (reportedly feeds remove takes both)")
    return f"{'; '.join(said)}." if said else "What was added is gone already."


def _all(found: list[Feed]) -> str:
    return f"{name(found[0])} is" if len(found) == 1 else f"{counted(len(found), 'feed')} are"


def noting_added(task: Task[str], opened: Callable[[], Store], note: Callable[[Collection[int]], None]) -> Task[str]:
    """Work that adds feeds, after which `note` is told which those are, in the work's thread."""

    def known() -> frozenset[int]:
        with opened() as store:
            return frozenset(feed.id for feed in feeds.uncounted(store))

    def work(progress: Progress, cancelled: Callable[[], bool]) -> str:
        before = known()
        said = task(progress, cancelled)
        note(sorted(known() - before))
        return said

    return work
