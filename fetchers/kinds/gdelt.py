"""Answers of GDELT's DOC 2.0 search as JSON (`mode=artlist&format=json`): articles of the world's press."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from fetchers.clean import one_line, title_of_html
from fetchers.kinds.document import Document, NotAFeed, ParsedFeed
from fetchers.kinds.making import cut_note, kept, language_tag, made, newest, text_at, web
from store.models import Entry

HOST = "api.gdeltproject.org"
#: The tags of the languages that GDELT names in English; others are left to the page to say.
_LANGUAGES = dict(
    pair.split(":")
    for pair in "arabic:ar chinese:zh czech:cs danish:da dutch:nl english:en finnish:fi french:fr german:de greek:el "
    "hebrew:he hindi:hi hungarian:hu indonesian:id italian:it japanese:ja korean:ko norwegian:no persian:fa polish:pl "
    "portuguese:pt romanian:ro russian:ru spanish:es swedish:sv turkish:tr ukrainian:uk vietnamese:vi".split()
)


def fits(document: Document) -> bool:
    """By its host, except for the RSS that it can give too: its complaints are plain text."""
    if urlsplit(document.url).hostname == HOST:
        return not document.start.startswith(b"<")
    return document.is_json and isinstance(document.json.get("articles"), list) and "version" not in document.json


def read(document: Document) -> ParsedFeed:
    if not document.is_json:
        said = one_line(document.body[:300].decode("utf-8", "replace"))
        raise NotAFeed(f"GDELT says: {said[:200]}" if said else "GDELT gave an empty answer")
    # Titles are now and then escaped as no JSON allows.
    data = document.json or _loads(re.sub(rb'\\(?!["\\/bfnrtu])', rb"", document.body))
    rows = data.get("articles", [])
    articles = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    best = newest(articles, [_seen(article) for article in articles])
    return ParsedFeed(
        title="GDELT",
        home_url="https://www.gdeltproject.org/",
        language=None,
        entries=kept(_entry(article) for article in best),
        kind="GDELT search",
        note=cut_note(len(articles)),
        search=True,
    )


def _loads(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise NotAFeed("GDELT's answer is not whole JSON") from None
    return found if isinstance(found, dict) else {}


def _entry(article: dict[str, Any]) -> Entry | None:
    return made(
        guid="",
        url=web(article.get("url"), ""),
        title=title_of_html(text_at(article, "title")),
        # It was out no later than GDELT saw it.
        published=_seen(article),
        language=language_tag(_LANGUAGES.get(text_at(article, "language").strip().lower())),
    )


def _seen(article: dict[str, Any]) -> datetime | None:
    """`seendate`, as 20260612T172100Z."""
    try:
        return datetime.strptime(text_at(article, "seendate").strip(), "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None
