"""`reportedly doctor` as one arrow: every check in turn, and what `--fix` does about what they found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from reportedly.doctoring import feeds as feed_health
from reportedly.doctoring import surroundings
from reportedly.home import Home
from store import backups, checkup, feeds
from store.database import sqlite_version
from store.errors import StoreError
from store.findings import Finding, Severity, error
from store.lock import poll_lock


def examine(home: Home, now: datetime) -> list[Finding]:
    """Everything there is to find. Changes nothing, but for the note beside a file that is found damaged."""
    if not home.root.is_dir():
        return [error("home", f"{home.root} is no folder", "reportedly poll makes a home there")]
    found = [
        *surroundings.settings(home),
        *surroundings.rights(home),
        *surroundings.room(home),
        *surroundings.lock(home, now),
        *surroundings.the_network(),
        *surroundings.terminal(),
        *surroundings.versions(sqlite_version()),
    ]
    return [*_database(home, now), *found]


def _database(home: Home, now: datetime) -> list[Finding]:
    found = checkup.file(home.database)
    if any(one.severity is Severity.ERROR for one in found):
        return found
    try:
        with checkup.reading(home.database) as store:
            current = checkup.is_current(store)
            found += checkup.content(store, now)
            if current:
                latest, polled = checkup.newest_moment(store)
                every = feeds.every(store)
                if not home.is_demo:
                    found += feed_health.clock(latest, polled, every, now)
                found += feed_health.feeds_in_trouble(every, now)
                found += surroundings.rules(store)
        if current:
            found += checkup.search(home.database)
    except StoreError as failed:
        if all(one.severity is not Severity.ERROR for one in found):
            found.append(error("database", str(failed), "reportedly recover --from-backup"))
    return found


def fix(home: Home, found: Iterable[Finding]) -> Path | None:
    """Does what is safe: nothing of it loses what outlets published or a person said. The database is backed up first,
    and no poll goes on meanwhile; returns where the backup is. Raises `StoreError`, its `Busy` among them."""
    wrong = list(found)
    for one in wrong:
        if one.outside:
            one.outside()
    mending = list(dict.fromkeys(one.fix for one in wrong if one.fix))
    if not mending:
        return None
    with poll_lock(home.lock, "doctor"):
        keeping = home.keeping()
        backup = backups.make(home.database, replace(keeping, kept=max(keeping.kept, 1)))
        with home.open() as store:
            for mend in mending:
                mend(store)
    return backup
