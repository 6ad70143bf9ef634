"""Whether an entry is one that is known. Decisions over a few facts of both; `store.stories` looks the facts up.

An address tells more than a guid: feeds repeat guids, and change them. So a guid is believed only within its feed, and
only where address and headline do not both speak against it. An address may be used again (a page called `/live` holds
another story every day), so it is not believed where guid, headline and day all differ.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

#: A page that gets a headline of other words after so long holds another story.
ANOTHER_DAY = timedelta(hours=20)
#: A guid shorter than this, in characters, is a number or a word that others may use as well.
TELLING_GUID = 12
#: The last part of an address names a page only where it is no shorter than this.
TELLING_PART = 8
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Known:
    """A story or entry that is there."""

    title: str
    published_at: datetime | None
    #: Another entry of the very answer that is looked at stands for it.
    shown: bool = False
    #: Its address is one under which this feed has shown several stories.
    shared: bool = False
    #: This feed has shown it before.
    of_feed: bool = True


@dataclass(frozen=True, slots=True)
class Seen:
    """An entry that came."""

    title: str
    published_at: datetime | None


def letters(title: str) -> str:
    """A headline's letters and digits in one form: what is left where spelling, case and points do not count."""
    return "".join(_WORD.findall(unicodedata.normalize("NFKC", title).casefold())).replace("_", "")


def overlap(one: str, other: str) -> float:
    """How much of the shorter headline's longer words stands in the other, from 0 to 1."""
    words = [{word for word in _WORD.findall(text.casefold()) if len(word) > 3} for text in (one, other)]
    return len(words[0] & words[1]) / (min(map(len, words)) or 1)


def guid_holds(known: Known, seen: Seen) -> bool:
    """Whether an entry is the one that its feed showed under its guid, though its address is another one.

    Its page may have moved, but then its headline stays or is much like it was; a feed that repeats a guid shows others
    under it, at times side by side.
    """
    if known.shown:
        return False
    if letters(known.title) == letters(seen.title):
        return True
    same_time = known.published_at is not None and known.published_at == seen.published_at
    return overlap(known.title, seen.title) >= (0.25 if same_time else 0.5)


def address_reused(known: Known, seen: Seen, *, same_guid: bool) -> bool:
    """Whether an entry at the address of a story is another story: the posts of a live page, or the next day's."""
    if not known.of_feed or not seen.title or letters(known.title) == letters(seen.title):
        return False
    if known.published_at is not None and known.published_at == seen.published_at:
        return False
    if not same_guid and (known.shown or known.shared):
        return True
    if known.published_at is None or seen.published_at is None:
        return False
    return seen.published_at - known.published_at >= ANOTHER_DAY and overlap(known.title, seen.title) == 0


def telling_guid(guid: str) -> bool:
    """Whether a guid is no mere number or word that others use as well."""
    return len(guid) >= TELLING_GUID


def telling_part(part: str) -> bool:
    """Whether the last part of an address names its page."""
    return len(part) >= TELLING_PART


def telling_time(at: datetime | None) -> bool:
    """Whether it is a moment; a date without a time of day is that of many stories."""
    return at is not None and bool(at.hour or at.minute or at.second)


def same_in_outlet(known: Known, seen: Seen, *, by_guid: bool, same_part: bool) -> bool:
    """Whether a story of the outlet's at another address is this entry's, as in the feeds of two sections: it has the
    headline, and also the guid, or the moment and the last part of the address."""
    if known.shown or not seen.title or letters(known.title) != letters(seen.title):
        return False
    same_moment = telling_time(seen.published_at) and seen.published_at == known.published_at
    return by_guid or (same_moment and same_part)


def last_part(key: str) -> str:
    """The last part of an address's path."""
    return key.partition("?")[0].rpartition("/")[2]


def own_guid(guid: str, key: str) -> str:
    """A guid for an entry whose own belongs to another one of its feed: that and a digest of its address."""
    return f"{guid[:200]} {_digest(key)}"


def own_key(key: str, guid: str, title: str) -> str:
    """A key for a story whose address is another story's too. No key of an address has a `#`."""
    return f"{key}#{_digest(f'{guid} {title}')}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]
