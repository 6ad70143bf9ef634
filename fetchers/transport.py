"""How requests get onto the network: straight through the guard, or by the proxy that the environment names.

A transport as httpx takes them, in the place of its own: that one asks httpcore and anyio, which take twice as long for
a request that brings nothing new, and may lose connections of requests that are broken off
(https://github.com/encode/httpcore/issues/1093).

A connection is one request's, and is ended at once where that request is broken off, whatever it was at: there is no
queue, no place that could be lost, and nothing to clean up that could be broken off in its turn. Connections whose
answer was whole are kept open for a while, so that pages of one server come over one.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING
from urllib.request import getproxies, proxy_bypass

from fetchers import heads, trust
from fetchers.failures import FetchError, TooSlow, failure, no_connection
from fetchers.guard import Guard
from fetchers.lean import httpx
from fetchers.wire import STEP_LIMIT, Body, Wire

if TYPE_CHECKING:
    from fetchers.proxied import Proxied

#: Seconds that an idle connection is kept: servers end theirs after five and more.
KEPT = 5.0
#: Turns of the loop in which what was ended is gone, with TLS over it too.
_TURNS = 10

#: Where a connection leads: a scheme, a host and a port.
Place = tuple[str, str, int]
_PORTS = {"http": 80, "https": 443}


class Transport(httpx.AsyncBaseTransport):
    """`keep`: connections that are kept open when idle."""

    def __init__(self, guard: Guard, keep: int) -> None:
        self._guard = guard
        self._keep = keep
        self._proxies = getproxies()
        self._proxied: Proxied | None = None
        #: Those that stand.
        self._wires: set[Wire] = set()
        #: Those that wait for another request, where they lead and until when; the last one used at the end.
        self._idle: dict[Wire, tuple[Place, float]] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The head of the answer, with its body to come. Raises `FetchError`."""
        for name, value in request.headers.raw:
            if not heads.may_be_sent(name, value):
                raise FetchError(f"the header {name.decode('latin-1')!r} that was to be sent is none")
        place = _place(request.url)
        proxy = self._proxy_for(request.url) if self._proxies else None
        if not proxy:
            return await self._straight(request, place)
        # The way to the proxy is the user's own and is not judged; where it leads, as far as we can see, is.
        self._guard.judge(*place[1:])
        if self._proxied is None:
            from fetchers.proxied import Proxied

            self._proxied = Proxied(self._keep)
        return await self._proxied.ask(proxy, request)

    async def aclose(self) -> None:
        # First what needs no waiting, which may be broken off.
        self._guard.close()
        self._idle.clear()
        for wire in self._wires:
            wire.abort()
        if self._proxied:
            await self._proxied.aclose()
        for _ in range(_TURNS):
            if self._wires:
                await asyncio.sleep(0)

    def _proxy_for(self, url: httpx.URL) -> str | None:
        found = self._proxies.get(url.scheme) or self._proxies.get("all")
        if not found or proxy_bypass(url.netloc.decode("ascii")):
            return None
        return found if "://" in found else f"http://{found}"

    async def _straight(self, request: httpx.Request, place: Place) -> httpx.Response:
        first = b"%b %b HTTP/1.1" % (request.method.encode("ascii"), request.url.raw_path)
        sent = b"\r\n".join([first, *(b"%b: %b" % field for field in request.headers.raw), b"", b""])
        wire = self._kept(place)
        if wire:
            try:
                return await self._asked(wire, place, sent)
            except FetchError as error:
                # Its server may have ended it just as it was asked: that is no answer of the server's. It is asked
                # once more, over a connection of its own.
                if wire.heard or isinstance(error, TooSlow):
                    raise
        return await self._asked(await self._connected(place), place, sent)

    async def _asked(self, wire: Wire, place: Place, sent: bytes) -> httpx.Response:
        try:
            head, body = await wire.ask(sent)
        except BaseException:
            wire.abort()
            raise
        return httpx.Response(head.status, headers=list(head.fields), stream=_Straight(self, wire, place, body))

    async def _connected(self, place: Place) -> Wire:
        scheme, host, port = place
        tls = trust.for_requests() if scheme == "https" else None
        try:
            async with asyncio.timeout(STEP_LIMIT):
                _, wire = await asyncio.get_running_loop().create_connection(
                    lambda: Wire(self._wires),
                    sock=await self._guard.connect(host, port),
                    ssl=tls,
                    server_hostname=host.rstrip(".") if tls else None,
                )
        except OSError as error:
            raise no_connection(error) from None
        except ValueError as error:
            raise failure(error) from None
        return wire

    def _kept(self, place: Place) -> Wire | None:
        """The connection to there that was used last, if it may be used again."""
        now = time.monotonic()
        for wire, (where, until) in reversed(self._idle.items()):
            if where == place and until > now and wire.is_idle:
                del self._idle[wire]
                return wire
        return None

    def _done(self, wire: Wire, place: Place) -> None:
        now = time.monotonic()
        self._idle[wire] = place, now + KEPT
        for other in [other for other, (_, until) in self._idle.items() if until <= now or not other.is_idle]:
            self._end(other)
        while len(self._idle) > self._keep:
            self._end(next(iter(self._idle)))

    def _end(self, wire: Wire) -> None:
        del self._idle[wire]
        wire.abort()


class _Straight(httpx.AsyncByteStream):
    """The body of an answer over a connection of ours."""

    def __init__(self, transport: Transport, wire: Wire, place: Place, body: Body) -> None:
        self._transport, self._wire, self._place, self._body = transport, wire, place, body

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self._body

    async def aclose(self) -> None:
        if self._body.done():
            self._transport._done(self._wire, self._place)
        else:
            self._wire.abort()


def _place(url: httpx.URL) -> Place:
    return url.scheme, url.raw_host.decode("ascii"), url.port or _PORTS[url.scheme]
