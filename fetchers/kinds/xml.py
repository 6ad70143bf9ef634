"""RSS 0.9x to 2.0, RDF and Atom, through feedparser; where that finds nothing, fastfeedparser is asked."""

from __future__ import annotations

import calendar
import io
import re
import time
from copy import deepcopy
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import Any

from fetchers.clean import moment, one_line, text_of_html, title_of_html
from fetchers.hints import hints
from fetchers.kinds.document import ENTRY_LIMIT, Document, NotAFeed, ParsedFeed
from fetchers.kinds.lengths import cut
from fetchers.kinds.making import cut_note, kept, language_tag, made, web
from store.models import Entry

_NAMES = {"rss090": "RSS 0.90 (RDF)", "rss10": "RSS 1.0 (RDF)", "rss": "RSS", "atom": "Atom", "cdf": "CDF"}
_ITEM = re.compile(rb"<(?:[\w.-]+:)?(?:item|entry)[\s/>]", re.I)
_MEDIA, _SLASH = "http://search.yahoo.com/mrss/", "http://purl.org/rss/1.0/modules/slash/"
#: Elements without others in them of which nothing is kept: a quarter of all that feeds hold.
_UNREAD = frozenset(
    (
        *((None, name) for name in ("category", "comments", "enclosure")),
        *((_MEDIA, name) for name in ("credit", "keywords", "text", "thumbnail")),
        (_SLASH, "comments"),
        ("http://wellformedweb.org/CommentAPI/", "commentRss"),
        ("http://purl.org/dc/elements/1.1/", "subject"),
        ("com-wordpress:feed-additions:1", "post-id"),
    )
)
NO_FEED = "no feed could be read from it"
A_PAGE = "it is a web page, not a feed; look on it for the address of its feed"


def prepare() -> None:
    """Loads feedparser, which takes a while."""
    _feedparser()


@cache
def _feedparser() -> Any:
    """feedparser, made twice as fast: it reads what is not kept; joins the same two addresses at every element, which
    is remembered; takes text line by line, which it gets in whole pieces; and looks every key up by way of a few odd
    ones."""
    import xml.sax.expatreader as expat

    import feedparser
    import feedparser.mixin

    for name in ("make_safe_absolute_uri", "_urljoin"):
        setattr(feedparser.mixin, name, lru_cache(64)(getattr(feedparser.mixin, name)))
    _look_up_plainly(feedparser.FeedParserDict)
    _pass_over(feedparser.api._StrictFeedParser)
    reset = expat.ExpatParser.reset

    def in_pieces(parser: Any) -> None:
        reset(parser)
        parser._parser.buffer_size = 65_536
        parser._parser.buffer_text = True

    expat.ExpatParser.reset = in_pieces  # type: ignore[assignment,method-assign]
    return feedparser


def _look_up_plainly(table: Any) -> None:
    """Lets feedparser's dictionary answer at once for all keys but those that it has its own ways with."""
    odd = frozenset(("category", "enclosures", "license", "updated", "updated_parsed", *table.keymap))
    get, item, contains = table.get, table.__getitem__, table.__contains__

    def new_get(self: Any, key: Any, default: Any = None) -> Any:
        return get(self, key, default) if key in odd else dict.get(self, key, default)

    def new_item(self: Any, key: Any) -> Any:
        return item(self, key) if key in odd else dict.__getitem__(self, key)

    def new_contains(self: Any, key: Any) -> bool:
        return bool(contains(self, key)) if key in odd else dict.__contains__(self, key)

    def copied(self: Any, memo: dict[int, Any]) -> Any:
        return table((key, deepcopy(value, memo)) for key, value in self.items())

    table.get, table.__getitem__, table.__contains__, table.__deepcopy__ = new_get, new_item, new_contains, copied


def _pass_over(reader: Any) -> None:
    """Lets feedparser's reader of well-formed XML pass over what is not kept, but for markup within a text."""
    start, end = reader.startElementNS, reader.endElementNS
    reader.unread = 0

    def new_start(self: Any, name: Any, qname: Any, attributes: Any) -> None:
        if name in _UNREAD and not self.incontent:
            self.unread += 1
            self.decls = {}
        else:
            start(self, name, qname, attributes)

    def new_end(self: Any, name: Any, qname: Any) -> None:
        if name in _UNREAD and self.unread:
            self.unread -= 1
        else:
            end(self, name, qname)

    def characters(self: Any, text: str) -> None:
        if not self.unread:
            self.handle_data(text)

    reader.startElementNS, reader.endElementNS, reader.characters = new_start, new_end, characters


def fits(document: Document) -> bool:
    """Last of all kinds: whatever came."""
    return True


def read(document: Document) -> ParsedFeed:
    return read_with_sources(document)[0]


