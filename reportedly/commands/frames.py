"""`reportedly frames`: how the coverage speaks of the matter, and which words moved."""

from __future__ import annotations

import argparse
import json
from datetime import datetime

from reportedly import framing
from reportedly.commands import common
from reportedly.exits import Exit, UsageError
from store.errors import QueryError
from store.query import when


def frames(options: argparse.Namespace) -> int:
    """Shares a day (or hour) and words that moved; 2 where the topic has no frames or the times are wrong."""
    home = common.home(options)
    topic = home.read_topic()
    if not topic.frames:
        raise UsageError(f"{home.topic} has no frames; write one as [[frame]] with id, name and terms")
    with common.known(options) as (store, now):
        since, until = _between(options, now)
        told = framing.gather(store, topic, since, until, hourly=options.hourly)
    if options.json:
        print(json.dumps(framing.record(told), ensure_ascii=False, indent=2))
    else:
        print("\n".join(framing.lines(told, hourly=options.hourly)))
    return Exit.DONE


def _between(options: argparse.Namespace, now: datetime) -> tuple[datetime | None, datetime]:
    """The time that is asked for; raises `UsageError` where it is none."""
    try:
        since = when(options.since, now) if options.since else None
        until = when(options.until, now) if options.until else now
    except QueryError as error:
        raise UsageError(f"--since, --until: {error}") from None
    if since is not None and since >= until:
        raise UsageError(f"--since ({since:%Y-%m-%d %H:%M}) is not before --until ({until:%Y-%m-%d %H:%M}); swap them")
    return since, until
