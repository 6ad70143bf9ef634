"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/), and the word on JSON that is none."""

from __future__ import annotations

from typing import Any

from fetchers.clean import moment, one_line, text_of_html, title_of_html
from fetchers.kinds.document import Document, NotAFeed, ParsedFeed
from fetchers.kinds.making import cut_note, kept, language_tag, made, newest, text_at, web
from store.models import Entry


def fits(document: Document) -> bool:
    return document.is_json


def read(document: Document) -> ParsedFeed:
    data = document.json
    if not data:
        raise NotAFeed("it is neither a feed nor whole JSON")
    version = str(data.get("version"))
    if "jsonfeed.org" not in version or "items" not in data:
        raise NotAFeed("it is JSON, but no JSON Feed")
    base = web(data.get("home_page_url"), document.url)
    rows = data["items"] if isinstance(data["items"], list) else []
    items = [row for row in rows if isinstance(row, dict)]
    language = text_at(data, "language")
    best = newest(items, [moment(item.get("date_published")) for item in items])
    return ParsedFeed(
        title=one_line(text_at(data, "title")),
        home_url=base,
        language=language_tag(language),
        entries=kept(_entry(item, base or document.url, language) for item in best),
        kind=f"JSON Feed {'1.1' if version.rstrip('/').endswith('1.1') else '1.0'}",
        note=cut_note(len(items)),
    )


def _entry(item: dict[str, Any], base: str, language: str) -> Entry | None:
    authors = item.get("authors") or [item.get("author")]
    names = (
        [text_at(author, "name") for author in authors if isinstance(author, dict)] if isinstance(authors, list) else []
    )
    return made(
        guid=str(item.get("id") or ""),
        url=web(item.get("url"), base) or web(item.get("external_url"), base) or web(item.get("id"), ""),
        title=title_of_html(text_at(item, "title")),
        author=one_line(", ".join(filter(None, names))) or None,
        published=moment(item.get("date_published")),
        updated=moment(item.get("date_modified")),
        summary=text_of_html(text_at(item, "summary")),
        content=text_of_html(text_at(item, "content_html")) or text_of_html(text_at(item, "content_text")),
        language=language_tag(text_at(item, "language") or language),
    )
