"""How often a feed is worth asking, from what it really does: when entries not seen before came through it.

Only times of our own count (when we first saw an entry), never the dates that a feed gives.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from fetchers.waiting import span

#: Gaps that the usual one is taken from, and how few tell nothing.
GAPS, FEWEST = 20, 3
#: A feed's own rhythm makes no wait longer than this, in seconds.
CAP = 6 * 3_600
#: A feed silent for so many days is waited for so many seconds at least.
_SILENT = ((30, 6 * 3_600), (14, 2 * 3_600), (7, 3_600))
#: The hour of the week counts from so many arrivals over so many days on, and moves a wait at most this far.
_ENOUGH, _WEEKS, _FARTHEST = 20, 14, 2.0


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A wait in seconds, and why."""

    seconds: int
    reason: str


def usual_gap(arrivals: Sequence[datetime]) -> float | None:
    """Seconds between arrivals, the median of the last; None where too few have been seen. Oldest first."""
    gaps = [(later - earlier).total_seconds() for earlier, later in pairwise(arrivals[-GAPS - 1 :])]
    return median(gaps) if len(gaps) >= FEWEST else None


def rhythm(arrivals: Sequence[datetime], now: datetime) -> Rhythm | None:
    """Half the usual gap, shorter in the hours of the week in which much comes and longer in those in which little
    does; a feed that has fallen silent waits longer. None where too little is known of it."""
    gap = usual_gap(arrivals)
    if gap is None:
        return None
    factor = hour_factor(arrivals, now + timedelta(seconds=gap / 2))
    wait, reason = gap / 2 * factor, f"something new about every {span(gap)}, half of that is waited"
    if factor > 1.1:
        reason += ", longer at this hour of the week"
    elif factor < 0.9:
        reason += ", shorter at this hour of the week"
    silent = (now - arrivals[-1]).total_seconds()
    for days, least in _SILENT:
        if silent >= days * 86_400 and wait < least:
            wait, reason = least, f"nothing new for {span(silent)}"
            break
    if wait > CAP:
        wait, reason = CAP, f"something new about every {span(gap)}"
    return Rhythm(int(wait), reason)


def hour_factor(arrivals: Sequence[datetime], at: datetime) -> float:
    """By what a wait that ends at `at` is stretched: below 1 where the hour brings more than an hour does as a rule.

    An arrival counts for the hours of the week next to its own, and a quarter as much for that time of day on all
    days of its kind (working days, weekends), since a week has more hours than a feed has entries.
    """
    if len(arrivals) < _ENOUGH or arrivals[-1] - arrivals[0] < timedelta(days=_WEEKS):
        return 1.0
    here, expected = 0.0, 0.0
    hour, weekend = at.weekday() * 24 + at.hour, at.weekday() > 4
    for arrival in arrivals:
        distance = abs(arrival.weekday() * 24 + arrival.hour - hour)
        here += min(distance, 168 - distance) <= 1
        kind = arrival.weekday() > 4
        apart = abs(arrival.hour - at.hour)
        here += 0.25 * (kind == weekend and min(apart, 24 - apart) <= 1)
        # What a typical hour of the week gets of it: three hours whole, and a quarter on each day of its kind.
        expected += (3 + 0.25 * 3 * (2 if kind else 5)) / 168
    return min(max(expected / here if here else _FARTHEST, 1 / _FARTHEST), _FARTHEST)
