"""Text from outside made safe to keep."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetchers import clean
from fetchers.clean import LINE_LIMIT, TEXT_LIMIT, moment, one_line, paragraphs, text_of_html, title_of_html

#: One of each kind that must not be kept: C0, DEL, C1, bidirectional, zero-width mark, interlinear, tag, surrogate.
HOSTILE = "\x00\x07\x08\x1b\x7f\x9b\u200e\u202e\u2066\u2069\u061c\ufeff\ufff9\U000e0041\ud800"

LINES = [
    ("plain", "plain"),
    ("  two \t words\n", "two words"),
    ("a\r\nb\u2028c\u2029d\x85e\x0bf\x0cg", "a b c d e f g"),
    ("a\x1b[31mRED", "a[31mRED"),
    ("a\x1b]8;;http://evil\x07b", "a]8;;http://evilb"),
    (f"a{HOSTILE}b", "ab"),
    ("\u202egnirts", "gnirts"),
    ("cafe\u0301", "café"),
    ("cafe\ufeff\u0301", "café"),
    ("non\u00a0breaking", "non breaking"),
    ("[@click=app.quit]kept[/]", "[@click=app.quit]kept[/]"),
    ("عربي हिन्दी 日本語 👩\u200d🔬", "عربي हिन्दी 日本語 👩\u200d🔬"),
    ("x" * (LINE_LIMIT + 1), "x" * (LINE_LIMIT - 1) + "…"),
    ("x" * LINE_LIMIT, "x" * LINE_LIMIT),
    ("", ""),
]


@pytest.mark.parametrize(("text", "line"), LINES)
def test_a_line_holds_nothing_hidden(text: str, line: str) -> None:
    """Control characters and marks that turn reading order round are gone; white space is folded."""
    assert one_line(text) == line


PARAGRAPHS = [
    ("one\ntwo", "one\ntwo"),
    ("one\r\n\r\n\r\ntwo\rthree", "one\ntwo\nthree"),
    ("one\u2029two\u2028three", "one\ntwo\nthree"),
    ("  one \t two  \n   \n three", "one two\nthree"),
    (f"one{HOSTILE}\ntwo", "one\ntwo"),
    ("e\u200e\u0301", "é"),
    ("\n\n", ""),
]


@pytest.mark.parametrize(("text", "expected"), PARAGRAPHS)
def test_paragraphs_are_lines(text: str, expected: str) -> None:
    """One line a paragraph, no empty ones, and the same kinds of characters gone."""
    assert paragraphs(text) == expected


def test_a_text_has_an_end() -> None:
    """No entry can fill the store."""
    assert len(paragraphs("x" * (TEXT_LIMIT * 2))) == TEXT_LIMIT
    assert len(text_of_html("<p>" + "x" * (TEXT_LIMIT * 2))) < TEXT_LIMIT


FRAGMENTS = [
    ("plain", "plain"),
    ("AT&amp;T &lt;b&gt; &#8220;q&#8221; &nbsp; x", "AT&T <b> “q” x"),
    ("<p>One</p><p>Two</p>", "One\nTwo"),
    ("One<br>Two<br/>Three", "One\nTwo\nThree"),
    ("<b>bo</b>ld &amp; <i>it</i>", "bold & it"),
    ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
    ("a<script>alert('x')</script>b<style>p{}</style>c", "abc"),
    ("a<svg><text>hidden</text></svg>b", "ab"),
    ("<a href='javascript:alert(1)'>link</a>", "link"),
    ("<p>unclosed <b>tag", "unclosed tag"),
    ("a < b and c > d", "a < b and c > d"),
    ("a<!-- comment -->b", "ab"),
    ("<![CDATA[x]]>y", "y"),
    ("a<![if foo]>b", "ab"),
    ("a<![nonsense x>b", "ab"),
    ("a<![1 b>c", "ac"),
    ("a<!doctype html>b<?php x ?>c", "abc"),
    ("&#27;[31mred&#x202e;", "[31mred"),
    ("</script>a</style>b", "ab"),
]


@pytest.mark.parametrize(("fragment", "text"), FRAGMENTS)
def test_the_words_of_html_are_kept_and_nothing_else(fragment: str, text: str) -> None:
    """Blocks end paragraphs, references are resolved, scripts and styles are silent, odd markup is no error."""
    assert text_of_html(fragment) == text


TITLES = [
    ("AT&amp;T &amp; more", "AT&T & more"),
    ("a < b", "a < b"),
    ("5 <b>bold</b> claims<br>here", "5 bold claims here"),
    ("&lt;b&gt;", "<b>"),
    ("&#27;]0;title&#7;x", "]0;titlex"),
    ("One\nTwo", "One Two"),
]


@pytest.mark.parametrize(("fragment", "title"), TITLES)
def test_a_headline_is_one_line_without_markup(fragment: str, title: str) -> None:
    """Where there is no tag, a lesser-than is a lesser-than."""
    assert title_of_html(fragment) == title


_MARKUP = st.lists(
    st.sampled_from(
        ["<", ">", "<!", "<![", "]]>", "<!--", "-->", "&", "&#", ";", "<p", "</", "<script>", "x", " ", "\x1b", '"']
    )
).map("".join)
_ANY = st.one_of(st.text(), _MARKUP, st.text(st.characters(categories=["Cc", "Cf", "Cs", "Mn", "Ll"])))


def _is_clean(text: str, breaks: bool) -> bool:
    return not any(
        (unicodedata.category(c) in ("Cc", "Cs") and not (breaks and c == "\n")) or c in HOSTILE or c in "\u2028\u2029"
        for c in text
    )


@given(_ANY)
def test_a_line_of_anything_is_clean_and_stays_so(text: str) -> None:
    """Cleaning twice is cleaning once; what comes out is in normal form."""
    line = one_line(text)
    assert _is_clean(line, breaks=False)
    assert one_line(line) == line
    assert unicodedata.is_normalized("NFC", line)


@given(_ANY)
def test_paragraphs_of_anything_are_clean_and_stay_so(text: str) -> None:
    kept = paragraphs(text)
    assert _is_clean(kept, breaks=True)
    assert paragraphs(kept) == kept
    assert "" not in kept.split("\n") or kept == ""


@given(_ANY)
def test_html_of_anything_becomes_clean_text(fragment: str) -> None:
    """No markup is so broken that an error comes of it."""
    assert _is_clean(text_of_html(fragment), breaks=True)
    assert _is_clean(title_of_html(fragment), breaks=False)


MOMENTS = [
    ("2026-06-12T17:21:00-04:00", datetime(2026, 6, 12, 21, 21, tzinfo=UTC)),
    ("2026-06-12T17:21:00Z", datetime(2026, 6, 12, 17, 21, tzinfo=UTC)),
    ("2026-06-12T17:21:00.123Z", datetime(2026, 6, 12, 17, 21, 0, 123000, tzinfo=UTC)),
    ("2026-06-12T17:21:00+0200", datetime(2026, 6, 12, 15, 21, tzinfo=UTC)),
    (" 2026-06-12 17:21 ", datetime(2026, 6, 12, 17, 21, tzinfo=UTC)),
    ("2026-06-12", datetime(2026, 6, 12, tzinfo=UTC)),
    ("0001-01-01T00:00:00+05:00", None),
    ("9999-12-31T23:59:59-05:00", None),
    ("12 June 2026", None),
    ("", None),
    (None, None),
    (7, None),
]


@pytest.mark.parametrize(("value", "expected"), MOMENTS)
def test_iso_times_are_read_as_utc(value: object, expected: datetime | None) -> None:
    """What is no time, or none that UTC could hold, is None."""
    found = moment(value)
    assert found == expected
    assert found is None or found.tzinfo is UTC


_PIECES = st.sampled_from([
    "<p>", "</p>", "<br/>", "<a href='x'>", '<a href="x>y">', "</a>", "<B>", "words ", "&amp;", "&am", "p;", "<", "> ",
    '"', "'", "<!-- c -->", "<![CDATA[", "<script>", "</script>", "<o:p>", "<p a=b/c>", '<img a=b"c>', "<x-y z>", "é",
    "<p\n>", "</ p>", "<a/b>", "<a\x0bb>", "<3", "<p ' >", "&lt;p&gt;", "<svg>", "\x00", "<p\x00>", "<p\xa0x>",
    "<title>", "</title>",
])  # fmt: skip


@given(st.lists(_PIECES, max_size=8).map("".join))
def test_plain_markup_is_read_as_the_librarys_parser_reads_it(fragment: str) -> None:
    """The short way is taken for most fragments; it must not be seen in what comes of it."""
    words = clean._plain_words(fragment)
    if words is not None:
        reader = clean._Words()
        reader.feed(fragment)
        reader.close()
        assert paragraphs(words) == paragraphs("".join(reader.parts))
