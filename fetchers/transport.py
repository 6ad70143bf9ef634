"""How requests get onto the network: through the guard, or through the proxy that the environment names.

The pools have no limit of their own: one with a limit loses places for good when requests are cancelled
(https://github.com/encode/httpcore/issues/1093). Any pool loses sight of connections whose request is cancelled a
second time while it cleans up; so a pool that saw a cancelled request takes no new ones, and is closed with all that
is left in it when its last request is done.

Every server has a pool of its own: at each request a pool looks all of its connections through.
"""

from __future__ import annotations

import asyncio
import os
import ssl
from collections.abc import AsyncIterable, AsyncIterator, Callable
from dataclasses import dataclass
from functools import cache
from urllib.request import getproxies, proxy_bypass

import httpcore

from fetchers.failures import FetchError
from fetchers.guard import Guard
from fetchers.lean import httpx

#: Where connections lead: a proxy, or a scheme, a host and a port.
Place = str | tuple[bytes, bytes, int | None]


@cache
def _trusted(file: str | None, folder: str | None) -> ssl.SSLContext:
    """Whom we trust, as the surroundings say: read once, as it takes 20 ms."""
    return httpx.create_ssl_context()


@dataclass
class _Pool:
    """Connections, how many requests are under way on them, and whether one of those was cancelled."""

    connections: httpcore.AsyncConnectionPool
    busy: int = 0
    spoilt: bool = False


class Transport(httpx.AsyncBaseTransport):
    """`keep`: servers (scheme, host, port; or a proxy) to which connections are kept open when idle."""

    def __init__(self, guard: Guard, keep: int) -> None:
        self._guard = guard
        self._keep = keep
        self._trusted = _trusted(os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR"))
        self._proxies = getproxies()
        #: The last one used at the end.
        self._pools: dict[Place, _Pool] = {}
        self._retired: set[asyncio.Task[None]] = set()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        assert isinstance(request.stream, AsyncIterable)
        url = request.url
        proxy = self._proxy_for(url)
        if proxy:
            # The way to the proxy is the user's own and is not judged; where it leads, as far as we can see, is.
            self._guard.judge(url.host, url.port or {"https": 443}.get(url.scheme, 80))
        whole = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        place = proxy or (whole.scheme, whole.host, whole.port)
        pool = self._pool(place, proxy)
        pool.busy += 1
        try:
            answer = await pool.connections.handle_async_request(
                httpcore.Request(
                    request.method,
                    whole,
                    headers=request.headers.raw,
                    content=request.stream,
                    extensions=request.extensions,
                )
            )
        except BaseException as error:
            self._done(place, pool, cancelled=isinstance(error, asyncio.CancelledError))
            raise
        assert isinstance(answer.stream, AsyncIterable)
        body = _Body(answer, lambda cancelled: self._done(place, pool, cancelled))
        return httpx.Response(answer.status, headers=answer.headers, stream=body, extensions=answer.extensions)

    async def aclose(self) -> None:
        await asyncio.gather(*self._retired, return_exceptions=True)
        for pool in self._pools.values():
            await pool.connections.aclose()
        self._pools.clear()
        self._guard.close()

    def _proxy_for(self, url: httpx.URL) -> str | None:
        found = self._proxies.get(url.scheme) or self._proxies.get("all")
        if not found or proxy_bypass(url.netloc.decode("ascii")):
            return None
        return found if "://" in found else f"http://{found}"

    def _pool(self, place: Place, proxy: str | None) -> _Pool:
        pool = self._pools.pop(place, None) or _Pool(
            httpcore.AsyncConnectionPool(
                ssl_context=self._trusted,
                proxy=proxy_at(proxy) if proxy else None,
                max_connections=None,
                max_keepalive_connections=self._keep,
                keepalive_expiry=5.0,
                network_backend=None if proxy else self._guard,
            )
        )
        self._pools[place] = pool
        return pool

    def _done(self, place: Place, pool: _Pool, cancelled: bool) -> None:
        pool.busy -= 1
        pool.spoilt = pool.spoilt or cancelled
        if pool.spoilt:
            if self._pools.get(place) is pool:
                del self._pools[place]
            if not pool.busy:
                self._retire(pool)
        idle = [place for place, other in self._pools.items() if not other.busy]
        for place in idle[: -self._keep]:
            self._retire(self._pools.pop(place))

    def _retire(self, pool: _Pool) -> None:
        closing = asyncio.ensure_future(pool.connections.aclose())
        self._retired.add(closing)
        closing.add_done_callback(self._retired.discard)


class _Body(httpx.AsyncByteStream):
    """An answer's body, which says when it is done with, and whether it was cut off by a cancellation."""

    def __init__(self, answer: httpcore.Response, done: Callable[[bool], None]) -> None:
        self._answer = answer
        self._done = done
        self._closed = self._cancelled = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        assert isinstance(self._answer.stream, AsyncIterable)
        try:
            async for part in self._answer.stream:
                yield part
        except asyncio.CancelledError:
            self._cancelled = True
            raise

    async def aclose(self) -> None:
        if self._closed:
            return
        self._closed = True
        try:
            await self._answer.aclose()
        except asyncio.CancelledError:
            self._cancelled = True
            raise
        finally:
            self._done(self._cancelled)


def proxy_at(address: str) -> httpcore.Proxy:
    try:
        named = httpx.Proxy(address)
        where = httpcore.URL(
            scheme=named.url.raw_scheme, host=named.url.raw_host, port=named.url.port, target=named.url.raw_path
        )
        return httpcore.Proxy(where, auth=named.raw_auth)
    except (ValueError, httpx.InvalidURL):
        raise FetchError("the proxy that the environment names is no address of one; correct HTTP_PROXY") from None
