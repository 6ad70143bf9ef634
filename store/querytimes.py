"""Times as a query names them: so long ago, a day, a month, a moment. All of them UTC where they say no zone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from store.errors import QueryError

_AGO = re.compile(r"^(\d{1,4})([hdw])$", re.ASCII)
_UNITS = {"h": "hours", "d": "days", "w": "weeks"}
_MONTH = re.compile(r"^(\d{4})-(\d{2})$", re.ASCII)
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$", re.ASCII)
_DAYS = {"today": 0, "yesterday": 1}


@dataclass(frozen=True, slots=True)
class Span:
    """A time that a value names, its end not included. `ago`: it was reckoned back from now, and is a mere moment."""

    begins: datetime
    ends: datetime
    ago: bool = False

    @property
    def day(self) -> Span:
        """The day of a moment that was reckoned back; anything else is itself."""
        if not self.ago:
            return self
        first = self.begins.replace(hour=0, minute=0, second=0, microsecond=0)
        return Span(first, first + timedelta(days=1))


def when(value: str, now: datetime, place: tuple[int, int] = (0, 0)) -> datetime:
    """The moment that a value names, or at which what it names begins. Raises `QueryError`."""
    return span(value, place, now).begins


def span(value: str, place: tuple[int, int] = (0, 0), now: datetime | None = None) -> Span:
    """What `24h`, `2d`, `3w`, `today`, `yesterday`, a month, a day or a moment names. Raises `QueryError`."""
    try:
        return _span(value, now or datetime.now(UTC))
    except (ValueError, OverflowError):
        raise QueryError(
            f"'{value}' is no time; write 24h, 2d, 3w or 2026-06-12 (today, yesterday, 2026-06 and "
            "2026-06-12T17:21 are times too)",
            *place,
        ) from None


def _span(value: str, now: datetime) -> Span:
    if ago := _AGO.match(value.lower()):
        moment = now - timedelta(**{_UNITS[ago[2]]: int(ago[1])})
        return Span(moment, moment, ago=True)
    if value.lower() in _DAYS:
        today = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        first = today - timedelta(days=_DAYS[value.lower()])
        return Span(first, first + timedelta(days=1))
    if month := _MONTH.match(value):
        first = datetime(int(month[1]), int(month[2]), 1, tzinfo=UTC)
        return Span(first, (first + timedelta(days=31)).replace(day=1))
    found = datetime.fromisoformat(value)
    found = found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    return Span(found, found + (timedelta(days=1) if _DAY.match(value) else timedelta(seconds=1)))
