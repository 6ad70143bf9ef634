"""One polite request for a feed or a page, and what its answer means. Requests here; decisions in `schedule`."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from fetchers import schedule
from fetchers.extract import Article
from fetchers.feeds import ParsedFeed
from fetchers.http import Fetcher, FetchError, Response
from fetchers.sitemaps import gathered
from fetchers.workers import ParseError, Workers
from store.models import Feed

FEED_LIMIT = 10_000_000
PAGE_LIMIT = 5_000_000
#: Hours until a page that gave nothing is tried again, by how often it was tried; after the last, never.
_PAGE_WAITS = (1, 6, 24, 72)
_ACCEPT_FEED = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
_ACCEPT_PAGE = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"


@dataclass(frozen=True, slots=True)
class FeedAnswer:
    """What a poll of a feed brought. `feed` is None where it is unchanged or `error` says what went wrong.

    `validators`: the (ETag, Last-Modified) to keep from now on, byte for byte as offered.
    """

    next: schedule.Next
    status: int | None = None
    feed: ParsedFeed | None = None
    error: str | None = None
    validators: tuple[str | None, str | None] | None = None
    body_sha256: str | None = None
    conditional: bool = False
    wire: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class PageAnswer:
    """What a page brought: an article, or why there is none and when to try again (None: not again)."""

    article: Article | None = None
    note: str = ""
    retry_at: datetime | None = field(default=None)


async def poll_feed(fetcher: Fetcher, workers: Workers, feed: Feed, now: datetime) -> FeedAnswer:
    """Polls a feed, conditionally where it ever offered a validator. Never raises for what a server does."""
    validators = {"If-None-Match": feed.etag, "If-Modified-Since": feed.last_modified}
    conditions = {name: value for name, value in validators.items() if value is not None}
    try:
        response = await fetcher.get(feed.url, headers={"Accept": _ACCEPT_FEED, **conditions}, limit=FEED_LIMIT)
    except FetchError as error:
        following = schedule.after_error(None, {}, feed.failures, now, schedule.jitter())
        return FeedAnswer(following, error=str(error), conditional=bool(conditions))
    facts = _Facts(feed, response, bool(conditions), now)
    if response.status == 304 and conditions:
        return facts.unchanged()
    if response.status != 200:
        return facts.failed(_status_words(response))
    digest = hashlib.sha256(response.body).hexdigest()
    if digest == feed.body_sha256:
        return facts.unchanged()
    try:
        parsed = await workers.feed(response.body, response.url, response.headers.get("content-type", ""))
        parsed = await gathered(fetcher, workers, parsed, response.url)
    except ParseError as error:
        return facts.failed(str(error))
    return facts.changed(parsed, digest)


@dataclass(frozen=True, slots=True)
class _Facts:
    """A feed, its answer, and the answers' common parts."""

    feed: Feed
    response: Response
    conditional: bool
    now: datetime

    def _answer(self, following: schedule.Next, **more: object) -> FeedAnswer:
        common: dict[str, object] = {
            "status": self.response.status,
            "conditional": self.conditional,
            "wire": self.response.wire,
            "seconds": self.response.seconds,
        }
        return FeedAnswer(following, **common | more)  # type: ignore[arg-type]

    def _later(self) -> schedule.Next:
        return schedule.after_answer(self.response.headers, self.now, schedule.jitter())

    def _offered(self) -> tuple[str | None, str | None]:
        """The answer's own validators; an empty one is none."""
        headers = self.response.headers
        return headers.get("etag") or None, headers.get("last-modified") or None

    def unchanged(self) -> FeedAnswer:
        """Validators are taken from this answer too, or the next request would echo stale ones.

        A 304 that offers none keeps those there are; a 200 that offers none has none.
        """
        offered = self._offered()
        if self.response.status == 304:
            offered = (offered[0] or self.feed.etag, offered[1] or self.feed.last_modified)
        return self._answer(self._later(), validators=offered)

    def changed(self, parsed: ParsedFeed, digest: str) -> FeedAnswer:
        return self._answer(self._later(), feed=parsed, validators=self._offered(), body_sha256=digest)

    def failed(self, why: str) -> FeedAnswer:
        status, headers = self.response.status, self.response.headers
        following = schedule.after_error(status, headers, self.feed.failures, self.now, schedule.jitter())
        return self._answer(following, error=why)


async def fetch_page(fetcher: Fetcher, workers: Workers, url: str, tries: int, now: datetime) -> PageAnswer:
    """Fetches a page and extracts its article. Never raises for what a server or a page does."""
    later = now + timedelta(hours=_PAGE_WAITS[tries]) if tries < len(_PAGE_WAITS) else None
    try:
        response = await fetcher.get(url, headers={"Accept": _ACCEPT_PAGE}, limit=PAGE_LIMIT)
    except FetchError as error:
        return PageAnswer(note=str(error), retry_at=later)
    if response.status != 200:
        gone = response.status in (404, 410, 451)
        asked = schedule.retry_after(response.headers.get("retry-after"), now)
        if later and asked is not None:
            later = max(later, now + timedelta(seconds=min(asked, schedule.LONGEST)))
        return PageAnswer(note=_status_words(response), retry_at=None if gone else later)
    kind, _, parameters = response.headers.get("content-type", "text/html").partition(";")
    if kind.strip().lower() not in ("text/html", "application/xhtml+xml", ""):
        return PageAnswer(note=f"it is no page but {kind.strip()[:40]}")
    try:
        article = await workers.page(response.body, response.url, _charset(parameters))
    except ParseError as error:
        return PageAnswer(note=str(error), retry_at=later)
    return PageAnswer(article) if article else PageAnswer(note="no article was found on the page", retry_at=later)


def _charset(parameters: str) -> str:
    for part in parameters.split(";"):
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset":
            return value.strip(" \"'")
    return ""


_WORDS = {
    304: "304 without having been asked whether it changed",
    401: "401: it wants a password",
    403: "403: the server refuses us; it may block readers that are no browser",
    404: "404: not found; the address may have changed",
    410: "410: gone for good, says the server",
    429: "429: too many requests, says the server",
    451: "451: withheld for legal reasons",
}


def _status_words(response: Response) -> str:
    if response.headers.get("cf-mitigated") == "challenge":
        return f"{response.status}: a challenge page that only a browser passes"
    if response.status >= 500:
        return f"{response.status}: the server has trouble"
    return _WORDS.get(response.status, f"unexpected status {response.status}")
