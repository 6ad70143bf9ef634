"""One page of a poll: fetched and extracted, or looked at again."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from fetchers.asking import Asking
from fetchers.domains import shared_domain
from fetchers.page import fetch_page as fetch
from fetchers.poll import NotNow
from reportedly import extracting, looking, polled
from reportedly.rounds import Run
from store import holds, pages
from store.looks import Known
from store.pages import WantedPage

#: Pages of a host that may take all their time in one poll; the others are left for the next.
SLOW = 2


async def fetch_page(run: Run, wanted: WantedPage) -> None:
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
        answer = await fetch(
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


async def look_again(run: Run, page: Known) -> None:
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
