"""The registrable domain of an address, by the public suffix list that the `tld` package carries."""

from __future__ import annotations

from urllib.parse import urlsplit


def registrable_domain(url: str) -> str:
    """`news.example.co.uk` gives `example.co.uk`; a host that has none (an IP address) gives itself."""
    from tld import get_fld

    host = urlsplit(url).hostname or ""
    return get_fld(url, fail_silently=True) or host
