"""Requests that brought no answer: the one error for them, and what went wrong in words a person can act on."""

from __future__ import annotations

from store.urls import bare

DOWN = "no connection; the server or the network is down"


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
    if isinstance(error, OSError):
        return FetchError(f"the connection broke ({text[:80] or type(error).__name__})")
    if isinstance(error, ValueError):
        return FetchError(f"its address, or one that it redirects to, cannot be read ({text[:120]})")
    return FetchError(f"{type(error).__name__}: {text[:120]}".rstrip(": "))


def no_connection(error: OSError) -> FetchError:
    """What it is called where none could be made."""
    text = str(error)
    if isinstance(error, TimeoutError):
        return TooSlow("the server did not answer in time")
    if "certificate" in text.lower():
        return FetchError("its TLS certificate is not trusted")
    if "SSL" in text or "TLS" in text:
        return FetchError(f"no TLS connection ({text[:80]})")
    return FetchError(DOWN)


def shown(url: str) -> str:
    """The beginning of an address as it may stand in a message: nothing in it can move a cursor or turn text round,
    and no password is in it."""
    return bare(url)[:80].encode("ascii", "backslashreplace").decode()
