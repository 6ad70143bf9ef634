"""After a poll that failed: how long the feed is left alone, and whether its domain is. Never given up for good."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from fetchers.waiting import LONGEST, Next, after, bounded, clamp_words, date, number, span

#: First wait after an error, in seconds; doubled with each further one, up to LONGEST.
AFTER_ERROR = 900
#: First wait after a refusal (401, 403, 451, a challenge page), which time alone seldom heals.
AFTER_REFUSAL = 14_400
#: A feed that is gone is asked once more after so long, and paused if it says so again within a day.
AFTER_GONE = 43_200
GONE_TWICE = timedelta(days=1)
#: A feed not found for so long is looked for from its home page.
LOST = timedelta(days=3)
_EPOCH_FROM = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Hold:
    """Until when no feed of a registrable domain is asked, and why."""

    until: datetime
    reason: str


def after_error(
    status: int | None,
    headers: Mapping[str, str],
    failures: int,
    now: datetime,
    jitter: float,
    *,
    refused: bool = False,
) -> Next:
    """The next poll; `failures` counts those before it in a row. `refused`: it is a challenge page, say."""
    asked = pause_asked(status, headers, now)
    if asked is not None:
        wait = bounded(asked)
        return after(wait, f"the server asks to wait {span(asked)}{clamp_words(asked, wait)}", now, jitter)
    if status == 410:
        return after(AFTER_GONE, f"410 Gone; asked once more in {span(AFTER_GONE)}, then paused", now, jitter)
    first = AFTER_REFUSAL if refused or status in (401, 403, 451) else AFTER_ERROR
    wait = min(first * 2 ** min(failures, 10), LONGEST)
    count = failures + 1
    return after(wait, f"{count} error{'s' if count > 1 else ''} in a row, {span(wait)} is waited", now, jitter)


def pause_asked(status: int | None, headers: Mapping[str, str], now: datetime) -> float | None:
    """The seconds that a 429 or 503 asks for: Retry-After, else x-ratelimit-reset (Reddit's, GitHub's)."""
    if status not in (429, 503):
        return None
    asked = retry_after(headers.get("retry-after"), now)
    return reset_after(headers.get("x-ratelimit-reset"), now) if asked is None else asked


def retry_after(value: str | None, now: datetime) -> int | None:
    """The seconds a Retry-After header asks for, given as seconds or as a date; None for anything else."""
    if value is None:
        return None
    seconds = number(value, 9)
    if seconds is not None:
        return seconds
    moment = date(value)
    return None if moment is None else max(0, int((moment - now).total_seconds()))


def reset_after(value: str | None, now: datetime) -> int | None:
    """The seconds until a limit is lifted, given as seconds ("293.0" too) or as seconds since 1970."""
    seconds = number((value or "").strip().partition(".")[0])
    if seconds is None:
        return None
    return max(0, int(seconds - now.timestamp())) if seconds >= _EPOCH_FROM else seconds


def hold(status: int | None, headers: Mapping[str, str], following: Next, now: datetime) -> Hold | None:
    """What an answer means for the other feeds of its domain: a 429 always, a 503 where it names a time."""
    if status == 429 or (status == 503 and pause_asked(status, headers, now) is not None):
        return Hold(following.at, f"{status} at another feed of its domain: {following.reason}")
    return None


def gone_twice(gone_at: datetime | None, now: datetime) -> bool:
    """Whether a 410 now is the second within a day, so that the feed is paused."""
    return gone_at is not None and timedelta(0) <= now - gone_at <= GONE_TWICE


def is_lost(missing_since: datetime | None, now: datetime) -> bool:
    """Whether it has been 404 for so long that the feed is looked for from its home page."""
    return missing_since is not None and now - missing_since >= LOST
