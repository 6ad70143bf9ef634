"""A fetcher that asks for an address once: asked again, it gives the answer that it had.

Whoever looks at an address, finds a feed and then polls it for the first time asks its server but once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from fetchers.http import Fetcher, Response


@dataclass
class AskedOnce(Fetcher):
    """For the short time of one command. Use as `async with AskedOnce() as fetcher`."""

    _kept: dict[str, Response] = field(init=False, default_factory=dict)

    async def get(self, url: str, *, headers: Mapping[str, str], limit: int, **more: Any) -> Response:
        """Raises `FetchError`."""
        if url in self._kept:
            if more.get("begin"):
                more["begin"]()
            return self._kept[url]
        response = await super().get(url, headers=headers, limit=limit, **more)
        self._kept[url] = response
        return response
