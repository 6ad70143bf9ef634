"""When a feed is polled next, and why then. A pure decision over one answer's headers and the feed's record."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

#: Without word of the server, in seconds: an hour.
USUAL = 3_600
#: What a server asks for is honoured between ten minutes and a day.
SHORTEST, LONGEST = 600, 86_400
#: First wait after an error; doubled with each further one, up to LONGEST.
AFTER_ERROR = 900


@dataclass(frozen=True, slots=True)
class Next:
    """The next poll and its reason, as a person reads it."""

    at: datetime
    reason: str


def after_answer(headers: Mapping[str, str], now: datetime, jitter: float) -> Next:
    """After a poll that brought the feed or the word that it is unchanged.

    `headers` have lower-case names; `jitter` in [0, 1) spreads polls over up to a tenth of the wait, never early.
    """
    asked = _freshness(headers, now)
    if asked is None:
        wait, reason = USUAL, "the usual hour"
    else:
        seconds, source = asked
        wait = min(max(seconds, SHORTEST), LONGEST)
        reason = f"{source} asks for {_span(seconds)}"
        if seconds > LONGEST:
            reason += f", at most {_span(LONGEST)} is waited"
        elif seconds < USUAL:
            # A feed that is stale at once is no request to be polled at once.
            wait = max(wait, USUAL) if seconds < SHORTEST else wait
            reason += f", at least {_span(wait)} is waited" if wait > seconds else ""
    return Next(now + timedelta(seconds=int(wait * (1 + jitter / 10))), reason)


def after_error(status: int | None, headers: Mapping[str, str], failures: int, now: datetime, jitter: float) -> Next:
    """After a poll that failed; `failures` counts those before it in a row. It is never given up for good."""
    if status in (429, 503):
        asked = retry_after(headers.get("retry-after"), now)
        if asked is not None:
            wait = min(max(asked, SHORTEST), LONGEST)
            reason = f"the server asks to wait {_span(asked)}"
            if wait != asked:
                reason += f", at {'least' if wait > asked else 'most'} {_span(wait)} is waited"
            return Next(now + timedelta(seconds=int(wait * (1 + jitter / 10))), reason)
    wait = min(AFTER_ERROR * 2 ** min(failures, 10), LONGEST)
    count = failures + 1
    reason = f"{count} error{'s' if count > 1 else ''} in a row, {_span(wait)} is waited"
    return Next(now + timedelta(seconds=int(wait * (1 + jitter / 10))), reason)


def jitter() -> float:
    """A fresh random share for the functions above."""
    return random.random()  # noqa: S311 - spreads load, guards nothing


def retry_after(value: str | None, now: datetime) -> int | None:
    """The seconds a Retry-After header asks for, given as seconds or as a date; None for anything else."""
    if value is None:
        return None
    if value.strip().isascii() and value.strip().isdigit():
        return int(value.strip()[:9])
    date = _date(value)
    return None if date is None else max(0, int((date - now).total_seconds()))


def _freshness(headers: Mapping[str, str], now: datetime) -> tuple[int, str] | None:
    """For how long the answer is fresh, in seconds, and which header says so (RFC 9111, section 4.2.1)."""
    for part in headers.get("cache-control", "").split(","):
        name, _, value = part.strip().partition("=")
        number = value.strip('" ')
        if name.lower() == "max-age" and number.isascii() and number.isdigit():
            age = headers.get("age", "0").strip()
            spent = int(age[:9]) if age.isascii() and age.isdigit() else 0
            return max(0, int(number[:12]) - spent), "max-age"
    expires, date = _date(headers.get("expires")), _date(headers.get("date")) or now
    if expires is not None:
        return max(0, int((expires - date).total_seconds())), "Expires"
    return None


def _date(value: str | None) -> datetime | None:
    if not value:
        return None
    try:
        found = parsedate_to_datetime(value)
    except (ValueError, IndexError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _span(seconds: float) -> str:
    """A length of time in its largest fitting unit."""
    for size, unit in ((86_400, "d"), (3_600, "h"), (60, "min")):
        if seconds >= size:
            count = seconds / size
            return f"{count:.3g} {unit}" if count < 1_000 else f"{count:,.0f} {unit}"
    return f"{seconds:.0f} s"
