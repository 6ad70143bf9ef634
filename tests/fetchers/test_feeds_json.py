"""JSON Feed, 1.0 and 1.1."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetchers.feeds import ENTRY_LIMIT, NotAFeed, ParsedFeed, parse
from store.models import Entry

URL = "https://paper.example/feed.json"
ONE, ONE_ONE = "https://jsonfeed.org/version/1", "https://jsonfeed.org/version/1.1"
ITEM = {"id": "1", "url": "https://paper.example/1", "title": "Model suspended"}


def _parsed(*items: Any, version: str = ONE_ONE, **more: Any) -> ParsedFeed:
    feed = {"version": version, "title": "The Paper", "items": list(items), **more}
    return parse(json.dumps(feed).encode(), URL, "application/feed+json")


def _entry(**more: Any) -> Entry:
    (entry,) = _parsed(ITEM | more).entries
    return entry


def test_an_item_has_all_its_feed_says() -> None:
    """Version 1.1: several authors, both dates in UTC, summary and content, language of the item."""
    found = _parsed(
        ITEM
        | {
            "authors": [{"name": "A. Writer"}, {"name": "B. Other"}],
            "date_published": "2026-06-12T17:21:00-04:00",
            "date_modified": "2026-06-13T08:00:00Z",
            "summary": "In short.",
            "content_html": "<p>At length.</p><p>And <b>more</b>.</p>",
            "language": "en_GB",
        },
        home_page_url="https://paper.example/",
        language="de",
    )
    assert (found.title, found.home_url, found.language) == ("The Paper", "https://paper.example/", "de")
    assert found.entries == (
        Entry(
            guid="1",
            url="https://paper.example/1",
            title="Model suspended",
            author="A. Writer, B. Other",
            published_at=datetime(2026, 6, 12, 21, 21, tzinfo=UTC),
            updated_at=datetime(2026, 6, 13, 8, 0, tzinfo=UTC),
            summary="In short.",
            content="At length.\nAnd more.",
            language="en-gb",
        ),
    )


def test_version_one_has_one_author() -> None:
    (entry,) = _parsed(ITEM | {"author": {"name": "A. Writer"}}, version=ONE, language="en").entries
    assert (entry.author, entry.language) == ("A. Writer", "en")


FIELDS: list[tuple[dict[str, Any], str, object]] = [
    ({"content_text": "Plain & simple"}, "content", "Plain & simple"),
    ({"content_text": "text", "content_html": "<p>html</p>"}, "content", "html"),
    ({"title": "<b>Bold</b> &amp; x"}, "title", "Bold & x"),
    ({"title": "a\u001b[31m\u202eb"}, "title", "a[31mb"),
    ({"title": None}, "title", ""),
    ({"title": 7}, "title", ""),
    ({"id": 42}, "guid", "42"),
    ({"id": None}, "guid", "https://paper.example/1"),
    ({"id": ""}, "guid", "https://paper.example/1"),
    ({"id": "\ud800x"}, "guid", "x"),
    ({"url": "/2"}, "url", "https://paper.example/2"),
    ({"url": None, "external_url": "https://other.example/"}, "url", "https://other.example/"),
    ({"url": None, "id": "https://paper.example/by-id"}, "url", "https://paper.example/by-id"),
    ({"url": "javascript:alert(1)", "external_url": "https://other.example/"}, "url", "https://other.example/"),
    ({"authors": "A. Writer"}, "author", None),
    ({"authors": [None, "x", {"name": 7}, {"name": "A. Writer"}]}, "author", "A. Writer"),
    ({"author": "A. Writer"}, "author", None),
    ({"date_published": "yesterday"}, "published_at", None),
    ({"date_published": 1781285260}, "published_at", None),
    ({"date_published": "0001-01-01T00:00:00+05:00"}, "published_at", None),
    ({"language": ["en"]}, "language", None),
]


@pytest.mark.parametrize(("fields", "name", "value"), FIELDS)
def test_a_field_is_read_or_left_out(fields: dict[str, Any], name: str, value: object) -> None:
    """Markup and control characters go; what is of the wrong type counts as missing."""
    assert getattr(_entry(**fields), name) == value


def test_items_that_are_none_are_passed_over() -> None:
    """Those beside them are kept; one guid counts once."""
    entries = _parsed(None, "x", 7, [], {}, {"id": "no page"}, ITEM, ITEM | {"title": "Again"}).entries
    assert [entry.title for entry in entries] == ["Model suspended"]


def test_a_feed_without_end_is_cut() -> None:
    items = [ITEM | {"id": str(number)} for number in range(ENTRY_LIMIT + 9)]
    assert len(_parsed(*items).entries) == ENTRY_LIMIT


NO_FEEDS = [
    (b'{"version": "https://jsonfeed.org/version/1.1"}', "it is JSON, but no JSON Feed"),
    (b'{"items": []}', "it is JSON, but no JSON Feed"),
    (b'{"version": 7, "items": []}', "it is JSON, but no JSON Feed"),
    (b'{"version": "https://jsonfeed.org/version/1", "items": [', "it is neither a feed nor whole JSON"),
    (b'{"a": ' * 100_000, "it is neither a feed nor whole JSON"),
    (b'{"\xff"}', "it is neither a feed nor whole JSON"),
]


@pytest.mark.parametrize(("body", "why"), NO_FEEDS, ids=range(len(NO_FEEDS)))
def test_json_that_is_no_feed_says_so(body: bytes, why: str) -> None:
    with pytest.raises(NotAFeed, match=why):
        parse(body, URL, "application/json")


def test_a_byte_order_mark_is_passed_over() -> None:
    body = b"\xef\xbb\xbf" + json.dumps({"version": ONE, "items": [ITEM]}).encode()
    assert len(parse(body, URL, "").entries) == 1


_VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=10), st.just("http://a.example/")),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=4), inner, max_size=3)),
    max_leaves=5,
)
_NAMES = ["id", "url", "external_url", "title", "summary", "content_html", "content_text", "language", "authors"]
_ITEMS = st.dictionaries(st.sampled_from([*_NAMES, "author", "date_published", "date_modified"]), _VALUES)
_FEEDS = st.fixed_dictionaries(
    {"version": st.just(ONE_ONE), "items": st.one_of(_VALUES, st.lists(st.one_of(_ITEMS, _VALUES), max_size=4))},
    optional={"title": _VALUES, "home_page_url": _VALUES, "language": _VALUES},
)


@given(_FEEDS)
def test_any_values_make_entries_or_none(feed: dict[str, Any]) -> None:
    """Whatever stands where, the feed is read: each entry has a guid of its own and an address on the web."""
    entries = parse(json.dumps(feed).encode(), URL, "").entries
    assert len({entry.guid for entry in entries}) == len(entries)
    assert all(entry.guid and entry.url.startswith(("http://", "https://")) for entry in entries)
