"""Addresses whose feeds are known from the address alone: hosts that keep them where no page names them."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from fetchers.kinds.homepage import Offer
from store.urls import is_web

#: Parts of a path on GitHub that are no owner's name.
_NO_OWNERS = {
    "about",
    "apps",
    "collections",
    "explore",
    "features",
    "marketplace",
    "orgs",
    "search",
    "settings",
    "topics",
}


def spelled(address: str) -> str:
    """What a person typed as an address: `feed:` taken off, https where no scheme is given."""
    address = re.sub(r"^feed:(//)?(?=https?:)", "", address.strip(), flags=re.I)
    address = re.sub(r"^feed:(//)?", "https://", address, flags=re.I)
    if not re.match(r"[a-z][a-z0-9+.-]*:", address, re.I) or re.match(r"[\w.-]+\.\w+:\d+(/|\Z)|localhost:\d", address):
        return f"https://{address.removeprefix('//')}" if re.match(r"(//)?[\w-]+(\.[\w-]+)*\.?\w", address) else address
    scheme, _, rest = address.partition(":")
    return f"{scheme.lower()}:{rest}"


def feeds_at(url: str) -> tuple[Offer, ...]:
    """The feeds that belong to an address, the most fitting first; none where its host is not known."""
    if not is_web(url):
        return ()
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("old.")
    steps = [step for step in parts.path.split("/") if step]
    find = _HOSTS.get(host)
    return find(steps, {name: values[0] for name, values in parse_qs(parts.query).items()}) if find else ()


def _offer(url: str, title: str) -> Offer:
    return Offer(url, title, "its host keeps it there")


def _youtube(steps: list[str], query: dict[str, str]) -> tuple[Offer, ...]:
    """Channels by their number and playlists; a name (/@name) is on its page, which names the feed."""
    base = "https://www.youtube.com/feeds/videos.xml?"
    if steps[:1] == ["playlist"] and "list" in query:
        return (_offer(base + urlencode({"playlist_id": query["list"]}), "YouTube playlist"),)
    if steps[:1] == ["channel"] and len(steps) > 1:
        return (_offer(base + urlencode({"channel_id": steps[1]}), "YouTube channel"),)
    return ()


def _github(steps: list[str], query: dict[str, str]) -> tuple[Offer, ...]:
    if not steps or steps[0] in _NO_OWNERS or steps[-1].endswith(".atom"):
        return ()
    owner = quote(steps[0])
    if len(steps) == 1:
        return (_offer(f"https://github.com/{owner}.atom", f"what {steps[0]} does"),)
    place = f"https://github.com/{owner}/{quote(steps[1].removesuffix('.git'))}"
    found = [_offer(f"{place}/{what}.atom", f"{what} of {steps[1]}") for what in ("releases", "tags", "commits")]
    if len(steps) > 2:
        named = [offer for offer in found if f"/{steps[2]}.atom" in offer.url]
        return tuple(named or found)
    return tuple(found)


def _reddit(steps: list[str], query: dict[str, str]) -> tuple[Offer, ...]:
    if len(steps) < 2 or steps[0] not in ("r", "user", "u") or steps[-1].endswith(".rss"):
        return ()
    return (_offer(f"https://www.reddit.com/{steps[0]}/{quote(steps[1])}/.rss", f"{steps[0]}/{steps[1]}"),)


def _google_news(steps: list[str], query: dict[str, str]) -> tuple[Offer, ...]:
    """A search, with the edition that Google wants to be told."""
    if steps[:1] == ["rss"]:
        return ()
    edition = {"hl": query.get("hl", "en-US"), "gl": query.get("gl", "US"), "ceid": query.get("ceid", "US:en")}
    if steps[:1] == ["search"] and "q" in query:
        words = urlencode({"q": query["q"], **edition})
        return (_offer(f"https://news.google.com/rss/search?{words}", f"Google News: {query['q']}"),)
    if steps[:1] in (["topics"], ["topic"]) and len(steps) > 1:
        place = f"https://news.google.com/rss/topics/{quote(steps[1])}?{urlencode(edition)}"
        return (_offer(place, "Google News topic"),)
    return ()


def _hn_search(steps: list[str], query: dict[str, str]) -> tuple[Offer, ...]:
    words = query.get("q") or query.get("query")
    if steps[:1] == ["api"] or not words:
        return ()
    found = urlencode({"query": words, "tags": "story", "hitsPerPage": 50})
    return (_offer(f"https://hn.algolia.com/api/v1/search_by_date?{found}", f"Hacker News: {words}"),)


def _hn(steps: list[str], query: dict[str, str]) -> tuple[Offer, ...]:
    return () if steps == ["rss"] else (_offer("https://news.ycombinator.com/rss", "Hacker News, the front page"),)


def _gdelt(steps: list[str], query: dict[str, str]) -> tuple[Offer, ...]:
    """Whatever form a search was asked in, the list of its articles as JSON, the newest first."""
    if "query" not in query or (query.get("mode", "").lower() == "artlist" and query.get("format") in ("json", "rss")):
        return ()
    usual = {"timespan": "3d", "maxrecords": "75", "sort": "datedesc"}
    found = urlencode({**usual, **query, "mode": "artlist", "format": "json"})
    return (_offer(f"https://api.gdeltproject.org/api/v2/doc/doc?{found}", f"GDELT: {query['query']}"),)


_HOSTS: dict[str, Callable[[list[str], dict[str, str]], tuple[Offer, ...]]] = {
    "youtube.com": _youtube,
    "github.com": _github,
    "reddit.com": _reddit,
    "news.google.com": _google_news,
    "hn.algolia.com": _hn_search,
    "news.ycombinator.com": _hn,
    "api.gdeltproject.org": _gdelt,
}
