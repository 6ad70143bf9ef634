"""Hosts with rules of their own, in one table, and the places and pauses that requests to any host keep to."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

#: Seconds from which a pause is not waited for within a poll.
LONG_PAUSE = 10.0


@dataclass(frozen=True, slots=True)
class Rule:
    """What a host wants, for all hosts of `domain` together.

    `at_once`: requests under way (None: as the settings say). `pause`: seconds from one request to the next; nobody
    waits for a long one (LONG_PAUSE), but what is left over comes with a later poll. `interval`: least seconds between
    two polls of one feed. `passing`: statuses that pass by themselves and say nothing about the feed. `why` says it to
    a person.
    """

    domain: str
    at_once: int | None = None
    pause: float = 0.0
    interval: int = 0
    passing: frozenset[int] = frozenset()
    why: str = ""


#: The rule of a host that has none.
PLAIN = Rule("")
_RULES = {
    rule.domain: rule
    for rule in (
        Rule(
            "reddit.com",
            at_once=1,
            pause=60.0,
            interval=3_600,
            passing=frozenset({403}),
            why="Reddit answers one reader one request a minute, and refuses the others with 429 or 403",
        ),
        Rule(
            "youtube.com",
            at_once=1,
            pause=2.0,
            interval=3_600,
            passing=frozenset({403, 404, 500}),
            why="YouTube says 404 of feeds that are there, for hours on most days, and offers no validators",
        ),
        Rule(
            "tumblr.com",
            at_once=1,
            pause=1.0,
            interval=3_600,
            why="Tumblr counts the requests to all its blogs together",
        ),
        Rule(
            "github.com",
            at_once=1,
            pause=1.0,
            interval=1_800,
            why="GitHub limits readers that come too often, over all its feeds",
        ),
        Rule(
            "githubusercontent.com",
            at_once=1,
            pause=1.0,
            interval=1_800,
            why="GitHub limits readers that come too often, over all its files",
        ),
        Rule(
            "news.google.com",
            at_once=1,
            pause=5.0,
            interval=1_800,
            passing=frozenset({503}),
            why="Google News makes its answers anew for each search, and stops readers that come too often with 503",
        ),
    )
}


@lru_cache(256)
def rule(url: str) -> Rule:
    """The rule for an address: that of the longest name in the table that its host ends with, or a plain one."""
    host = (urlsplit(url).hostname or "").rstrip(".")
    parts = host.split(".")
    for start in range(len(parts)):
        found = _RULES.get(".".join(parts[start:]))
        if found:
            return found
    return Rule(host)


class Places:
    """Who may ask whom now. `clock` gives seconds that never go back; `sleep` waits so many."""

    def __init__(
        self,
        at_once: int,
        per_host: int,
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]],
    ) -> None:
        self._per_host = per_host
        self._clock, self._sleep = clock, sleep
        self._all = asyncio.Semaphore(at_once)
        self._hosts: dict[str, asyncio.Semaphore] = {}
        self._next: dict[str, float] = defaultdict(lambda: float("-inf"))

    @asynccontextmanager
    async def place(self, url: str) -> AsyncIterator[None]:
        """A place for one request to `url`, and its turn.

        The host's place comes first: a slow host with many pages must not take the places of all others.
        """
        kept = rule(url)
        if kept.domain not in self._hosts:
            self._hosts[kept.domain] = asyncio.Semaphore(min(kept.at_once or self._per_host, self._per_host))
        async with self._hosts[kept.domain]:
            await self._turn(kept)
            async with self._all:
                yield

    async def _turn(self, kept: Rule) -> None:
        if not kept.pause:
            return
        now = self._clock()
        turn = max(now, self._next[kept.domain])
        self._next[kept.domain] = turn + kept.pause
        if turn > now:
            await self._sleep(turn - now)
