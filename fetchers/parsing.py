"""A loop with its workers, for one poll or for several of one caller."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import TypeVar

from fetchers.workers import Workers

Result = TypeVar("Result")


class Parsing:
    """Use as `with Parsing() as parsing`, then `parsing.run(work)` as often as need be: the workers stay, so that only
    the first poll waits for their libraries. `lasting` as for `Workers`."""

    def __init__(self, lasting: bool = False) -> None:
        self._runner = asyncio.Runner()
        self._workers = Workers(lasting=lasting)

    def __enter__(self) -> Parsing:
        self._runner.run(self._workers.__aenter__())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._runner.run(self._workers.__aexit__(kind, error, trace))
        finally:
            self._runner.close()

    def run(self, work: Callable[[Workers], Awaitable[Result]]) -> Result:
        """What comes of the work, done with the workers in a loop of its own; no other loop may run in the thread."""

        async def done() -> Result:
            return await work(self._workers)

        return self._runner.run(done())
