"""Requests by way of the proxy that the environment names, through httpcore, which is loaded only for these.

The pools have no limit of their own: one with a limit loses places for good when requests are cancelled
(https://github.com/encode/httpcore/issues/1093). Any pool loses sight of connections whose request is cancelled a
second time while it cleans up; so a pool that saw a cancelled request takes no new ones, and is closed with all that
is left in it when its last request is done.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable, AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpcore

from fetchers import heads, trust
from fetchers.failures import FetchError, TooSlow, failure
from fetchers.lean import httpx
from fetchers.wire import NOT_IN_TIME, STEP_LIMIT

#: What the protocol library says of a server, and how we say it.
_PROTOCOL = (
    ("Receive buffer too long", heads.ENDLESS),
    ("without sending complete message body", heads.HUNG_UP),
    ("incomplete chunked read", heads.HUNG_UP),
    ("disconnected without sending", heads.NO_ANSWER),
)
_TIMEOUTS = {"connect": STEP_LIMIT, "read": STEP_LIMIT, "write": STEP_LIMIT}


@dataclass
class _Pool:
    """Connections, how many requests are under way on them, and whether one of those was cancelled."""

    connections: httpcore.AsyncConnectionPool
    busy: int = 0
    spoilt: bool = False


class Proxied:
    """`keep`: connections to a proxy that are kept open when idle."""

    def __init__(self, keep: int) -> None:
        self._keep = keep
        self._pools: dict[str, _Pool] = {}
        self._retired: set[asyncio.Task[None]] = set()

    async def ask(self, proxy: str, request: httpx.Request) -> httpx.Response:
        """Raises `FetchError`."""
        pool, url = self._pool(proxy), request.url
        where = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        pool.busy += 1
        try:
            with _told():
                answer = await pool.connections.handle_async_request(
                    httpcore.Request(
                        request.method, where, headers=request.headers.raw, extensions={"timeout": _TIMEOUTS}
                    )
                )
        except BaseException as error:
            self._done(proxy, pool, cancelled=isinstance(error, asyncio.CancelledError))
            raise
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(self, proxy, pool, answer))

    async def aclose(self) -> None:
        await asyncio.gather(*self._retired, return_exceptions=True)
        for pool in self._pools.values():
            await pool.connections.aclose()
        self._pools.clear()

    def _pool(self, proxy: str) -> _Pool:
        if proxy not in self._pools:
            self._pools[proxy] = _Pool(
                httpcore.AsyncConnectionPool(
                    ssl_context=trust.for_requests(),
                    proxy=proxy_at(proxy),
                    max_connections=None,
                    max_keepalive_connections=self._keep,
                    keepalive_expiry=5.0,
                )
            )
        return self._pools[proxy]

    def _done(self, proxy: str, pool: _Pool, cancelled: bool) -> None:
        pool.busy -= 1
        pool.spoilt = pool.spoilt or cancelled
        if not pool.spoilt:
            return
        if self._pools.get(proxy) is pool:
            del self._pools[proxy]
        if not pool.busy:
            closing = asyncio.ensure_future(pool.connections.aclose())
            self._retired.add(closing)
            closing.add_done_callback(self._retired.discard)


class _Body(httpx.AsyncByteStream):
    """An answer's body, which says when it is done with, and whether it was cut off by a cancellation."""

    def __init__(self, way: Proxied, proxy: str, pool: _Pool, answer: httpcore.Response) -> None:
        self._way, self._proxy, self._pool, self._answer = way, proxy, pool, answer
        self._closed = self._cancelled = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        assert isinstance(self._answer.stream, AsyncIterable)
        try:
            with _told():
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
            with _told():
                await self._answer.aclose()
        except asyncio.CancelledError:
            self._cancelled = True
            raise
        finally:
            self._way._done(self._proxy, self._pool, self._cancelled)


def proxy_at(address: str) -> httpcore.Proxy:
    """Raises `FetchError` for what is no address of a proxy."""
    try:
        named = httpx.Proxy(address)
        where = httpcore.URL(
            scheme=named.url.raw_scheme, host=named.url.raw_host, port=named.url.port, target=named.url.raw_path
        )
        return httpcore.Proxy(where, auth=named.raw_auth)
    except (ValueError, httpx.InvalidURL):
        raise FetchError("the proxy that the environment names is no address of one; correct HTTP_PROXY") from None


@contextmanager
def _told() -> Iterator[None]:
    """What the library says of a request that failed, in our words."""
    try:
        yield
    except httpcore.TimeoutException:
        raise TooSlow(NOT_IN_TIME) from None
    except httpcore.ConnectError as error:
        raise FetchError(_connection(str(error))) from None
    except httpcore.ProxyError as error:
        raise FetchError(f"the proxy that the environment names does not let us through ({str(error)[:80]})") from None
    except (httpcore.ProtocolError, httpcore.UnsupportedProtocol, httpcore.ConnectionNotAvailable) as error:
        said = next((words for sign, words in _PROTOCOL if sign in str(error)), None)
        raise FetchError(said) if said else heads.no_http(str(error)[:80]) from None
    except httpcore.NetworkError as error:
        raise failure(OSError(str(error) or type(error).__name__)) from None
    except ImportError:
        raise FetchError(
            "the proxy that the environment names is a SOCKS proxy, which needs the package socksio; "
            "install it, or name an HTTP proxy"
        ) from None


def _connection(text: str) -> str:
    if any(sign in text for sign in ("Name or service", "nodename", "getaddrinfo", "Temporary failure", "Errno -")):
        return "the proxy that the environment names was not found"
    if "certificate" in text.lower():
        return "its TLS certificate is not trusted"
    if "SSL" in text or "TLS" in text:
        return f"no TLS connection ({text[:80]})"
    if "refused" in text.lower() or "All connection attempts failed" in text:
        return "no connection; the server or the network is down"
    return f"no connection ({text[:80]})"
