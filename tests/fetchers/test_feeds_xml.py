"""Feeds in XML of every kind become entries."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from fetchers.feeds import ENTRY_LIMIT, NotAFeed, ParsedFeed, parse
from store.models import Entry
from tests.fetchers.build import atom, item, rss

URL = "https://paper.example/feeds/ai.xml"


def _parsed(body: bytes, content_type: str = "application/xml") -> ParsedFeed:
    return parse(body, URL, content_type)


def _entry(body: bytes) -> Entry:
    (entry,) = _parsed(body).entries
    return entry


RSS_091 = b"""<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"
 "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>The Paper</title>
<link>https://paper.example/</link><language>en</language><item><title>Model suspended</title>
<link>https://paper.example/1</link><description>In short.</description></item></channel></rss>"""
RSS_2 = rss(item(more="<description>In short.</description>"))
RDF = b"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/"><channel rdf:about="https://paper.example/"><title>The Paper</title>
<link>https://paper.example/</link></channel><item rdf:about="https://paper.example/1"><title>Model suspended</title>
<link>https://paper.example/1</link><description>In short.</description></item></rdf:RDF>"""
ATOM_1 = atom(
    '<entry><title>Model suspended</title><id>tag:paper,1</id><link href="https://paper.example/1"/>'
    "<summary>In short.</summary></entry>",
    '<title>The Paper</title><link href="https://paper.example/"/>',
)
ATOM_03 = (
    b'<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>The Paper</title>'
    b'<link rel="alternate" href="https://paper.example/"/><entry><title>Model suspended</title>'
    b'<id>1</id><link rel="alternate" href="https://paper.example/1"/><summary>In short.</summary></entry></feed>'
)
KINDS = {"RSS 0.91": RSS_091, "RSS 2.0": RSS_2, "RDF": RDF, "Atom 1.0": ATOM_1, "Atom 0.3": ATOM_03}


@pytest.mark.parametrize("body", KINDS.values(), ids=KINDS)
@pytest.mark.parametrize("lead", [b"", b"\xef\xbb\xbf", b"\n\n "], ids=["", "mark", "blank lines"])
def test_every_kind_of_feed_is_read(body: bytes, lead: bytes) -> None:
    """Title, home and the entry with address, headline and summary, whatever stands before the first tag."""
    found = _parsed(lead + body)
    assert (found.title, found.home_url) == ("The Paper", "https://paper.example/")
    (entry,) = found.entries
    assert (entry.title, entry.url, entry.summary) == ("Model suspended", "https://paper.example/1", "In short.")
    assert entry.guid


def test_an_entry_has_all_its_feed_says() -> None:
    """Author, both dates in UTC, summary and content, language."""
    body = atom(
        "<entry><title>T</title><id>tag:paper,1</id><link href='https://paper.example/1'/>"
        "<author><name>A. Writer</name></author><published>2026-06-12T17:21:00-04:00</published>"
        "<updated>2026-06-13T08:00:00Z</updated><summary>In short.</summary>"
        "<content type='html'>&lt;p&gt;At length.&lt;/p&gt;&lt;p&gt;And more.&lt;/p&gt;</content></entry>",
        "<title>P</title>",
    ).replace(b"<feed ", b'<feed xml:lang="en-GB" ')
    assert _entry(body) == Entry(
        guid="tag:paper,1",
        url="https://paper.example/1",
        title="T",
        author="A. Writer",
        published_at=datetime(2026, 6, 12, 21, 21, tzinfo=UTC),
        updated_at=datetime(2026, 6, 13, 8, 0, tzinfo=UTC),
        summary="In short.",
        content="At length.\nAnd more.",
        language="en-gb",
    )


DATES = [
    ("Fri, 12 Jun 2026 17:21:00 -0400", datetime(2026, 6, 12, 21, 21, tzinfo=UTC)),
    ("Fri, 12 Jun 2026 17:21:00 EDT", datetime(2026, 6, 12, 21, 21, tzinfo=UTC)),
    ("12 Jun 2026 17:21 GMT", datetime(2026, 6, 12, 17, 21, tzinfo=UTC)),
    ("2026-06-12T17:21:00Z", datetime(2026, 6, 12, 17, 21, tzinfo=UTC)),
    ("yesterday", None),
    ("Fri, 32 Foo 2026", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "moment"), DATES)
def test_dates_are_read_or_left_out(text: str, moment: datetime | None) -> None:
    """A date that cannot be read is none; nothing is guessed, and `updated` is not lent from `published`."""
    entry = _entry(rss(item(more=f"<pubDate>{text}</pubDate>")))
    assert (entry.published_at, entry.updated_at) == (moment, None)


