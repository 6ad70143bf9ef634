"""Pages become articles: their text without what stands around it, and what they say of themselves."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fetchers.article import Article
from fetchers.extract import extract

URL = "https://paper.example/2026/06/12/model-suspended"
BODY = [
    "The company said on Friday that access to two of its models was suspended at 5:21 p.m.",
    "Officials had asked for the change, according to a letter seen by the paper on the same evening.",
    "A spokeswoman called the order a misunderstanding and said that customers would be told within hours.",
    "Engineers outside the country found that their requests were turned down, whatever their contract said.",
]
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in BODY)
PAGE = """<!doctype html><html lang="en-GB"><head><title>Model suspended | The Paper</title>{head}</head><body>
<div id="cookie-banner" class="cookie-consent"><p>We use cookies to improve your experience.</p>
<button>Accept all cookies</button></div>
<nav><ul><li><a href="/">Home</a></li><li><a href="/politics">Politics</a></li><li><a href="/tech">Technology</a></li>
</ul></nav><main><article><h1>Model suspended</h1><p class="byline">By A. Writer</p>{paragraphs}</article></main>
<aside class="related"><h2>Related stories</h2><ul><li><a href="/1">Chip exports fall for a third month</a></li>
<li><a href="/2">Ten things to know about tariffs</a></li></ul></aside>
<div class="newsletter">Sign up for our newsletter and never miss a story.</div>
<footer><p>© 2026 The Paper. All rights reserved.</p></footer></body></html>"""


def _page(head: str = "", paragraphs: str = PARAGRAPHS) -> str:
    return PAGE.format(head=head, paragraphs=paragraphs)


def _article(page: str | bytes, charset: str | None = "utf-8") -> Article:
    found = extract(page.encode() if isinstance(page, str) else page, URL, charset)
    assert found is not None
    return found


def test_an_article_stands_without_what_is_around_it() -> None:
    """Every paragraph, one a line; no cookie notice, menu, related links, newsletter or footer."""
    text = _article(_page()).text
    assert [line for line in text.split("\n") if line in BODY] == BODY
    for around in ("cookies", "Politics", "Chip exports", "newsletter", "rights reserved"):
        assert around not in text


def test_the_headline_is_not_the_texts_first_line() -> None:
    """It is kept apart, and would otherwise count as a sentence of the story."""
    article = _article(_page('<meta property="og:title" content="Model suspended">'))
    assert article.title == "Model suspended"
    assert not article.text.startswith("Model suspended")


def test_a_page_says_what_it_is() -> None:
    """Author, language, site and time are as the page states them, references resolved."""
    article = _article(
        _page(
            '<meta name="author" content="Ada Writer"><meta property="og:site_name" content="Bits &amp; Pieces">'
            '<meta property="article:published_time" content="2026-06-12T17:21:00-04:00">'
        )
    )
    assert (article.author, article.language, article.outlet) == ("Ada Writer", "en-gb", "Bits & Pieces")
    assert article.published_at == datetime(2026, 6, 12, 21, 21, tzinfo=UTC)


STATED = [
    ('<meta property="article:published_time" content="2026-06-12T17:21:00Z">', datetime(2026, 6, 12, 17, 21)),
    ("<meta content='2026-06-12T17:21:00Z' property='article:published_time'>", datetime(2026, 6, 12, 17, 21)),
    ('<script type="application/ld+json">{"datePublished": "2026-06-12"}</script>', datetime(2026, 6, 12)),
    (
        '<script type="application/ld+json">{"@graph": [{"a": 1}, {"datePublished": "2026-06-12T01:00:00Z"}]}</script>',
        datetime(2026, 6, 12, 1),
    ),
    ('<meta property="article:modified_time" content="2026-06-12T17:21:00Z">', None),
    ('<meta property="article:published_time" content="last Friday">', None),
    ('<meta property="article:published_time" content="0001-01-01T00:00:00+05:00">', None),
    ('<script type="application/ld+json">{"datePublished": 2026}</script>', None),
    ("<p>12 June 2026</p>", None),
    ("", None),
]


@pytest.mark.parametrize(("head", "moment"), STATED)
def test_a_date_is_taken_only_where_it_is_stated(head: str, moment: datetime | None) -> None:
    """Not from the address, not from the text, and never guessed."""
    found = _article(_page(head)).published_at
    assert found == (moment.replace(tzinfo=UTC) if moment else None)


CHARSETS = [
    ("utf-8", "utf-8", ""),
    ("utf-8", None, ""),
    ("utf-8", None, '<meta charset="utf-8">'),
    ("utf-8-sig", None, ""),
    ("utf-8-sig", "iso-8859-1", ""),
    ("windows-1252", "windows-1252", ""),
    ("windows-1252", "iso-8859-1", ""),
    ("windows-1252", "ISO-8859-1", ""),
    ("windows-1252", None, '<meta charset="iso-8859-1">'),
    ("windows-1252", None, '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">'),
    ("windows-1252", None, ""),
    ("windows-1252", "utf-8", ""),
    ("utf-8", "no-such-charset", ""),
    ("utf-8", "hex", ""),
    ("utf-8", "idna", ""),
    ("utf-8", "a\0b", ""),
    ("utf-8", None, '<meta charset="utf-16">'),
    ("utf-16", None, ""),
    ("utf-16", "utf-8", ""),
]


@pytest.mark.parametrize(("actual", "header", "head"), CHARSETS)
def test_letters_survive_their_charset(actual: str, header: str | None, head: str) -> None:
    """By mark, header or the page's own word, and where all are wrong by what can be read."""
    line = "“Café owners” said the order — and its naïve terms — surprised them on Friday evening."
    page = _page(head, f"<p>{line}</p>{PARAGRAPHS}").replace("©", "(c)")
    assert line in _article(page.encode(actual), header).text


