"""When two addresses are the same page's: the key under which a story is kept."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

#: Query parameters that say how a reader came, not what is read.
_TRACKING = re.compile(
    r"^(utm_\w+|fbclid|gclid|mc_[ce]id|igshid|ocid|cmpid|smid|ref_?src|at_medium|at_campaign)$", re.I
)


def is_web(url: str) -> bool:
    """Whether an address may be fetched or opened: http or https, with a host, and with no port that cannot be."""
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def url_key(url: str) -> str:
    """The address without scheme, `www.`, fragment, default port, tracking parameters and closing slash.

    >>> url_key("HTTPS://www.Example.org:443/a/?utm_source=x&b=1#top")
    'example.org/a?b=1'
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
        port = parts.port
    except ValueError:
        return url.strip()
    if not host:
        return url.strip()
    place = host if port in (None, 80, 443) else f"{host}:{port}"
    kept = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(k)]
    query = f"?{urlencode(kept)}" if kept else ""
    return f"{place}{parts.path.rstrip('/ ')}{query}"
