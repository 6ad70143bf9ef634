"""The only door to the network: bounded, polite requests, a few at a time, two to a host."""

from __future__ import annotations

import asyncio
import time
from base64 import b64encode
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from types import TracebackType

from fetchers.addresses import openings
from fetchers.decoding import ACCEPTED, unpacked
from fetchers.failures import FetchError, Refused, TooSlow, failure, shown
from fetchers.guard import Guard, LookUp, look_up
from fetchers.heads import BODILESS
from fetchers.hosts import Places
from fetchers.lean import httpx
from fetchers.moving import Hop
from fetchers.transport import Transport
from fetchers.trip import Trip, joined
from store.urls import bare, is_web

__all__ = ["FetchError", "Fetcher", "Hop", "Refused", "Response", "user_agent"]

#: Requests under way at once, and of those to one host.
AT_ONCE, PER_HOST = 20, 2
#: Whole request with redirects and body, in seconds.
TIME_LIMIT = 45.0
#: Redirects followed one after another.
HOPS = 5
#: Answers that lead elsewhere, where they say where to. Others may have a Location too, and a 304 is one of them.
_REDIRECTS = frozenset({300, 301, 302, 303, 307, 308})


def user_agent(contact: str = "") -> str:
    """How we name ourselves to servers: name, version, what we are, and whom to write to."""
    return f"reportedly/{version('reportedly')} (news feed reader{'; ' + contact if contact else ''})"


@dataclass(frozen=True, slots=True)
class Response:
    """An answer, its body unpacked. Header names are in lower case. `wire` counts the bytes of the body that came.

    `url` is the address that answered, without user and password. `conditional`: whether it was sent validators.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    wire: int
    seconds: float
    hops: tuple[Hop, ...] = ()
    conditional: bool = False

    @property
    def moved(self) -> tuple[int, ...]:
        """The statuses of the redirects on the way."""
        return tuple(hop.status for hop in self.hops)


@dataclass
class Fetcher:
    """One run's requests. Use as `async with Fetcher() as fetcher`.

    `allow_private`: hosts (`host`, `host:port`) that may be on a private network. `lookup` looks hosts up; `clock` and
    `sleep` are for the pauses that some hosts want between requests. Raises `ValueError` for an entry of
    `allow_private` that names no host.
    """

    at_once: int = AT_ONCE
    per_host: int = PER_HOST
    time_limit: float = TIME_LIMIT
    contact: str = ""
    allow_private: Iterable[str] = ()
    lookup: LookUp = look_up
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    _transport: Transport = field(init=False)
    _places: Places = field(init=False)
    _headers: dict[str, str] = field(init=False)

    async def __aenter__(self) -> Fetcher:
        guard = Guard(openings(self.allow_private), self.lookup)
        self._places = Places(self.at_once, self.per_host, self.clock, self.sleep)
        # No client of httpx around it: its cookies, redirects and credentials are all done otherwise here.
        self._transport = Transport(guard, keep=self.at_once)
        self._headers = {
            "Accept": "*/*",
            "Accept-Encoding": ACCEPTED,
            "Connection": "keep-alive",
            "User-Agent": user_agent(self.contact),
        }
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._transport.aclose()

    async def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str],
        limit: int,
        validators_from: str | None = None,
        begin: Callable[[], object] | None = None,
    ) -> Response:
        """The answer to a GET, redirects followed, body of at most `limit` bytes. Raises `FetchError`.

        Validators among `headers` go only to the origin they came from: that of the address `validators_from`, or of
        `url` where none is given. Of the other headers only Accept goes further than the first origin. `begin` is
        called when the request has its place, right before it is sent; what it raises is passed on, and nothing
        is sent.
        """
        try:
            return await self._follow(Trip(url, headers, validators_from or url), limit, begin or (lambda: None))
        except TimeoutError:
            raise TooSlow(f"no whole answer within {self.time_limit:g} s") from None
        except httpx.InvalidURL as error:
            raise failure(ValueError(str(error))) from None
        except (ValueError, OSError) as error:
            raise failure(error) from None

    async def _follow(self, trip: Trip, limit: int, begin: Callable[[], object]) -> Response:
        hops: list[Hop] = []
        spent = 0.0
        _check(trip.url)
        while True:
            async with self._places.place(trip.url):
                if not hops:
                    begin()
                # The time limit counts only what is spent on the request, not the wait for a place.
                begun = time.monotonic()
                async with asyncio.timeout(self.time_limit - spent):
                    response, place = await self._one(trip, limit)
                spent += time.monotonic() - begun
            if place is None:
                return replace(response, seconds=spent, hops=tuple(hops))
            if len(hops) >= HOPS:
                raise FetchError(f"more than {HOPS} redirects, the last to {shown(place)}")
            _check(place)
            hops.append(Hop(response.status, place))
            trip = trip.on_to(place)

    async def _one(self, trip: Trip, limit: int) -> tuple[Response, str | None]:
        """One request, and where it is redirected to."""
        url = bare(trip.url)
        answer = await self._transport.handle_async_request(httpx.Request("GET", url, headers=self._sent(trip)))
        try:
            answer.headers.encoding = "latin-1"
            names = {name.lower(): value for name, value in answer.headers.items()}
            place = names.get("location", "").encode("latin-1").decode("utf-8", "replace")
            led = joined(url, place) if answer.status_code in _REDIRECTS and place else None
            coding, length = names.get("content-encoding", ""), names.get("content-length", "")
            no_body = led or answer.status_code in BODILESS
            body = b"" if no_body else await unpacked(answer.aiter_raw(), coding, length, limit)
            wire = answer.num_bytes_downloaded
            return Response(url, answer.status_code, names, body, wire, 0.0, (), trip.is_conditional), led
        finally:
            await answer.aclose()

    def _sent(self, trip: Trip) -> list[tuple[bytes, bytes]]:
        """The headers of a request. Values are bytes: read and sent as Latin-1, a validator goes back as it came,
        whatever is in it."""
        given = {name.lower() for name in trip.headers}
        headers = {name: value for name, value in self._headers.items() if name.lower() not in given} | dict(
            trip.headers
        )
        if trip.credentials:
            told = ":".join(trip.credentials).encode()
            headers["Authorization"] = f"Basic {b64encode(told).decode()}"
        return [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]


def _check(url: str) -> None:
    if not is_web(url):
        raise FetchError(f"{shown(url)!r} is no http or https address")
