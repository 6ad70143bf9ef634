"""One polite request for a page, and the article on it, or why there is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from fetchers import backoff, notarticle
from fetchers.answers import status_words
from fetchers.article import Article, rules
from fetchers.asking import Asks
from fetchers.backoff import Hold
from fetchers.failures import TooSlow
from fetchers.http import FetchError, Response
from fetchers.waiting import LONGEST, jitter
from fetchers.workers import ParseError, Workers
from store.evidence import Kept, worth_keeping

PAGE_LIMIT = 5_000_000
#: Hours until a page that gave nothing is tried again, by how often it was tried; after the last, never.
_PAGE_WAITS = (1, 6, 24, 72)
_ACCEPT_PAGE = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"


@dataclass(frozen=True, slots=True)
class PageAnswer:
    """What a page brought: an article, or why there is none and when to try again (None: not again).

    `hold`: for how long its whole domain is left alone. `kept`: the page as it came, where one came. `slow`: it took
    all the time that it was given."""

    article: Article | None = None
    note: str = ""
    retry_at: datetime | None = field(default=None)
    hold: Hold | None = None
    kept: Kept | None = None
    slow: bool = False


async def fetch_page(
    fetcher: Asks,
    workers: Workers,
    url: str,
    tries: int,
    now: datetime,
    *,
    told: str = "",
    begin: Callable[[], None] | None = None,
) -> PageAnswer:
    """Fetches a page and extracts its article. Never raises for what a server or a page does; passes on what `begin`,
    called when there is a place for the request, raises. `told`: what the feed says of the story; a page that has
    nothing of it is another one."""
    later = _later(_PAGE_WAITS, tries, now)
    try:
        response = await fetcher.get(url, headers={"Accept": _ACCEPT_PAGE}, limit=PAGE_LIMIT, begin=begin)
    except FetchError as error:
        return PageAnswer(note=str(error), retry_at=later, slow=isinstance(error, TooSlow))
    if response.status != 200:
        return _no_page(response, later, tries, now)
    content_type = response.headers.get("content-type", "text/html")
    kind = content_type.partition(";")[0]
    if kind.strip().lower() not in ("text/html", "application/xhtml+xml", ""):
        return PageAnswer(note=f"it is no page but {kind.strip()[:40]}")
    kept = Kept(response.url, now, response.status, worth_keeping(response.headers), response.body, rules())
    if notarticle.moved_to_front(url, response.url):
        return _no_article(notarticle.FRONT, tries, now, kept)
    try:
        article = await workers.page(response.body, response.url, charset_of(content_type))
    except ParseError as error:
        return PageAnswer(note=str(error), retry_at=later, kept=replace(kept, rules=None))
    if article is None:
        return PageAnswer(note="no article was found on the page", retry_at=later, kept=kept)
    why = notarticle.after_the_feed(article.problem, told, article.title or "", article.text)
    return _no_article(why, tries, now, kept) if why else PageAnswer(article, kept=kept)


def _no_article(why: str, tries: int, now: datetime, kept: Kept) -> PageAnswer:
    """A page that is something else: the feed's text stays, and it is tried again as such pages are."""
    return PageAnswer(note=why, retry_at=_later(notarticle.WAITS[why], tries, now), kept=kept)


def _later(waits: Sequence[int], tries: int, now: datetime) -> datetime | None:
    return now + timedelta(hours=waits[tries]) if tries < len(waits) else None


def _no_page(response: Response, later: datetime | None, tries: int, now: datetime) -> PageAnswer:
    """An answer that is no page: why, when it is tried again, and whether its domain is left alone."""
    gone, unpaid = response.status in (404, 410, 451), response.status == 402
    if unpaid:
        later = _later(notarticle.WAITS[notarticle.PAYWALL], tries, now)
    asked = backoff.pause_asked(response.status, response.headers, now)
    if later and asked is not None:
        later = max(later, now + timedelta(seconds=min(asked, LONGEST)))
    following = backoff.after_error(response.status, response.headers, tries, now, jitter())
    hold = backoff.hold(response.status, response.headers, following, now)
    return PageAnswer(
        note=notarticle.PAYWALL if unpaid else status_words(response), retry_at=None if gone else later, hold=hold
    )


def charset_of(content_type: str) -> str:
    """The charset that a Content-Type names, or nothing."""
    for part in content_type.split(";")[1:]:
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset":
            return value.strip(" \"'")
    return ""
