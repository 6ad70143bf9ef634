"""`reportedly export`."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime

from reportedly.commands import common
from reportedly.commands.writing import named, target
from reportedly.exits import Exit, UsageError
from reportedly.saying import say
from store import claims, reading
from store import export as writing
from store.database import Store
from store.errors import QueryError
from store.models import Claim
from store.query import Query
from store.wording import counted


def export(options: argparse.Namespace) -> int:
    """Writes stories or claims; a file is put in place whole or not at all."""
    options.output = named(options.output)
    if options.what == "all":
        return _everything(options)
    if options.pages:
        raise UsageError("--pages goes with export all; the pages of some stories: export stories --format warc")
    query = common.query(options.query)
    if options.format == "warc":
        return _warc(query, options)
    with common.known(options, query) as (store, now), target(options.output) as out:
        try:
            if options.what == "stories":
                found = reading.select(store, _narrowed(query, options), now)
                count = writing.stories(found, options.format, out)
            else:
                count = writing.claims(_claims(store, query, options, now), options.format, out)
        except QueryError as error:
            raise common.underlined(query.text, error) from None
    if options.output:
        what = counted(count, "story", "stories") if options.what == "stories" else counted(count, "claim")
        say(f"{what} written to {options.output}")
    return Exit.DONE


def _warc(query: Query, options: argparse.Namespace) -> int:
    """The kept pages of stories; zipped where the file's name says so."""
    from store import warc

    if options.what != "stories":
        raise UsageError("--format warc gives out pages, which stories have: reportedly export stories --format warc")
    if options.output is None and sys.stdout.isatty():
        raise UsageError("WARC is not for a terminal; name a file: -o pages.warc.gz")
    zipped = options.output is not None and options.output.name.endswith(".gz")
    with (
        common.known(options, query) as (then, now),
        common.opened(options) as store,
        target(options.output) as out,
    ):
        try:
            found = reading.select(then, _narrowed(query, options), now, with_text=False)
            pages, of, wrong = warc.write(store, found, out.buffer, zipped=zipped, until=now)
        except QueryError as error:
            raise common.underlined(query.text, error) from None
    for said in wrong:
        say(f"left out: {said}")
    where = options.output or "stdout"
    say(f"{counted(pages, 'page')} of {counted(of, 'story', 'stories')} written to {where}")
    return Exit.FAILED if wrong else Exit.DONE


def _everything(options: argparse.Namespace) -> int:
    """The whole home, for another one to take in."""
    if options.query or options.saved or options.format != "jsonl":
        raise UsageError("export all gives out everything, as JSON Lines; for a part: reportedly export stories QUERY")
    if options.as_of is not None:
        raise UsageError(
            "export all gives out the home as it is, for another one to take in; as it was: reportedly export stories "
            "or claims --as-of TIME"
        )
    with common.opened(options) as store, target(options.output) as out:
        count = writing.everything(store, out, pages=options.pages)
    if options.output:
        say(f"{counted(count, 'record')} written to {options.output}")
    return Exit.DONE


def _narrowed(query: Query, options: argparse.Namespace) -> Query:
    """The query with what `--saved` or `--all` add: a saved story is given out whatever it was judged."""
    flags = ["saved", "any"] if options.saved else ["any"] if options.all else []
    return query.also(*flags)


def _claims(store: Store, query: Query, options: argparse.Namespace, now: datetime) -> list[Claim]:
    found = claims.select(store, _narrowed(query, options) if options.all else query, now)
    if not options.saved:
        return found
    kept = {story.id for story in reading.select(store, _narrowed(Query(), options), now, with_text=False)}
    return [claim for claim in found if kept.intersection(claim.stories)]