def test_an_rdf_item_came_out_at_its_date() -> None:
    """dc:date is the only date such feeds have. Where Atom gives `updated` alone, it was out by then at the latest."""
    dated = RDF.replace(b"xmlns=", b'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns=').replace(
        b"</item>", b"<dc:date>2026-06-12T17:21:00Z</dc:date></item>"
    )
    assert _entry(dated).published_at == datetime(2026, 6, 12, 17, 21, tzinfo=UTC)
    atom_only = ATOM_1.replace(b"</entry>", b"<updated>2026-06-12T17:21:00Z</updated></entry>")
    assert _entry(atom_only).published_at == datetime(2026, 6, 12, 17, 21, tzinfo=UTC)
    assert _entry(atom_only).updated_at == datetime(2026, 6, 12, 17, 21, tzinfo=UTC)


TITLES = [
    ("Ford &amp; GM", "Ford & GM"),
    ("Ford &amp;amp; GM", "Ford & GM"),
    ("&lt;b&gt;Bold&lt;/b&gt; claim", "Bold claim"),
    ("<![CDATA[<em>Bold</em> &amp; claim]]>", "Bold & claim"),
    ("5 &lt; 6", "5 < 6"),
    ("It&#8217;s &quot;off&quot;", 'It’s "off"'),
    ("line\n  break", "line break"),
    ("&amp;#27;[31mred&amp;#7;", "[31mred"),
    ("\u202eevil\u202c\u200e", "evil"),
    ("&#x202E;evil", "evil"),
    ("[@click=app.quit]q[/]", "[@click=app.quit]q[/]"),
    ("", ""),
]


@pytest.mark.parametrize(("markup", "title"), TITLES)
def test_headlines_are_plain_lines(markup: str, title: str) -> None:
    """Entities, CDATA and markup are resolved; control and bidirectional characters are gone."""
    assert _entry(rss(item(title=markup))).title == title


LINKS = [
    ("<link>https://other.example/1</link>", "https://other.example/1"),
    ("<link>/story/1</link>", "https://paper.example/story/1"),
    ("<link>//cdn.example/1</link>", "https://cdn.example/1"),
    ("<link> https://paper.example/a\n b </link>", "https://paper.example/ab"),
    ("<link>https://paper.example/?a=1&amp;b=2</link>", "https://paper.example/?a=1&b=2"),
    ("<guid isPermaLink='true'>https://paper.example/by-guid</guid>", "https://paper.example/by-guid"),
    ("<link>javascript:alert(1)</link><guid>https://paper.example/2</guid>", "https://paper.example/2"),
]


@pytest.mark.parametrize(("markup", "url"), LINKS)
def test_links_are_made_whole(markup: str, url: str) -> None:
    """Relative ones by where the feed is; where there is none, the guid that is an address."""
    assert _entry(rss(f"<item><title>t</title>{markup}</item>")).url == url


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "mailto:a@b.example",
        "http://[broken",
        "https://paper.example:99999/",
        "https://paper.example/" + "x" * 2000,
    ],
)
def test_an_entry_that_leads_nowhere_on_the_web_is_left_out(link: str) -> None:
    """Without a page there is nothing to read; the entries beside it are kept."""
    body = rss(f"<item><title>bad</title><link>{link}</link><guid isPermaLink='false'>b</guid></item>" + item(2))
    assert [entry.guid for entry in _parsed(body).entries] == ["guid-2"]


def test_atom_links_follow_their_base() -> None:
    """xml:base on the way down counts, and the alternate is the page."""
    body = atom(
        "<entry xml:base='/2026/'><title>t</title><id>x</id><link rel='edit' href='https://edit.example/'/>"
        "<link rel='alternate' href='story'/></entry>"
    )
    assert _entry(body).url == "https://paper.example/2026/story"


def test_an_entry_given_twice_counts_once() -> None:
    """The first of two with one guid and one page; two pages under one guid are two entries."""
    same = item(1) + item(1, title="Again")
    assert [entry.title for entry in _parsed(rss(same)).entries] == ["Model suspended"]
    two = "".join(
        f"<item><title>{n}</title><link>https://paper.example/{n}</link><guid isPermaLink='false'>x</guid></item>"
        for n in (1, 2, 1)
    )
    entries = _parsed(rss(two)).entries
    assert [entry.url for entry in entries] == ["https://paper.example/1", "https://paper.example/2"]
    assert len({entry.guid for entry in entries}) == 2
    assert [entry.guid for entry in _parsed(rss(two)).entries] == [entry.guid for entry in entries]


