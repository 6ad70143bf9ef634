"""The only door to the network: bounded, polite requests, a few at a time, two to a host.

httpx inflates a whole compressed chunk before it hands on a byte of it, so a small answer could fill the
memory; the answer is read raw and inflated here, within bounds (https://github.com/encode/httpx/discussions/3826).
"""

from __future__ import annotations

import asyncio
import time
import zlib
from collections import defaultdict
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from types import TracebackType
from urllib.parse import urljoin, urlsplit

import httpx

from fetchers.conditions import origin_of
from store.urls import is_web

#: Requests under way at once, and of those to one host.
AT_ONCE, PER_HOST = 20, 2
#: Whole request with redirects and body, in seconds.
TIME_LIMIT = 45.0
#: The headers that ask whether something changed.
VALIDATORS = ("If-None-Match", "If-Modified-Since")
#: Redirects followed one after another.
HOPS = 5


def user_agent(contact: str = "") -> str:
    """How we name ourselves to servers: name, version, what we are, and whom to write to."""
    return f"reportedly/{version('reportedly')} (news feed reader{'; ' + contact if contact else ''})"


class FetchError(Exception):
    """A request that brought no answer; its text says why, in a few words."""


@dataclass(frozen=True, slots=True)
class Response:
    """An answer, its body inflated. Header names are in lower case. `wire` counts the bytes that came."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    wire: int
    seconds: float
    moved: tuple[int, ...] = ()


@dataclass
class Fetcher:
    """One run's requests. Use as `async with Fetcher() as fetcher`."""

    at_once: int = AT_ONCE
    per_host: int = PER_HOST
    time_limit: float = TIME_LIMIT
    contact: str = ""
    _client: httpx.AsyncClient = field(init=False)
    _places: asyncio.Semaphore = field(init=False)
    _hosts: dict[str, asyncio.Semaphore] = field(init=False)
    _stack: AsyncExitStack = field(init=False, default_factory=AsyncExitStack)

    async def __aenter__(self) -> Fetcher:
        self._places = asyncio.Semaphore(self.at_once)
        # Names are looked up in threads, of which asyncio has few: many slow look-ups would count as servers
        # that do not answer.
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(self.at_once, "look-up"))
        self._hosts = defaultdict(lambda: asyncio.Semaphore(self.per_host))
        client = httpx.AsyncClient(
            headers={"User-Agent": user_agent(self.contact), "Accept-Encoding": "gzip, deflate"},
            follow_redirects=False,
            # The places above do the queueing. A pool with a limit of its own can lose places for good
            # when requests are cancelled (https://github.com/encode/httpcore/issues/1093).
            limits=httpx.Limits(max_connections=None, max_keepalive_connections=self.at_once),
            timeout=httpx.Timeout(20.0, pool=None),
            trust_env=True,
        )
        self._client = await self._stack.enter_async_context(client)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()

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
            return await self._follow(url, dict(headers), limit, origin_of(validators_from or url), begin)
        except TimeoutError:
            raise FetchError(f"no whole answer within {self.time_limit:g} s") from None
        except httpx.TimeoutException:
            raise FetchError("the server did not answer in time") from None
        except httpx.ConnectError as error:
            raise FetchError(_why(error)) from None
        except httpx.InvalidURL as error:
            raise FetchError(f"its address, or one that it redirects to, cannot be read ({str(error)[:120]})") from None
        except (httpx.HTTPError, ValueError, OSError) as error:
            raise FetchError(f"{type(error).__name__}: {str(error)[:120]}".rstrip(": ")) from None

    async def _follow(
        self,
        url: str,
        headers: dict[str, str],
        limit: int,
        offered_by: str,
        begin: Callable[[], object] | None,
    ) -> Response:
        moved: list[int] = []
        validators = {name: headers.pop(name) for name in VALIDATORS if name in headers}
        origin = origin_of(url)
        spent = 0.0
        while True:
            if not is_web(url):
                raise FetchError(f"{url[:80]!r} is no http or https address")
            # The host's place first: a slow host with many pages must not take the places of all others. The
            # time limit counts only what is spent on the request, not the wait for a place.
            async with self._hosts[urlsplit(url).hostname or ""], self._places:
                if begin and not moved:
                    begin()
                begun = time.monotonic()
                async with asyncio.timeout(self.time_limit - spent):
                    sent = headers | (validators if origin_of(url) == offered_by else {})
                    response, target = await self._one(url, sent, limit, tuple(moved))
                spent += time.monotonic() - begun
            if target is None:
                return replace(response, seconds=spent)
            if len(moved) >= HOPS:
                raise FetchError(f"more than {HOPS} redirects, the last to {target[:80]}")
            moved.append(response.status)
            if origin_of(url) == offered_by != origin_of(target):
                validators = {}  # they do not come back into the game where the way leads back
            url = target
            if origin_of(url) != origin:
                headers = {"Accept": headers["Accept"]} if "Accept" in headers else {}

    async def _one(
        self, url: str, headers: Mapping[str, str], limit: int, moved: tuple[int, ...]
    ) -> tuple[Response, str | None]:
        """One request, and where it is redirected to."""
        self._client.cookies.clear()
        # Header values are bytes: read and sent as Latin-1, a validator goes back as it came, whatever is in it.
        sent = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
        async with self._client.stream("GET", url, headers=sent) as answer:
            answer.headers.encoding = "latin-1"
            names = {name.lower(): value for name, value in answer.headers.items()}
            place = names.get("location", "").encode("latin-1").decode("utf-8", "replace")
            target = urljoin(url, place) if answer.is_redirect and place else None
            body = b"" if target else await _inflated(answer, names.get("content-encoding", ""), limit)
            return Response(url, answer.status_code, names, body, answer.num_bytes_downloaded, 0.0, moved), target


