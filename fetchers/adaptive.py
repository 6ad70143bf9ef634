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
_ENOUGH, _DAYS, _FARTHEST = 20, 14, 2.0
#: How much the same time on the other days of its kind counts, all of them together, beside an hour's own neighbours.
_KIN = 1.25


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A wait in seconds, and why."""

    seconds: int
    reason: str


#: When entries not seen before came and how many, oldest first.
Arrivals = Sequence[tuple[datetime, int]]


def usual_gap(arrivals: Arrivals) -> float | None:
    """Seconds between entries, the median of the last; None where too few have been seen.

    Several that came together share the time since those before them: or a feed that is asked once a day would seem
    to bring one entry a day, and would be asked the more seldom for it.
    """
    gaps: list[float] = []
    for (earlier, _), (later, count) in pairwise(arrivals[-GAPS - 1 :]):
        gaps += [(later - earlier).total_seconds() / count] * count
    return median(gaps[-GAPS:]) if len(arrivals) > FEWEST else None


def rhythm(arrivals: Arrivals, now: datetime) -> Rhythm | None:
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
    silent = (now - arrivals[-1][0]).total_seconds()
    for days, least in _SILENT:
        if silent >= days * 86_400 and wait < least:
            wait, reason = least, f"nothing new for {span(silent)}"
            break
    if wait > CAP:
        wait, reason = CAP, f"something new about every {span(gap)}, at most {span(CAP)} is waited"
    return Rhythm(int(wait), reason)


def hour_factor(arrivals: Arrivals, at: datetime) -> float:
    """By what a wait that ends at `at` is stretched: below 1 where the hour brings more than an hour does as a rule.

    An arrival counts for the hours of the week next to its own, and a little for that time of day on all days of its
    kind (working days, weekends), since a week has more hours than a feed has entries.
    """
    if len(arrivals) < _ENOUGH or arrivals[-1][0] - arrivals[0][0] < timedelta(days=_DAYS):
        return 1.0
    hour, weekend = at.weekday() * 24 + at.hour, at.weekday() > 4
    kin = _KIN / (2 if weekend else 5)
    here = 0.0
    for arrival, _ in arrivals:
        apart = abs(arrival.weekday() * 24 + arrival.hour - hour)
        here += min(apart, 168 - apart) <= 1
        apart = abs(arrival.hour - at.hour)
        here += kin * ((arrival.weekday() > 4) == weekend and min(apart, 24 - apart) <= 1)
    # What an hour of a feed without hours gets: of each arrival three hours whole, and three of each day of its kind.
    even = len(arrivals) * 3 * (1 + _KIN) / 168
    return min(max(even / here if here else _FARTHEST, 1 / _FARTHEST), _FARTHEST)
