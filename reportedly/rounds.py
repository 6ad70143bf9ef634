"""What many feeds or pages need, done for all at once, until it is done or somebody asks to stop."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from fetchers.progress import Progress

#: Seconds after which it is looked again whether to stop.
_LOOK = 0.1
#: Seconds in which what was asked for may still come once somebody wants to stop: most servers have answered by then,
#: and nobody waits longer for one that has not.
GRACE = 1.0

Item = TypeVar("Item")


async def each(
    items: Sequence[Item],
    work: Callable[[Item], Awaitable[None]],
    what: str,
    progress: Progress,
    cancelled: Callable[[], bool],
) -> None:
    """Does the work for all items (whoever asks servers bounds how many requests that is), telling of each.

    All begin at once, and wait for a place: whether to go on, each asks when it has one. What is under way when
    somebody wants to stop is broken off after GRACE.
    """
    done = 0

    async def one(item: Item) -> None:
        nonlocal done
        await work(item)
        done += 1
        progress.step(done, len(items), what)

    progress.step(0, len(items), what)
    breaking: asyncio.Task[None] | None = None
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(item)) for item in items]
            breaking = asyncio.create_task(_break_off(tasks, cancelled))
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
