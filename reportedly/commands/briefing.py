"""`reportedly brief`: what changed, in sentences."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from narrative.topic import Topic
from reportedly import briefforms
from reportedly.brief import brief as gathered
from reportedly.commands import common
from reportedly.exits import Exit, UsageError
from store import reading, state
from store.database import Store
from store.errors import QueryError
from store.models import Brief, BriefLine
from store.query import Query, when
from store.shapes import brief_record


def brief(options: argparse.Namespace) -> int:
    """What changed since a moment; a script that reads it is no person who looked, so the last look stays."""
    home, query = common.home(options), common.query(options.query)
    topic = home.read_topic()
    with common.known(options, query) as (store, now):
        found = _gathered(store, options.since, now, topic, query)
        lines = briefforms.sentences(found, everything=options.all, command=_all(options, home.root))
        urls = reading.addresses(store, briefforms.named(lines)) if options.markdown else {}
    print("\n".join(_shown(options, found, lines, urls)))
    return Exit.DONE


def _all(options: argparse.Namespace, root: Path) -> str:
    """The command that tells every sentence of the same brief."""
    asked = [common.text(options.query)] if options.query else []
    for name, value in (("--since", options.since), ("--as-of", options.as_of)):
        asked += [name, value] if value else []
    return common.again(root, "brief", *asked, "--all")


def _gathered(store: Store, said: str | None, now: datetime, topic: Topic, query: Query) -> Brief:
    try:
        since = when(said, now) if said else state.last_look(store)
    except QueryError as error:
        raise UsageError(f"--since: {error}") from None
    if since is not None and since >= now:
        if said:
            raise UsageError(f"--since: {since:%Y-%m-%d %H:%M} UTC is still to come; write 24h, 2d, 3w or a past date")
        since = now  # a clock that was put back: nothing is new since a look that is still to come
    try:
        return gathered(store, since, now, topic, query)
    except QueryError as error:
        raise common.underlined(query.text, error) from None


def _shown(
    options: argparse.Namespace, found: Brief, lines: Sequence[BriefLine], urls: dict[int, str]
) -> Sequence[str]:
    if options.json:
        return [
            json.dumps(brief_record(found, briefforms.sentences(found, everything=False)), ensure_ascii=False, indent=2)
        ]
    if options.markdown:
        return list(briefforms.markdown_lines(found, lines, urls, everything=options.all))
    return list(briefforms.plain_lines(found, lines, everything=options.all))
