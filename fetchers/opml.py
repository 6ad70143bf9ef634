"""Lists of feeds as OPML 2.0, read from anybody and written for anybody."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit
from xml.etree import ElementTree

from fetchers.clean import one_line
from store.feeds import NewFeed
from store.models import Feed
from store.urls import is_web

#: What our own lists say of a feed in an attribute of that name: that it is a search, or scraped by others.
NOTE = "reportedlyNote"
_SIZE_LIMIT = 5_000_000


class OpmlError(ValueError):
    """The file is no list of feeds; its text says why."""


def read(data: bytes) -> list[NewFeed]:
    """The feeds of an OPML document at any depth, each address once. Raises `OpmlError`."""
    if len(data) > _SIZE_LIMIT:
        raise OpmlError(f"it is larger than {_SIZE_LIMIT // 1_000_000} MB")
    # Without the zero bytes that UTF-16 puts between letters.
    if re.search(rb"<!(DOCTYPE|ENTITY)", data.replace(b"\0", b""), re.I):
        raise OpmlError("it declares a document type or entities, which no list of feeds needs; remove them")
    try:
        root = ElementTree.fromstring(data)  # noqa: S314 - no document types, a bounded size, and expat bounds the rest
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise OpmlError(f"it is not well-formed XML ({error})") from None
    if root.tag.lower() != "opml":
        raise OpmlError(f"its root is <{one_line(root.tag)[:40]}>, not <opml>")
    found: dict[str, NewFeed] = {}
    for outline in root.iter("outline"):
        attributes = {name.lower(): one_line(value) for name, value in outline.attrib.items()}
        url = attributes.get("xmlurl", "")
        if not is_web(url):
            continue
        text, title = attributes.get("text"), attributes.get("title")
        name = title or text or urlsplit(url).hostname or url
        home = attributes.get("htmlurl", "")
        note = attributes.get(NOTE.lower()) or None
        found.setdefault(url, NewFeed(url, text or name, name, home if is_web(home) else None, note))
    return list(found.values())


def write(feeds: Iterable[Feed], title: str) -> str:
    """The feeds as an OPML document, made to be handed on: without users and passwords."""
    root = ElementTree.Element("opml", version="2.0")
    ElementTree.SubElement(ElementTree.SubElement(root, "head"), "title").text = title
    body = ElementTree.SubElement(root, "body")
    for feed in feeds:
        attributes = {"type": "rss", "text": feed.title, "title": feed.outlet, "xmlUrl": feed.address}
        if feed.home_url:
            attributes["htmlUrl"] = feed.home_url
        if feed.note:
            attributes[NOTE] = feed.note
        ElementTree.SubElement(body, "outline", attributes)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"
