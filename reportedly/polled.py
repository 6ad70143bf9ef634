"""What the answer to a poll of a feed comes to: its line in the ledger, its address, and its domain's peace."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from fetchers import moving, schedule
from fetchers.adaptive import Arrivals
from fetchers.backoff import AFTER_ERROR, Hold
from fetchers.domains import shared_domain
from fetchers.hosts import LONG_PAUSE, Rule
from fetchers.http import Fetcher
from fetchers.poll import FeedAnswer, NotNow
from fetchers.workers import Workers
from store import feeds, holds, leases
from store.database import Store
from store.feeds import PollOutcome
from store.holds import Held
from store.models import Feed
from store.stories import Received

#: Hosts that are not reached all at once only where the network is missing.
_SEVERAL = 3

#: Looks for a feed that is 404 from its home page: its new address, or None.
Rediscover = Callable[[Fetcher, Workers, Feed], Awaitable[str | None]]


def begin(store: Store, feed: Feed, now: datetime, by_hand: bool) -> datetime:
    """Takes the feed's request for this process, right before it is sent. Raises `NotNow`."""
    domain = shared_domain(feed.url)
    held = holds.held(store, domain, now) if domain else None
    if held:
        holds.postpone(store, [feed.id], held)
        raise NotNow(held.reason)
    if not leases.take(store, feed.id, now, by_hand=by_hand):
        raise NotNow("it is not due")
    return now


def turn(store: Store, rule: Rule, now: datetime) -> Held | None:
    """Takes the turn at a host that wants a long pause between requests, of whatever process; where another request
    had it, what there is to wait for. Shorter pauses are waited for where requests are made."""
    if rule.pause < LONG_PAUSE:
        return None
    return holds.take_turn(store, rule.domain, rule.pause, f"{rule.why}; another request was made just before", now)


def offline(store: Store, unreached: Sequence[Feed], polled: int, now: datetime) -> None:
    """Where not one of several hosts was reached, the network is missing, which says nothing of the feeds: their waits
    must not grow, or a machine that was offline for a night would see no news for a day."""
    hosts = {urlsplit(feed.url).netloc for feed in unreached}
    if len(unreached) == polled and len(hosts) >= _SEVERAL:
        until = now + timedelta(seconds=AFTER_ERROR)
        feeds.forgive(store, [feed.id for feed in unreached], until, "no feed could be reached; is there a network?")


def as_held(asked: Hold | None) -> Held | None:
    """What a decision says, as the store keeps it."""
    return Held(asked.until, asked.reason) if asked else None


def hold(store: Store, url: str, held: Held | None, now: datetime) -> None:
    """Leaves the domain of an address alone, where its answer asked for that."""
    domain = shared_domain(url) if held else None
    if held and domain:
        its = [feed.id for feed in feeds.every(store) if shared_domain(feed.url) == domain]
        holds.hold(store, domain, its, held, now)


def is_same(store: Store, feed: Feed, answer: FeedAnswer) -> bool:
    """Whether what came is the feed that was there; asked before its entries are stored."""
    if answer.same is not None or answer.feed is None:
        return bool(answer.same)
    known, stored = feeds.known(store, feed.id, answer.feed.entries)
    return moving.same_feed(
        known,
        len(answer.feed.entries),
        stored,
        same_home=moving.same_page(feed.home_url, answer.feed.home_url),
        same_title=bool(feed.title) and feed.title == answer.feed.title,
    )


def settled(store: Store, feed: Feed, answer: FeedAnswer, same: bool, arrivals: Arrivals) -> PollOutcome:
    """The outcome of a poll, all but what its entries came to. `arrivals`: with those that this poll brought."""
    following, standing, moved_to = answer.next, answer.standing, None
    if answer.error is None:
        if answer.plan:
            following = schedule.following(answer.plan, arrivals)
        target = answer.target if answer.target and moving.acceptable(feed.url, answer.target) else None
        standing, accepted = moving.weigh(standing, target, same, answer.at)
        address = moving.carried(feed.url, target) if target else None
        if accepted and address and feeds.by_url(store, address):
            # Another feed has that address; a person has to say which of the two stays.
            standing = replace(standing, moved_to=target, moved_since=answer.at, moved_times=moving.TIMES)
        elif accepted:
            moved_to = address
    return PollOutcome(
        feed_id=feed.id,
        at=answer.at,
        outcome="error" if answer.error else "not modified" if answer.feed is None else "nothing new",
        next_poll_at=following.at,
        next_poll_reason=following.reason,
        status=answer.status,
        conditional=answer.conditional,
        size=answer.wire,
        seconds=answer.seconds,
        entries=len(answer.feed.entries) if answer.feed else 0,
        error=answer.error,
        validators=answer.validators,
        body_sha256=answer.body_sha256,
        standing=standing,
        exchange=answer.exchange,
        due_at=feed.next_poll_at,
        paused=answer.paused,
        moved_to=moved_to,
    )


def with_entries(outcome: PollOutcome, received: Received) -> PollOutcome:
    """The outcome with what its entries came to."""
    brought = bool(received.new or received.changed)
    word = "new" if brought and outcome.outcome == "nothing new" else outcome.outcome
    return replace(outcome, outcome=word, new_stories=len(received.new))
