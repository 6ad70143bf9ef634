"""What every decision about the next poll shares: its value, the bounds of a wait, and how a wait is said."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

#: Without word of the server, in seconds: an hour.
USUAL = 3_600
#: What a server asks for is honoured between ten minutes and a day.
SHORTEST, LONGEST = 600, 86_400


@dataclass(frozen=True, slots=True)
class Next:
    """The next poll and its reason, as a person reads it."""

    at: datetime
    reason: str


def after(wait: float, reason: str, now: datetime, jitter: float) -> Next:
    """The poll after so many seconds; `jitter` in [0, 1) spreads polls over a tenth of the wait, never early."""
    at = now + timedelta(seconds=int(wait * (1 + jitter / 10)))
    # The store keeps whole seconds, and would otherwise be early by a part of one.
    return Next(at.replace(microsecond=0) + timedelta(seconds=1) if at.microsecond else at, reason)


def bounded(seconds: float) -> int:
    """A wait that a server asks for, within reason."""
    return int(min(max(seconds, SHORTEST), LONGEST))


def clamp_words(asked: float, waited: float) -> str:
    """What is waited instead of what was asked for, if it is something else."""
    if waited == asked:
        return ""
    return f", at {'least' if waited > asked else 'most'} {span(waited)} is waited"


def jitter() -> float:
    """A fresh random share for the functions that take one."""
    return random.random()  # noqa: S311 - spreads load, guards nothing


def number(value: str | None, digits: int = 12) -> int | None:
    """A header's whole number, never negative; None for anything else. Absurd lengths are cut, not refused."""
    text = (value or "").strip()
    return int(text[:digits]) if text.isascii() and text.isdigit() else None


def date(value: str | None) -> datetime | None:
    """The moment an HTTP date names; UTC where it names no zone."""
    if not value:
        return None
    try:
        found = parsedate_to_datetime(value)
    except (ValueError, IndexError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def span(seconds: float) -> str:
    """A length of time in its largest fitting unit."""
    for size, unit in ((86_400, "d"), (3_600, "h"), (60, "min")):
        if seconds >= size:
            count = seconds / size
            return f"{count:.3g} {unit}" if count < 1_000 else f"{count:,.0f} {unit}"
    return f"{seconds:.0f} s"
