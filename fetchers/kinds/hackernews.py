"""Answers of the Hacker News search (https://hn.algolia.com/api): submissions, which lead to the outlets' own pages."""

from __future__ import annotations

from typing import Any

from fetchers.clean import moment, one_line, text_of_html, title_of_html
from fetchers.kinds.document import Document, NotAFeed, ParsedFeed
from fetchers.kinds.making import kept, made, text_at, web
from store.models import Entry

HOME = "https://news.ycombinator.com/"


def fits(document: Document) -> bool:
    return document.is_json and "hits" in document.json and {"nbHits", "hitsPerPage"} & document.json.keys() != set()


def read(document: Document) -> ParsedFeed:
    hits = document.json["hits"]
    if not isinstance(hits, list):
        raise NotAFeed("it is an answer of a search, but holds no list of hits")
    query = one_line(text_at(document.json, "query"))
    return ParsedFeed(
        title=f"Hacker News: {query}" if query else "Hacker News",
        home_url=HOME,
        language=None,
        entries=kept(_entry(hit) for hit in hits if isinstance(hit, dict)),
        kind="Hacker News search",
        search=True,
    )


def _entry(hit: dict[str, Any]) -> Entry | None:
    """A submission; a comment, which has no title, is none. Who submitted a page of an outlet did not write it."""
    number, title = text_at(hit, "objectID"), title_of_html(text_at(hit, "title"))
    if not number.isalnum() or not title:
        return None
    page = web(hit.get("url"), "")
    return made(
        guid=f"{HOME}item?id={number}",
        url=page or f"{HOME}item?id={number}",
        title=title,
        author=None if page else one_line(text_at(hit, "author")) or None,
        # It was out no later than it was submitted.
        published=moment(hit.get("created_at")),
        summary="" if page else text_of_html(text_at(hit, "story_text")),
    )
