"""Kinds of feed beside RSS, Atom and JSON Feed: sitemaps, searches, pages, and what only a second parser can read."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from fetchers.feeds import ENTRY_LIMIT, NotAFeed, ParsedFeed, look, parse
from store.models import Entry
from tests.fetchers.build import atom, item, rss

SITE = "https://paper.example/sitemap.xml"
NOON = datetime(2026, 6, 12, 12, tzinfo=UTC)
_NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


def _url(number: int, date: str = "2026-06-12T12:00:00Z", more: str = "") -> str:
    return (
        f"<url><loc>https://paper.example/{number}</loc>{more}<news:news><news:publication><news:name>The Paper"
        f"</news:name><news:language>en</news:language></news:publication><news:publication_date>{date}"
        f"</news:publication_date><news:title>Model {number} &amp; more</news:title></news:news></url>"
    )


def _sitemap(*urls: str) -> bytes:
    return f'<?xml version="1.0"?><!-- made --><urlset {_NEWS}>{"".join(urls)}</urlset>'.encode()


def test_a_news_sitemap_is_a_feed() -> None:
    """Headline, address, both dates and language; a picture's own title and place are not the story's."""
    picture = (
        '<image:image xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><image:loc>https://cdn.example/1.jpg'
        "</image:loc><image:title>A picture</image:title></image:image><lastmod>2026-06-13</lastmod>"
    )
    found = parse(_sitemap(_url(1, more=picture)), SITE, "")
    assert (found.kind, found.title, found.language) == ("news sitemap", "The Paper", "en")
    assert found.entries == (
        Entry(
            guid="https://paper.example/1",
            url="https://paper.example/1",
            title="Model 1 & more",
            published_at=NOON,
            updated_at=datetime(2026, 6, 13, tzinfo=UTC),
            language="en",
        ),
    )


def test_a_sitemap_kept_as_a_gzip_file_is_read() -> None:
    assert len(parse(gzip.compress(_sitemap(_url(1))), SITE + ".gz", "application/gzip").entries) == 1


def test_of_a_long_sitemap_the_newest_are_kept() -> None:
    """Wherever they stand in it; what was left out is said."""
    old = [_url(n, "2026-06-01") for n in range(ENTRY_LIMIT + 10)]
    found = parse(_sitemap(*old, _url(9_999)), SITE, "")
    assert len(found.entries) == ENTRY_LIMIT
    assert "https://paper.example/9999" in {entry.url for entry in found.entries}
    assert found.note == f"it has {ENTRY_LIMIT + 11} entries, of which {ENTRY_LIMIT} were kept"


def test_an_index_leads_to_few_sitemaps_and_to_those_of_news_first() -> None:
    rows = [("archive-1", "2026-06-12"), ("archive-2", "2026-06-11"), ("news", "2020-01-01")]
    rows += [(f"older-{n}", "2019-01-01") for n in range(9)]
    listed = "".join(f"<sitemap><loc>/{n}.xml</loc><lastmod>{d}</lastmod></sitemap>" for n, d in rows)
    found = parse(f"<sitemapindex>{listed}</sitemapindex>".encode(), SITE, "")
    names = [place.rpartition("/")[2] for place in found.further]
    assert names[:3] == ["news.xml", "archive-1.xml", "archive-2.xml"]
    assert len(names) == 5
    assert found.note == "it lists 12 sitemaps, of which 5 are read"


HITS = {
    "hits": [
        {
            "objectID": "41",
            "title": "Model suspended",
            "url": "https://paper.example/1",
            "author": "someone",
            "created_at": "2026-06-12T12:00:00Z",
        },
        {"objectID": "42", "title": "Ask HN: now?", "url": None, "author": "asker", "story_text": "Is it <i>so</i>?"},
        {"objectID": "43", "comment_text": "a comment", "title": None},
        {"objectID": "../44", "title": "no number"},
    ],
    "nbHits": 4,
    "query": "model suspended",
}


def test_a_search_of_hacker_news_leads_to_the_outlets() -> None:
    """A submission's page is the outlet's, and whoever submitted it did not write it; a question is its own page."""
    found = parse(json.dumps(HITS).encode(), "https://hn.algolia.com/api/v1/search_by_date?query=x", "")
    assert (found.kind, found.search, found.title) == ("Hacker News search", True, "Hacker News: model suspended")
    page, question = found.entries
    assert (page.url, page.author, page.published_at) == ("https://paper.example/1", None, NOON)
    assert (question.url, question.author) == ("https://news.ycombinator.com/item?id=42", "asker")
    assert question.summary == "Is it so?"


GDELT = "https://api.gdeltproject.org/api/v2/doc/doc?query=x&mode=artlist&format=json"
ARTICLE = {"url": "https://paper.example/1", "title": "Model suspended", "seendate": "20260612T120000Z"}


def test_a_search_of_gdelt_leads_to_the_outlets() -> None:
    articles = [ARTICLE | {"language": "German"}, ARTICLE | {"url": "ftp://x"}, {"url": 7}, "x"]
    found = parse(json.dumps({"articles": articles}).encode(), GDELT, "")
    assert (found.kind, found.search) == ("GDELT search", True)
    (entry,) = found.entries
    assert (entry.title, entry.published_at, entry.language) == ("Model suspended", NOON, "de")


def test_what_gdelt_complains_of_is_passed_on() -> None:
    """Its errors are plain text; its JSON is escaped as none allows now and then."""
    with pytest.raises(NotAFeed, match="GDELT says: The specified phrase is too short"):
        parse(b"The specified phrase is too short.\n", GDELT, "text/html")
    odd = b'{"articles": [{"url": "https://paper.example/1", "title": "It\\\'s off"}]}'
    assert parse(odd, GDELT, "").entries[0].title == "It's off"


def _google(title: str, source: str) -> Entry:
    row = f"<item><title>{title}</title><link>https://news.google.com/rss/articles/CBMi1</link>{source}</item>"
    (entry,) = parse(rss(row), "https://news.google.com/rss/search?q=x", "").entries
    return entry


SOURCE = '<source url="https://paper.example">The Paper</source>'
SIGNALS = [
    ("Model suspended - The Paper", SOURCE, "Model suspended", "The Paper", "https://paper.example"),
    ("On - off - The Paper", SOURCE, "On - off", "The Paper", "https://paper.example"),
    ("Model suspended", SOURCE, "Model suspended", "The Paper", "https://paper.example"),
    ("Model suspended - The Paper", "", "Model suspended", "The Paper", None),
    ("Model suspended", "", "Model suspended", None, None),
    ("X - A", '<source url="javascript:x">A</source>', "X", "A", None),
]


@pytest.mark.parametrize(("given", "source", "title", "outlet", "home"), SIGNALS)
def test_google_news_gives_signals(given: str, source: str, title: str, outlet: str | None, home: str | None) -> None:
    """An outlet and its headline, apart; never a story."""
    entry = _google(given, source)
    assert (entry.signal, entry.title, entry.outlet, entry.outlet_url) == (True, title, outlet, home)


NAMED = [
    (rss(item()), "RSS 2.0"),
    (
        b'<rss version="0.91"><channel><item><title>t</title><link>https://a.example/1</link></item></channel></rss>',
        None,
    ),
    (atom(""), "Atom 1.0"),
    (json.dumps({"version": "https://jsonfeed.org/version/1", "items": []}).encode(), "JSON Feed 1.0"),
    (json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": []}).encode(), "JSON Feed 1.1"),
]


@pytest.mark.parametrize(("body", "kind"), NAMED)
def test_a_feed_says_what_it_is(body: bytes, kind: str | None) -> None:
    assert parse(body, SITE, "").kind == (kind or "RSS 0.91")


SECOND = [
    rss(item(1)).replace(b'encoding="utf-8"', b'encoding="utf-16"'),
    b'<a:rss xmlns:a="urn:x" version="2.0"><a:channel><a:item><a:title>Model suspended</a:title>'
    b"<a:link>https://paper.example/1</a:link></a:item></a:channel></a:rss>",
]


@pytest.mark.parametrize("body", SECOND, ids=["mislabelled", "prefixed"])
def test_where_the_first_parser_finds_nothing_a_second_is_asked(body: bytes) -> None:
    found = parse(body, SITE, "")
    assert [(entry.title, entry.url) for entry in found.entries] == [("Model suspended", "https://paper.example/1")]
    assert found.note == "its XML is unusual or broken; what could be read of it was kept"


NO_FEEDS: list[tuple[bytes, str]] = [
    (b"<urlset><url><loc>https://paper.example/1</loc></url></urlset>", "it is a sitemap without headlines"),
    (b"<urlset><url><loc>", "it is a sitemap, but broken XML"),
    (b'<!DOCTYPE urlset [<!ENTITY a "b">]><urlset></urlset>', "declares a document type or entities"),
    (b"\x1f\x8b\x08\x00broken", "it is a gzip file, and a broken one"),
    (gzip.compress(b"<urlset>" + b" " * 11_000_000), "it is a gzip file of more than 10 MB"),
    (b'{"hits": {}, "nbHits": 1}', "holds no list of hits"),
]


@pytest.mark.parametrize(("body", "why"), NO_FEEDS, ids=range(len(NO_FEEDS)))
def test_what_is_no_feed_says_what_it_is(body: bytes, why: str) -> None:
    with pytest.raises(NotAFeed, match=why):
        parse(body, SITE, "")


def _offers(head: str) -> list[tuple[str, str, bool]]:
    page = f"<!DOCTYPE html><html><head>{head}</head><body>x</body></html>"
    return [(o.url, o.title, o.comments) for o in look(page.encode(), "https://paper.example/a/b", "text/html").offers]


RSS_LINK = '<link rel="alternate" type="application/rss+xml" '
OFFERS: list[tuple[str, list[tuple[str, str, bool]]]] = [
    (RSS_LINK + 'title="The Paper" href="/feed">', [("https://paper.example/feed", "The Paper", False)]),
    (RSS_LINK.upper() + "HREF=feed>", [("https://paper.example/a/feed", "", False)]),
    ('<base href="https://b.example/x/">' + RSS_LINK + 'href="f">', [("https://b.example/x/f", "", False)]),
    (RSS_LINK + 'href="javascript:x">', []),
    ('<link rel="alternate" hreflang="de" href="/de">', []),
    ('<link rel="stylesheet" type="application/rss+xml" href="/x">', []),
    ('<a href="/feed/">feed</a><a href="/food">x</a>', [("https://paper.example/feed/", "", False)]),
    (RSS_LINK + 'href="/f">' + '<a href="/rss.xml">x</a>', [("https://paper.example/f", "", False)]),
    (
        RSS_LINK + 'title="P » Comments Feed" href="/comments/feed/">' + RSS_LINK + 'title="P" href="/feed/">',
        [
            ("https://paper.example/feed/", "P", False),
            ("https://paper.example/comments/feed/", "P » Comments Feed", True),
        ],
    ),
    (RSS_LINK + 'title="a\u202e\x1b[31mb" href="/f">', [("https://paper.example/f", "a[31mb", False)]),
]


@pytest.mark.parametrize(("head", "offers"), OFFERS, ids=range(len(OFFERS)))
def test_a_page_offers_the_feeds_that_it_names(head: str, offers: list[tuple[str, str, bool]]) -> None:
    """By name first; by the look of an address only where none is named; those of comments last."""
    assert _offers(head) == offers


def _dated(number: int, day: int) -> str:
    return item(number, more=f"<pubDate>{day:02d} Jun 2026 12:00:00 GMT</pubDate>")


LONG = 100_000
ORDERS: list[tuple[str, list[str], Any]] = [
    ("newest first", [item(n) for n in range(LONG)], ("guid-0", "guid-499")),
    ("oldest first", [_dated(n, 1 + n * 20 // LONG) for n in range(LONG)], (f"guid-{LONG - 500}", f"guid-{LONG - 1}")),
]


@pytest.mark.parametrize(("order", "items", "ends"), ORDERS, ids=[row[0] for row in ORDERS])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_hundred_thousand_entries_are_cut_before_they_are_parsed(
    order: str, items: list[str], ends: tuple[str, str], encoding: str
) -> None:
    """The newest are kept, wherever they stand, and how many there were is said. The document stays well-formed."""
    body = rss("".join(items)).decode().replace("utf-8", encoding).encode(encoding)
    found: ParsedFeed = parse(body, SITE, "")
    assert (found.entries[0].guid, found.entries[-1].guid) == ends
    assert found.title == "The Paper"
    assert found.note == "it has 100,000 entries, of which 500 were kept"


ODD = [
    ('<item a="1" a="2"><title>t</title><link>https://paper.example/1</link></item>', "t"),
    ("<item><title>" + "long " * 100_000 + "</title><link>https://paper.example/1</link></item>", None),
    ("<item><title>&nbsp;&hellip;t&eacute;</title><link>https://paper.example/1</link></item>", "…té"),
    ("<item><title><![CDATA[a]]> &amp; <![CDATA[b]]></title><link>https://paper.example/1</link></item>", "a & b"),
]


@pytest.mark.parametrize(("row", "title"), ODD, ids=["attribute twice", "huge title", "HTML's entities", "CDATA"])
def test_odd_items_are_read(row: str, title: str | None) -> None:
    (entry,) = parse(rss(row), SITE, "").entries
    assert entry.title == title if title else len(entry.title) == 2_000


def test_a_date_to_come_is_kept_as_said() -> None:
    (entry,) = parse(rss(item(more="<pubDate>Fri, 12 Jun 2099 12:00:00 GMT</pubDate>")), SITE, "").entries
    assert entry.published_at == datetime(2099, 6, 12, 12, tzinfo=UTC)


def test_a_guid_is_kept_as_said() -> None:
    """One that looks like a relative address too, or it would be another one when the feed moves."""
    body = atom("<entry><id>right</id><title>t</title><link href='/1'/></entry>")
    assert parse(body, SITE, "").entries[0].guid == "right"


def test_what_a_feed_says_of_polling_is_kept() -> None:
    head = "<title>P</title><ttl>90</ttl><skipHours><hour>3</hour><hour>4</hour></skipHours>"
    found = parse(rss(item(), head), SITE, "")
    assert (found.ttl, found.skip_hours) == (90, (3, 4))
