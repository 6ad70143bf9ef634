"""Entries made of what a feed says: addresses made whole, guids that tell entries apart, dates and languages."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from fetchers.clean import one_line
from fetchers.kinds.document import ENTRY_LIMIT
from store.models import Entry
from store.urls import bare, is_web

#: Characters of a guid that are kept; a longer one is known by its hash.
_GUID = 500
#: Characters that no link has.
_LONGEST = 2_000
#: A link as most are: whole, and such that taking it apart and putting it together again gives the same.
_PLAIN = re.compile(r"https?://[A-Za-z0-9][A-Za-z0-9.-]*/(?:[A-Za-z0-9/._~%+,=&?!:@()'*$-]*[A-Za-z0-9/_=-])?")


def made(
    *,
    guid: str,
    url: str | None,
    title: str,
    author: str | None = None,
    published: datetime | None = None,
    updated: datetime | None = None,
    summary: str = "",
    content: str = "",
    language: str | None = None,
) -> Entry | None:
    """The entry, or None where there is no page to read nor anything to know it by."""
    if url is None:
        return None
    known_by = bare(one_line(guid)) or url
    if len(known_by) > _GUID:
        known_by = hashlib.sha256(known_by.encode()).hexdigest()
    # An entry that only says when it was changed was published no later than that.
    return Entry(known_by, url, title, author, published or updated, updated, summary, content, language)


def kept(entries: Iterable[Entry | None]) -> tuple[Entry, ...]:
    """The entries that are any, one for each guid; where a feed gives one guid to two pages, the page decides."""
    found: dict[str, Entry] = {}
    for entry in entries:
        if entry is None:
            continue
        other = found.get(entry.guid)
        if other is None:
            found[entry.guid] = entry
        elif other.url != entry.url:
            by_page = f"{entry.guid[:200]} {hashlib.sha256(entry.url.encode()).hexdigest()}"
            found.setdefault(by_page, replace(entry, guid=by_page))
    return tuple(found.values())


def cut_note(count: int) -> str | None:
    """What to say of a feed with so many entries."""
    if count <= ENTRY_LIMIT:
        return None
    return f"it has {count:,} entries, of which {ENTRY_LIMIT} were kept"


def newest(rows: Sequence[Any], dates: Sequence[datetime | None]) -> list[Any]:
    """At most ENTRY_LIMIT of the rows, the newest by these dates, in their order; those without a date go first."""
    if len(rows) <= ENTRY_LIMIT:
        return list(rows)
    stamps = [date.timestamp() if date else float("-inf") for date in dates]
    best = sorted(range(len(rows)), key=lambda n: (-stamps[n], n))[:ENTRY_LIMIT]
    return [rows[n] for n in sorted(best)]


def text_at(table: dict[str, Any], key: str) -> str:
    """The text under a key; what is no text is none."""
    value = table.get(key)
    return value if isinstance(value, str) else ""


def web(link: object, base: str) -> str | None:
    """A link made whole, if it leads to the web. With an empty base only one that is whole already does. User and
    password in it are nobody's to keep: whatever shows or asks for it does without."""
    if not isinstance(link, str) or not link.strip():
        return None
    if len(link) < _LONGEST and _PLAIN.fullmatch(link):
        return link
    try:
        whole = urljoin(base, "".join(link.split()))
    except ValueError:
        return None
    whole = one_line(whole)
    return bare(whole) if is_web(whole) and len(whole) < _LONGEST else None


def language_tag(name: object) -> str | None:
    """A language tag in lower case, as `en` or `pt-br`."""
    tag = one_line(name).lower().replace("_", "-")[:12] if isinstance(name, str) else ""
    return tag if tag[:1].isalpha() else None
