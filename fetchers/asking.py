"""A request for a page that was seen before: conditional, and its answer remembered for the next one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from fetchers.conditions import Conditions, Validators, origin_of
from fetchers.http import Response

#: No validators.
NOTHING = Conditions()


class Asks(Protocol):
    """Whoever can be asked for an address, as `http.Fetcher` can."""

    async def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str],
        limit: int,
        validators_from: str | None = None,
        begin: Callable[[], object] | None = None,
    ) -> Response: ...


@dataclass
class Asking:
    """Asks once, with the validators that `sends` holds, and keeps the answer (None: none came)."""

    fetcher: Asks
    sends: Conditions = NOTHING
    response: Response | None = None

    async def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str],
        limit: int,
        validators_from: str | None = None,
        begin: Callable[[], object] | None = None,
    ) -> Response:
        origin = self.sends.origin or validators_from
        self.response = await self.fetcher.get(
            url, headers={**headers, **self.sends.headers}, limit=limit, validators_from=origin, begin=begin
        )
        return self.response

    @property
    def unchanged(self) -> bool:
        """Whether the server says that what the validators were of is still there, and was asked that."""
        answer = self.response
        if answer is None or answer.status != 304 or not self.sends.headers:
            return False
        came_through = (answer.url, *(hop.target for hop in answer.hops))
        return origin_of(answer.url) == self.sends.origin and bool(self.sends.through(came_through).headers)

    @property
    def offered(self) -> tuple[Validators, str | None]:
        """The validators of a whole answer, byte for byte, and the origin that they may go back to."""
        if self.response is None or self.response.status != 200:
            return (None, None), None
        headers = self.response.headers
        validators = headers.get("etag") or None, headers.get("last-modified") or None
        return validators, origin_of(self.response.url) if any(validators) else None
