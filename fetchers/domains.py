"""The registrable domain of an address, by the public suffix list that the `tld` package carries."""

from __future__ import annotations

import re
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import urlsplit

#: How most addresses begin: taken apart in a tenth of the time.
_PLAIN = re.compile(r"https?://([a-z0-9.-]+)/")


def registrable_domain(url: str) -> str:
    """`news.example.co.uk` gives `example.co.uk`; a host that has none (an IP address) gives itself."""
    plain = _PLAIN.match(url)
    return _registrable(plain[1] if plain else urlsplit(url).hostname or "")


@lru_cache(4_096)
def _registrable(host: str) -> str:
    from tld import get_fld

    return get_fld(f"http://{host}", fail_silently=True) or host


def shared_domain(url: str) -> str | None:
    """The domain whose feeds share a pause: the registrable one. None for a host of one's own (an address, a name
    without a dot), where one feed's trouble says nothing of the next."""
    host = urlsplit(url).hostname or ""
    try:
        ip_address(host)
    except ValueError:
        return registrable_domain(url) if "." in host else None
    return None
