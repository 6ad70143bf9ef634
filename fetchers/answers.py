"""What an answer that brought nothing usable is called."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fetchers.http import Response

_WORDS = {
    304: "304 without having been asked whether it changed",
    401: "401: it wants a password",
    403: "403: the server refuses us; it may block readers that are no browser",
    404: "404: not found; the address may have changed",
    410: "410: gone for good, says the server",
    429: "429: too many requests, says the server",
    451: "451: withheld for legal reasons",
}


#: How the keepers of gates say in a header that their page is a challenge: Cloudflare, and Amazon's firewall.
_CHALLENGES = (("cf-mitigated", ("challenge",)), ("x-amzn-waf-action", ("challenge", "captcha")))


def is_challenge(response: Response) -> bool:
    """Whether it is a page that only a browser passes. DataDome names itself on every answer, challenge or not."""
    if response.status in (401, 403) and "x-datadome" in response.headers:
        return True
    return any(response.headers.get(name, "").lower() in words for name, words in _CHALLENGES)


def status_words(response: Response) -> str:
    """An answer other than a whole one, in a few words."""
    if is_challenge(response):
        return f"{response.status}: a challenge page that only a browser passes"
    if response.status >= 500:
        return f"{response.status}: the server has trouble"
    return _WORDS.get(response.status, f"unexpected status {response.status}")


def paused_words(feed_id: int, since: datetime) -> str:
    """Of a feed that said 410 twice: that it is paused, and the mend."""
    return f"410 Gone twice since {since.day} {since:%B}; paused. Resume with: reportedly feeds resume {feed_id}"
