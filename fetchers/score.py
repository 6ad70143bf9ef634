"""Our own requests held against the checks of the feed reader behaviour tests (https://rachelbythebay.com/frb/).

It reads only the ledger: what was sent when, what the server had said before. It knows nothing of how polls are
decided, so that a mistake there shows here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from fetchers.conditions import RENEWAL, STUCK, Validators, origin_of
from fetchers.waiting import LONGEST, SHORTEST, USUAL, span
from store.polls import Exchange, Poll

#: What is checked, by the name that findings bear.
RULES = {
    "unconditional": "one unconditional request ever, where the server offers validators",
    "echo": "validators go back byte for byte as last offered, also when they came with a 304",
    "origin": "validators go only to the origin that offered them",
    "spacing": "an hour between requests, or what the server allows, but never under ten minutes",
    "freshness": "no request before max-age, Expires, ttl or updatePeriod is over (at most a day)",
    "retry-after": "no request to a domain before the pause is over that it asked for with 429 or 503",
    "early": "no request before its own planned time, whatever is restarted",
    "twice": "no two requests for one feed at once",
    "gone": "no request after two 410 within a day",
}
#: Two requests within so many seconds are one too many, whoever made them.
_AT_ONCE = 60


@dataclass(frozen=True, slots=True)
class Finding:
    """A request that broke a rule. `by_hand`: a person asked for it, due or not."""

    rule: str
    poll: Poll
    why: str

    @property
    def by_hand(self) -> bool:
        return self.poll.by_hand


@dataclass(frozen=True, slots=True)
class Score:
    """What was checked and found. `checked`: how many requests each rule was held against."""

    requests: int
    checked: Counter[str]
    findings: tuple[Finding, ...]

    @property
    def broken(self) -> tuple[Finding, ...]:
        """The findings that no person asked for."""
        return tuple(found for found in self.findings if not found.by_hand)

    @property
    def grade(self) -> float | None:
        """The share of requests that broke no rule; None where there were none."""
        return 1 - len({found.poll.id for found in self.broken}) / self.requests if self.requests else None


@dataclass(slots=True)
class _Known:
    """What the ledger tells of a feed up to a request."""

    last: Poll | None = None
    well: Poll | None = None
    validators: Validators = (None, None)
    origin: str | None = None
    offered_at: datetime | None = None
    renewed_at: datetime | None = None
    asked: int | None = None
    gone: list[datetime] = field(default_factory=list)


def score(before: Iterable[Poll], polls: Sequence[Poll], domain: Callable[[str], str | None]) -> Score:
    """Grades `polls`, oldest first; `before` are each feed's last poll before them, which are not graded.

    `domain`: which domain an address shares its pauses with, None for none. Lines without what was sent do not count.
    """
    known: dict[int, _Known] = {}
    holds: dict[str, tuple[datetime, Poll]] = {}
    findings: list[Finding] = []
    checked: Counter[str] = Counter()
    graded = {poll.id for poll in polls}
    for poll in sorted([*before, *polls], key=lambda poll: (poll.at, poll.id)):
        seen = poll.exchange
        if seen is None:
            continue
        feed, place = known.setdefault(poll.feed_id, _Known()), domain(seen.url)
        if poll.id in graded:
            for rule, broken in _judged(poll, seen, feed, holds.get(place) if place else None):
                checked[rule] += 1
                if broken:
                    findings.append(Finding(rule, poll, broken))
        _learn(feed, poll, seen)
        if place and poll.status in (429, 503) and seen.hold_seconds is not None:
            end = poll.at + timedelta(seconds=min(seen.hold_seconds, LONGEST))
            holds[place] = max(holds.get(place, (end, poll)), (end, poll), key=lambda pair: pair[0])
    return Score(sum(poll.exchange is not None for poll in polls), checked, tuple(findings))


def _judged(
    poll: Poll, seen: Exchange, feed: _Known, held: tuple[datetime, Poll] | None
) -> Iterator[tuple[str, str | None]]:
    """Each rule that can be held against a request, with how it was broken, or None."""
    yield from _validators(poll, seen, feed)
    if held:
        yield "retry-after", f"{held[1].status} asked for peace until {_at(held[0])}" if poll.at < held[0] else None
    if len(feed.gone) > 1:
        yield "gone", f"410 since {_at(feed.gone[0])}"
    last = feed.last
    if last is None:
        return
    since = (poll.at - last.at).total_seconds()
    yield "twice", f"{span(since)} after the one before" if since < _AT_ONCE else None
    allowed = min(USUAL, max(feed.asked, SHORTEST)) if feed.asked and any(feed.validators) else USUAL
    # A failed poll may be tried again sooner, but not at once; "early" holds it to its own plan.
    least = SHORTEST if last.outcome == "error" else allowed
    yield "spacing", f"{span(since)} after the one before" if since < least else None
    if feed.asked and feed.well:
        age = (poll.at - feed.well.at).total_seconds()
        early = f"{span(age)} after an answer that is fresh for {span(feed.asked)}"
        yield "freshness", early if age < min(feed.asked, LONGEST) else None
    if poll.due_at:
        yield "early", f"it was due at {_at(poll.due_at)}" if poll.at < poll.due_at else None


def _validators(poll: Poll, seen: Exchange, feed: _Known) -> Iterator[tuple[str, str | None]]:
    visited = {origin_of(url) for url in (seen.url, *(target for _, target in seen.redirects))}
    has, elsewhere = any(feed.validators), feed.origin not in visited
    sent = any(value is not None for value in seen.sent)
    if sent and has:
        yield "echo", None if seen.sent == feed.validators else f"sent {seen.sent}, offered {feed.validators}"
        yield "origin", f"they are of {feed.origin}" if elsewhere else None
    elif sent and feed.last is not None and feed.last.exchange and feed.last.outcome != "error":
        yield "echo", f"sent {seen.sent}, none offered"
    if has and not elsewhere:
        renewal = seen.unconditional == STUCK and _renewal_is_due(poll, feed)
        yield "unconditional", None if sent or renewal else f"{feed.validators} was known"


def _renewal_is_due(poll: Poll, feed: _Known) -> bool:
    last = feed.renewed_at or feed.offered_at
    return last is None or poll.at - last >= RENEWAL


def _learn(feed: _Known, poll: Poll, seen: Exchange) -> None:
    """Takes in what an answer said."""
    feed.last = poll
    if seen.unconditional == STUCK:
        feed.renewed_at = poll.at
    if poll.status == 410:
        recent = [at for at in feed.gone if poll.at - at <= timedelta(days=1)]
        feed.gone = [*recent, poll.at]
    elif poll.outcome != "error":
        feed.gone = []
    if poll.outcome == "error":
        return
    feed.well, feed.asked = poll, seen.asked_seconds
    etag, modified = seen.got[0] or None, seen.got[1] or None
    if poll.status == 304:
        # What was sent stands for what had been offered before the ledger begins.
        old = feed.validators if any(feed.validators) else seen.sent
        feed.validators = etag or old[0], modified or old[1]
        if feed.origin is None or etag or modified:
            feed.origin = origin_of(seen.redirects[-1][1] if seen.redirects else seen.url)
    else:
        feed.validators = etag, modified
        feed.offered_at = poll.at
        feed.origin = origin_of(seen.redirects[-1][1] if seen.redirects else seen.url)


def _at(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S}"
