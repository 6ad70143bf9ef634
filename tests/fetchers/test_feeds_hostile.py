"""Whatever bytes come in the place of a feed, the answer is a feed or `NotAFeed`."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fetchers.feeds import NotAFeed, ParsedFeed, parse
from tests.fetchers.build import item, rss

URL = "https://paper.example/feed"
_LAUGHS = "".join(f'<!ENTITY {name} "{f"&{one};" * 10}">' for one, name in zip("abcdefghi", "bcdefghij", strict=True))
BOMB = f"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">{_LAUGHS}]><rss version="2.0"><channel>
<title>&j;</title><item><title>kept &j;</title><link>https://paper.example/1</link></item></channel></rss>""".encode()
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel>
<title>&x;</title><item><title>&x;</title><link>https://paper.example/1</link></item></channel></rss>"""


def _or_none(body: bytes, content_type: str = "") -> ParsedFeed | None:
    try:
        return parse(body, URL, content_type)
    except NotAFeed:
        return None


def _is_sound(found: ParsedFeed) -> None:
    """What the store may rely on of every entry."""
    assert len({entry.guid for entry in found.entries}) == len(found.entries)
    for entry in found.entries:
        assert entry.url.startswith(("http://", "https://"))
        assert entry.guid
        for line in (found.title, entry.guid, entry.url, entry.title, entry.author or "", entry.language or ""):
            assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in line)
        for moment in (entry.published_at, entry.updated_at):
            assert moment is None or moment.utcoffset() is not None


_PIECES = [
    '<?xml version="1.0"?>',
    '<?xml version="1.0" encoding="utf-16"?>',
    "<!DOCTYPE rss [",
    '<!ENTITY a "b">',
    "]>",
    "&a;",
    "&#0;",
    "&#x110000;",
    "&",
    '<rss version="2.0">',
    "<channel>",
    "<item>",
    "<title>",
    '<title type="xhtml">',
    "<link>",
    "http://a.example/1",
    "javascript:x",
    "<guid>",
    "<pubDate>",
    "Fri, 12 Jun 2026",
    "99999999999999",
    "<description>",
    "<content:encoded>",
    "<author>",
    '<category term="',
    '<link href="/x"/>',
    "<image>",
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    "<entry>",
    "<id>",
    "<updated>",
    "<summary>",
    "<enclosure ",
    'url="',
    '" length="x"/>',
    "<media:group>",
    "<georss:point>1 2 3</georss:point>",
    "<itunes:duration>x</itunes:duration>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "</title>",
    "</link>",
    "</item>",
    "</entry>",
    "</channel>",
    "</rss>",
    "\x00",
    "\x1b",
    "\u202e",
    "é",
    "<",
    ">",
    '"',
]
_SOUP = st.lists(st.sampled_from(_PIECES), max_size=30).map("".join)
_TYPES = st.sampled_from(
    ["", "text/html", "text/xml; charset=nonsense", "application/json", "text/xml; charset=utf-16"]
)


@settings(max_examples=300)
@given(_SOUP, _TYPES)
def test_a_soup_of_tags_is_a_feed_or_none(soup: str, content_type: str) -> None:
    """Nothing but `NotAFeed` is raised, and what comes out is sound."""
    found = _or_none(soup.encode("utf-8"), content_type)
    if found:
        _is_sound(found)


@settings(max_examples=150)
@given(_SOUP)
def test_a_soup_inside_an_item_loses_no_soundness(soup: str) -> None:
    """Broken markup within one item."""
    found = _or_none(rss(item(1) + f"<item>{soup}</item>" + item(2)))
    if found:
        _is_sound(found)


@given(st.binary(max_size=200), _TYPES)
def test_random_bytes_are_a_feed_or_none(body: bytes, content_type: str) -> None:
    found = _or_none(body, content_type)
    if found:
        _is_sound(found)


@given(st.binary(max_size=30), st.integers(0, 400), _TYPES)
def test_a_feed_with_bytes_broken_is_a_feed_or_none(bytes_: bytes, place: int, content_type: str) -> None:
    """A feed damaged on its way."""
    whole = rss(item(1) + item(2))
    found = _or_none(whole[:place] + bytes_ + whole[place + len(bytes_) :], content_type)
    if found:
        _is_sound(found)


@pytest.mark.parametrize("body", [BOMB, OUTSIDE], ids=["entities upon entities", "an entity from a file"])
def test_entities_bring_nothing_in(body: bytes) -> None:
    """Neither a thousand million laughs nor a file of ours comes out of a document type."""
    found = _or_none(body)
    text = "" if found is None else found.title + "".join(entry.title for entry in found.entries)
    assert len(text) < 1000
    assert "root:" not in text


def test_markup_that_the_html_parser_chokes_on_costs_no_other_entry() -> None:
    """`<![` in one description leaves the feed as it is."""
    broken = item(1, more="<description>&lt;![nonsense&gt; kept</description>")
    entries = parse(rss(broken + item(2)), URL, "").entries
    assert [entry.guid for entry in entries] == ["guid-1", "guid-2"]
    assert entries[0].summary == "kept"
