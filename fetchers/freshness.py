"""For how long a feed asks to be left alone: its answer's headers, else its own text, and the hours that it skips."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from fetchers.waiting import date, number
from store.models import Standing

_DAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")


@dataclass(frozen=True, slots=True)
class Wish:
    """For how many seconds, and which word of the feed or its server says so."""

    seconds: int
    source: str


def asked(headers: Mapping[str, str], standing: Standing, now: datetime) -> Wish | None:
    """The wish of an answer (header names in lower case), a 304 as well as a 200.

    `max-age` less `Age`, else `Expires` against `Date` (RFC 9111, section 4.2.1), else RSS `ttl`, else
    `sy:updatePeriod` over `sy:updateFrequency`. One that is over already ("fresh for 0 s", as many servers say of
    everything) is no wish about polling: it gives way to the next source that has one.
    """
    found = [wish for wish in (_max_age(headers), _expires(headers, now), *_own_words(standing)) if wish]
    return next((wish for wish in found if wish.seconds > 0), found[0] if found else None)


def _max_age(headers: Mapping[str, str]) -> Wish | None:
    for part in headers.get("cache-control", "").split(","):
        name, _, value = part.strip().partition("=")
        seconds = number(value.strip('" '))
        if name.lower() == "max-age" and seconds is not None:
            return Wish(max(0, seconds - (number(headers.get("age")) or 0)), "max-age")
    return None


def _expires(headers: Mapping[str, str], now: datetime) -> Wish | None:
    expires = date(headers.get("expires"))
    if expires is None:
        return None
    given = date(headers.get("date")) or now
    return Wish(max(0, int((expires - given).total_seconds())), "Expires")


def _own_words(standing: Standing) -> tuple[Wish | None, Wish | None]:
    ttl, update = standing.ttl, standing.update_seconds
    return (
        Wish(ttl * 60, "the feed's ttl") if ttl and ttl > 0 else None,
        Wish(update, "the feed's updatePeriod") if update and update > 0 else None,
    )


def beyond_skipped(at: datetime, standing: Standing) -> tuple[datetime, str]:
    """The first moment from `at` on outside the hours and days (UTC) that the feed asks to be skipped, and why.

    A feed that skips every hour, or every day, skips nothing: it could never be polled.
    """
    hours = frozenset(standing.skip_hours) if len(set(standing.skip_hours)) < 24 else frozenset()
    days = frozenset(standing.skip_days) if len(set(standing.skip_days)) < 7 else frozenset()
    found, passed = at.astimezone(UTC), set()
    while found.hour in hours or found.weekday() in days:
        if found.weekday() in days:
            passed.add(_DAYS[found.weekday()])
            found = found.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
        else:
            passed.add("this hour of the day")
            found = found.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    words = " and ".join(name for name in (*_DAYS, "this hour of the day") if name in passed)
    return found, f"; the feed asks to skip {words}" if words else ""
