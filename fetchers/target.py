"""An address as a request needs it: the server to connect to, and what to ask it for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fetchers.failures import FetchError

_PORTS = {"http": 80, "https": 443}
#: Most addresses are spelled as they are asked for, and are so read off. All others (letters beyond ASCII, steps up, an
#: escape that is none) httpx spells, as browsers do.
_PLAIN = re.compile(
    r"(https?)://([a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)(?::([1-9][0-9]{0,4}))?"
    r"((?:/(?!\.)(?:[A-Za-z0-9._~+,;=:@!$&()*-]|%[0-9A-Fa-f]{2})*)*(?:\?(?:[A-Za-z0-9._~/+,;=:@!$&()*?-]|%[0-9A-Fa-f]{2})*)?)"
)


@dataclass(frozen=True, slots=True)
class Target:
    """`scheme`: http or https. `host`: its name in ASCII, or an address without brackets. `named`: the server as the
    request names it. `path`: what it is asked for, with the query."""

    scheme: str
    host: str
    port: int
    named: str
    path: str


def target(url: str) -> Target:
    """Raises `FetchError` for an address that cannot be read."""
    plain = _PLAIN.fullmatch(url)
    if plain is None:
        return spelled(url)
    scheme, host, said, path = plain.groups()
    port = int(said) if said else _PORTS[scheme]
    if port > 65_535:
        return spelled(url)
    named = host if port == _PORTS[scheme] else f"{host}:{port}"
    return Target(scheme, host, port, named, path if path.startswith("/") else f"/{path}")


def spelled(url: str) -> Target:
    """The same by httpx, which takes a while to load."""
    from fetchers.lean import httpx

    try:
        found = httpx.URL(url)
        port = found.port or _PORTS[found.scheme]
        host, named, path = (part.decode("ascii") for part in (found.raw_host, found.netloc, found.raw_path))
    except (httpx.InvalidURL, ValueError, KeyError) as error:
        raise FetchError(f"its address, or one that it redirects to, cannot be read ({str(error)[:120]})") from None
    return Target(found.scheme, host, port, named, path)
