"""Moments as a reader wants them: short, and by their distance from now. All are UTC, as everywhere in the house."""

from __future__ import annotations

from datetime import date, datetime, timedelta

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
#: The width `short` never goes beyond.
SHORT = 6


def day(moment: date) -> str:
    """`12 Jun`."""
    return f"{moment.day} {_MONTHS[moment.month - 1]}"


def clock(moment: datetime) -> str:
    """`17:21`."""
    return f"{moment:%H:%M}"


def short(moment: datetime, now: datetime) -> str:
    """`17:21` today, `12 Jun` within a year, `Jun 24` before (as month and year), in at most SHORT cells."""
    if moment.date() == now.date():
        return clock(moment)
    if abs(now - moment) < timedelta(days=330):
        return day(moment)
    return f"{_MONTHS[moment.month - 1]}’{moment.year % 100:02}"


def stamp(moment: datetime, now: datetime) -> str:
    """`today 17:21`, `12 Jun 17:21`, or with the year where it is another."""
    if moment.date() == now.date():
        return f"today {clock(moment)}"
    year = f" {moment.year}" if moment.year != now.year else ""
    return f"{day(moment)}{year} {clock(moment)}"


def full(moment: datetime) -> str:
    """`Fri 12 Jun 2026 17:21 UTC`."""
    return f"{_DAYS[moment.weekday()]} {day(moment)} {moment.year} {clock(moment)} UTC"


def size(span: timedelta) -> str:
    """`12 min`, `3 h`, `5 days`."""
    minutes = int(span.total_seconds() // 60)
    if minutes < 60:
        return f"{minutes} min"
    if minutes < 48 * 60:
        return f"{minutes // 60} h"
    return f"{minutes // (24 * 60)} days"


def ago(moment: datetime, now: datetime) -> str:
    """`just now`, `12 min ago`, `3 h ago`, `5 days ago`."""
    span = now - moment
    return "just now" if span < timedelta(minutes=1) else f"{size(span)} ago"


def until(moment: datetime, now: datetime) -> str:
    """`now` where it is past, else `in 12 min`, `in 3 h`, `in 5 days`."""
    span = moment - now
    if span <= timedelta(0):
        return "now"
    return "in 1 min" if span < timedelta(minutes=1) else f"in {size(span)}"