def read_with_sources(document: Document) -> tuple[ParsedFeed, dict[str, tuple[str, str | None]]]:
    """The feed, and for the address of an entry whom it is from, where it says so: a name and a home."""
    body, count = cut(document.body)
    found, why = _parsed(document, body)
    if found is None or not found.entries:
        second = _second_opinion(document, body)
        if second is not None:
            return second, {}
    if found is None or not (found.get("version") or found.entries):
        raise NotAFeed(A_PAGE if b"<html" in body[:4096].lower() else why)
    about, version = found.feed, str(found.get("version") or "")
    base = web(about.get("link"), document.url)
    language = about.get("language")
    # dc:date, the date of RDF feeds, is filed under `updated`; it is when an item came out.
    lent = version.startswith("rss")
    items = found.entries[:ENTRY_LIMIT]
    rows = (_entry(item, document.url, language, lent) for item in items)
    feed = ParsedFeed(
        title_of_html(_text(about, "title")),
        base,
        language_tag(language),
        kept(rows),
        **asdict(hints(document.body)),
        kind=_named(version),
        note=cut_note(max(count, len(found.entries))),
    )
    return feed, dict(source for item in items if (source := _source(item, document.url)))


def _parsed(document: Document, body: bytes) -> tuple[Any, str]:
    """What feedparser makes of the body, or None and why."""
    # Relative addresses and markup are handled here: feedparser's own sanitizer is quadratic in some inputs.
    try:
        found = _feedparser().parse(
            io.BytesIO(body),
            # Not where it is from: an id that looks relative would be made an address, and another one when the feed
            # moves. Links are made whole below.
            response_headers={"content-type": document.content_type or "application/xml"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - its loose parser falls over some broken input in ways of every kind
        return None, f"{NO_FEED} ({type(error).__name__})"
    return found, NO_FEED


def _entry(item: Any, base: str, language: str | None, lent: bool) -> Entry | None:
    contents = [_text(part, "value") for part in item.get("content") or ()]
    # feedparser lends `published` to `updated` where that is missing; only what the feed says counts.
    updated = _moment(item.get("updated_parsed")) if "updated" in item else None
    return made(
        guid=_text(item, "id"),
        url=web(item.get("link"), base) or web(item.get("id"), ""),
        title=title_of_html(_text(item, "title")),
        author=one_line(_text(item, "author")) or None,
        published=_moment(item.get("published_parsed")) or (updated if lent else None),
        updated=updated,
        summary=text_of_html(_text(item, "summary")),
        content=max((text_of_html(part) for part in contents), key=len, default=""),
        language=language_tag(language),
    )


def _source(item: Any, base: str) -> tuple[str, tuple[str, str | None]] | None:
    source = item.get("source")
    url = web(item.get("link"), base) if source else None
    if not source or url is None:
        return None
    return url, (_text(source, "title"), source.get("href"))


def _moment(parsed: object) -> datetime | None:
    if not isinstance(parsed, time.struct_time):
        return None
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _named(version: str) -> str:
    """`atom10` as Atom 1.0; the two kinds of RSS 0.91, which feedparser tells apart, as one."""
    if version in _NAMES:
        return _NAMES[version]
    found = re.fullmatch(r"([a-z]+)(\d)(\d+)[un]?", version)
    return f"{_NAMES[found[1]]} {found[2]}.{found[3]}" if found and found[1] in _NAMES else "feed"


def _second_opinion(document: Document, body: bytes) -> ParsedFeed | None:
    """The feed as fastfeedparser reads it, where there is any entry in it."""
    if not _ITEM.search(body.replace(b"\0", b"")):
        return None
    import fastfeedparser

    try:
        # Bytes only: of a text it would take an address, and fetch it.
        found = fastfeedparser.parse(bytes(body), include_media=False, include_enclosures=False, include_tags=False)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - the first parser's word stands
        return None
    about = found.get("feed") or {}
    base = web(about.get("link"), document.url)
    language = about.get("language")
    rows = found.get("entries") or []
    entries = kept(_other_entry(row, document.url, language) for row in rows[:ENTRY_LIMIT])
    if not entries:
        return None
    return ParsedFeed(
        title_of_html(_text(about, "title")),
        base,
        language_tag(language),
        entries,
        **asdict(hints(document.body)),
        kind="XML feed",
        note=cut_note(len(rows)) or "its XML is unusual or broken; what could be read of it was kept",
    )


def _other_entry(row: Any, base: str, language: str | None) -> Entry | None:
    contents = [part.get("value", "") for part in row.get("content") or () if isinstance(part, dict)]
    return made(
        guid=_text(row, "id"),
        url=web(row.get("link"), base) or web(row.get("id"), ""),
        title=title_of_html(_text(row, "title")),
        author=one_line(_text(row, "author")) or None,
        published=moment(row.get("published")),
        updated=moment(row.get("updated")),
        summary=text_of_html(_text(row, "description")),
        content=max((text_of_html(part) for part in contents if isinstance(part, str)), key=len, default=""),
        language=language_tag(language),
    )


def _text(row: Any, key: str) -> str:
    """A field's text; of broken feeds a parser gives None, or worse."""
    value = row.get(key)
    return value if isinstance(value, str) else ""
