"""Lists by the page and by best match."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import marks, pagelist, reading
from store.database import Store
from store.query import parse
from tests.conftest import NOW
from tests.store import build
from tests.store.build import OFF, hours


@pytest.fixture
def shelf(store: Store) -> Store:
    """Thirty stories, some at one moment, some off the topic, every third about turnips."""
    for number in range(1, 31):
        title = f"Turnips, part {number}" if number % 3 == 0 else f"Other news {number}"
        more = {"relevance": OFF} if number % 7 == 0 else {}
        build.a_story(store, number, title, published_at=hours(-(number // 4)), **more)
    return store


QUERIES = [
    "",
    "any",
    "turnips",
    "any turnips",
    "unread turnips",
    "-turnips",
    "turn* part",
    '"part 9"',
    "saved",
    "rejected",
]


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("size", [1, 4, 100])
def test_pages_make_up_the_whole_list(shelf: Store, query: str, size: int) -> None:
    """In its order, each story once, whatever the size of a page."""
    marks.save(shelf, [3, 4], NOW)
    whole = [story.id for story in reading.select(shelf, parse(query), NOW)]
    found: list[int] = []
    before = None
    while some := pagelist.page(shelf, parse(query), NOW, size, before=before):
        assert len(some) <= size
        found += [story.id for story in some]
        before = pagelist.place(some[-1])
    assert found == whole


@pytest.mark.parametrize("query", [query for query in QUERIES if "turn" in query])
def test_the_best_are_those_of_the_list(shelf: Store, query: str) -> None:
    whole = {story.id for story in reading.select(shelf, parse(query), NOW)}
    assert {story.id for story in pagelist.best(shelf, parse(query), NOW, 100)} == whole


def test_a_headline_counts_more_than_a_text_and_a_fresh_story_more_than_an_old_one(store: Store) -> None:
    build.a_story(
        store, 1, "Quiet day", published_at=NOW - timedelta(days=2), content="A word on turnips in passing. " * 3
    )
    build.a_story(store, 2, "Turnips", published_at=NOW - timedelta(days=2), content="Nothing else was said. " * 3)
    build.a_story(store, 3, "Turnips", published_at=NOW - timedelta(days=9), content="Nothing else was said. " * 3)
    assert [story.id for story in pagelist.best(store, parse("turnips"), NOW, 9)] == [2, 3, 1]


def test_a_word_that_too_many_hold_shows_those_last_seen(shelf: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagelist, "HITS", 4)
    found = [story.id for story in pagelist.page(shelf, parse("any news"), NOW, 100)]
    assert sorted(found) == [25, 26, 28, 29]
    assert [story.id for story in pagelist.best(shelf, parse("any news"), NOW, 100)] == found


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=30))
def test_whatever_is_searched_for_there_is_an_answer(shelf: Store, text: str) -> None:
    from store.errors import QueryError

    try:
        query = parse(text)
        whole = {story.id for story in reading.select(shelf, query, NOW)}
    except QueryError:
        return
    assert {story.id for story in pagelist.page(shelf, query, NOW, 100)} == whole
    assert {story.id for story in pagelist.best(shelf, query, NOW, 100)} == whole
