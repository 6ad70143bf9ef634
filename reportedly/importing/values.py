"""Values of a record from outside, each checked and made safe to keep, or refused with the reason and the mend."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from fetchers import clean
from store import travelling
from store.codec import stamp
from store.urls import is_web

#: What SQLite takes for a whole number.
_MOST = 2**63 - 1
#: A longer address is nobody's.
_ADDRESS = 2_000
_MEND = "write it again with: reportedly export all"
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_BUT_BREAKS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class Unusable(Exception):
    """A line, or a value in it, that cannot be taken: `reason` says what is wrong, `mend` what to do about it."""

    def __init__(self, reason: str, mend: str = _MEND) -> None:
        super().__init__(reason)
        self.reason, self.mend = reason, mend


def shown(value: object) -> str:
    """A value as a message can hold it."""
    text = clean.one_line(value if isinstance(value, str) else repr(value)[:200])
    return f"'{text[:59]}…'" if len(text) > 60 else f"'{text}'"


def line(value: object) -> str:
    """A text of one line."""
    if not isinstance(value, str):
        raise Unusable(f"{shown(value)} is no text")
    return clean.one_line(value)


def text(value: object) -> str:
    """A text of paragraphs."""
    if not isinstance(value, str):
        raise Unusable(f"{shown(value)} is no text")
    return clean.paragraphs(value)


def verbatim(value: object) -> str:
    """A text of which every byte counts, such as an ETag: only control characters are dropped."""
    if not isinstance(value, str):
        raise Unusable(f"{shown(value)} is no text")
    return _CONTROL.sub("", value)[: clean.LINE_LIMIT]


def kept(value: object) -> str:
    """A text of a column that is not known here better: as it is, but for control characters."""
    if not isinstance(value, str):
        raise Unusable(f"{shown(value)} is no text")
    return _BUT_BREAKS.sub("", value)


def exact(value: object) -> str:
    """A text that is compared letter for letter, as the sentences by which acts know their claims."""
    if not isinstance(value, str) or len(value) > clean.TEXT_LIMIT:
        raise Unusable(f"{shown(value)} is no sentence")
    return _CONTROL.sub("", value)


def web(value: object) -> str:
    """An address of the web."""
    if not isinstance(value, str):
        raise Unusable(f"{shown(value)} is no address", "give it a web address")
    address = value.strip()
    if not is_web(address) or len(address) > _ADDRESS or clean.one_line(address) != address or " " in address:
        raise Unusable(f"{shown(value)} is no address of the web", "write it whole, beginning with https://")
    return address


def instant(value: object) -> str:
    """A time, as the store keeps it."""
    found = clean.moment(value)
    if found is None:
        raise Unusable(f"{shown(value)} is no time", "write it as 2026-06-12T17:21:00+00:00")
    return stamp(found)


def whole(value: object) -> int:
    """A whole number."""
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > _MOST:
        raise Unusable(f"{shown(value)} is no whole number")
    return value


def number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise Unusable(f"{shown(value)} is no number")
    return float(value)


def flag(value: object) -> bool:
    if value is True or value is False:
        return value
    if isinstance(value, int) and value in (0, 1):
        return bool(value)
    raise Unusable(f"{shown(value)} is neither true nor false")


def digest(value: object) -> str:
    """A SHA-256 in hexadecimal."""
    if not isinstance(value, str) or not re.fullmatch("[0-9a-f]{64}", value):
        raise Unusable(f"{shown(value)} is no sha256")
    return value


def packed(value: object) -> bytes:
    """Bytes in base64."""
    try:
        return travelling.from_text(value if isinstance(value, str) else "?")
    except ValueError:
        raise Unusable(f"{shown(value)} is no base64") from None


def listed(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise Unusable(f"{shown(value)} is no list")
    return value


def table(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Unusable(f"{shown(value)} is no object")
    return value


def word(*words: str) -> Callable[[object], str]:
    """One of these words."""

    def one(value: object) -> str:
        if not isinstance(value, str) or value not in words:
            raise Unusable(f"{shown(value)} is none of {', '.join(words)}")
        return value

    return one


def numbers(value: object) -> str:
    """Whole numbers parted by spaces."""
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{1,9}( [0-9]{1,9})*", value):
        raise Unusable(f"{shown(value)} is no row of numbers")
    return value


Check = Callable[[object], Any]


def checked(record: Mapping[str, Any], name: str, check: Check, default: Any = ...) -> Any:
    """The value of that name, checked; the default where it is missing or null. Raises `Unusable`."""
    value = record.get(name)
    if value is None:
        if default is ...:
            raise Unusable(f"'{name}' is missing")
        return default
    try:
        return check(value)
    except Unusable as error:
        raise Unusable(f"{name}: {error.reason}", error.mend) from None


def when(value: str | None) -> datetime | None:
    """The time that a checked `instant` stands for."""
    return clean.moment(value) if value else None
