"""How a feed is, as a sign, a colour and a word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from textual.content import Content

from store.feedstate import UNANSWERED, FeedState, state_of
from store.models import Feed
from tui import dates
from tui.snapshot import Snapshot
from tui.style import KEY, MUTED
from tui.text import Part, line


@dataclass(frozen=True, slots=True)
class Health:
    """How a state a feed can be in is shown. `rank`: what needs a person's eye comes first."""

    rank: int
    sign: str
    word: str
    style: str


_SHOWN = {
    FeedState.DOWN: ("✗", "bold $error"),
    FeedState.FAILING: ("!", "bold $warning"),
    FeedState.UNREACHED: ("?", "bold $warning"),
    FeedState.PAUSED: ("‖", "bold $warning"),
    FeedState.NEW: ("·", "$faint"),
    FeedState.WELL: ("✓", "$success"),
}
_HEALTH = {state: Health(rank, sign, state, style) for rank, (state, (sign, style)) in enumerate(_SHOWN.items())}


def health_of(feed: Feed) -> Health:
    """What the last polls say of a feed."""
    return _HEALTH[state_of(feed)]


def failing(feeds: Sequence[Feed]) -> int:
    """How many failed of themselves."""
    return sum(state_of(feed) in (FeedState.DOWN, FeedState.FAILING) for feed in feeds)


def in_words(feeds: Sequence[Feed]) -> list[str]:
    """How many feeds are not well and how; or that all are."""
    counts = Counter(map(state_of, feeds))
    if feeds and counts[FeedState.WELL] == len(feeds):
        return ["all well"]
    rest = (FeedState.UNREACHED, FeedState.PAUSED, FeedState.NEW)
    return [
        f"{number} {word}"
        for number, word in ((failing(feeds), "failing"), *((counts[state], state.value) for state in rest))
        if number
    ]


def is_due(feed: Feed, now: datetime) -> bool:
    """Whether the next poll would ask it."""
    if feed.paused_at:
        return False
    return feed.next_poll_at is None or feed.next_poll_at <= now


def every_failed(feeds: Sequence[Feed]) -> bool:
    """Whether no feed that was polled answered the last time: then it is rather the network."""
    polled = [state_of(feed) for feed in feeds if feed.last_poll_at and not feed.paused_at]
    return bool(polled) and all(state in UNANSWERED for state in polled)


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
    counts = {health: ranked.count(health) for health in _HEALTH.values()}
    words: list[Part] = []
    for health, number in counts.items():
        if number:
            words += [("  ", ""), (f"{number} {health.word}", health.style)]
    room = max(0, width - sum(len(part[0]) for part in words))
    signs: list[Part] = [(health.sign, health.style) for health in ranked[:room]]
    return [*signs, *words]
