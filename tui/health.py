"""How a feed is, as a sign, a colour and a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from textual.content import Content

from store.models import Feed
from tui import dates
from tui.snapshot import Snapshot
from tui.style import KEY, MUTED
from tui.text import Part, line

#: So many failures one after another, and a feed counts as down.
DOWN_AFTER = 3


@dataclass(frozen=True, slots=True)
class Health:
    """A state a feed can be in. `rank`: what needs a person's eye comes first."""

    rank: int
    sign: str
    word: str
    style: str


DOWN = Health(0, "✗", "down", "bold $error")
FAILING = Health(1, "!", "failing", "bold $warning")
PAUSED = Health(2, "‖", "paused", "bold $warning")
NEW = Health(3, "·", "not polled", "$faint")
WELL = Health(4, "✓", "well", "$success")


def health_of(feed: Feed) -> Health:
    """What the last polls say of a feed."""
    if feed.paused_at:
        return PAUSED
    if feed.failures >= DOWN_AFTER:
        return DOWN
    if feed.failures:
        return FAILING
    return WELL if feed.last_poll_at else NEW


def is_due(feed: Feed, now: datetime) -> bool:
    """Whether the next poll would ask it."""
    if feed.paused_at:
        return False
    return feed.next_poll_at is None or feed.next_poll_at <= now


def every_failed(feeds: Sequence[Feed]) -> bool:
    """Whether no feed that was polled answered the last time: then it is rather the network."""
    polled = [feed for feed in feeds if feed.last_poll_at]
    return bool(polled) and all(feed.failures for feed in polled)


def idle(snapshot: Snapshot) -> Content:
    """When the feeds were last polled, and whether some are due."""
    polled = [feed.last_poll_at for feed in snapshot.feeds if feed.last_poll_at]
    if not polled:
        return line()
    due = sum(is_due(feed, snapshot.feeds_now) for feed in snapshot.feeds)
    last = f"Last poll {dates.ago(max(polled), snapshot.feeds_now)}"
    coming = [feed.next_poll_at for feed in snapshot.feeds if feed.next_poll_at and not feed.paused_at]
    if not due and coming:
        return line((f"{last}, next feed due {dates.until(min(coming), snapshot.feeds_now)}.", MUTED))
    if not due:
        return line((f"{last}.", MUTED))
    feeds = "1 feed is due: " if due == 1 else f"{due} feeds are due: "
    return line((f"{last}, {feeds}", MUTED), ("r", KEY), (" polls.", MUTED))


def strip(feeds: Sequence[Feed], width: int) -> list[Part]:
    """One sign a feed, what needs an eye first, then how many of each."""
    ranked = sorted((health_of(feed) for feed in feeds), key=lambda health: health.rank)
    counts = {health: ranked.count(health) for health in (DOWN, FAILING, PAUSED, NEW, WELL)}
    words: list[Part] = []
    for health, number in counts.items():
        if number:
            words += [("  ", ""), (f"{number} {health.word}", health.style)]
    room = max(0, width - sum(len(part[0]) for part in words))
    signs: list[Part] = [(health.sign, health.style) for health in ranked[:room]]
    return [*signs, *words]