def test_an_encoding_of_seven_bits_is_believed() -> None:
    """ISO-2022-JP is valid UTF-8 too; the page's word decides."""
    line = "報道によると、モデルへのアクセスは金曜日に停止された。会社は誤解だと述べた。"
    page = _page('<meta charset="iso-2022-jp">', f"<p>{line}</p>" * 6).replace("©", "(c)")
    assert line in _article(page.encode("iso-2022-jp"), None).text


def test_nothing_hidden_is_kept() -> None:
    """Control and bidirectional characters of the page are gone from every field."""
    article = _article(
        _page(
            '<meta property="og:site_name" content="The&#27;[31m\u202ePaper">',
            PARAGRAPHS.replace("day", "d\u202eay\x9b"),
        )
    )
    assert article.outlet == "The[31mPaper"
    assert BODY[0] in article.text


EMPTY = [
    "",
    "<html></html>",
    "<p>Too short.</p>",
    "\x89PNG\r\n\x1a\n" + "\0" * 100,
    "{}",
    "<frameset><frame src=x></frameset>",
]


@pytest.mark.parametrize("page", EMPTY)
def test_where_there_is_no_article_there_is_none(page: str) -> None:
    assert extract(page.encode("latin-1"), URL, None) is None


JSON = '<script type="application/ld+json">{}</script>'
BROKEN_JSON = [
    JSON.format('{"a": "' + '\\"' * 50_000),
    JSON.format('{"a": "' + '\\"' * 50_000).removesuffix("</script>"),
    JSON.format("{" * 100_000),
    JSON.format("[" * 100_000),
    JSON.format("not json"),
    JSON.format(""),
    JSON.format('{"a": 1}') + JSON.format('{"b": '),
]


@pytest.mark.parametrize("script", BROKEN_JSON, ids=range(len(BROKEN_JSON)))
def test_broken_linked_data_neither_stops_nor_slows(script: str) -> None:
    """trafilatura takes 42 s over the first of these; without them the article is read as ever."""
    began = time.monotonic()
    assert BODY[0] in _article(_page().replace("<footer>", f"{script}<footer>")).text
    assert time.monotonic() - began < 3


_TAGS = [
    "<p>",
    "</p>",
    "<div",
    ">",
    "<article>",
    "<meta ",
    'content="',
    "<script",
    "ld+json",
    "{",
    "<!--",
    "x" * 30,
    "<html lang=",
    "\0",
]


@settings(max_examples=40)
@given(
    st.one_of(st.binary(max_size=300), st.lists(st.sampled_from(_TAGS), max_size=30).map(lambda t: "".join(t).encode()))
)
def test_any_bytes_are_an_article_or_none(body: bytes) -> None:
    """Nothing is raised for what a server sends."""
    found = extract(body, URL, None)
    assert found is None or found.text
