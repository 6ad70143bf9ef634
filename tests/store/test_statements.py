"""Whose word is taken on a field, and where feed and page say different things."""

from __future__ import annotations

import pytest

from store import pages, reading, shapes
from store.database import Store
from store.models import Statement
from store.statements import FIELDS, chosen, disagreements
from store.wording import disagreement_lines
from tests.conftest import NOW
from tests.store import build
from tests.store.build import arrive, entry, hours, page


def _said(field: str, **values: str) -> list[Statement]:
    return [Statement(field, source.replace("_", "-"), value) for source, value in values.items()]


def test_one_statement_a_field_is_taken_whatever_order_they_came_in() -> None:
    said = [*_said("published_at", opengraph="2", json_ld="1"), *_said("language", feed="de", page="en")]
    for given in (said, said[::-1]):
        taken = chosen(given)
        assert (taken["published_at"].source, taken["language"].source) == ("json-ld", "page")
        assert list(taken) == ["language", "published_at"]


AGREEING = [
    ("title", "Model suspended", "Model Suspended | The Paper", True),
    ("title", "Model suspended, and nobody says why it …", "Model suspended", True),
    ("title", "Model suspended", "Model switched off", False),
    ("published_at", "2026-06-12T17:21:00+00:00", "2026-06-12T19:30:00+02:00", True),
    ("published_at", "2026-06-12T17:21:00+00:00", "2026-06-12T16:00:00+00:00", False),
    ("published_at", "2026-06-12T17:21:00+00:00", "2026-06-12", True),
    ("published_at", "2026-06-12T23:21:00+00:00", "2026-06-13", True),
    ("published_at", "2026-06-12T17:21:00+00:00", "2026-06-02", False),
    ("author", "A. Writer", "Ann Writer, Bo Helper", True),
    ("author", "A. Writer", "Staff", False),
    ("section", "Law", "Tech", True),
]


@pytest.mark.parametrize(("field", "feed", "other", "agree"), AGREEING, ids=range(len(AGREEING)))
def test_feed_and_page_are_held_against_each_other(field: str, feed: str, other: str, agree: bool) -> None:
    """What differs in form only agrees; sections are not compared."""
    assert (not disagreements(_said(field, feed=feed, json_ld=other))) is agree


def test_a_page_that_says_it_once_as_the_feed_does_agrees() -> None:
    assert not disagreements(_said("title", feed="Model suspended", page="SEO words", opengraph="Model suspended"))
    (found,) = disagreements(_said("title", feed="Model suspended", page="Switched off", opengraph="Gone"))
    assert (found.feed, found.page, found.source) == ("Model suspended", "Switched off", "page")


def test_what_the_feed_said_first_is_kept_beside_the_page(store: Store) -> None:
    """The story shows the feed's word, and that the page differs; a page that fills what was left out makes no
    difference with itself."""
    build.a_feed(store)
    arrive(store, 1, entry(1, "Model suspended"), entry(2, "Chips", published_at=None))
    for number in (1, 2):
        said = (*_said("title", page="Model switched off"), *_said("published_at", json_ld="2026-07-02T08:00:00+00:00"))
        for at in (1, 2):
            pages.save(store, page(number, published_at=hours(-4), statements=said), hours(at))
    first, second = reading.get(store, 1), reading.get(store, 2)
    assert (first.title, first.published_at) == ("Model suspended", NOW)
    assert [one.field for one in disagreements(first.statements)] == ["title", "published_at"]
    assert second.published_at == hours(-4)
    assert [one.field for one in disagreements(second.statements)] == ["title"]
    assert disagreement_lines(second) == ["headline: the feed says “Chips”, the page “Model switched off” (page)"]
    # A time stands as people write one, and where the page says so can be left out.
    feed_time = f"{NOW:%Y-%m-%d %H:%M} UTC"
    assert disagreement_lines(first, where=False) == [
        "headline: the feed says “Model suspended”, the page “Model switched off”",
        f"date: the feed says “{feed_time}”, the page “2026-07-02 08:00 UTC”",
    ]
    assert "the page “2 July”" in disagreement_lines(first, lambda moment: f"{moment.day} July")[1]
    record = shapes.story_record(first)
    assert record["stated"]["published_at"] == [
        {"source": "feed", "value": "2026-07-02T12:00:00+00:00"},
        {"source": "json-ld", "value": "2026-07-02T08:00:00+00:00"},
    ]
    assert [one["field"] for one in record["disagreements"]] == ["title", "published_at"]


def test_a_later_page_says_it_anew(store: Store) -> None:
    """What a page no longer states is gone, what the feed said stays."""
    build.a_story(store)
    pages.save(store, page(1, statements=tuple(_said("section", json_ld="Law", opengraph="Tech"))), hours(1))
    pages.save(store, page(1, statements=tuple(_said("section", opengraph="World"))), hours(2))
    said = reading.get(store, 1).statements
    assert [(one.source, one.value) for one in said if one.field == "section"] == [("opengraph", "World")]
    assert [one.value for one in said if one.field == "author"] == ["A. Writer"]
    assert {one.field for one in said} <= FIELDS.keys()


@pytest.mark.parametrize(
    ("canonical", "same"),
    [("https://paper.example/own/1", True), ("https://paper.example/story", False), ("https://paper.example/x", False)],
)
def test_a_pages_own_address_is_the_story_too(store: Store, canonical: str, same: bool) -> None:
    """A feed that shows it by that address shows no new story; a section's address is no story's."""
    build.a_story(store)
    pages.save(store, page(1, statements=tuple(_said("canonical_url", page=canonical))), hours(1))
    arrived = arrive(store, 1, entry(2, "Model suspended", url=canonical, published_at=hours(-1)), now=hours(2))
    assert (arrived.new == ()) is same
