"""Lists of feeds, read from anybody and written for anybody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetchers.opml import OpmlError, read, write
from store.feeds import NewFeed
from store.models import Feed

LIST = b"""<?xml version="1.0" encoding="UTF-8"?><opml version="2.0"><head><title>Mine</title></head><body>
<outline text="Press"><outline text="Nested"><outline type="rss" text="AI desk" title="The Paper"
 xmlUrl="https://paper.example/feed" htmlUrl="https://paper.example/" reportedlyNote="scraped by others"/></outline>
</outline><outline text="Only text" xmlUrl="https://two.example/feed"/>
<outline title="Only title" xmlUrl="https://three.example/feed"/><outline xmlUrl="https://four.example/feed"/>
<outline text="Again" xmlUrl="https://two.example/feed"/><outline text="A folder"/></body></opml>"""


def _one(attributes: str) -> list[NewFeed]:
    return read(f'<opml version="1.0"><body><outline {attributes}/></body></opml>'.encode())


def test_feeds_are_found_at_any_depth() -> None:
    """Each address once; names from what there is, at last from the host."""
    assert read(LIST) == [
        NewFeed("https://paper.example/feed", "AI desk", "The Paper", "https://paper.example/", "scraped by others"),
        NewFeed("https://two.example/feed", "Only text", "Only text"),
        NewFeed("https://three.example/feed", "Only title", "Only title"),
        NewFeed("https://four.example/feed", "four.example", "four.example"),
    ]


VARIANTS = [
    ('XMLURL="https://a.example/" TEXT="A"', "https://a.example/"),
    ('xmlurl="https://a.example/" text="A"', "https://a.example/"),
    ('type="atom" xmlUrl="http://a.example/?a=1&amp;b=2" text="A"', "http://a.example/?a=1&b=2"),
    ('xmlUrl="  https://a.example/  " text="A"', "https://a.example/"),
]


@pytest.mark.parametrize(("attributes", "url"), VARIANTS)
def test_other_programs_spellings_are_read(attributes: str, url: str) -> None:
    assert [(feed.url, feed.title) for feed in _one(attributes)] == [(url, "A")]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "exec:reboot", "|id", "feed://a.example/", "", "a.example"]
)
def test_what_is_no_web_address_is_passed_over(url: str) -> None:
    """No other program is run, and no file of ours read."""
    assert _one(f'xmlUrl="{url}" text="A"') == []
    assert _one(f'xmlUrl="https://a.example/" htmlUrl="{url}"')[0].home_url is None


def test_names_are_cleaned() -> None:
    """Control and bidirectional characters do not come in by way of a list."""
    (feed,) = _one('xmlUrl="https://a.example/" text="A&#x202E;&#x9B;31m" title="B&#10;C"')
    assert (feed.title, feed.outlet) == ("A31m", "B C")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1251", "iso-8859-5"])
def test_lists_in_other_encodings_are_read(encoding: str) -> None:
    declared = encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{declared}"?><opml><body><outline text="Новости" xmlUrl="https://a.example/"/></body></opml>'
    assert read(text.encode(encoding))[0].title == "Новости"


LAUGHS = '<!DOCTYPE opml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE opml [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
DOCUMENT = '<?xml version="1.0"?>{}<opml><body><outline text="&b;" xmlUrl="https://a.example/"/></body></opml>'
HOSTILE = [
    (DOCUMENT.format(LAUGHS).encode(), "it declares a document type or entities"),
    (DOCUMENT.format(LAUGHS.lower()).encode(), "it declares a document type or entities"),
    (DOCUMENT.format(OUTSIDE).encode(), "it declares a document type or entities"),
    (
        DOCUMENT.format(LAUGHS).replace("1.0", '1.0" encoding="utf-16', 1).encode("utf-16"),
        "it declares a document type",
    ),
    (DOCUMENT.format("<!--" + "x" * 200_000 + "-->" + LAUGHS).encode(), "it declares a document type or entities"),
    (b"<opml>" + b" " * 5_000_000, "it is larger than 5 MB"),
    (b"<rss version='2.0'/>", "its root is <rss>, not <opml>"),
    (b"<\x1b/>", "it is not well-formed XML"),
    (b"<opml><body>", "it is not well-formed XML"),
    (b"", "it is not well-formed XML"),
    (b"not xml", "it is not well-formed XML"),
    (b"\xff\xfe", "it is not well-formed XML"),
    (b'<?xml version="1.0" encoding="nonsense"?><opml/>', "it is not well-formed XML"),
]


@pytest.mark.parametrize(("data", "why"), HOSTILE, ids=range(len(HOSTILE)))
def test_what_is_no_list_says_why(data: bytes, why: str) -> None:
    """Broken, too large, with entities, or something else: a sentence, and nothing read."""
    with pytest.raises(OpmlError, match=why):
        read(data)


def test_a_list_nested_without_end_is_read_or_refused() -> None:
    """Depth is no way to bring the program down."""
    depth = 100_000
    data = (
        b"<opml>"
        + b"<outline>" * depth
        + b'<outline xmlUrl="https://a.example/"/>'
        + b"</outline>" * depth
        + b"</opml>"
    )
    assert len(read(data)) == 1


@given(st.binary(max_size=200))
def test_random_bytes_are_no_list(data: bytes) -> None:
    with pytest.raises(OpmlError):
        read(data)


_NAMES = st.text(st.characters(codec="ascii", categories=["L", "N", "P", "S"]), min_size=1, max_size=12)
_URLS = st.from_regex(r"https?://[a-z]{1,8}\.example/[a-zA-Z0-9?&=<>\"']{0,9}", fullmatch=True)
_FEEDS = st.builds(
    Feed,
    id=st.integers(1, 9),
    url=_URLS,
    title=_NAMES,
    outlet=_NAMES,
    home_url=st.one_of(st.none(), _URLS),
    note=st.one_of(st.none(), _NAMES),
)


@given(st.lists(_FEEDS, max_size=4, unique_by=lambda feed: feed.url), _NAMES)
def test_a_list_written_is_read_back(feeds: list[Feed], title: str) -> None:
    """Addresses, names, homes and notes come back, whatever markup is in them."""
    expected = [NewFeed(feed.url, feed.title, feed.outlet, feed.home_url, feed.note) for feed in feeds]
    assert read(write(feeds, title).encode()) == expected


def test_a_list_is_written_for_other_programs() -> None:
    feed = Feed(1, "https://a.example/?a&b", "Desk", 'The "Paper"', "https://a.example/", note="search feed")
    assert write([feed], "Mine & yours") == (
        '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n  <head>\n    <title>Mine &amp; yours</title>\n'
        '  </head>\n  <body>\n    <outline type="rss" text="Desk" title="The &quot;Paper&quot;" '
        'xmlUrl="https://a.example/?a&amp;b" htmlUrl="https://a.example/" reportedlyNote="search feed" />\n'
        "  </body>\n</opml>\n"
    )
