"""`reportedly report`: one page that tells it all, to read anywhere."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from reportedly.commands import common
from reportedly.commands.writing import named, target
from reportedly.exits import Exit, UsageError
from reportedly.home import NOTICE
from reportedly.report.facts import Asked, gather
from reportedly.report.page import page
from reportedly.saying import say
from store.errors import QueryError
from store.query import when
from store.wording import counted


def report(options: argparse.Namespace) -> int:
    """Writes the page; a file that is there already is replaced, and that is said."""
    query = common.query(options.query)
    if options.claims < 0:
        raise UsageError(f"--claims {options.claims}: write how many claims are told whole, as --claims 20")
    path = _path(options.output)
    home = common.home(options)
    notice = f"A demo: {NOTICE}." if home.is_demo else None
    there = path is not None and path.exists()
    with target(path) as out, common.known(options, query) as (store, now):
        asked = Asked(now, _since(options.since, now), query, options.claims, notice, version("reportedly"))
        try:
            facts = gather(store, home.read_topic(), asked)
        except QueryError as error:
            raise common.underlined(query.text, error) from None
        out.write(page(facts))
    if path:
        told = f"{counted(len(facts.stories), 'story', 'stories')} and {counted(len(facts.claims), 'claim')}"
        replaced = ", in place of the file that was there" if there else ""
        say(f"a report of {told} written to {path}{replaced}")
    return Exit.DONE


def _path(output: Path | None) -> Path | None:
    """The file to write, None for stdout. Raises `UsageError` where that is a terminal, or no file can be there."""
    if output is None and sys.stdout.isatty():
        raise UsageError("a report is for a browser; name a file: -o report.html")
    return named(output)


def _since(given: str | None, now: datetime) -> datetime | None:
    try:
        since = when(given, now) if given else None
    except QueryError as error:
        raise UsageError(f"--since: {error}") from None
    if since is not None and since >= now:
        raise UsageError(f"--since: {since:%Y-%m-%d %H:%M} UTC is still to come; write 24h, 2d, 3w or a past date")
    return since
