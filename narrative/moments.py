"""Days and times of day as sentences name them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta

MONTHS = "january february march april may june july august september october november december".split()
DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
#: Days named from the one on which they are: how many away.
NEAR = {"yesterday": -1, "tomorrow": 1, "tonight": 0}

MONTH = (
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\b|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
ZONE = (
    r"(?:\s*(?P<open>\()?(?P<zone>E[DS]?T|P[DS]?T|GMT|UTC|BST|CES?T|"
    r"(?:Eastern|Pacific)(?:\s(?:Daylight\s|Standard\s)?Time)?)\b(?(open)\)))"
)
_ZONES = {"e": "ET", "p": "PT"}

#: What says that something is still to come, and what, between that and a day, begins another matter.
_TO_COME = (
    r"(?:(?:will|would|shall|wo(?=n['’]t))(?!\s+(?:not\s+)?have\s+(?!to\b))|(?:is|are|was|were)\s+(?:\w+ly\s+)?(?:to|going|"
    r"due|set|expected|scheduled|planned|slated|supposed|bound)\b|(?:plans?|planned|expects?|intends?|hopes?|aims?)\s+to|"
    r"(?:may|might|must|can|need|ha(?:s|ve))\s+(?:not\s+)?(?:have\s+)?to\b)"
)
_OTHER_MATTER = (
    r"(?:[,;:.!?()“”\"–—]|\b(?:that|which|who|whom|whose|sa(?:y|ys|id)|t(?:old|ells?)|announced|after|since|because|while|"
    r"when|had|has|have(?!\s+to))\b|(?<!\bbe\s)(?<!\bto\s)\b(?:was|were|did)\b(?!\s+to\b))"
)
#: Right before a day, what makes it one on which, or from which on, something happens.
_ON = re.compile(r"(?:^|\b(?:on|from|starting|beginning|by|until|before|through|effective|this))\s*$", re.I)
_COMING = re.compile(rf"\b{_TO_COME}(?:(?!{_OTHER_MATTER}).)*$", re.I | re.S)
_IS_TO_COME = re.compile(rf"(?:(?!{_OTHER_MATTER}|\b(?:and|but|or)\b).)*?\b{_TO_COME}", re.I | re.S)
#: A clause that begins with a day tells what is done on it; amid one the day may be that of what goes before.
_OPENS = re.compile(r"(?:^|[,;:.(“\"–—]|\b(?:that|and|but))\s*(?:on|by|until|before|through|this)?\s*$", re.I)
_FROM = re.compile(r"\b(?:from|starting|beginning|effective)\s*$", re.I)

Parts = Mapping[str, str | None]


def is_ahead(text: str, start: int, end: int) -> bool:
    """Whether a weekday that stands there is one to come: "will open on Friday", "from Friday users may have to"."""
    if not _ON.search(text, max(0, start - 12), start):
        return False
    before = text[max(0, start - 200) : start]
    if _COMING.search(before):
        return True
    return bool((_OPENS.search(before) or _FROM.search(before)) and _IS_TO_COME.match(text, end, end + 200))


def time_of_day(parts: Parts) -> str | None:
    """`17:21 ET` of an hour, a minute, the half of the day and a zone; `noon` and `midnight` are hours."""
    named = (parts.get("named") or "").lower()
    hour, minute = int(parts.get("hour") or (12 if named == "noon" else 0)), int(parts.get("minute") or 0)
    half = (parts.get("half") or "").lower()
    if half:
        if not 1 <= hour <= 12 or minute > 59:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    elif (part := parts.get("part") or parts.get("of_day")) and hour < 12:
        hour += 0 if part.lower() == "morning" else 12
    zone = (parts.get("zone") or "").upper()
    zone = _ZONES.get(zone[:1].lower(), zone)
    return f"{hour:02}:{minute:02}{' ' + zone if zone else ''}"


def day(parts: Parts, said_at: datetime | None) -> str | None:
    """`2026-06-12` of a weekday, a day beside that of `said_at`, or a month and a day; `06-12` where no year is known.

    A weekday is the last before `said_at` or that day itself, and where it is `ahead` the first after it or that day;
    with `next` or `coming` the first after it, with `last` one before it.
    """
    near, weekday = parts.get("near"), parts.get("weekday")
    if near or weekday:
        return f"{said_at.date() + timedelta(days=_away(parts, said_at))}" if said_at else None
    name = (parts.get("month") or "").lower().rstrip(".")
    month = int(parts["number"] or 0) if parts.get("number") else _month(name)
    year = int(parts["year"] or 0) if parts.get("year") else (said_at.year if said_at else None)
    if month is None:
        return None
    try:
        # Without any year a date is still comparable with others of the kind; a leap year allows them all.
        found = date(year or 2024, month, int(parts["day"] or 0))
    except ValueError:
        return None
    return f"{found}" if year else f"{found:%m-%d}"


def _away(parts: Parts, said_at: datetime) -> int:
    near = (parts.get("near") or "").lower()
    if near:
        return NEAR.get(near, 0)
    way = (parts.get("way") or "").lower()
    back = (said_at.weekday() - DAYS.index((parts["weekday"] or "").lower())) % 7
    if way.endswith(("next", "coming")):
        return 7 - back
    if parts.get("ahead") and way != "last":
        return (7 - back) % 7
    return -7 if way == "last" and back == 0 else -back


def _month(name: str) -> int | None:
    return next((n for n, month in enumerate(MONTHS, 1) if len(name) >= 3 and month.startswith(name[:3])), None)
