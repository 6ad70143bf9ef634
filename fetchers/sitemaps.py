"""The sitemaps that an index leads to, read as one feed: few of them, not deep, and only on the index's own site."""

from __future__ import annotations

from dataclasses import replace

from fetchers.domains import registrable_domain
from fetchers.http import Fetcher, FetchError
from fetchers.kinds.document import ENTRY_LIMIT, ParsedFeed
from fetchers.workers import ParseError, Workers
from store.models import Entry

#: Indexes within indexes that are followed, and sitemaps read for one of them altogether.
DEPTH, SITEMAPS = 2, 5
_LIMIT = 10_000_000
_ACCEPT = "application/xml, text/xml;q=0.9, */*;q=0.5"


async def gathered(fetcher: Fetcher, workers: Workers, index: ParsedFeed, url: str) -> ParsedFeed:
    """The entries of the sitemaps that the index at `url` leads to, the newest first; any other feed as it is.

    Raises `ParseError` where it leads to no news sitemap that can be read.
    """
    if not index.further:
        return index
    waiting = [(place, 1) for place in index.further]
    found: dict[str, Entry] = {}
    title, language, why, asked, read = "", None, "", 0, 0
    while waiting and asked < SITEMAPS:
        place, depth = waiting.pop(0)
        if registrable_domain(place) != registrable_domain(url):
            why = why or f"{place[:120]} is on another site"
            continue
        asked += 1
        part, problem = await _one(fetcher, workers, place)
        if part is None:
            why = why or f"{place[:120]}: {problem}"
            continue
        if part.further and depth < DEPTH:
            waiting[:0] = [(one, depth + 1) for one in part.further]
        read += not part.further
        title, language = title or part.title, language or part.language
        for entry in part.entries:
            found.setdefault(entry.url, entry)
    if not read:
        raise ParseError(f"it is a sitemap index, but leads to no news sitemap ({why or 'only to further indexes'})")
    ordered = sorted(found.values(), key=lambda e: (-(e.published_at.timestamp() if e.published_at else 0), e.url))
    return replace(
        index,
        title=title,
        language=language,
        entries=tuple(ordered[:ENTRY_LIMIT]),
        kind=f"sitemap index of {read} news sitemap{'s' if read > 1 else ''}",
        further=(),
    )


async def _one(fetcher: Fetcher, workers: Workers, place: str) -> tuple[ParsedFeed | None, str]:
    """A sitemap, or why there is none."""
    try:
        response = await fetcher.get(place, headers={"Accept": _ACCEPT}, limit=_LIMIT)
        if response.status != 200:
            return None, f"status {response.status}"
        found = await workers.feed(response.body, response.url, response.headers.get("content-type", ""))
    except (FetchError, ParseError) as error:
        return None, str(error)
    if "sitemap" not in found.kind:
        return None, "it is no sitemap"
    return found, ""
