"""News sitemaps (`news:news`) and the indexes that lead to them (https://www.sitemaps.org/protocol.html)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from xml.etree import ElementTree

from fetchers.clean import moment, one_line, title_of_html
from fetchers.kinds.document import Document, NotAFeed, ParsedFeed
from fetchers.kinds.making import cut_note, kept, language_tag, made, newest, web
from store.models import Entry

#: Sitemaps that are read of one index, and how many of its lines are looked at.
CHILDREN, LINES = 5, 50_000
_ROOTS = ("urlset", "sitemapindex")
_LEAST = datetime.min.replace(tzinfo=UTC)


def fits(document: Document) -> bool:
    return document.root in _ROOTS


def read(document: Document) -> ParsedFeed:
    rows = list(_rows(document))
    if document.root == "sitemapindex":
        return _index(document, rows)
    news = [row for row in rows if "title" in row]
    if rows and not news:
        raise NotAFeed("it is a sitemap without headlines; only news sitemaps (news:news) can be followed")
    best = newest(news, [moment(row.get("publication_date")) for row in news])
    name = next((row["name"] for row in news if row.get("name")), "")
    language = next((row["language"] for row in news if row.get("language")), None)
    return ParsedFeed(
        title=one_line(name),
        home_url=web("/", document.url),
        language=language_tag(language),
        entries=kept(_entry(row, document.url) for row in best),
        kind="news sitemap",
        note=cut_note(len(news)),
    )


def _index(document: Document, rows: list[dict[str, str]]) -> ParsedFeed:
    """The sitemaps to read next: those named for news, then those changed last."""
    found = {place: row for row in rows if (place := web(row.get("loc"), document.url)) and place != document.url}
    ranked = sorted(
        found, key=lambda place: (_is_news(place), moment(found[place].get("lastmod")) or _LEAST), reverse=True
    )
    left = len(ranked) - CHILDREN
    return ParsedFeed(
        title="",
        home_url=web("/", document.url),
        language=None,
        entries=(),
        kind="sitemap index",
        note=f"it lists {len(ranked):,} sitemaps, of which {CHILDREN} are read" if left > 0 else None,
        further=tuple(ranked[:CHILDREN]),
    )


def _is_news(place: str) -> bool:
    return bool(re.search(r"news|latest|recent", place.lower()))


def _rows(document: Document) -> Iterator[dict[str, str]]:
    """What each `url` or `sitemap` of the document holds, by local names; of a title given twice, the first."""
    if re.search(rb"<!(DOCTYPE|ENTITY)", document.body.replace(b"\0", b""), re.I):
        raise NotAFeed("it is a sitemap that declares a document type or entities, which none needs")
    count = 0
    try:
        # No document types, a bounded size, and expat bounds the rest.
        for _, element in ElementTree.iterparse(io.BytesIO(document.body)):  # noqa: S314
            if _local(element) not in ("url", "sitemap"):
                continue
            row: dict[str, str] = {}
            for part in element.iter():
                # A picture or a film in it has a title and a place too, in a namespace of its own.
                if part.text and not re.search("image|video", part.tag):
                    row.setdefault(_local(part), part.text)
            yield row
            element.clear()
            count += 1
            if count >= LINES:
                return
    except ElementTree.ParseError as error:
        if not count:
            raise NotAFeed(f"it is a sitemap, but broken XML ({error})") from None


def _local(element: ElementTree.Element) -> str:
    return str(element.tag).rpartition("}")[2].lower()


def _entry(row: dict[str, str], base: str) -> Entry | None:
    return made(
        guid=web(row.get("loc"), base) or "",
        url=web(row.get("loc"), base),
        title=title_of_html(row["title"]),
        published=moment(row.get("publication_date")),
        updated=moment(row.get("lastmod")),
        language=language_tag(row.get("language")),
    )
