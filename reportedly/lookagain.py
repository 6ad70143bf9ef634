"""When a page that was fetched is looked at again: so long after first sight, each time once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

#: As `config.toml` has it: most edits come within hours, and corrections within days.
LOOK_AGAIN = ("1h", "3h", "6h", "24h", "7d")
#: No look is sooner or later after first sight.
LEAST, MOST = timedelta(minutes=30), timedelta(days=60)
#: A look that was missed for so long, as nothing was polled, is not made up for.
LATE = timedelta(days=7)
_SPAN = re.compile(r"(\d{1,4})\s*(min|h|d)")
_UNITS = {"min": "minutes", "h": "hours", "d": "days"}


def spans(written: Sequence[str]) -> tuple[timedelta, ...]:
    """The times from first sight, as "90min", "3h" or "7d" say them. Raises `ValueError`: what is wrong; the mend."""
    found: list[timedelta] = []
    for text in written:
        parts = _SPAN.fullmatch(text.strip())
        if parts is None:
            raise ValueError(f"'{text}' is no length of time; write 90min, 3h or 7d")
        span = timedelta(**{_UNITS[parts[2]]: int(parts[1])})
        if not LEAST <= span <= MOST:
            raise ValueError(f"'{text}' cannot be; choose one from 30min to 60d")
        if found and span <= found[-1]:
            raise ValueError(f"'{text}' is not later than '{written[len(found) - 1]}'; put the times in order")
        found.append(span)
    return tuple(found)


def due(after: Sequence[timedelta], first_seen_at: datetime, looked_at: datetime, now: datetime) -> datetime | None:
    """The look that is due: the latest of those whose time came after the last look. Those missed meanwhile are one."""
    moments = (first_seen_at + span for span in after)
    return max((moment for moment in moments if looked_at < moment <= now and now - moment <= LATE), default=None)
