"""What a request takes along from address to address: nothing goes to an origin that it is not for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from fetchers.failures import FetchError
from store.urls import bare, origin

#: What says which version of a thing we have; it is worth nothing, or tells too much, anywhere but where it came from.
_VALIDATORS = frozenset({"if-none-match", "if-modified-since", "a-im"})


def joined(url: str, location: str) -> str:
    """Where a redirect from `url` leads, bare and without a fragment. Raises `FetchError` for what cannot be read."""
    try:
        return bare(urldefrag(urljoin(url, location)).url)
    except ValueError:
        raise FetchError("the address that it redirects to cannot be read") from None


@dataclass(frozen=True, slots=True)
class Trip:
    """A request on its way: where it is now, and what it has left to give.

    `validators_from`: the address that the validators among `given` came from. `at_home`: whether the way has not left
    the first origin yet; from there on, credentials and headers of the caller's stay behind. `asks`: whether
    the validators may still be sent; once the way has led past where they came from, it may come back to anything.
    """

    url: str
    given: Mapping[str, str]
    validators_from: str
    user: str = ""
    at_home: bool = True
    asks: bool = True

    def on_to(self, target: str) -> Trip:
        """The trip where a redirect leads. User and password are never the redirect's choice."""
        at_home = self.at_home and origin(target) == origin(self.url)
        asks = self.asks and not (self._is_from_here and origin(target) != origin(self.url))
        return replace(self, url=target, user=self.user or _user(self.url), at_home=at_home, asks=asks)

    @property
    def headers(self) -> dict[str, str]:
        """What is sent to where it is now."""
        return {name: value for name, value in self.given.items() if self._goes(name.lower())}

    @property
    def credentials(self) -> tuple[str, str] | None:
        """User and password, as the first address has them."""
        user, found, password = (self.user or _user(self.url)).partition(":")
        return (unquote(user), unquote(password)) if self.at_home and (user or found) else None

    @property
    def is_conditional(self) -> bool:
        return any(name.lower() in ("if-none-match", "if-modified-since") for name in self.headers)

    @property
    def _is_from_here(self) -> bool:
        return origin(self.url) == origin(self.validators_from)

    def _goes(self, name: str) -> bool:
        if name == "accept":
            return True
        return self.asks and self._is_from_here if name in _VALIDATORS else self.at_home


def _user(url: str) -> str:
    return urlsplit(url).netloc.rpartition("@")[0]
