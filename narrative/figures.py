"""Numbers, money, shares, dates, times and lengths of time in a sentence, in a form that can be compared."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from store.models import Figure

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS = {word: number for number, word in enumerate(_SMALL)} | {w: 20 + 10 * n for n, w in enumerate(_TENS)}
_WORDS |= {f"{ten}-{one}": _WORDS[ten] + _WORDS[one] for ten in _TENS for one in _SMALL[1:10]}
_WORDS |= {
    "a hundred": 100,
    "one hundred": 100,
    "hundred": 100,
    "half a dozen": 6,
    "a dozen": 12,
    "dozen": 12,
    "a thousand": 1000,
}
_SCALES = {"hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_SCALES |= {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
_MONTHS = ("january february march april may june july august september october november december").split()
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

_QUALIFIER = (
    r"(?<!\w)(?P<qualifier>about|around|roughly|some|nearly|almost|approximately|more than|over|above|at least|up to|fewer than|"
    r"less than|under|just over|just under|exactly|as many as|another)\s+"
)
_DIGITS = r"\d{1,3}(?:,\d{3}){1,5}(?:\.\d+)?|\d+(?:\.\d+)?"
_WORD = "|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True))
_SCALE = r"hundred|thousand|million|billion|trillion|bn|mn|tn|[kmb](?![a-z])"
_MONTH = (
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\b|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_ZONE = r"(?:\s*(?P<zone>E[DS]?T|P[DS]?T|GMT|UTC|BST|CES?T|Eastern(?: Time)?|Pacific(?: Time)?))"
_UNIT = r"minutes?|hours?|days?|weeks?|months?|years?|seconds?"

_RULES = [
    (
        "time",
        re.compile(
            rf"\b(?P<hour>\d{{1,2}})(?::(?P<minute>\d\d))?\s*(?P<half>[ap])(?:\.m\.|\.?m)(?![a-z]){_ZONE}?", re.I
        ),
    ),
    ("time", re.compile(rf"\b(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)\b{_ZONE}?")),
    (
        "date",
        re.compile(rf"\b(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<year>\d{{4}}))?\b(?!:)"),
    ),
    ("date", re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{_MONTH})(?:,?\s+(?P<year>\d{{4}}))?\b")),
    ("date", re.compile(r"\b(?P<year>\d{4})-(?P<number>\d\d)-(?P<day>\d\d)\b")),
    ("date", re.compile(rf"\b(?:last |this )?(?P<weekday>{'|'.join(d.title() for d in _DAYS)})\b")),
    (
        "money",
        re.compile(
            rf"(?:{_QUALIFIER})?(?P<sign>US\$|\$|€|£)\s?(?P<number>{_DIGITS})(?:[\s-]?(?P<scale>{_SCALE})\b)?", re.I
        ),
    ),
    (
        "money",
        re.compile(
            rf"(?:{_QUALIFIER})?\b(?P<number>{_DIGITS}|{_WORD})(?:[\s-](?P<scale>{_SCALE}))?\s(?P<sign>dollars|euros|pounds)\b",
            re.I,
        ),
    ),
    ("percent", re.compile(rf"(?:{_QUALIFIER})?\b(?P<number>{_DIGITS}|{_WORD})\s?(?:%|percent\b|per cent\b)", re.I)),
    ("duration", re.compile(rf"(?:{_QUALIFIER})?\b(?P<number>{_DIGITS}|{_WORD})[\s-](?P<unit>{_UNIT})\b", re.I)),
    (
        "number",
        re.compile(
            rf"(?:{_QUALIFIER})?(?<![\w.$€£-])(?P<number>{_DIGITS})(?:[\s-](?P<scale>{_SCALE})\b)?(?![\w%]|\.\d)", re.I
        ),
    ),
    (
        "number",
        re.compile(
            rf"(?:{_QUALIFIER})?\b(?P<number>{_WORD})(?:\s(?P<scale>hundred|thousand|million|billion))?\b", re.I
        ),
    ),
]
_SIGNS = {"$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "dollars": "USD", "euros": "EUR", "pounds": "GBP"}
_ZONES = {
    "eastern": "ET",
    "eastern time": "ET",
    "edt": "ET",
    "est": "ET",
    "pacific": "PT",
    "pacific time": "PT",
    "pdt": "PT",
}
#: Words for numbers that more often mean something else: "one of", "no one", "the two".
_VAGUE = {"zero", "one", "two", "three", "hundred", "dozen"}

#: What any figure holds; most sentences hold none, and the rules need not be tried.
_ANY = re.compile(rf"\d|\b(?:{_WORD}|{'|'.join(_DAYS)})\b", re.I)


def figures(text: str, said_at: datetime | None) -> tuple[Figure, ...]:
    """The figures of a text in order, none within another; a weekday is that last before `said_at` or on it."""
    taken = bytearray(len(text))
    found: list[Figure] = []
    if not _ANY.search(text):
        return ()
    for kind, pattern in _RULES:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(taken[start:end]):
                continue
            value = _value(kind, match, said_at)
            if value is None:
                continue
            taken[start:end] = b"\1" * (end - start)
            qualifier = match.groupdict().get("qualifier")
            found.append(Figure(kind, value, match[0].strip(), start, end, qualifier.lower() if qualifier else None))
    return tuple(sorted(found, key=lambda figure: figure.start))


def _value(kind: str, match: re.Match[str], said_at: datetime | None) -> str | None:
    parts = match.groupdict()
    if kind == "time":
        return _time(parts)
    if kind == "date":
        return _date(parts, said_at)
    if kind == "number" and parts["number"].lower() in _VAGUE and not parts.get("scale"):
        return None
    amount = _amount(parts["number"], parts.get("scale"))
    if amount is None:
        return None
    if kind == "number" and parts["number"].isdigit() and 1900 <= amount <= 2100 and not parts.get("qualifier"):
        return f"{amount:.0f} (year)"
    written = f"{amount:.6f}".rstrip("0").rstrip(".")
    if kind == "money":
        currency = _SIGNS.get(parts["sign"].lower())
        return f"{written} {currency}" if currency else None
    if kind == "percent":
        return f"{written} %"
    if kind == "duration":
        return f"{written} {parts['unit'].lower().rstrip('s')}"
    return written


def _amount(number: str, scale: str | None) -> float | None:
    """The number meant; None for a look-alike: in any case also means a Turkish "sıx", which is none of ours."""
    word = number.lower()
    if word not in _WORDS and not word[:1].isdigit():
        return None
    amount = float(_WORDS[word]) if word in _WORDS else float(number.replace(",", ""))
    return round(amount * _SCALES.get((scale or "").lower(), 1), 6)


def _time(parts: dict[str, str | None]) -> str | None:
    hour, minute = int(parts["hour"] or 0), int(parts["minute"] or 0)
    half = (parts.get("half") or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    zone = (parts.get("zone") or "").strip()
    zone = _ZONES.get(zone.lower(), zone.upper())
    return f"{hour:02}:{minute:02}{' ' + zone if zone else ''}"


def _date(parts: dict[str, str | None], said_at: datetime | None) -> str | None:
    weekday = parts.get("weekday")
    if weekday:
        if said_at is None:
            return None
        back = (said_at.weekday() - _DAYS.index(weekday.lower())) % 7
        return f"{said_at.date() - timedelta(days=back)}"
    name = (parts.get("month") or "").lower().rstrip(".")
    month = int(parts["number"] or 0) if parts.get("number") else _month(name)
    year = int(parts["year"] or 0) if parts.get("year") else (said_at.year if said_at else None)
    if month is None:
        return None
    day = int(parts["day"] or 0)
    try:
        # Without any year a date is still comparable with others of the kind; a leap year allows them all.
        found = date(year or 2024, month, day)
    except ValueError:
        return None
    return f"{found}" if year else f"{found:%m-%d}"


def _month(name: str) -> int | None:
    return next((n for n, month in enumerate(_MONTHS, 1) if len(name) >= 3 and month.startswith(name[:3])), None)
