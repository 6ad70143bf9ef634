"""Looking at pages again: one polite and conditional request each, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from fetchers.article import Article
from fetchers.asking import Asking, Asks
from fetchers.conditions import Conditions
from fetchers.page import PageAnswer, fetch_page
from fetchers.workers import Workers
from narrative.samepage import other_page
from narrative.samewords import plain
from narrative.topic import Topic
from reportedly import extracting
from store import looks
from store.database import Store
from store.looks import Known

#: What says that a page is not there any more.
_GONE = (404, 410)


@dataclass(frozen=True, slots=True)
class Looked:
    """What one look came to. `answer`: what the request brought, for its domain's sake."""

    answer: PageAnswer
    changed: bool = False


def first(store: Store, story_id: int, asked: Asking, article: Article, now: datetime) -> None:
    """Remembers of a page that was just fetched what the first look will need."""
    validators, origin = asked.offered
    looks.keep(store, story_id, validators, origin, article.title, now)


def refused(store: Store, story_id: int, article: Article) -> str | None:
    """Why an article must not take the place of the one that a story has; None where it may."""
    text = looks.page_text(store, story_id)
    return other_page(text, article.text) if text else None


async def look(
    store: Store,
    topic: Topic,
    fetcher: Asks,
    workers: Workers,
    page: Known,
    clock: Callable[[], datetime],
    begin: Callable[[], None],
) -> Looked:
    """Looks at one page. What changed is a revision; what is no article any more changes nothing but the note.

    Raises what `begin` does, and then nothing was asked.
    """
    etag, modified = page.validators
    sends = Conditions(etag, modified, page.origin) if page.origin else Conditions()
    asked = Asking(fetcher, sends)
    answer = await fetch_page(asked, workers, page.url, 0, clock(), begin=begin)
    now = clock()
    if asked.unchanged:
        looks.unchanged(store, page.story_id, now)
        return Looked(PageAnswer())
    status = asked.response.status if asked.response else None
    if answer.article is None:
        gone = status if status in _GONE else None
        note = (
            _removed(status or 0, page.removed_at or now) if gone else f"{answer.note}; the text as last seen is kept"
        )
        looks.missed(store, page.story_id, note, now, gone)
        return Looked(answer)
    why = other_page(page.text, answer.article.text)
    if why:
        looks.missed(store, page.story_id, why, now)
        return Looked(answer)
    fetched = replace(extracting.page_of(topic, page.story_id, page.title, answer.article), kept=answer.kept)
    changed = looks.save(store, fetched, now, _headline(page, answer.article.title))
    first(store, page.story_id, asked, answer.article, now)
    return Looked(answer, changed)


def _removed(status: int, since: datetime) -> str:
    return f"removed after publication: {status} since {since:%Y-%m-%d %H:%M} UTC; the text as last seen is kept"


def _headline(page: Known, title: str | None) -> str | None:
    """The page's new headline: where it had the story's before, and its feed has not shown another meanwhile."""
    if not title or not page.page_title or title == page.page_title or page.title != page.story_title:
        return None
    return None if plain(page.page_title).isdisjoint(plain(page.title)) else title
