"""How requests get onto the network: straight through the guard, or by the proxy that the environment names.

A connection is one request's, and is ended at once where that request is broken off, whatever it was at: there is no
queue, no place that could be lost, and nothing to clean up that could be broken off in its turn. Connections whose
answer was whole are kept open for a while, so that pages of one server come over one.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from typing import TYPE_CHECKING, Protocol
from urllib.request import getproxies, proxy_bypass

from fetchers import heads, trust
from fetchers.failures import FetchError, TooSlow, failure, no_connection
from fetchers.guard import Guard
from fetchers.heads import Field, Head
from fetchers.target import Target
from fetchers.wire import STEP_LIMIT, Body, Wire

if TYPE_CHECKING:
    from fetchers.proxied import Proxied

#: Seconds that an idle connection is kept: servers end theirs after five and more.
KEPT = 5.0
#: Turns of the loop in which what was ended is gone, with TLS over it too.
_TURNS = 10

#: Where a connection leads: a scheme, a host and a port.
Place = tuple[str, str, int]


class Answer(Protocol):
    """An answer whose body is still to come, packed as it was sent. `wire`: the bytes of it that came. To be closed."""

    status: int
    fields: tuple[Field, ...]

    @property
    def wire(self) -> int: ...

    def __aiter__(self) -> AsyncIterator[bytes]: ...

    async def aclose(self) -> None: ...


class Transport:
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

    async def ask(self, target: Target, fields: Sequence[Field]) -> Answer:
        """Asks for it with these headers. Raises `FetchError`."""
        for name, value in fields:
            if not heads.may_be_sent(name, value):
                raise FetchError(f"the header {name.decode('latin-1')!r} that was to be sent is none")
        proxy = self._proxy_for(target) if self._proxies else None
        if not proxy:
            return await self._straight(target, fields)
        # The way to the proxy is the user's own and is not judged; where it leads, as far as we can see, is.
        self._guard.judge(target.host, target.port)
        if self._proxied is None:
            from fetchers.proxied import Proxied

            self._proxied = Proxied(self._keep)
        return await self._proxied.ask(proxy, target, fields)

    async def aclose(self) -> None:
        if self._proxied:
            await self._proxied.aclose()
        self._idle.clear()
        for wire in self._wires:
            wire.abort()
        for _ in range(_TURNS):
            if self._wires:
                await asyncio.sleep(0)
        self._guard.close()

    def _proxy_for(self, target: Target) -> str | None:
        found = self._proxies.get(target.scheme) or self._proxies.get("all")
        if not found or proxy_bypass(target.named):
            return None
        return found if "://" in found else f"http://{found}"

    async def _straight(self, target: Target, fields: Sequence[Field]) -> Answer:
        first = b"GET %b HTTP/1.1" % target.path.encode("ascii")
        request = b"\r\n".join([first, *(b"%b: %b" % field for field in fields), b"", b""])
        place = target.scheme, target.host, target.port
        wire = self._kept(place)
        if wire:
            try:
                return await self._asked(wire, place, request)
            except FetchError as error:
                # Its server may have ended it just as it was asked: that is no answer of the server's. It is asked
                # once more, over a connection of its own.
                if wire.heard or isinstance(error, TooSlow):
                    raise
        return await self._asked(await self._connected(target), place, request)

    async def _asked(self, wire: Wire, place: Place, request: bytes) -> Answer:
        try:
            head, body = await wire.ask(request)
        except BaseException:
            wire.abort()
            raise
        return _Straight(self, wire, place, head, body)

    async def _connected(self, target: Target) -> Wire:
        try:
            tls = trust.context() if target.scheme == "https" else None
        except OSError:
            raise FetchError(
                "the certificates to trust cannot be loaded; see what is wrong with: reportedly doctor"
            ) from None
        try:
            async with asyncio.timeout(STEP_LIMIT):
                _, wire = await asyncio.get_running_loop().create_connection(
                    lambda: Wire(self._wires),
                    sock=await self._guard.connect(target.host, target.port),
                    ssl=tls,
                    server_hostname=target.host.rstrip(".") if tls else None,
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


class _Straight:
    """An answer over a connection of ours."""

    def __init__(self, transport: Transport, wire: Wire, place: Place, head: Head, body: Body) -> None:
        self._transport, self._wire, self._place, self._body = transport, wire, place, body
        self.status, self.fields = head.status, head.fields

    @property
    def wire(self) -> int:
        return self._body.size

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self._body

    async def aclose(self) -> None:
        if self._body.done():
            self._transport._done(self._wire, self._place)
        else:
            self._wire.abort()
