"""Numbers, money, shares, dates, times and lengths of time in a sentence, in a form that can be compared."""

from __future__ import annotations

import re
from datetime import datetime

from narrative.moments import DAYS, MONTH, MONTHS, NEAR, ZONE, day, is_ahead, time_of_day
from narrative.numerals import DIGITS, NUMBER, SCALE, SPELLED, WORDS, amount, written
from store.models import Figure

#: What stands before an amount. It is looked for from there, as a pattern that began with it would try at every word.
_QUALIFIER = re.compile(
    r"(?<!\w)(about|around|roughly|some|nearly|almost|approximately|close to|well over|more than|over|"
    r"above|at least|at most|up to|upwards? of|no more than|no fewer than|no less than|fewer than|less than|under|"
    r"just over|just under|exactly|as many as|another)\s+$",
    re.I,
)
_LONGEST_QUALIFIER = 20
_AFTER = r"(?P<after>\+|\sor\s(?:more|fewer|less)\b)?"
_UNIT = r"(?P<unit>minutes?|hours?|days?|weeks?|months?|years?|seconds?)\b"
_SIGN = r"(?:(?:US|R|A|C|S|HK|NZ|NT)\$|\$|€|£|¥|₩|₹)"
_CURRENCY = (
    r"(?:(?:US|Australian|Canadian|Hong Kong|Singapore|New Zealand)\s)?(?:dollars|euros|pounds|reais|yuan|yen|rupees|francs|"
    r"zlotys|liras?|rand|shekels|dirhams|(?<=illion\s)won)"
)
_PERCENT = r"(?:%|percent\b|per\scent\b)"
_TO = r"(?:\s?[-–]\s?|\s(?:to|(?P<and>and))\s)"
_FROM = r"(?:\b(?P<between>between\s)|(?<!from\s))"
_WEEKDAY = "|".join(name.title() for name in DAYS)
_HALVES = r"morning|afternoon|evening"
#: The half of the day behind a time; of "Friday afternoon" the day is a figure of its own.
_PART = rf"(?:\s(?:in\sthe|this|that)\s(?P<part>{_HALVES})|(?=\s(?:on\s|this\s|last\s)?(?:{_WEEKDAY})\s(?P<of_day>{_HALVES})\b))"
#: A weekday right before its date is the same day, not the last one of that name.
_ON = rf"(?:(?:{_WEEKDAY}),?\s+)?"

#: Words, and signs, without one of which a rule cannot fit; "0" stands for any digit.
_DATED = frozenset(MONTHS) | {month[:3] for month in MONTHS} | {"sept"}
_CURRENCIES = {
    "$": "USD", "us$": "USD", "r$": "BRL", "a$": "AUD", "c$": "CAD", "s$": "SGD", "hk$": "HKD", "nz$": "NZD", "nt$": "TWD",
    "€": "EUR", "£": "GBP", "¥": "JPY", "₩": "KRW", "₹": "INR", "dollars": "USD", "us dollars": "USD", "euros": "EUR",
    "pounds": "GBP", "reais": "BRL", "yuan": "CNY", "yen": "JPY", "won": "KRW", "rupees": "INR", "francs": "CHF",
    "zlotys": "PLN", "lira": "TRY", "liras": "TRY", "rand": "ZAR", "shekels": "ILS", "dirhams": "AED", "australian dollars": "AUD", "canadian dollars": "CAD", "hong kong dollars": "HKD",
    "singapore dollars": "SGD", "new zealand dollars": "NZD",
}  # fmt: skip
_UNITS = frozenset(
    f"{unit}{s}" for unit in ("second", "minute", "hour", "day", "week", "month", "year") for s in ("", "s")
)
_MONEY, _SHARE = (
    frozenset(word for name in _CURRENCIES for word in name.split() if word.isalpha()),
    frozenset({"%", "percent", "cent"}),
)
_KEYS = _DATED | frozenset(DAYS) | frozenset(NEAR) | WORDS | _UNITS | _MONEY | _SHARE
_KEYS |= {"morning", "afternoon", "evening", "today", "noon", "midnight"}
_AMOUNTS = frozenset(("money", "percent", "duration", "number"))
#: Signs that a rule may need, and what they are called among the words.
_SIGNS = (*((sign, "$") for sign in "$€£¥₩₹"), ("%", "%"))

