"""Requests that brought no answer: the one error for them, and what went wrong in words a person can act on."""

from __future__ import annotations

import httpcore

from fetchers.lean import httpx
from store.urls import bare

#: What the protocol library says of a server, and how we say it.
_PROTOCOL = (
    ("Receive buffer too long", "the headers of its answer do not end"),
    ("without sending complete message body", "the server hung up before the answer was whole"),
    ("incomplete chunked read", "the server hung up before the answer was whole"),
    ("Invalid URL in location", "the address that it redirects to cannot be read"),
    ("disconnected without sending", "the server hung up without an answer in HTTP"),
)


class FetchError(Exception):
    """A request that brought no answer; its text says why, in a few words."""


class TooSlow(FetchError):
    """A request that took all the time it was given."""


class Refused(FetchError):
    """A request that was not made, because its host is not on the public network."""


def failure(error: Exception) -> FetchError:
    """What a failed request is called."""
    text = str(error)
    if isinstance(error, FetchError):
        return error
    if isinstance(error, (httpcore.TimeoutException, httpx.TimeoutException)):
        return TooSlow("the server did not answer in time")
    if isinstance(error, (httpcore.ConnectError, httpx.ConnectError)):
        return FetchError(_connection(text))
    if isinstance(error, ImportError):
        return FetchError(
            "the proxy that the environment names is a SOCKS proxy, which needs the package socksio; "
            "install it, or name an HTTP proxy"
        )
    if isinstance(error, (httpcore.ProxyError, httpx.ProxyError)):
        return FetchError(f"the proxy that the environment names does not let us through ({text[:80]})")
    if isinstance(error, (httpcore.ProtocolError, httpx.ProtocolError)):
        said = next((words for sign, words in _PROTOCOL if sign in text), None)
        return FetchError(said or f"what the server sent is not HTTP ({text[:80]})")
    if isinstance(error, (httpcore.NetworkError, httpx.NetworkError, OSError)):
        return FetchError(f"the connection broke ({text[:80] or type(error).__name__})")
    if isinstance(error, httpx.InvalidURL | UnicodeError):
        return FetchError(f"its address, or one that it redirects to, cannot be read ({text[:120]})")
    return FetchError(f"{type(error).__name__}: {text[:120]}".rstrip(": "))


def _connection(text: str) -> str:
    # Names of servers are looked up by the guard, which says so itself.
    if any(sign in text for sign in ("Name or service", "nodename", "getaddrinfo", "Temporary failure", "Errno -")):
        return "the proxy that the environment names was not found"
    if "certificate" in text.lower():
        return "its TLS certificate is not trusted"
    if "SSL" in text or "TLS" in text:
        return f"no TLS connection ({text[:80]})"
    if "refused" in text.lower() or "All connection attempts failed" in text:
        return "no connection; the server or the network is down"
    return f"no connection ({text[:80]})"


def shown(url: str) -> str:
    """The beginning of an address as it may stand in a message: nothing in it can move a cursor or turn text round,
    and no password is in it."""
    return bare(url)[:80].encode("ascii", "backslashreplace").decode()
