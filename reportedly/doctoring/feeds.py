"""Feeds in trouble, and a clock that is. Decisions over what the store says, nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from store.findings import Finding, error, note, warning
from store.models import Feed
from store.wording import counted

#: A feed that has failed for so long is in trouble; shorter outages are every server's.
FAILING_FOR = timedelta(days=3)
#: A feed that has never answered is, after so many polls.
NEVER_AFTER = 3
#: Gaps of so long ago are told.
GAPS_OF = timedelta(days=7)
#: Where feeds wait for a poll and none was made for so long, whatever polls (cron) has stopped.
SILENT_FOR = timedelta(days=2)
#: Clocks of the store and the machine may differ by so much.
LEEWAY = timedelta(minutes=10)


def feeds_in_trouble(feeds: Sequence[Feed], now: datetime) -> Iterator[Finding]:
    """Of each feed the worst there is."""
    for feed in feeds:
        name = f"feed {feed.id} {feed.url}"
        explain = f"reportedly feeds explain {feed.id}"
        since = feed.last_success_at
        if feed.paused_at and feed.standing.gone_at:
            yield warning("feeds", f"{name}: gone (410), paused since {_day(feed.paused_at)}", f"{_remove(feed)}")
        elif feed.paused_at:
            yield note("feeds", f"{name}: paused since {_day(feed.paused_at)}; reportedly feeds resume {feed.id}")
        elif feed.failures >= NEVER_AFTER and since is None:
            yield warning("feeds", f"{name}: has never answered ({feed.last_error})", f"{explain}, or {_remove(feed)}")
        elif feed.failures and since is not None and now - since >= FAILING_FOR:
            yield warning("feeds", f"{name}: fails since {_day(since)} ({feed.last_error})", explain)
        elif feed.last_gap_at and timedelta(0) <= now - feed.last_gap_at < GAPS_OF:
            what = f"{name}: entries may have been missed before {_day(feed.last_gap_at)}"
            yield warning("feeds", what, f"poll more often; {explain}")


def clock(latest: datetime | None, polled: datetime | None, feeds: Sequence[Feed], now: datetime) -> Iterator[Finding]:
    """The machine's clock against the latest time in the store, and whether polls are made at all."""
    if latest is not None and latest - now > LEEWAY:
        what = f"the clock says {_moment(now)}, the store knows of {_moment(latest)}"
        yield error("clock", what, "set the clock of this machine; until then nothing is polled early, and much late")
    waiting = [feed for feed in feeds if feed.paused_at is None]
    if not feeds:
        yield warning("polls", "there are no feeds", "reportedly feeds add URL")
    elif polled is None:
        yield note("polls", "nothing was polled yet: reportedly poll")
    elif waiting and now - polled > SILENT_FOR:
        what = f"the last poll was on {_moment(polled)}, and {counted(len(waiting), 'feed')} would be polled"
        yield warning("polls", what, "reportedly poll, best from cron every hour")


def _remove(feed: Feed) -> str:
    return f"reportedly feeds remove {feed.id} (its stories stay)"


def _day(at: datetime) -> str:
    return f"{at:%Y-%m-%d}"


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"
