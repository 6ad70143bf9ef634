"""The connection itself, where a host's addresses are looked up and judged: only the public network is reached.

What is judged is what is connected to, so a name that changes its address between two look-ups (DNS rebinding) gains
nothing, and a redirect is judged like the address it came from. The TLS name stays the host's.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from fetchers.addresses import Openings, is_address, is_open, literal, private_kind
from fetchers.failures import FetchError, Refused

#: Looks a host up: every address it has, the preferred first. Blocks; raises `OSError`.
LookUp = Callable[[str, int], Sequence[str]]
#: Look-ups at once. Each takes a thread until the system gives up on it, also when nobody waits for it any more.
LOOK_UPS = 64
#: Addresses of one host that are tried, and the seconds after which the next is tried beside the ones before
#: (RFC 8305). A name may have any number of addresses; we knock at few doors.
TRIED, STAGGER = 4, 0.25


def look_up(host: str, port: int) -> list[str]:
    """The system's own way."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(row[4][0]) for row in found))


class Guard:
    """Connects to public addresses, and to others only of hosts that were opened."""

    def __init__(self, opened: Openings, lookup: LookUp) -> None:
        self._opened = opened
        self._lookup = lookup
        self._threads = ThreadPoolExecutor(LOOK_UPS, "look-up")

    def close(self) -> None:
        """Look-ups that nobody waits for are left to end by themselves."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def judge(self, host: str, port: int) -> None:
        """Refuses a host that says its private address without being looked up. Raises `Refused`."""
        address = literal(host)
        if address is not None and not is_open(self._opened, host, port):
            self._refuse(host, port, [address])

    async def connect(self, host: str, port: int) -> socket.socket:
        """A connection to a host. Raises `Refused`, `FetchError` for a name that is not found, `OSError` where none of
        its addresses takes it."""
        return await first(await self._addresses(host, port), partial(_connected, port))

    async def _addresses(self, host: str, port: int) -> list[str]:
        if is_address(host):
            found: Sequence[str] = [host]
        else:
            loop = asyncio.get_running_loop()
            try:
                found = await loop.run_in_executor(self._threads, self._lookup, host, port)
            except (OSError, UnicodeError):
                raise FetchError("the name of its host was not found; check the network and the address") from None
        if not is_open(self._opened, host, port):
            self._refuse(host, port, found)
        return _mixed(found)[:TRIED]

    @staticmethod
    def _refuse(host: str, port: int, addresses: Iterable[str]) -> None:
        """One private address among public ones is enough: which of them is connected to would be chance."""
        for address in addresses:
            kind = private_kind(address)
            if kind:
                named = f"[{host}]" if ":" in host else host
                is_at = "" if address == host else f" is at {address}, which"
                raise Refused(
                    f"{named}{is_at} is no public address ({kind}); if you trust it, add "
                    f'"{named}:{port}" to allow_private under [poll] in config.toml'
                )


async def _connected(port: int, address: str) -> socket.socket:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    found = socket.socket(family, socket.SOCK_STREAM)
    try:
        found.setblocking(False)
        await asyncio.get_running_loop().sock_connect(found, (address, port))
    except BaseException:
        found.close()
        raise
    return found


async def first(addresses: Sequence[str], connect: Callable[[str], Awaitable[socket.socket]]) -> socket.socket:
    """The first connection that stands; each address has a head start before the next."""
    if len(addresses) == 1:
        return await connect(addresses[0])
    left = list(addresses)
    running: set[asyncio.Future[socket.socket]] = set()
    failed: Exception = OSError("its host has no address")
    try:
        while left or running:
            if left:
                running.add(asyncio.ensure_future(connect(left.pop(0))))
            wait = STAGGER if left else None
            done, _ = await asyncio.wait(running, timeout=wait, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                error = task.exception()
                if error is None:
                    running.discard(task)
                    return task.result()
                running.discard(task)
                failed = error if isinstance(error, Exception) else failed
        raise failed
    finally:
        for task in running:
            task.cancel()
            task.add_done_callback(_let_go)


def _let_go(attempt: asyncio.Future[socket.socket]) -> None:
    """Of an attempt that is no longer wanted, and may just have succeeded."""
    if not attempt.cancelled() and attempt.exception() is None:
        attempt.result().close()


def _mixed(addresses: Sequence[str]) -> list[str]:
    """Both families by turns, the one the system prefers first: where it does not work, the other soon does."""
    preferred = [a for a in addresses if (":" in a) == (":" in addresses[0])]
    others = [a for a in addresses if a not in preferred]
    mixed = [a for pair in zip(preferred, others, strict=False) for a in pair]
    return mixed + [a for a in addresses if a not in mixed]
