"""A site's page in the place of a feed: none itself, but it may say where its feeds are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urlsplit

from fetchers.clean import one_line
from fetchers.kinds.document import Document, NotAFeed, ParsedFeed
from fetchers.kinds.making import web
from fetchers.kinds.xml import A_PAGE

#: Characters of a page that are read for addresses, and addresses that are offered.
_PAGE, OFFERS = 1_500_000, 20
_TYPES = re.compile(r"^(application|text)/((rss|atom|rdf)(\+xml)?|feed\+json|xml|x-rss\+xml)\s*(;|\Z)", re.I)
_LOOKS_A_FEED = re.compile(
    r"(^|[/.])(feeds?|rss2?|atom|index\.rdf)(\.(xml|rss|atom|json|php))?/?$|=rss2?$|=atom$", re.I
)
_COMMENTS = re.compile(r"\bcomments?\b|\bkommentare?\b|\bcommentaires?\b|\bcomentarios?\b", re.I)


@dataclass(frozen=True, slots=True)
class Offer:
    """An address that may be a feed's, what it is called, and why it is thought to be one."""

    url: str
    title: str
    why: str
    comments: bool = False


def fits(document: Document) -> bool:
    return document.root == "html"


def read(document: Document) -> ParsedFeed:
    raise NotAFeed(A_PAGE)


def offers(document: Document) -> tuple[Offer, ...]:
    """The feeds that a page names (`link rel=alternate`); where it names none, those that it links to by the look of
    their addresses. Its own order; those of comments last."""
    page = _Page(document.url)
    page.feed(_text(document)[:_PAGE])
    page.close()
    found: dict[str, Offer] = {}
    for offer in page.named or page.linked:
        found.setdefault(offer.url, offer)
    return tuple(sorted(found.values(), key=lambda offer: offer.comments)[:OFFERS])


def _text(document: Document) -> str:
    """The page's letters; addresses and attribute names are ASCII in all encodings that pages have."""
    if document.body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return document.body.decode("utf-16", "replace")
    return document.body.decode("utf-8", "replace")


class _Page(HTMLParser):
    def __init__(self, url: str) -> None:
        super().__init__(convert_charrefs=True)
        self.base = url
        self.named: list[Offer] = []
        self.linked: list[Offer] = []

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            return self.parse_bogus_comment(i)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("base", "link", "a"):
            return
        at = {name: value or "" for name, value in reversed(attrs)}
        if tag == "base":
            self.base = web(at.get("href"), self.base) or self.base
        elif tag == "link" and "alternate" in at.get("rel", "").lower().split() and _TYPES.match(at.get("type", "")):
            self._offer(self.named, at, "the page names it")
        elif tag == "a":
            address = at.get("href", "")
            if len(address) < 500 and _LOOKS_A_FEED.search(address.partition("#")[0]):
                self._offer(self.linked, at, "the page links to it")

    def _offer(self, to: list[Offer], at: dict[str, str], why: str) -> None:
        url = web(at.get("href"), self.base)
        if url and len(to) < OFFERS * 5:
            title = one_line(at.get("title", ""))[:200]
            path = urlsplit(url).path
            to.append(Offer(url, title, why, bool(_COMMENTS.search(title) or _COMMENTS.search(path))))
