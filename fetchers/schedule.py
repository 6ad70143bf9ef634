"""When a feed is polled next after an answer that brought it, or the word that it is unchanged; and why then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from fetchers import adaptive
from fetchers.adaptive import Arrivals, Rhythm
from fetchers.freshness import Wish, asked, beyond_skipped
from fetchers.waiting import USUAL, Next, after, bounded, clamp_words, span
from store.models import Standing

#: Polls put off to the end of a skipped hour are spread over so many seconds.
_SPREAD = 600


@dataclass(frozen=True, slots=True)
class Plan:
    """What the next poll is decided from, besides the feed's rhythm.

    `headers` have lower-case names; `at`: when the answer was there. `validators`: whether the next request can be
    conditional; without them a poll costs a whole feed, and is made at most hourly. `least`: seconds between polls that
    the host's own rule wants.
    """

    headers: Mapping[str, str]
    at: datetime
    jitter: float
    standing: Standing = field(default_factory=Standing)
    validators: bool = True
    least: int = 0


def following(plan: Plan, arrivals: Arrivals = ()) -> Next:
    """The next poll; `arrivals`: when entries not seen before came and how many, oldest first."""
    wish, rhythm = asked(plan.headers, plan.standing, plan.at), adaptive.rhythm(arrivals, plan.at)
    wait, reason = _wait(wish, rhythm, plan.validators)
    if wait < plan.least:
        wait, reason = plan.least, f"{reason}; its host is asked at most every {span(plan.least)}"
    found = after(wait, reason, plan.at, plan.jitter)
    at, skipped = beyond_skipped(found.at, plan.standing)
    if not skipped:
        return found
    return Next(at + timedelta(seconds=int(_SPREAD * plan.jitter)), reason + skipped)


def _wait(wish: Wish | None, rhythm: Rhythm | None, validators: bool) -> tuple[int, str]:
    """The longer of what the server asks for and what the feed's rhythm suggests.

    Below an hour only where the server says that it is welcome: a word about freshness, and validators.
    """
    allowed = bounded(wish.seconds) if wish and wish.seconds > 0 and validators else USUAL
    floor = min(USUAL, allowed)
    fresh = bounded(wish.seconds) if wish and wish.seconds > 0 else 0
    own = max(rhythm.seconds, floor) if rhythm else floor
    if wish and (fresh >= own or rhythm is None):
        wait = max(fresh, own)
        short = " without validators" if not validators and fresh < wait else ""
        return wait, f"{wish.source} asks for {span(wish.seconds)}{clamp_words(wish.seconds, wait)}{short}"
    if rhythm is None:
        return USUAL, "the usual hour"
    return own, rhythm.reason + clamp_words(rhythm.seconds, own)
