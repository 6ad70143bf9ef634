"""The way of a story through the house, from a feed that is due to the claims it makes.

Cron and the dashboard run the very same function with another progress reporter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar
from urllib.parse import urlsplit

from fetchers import backoff, discovery, hosts, moving
from fetchers import poll as fetching
from fetchers.adaptive import Arrivals
from fetchers.asking import Asking
from fetchers.domains import registrable_domain, shared_domain
from fetchers.hosts import PLAIN, Rule
from fetchers.http import Fetcher
from fetchers.page import fetch_page
from fetchers.parsing import Parsing
from fetchers.poll import FeedAnswer, NotNow
from fetchers.progress import Progress, Quiet, Stoppable, Stopped
from fetchers.room import IN_PARSING, Room
from fetchers.workers import Workers
from narrative.relevance import judge, unsaid
from narrative.topic import Topic
from reportedly import extracting, looking, polled, rounds, signalling
from reportedly.exits import interrupted
from reportedly.home import Home
from reportedly.polled import Rediscover
from reportedly.settings import PollSettings
from store import evidence, feeds, holds, leases, pages, stories
from store import polls as ledger
from store.database import Store
from store.lock import poll_lock
from store.looks import Known
from store.models import Entry, Feed, PollSummary, Standing
from store.pages import WantedPage
from store.state import analysis_is_stale
from store.stories import Arrival

#: How a feed's note begins where the feed is a search over many outlets, whose entries name their own.
SEARCH = "search feed"

#: What becomes of the claims where an analysis was stopped half-way.
LEFT = "the claims are brought up to date by the next poll, or at once by: reportedly analyse"

#: Pages of a host that may take all their time in one poll; the others are left for the next.
SLOW = 2

#: The status of an answer that holds only what is new (RFC 3229).
DELTA = 226

Item = TypeVar("Item")


@dataclass
class Run:
    """One poll under way: what it works with, and what it came to so far."""

    store: Store
    topic: Topic
    fetcher: Fetcher
    workers: Workers
    clock: Callable[[], datetime]
    progress: Progress
    cancelled: Callable[[], bool]
    everything: bool = False
    rediscover: Rediscover | None = None
    rule: Callable[[str], Rule] = lambda url: PLAIN
    room: Room = field(default_factory=Room)
    polled: int = 0
    left: int = 0
    not_modified: int = 0
    pages: int = 0
    slow: Counter[str] = field(default_factory=Counter)
    looks: int = 0
    failures: list[str] = field(default_factory=list)
    unreached: list[Feed] = field(default_factory=list)
    new: set[int] = field(default_factory=set)
    changed: set[int] = field(default_factory=set)


def poll(
    home: Home,
    clock: Callable[[], datetime],
    progress: Progress | None = None,
    *,
    everything: bool = False,
    cancelled: Callable[[], bool] = lambda: False,
    rediscover: Rediscover | None = discovery.rediscover,
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
        await _each(run, "feeds", due, _poll_feed)
        polled.offline(store, run.unreached, run.polled, run.clock())
        await _each(run, "pages", pages.wanted(store, run.clock()), _fetch_page)
        await _each(run, "pages again", looking.wanted(store, settings.look_again, run.clock()), _look_again)
    return run


def _summary(run: Run, claims: int, unanalysed: bool) -> PollSummary:
    return PollSummary(
        feeds=run.polled,
        left=run.left,
        not_modified=run.not_modified,
        failures=tuple(run.failures),
        new_entries=len(run.new),
        new_stories=stories.count_relevant(run.store, run.new),
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
    # Loaded here: most polls find nothing new, and are over sooner than this is loaded.
    from reportedly.analysis import analyse

    run.store.known_at = run.clock()
    try:
        with interrupted(LEFT):
            return analyse(run.store, run.topic, Stoppable(run.progress, run.cancelled)), False
    except Stopped:
        return 0, True


async def _each(run: Run, what: str, items: Sequence[Item], work: Callable[[Run, Item], Awaitable[None]]) -> None:
    await rounds.each(items, lambda item: work(run, item), what, run.progress, run.cancelled)


async def poll_one(run: Run, feed: Feed) -> None:
    """Polls one feed outside of the round, such as one just added; what came of it is in the run."""
    polled.turn(run.store, run.rule(feed.url), run.clock())
    await _poll_in_its_place(run, feed)


async def _poll_feed(run: Run, feed: Feed) -> None:
    """One feed: fetched, its entries judged and stored, its poll recorded, in one transaction."""
    async with run.room.place(feed.url):
        if run.cancelled():
            return
        taken = polled.turn(run.store, run.rule(feed.url), run.clock())
        if taken:
            holds.postpone(run.store, [feed.id], taken)
            run.left += 1
            return
        await _poll_in_its_place(run, feed)


async def _poll_in_its_place(run: Run, feed: Feed) -> None:
    arrivals = feeds.arrivals(run.store, feed.id)
    try:
        answer = await fetching.poll_feed(
            run.fetcher,
            run.workers,
            feed,
            run.clock(),
            arrivals=arrivals,
            begin=lambda: polled.begin(run.store, feed, run.clock(), run.everything),
            rule=run.rule,
        )
    except NotNow:
        run.left += 1
        return
    found = await _found_again(run, feed, answer) if answer.status == 404 else None
    if isinstance(found, str):
        answer = replace(answer, error=f"{answer.error}; {found}")
    _settle(run, feed, answer, arrivals)
    if isinstance(found, FeedAnswer):
        _settle(run, feed, found, arrivals, moved_to=moving.carried(feed.url, found.exchange.url))


def _settle(run: Run, feed: Feed, answer: FeedAnswer, arrivals: Arrivals, moved_to: str | None = None) -> None:
    """Stores what a poll brought, and what it means for the next ones."""
    now = run.clock()
    entries = answer.feed.entries if answer.feed else ()
    sight = stories.look(run.store, feed.id, [entry for entry in entries if not entry.signal])
    arriving = _hopeful(run, feed, [_judged(run.topic, feed, entry) for entry in sight.fresh])
    with run.store.writing():
        # Asked before its entries are stored, and only where it moves.
        same = answer.target is not None and polled.is_same(run.store, feed, answer)
        received = stories.receive(run.store, feed.id, arriving, now, shown=sight.stories, delta=answer.status == DELTA)
        signalling.receive(run.store, feed, entries, received, now)
        outcome = polled.settled(
            run.store, feed, answer, same, (*arrivals, (now, len(received.new))) if received.new else arrivals
        )
        if moved_to:
            outcome = replace(outcome, moved_to=moved_to)
        feeds.record(run.store, replace(polled.with_entries(outcome, received), by_hand=run.everything))
        polled.hold(run.store, feed.url, polled.as_held(answer.hold), now)
    run.polled += 1
    run.not_modified += answer.feed is None and answer.error is None
    run.new.update(received.new)
    run.changed.update(received.changed)
    if answer.status is None:
        run.unreached.append(feed)
    if answer.error:
        then = "" if answer.paused else f"; {answer.next.reason}"
        run.failures.append(f"feed {feed.id} {feed.address}: {answer.error}{then}")


async def _found_again(run: Run, feed: Feed, answer: FeedAnswer) -> FeedAnswer | str | None:
    """Of a feed that is 404 for days: the answer from the address that its home page now names, where that is the
    same feed; else a word on what was found, or nothing."""
    if run.rediscover is None or not backoff.is_lost(answer.standing.missing_since, answer.at):
        return None
    address = await run.rediscover(run.fetcher, run.workers, feed)
    if address is None or address == feed.address:
        return None
    url = moving.carried(feed.url, address)
    if feeds.by_url(run.store, url):
        return f"its home page names {address}, which is on the list already"
    anew = replace(feed, url=url, etag=None, last_modified=None, body_sha256=None, standing=Standing())
    found = await fetching.poll_feed(run.fetcher, run.workers, anew, run.clock(), rule=run.rule)
    if found.feed is not None and polled.is_same(run.store, feed, found):
        return found
    return f"its home page names {address}; if that is what you want: reportedly feeds add {address}"


def _judged(topic: Topic, feed: Feed, entry: Entry) -> Arrival:
    domain = registrable_domain(entry.url)
    outlet = domain if (feed.note or "").startswith(SEARCH) else feed.outlet or domain
    return Arrival(entry, judge(topic, entry.title, entry.content or entry.summary), outlet, domain)


def _hopeful(run: Run, feed: Feed, arriving: list[Arrival]) -> list[Arrival]:
    """The same, the pages of those wanted too whose feed says next to nothing of them, where it is mostly on the topic:
    "Issue 215: Some defenders are more equal" may be."""
    if not arriving or not stories.is_focused(run.store, feed.id):
        return arriving
    untold = [
        unsaid(run.topic, one.entry.title, one.entry.content or one.entry.summary, one.relevance) for one in arriving
    ]
    return [
        replace(one, relevance=replace(one.relevance, possible=True)) if hope else one
        for one, hope in zip(arriving, untold, strict=True)
    ]


async def _fetch_page(run: Run, wanted: WantedPage) -> None:
    """One page: fetched once and extracted; where that gives nothing the feed's own text stays, with the reason.

    It waits for a place of its own first, so that pages never pile up before the extractors, and is left for the next
    poll where its host let two of this one wait for as long as they could.
    """
    async with run.room.place(wanted.url):
        host = urlsplit(wanted.url).netloc
        if run.cancelled() or run.slow[host] >= SLOW or polled.turn(run.store, run.rule(wanted.url), run.clock()):
            return
        await _fetch_in_its_place(run, wanted, host)


async def _fetch_in_its_place(run: Run, wanted: WantedPage, host: str) -> None:
    told = f"{wanted.title}\n{wanted.text}"
    asked = Asking(run.fetcher)
    try:
        answer = await fetch_page(
            asked,
            run.workers,
            wanted.url,
            wanted.tries,
            run.clock(),
            told=told,
            begin=lambda: _begin(run, wanted.url),
        )
    except NotNow:
        return
    run.pages += 1
    run.slow[host] += answer.slow
    polled.hold(run.store, wanted.url, polled.as_held(answer.hold), run.clock())
    article = answer.article
    why = answer.note if article is None else looking.refused(run.store, wanted.story_id, article)
    if article is None or why:
        pages.failed(run.store, wanted.story_id, why or "", answer.retry_at, answer.kept)
        return
    page = extracting.page_of(run.topic, wanted.story_id, wanted.title, article)
    if pages.save(run.store, replace(page, kept=answer.kept), run.clock()):
        run.changed.add(wanted.story_id)
    looking.first(run.store, wanted.story_id, asked, article, run.clock())


async def _look_again(run: Run, page: Known) -> None:
    """One page that was fetched before: what was edited since, or that it is gone."""
    try:
        looked = await looking.look(
            run.store, run.topic, run.fetcher, run.workers, page, run.clock, lambda: _begin(run, page.url)
        )
    except NotNow:
        return
    run.looks += 1
    polled.hold(run.store, page.url, polled.as_held(looked.answer.hold), run.clock())
    if looked.changed:
        run.changed.add(page.story_id)


def _begin(run: Run, url: str) -> None:
    """Called right before a page is asked for: not where its domain wants to be left alone, or the person to stop."""
    domain = shared_domain(url)
    if run.cancelled() or (domain and holds.held(run.store, domain, run.clock())):
        raise NotNow
