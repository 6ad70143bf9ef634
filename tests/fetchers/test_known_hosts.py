"""Addresses whose feed is known without a look at them, and how an address may be typed."""

from __future__ import annotations

import pytest

from fetchers.knownhosts import feeds_at, spelled

YOUTUBE = "https://www.youtube.com/feeds/videos.xml?"
FEEDS = [
    ("https://www.youtube.com/channel/UCabc/videos", [YOUTUBE + "channel_id=UCabc"]),
    ("https://m.youtube.com/playlist?list=PL1&index=2", [YOUTUBE + "playlist_id=PL1"]),
    ("https://www.youtube.com/@name", []),
    ("https://github.com/owner", ["https://github.com/owner.atom"]),
    (
        "https://github.com/owner/name.git",
        [f"https://github.com/owner/name/{what}.atom" for what in ("releases", "tags", "commits")],
    ),
    ("https://github.com/owner/name/releases/latest", ["https://github.com/owner/name/releases.atom"]),
    ("https://github.com/owner/name/releases.atom", []),
    ("https://github.com/explore", []),
    ("https://old.reddit.com/r/LocalLLaMA/top/?t=day", ["https://www.reddit.com/r/LocalLLaMA/.rss"]),
    ("https://www.reddit.com/r/x/.rss", []),
    (
        "https://news.google.com/search?q=a%20b&hl=en-GB&gl=GB&ceid=GB%3Aen",
        ["https://news.google.com/rss/search?q=a+b&hl=en-GB&gl=GB&ceid=GB%3Aen"],
    ),
    ("https://news.google.com/search?q=a", ["https://news.google.com/rss/search?q=a&hl=en-US&gl=US&ceid=US%3Aen"]),
    ("https://news.google.com/rss/search?q=a", []),
    (
        "https://hn.algolia.com/?q=export+controls",
        ["https://hn.algolia.com/api/v1/search_by_date?query=export+controls&tags=story&hitsPerPage=50"],
    ),
    ("https://hn.algolia.com/api/v1/search_by_date?query=a&tags=story", []),
    ("https://news.ycombinator.com/", ["https://news.ycombinator.com/rss"]),
    (
        "https://api.gdeltproject.org/api/v2/doc/doc?query=a&mode=timelinevol",
        [
            "https://api.gdeltproject.org/api/v2/doc/doc?timespan=3d&maxrecords=75&sort=datedesc&query=a&mode=artlist"
            "&format=json"
        ],
    ),
    ("https://api.gdeltproject.org/api/v2/doc/doc?query=a&mode=artlist&format=json", []),
    ("https://paper.example/", []),
    ("javascript:x", []),
]


@pytest.mark.parametrize(("address", "feeds"), FEEDS)
def test_known_hosts_have_their_feeds_at_known_places(address: str, feeds: list[str]) -> None:
    assert [offer.url for offer in feeds_at(address)] == feeds


SPELLED = [
    ("https://paper.example/feed", "https://paper.example/feed"),
    (" paper.example/feed ", "https://paper.example/feed"),
    ("//paper.example/feed", "https://paper.example/feed"),
    ("localhost:8000/feed", "https://localhost:8000/feed"),
    ("feed://paper.example/rss", "https://paper.example/rss"),
    ("feed:http://paper.example/rss", "http://paper.example/rss"),
    ("HTTP://Paper.example/", "http://Paper.example/"),
    ("ftp://paper.example/", "ftp://paper.example/"),
    ("javascript:alert(1)", "javascript:alert(1)"),
]


@pytest.mark.parametrize(("typed", "address"), SPELLED)
def test_what_is_typed_becomes_an_address(typed: str, address: str) -> None:
    assert spelled(typed) == address
