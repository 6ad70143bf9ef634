"""Searches of Google News: what outlets have, as a signal. Its addresses lead to Google and not to the outlet's page
(https://github.com/techempower-org/candela/issues/1295), so an entry is no story, but says that somebody has one."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urlsplit

from fetchers.clean import one_line, title_of_html
from fetchers.kinds import xml
from fetchers.kinds.document import Document, ParsedFeed
from fetchers.kinds.making import web
from store.models import Entry

HOST = "news.google.com"


def fits(document: Document) -> bool:
    return urlsplit(document.url).hostname == HOST and document.root == "rss"


def read(document: Document) -> ParsedFeed:
    found, sources = xml.read_with_sources(document)
    return replace(
        found,
        entries=tuple(_signal(entry, *sources.get(entry.url, ("", None))) for entry in found.entries),
        kind="Google News search",
        search=True,
    )


def _signal(entry: Entry, name: str, home: str | None) -> Entry:
    """The headline without the outlet's name at its end, which is given apart. Its summary is a list of headlines."""
    outlet = title_of_html(name)
    title = entry.title
    if not outlet:
        title, _, outlet = title.rpartition(" - ") if " - " in title else (title, "", "")
    ending = re.compile(rf"\s+-\s+{re.escape(outlet)}\Z") if outlet else None
    return replace(
        entry,
        title=one_line(ending.sub("", title)) if ending else title,
        summary="",
        content="",
        author=None,
        signal=True,
        outlet=outlet or None,
        outlet_url=web(home, ""),
    )
