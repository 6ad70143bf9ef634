"""What the way to the network is like from here, without a request: proxies, and the certificates that are trusted."""

from __future__ import annotations

import os
import ssl
from urllib.parse import urlsplit
from urllib.request import getproxies

from fetchers import trust
from fetchers.failures import FetchError
from fetchers.proxied import proxy_at


def proxies() -> list[tuple[str, str | None]]:
    """Each proxy that the environment names, by the scheme it is for, with what is wrong with it. No password is
    told."""
    found: list[tuple[str, str | None]] = []
    for scheme, address in sorted(getproxies().items()):
        if scheme not in ("http", "https", "all"):
            continue
        whole = address if "://" in address else f"http://{address}"
        try:
            proxy_at(whole)
            parts = urlsplit(whole)
            _ = parts.port
            wrong = None if parts.hostname else "it names no host"
        except (FetchError, ValueError):
            wrong = "it is no address of a proxy"
        except ImportError as missing:
            wrong = str(missing).splitlines()[0]
        found.append((f"{scheme.upper()}_PROXY", wrong))
    return found


def certificates() -> tuple[int, str | None]:
    """How many authorities are trusted, and what keeps the certificates from being loaded."""
    try:
        context = trust.context()
    except (OSError, ssl.SSLError) as error:
        named = next((name for name in ("SSL_CERT_FILE", "SSL_CERT_DIR") if os.environ.get(name)), None)
        return 0, f"{error}{f'; {named} is {os.environ[named]}' if named else ''}"
    return context.cert_store_stats()["x509_ca"], None
