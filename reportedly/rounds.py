"""A poll under way, and its rounds: what many feeds or pages need, done for all at once, until it is done or somebody
asks to stop.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from fetchers.hosts import PLAIN, Rule
from fetchers.http import Fetcher
from fetchers.progress import Progress
from fetchers.room import Room
from fetchers.workers import Workers
from narrative.topic import Topic
from reportedly.polled import Rediscover
from store.database import Store
from store.models import Feed

#: Seconds after which it is looked again whether to stop.
_LOOK = 0.1
#: Seconds in which what was asked for may still come once somebody wants to stop: most servers have answered by then,
#: and nobody waits longer for one that has not.
GRACE = 1.0

Item = TypeVar("Item")


@dataclass
class Run:
    """One poll under way: what it works with, and what it came to so far."""

    store: Store
    topic: Topic
    fetcher: Fetcher
    workers: Workers
    clock: Callable[[], datetime]
    progress: Progress
    cancelled: Callable[[], bool]
    everything: bool = False
    rediscover: Rediscover | None = None
    rule: Callable[[str], Rule] = lambda url: PLAIN
    room: Room = field(default_factory=Room)
    polled: int = 0
    left: int = 0
    not_modified: int = 0
    pages: int = 0
    slow: Counter[str] = field(default_factory=Counter)
    looks: int = 0
    failures: list[str] = field(default_factory=list)
    unreached: list[Feed] = field(default_factory=list)
    new: set[int] = field(default_factory=set)
    changed: set[int] = field(default_factory=set)


async def each(run: Run, what: str, items: Sequence[Item], work: Callable[[Run, Item], Awaitable[None]]) -> None:
    """Does the work for all items (whoever asks servers bounds how many requests that is), telling of each.

    All begin at once, and wait for a place: whether to go on, each asks when it has one. What is under way when
    somebody wants to stop is broken off after GRACE.
    """
    done = 0

    async def one(item: Item) -> None:
        nonlocal done
        await work(run, item)
        done += 1
        run.progress.step(done, len(items), what)

    run.progress.step(0, len(items), what)
    breaking: asyncio.Task[None] | None = None
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(item)) for item in items]
            breaking = asyncio.create_task(_break_off(tasks, run.cancelled))
    except BaseExceptionGroup as failed:
        # The first is what went wrong (the store, say); the rest are the tasks that it took down.
        raise failed.exceptions[0] from None
    finally:
        if breaking:
            breaking.cancel()


async def _break_off(tasks: Sequence[asyncio.Task[None]], cancelled: Callable[[], bool]) -> None:
    while not cancelled():
        await asyncio.sleep(_LOOK)
    await asyncio.sleep(GRACE)
    for task in tasks:
        task.cancel()
