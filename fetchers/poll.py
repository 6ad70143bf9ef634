"""One polite request for a feed, and what its answer means. Requests here; decisions in `schedule` and the
files it leads to: `freshness`, `adaptive`, `backoff`, `conditions`, `moving`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from fetchers import backoff, conditions, freshness, hosts, schedule
from fetchers.adaptive import Arrivals, usual_gap
from fetchers.answers import is_challenge, paused_words, status_words
from fetchers.backoff import Hold
from fetchers.conditions import Conditions, Validators, origin_of
from fetchers.hosts import Rule
from fetchers.http import Fetcher, FetchError, Response
from fetchers.kinds.document import ParsedFeed
from fetchers.moving import permanent_target
from fetchers.schedule import Plan
from fetchers.sitemaps import gathered
from fetchers.waiting import Next, jitter
from fetchers.workers import ParseError, Workers
from store.models import Feed, Standing
from store.polls import Exchange

FEED_LIMIT = 10_000_000
_ACCEPT_FEED = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"


class NotNow(Exception):
    """The request must not be made after all: somebody else makes it, or its domain wants to be left alone."""


@dataclass(frozen=True, slots=True)
class FeedAnswer:
    """What a poll of a feed brought. `feed` is None where it is unchanged or `error` says what went wrong.

    `at`: when it was asked. `validators`: the (ETag, Last-Modified) to keep from now on, byte for byte as offered.
    `standing`: what is to be known for the next poll. `plan`: what `next` was decided from, for a success. `hold`: for
    how long its whole domain is left alone. `paused`: it is polled no more. `target`: where permanent redirects lead;
    `same`: whether the feed there is known to be this one (None: its entries have to tell). `delta`: the entries are
    only those that are new (226).
    """

    next: Next
    at: datetime
    standing: Standing
    exchange: Exchange
    status: int | None = None
    feed: ParsedFeed | None = None
    error: str | None = None
    validators: Validators | None = None
    body_sha256: str | None = None
    conditional: bool = False
    wire: int = 0
    seconds: float = 0.0
    plan: Plan | None = None
    hold: Hold | None = None
    paused: bool = False
    target: str | None = None
    same: bool | None = None
    delta: bool = False


async def poll_feed(
    fetcher: Fetcher,
    workers: Workers,
    feed: Feed,
    now: datetime,
    *,
    arrivals: Arrivals = (),
    begin: Callable[[], datetime] | None = None,
    rule: Callable[[str], Rule] = lambda url: hosts.PLAIN,
) -> FeedAnswer:
    """Polls a feed, conditionally where it ever offered a validator. Never raises for what a server does.

    `arrivals`: when entries not seen before came through it, and how many. `begin` is called when there is a place for
    the request, gives its time, and may raise (`NotNow`), which is passed on. `rule`: what its host wants.
    """
    sends = conditions.to_send(feed, usual_gap(arrivals), now)
    asked_at = now

    def started() -> None:
        nonlocal asked_at
        asked_at = begin() if begin else now

    headers = {"Accept": _ACCEPT_FEED, **sends.headers, **({"A-IM": "feed"} if sends.etag else {})}
    try:
        response = await fetcher.get(
            feed.url, headers=headers, limit=FEED_LIMIT, validators_from=sends.origin or None, begin=started
        )
    except FetchError as error:
        following = backoff.after_error(None, {}, feed.failures, asked_at, jitter())
        return _Facts(feed, sends, None, asked_at).answer(following, error=str(error))
    sent = sends.through((feed.url, response.url, *(hop.target for hop in response.hops)))
    facts = _Facts(feed, sent, response, asked_at, arrivals, rule(feed.url))
    if response.status == 304 and response.conditional:
        return facts.unchanged()
    if response.status not in (200, 226) or is_challenge(response):
        return facts.failed(status_words(response))
    digest = hashlib.sha256(response.body).hexdigest()
    if digest == feed.body_sha256 and response.status == 200:
        return facts.unchanged()
    try:
        parsed = await workers.feed(response.body, response.url, response.headers.get("content-type", ""))
        parsed = await gathered(fetcher, workers, parsed, response.url)
    except ParseError as error:
        return facts.failed(str(error))
    return facts.changed(parsed, digest)


@dataclass(frozen=True, slots=True)
class _Facts:
    """A feed, what was sent for it, its answer (None: none came), and the answers' common parts."""

    feed: Feed
    sends: Conditions
    response: Response | None
    at: datetime
    arrivals: Arrivals = ()
    rule: Rule = hosts.PLAIN

    @property
    def end(self) -> datetime:
        """When the answer was there: waits begin then."""
        return self.at + timedelta(seconds=self.response.seconds if self.response else 0)

    def answer(self, following: Next, **more: object) -> FeedAnswer:
        standing = more.get("standing", self.feed.standing)
        assert isinstance(standing, Standing)
        if self.sends.unconditional == conditions.STUCK:
            # However it ended, it is not asked for whole again for a while.
            standing = replace(standing, renewed_at=self.at)
        more["standing"] = standing
        exchange = Exchange(
            url=self.feed.address,
            unconditional=self.sends.unconditional,
            sent=(self.sends.etag, self.sends.last_modified),
            full_bytes=standing.full_bytes,
        )
        common: dict[str, object] = {"at": self.at, "conditional": bool(self.sends.headers), "exchange": exchange}
        if self.response:
            headers, hops = self.response.headers, self.response.hops
            wish = freshness.asked(headers, standing, self.end) if "error" not in more else None
            pause = backoff.pause_asked(self.response.status, headers, self.end)
            common |= {
                "status": self.response.status,
                "wire": self.response.wire,
                "seconds": self.response.seconds,
                "target": permanent_target(hops),
                "exchange": replace(
                    exchange,
                    got=(headers.get("etag"), headers.get("last-modified")),
                    asked_seconds=wish.seconds if wish else None,
                    hold_seconds=None if pause is None else int(pause),
                    redirects=tuple((hop.status, hop.target) for hop in hops),
                ),
            }
        return FeedAnswer(following, **common | more)  # type: ignore[arg-type]

    def _well(self, validators: Validators, standing: Standing, **more: object) -> FeedAnswer:
        """An answer that brought the feed, or the word that it is unchanged."""
        assert self.response
        plan = Plan(self.response.headers, self.end, jitter(), standing, any(validators), self.rule.interval)
        return self.answer(
            schedule.following(plan, self.arrivals), validators=validators, standing=standing, plan=plan, **more
        )

    def _standing(self, validators: Validators) -> Standing:
        """The feed's standing after a success."""
        assert self.response
        whole = self.response.status == 200
        offered = validators != (self.feed.etag, self.feed.last_modified) or whole
        return replace(
            self.feed.standing,
            missing_since=None,
            gone_at=None,
            origin=(origin_of(self.response.url) if any(validators) else None)
            if offered
            else self.feed.standing.origin,
            full_bytes=self.response.wire if whole else self.feed.standing.full_bytes,
            full_at=self.at if whole else self.feed.standing.full_at,
        )

    def unchanged(self) -> FeedAnswer:
        assert self.response
        validators = conditions.to_keep(self.response.status, self.response.headers, self.feed)
        return self._well(validators, self._standing(validators), same=True)

    def changed(self, parsed: ParsedFeed, digest: str) -> FeedAnswer:
        assert self.response
        validators = conditions.to_keep(self.response.status, self.response.headers, self.feed)
        standing, delta = self._standing(validators), self.response.status == 226
        if not delta:
            standing = replace(
                standing,
                ttl=parsed.ttl,
                update_seconds=parsed.update_seconds,
                skip_hours=parsed.skip_hours,
                skip_days=parsed.skip_days,
            )
        return self._well(validators, standing, feed=parsed, body_sha256=None if delta else digest, delta=delta)

    def failed(self, why: str) -> FeedAnswer:
        assert self.response
        status, headers, standing = self.response.status, self.response.headers, self.feed.standing
        if status in self.rule.passing:
            # At this host it means trouble that passes, and says nothing of the feed.
            status = 503
        following = backoff.after_error(
            status, headers, self.feed.failures, self.end, jitter(), refused=is_challenge(self.response)
        )
        if status == 404:
            standing = replace(standing, missing_since=standing.missing_since or self.at)
        paused = status == 410 and backoff.gone_twice(standing.gone_at, self.at)
        if paused and standing.gone_at:
            why = paused_words(self.feed.id, standing.gone_at)
        elif status == 410:
            standing = replace(standing, gone_at=self.at)
        hold = backoff.hold(status, headers, following, self.end)
        return self.answer(following, error=why, standing=standing, hold=hold, paused=paused)
