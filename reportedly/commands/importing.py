"""`reportedly import`."""

from __future__ import annotations

import argparse

from reportedly.clock import system_clock
from reportedly.exits import Exit, UsageError
from reportedly.home import Home, default_root, ensure, seed_feeds
from reportedly.importing import homes
from reportedly.importing.run import Import
from reportedly.saying import say
from store import feeds, state
from store.lock import poll_lock


def load(options: argparse.Namespace) -> int:
    """Takes files in, each for itself; exit code 1 where anything of one was left out."""
    home = Home(options.home or default_root())
    _not_itself(options, home)
    now, new = system_clock(), not home.database.exists()
    # A home that moves in brings its feeds; a new one that has none afterwards starts from the seeds like any other.
    ensure(home.root, now, feeds=False)
    left = stale = 0
    with poll_lock(home.lock, "poll or import"), home.open() as store:
        store.known_at = now
        work = Import(store, home.read_topic(), now, say, options.dry_run)
        try:
            for path in options.files:
                account = work.take(path, options.kind)
                say(account.summary(dry=options.dry_run))
                left += account.left
        finally:
            if new and not feeds.every(store):
                seed_feeds(store, now)
        stale = state.analysis_is_stale(store)
    if stale and not options.dry_run:
        say("claims are derived anew by the next poll, or at once by: reportedly analyse")
    return Exit.FAILED if left else Exit.DONE


def _not_itself(options: argparse.Namespace, home: Home) -> None:
    for path in options.files:
        if (path / homes.DATABASE if path.is_dir() else path).resolve() == home.database.resolve():
            raise UsageError(f"{path}: is the home that would take it in; name another one")
