"""Feed bytes to entries: RSS, RDF and Atom through feedparser, JSON Feed by hand. Runs in a worker process."""

from __future__ import annotations

import calendar
import hashlib
import io
import json
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import Any
from urllib.parse import urljoin

from fetchers.clean import moment, one_line, text_of_html, title_of_html
from store.models import Entry
from store.urls import is_web

#: Entries kept of one answer, newest as the feed orders them.
ENTRY_LIMIT = 500


class NotAFeed(ValueError):
    """The answer is no feed; its text says what it is, or the mend."""


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """What a feed says of itself, and its entries in its order."""

    title: str
    home_url: str | None
    language: str | None
    entries: tuple[Entry, ...]


def parse(body: bytes, url: str, content_type: str) -> ParsedFeed:
    """The feed in `body`, fetched from `url`. Raises `NotAFeed`."""
    start = body[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{"):
        return _json_feed(body, url)
    return _xml_feed(body, url, content_type, start)


@cache
def _feedparser() -> Any:
    """feedparser, made faster: it joins the same two addresses at every element, which is remembered, and takes text
    line by line, which it gets in whole pieces."""
    import xml.sax.expatreader as expat

    import feedparser
    import feedparser.mixin

    feedparser.mixin.make_safe_absolute_uri = lru_cache(64)(feedparser.mixin.make_safe_absolute_uri)
    reset = expat.ExpatParser.reset

    def in_pieces(parser: Any) -> None:
        reset(parser)
        parser._parser.buffer_size = 65_536
        parser._parser.buffer_text = True

    expat.ExpatParser.reset = in_pieces  # type: ignore[assignment,method-assign]
    return feedparser


def _xml_feed(body: bytes, url: str, content_type: str, start: bytes) -> ParsedFeed:
    feedparser = _feedparser()

    # Relative addresses and markup are handled here: feedparser's own sanitizer is quadratic in some inputs.
    try:
        found = feedparser.parse(
            io.BytesIO(body),
            response_headers={"content-location": url, "content-type": content_type or "application/xml"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:
        # Its loose parser falls over some broken input in ways of every kind.
        raise NotAFeed(f"no feed could be read from it ({type(error).__name__})") from error
    if not found.get("version") and not found.entries:
        looks_html = b"<html" in body[:4096].lower() or start.lower().startswith(b"<!doctype html")
        raise NotAFeed(
            "it is a web page, not a feed; look on it for the address of its feed"
            if looks_html
            else "no feed could be read from it"
        )
    about = found.feed
    base = _web(about.get("link"), url)
    language = about.get("language")
    # dc:date, the date of RDF feeds, is filed under `updated`; it is when an item came out.
    lent = found.get("version", "").startswith("rss")
    rows = (_entry(item, base or url, language, lent) for item in found.entries[:ENTRY_LIMIT])
    return ParsedFeed(title_of_html(about.get("title", "")), base, _language(language), _kept(rows))


def _entry(item: Any, base: str, language: str | None, lent: bool) -> Entry | None:
    title = title_of_html(item.get("title", ""))
    url = _web(item.get("link"), base) or _web(item.get("id"), "")
    contents = [part.get("value", "") for part in item.get("content", ())]
    summary = text_of_html(item.get("summary", ""))
    # feedparser lends `published` to `updated` where that is missing; only what the feed says counts.
    updated = _moment(item.get("updated_parsed")) if "updated" in item else None
    return _made(
        guid=item.get("id", ""),
        url=url,
        title=title,
        author=one_line(item.get("author", "")) or None,
        published=_moment(item.get("published_parsed")) or (updated if lent else None),
        updated=updated,
        summary=summary,
        content=max((text_of_html(part) for part in contents), key=len, default=""),
        language=_language(language),
    )


def _json_feed(body: bytes, url: str) -> ParsedFeed:
    """JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        raise NotAFeed("it is neither a feed nor whole JSON") from None
    if not isinstance(data, dict) or "jsonfeed.org" not in str(data.get("version")) or "items" not in data:
        raise NotAFeed("it is JSON, but no JSON Feed")
    base = _web(data.get("home_page_url"), url)
    items = data["items"] if isinstance(data["items"], list) else []
    rows = (_json_entry(item, base or url, _text(data, "language")) for item in items[:ENTRY_LIMIT])
    return ParsedFeed(one_line(_text(data, "title")), base, _language(_text(data, "language")), _kept(rows))


def _json_entry(item: Any, base: str, language: str) -> Entry | None:
    if not isinstance(item, dict):
        return None
    authors = item.get("authors") or [item.get("author")]
    names = (
        [_text(author, "name") for author in authors if isinstance(author, dict)] if isinstance(authors, list) else []
    )
    content = text_of_html(_text(item, "content_html")) or text_of_html(_text(item, "content_text"))
    return _made(
        guid=str(item.get("id") or ""),
        url=_web(item.get("url"), base) or _web(item.get("external_url"), base) or _web(item.get("id"), ""),
        title=title_of_html(_text(item, "title")),
        author=one_line(", ".join(filter(None, names))) or None,
        published=moment(item.get("date_published")),
        updated=moment(item.get("date_modified")),
        summary=text_of_html(_text(item, "summary")),
        content=content,
        language=_language(_text(item, "language") or language),
    )


def _made(
    *,
    guid: str,
    url: str | None,
    title: str,
    author: str | None,
    published: datetime | None,
    updated: datetime | None,
    summary: str,
    content: str,
    language: str | None,
) -> Entry | None:
    """The entry, or None where there is no page to read nor anything to know it by."""
    if url is None:
        return None
    known_by = one_line(guid) or url
    if len(known_by) > 500:
        known_by = hashlib.sha256(known_by.encode()).hexdigest()
    # An entry that only says when it was changed was published no later than that.
    return Entry(known_by, url, title, author, published or updated, updated, summary, content, language)


def _kept(entries: Iterable[Entry | None]) -> tuple[Entry, ...]:
    """The entries that are any, one for each guid; where a feed gives one guid to two pages, the page decides."""
    kept: dict[str, Entry] = {}
    for entry in entries:
        if entry is None:
            continue
        other = kept.get(entry.guid)
        if other is None:
            kept[entry.guid] = entry
        elif other.url != entry.url:
            by_page = f"{entry.guid[:200]} {hashlib.sha256(entry.url.encode()).hexdigest()}"
            kept.setdefault(
                by_page,
                Entry(
                    by_page,
                    entry.url,
                    entry.title,
                    entry.author,
                    entry.published_at,
                    entry.updated_at,
                    entry.summary,
                    entry.content,
                    entry.language,
                ),
            )
    return tuple(kept.values())


def _text(table: dict[str, Any], key: str) -> str:
    value = table.get(key)
    return value if isinstance(value, str) else ""


def _web(link: object, base: str) -> str | None:
    """A link made whole, if it leads to the web. With an empty base only one that is whole already does."""
    if not isinstance(link, str) or not link.strip():
        return None
    try:
        whole = urljoin(base, "".join(link.split()))
    except ValueError:
        return None
    whole = one_line(whole)
    return whole if is_web(whole) and len(whole) < 2_000 else None


def _language(name: object) -> str | None:
    """A language tag in lower case, as `en` or `pt-br`."""
    tag = one_line(name).lower().replace("_", "-")[:12] if isinstance(name, str) else ""
    return tag if tag[:1].isalpha() else None


def _moment(parsed: object) -> datetime | None:
    if not isinstance(parsed, time.struct_time):
        return None
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC)
    except (ValueError, OverflowError, OSError):
        return None
