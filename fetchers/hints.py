"""What a feed's own text says of polling: RSS `ttl`, `skipHours`, `skipDays`, and the `sy:` update period.

feedparser keeps of repeated elements only the last, so the part before the first item is read here. It is read with
regular expressions, which a broken document cannot stop; what they do not find is simply not said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

#: Bytes before the first item that are looked at.
_HEAD = 64_000
_FIRST_ITEM = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s>]", re.I)
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.S)
_PERIODS = {"hourly": 3_600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Hints:
    """`ttl` in minutes; hours from 0 to 23 and days from 0, a Monday, in UTC."""

    ttl: int | None = None
    update_seconds: int | None = None
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()


def hints(body: bytes) -> Hints:
    """What the head of an XML feed says."""
    head = body[:_HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode()
    first = _FIRST_ITEM.search(head)
    head = _COMMENT.sub(b"", head[: first.start()] if first else head)
    period = _PERIODS.get(_word(head, b"updatePeriod"))
    times = _number(_word(head, b"updateFrequency")) or 1
    hours = (_number(word) for word in _words(head, b"skipHours", b"hour"))
    days = (word.lower() for word in _words(head, b"skipDays", b"day"))
    return Hints(
        ttl=_number(_word(head, b"ttl")) or None,
        update_seconds=period // times or 1 if period else None,
        # Some count the hours from 1 to 24.
        skip_hours=tuple(sorted({hour % 24 for hour in hours if hour is not None and hour <= 24})),
        skip_days=tuple(sorted({_DAYS.index(day) for day in days if day in _DAYS})),
    )


def _word(head: bytes, name: bytes) -> str:
    found = re.search(rb"<(?:\w+:)?" + name + rb"(?:\s[^<>]*)?>([^<]{0,80})<", head, re.I)
    return _text(found[1]) if found else ""


def _words(head: bytes, outer: bytes, inner: bytes) -> list[str]:
    found = re.search(rb"<" + outer + rb"\b[^<>]*>(.{0,4000}?)</" + outer, head, re.I | re.S)
    return [_text(word) for word in re.findall(rb"<" + inner + rb">([^<]{0,40})<", found[1], re.I)] if found else []


def _text(word: bytes) -> str:
    return word.decode("ascii", "ignore").strip()


def _number(word: str) -> int | None:
    return int(word[:9]) if word.isascii() and word.isdigit() else None
