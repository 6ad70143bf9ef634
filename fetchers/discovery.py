"""From any address to the feed that it stands for: itself, what its host keeps, what its page names, a usual place.

Several are offered and none is chosen for anybody; nothing is taken for a feed that was not read as one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from fetchers.answers import status_words
from fetchers.domains import registrable_domain
from fetchers.feeds import Look, Offer, ParsedFeed
from fetchers.http import Fetcher, FetchError, Response
from fetchers.knownhosts import feeds_at
from fetchers.sitemaps import gathered
from fetchers.workers import ParseError, Workers
from store.models import Feed
from store.urls import is_web, url_key

_LIMIT = 10_000_000
_ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.8"
#: Where feeds usually are, asked one after the other until one answers with a feed.
USUAL = ("/feed", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/rss", "/feed.json", "/news-sitemap.xml")
_NAMED_SITEMAP = re.compile(rb"^\s*sitemap:\s*(\S+)", re.I | re.M)


class NothingFound(Exception):
    """No feed is at an address or near it; the text says what is there."""


@dataclass(frozen=True, slots=True)
class Found:
    """What an address leads to: one feed, read from `url`, or several `offers`. `how`: by which way it was found."""

    url: str
    feed: ParsedFeed | None = None
    offers: tuple[Offer, ...] = ()
    how: str = ""
    left: tuple[Offer, ...] = ()


async def discover(fetcher: Fetcher, workers: Workers, url: str) -> Found:
    """The feed that an address of any kind stands for, or those among which to choose.

    Raises `NothingFound`, and `FetchError` where the address itself does not answer.
    """
    known = feeds_at(url)
    if len(known) > 1:
        return Found(url, offers=known)
    if known:
        return await _checked(fetcher, workers, known[0])
    response = await _get(fetcher, url)
    if response.status != 200:
        raise NothingFound(status_words(response))
    seen = await _looked(fetcher, workers, response)
    if seen.feed:
        return Found(url, seen.feed)
    main = tuple(offer for offer in seen.offers if not offer.comments) or seen.offers
    left = tuple(offer for offer in seen.offers if offer not in main)
    if len(main) > 1:
        return Found(url, offers=main, left=left)
    if main:
        found = await _checked(fetcher, workers, main[0])
        return Found(found.url, found.feed, how=found.how, left=left)
    if response.body[:200_000].lower().find(b"<html") < 0 and not seen.why.startswith("it is a web page"):
        raise NothingFound(seen.why)
    guessed = await _usual(fetcher, workers, response.url)
    if guessed:
        return guessed
    raise NothingFound("it is a web page that names no feed, and none is at the usual places of its site")


async def rediscover(fetcher: Fetcher, workers: Workers, feed: Feed) -> str | None:
    """The address that a lost feed's home page now names for it; None where it names none, or several."""
    home = feed.home_url or urljoin(feed.url, "/")
    try:
        found = await discover(fetcher, workers, home)
    except (NothingFound, FetchError):
        return None
    if found.feed:
        return found.url if url_key(found.url) != url_key(home) else None
    alike = [offer for offer in found.offers if offer.title and offer.title == feed.title]
    return alike[0].url if len(alike) == 1 else None


async def _get(fetcher: Fetcher, url: str) -> Response:
    return await fetcher.get(url, headers={"Accept": _ACCEPT}, limit=_LIMIT)


async def _looked(fetcher: Fetcher, workers: Workers, response: Response) -> Look:
    try:
        seen = await workers.look(response.body, response.url, response.headers.get("content-type", ""))
        if seen.feed and seen.feed.further:
            return Look(await gathered(fetcher, workers, seen.feed, response.url))
        return seen
    except ParseError as error:
        return Look(why=str(error))


async def _checked(fetcher: Fetcher, workers: Workers, offer: Offer) -> Found:
    """The one feed that there is, once it has been read as one. Raises `NothingFound`."""
    try:
        response = await _get(fetcher, offer.url)
    except FetchError as error:
        raise NothingFound(f"{offer.why}: {offer.url}, but that cannot be fetched: {error}") from None
    seen = (
        await _looked(fetcher, workers, response) if response.status == 200 else Look(why=f"status {response.status}")
    )
    if seen.feed is None:
        raise NothingFound(f"{offer.why}: {offer.url}, but no feed is there: {seen.why}")
    return Found(offer.url, seen.feed, how=offer.why)


async def _usual(fetcher: Fetcher, workers: Workers, page: str) -> Found | None:
    """A feed at one of the places where they usually are, or a news sitemap that robots.txt names."""
    for place in [urljoin(page, path) for path in USUAL]:
        seen = await _tried(fetcher, workers, place)
        if seen:
            return Found(place, seen, how="found at a usual place, by guess")
    for place in await _named_sitemaps(fetcher, page):
        seen = await _tried(fetcher, workers, place)
        if seen:
            return Found(place, seen, how="its robots.txt names it")
    return None


async def _tried(fetcher: Fetcher, workers: Workers, place: str) -> ParsedFeed | None:
    try:
        response = await _get(fetcher, place)
    except FetchError:
        return None
    return (await _looked(fetcher, workers, response)).feed if response.status == 200 else None


async def _named_sitemaps(fetcher: Fetcher, page: str) -> list[str]:
    """The news sitemaps of the site itself that its robots.txt names."""
    try:
        response = await fetcher.get(urljoin(page, "/robots.txt"), headers={"Accept": "text/plain"}, limit=500_000)
    except FetchError:
        return []
    named = [found.decode("utf-8", "replace") for found in _NAMED_SITEMAP.findall(response.body)]
    news = [url for url in named if is_web(url) and "news" in urlsplit(url).path.lower()]
    return [url for url in news if registrable_domain(url) == registrable_domain(page)][:2]
