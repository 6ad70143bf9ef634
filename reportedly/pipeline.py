"""The way of a story through the house, from a feed that is due to the claims it makes.

Cron and the dashboard run the very same function with another progress reporter.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar
from urllib.parse import urlsplit

from fetchers import poll as fetching
from fetchers.domains import registrable_domain
from fetchers.http import Fetcher
from fetchers.poll import FeedAnswer
from fetchers.progress import Progress, Quiet
from fetchers.workers import Workers
from narrative.relevance import judge
from narrative.topic import Topic
from reportedly.analysis import analyse
from reportedly.home import Home
from reportedly.settings import PollSettings
from store import feeds, pages, stories
from store.database import Store
from store.feeds import PollOutcome
from store.lock import poll_lock
from store.models import Entry, Feed, PollSummary
from store.pages import FetchedPage, WantedPage
from store.state import analysis_is_stale
from store.stories import Arrival, Received

#: How a feed's note begins where the feed is a search over many outlets, whose entries name their own.
SEARCH = "search feed"

#: Feeds that may be parsed or wait for it while others are fetched.
IN_PARSING = 4
#: The status of an answer that holds only what is new (RFC 3229).
DELTA = 226

Item = TypeVar("Item")


class Room:
    """Where feeds wait before they are asked for, so that answers do not pile up where parsing is slower than the
    network: so many at a time, and no more of a host than it is asked for at once."""

    def __init__(self, places: int, per_host: int) -> None:
        self._places = asyncio.Semaphore(places)
        self._hosts: dict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(per_host))

    @asynccontextmanager
    async def place(self, url: str) -> AsyncIterator[None]:
        async with self._hosts[urlsplit(url).netloc], self._places:
            yield


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
    room: Room
    polled: int = 0
    not_modified: int = 0
    pages: int = 0
    failures: list[str] = field(default_factory=list)
    new: set[int] = field(default_factory=set)
    changed: set[int] = field(default_factory=set)


def poll(
    home: Home,
    clock: Callable[[], datetime],
    progress: Progress | None = None,
    *,
    everything: bool = False,
    cancelled: Callable[[], bool] = lambda: False,
) -> PollSummary:
    """Polls the due feeds of a home (or `everything`), fetches the pages of what fits, and derives the claims.

    Raises `Busy` where another poll is at work, `TomlError` for settings or a topic that cannot be used,
    `StoreError` for a database that cannot. A feed or page that fails stops nothing.
    """
    settings, topic = home.settings().poll, home.read_topic()
    with poll_lock(home.lock), home.open() as store:
        return asyncio.run(_poll(store, topic, settings, clock, progress or Quiet(), everything, cancelled))


async def _poll(
    store: Store,
    topic: Topic,
    settings: PollSettings,
    clock: Callable[[], datetime],
    progress: Progress,
    everything: bool,
    cancelled: Callable[[], bool],
) -> PollSummary:
    fetcher = Fetcher(settings.at_once, settings.per_host, float(settings.time_limit), settings.contact)
    async with fetcher, Workers() as workers:
        room = Room(settings.at_once + IN_PARSING, settings.per_host)
        run = Run(store, topic, fetcher, workers, clock, progress, cancelled, room)
        due = feeds.all_to_poll(store) if everything else feeds.due(store, clock())
        await _each(run, "feeds", due, _poll_feed)
        await _each(run, "pages", pages.wanted(store, clock()), _fetch_page)
    claims = analyse(store, topic, progress) if analysis_is_stale(store) else 0
    return PollSummary(
        feeds=run.polled,
        not_modified=run.not_modified,
        failures=tuple(run.failures),
        new_entries=len(run.new),
        new_stories=stories.count_relevant(store, run.new),
        changed=len(run.changed),
        pages=run.pages,
        claims=claims,
    )


async def _each(run: Run, what: str, items: Sequence[Item], work: Callable[[Run, Item], Awaitable[None]]) -> None:
    """Does the work for all items at once (the fetcher bounds how many requests that is), telling of each."""
    done = 0

    async def one(item: Item) -> None:
        nonlocal done
        if not run.cancelled():
            await work(run, item)
        done += 1
        run.progress.step(done, len(items), what)

    run.progress.step(0, len(items), what)
    try:
        async with asyncio.TaskGroup() as group:
            for item in items:
                group.create_task(one(item))
    except BaseExceptionGroup as failed:
        # The first is what went wrong (the store, say); the rest are the tasks that it took down.
        raise failed.exceptions[0] from None


async def _poll_feed(run: Run, feed: Feed) -> None:
    """One feed: fetched, its entries judged and stored, its poll recorded, in one transaction."""
    async with run.room.place(feed.url):
        answer = await fetching.poll_feed(run.fetcher, run.workers, feed, run.clock())
        _store_feed(run, feed, answer)


def _store_feed(run: Run, feed: Feed, answer: FeedAnswer) -> None:
    now = run.clock()
    sight = stories.look(run.store, feed.id, answer.feed.entries if answer.feed else ())
    arrivals = [_judged(run.topic, feed, entry) for entry in sight.fresh]
    with run.store.writing():
        received = stories.receive(run.store, feed.id, arrivals, now, shown=sight.stories, delta=answer.status == DELTA)
        feeds.record(run.store, _outcome(feed, answer, received, now))
    run.polled += 1
    run.not_modified += answer.feed is None and answer.error is None
    run.new.update(received.new)
    run.changed.update(received.changed)
    if answer.error:
        run.failures.append(f"feed {feed.id} {feed.url}: {answer.error}; {answer.next.reason}")


def _judged(topic: Topic, feed: Feed, entry: Entry) -> Arrival:
    domain = registrable_domain(entry.url)
    outlet = domain if (feed.note or "").startswith(SEARCH) else feed.outlet or domain
    return Arrival(entry, judge(topic, entry.title, entry.content or entry.summary), outlet, domain)


def _outcome(feed: Feed, answer: FeedAnswer, received: Received, now: datetime) -> PollOutcome:
    if answer.error:
        word = "error"
    elif answer.feed is None:
        word = "not modified"
    else:
        word = "new" if received.new or received.changed else "nothing new"
    return PollOutcome(
        feed_id=feed.id,
        at=now,
        outcome=word,
        next_poll_at=answer.next.at,
        next_poll_reason=answer.next.reason,
        status=answer.status,
        conditional=answer.conditional,
        size=answer.wire,
        seconds=answer.seconds,
        entries=len(answer.feed.entries) if answer.feed else 0,
        new_stories=len(received.new),
        error=answer.error,
        validators=answer.validators,
        body_sha256=answer.body_sha256,
    )


async def _fetch_page(run: Run, wanted: WantedPage) -> None:
    """One page: fetched once and extracted; where that gives nothing the feed's own text stays, with the reason."""
    answer = await fetching.fetch_page(run.fetcher, run.workers, wanted.url, wanted.tries, run.clock())
    run.pages += 1
    article = answer.article
    if article is None:
        pages.failed(run.store, wanted.story_id, answer.note, answer.retry_at)
        return
    page = FetchedPage(
        story_id=wanted.story_id,
        text=article.text,
        relevance=judge(run.topic, wanted.title or article.title or "", article.text),
        title=article.title,
        author=article.author,
        language=article.language,
        published_at=article.published_at,
        outlet=article.outlet,
        links=article.links,
    )
    if pages.save(run.store, page, run.clock()):
        run.changed.add(wanted.story_id)
