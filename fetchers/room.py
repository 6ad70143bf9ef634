"""Where feeds wait before they are asked for."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

#: Feeds that may be parsed or wait for it while others are fetched.
IN_PARSING = 4


class Room:
    """Where feeds wait before they are asked for, so that answers do not pile up where parsing is slower than the
    network: so many at a time, and no more of a host than it is asked for at once."""

    def __init__(self, places: int = 24, per_host: int = 2) -> None:
        self._places = asyncio.Semaphore(places)
        self._hosts: dict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(per_host))

    @asynccontextmanager
    async def place(self, url: str) -> AsyncIterator[None]:
        async with self._hosts[urlsplit(url).netloc], self._places:
            yield
