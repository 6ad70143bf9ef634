"""How a feed is, by one rule for every screen and list."""

from __future__ import annotations

from enum import StrEnum

from store.models import Feed

#: So many failures one after another, and a feed counts as down.
DOWN_AFTER = 3


class FeedState(StrEnum):
    """What the last polls say of a feed, in a word; what needs a person's eye comes first.

    `UNREACHED`: the last poll got no answer from it, which is not counted against it, as no other answered either.
    """

    DOWN = "down"
    FAILING = "failing"
    UNREACHED = "unreached"
    PAUSED = "paused"
    NEW = "not polled"
    WELL = "well"


#: The states in which the last poll brought nothing, for whatever reason.
UNANSWERED = (FeedState.DOWN, FeedState.FAILING, FeedState.UNREACHED)


def state_of(feed: Feed) -> FeedState:
    """Well is only what answered, and answered last time."""
    if feed.paused_at:
        return FeedState.PAUSED
    if feed.failures:
        return FeedState.DOWN if feed.failures >= DOWN_AFTER else FeedState.FAILING
    if feed.last_poll_at is None:
        return FeedState.NEW
    return FeedState.UNREACHED if feed.last_error or feed.last_success_at is None else FeedState.WELL
