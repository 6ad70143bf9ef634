"""One feed of a poll: fetched, its entries judged and stored, its poll recorded."""

from __future__ import annotations

from dataclasses import replace

from fetchers import backoff, moving
from fetchers import poll as fetching
from fetchers.adaptive import Arrivals
from fetchers.domains import registrable_domain
from fetchers.poll import FeedAnswer, NotNow
from narrative.relevance import judge, unsaid
from narrative.topic import Topic
from reportedly import polled, signalling
from reportedly.rounds import Run
from store import feeds, holds, judging, stories
from store.models import Entry, Feed, Standing
from store.stories import Arrival, Received, Sight

#: How a feed's note begins where the feed is a search over many outlets, whose entries name their own.
SEARCH = "search feed"

#: The status of an answer that holds only what is new (RFC 3229).
DELTA = 226
#: What an answer without entries shows.
NOTHING = Sight((), frozenset())


async def poll_one(run: Run, feed: Feed) -> None:
    """Polls one feed outside of the round, such as one just added; what came of it is in the run."""
    polled.turn(run.store, run.rule(feed.url), run.clock())
    await _poll_in_its_place(run, feed)


async def poll_feed(run: Run, feed: Feed) -> None:
    """One feed: fetched, its entries judged and stored, its poll recorded, in one transaction."""
    async with run.room.place(feed.url):
        if run.cancelled():
            return
        taken = polled.turn(run.store, run.rule(feed.url), run.clock())
        if taken:
            holds.postpone(run.store, [feed.id], taken)
            run.left += 1
            return
        await _poll_in_its_place(run, feed)


async def _poll_in_its_place(run: Run, feed: Feed) -> None:
    arrivals = feeds.arrivals(run.store, feed.id)
    try:
        answer = await fetching.poll_feed(
            run.fetcher,
            run.workers,
            feed,
            run.clock(),
            arrivals=arrivals,
            begin=lambda: polled.begin(run.store, feed, run.clock(), run.everything),
            rule=run.rule,
        )
    except NotNow:
        run.left += 1
        return
    found = await _found_again(run, feed, answer) if answer.status == 404 else None
    if isinstance(found, str):
        answer = replace(answer, error=f"{answer.error}; {found}")
    _settle(run, feed, answer, arrivals)
    if isinstance(found, FeedAnswer):
        _settle(run, feed, found, arrivals, moved_to=moving.carried(feed.url, found.exchange.url))


def _settle(run: Run, feed: Feed, answer: FeedAnswer, arrivals: Arrivals, moved_to: str | None = None) -> None:
    """Stores what a poll brought, and what it means for the next ones."""
    now = run.clock()
    entries = answer.feed.entries if answer.feed else ()
    # Most answers say that nothing changed, and have none to look for.
    sight = stories.look(run.store, feed.id, [entry for entry in entries if not entry.signal]) if entries else NOTHING
    arriving = _hopeful(run, feed, [_judged(run.topic, feed, entry) for entry in sight.fresh])
    with run.store.writing():
        # Asked before its entries are stored, and only where it moves.
        same = answer.target is not None and polled.is_same(run.store, feed, answer)
        received = Received()
        if entries:
            delta = answer.status == DELTA
            received = stories.receive(run.store, feed.id, arriving, now, shown=sight.stories, delta=delta)
            signalling.receive(run.store, feed, entries, received, now)
        outcome = polled.settled(
            run.store, feed, answer, same, (*arrivals, (now, len(received.new))) if received.new else arrivals
        )
        if moved_to:
            outcome = replace(outcome, moved_to=moved_to)
        feeds.record(run.store, replace(polled.with_entries(outcome, received), by_hand=run.everything))
        polled.hold(run.store, feed.url, polled.as_held(answer.hold), now)
    run.polled += 1
    run.not_modified += answer.feed is None and answer.error is None
    run.new.update(received.new)
    run.changed.update(received.changed)
    if answer.status is None:
        run.unreached.append(feed)
    if answer.error:
        then = "" if answer.paused else f"; {answer.next.reason}"
        run.failures.append(f"feed {feed.id} {feed.address}: {answer.error}{then}")


async def _found_again(run: Run, feed: Feed, answer: FeedAnswer) -> FeedAnswer | str | None:
    """Of a feed that is 404 for days: the answer from the address that its home page now names, where that is the
    same feed; else a word on what was found, or nothing."""
    if run.rediscover is None or not backoff.is_lost(answer.standing.missing_since, answer.at):
        return None
    address = await run.rediscover(run.fetcher, run.workers, feed)
    if address is None or address == feed.address:
        return None
    url = moving.carried(feed.url, address)
    if feeds.by_url(run.store, url):
        return f"its home page names {address}, which is on the list already"
    anew = replace(feed, url=url, etag=None, last_modified=None, body_sha256=None, standing=Standing())
    found = await fetching.poll_feed(run.fetcher, run.workers, anew, run.clock(), rule=run.rule)
    if found.feed is not None and polled.is_same(run.store, feed, found):
        return found
    return f"its home page names {address}; if that is what you want: reportedly feeds add {address}"


def _judged(topic: Topic, feed: Feed, entry: Entry) -> Arrival:
    domain = registrable_domain(entry.url)
    outlet = domain if (feed.note or "").startswith(SEARCH) else feed.outlet or domain
    return Arrival(entry, judge(topic, entry.title, entry.content or entry.summary), outlet, domain)


def _hopeful(run: Run, feed: Feed, arriving: list[Arrival]) -> list[Arrival]:
    """The same, the pages of those wanted too whose feed says next to nothing of them, where it is mostly on the topic:
    "Issue 215: Some defenders are more equal" may be."""
    if not arriving or not judging.is_focused(run.store, feed.id):
        return arriving
    untold = [
        unsaid(run.topic, one.entry.title, one.entry.content or one.entry.summary, one.relevance) for one in arriving
    ]
    return [
        replace(one, relevance=replace(one.relevance, possible=True)) if hope else one
        for one, hope in zip(arriving, untold, strict=True)
    ]
