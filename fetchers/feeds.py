"""Feed bytes to entries: the door to the kinds of feed in `fetchers/kinds/`. Runs in a worker process."""

from __future__ import annotations

from dataclasses import dataclass

from fetchers.kinds import gdelt, googlenews, hackernews, homepage, jsonfeed, sitemap, xml
from fetchers.kinds.document import ENTRY_LIMIT, Document, Kind, NotAFeed, ParsedFeed, whole
from fetchers.kinds.homepage import Offer

__all__ = ["ENTRY_LIMIT", "KINDS", "Look", "NotAFeed", "Offer", "ParsedFeed", "look", "parse", "prepare"]

#: Asked in this order; the last takes whatever came.
KINDS: tuple[Kind, ...] = (hackernews, gdelt, jsonfeed, sitemap, homepage, googlenews, xml)


@dataclass(frozen=True, slots=True)
class Look:
    """What an address turned out to be: a feed, or why it is none, with the feeds that a page leads to."""

    feed: ParsedFeed | None = None
    why: str = ""
    offers: tuple[Offer, ...] = ()


def prepare() -> None:
    """Loads what parsing needs, which is otherwise done at the first feed."""
    xml.prepare()


def parse(body: bytes, url: str, content_type: str) -> ParsedFeed:
    """The feed in `body`, fetched from `url`. Raises `NotAFeed`."""
    document = Document(whole(body), url, content_type)
    return next(kind for kind in KINDS if kind.fits(document)).read(document)


def look(body: bytes, url: str, content_type: str) -> Look:
    """The feed in `body`, or what leads to one."""
    try:
        document = Document(whole(body), url, content_type)
        kind = next(kind for kind in KINDS if kind.fits(document))
        if kind is homepage:
            return Look(why=xml.A_PAGE, offers=homepage.offers(document))
        return Look(kind.read(document))
    except NotAFeed as error:
        return Look(why=str(error))
