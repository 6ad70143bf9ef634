"""Whose word is taken for who a server is: the authorities of certifi, or those that the surroundings name."""

from __future__ import annotations

import os
import ssl
from functools import cache

from fetchers.failures import FetchError
from fetchers.lean import httpx


def context() -> ssl.SSLContext:
    """What TLS is spoken by. Reading it takes 20 ms, and is done once. Raises `OSError` for a file that is none."""
    return _context(os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR"))


def for_requests() -> ssl.SSLContext:
    """The same for a request that is to be made. Raises `FetchError`."""
    try:
        return context()
    except OSError:
        raise FetchError(
            "the certificates to trust cannot be loaded; see what is wrong with: reportedly doctor"
        ) from None


@cache
def _context(file: str | None, folder: str | None) -> ssl.SSLContext:
    made = httpx.create_ssl_context()
    made.set_alpn_protocols(["http/1.1"])
    return made