_RULES: list[tuple[str, frozenset[str], re.Pattern[str]]] = [
    (kind, frozenset(needs) if isinstance(needs, frozenset) else frozenset(needs.split()), re.compile(pattern, flags))
    for kind, needs, pattern, flags in (
        (
            "time",
            "0",
            rf"\b(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d\d))?\s*(?P<half>[ap])(?:\.m\.|\.?m)(?![a-z]){ZONE}?",
            re.I,
        ),
        ("time", "0", rf"\b(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)\b{_PART}?{ZONE}?", re.I),
        ("time", "noon midnight", rf"\b(?P<named>noon|midnight)\b{ZONE}?", re.I),
        (
            "date",
            _DATED,
            rf"\b{_ON}(?P<month>{MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<year>\d{{4}}))?\b(?!:)",
            0,
        ),
        (
            "date",
            _DATED,
            rf"\b{_ON}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{MONTH})(?:,?\s+(?P<year>\d{{4}}))?\b",
            0,
        ),
        ("date", "0", r"\b(?P<year>\d{4})-(?P<number>\d\d)-(?P<day>\d\d)\b", 0),
        ("date", frozenset(DAYS), rf"\b(?:(?P<way>last|next|this coming|this|coming)\s)?(?P<weekday>{_WEEKDAY})\b", 0),
        (
            "date",
            "yesterday tomorrow tonight today morning afternoon evening",
            r"\b(?P<near>yesterday|tomorrow|tonight|(?:earlier|later)\stoday|this\s(?:morning|afternoon|evening))\b",
            re.I,
        ),
        (
            "money",
            "$",
            rf"{_FROM}(?P<sign>{_SIGN})\s?(?P<low>{DIGITS})(?:[\s-]?(?P<low_scale>{SCALE})\b)?{_TO}"
            rf"(?P<sign_too>{_SIGN})?(?P<number>{DIGITS})(?:[\s-]?(?P<scale>{SCALE})\b)?",
            re.I,
        ),
        (
            "money",
            "$",
            rf"(?P<sign>{_SIGN})\s?(?P<number>{DIGITS})(?:[\s-]?(?P<scale>{SCALE})\b)?{_AFTER}",
            re.I,
        ),
        (
            "money",
            _MONEY,
            rf"\b(?P<number>{NUMBER})(?:[\s-](?P<scale>{SCALE}))?\s(?P<sign>{_CURRENCY})\b",
            re.I,
        ),
        (
            "percent",
            _SHARE,
            rf"{_FROM}\b(?P<low>{NUMBER})(?:\s?{_PERCENT})?{_TO}(?P<number>{NUMBER})\s?{_PERCENT}",
            re.I,
        ),
        ("percent", _SHARE, rf"\b(?P<number>{NUMBER})\s?{_PERCENT}", re.I),
        ("duration", _UNITS, rf"{_FROM}\b(?P<low>{NUMBER}){_TO}(?P<number>{NUMBER})[\s-]{_UNIT}", re.I),
        ("duration", _UNITS, rf"\b(?P<number>{NUMBER})[\s-]{_UNIT}{_AFTER}", re.I),
        (
            "number",
            "0",
            rf"{_FROM}(?<![\w.$€£-])(?P<low>{DIGITS})(?:\s(?P<low_scale>{SCALE})\b)?{_TO}"
            rf"(?P<number>{DIGITS})(?:\s(?P<scale>{SCALE})\b)?(?=\s[a-z])",
            re.I,
        ),
        (
            "number",
            "0",
            rf"(?<![\w.$€£-])(?P<number>{DIGITS})"
            rf"(?:[\s-](?P<scale>{SCALE})\b|(?P<tight>(?-i:k|m|bn|mn|tn))\b)?(?![\w%]|\.\d){_AFTER}",
            re.I,
        ),
        ("number", WORDS, rf"\b(?P<number>{SPELLED})\b", re.I),
    )
]
_LETTERS = re.compile(r"[a-z]+")
_DIGIT = re.compile(r"\d")
#: Words for numbers that more often mean something else: "one of", "no one", "the two".
_VAGUE = {"zero", "one", "two", "three", "hundred", "dozen"}


