"""From an address to a feed on the list: found, told what it is, and polled for the first time by that same request."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from urllib.parse import urlsplit

from fetchers import hosts
from fetchers.clean import one_line
from fetchers.discovery import Found, NothingFound, discover
from fetchers.feeds import Offer, ParsedFeed
from fetchers.http import Fetcher
from fetchers.once import AskedOnce
from fetchers.progress import Quiet
from fetchers.workers import Workers
from reportedly.exits import Exit
from reportedly.feedwork import SEARCH, poll_one
from reportedly.home import Home
from reportedly.plain import when
from reportedly.rounds import Run
from reportedly.settings import PollSettings
from store import feedlog, feeds, judging
from store.database import Store
from store.feeds import NewFeed
from store.models import Feed
from store.urls import bare
from store.wording import counted


async def subscribe(
    home: Home,
    url: str,
    outlet: str | None,
    choose: Callable[[Sequence[str]], int],
    clock: Callable[[], datetime],
    tell: Callable[[str], None],
) -> Exit:
    """Finds the feed that an address stands for and adds it. `choose` says which of several offers is meant; `tell` is
    given what came of it, line by line.

    Raises `NothingFound` and `FetchError`, and what `choose` raises; nothing is added then.
    """
    settings, topic = home.settings().poll, home.read_topic()
    with home.open() as store:
        if _is_known(store, url, tell):
            return Exit.DONE
        async with _fetcher(settings) as fetcher, Workers(1) as workers:
            found = await _found(fetcher, workers, url, choose)
            if _is_known(store, found.url, tell):
                return Exit.DONE
            assert found.feed
            feed = _added(store, found, found.feed, outlet, clock())
            run = Run(store, topic, fetcher, workers, clock, Quiet(), lambda: False, rule=hosts.rule)
            await poll_one(run, feed)
        for line in _said(store, found, found.feed, feed, run):
            tell(line)
    return Exit.DONE


def _fetcher(settings: PollSettings) -> AskedOnce:
    limit, opened = float(settings.time_limit), settings.allow_private
    return AskedOnce(settings.at_once, settings.per_host, limit, settings.contact, opened)


async def _found(fetcher: Fetcher, workers: Workers, url: str, choose: Callable[[Sequence[str]], int]) -> Found:
    """The one feed that is meant."""
    found = await discover(fetcher, workers, url)
    if found.feed is None:
        chosen = found.offers[choose([_offered(offer) for offer in found.offers])]
        found = await discover(fetcher, workers, chosen.url)
    if found.feed is None:
        raise NothingFound("what was chosen is a page that leads to several feeds again")
    return found


def _offered(offer: Offer) -> str:
    return f"{offer.url}  {offer.title}  ({offer.why})" if offer.title else f"{offer.url}  ({offer.why})"


def _is_known(store: Store, url: str, tell: Callable[[str], None]) -> bool:
    known = feeds.by_url(store, url)
    if known:
        tell(f"feed {known.id} {known.address} is on the list already")
    return known is not None


def _added(store: Store, found: Found, parsed: ParsedFeed, outlet: str | None, now: datetime) -> Feed:
    title = parsed.title or urlsplit(found.url).hostname or bare(found.url)
    name = one_line(outlet) if outlet else parsed.kind.removesuffix(" search") if parsed.search else title
    note = f"{SEARCH}: a signal, not an outlet" if parsed.search else None
    feedlog.add(store, [NewFeed(found.url, title, name, parsed.home_url, note)], now)
    feed = feeds.by_url(store, found.url)
    assert feed
    return feed


def _said(store: Store, found: Found, parsed: ParsedFeed, feed: Feed, run: Run) -> list[str]:
    """What was found and what came of it: a line or a few."""
    dates = [entry.published_at for entry in parsed.entries if entry.published_at]
    newest = f", the newest of {when(max(dates))} UTC" if dates else ""
    lines = [
        f"feed {feed.id} {feed.address} added: {parsed.kind} “{feed.title}”, "
        f"{counted(len(parsed.entries), 'entry', 'entries')}{newest}"
    ]
    if found.how:
        lines.append(f"{found.how}")
    if parsed.note:
        lines.append(parsed.note)
    lines += [f"left aside: {offer.url} {offer.title}".rstrip() for offer in found.left]
    lines.append(
        f"{counted(len(run.new), 'new story', 'new stories')}, {judging.count_relevant(store, run.new)} on the topic"
    )
    return [*lines, *run.failures]
