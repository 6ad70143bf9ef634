"""How large a figure says something is: the bounds between which the true value may lie, and when two agree."""

from __future__ import annotations

import math
import re
from datetime import date

from narrative.moments import NEAR
from store.models import Figure

#: How far "about" and its like reach, as a share of the value.
ABOUT = 0.1
#: Counts up to this are given exactly; of a larger number the last digit that is no zero may be rounded.
EXACT = 1000
_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800, "month": 2629800, "year": 31557600}
_LOOSE = frozenset("about around roughly some approximately nearly almost".split()) | {"close to"}
_LEAST = frozenset("over above".split())
_LEAST |= {"more than", "well over", "just over", "at least", "upward of", "upwards of", "or more", "no fewer than"}
_LEAST |= {"no less than"}
_MOST = frozenset({"under", "just under", "less than", "fewer than", "up to", "as many as", "at most", "no more than"})
_MOST |= {"or fewer", "or less"}
_NUMBERS = re.compile(r"\d+(?:\.\d+)?")


def sense(figure: Figure) -> str:
    """What a figure's qualifier comes to: `about`, `more than`, `up to`, or the word itself; `""` without one."""
    word = figure.qualifier or ""
    for words, name in ((_LOOSE, "about"), (_LEAST, "more than"), (_MOST, "up to")):
        if word in words:
            return name
    return "" if word == "exactly" else word


def bounds(figure: Figure) -> tuple[float, float] | None:
    """Between what the value lies, lengths of time in seconds; None for what has no size (a date, `another 40`)."""
    if figure.kind in ("date", "time") or "year)" in figure.value or figure.qualifier == "another":
        return None
    numbers = [float(number) for number in _NUMBERS.findall(figure.value)]
    if not numbers:
        return None
    unit = _SECONDS.get(figure.value.rpartition(" ")[2], 1) if figure.kind == "duration" else 1
    low, high = numbers[0] - _rounding(numbers[0], figure), numbers[-1] + _rounding(numbers[-1], figure)
    meant = sense(figure)
    if meant == "about":
        low, high = min(low, numbers[0] * (1 - ABOUT)), max(high, numbers[-1] * (1 + ABOUT))
    elif meant == "more than":
        low, high = numbers[0], math.inf
    elif meant == "up to":
        low, high = 0.0, numbers[-1]
    return low * unit, high * unit


def _rounding(value: float, figure: Figure) -> float:
    """How far a number may have been rounded: half of its last digit, but no more than a tenth of it."""
    if figure.qualifier == "exactly" or figure.kind in ("percent", "duration") or value < EXACT:
        return 0.0
    digits = f"{value:.0f}".rstrip("0")
    unit = 10.0 ** (len(f"{value:.0f}") - len(digits))
    return min(unit / 2, ABOUT * value) if unit > 1 else 0.0


def agree(one: Figure, other: Figure) -> bool:
    """Whether both may be true of the same thing."""
    if one.kind == "date":
        return _same_day(one, other)
    if one.kind == "time":
        return _same_time(one.value, other.value)
    bounds_one, bounds_other = bounds(one), bounds(other)
    if bounds_one is None or bounds_other is None:
        return True
    return bounds_one[0] <= bounds_other[1] and bounds_other[0] <= bounds_one[1]


def _same_time(one: str, other: str) -> bool:
    """Times of different zones are not compared; without a zone, 5:21 may be of the morning or of the afternoon."""
    (clock, _, zone), (clock_too, _, zone_too) = one.partition(" "), other.partition(" ")
    if zone != zone_too or clock == clock_too:
        return True
    return not zone and clock[2:] == clock_too[2:] and (int(clock[:2]) - int(clock_too[:2])) % 12 == 0


def same_clock(one: str, other: str) -> bool:
    """Whether two times to the minute are one, of which some leave out the half of the day or the zone: 5:21 and 5:21
    p.m. Eastern. A full hour is too common to tell."""
    (clock, _, zone), (clock_too, _, zone_too) = one.partition(" "), other.partition(" ")
    if clock[2:] != clock_too[2:] or clock[2:] == ":00" or (zone and zone_too):
        return False
    return (int(clock[:2]) - int(clock_too[:2])) % 12 == 0


def _same_day(one: Figure, other: Figure) -> bool:
    """Also where one leaves the year out; "yesterday" is a day off where it was said near midnight."""
    if one.value.endswith(other.value) or other.value.endswith(one.value):
        return True
    if not any(figure.text.lower() in NEAR for figure in (one, other)):
        return False
    try:
        return abs((date.fromisoformat(one.value) - date.fromisoformat(other.value)).days) <= 1
    except ValueError:
        return False
