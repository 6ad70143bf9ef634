"""`reportedly backup`, `recover` and `vacuum`."""

from __future__ import annotations

import argparse
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from reportedly import asof
from reportedly.clock import system_clock
from reportedly.commands import common
from reportedly.exits import Exit, UsageError
from reportedly.home import Home, default_root
from reportedly.saying import say
from store import backups, opening, replacing, retention, salvage
from store.database import SCHEMA_VERSION
from store.errors import Damaged
from store.lock import poll_lock
from store.wording import counted, in_bytes


def backup(options: argparse.Namespace) -> int:
    """Makes a copy, found whole before it has its name; prints where it is."""
    home = common.home(options)
    home.open().close()
    if options.file:
        backups.copy(home.database, options.file)
        made: Path = options.file
    else:
        keeping = home.keeping()
        made = backups.make(home.database, backups.Keeping(max(keeping.kept, 1), system_clock()))
    print(made)
    say(f"{in_bytes(made.stat().st_size)}, found whole")
    return Exit.DONE


def recover(options: argparse.Namespace) -> int:
    """What can be read, or a backup, as a new file; put in place where that is asked for. Says what was lost."""
    home, now = Home(options.home or default_root()), system_clock()
    path = home.database
    new: Path = options.output or replacing.beside(path, "recovered", now)
    if options.from_backup is None and not path.exists():
        raise UsageError(f"{path} is not there; bring back a backup with: reportedly recover --from-backup")
    if not path.parent.is_dir():
        raise UsageError(f"{path.parent} is no folder; name the home with --home")
    if path.exists():
        with suppress(Damaged):
            # Somebody else's file, or a newer version's, is left alone here too.
            opening.look(path, SCHEMA_VERSION)
    with poll_lock(home.lock, "recover"):
        named: str | None = options.from_backup
        whole = _salvage(path, new, now) if named is None else _bring_back(path, new, named)
        if options.install:
            kept = replacing.install(new, path, now)
            say(f"{path} is the new one; the old one is kept as {kept}")
            print(path)
        else:
            print(new)
            say(f"{path} was not touched; to put the new one in its place: reportedly recover --install")
    return Exit.DONE if whole else Exit.FAILED


def _salvage(path: Path, new: Path, now: datetime) -> bool:
    found = salvage.salvage(path, new, SCHEMA_VERSION, now)
    kept = ", ".join(f"{count:,} {table}" for table, count in sorted(found.saved.items()) if table in _TOLD)
    say(f"saved {kept}")
    for table in sorted({*found.lost_rows, *found.lost_pages}):
        rows, pages = found.lost_rows[table], found.lost_pages[table]
        if rows or pages:
            parts = [counted(rows, "row")] * bool(rows) + [counted(pages, "page")] * bool(pages)
            say(f"lost of {table}: {' and '.join(parts)} that cannot be read")
    if found.found_again:
        say(f"{counted(found.found_again, 'page')} to which nothing led any more were told by what is on them")
    if found.nobodys:
        say(f"{counted(found.nobodys, 'page')} with rows could not be told whose they are, and were left")
    for line in found.mended:
        say(line)
    say("nothing was lost" if found.whole else "claims are derived anew with: reportedly analyse")
    return found.whole


_TOLD = ("feeds", "stories", "revisions", "entries", "marks", "claims", "polls", "acts")


def _bring_back(path: Path, new: Path, named: str) -> bool:
    source = Path(named) if named else backups.newest(path)
    if source is None:
        raise UsageError(
            f"there is no backup in {backups.folder(path)}; name one: reportedly recover --from-backup FILE"
        )
    if not source.exists():
        raise UsageError(f"{source} is not there; those that are: {', '.join(map(str, backups.every(path))) or 'none'}")
    opening.look(source, SCHEMA_VERSION)
    backups.copy(source, new)
    say(f"brought back {source}")
    return True


def vacuum(options: argparse.Namespace) -> int:
    """Says what would be freed, and frees it where that is wanted: with --yes, or where a person says so."""
    home, now = common.home(options), system_clock()
    days = home.settings().store.forget_rejected_days
    with home.open() as store:
        plan = retention.plan(store, now, days)
    age = f"older than {days} days" if days else "(never: forget_rejected_days is 0)"
    print(
        f"text of {counted(plan.stories, 'entry', 'entries')} off the topic, unmarked and {age}: "
        f"{in_bytes(plan.text)}, with {counted(plan.versions, 'earlier version')}; "
        "they stay known and never come as new"
    )
    if plan.kept:
        print(f"of these {counted(plan.kept, 'page')} as fetched: {in_bytes(plan.kept_bytes)}")
    if earlier := asof.stored(home):
        print(f"the home as it was at times that were asked for, made anew when asked again: {in_bytes(earlier)}")
    print(f"pages that nothing is on: {in_bytes(plan.free)}")
    print(f"the database has {in_bytes(plan.size)}")
    if not (plan.anything or earlier) or options.dry_run:
        return Exit.DONE
    if not (options.yes or _asked()):
        raise UsageError("nothing was changed; reportedly vacuum --yes frees it")
    with poll_lock(home.lock, "vacuum"), home.open() as store:
        shrunk = retention.shrink(store, now, days)
        asof.clear(home)
        freed = retention.compact(store, plan.size)
    now_free = earlier + (0 if freed.held else freed.bytes)
    say(f"{counted(shrunk, 'entry', 'entries')} shrunk, {in_bytes(now_free)} given back to the disk")
    if freed.held:
        say(
            f"{in_bytes(freed.bytes)} more are given back by a later command: another program (Datasette, "
            f"a notebook) reads the database as it was; end that, then: {common.again(home.root, 'stories')}"
        )
    return Exit.DONE


def _asked() -> bool:
    if not sys.stdin.isatty():
        return False
    print("Free that? [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")