def figures(text: str, said_at: datetime | None) -> tuple[Figure, ...]:
    """The figures of a text in order, none within another; days are resolved as of `said_at`.

    A range has both its ends: `4000000000-5000000000 USD`.
    """
    have = _KEYS.intersection(_LETTERS.findall(text.lower()))
    if _DIGIT.search(text):
        have |= {"0"} | {name for sign, name in _SIGNS if sign in text}
    if not have:
        return ()
    taken = bytearray(len(text))
    found: list[Figure] = []
    for kind, needs, pattern in _RULES:
        if needs.isdisjoint(have):
            continue
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(taken[start:end]):
                continue
            parts = match.groupdict()
            if parts.get("weekday") and is_ahead(text, start, end):
                parts["ahead"] = match["weekday"]
            before = _before(text, start) if kind in _AMOUNTS else None
            if before and not any(taken[before.start() : start]):
                start, parts["qualifier"] = before.start(), before[1]
            value = _value(kind, parts, said_at)
            if value is None:
                continue
            taken[start:end] = b"\1" * (end - start)
            found.append(Figure(kind, value, text[start:end].strip(), start, end, _qualifier(parts)))
    return tuple(sorted(found, key=lambda figure: figure.start))


def _before(text: str, start: int) -> re.Match[str] | None:
    """The qualifier that ends where an amount begins."""
    if not text[start - 1 : start].isspace():
        return None
    return _QUALIFIER.search(text, max(0, start - _LONGEST_QUALIFIER), start)


def _qualifier(parts: dict[str, str | None]) -> str | None:
    after = (parts.get("after") or "").strip().lower()
    return (parts.get("qualifier") or "").lower() or ("or more" if after == "+" else after) or None


def _value(kind: str, parts: dict[str, str | None], said_at: datetime | None) -> str | None:
    if kind == "time":
        return time_of_day(parts)
    if kind == "date":
        return day(parts, said_at)
    number = parts["number"] or ""
    scale = parts.get("scale") or parts.get("tight")
    if kind == "number" and number.lower() in _VAGUE and not scale:
        return None
    most = amount(number, scale)
    if most is None:
        return None
    if kind == "number" and number.isdigit() and _may_be_year(most) and not (parts.get("qualifier") or scale):
        return None if parts.get("low") else f"{most:.0f} (year)"
    value = written(most)
    if parts.get("low"):
        least = _least(parts, most)
        if least is None:
            return None
        value = f"{written(least)}-{value}"
    if kind == "money":
        currency = _CURRENCIES.get((parts["sign"] or "").lower())
        return f"{value} {currency}" if currency else None
    if kind == "percent":
        return f"{value} %"
    if kind == "duration":
        return f"{value} {(parts['unit'] or '').lower().rstrip('s')}"
    return value


def _may_be_year(value: float) -> bool:
    return 1900 <= value <= 2100


def _least(parts: dict[str, str | None], most: float) -> float | None:
    """The lower end of a range, which may leave its scale to the upper; None if the two are no range."""
    if bool(parts.get("between")) != bool(parts.get("and")):
        return None
    own, scale = parts.get("low_scale"), parts.get("scale")
    if own and not scale:
        return None  # "$4 billion to 5 firms"
    least = amount(parts["low"] or "", own or scale)
    return least if least is not None and least < most else None