async def _inflated(answer: httpx.Response, encoding: str, limit: int) -> bytes:
    """The body, inflated step by step and never further than `limit` bytes."""
    coding = encoding.strip().lower()
    if coding not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise FetchError(f"the server sent content-encoding {coding[:20]!r}, which was not asked for")
    length = answer.headers.get("content-length", "")
    if coding in ("", "identity") and length.isdigit() and int(length) > limit:
        raise FetchError(f"the answer is larger than {limit // 1_000_000} MB")
    unpack = _Unpacker(coding) if coding in ("gzip", "x-gzip", "deflate") else None
    body = bytearray()
    async for chunk in answer.aiter_raw():
        try:
            body += unpack.more(chunk, limit + 1 - len(body)) if unpack else chunk
        except zlib.error as error:
            raise FetchError(f"the compressed answer is broken ({error})") from None
        if len(body) > limit:
            raise FetchError(f"the answer is larger than {limit // 1_000_000} MB")
    if unpack and not unpack.whole:
        raise FetchError("the compressed answer ends too early")
    return bytes(body)


class _Unpacker:
    """Inflates as the bytes come: gzip of one member or several, deflate with its header or, as from some, without."""

    def __init__(self, coding: str) -> None:
        self._deflate = coding == "deflate"
        self._stream = zlib.decompressobj(47)
        self._begun = False

    def more(self, data: bytes, most: int) -> bytes:
        """What `data` inflates to, at most so many bytes. What follows the last gzip member is let go."""
        if data and not self._begun:
            self._begun = True
            if self._deflate and data[0] & 0x0F != zlib.DEFLATED:
                self._stream = zlib.decompressobj(-zlib.MAX_WBITS)
        out = b""
        while data and len(out) < most:
            if self._stream.eof:
                if self._deflate or not data.startswith(b"\x1f"):
                    break
                self._stream = zlib.decompressobj(47)
            out += self._stream.decompress(data, most - len(out))
            data = self._stream.unused_data
        return out

    @property
    def whole(self) -> bool:
        """Whether nothing came, or all of it."""
        return not self._begun or self._stream.eof


def _why(error: httpx.ConnectError) -> str:
    """A failed connection in words a person can act on."""
    text = str(error)
    if "Name or service" in text or "nodename" in text or "getaddrinfo" in text or "Temporary failure" in text:
        return "the name of its host was not found; check the network and the address"
    if "certificate" in text.lower():
        return "its TLS certificate is not trusted"
    if "refused" in text.lower() or "All connection attempts failed" in text:
        return "no connection; the server is down or the network is"
    return f"no connection ({text[:80]})"
