"""When a feed's address is rewritten: after permanent answers that agree, over a day, and whose feed is the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit, urlunsplit

from store.models import Standing
from store.urls import bare, is_web, origin, url_key

PERMANENT = (301, 308)
#: Identical permanent answers, and the time between the first and the last of them.
TIMES, OVER = 3, timedelta(hours=24)
#: The share of a moved feed's entries that must be known, of the fewer of both.
OVERLAP = 0.3


@dataclass(frozen=True, slots=True)
class Hop:
    """A redirect on the way: its status, and the whole address it leads to, without user, password and fragment."""

    status: int
    target: str


def permanent_target(hops: Sequence[Hop]) -> str | None:
    """Where the permanent redirects before the first temporary one lead; None where the first is temporary."""
    found = None
    for hop in hops:
        if hop.status not in PERMANENT:
            return found
        found = hop.target
    return found


def acceptable(url: str, target: str) -> bool:
    """Whether an address may take the place of another: on the web, and never from https down to http."""
    before, after = urlsplit(url).scheme, urlsplit(target).scheme
    return is_web(target) and not (before == "https" and after == "http") and target != url


def carried(url: str, target: str) -> str:
    """The address that takes another's place, with the user and password of that one where both are one origin's."""
    before, after = urlsplit(url), urlsplit(bare(target))
    user, found, _ = before.netloc.rpartition("@")
    if not found or origin(url) != origin(target):
        return bare(target)
    return urlunsplit(after._replace(netloc=f"{user}@{after.netloc}"))


def same_feed(known: int, given: int, stored: int, *, same_home: bool, same_title: bool) -> bool:
    """Whether what came is the feed that was there: enough of its entries are known, or its home page and its title
    are the same. `known` of the `given` entries are among the `stored` ones; where none are stored, it is the first
    answer, and nothing is there that it could differ from."""
    if not stored:
        return True
    fewer = min(given, stored)
    if fewer and known >= OVERLAP * fewer:
        return True
    return same_home and same_title


def weigh(standing: Standing, target: str | None, same: bool, now: datetime) -> tuple[Standing, bool]:
    """What is known of the move after this answer, and whether the address is rewritten now.

    A direct or temporary answer, another target and another feed each start the count anew.
    """
    if target is None:
        return replace(standing, moved_to=None, moved_since=None, moved_times=0), False
    if not same:
        return replace(standing, moved_to=target, moved_since=now, moved_times=0), False
    if target != standing.moved_to or standing.moved_since is None or standing.moved_times == 0:
        return replace(standing, moved_to=target, moved_since=now, moved_times=1), False
    times = standing.moved_times + 1
    if times >= TIMES and now - standing.moved_since >= OVER:
        return replace(standing, moved_to=None, moved_since=None, moved_times=0), True
    return replace(standing, moved_times=times), False


def same_page(one: str | None, other: str | None) -> bool:
    """Whether two addresses of a home page are one."""
    return bool(one and other) and url_key(one or "") == url_key(other or "")
