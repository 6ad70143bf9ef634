"""The way of a story through the house, from a feed that is due to the claims it makes.

Cron and the dashboard run the very same function with another progress reporter.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from datetime import datetime

from fetchers import hosts
from fetchers.hosts import Rule
from fetchers.http import Fetcher
from fetchers.parsing import Parsing
from fetchers.progress import Progress, Quiet, Stoppable, Stopped
from fetchers.room import IN_PARSING, Room
from fetchers.workers import Workers
from reportedly import feedwork, looksdue, polled
from reportedly.exits import interrupted
from reportedly.home import Home
from reportedly.polled import Rediscover
from reportedly.rounds import Run, each
from reportedly.settings import PollSettings
from store import evidence, feeds, holds, judging, leases, pages
from store import polls as ledger
from store.lock import poll_lock
from store.looks import Known
from store.models import Feed, PollSummary
from store.pages import WantedPage
from store.state import analysis_is_stale

#: What becomes of the claims where an analysis was stopped half-way.
LEFT = "the claims are brought up to date by the next poll, or at once by: reportedly analyse"


# Loaded when they are wanted: most polls find nothing new, and are over sooner than these are loaded.


async def _rediscover(fetcher: Fetcher, workers: Workers, feed: Feed) -> str | None:
    from fetchers.discovery import rediscover

    return await rediscover(fetcher, workers, feed)


async def _fetch_page(run: Run, wanted: WantedPage) -> None:
    from reportedly.pagework import fetch_page

    await fetch_page(run, wanted)


async def _look_again(run: Run, known: Known) -> None:
    from reportedly.pagework import look_again

    await look_again(run, known)


def poll(
    home: Home,
    clock: Callable[[], datetime],
    progress: Progress | None = None,
    *,
    everything: bool = False,
    cancelled: Callable[[], bool] = lambda: False,
    rediscover: Rediscover | None = _rediscover,
    rule: Callable[[str], Rule] = hosts.rule,
    parsing: Parsing | None = None,
) -> PollSummary:
    """Polls the due feeds of a home (or `everything`), fetches the pages of what fits, and derives the claims.

    `rediscover` looks for a feed that is 404 for days; `rule`: what the host of an address wants; `parsing`: the
    workers of a caller that polls several times.
    Raises `Busy` where another poll is at work, `TomlError` for settings or a topic that cannot be used,
    `StoreError` for a database that cannot. A feed or page that fails stops nothing.
    """
    configured, topic = home.settings(), home.read_topic()
    settings = configured.poll
    with poll_lock(home.lock), home.open() as store:
        leases.settle(store, clock())

        def begun(fetcher: Fetcher, workers: Workers) -> Run:
            return Run(
                store, topic, fetcher, workers, clock, progress or Quiet(), cancelled, everything, rediscover, rule
            )

        with nullcontext(parsing) if parsing else Parsing() as at_hand:
            run = at_hand.run(lambda workers: _poll(begun, settings, workers))
        ledger.prune(store, clock())
        holds.prune(store, clock())
        evidence.prune(store, clock(), configured.pages.keep_days, configured.pages.keep_megabytes)
        # Last, and out of the loop, which would keep a Ctrl-C to itself until the analysis is over.
        claims, unanalysed = _analysed(run)
        return _summary(run, claims, unanalysed)


async def _poll(begun: Callable[[Fetcher, Workers], Run], settings: PollSettings, workers: Workers) -> Run:
    limit, opened = float(settings.time_limit), settings.allow_private
    fetcher = Fetcher(settings.at_once, settings.per_host, limit, settings.contact, opened)
    async with fetcher:
        run = begun(fetcher, workers)
        run.room = Room(settings.at_once + IN_PARSING, settings.per_host)
        store, now = run.store, run.clock()
        due = feeds.active(store) if run.everything else feeds.due(store, now)
        await each(run, "feeds", due, feedwork.poll_feed)
        polled.offline(store, run.unreached, run.polled, run.clock())
        await each(run, "pages", pages.wanted(store, run.clock()), _fetch_page)
        await each(run, "pages again", looksdue.wanted(store, settings.look_again, run.clock()), _look_again)
    return run


def _summary(run: Run, claims: int, unanalysed: bool) -> PollSummary:
    return PollSummary(
        feeds=run.polled,
        left=run.left,
        not_modified=run.not_modified,
        failures=tuple(run.failures),
        new_entries=len(run.new),
        new_stories=judging.count_relevant(run.store, run.new),
        changed=len(run.changed),
        pages=run.pages,
        looks=run.looks,
        waiting=pages.waiting(run.store, run.clock()),
        claims=claims,
        unanalysed=unanalysed,
    )


def _analysed(run: Run) -> tuple[int, bool]:
    """Brings the claims up to date where they are not. Returns how many there are, and whether it was stopped before
    it was done."""
    if not analysis_is_stale(run.store):
        return 0, False
    from reportedly.analysis import analyse

    run.store.known_at = run.clock()
    try:
        with interrupted(LEFT):
            return analyse(run.store, run.topic, Stoppable(run.progress, run.cancelled)), False
    except Stopped:
        return 0, True
