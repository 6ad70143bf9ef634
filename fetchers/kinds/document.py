"""What every kind of feed is read from and read to: the bytes that came, and the feed that was in them."""

from __future__ import annotations

import json
import re
import zlib
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from store.models import Entry

#: Entries kept of one answer.
ENTRY_LIMIT = 500
#: What a body that is itself a gzip file (a sitemap kept as `.xml.gz`) may inflate to, in bytes.
INFLATED_LIMIT = 10_000_000
#: How far into a document its first element is looked for.
_PROLOG = 16_384
_SKIPPED = (("<?", "?>"), ("<!--", "-->"))


class NotAFeed(ValueError):
    """The answer is no feed; its text says what it is, or the mend."""


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """What a feed says of itself, and its entries in its order.

    `kind` is what it turned out to be, as a person would say it. `note`: what of it was not kept. `search`: its entries
    are of many outlets. `further`: the addresses a sitemap index leads to, which are to be read in its place.
    """

    title: str
    home_url: str | None
    language: str | None
    entries: tuple[Entry, ...]
    # What it says of polling, as fetchers.hints reads it: minutes, seconds, hours from 0, days from 0, a Monday.
    ttl: int | None = None
    update_seconds: int | None = None
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()
    kind: str = "feed"
    note: str | None = None
    search: bool = False
    further: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document:
    """A body, where it was fetched from, and what its server calls it."""

    body: bytes
    url: str
    content_type: str

    @cached_property
    def start(self) -> bytes:
        return self.body[:512].lstrip(b"\xef\xbb\xbf \t\r\n")

    @cached_property
    def is_json(self) -> bool:
        return self.start.startswith(b"{")

    @cached_property
    def json(self) -> dict[str, Any]:
        """The object that the body is; an empty one where it is none."""
        try:
            found = json.loads(self.body) if self.is_json else None
        except (ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    @cached_property
    def root(self) -> str:
        """The name of the first element, in lower case and without prefix; a document type of HTML counts as `html`."""
        text = self.body[:_PROLOG].replace(b"\0", b"").decode("latin-1")
        place = text.find("<")
        while place >= 0:
            closing = next((end for begin, end in _SKIPPED if text.startswith(begin, place)), None)
            if text[place : place + 9].lower() == "<!doctype":
                if text[place + 9 : place + 40].strip().lower().startswith("html"):
                    return "html"
                inner = re.compile(r"[\[>]").search(text, place)
                closing = "]>" if inner and inner[0] == "[" else ">"
            if closing is None:
                name = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)").match(text, place)
                return name[1].lower() if name else ""
            end = text.find(closing, place)
            place = text.find("<", end + len(closing)) if end >= 0 else -1
        return ""


class Kind(Protocol):
    """One kind of feed, a module of this folder."""

    def fits(self, document: Document) -> bool:
        """Whether the document is to be read as this kind; cheap, and true of one kind before the next is asked."""
        ...

    def read(self, document: Document) -> ParsedFeed:
        """Raises `NotAFeed`."""
        ...


def whole(body: bytes) -> bytes:
    """The body, inflated where it is a gzip file, within bounds. Raises `NotAFeed`."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    stream = zlib.decompressobj(31)
    try:
        inflated = stream.decompress(body, INFLATED_LIMIT + 1)
    except zlib.error as error:
        raise NotAFeed(f"it is a gzip file, and a broken one ({error})") from None
    if not stream.eof and len(inflated) <= INFLATED_LIMIT:
        raise NotAFeed("it is a gzip file, and a broken one (it ends too early)")
    if len(inflated) > INFLATED_LIMIT:
        raise NotAFeed(f"it is a gzip file of more than {INFLATED_LIMIT // 1_000_000} MB")
    return inflated