def test_a_guid_without_end_is_known_by_its_hash() -> None:
    """Long guids are shortened alike at every poll, and stay apart."""
    body = rss("".join(f"<item><link>https://paper.example/{n}</link><guid>{'x' * 900}{n}</guid></item>" for n in "ab"))
    first, second = (entry.guid for entry in _parsed(body).entries)
    assert first != second
    assert max(len(first), len(second)) <= 500
    assert [entry.guid for entry in _parsed(body).entries] == [first, second]


def test_an_entry_without_a_guid_is_known_by_its_page() -> None:
    assert _entry(rss("<item><link>https://paper.example/1</link></item>")).guid == "https://paper.example/1"


def test_a_feed_without_end_is_cut() -> None:
    """The newest, as the feed orders them."""
    entries = _parsed(rss("".join(item(number) for number in range(ENTRY_LIMIT + 50)))).entries
    assert len(entries) == ENTRY_LIMIT
    assert entries[0].guid == "guid-0"


ENCODINGS = [
    ("utf-8", "application/xml", "utf-8"),
    ("utf-8", "text/xml; charset=utf-8", "utf-8"),
    ("iso-8859-1", "application/xml", "windows-1252"),
    ("windows-1252", "text/xml", "windows-1252"),
    ("utf-16", "application/xml", "utf-16"),
    ("utf-8", "application/rss+xml", "windows-1252"),
]


@pytest.mark.parametrize(("declared", "content_type", "actual"), ENCODINGS)
def test_letters_survive_their_encoding(declared: str, content_type: str, actual: str) -> None:
    """Declared in the header, in the document, or wrongly: quotation marks and accents arrive."""
    text = f'<?xml version="1.0" encoding="{declared}"?>' + rss(item(title="“Café” suspended")).decode()[38:]
    assert _entry_of(text.encode(actual), content_type).title == "“Café” suspended"


def _entry_of(body: bytes, content_type: str) -> Entry:
    (entry,) = _parsed(body, content_type).entries
    return entry


def test_a_feed_broken_in_the_middle_gives_what_can_be_read() -> None:
    """An unclosed or wrong tag loses no entry before it."""
    entries = _parsed(rss(item(1) + item(2))[:-40] + b"<wrong & broken").entries
    assert [entry.guid for entry in entries][:1] == ["guid-1"]


def test_a_feed_without_entries_is_a_feed() -> None:
    assert _parsed(rss()).entries == ()


NO_FEEDS = [
    (b"<!DOCTYPE html><html><body>Hello</body></html>", "it is a web page, not a feed; look on it for the address"),
    (b"\n<!doctype HTML><p>Hello", "it is a web page, not a feed"),
    (b"<HTML><head><title>Captcha</title></head></HTML>", "it is a web page, not a feed"),
    (b"", "no feed could be read from it"),
    (b"hello", "no feed could be read from it"),
    (b"\x89PNG\r\n\x1a\n\0\0\0", "no feed could be read from it"),
    (b"<?xml version='1.0'?><note>hi</note>", "no feed could be read from it"),
]


@pytest.mark.parametrize(("body", "why"), NO_FEEDS)
def test_what_is_no_feed_says_what_it_is(body: bytes, why: str) -> None:
    """A page sends the reader to look for the feed's own address."""
    with pytest.raises(NotAFeed, match=why):
        _parsed(body, "text/html")


def test_what_is_passed_over_leaves_what_stands_around_it() -> None:
    """Categories, pictures and the like are not read: nothing of theirs comes into a text, and no text is lost."""
    found = _entry(
        b'<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>The Paper</title><item>'
        b'<category domain="x">Markets</category><media:content url="https://paper.example/p.jpg">'
        b"<media:thumbnail url='https://paper.example/t.jpg'/><media:credit>Somebody</media:credit></media:content>"
        b"<title>Model suspended</title><category><title>within</title></category>"
        b"<link>https://paper.example/1</link><enclosure url='https://paper.example/1.mp3'/>"
        b"<description>In short.</description><comments>https://paper.example/1#talk</comments></item></channel></rss>"
    )
    assert (found.title, found.url, found.summary) == ("Model suspended", "https://paper.example/1", "In short.")


def test_markup_within_a_text_is_no_category() -> None:
    body = atom(
        '<entry><title>Model suspended</title><id>tag:paper,1</id><link href="https://paper.example/1"/>'
        '<category term="x"/><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">In '
        '<category xmlns="">all</category> length.</div></content></entry>'
    )
    assert _entry(body).content == "In all length."
