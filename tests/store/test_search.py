"""Choosing stories by a query: every key and flag, the full-text index, and where its words stand."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import marks, pages, reading
from store.database import Store
from store.query import parse
from store.reading import HIT_END, HIT_START
from tests.conftest import NOW
from tests.store import build
from tests.store.build import OFF, arrive, entry, hours, page


def _found(store: Store, query: str) -> list[int]:
    return [story.id for story in reading.select(store, parse(query), NOW)]


@pytest.fixture
def shelf(store: Store) -> Store:
    """Five stories: 1 read and in a claim, 2 saved and German, 3 edited, 4 rejected, 5 without date or language."""
    build.two_claims(store)
    marks.mark_read(store, [1], NOW)
    marks.save(store, [2], NOW)
    build.a_story(store, 3, "Third", outlet="Gamma", domain="gamma.example", published_at=hours(-2))
    pages.save(store, page(3, "Models were suspended by Überwacher in café talks."), NOW)
    arrive(store, 1, entry(3, "Third, edited"), now=NOW)
    build.a_story(store, 4, "Fourth", relevance=OFF, published_at=hours(-1))
    build.a_story(store, 5, "Fifth 100% C++ under_score", published_at=None, language=None, outlet="Delta 50%")
    return store


SELECTIONS = [
    ("", [5, 3, 2, 1]),
    ("unread", [5, 3, 2]),
    ("read", [1]),
    ("saved", [2]),
    ("-saved", [5, 3, 1]),
    ("edited", [3]),
    ("rejected", [4]),
    ("any", [5, 4, 3, 2, 1]),
    ("suspended pinned", []),
    ("-dismissed", [5, 3, 2, 1]),
    ("unread saved", [2]),
    ("outlet:ALPHA", [1]),
    ("outlet:example", [5, 3, 2, 1]),
    ("outlet:gamma.ex", [3]),
    ("-outlet:alpha", [5, 3, 2]),
    ("outlet:50%", [5]),
    ("outlet:5_%", []),
    ("lang:de", [2]),
    ("lang:DE", [2]),
    ("-lang:en", [5, 2]),
    ("claim:c1", [2, 1]),
    ("claim:c2", [2]),
    ("-claim:c1", [5, 3]),
    ("stance:hedged", [2]),
    ("stance:ASSERTED", [1]),
    ("-stance:denied", [5, 3, 1]),
    ("since:24h", [5, 3, 2]),
    ("since:2026-07-02T10:30", [5]),
    ("until:24h", [1]),
    ("before:2026-07-02", [2, 1]),
    ("until:2026-07-01", [2, 1]),
    ("until:2026-07-02", [5, 3, 2, 1]),
    ("on:2026-07-02", [5, 3]),
    ("on:today", [5, 3]),
    ("on:1d", [2]),
    ("on:yesterday", [2]),
    ("on:2026-06", [1]),
    ("since:2026-07", [5, 3, 2]),
    ("since:36h until:3h", [2]),
    ("-since:24h", [1]),
    ("third", [3]),
    ("suspended", [3]),
    ("suspen*", [3]),
    ("suspen", []),
    ('"were suspended"', [3]),
    ('"suspended were"', []),
    ("uberwacher", [3]),
    ("CAFÉ cafe", [3]),
    ("-suspended", [5, 2, 1]),
    ("100%", [5]),
    ("c++", [5]),
    ("under_score", [5]),
    ("short summary -first", [5, 2]),
    ("fourth", []),
    ("any fourth", [4]),
]


@pytest.mark.parametrize(("query", "expected"), SELECTIONS)
def test_stories_are_chosen_newest_first(shelf: Store, query: str, expected: list[int]) -> None:
    """Each key and flag, alone, turned round and together; and the count agrees."""
    assert _found(shelf, query) == expected
    assert reading.count(shelf, parse(query), NOW) == len(expected)


def test_a_story_without_a_date_stands_where_it_was_first_seen(shelf: Store) -> None:
    """Its own time is what was observed."""
    assert reading.get(shelf, 5).said_at == NOW


def test_a_list_can_be_cut_and_left_without_text(shelf: Store) -> None:
    """For screens: so many of the newest, without the weight of their texts."""
    found = list(reading.select(shelf, parse(""), NOW, limit=2, with_text=False))
    assert [(story.id, story.text) for story in found] == [(5, ""), (3, "")]
    assert next(reading.select(shelf, parse("third"), NOW)).text.startswith("Models were")


HOSTILE = [
    "NEAR(a b)",
    "a OR b",
    "title\tx*",
    "'",
    "a^2",
    "{a b}",
    "a + b",
    "*",
    "**",
    "\x00",
    "x\x00y",
    "%",
    "_",
    "\\",
    "; DROP TABLE stories; --",
    "' OR1=1 --",
    "🔥",
    "x\udcff",
    "outlet:\udcff",
    "\u202e",
    "a" * 5000,
]


@pytest.mark.parametrize("query", HOSTILE)
def test_hostile_words_are_only_words(shelf: Store, query: str) -> None:
    """No operator, no error of the index's, and nothing changed."""
    before = reading.count(shelf, parse("any"), NOW)
    parsed = parse(query)
    found = [story.id for story in reading.select(shelf, parsed, NOW)]
    assert set(found) <= {1, 2, 3, 5}
    assert set(reading.snippets(shelf, parsed, found)) <= set(found)
    assert reading.count(shelf, parse("any"), NOW) == before


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.text(max_size=20))
def test_any_words_can_be_searched_for(shelf: Store, words: str) -> None:
    """Whatever is typed as a phrase is looked up without an error."""
    phrase = parse('"' + words.replace('"', "") + '"')
    reading.count(shelf, phrase, NOW)
    reading.snippets(shelf, phrase, [1, 2, 3])


def test_snippets_show_the_words_where_they_stand(shelf: Store) -> None:
    """Each hit between the two marks; stories without a hit and queries without words have none."""
    found = reading.snippets(shelf, parse("suspended uberwacher -first"), [1, 2, 3])
    assert list(found) == [3]
    assert f"{HIT_START}suspended{HIT_END} by {HIT_START}Überwacher{HIT_END}" in found[3]
    assert reading.snippets(shelf, parse("unread"), [1, 2, 3]) == {}
    assert reading.snippets(shelf, parse("suspended"), []) == {}


def test_a_prefix_marks_the_whole_word(shelf: Store) -> None:
    assert f"{HIT_START}suspended{HIT_END}" in reading.snippets(shelf, parse("suspen*"), [3])[3]


def test_the_index_follows_the_newest_text(store: Store) -> None:
    """After a revision the new words are found and the old are not; marks do not touch the index."""
    build.a_story(store, 1, "Before")
    pages.save(store, page(1, "Zebra talk."), NOW)
    pages.save(store, page(1, "Giraffe talk."), hours(1))
    arrive(store, 1, entry(1, "After"), now=hours(9))
    marks.save(store, [1], NOW)
    assert [_found(store, word) for word in ("zebra", "giraffe", "before", "after")] == [[], [1], [], [1]]
    store.connection.execute("INSERT INTO stories_fts(stories_fts, rank) VALUES ('integrity-check', 1)")
    assert store.check() == "ok"


def test_of_a_story_outside_the_topic_the_headline_is_searched(store: Store) -> None:
    """And all of it once a person has accepted it, until they reject it again."""
    build.a_story(store, 1, "Zebra", summary="A giraffe.", relevance=OFF)
    assert [_found(store, query) for query in ("zebra any", "giraffe any")] == [[1], []]
    assert reading.snippets(store, parse("zebra"), [1]) == {1: f"{HIT_START}Zebra{HIT_END}"}
    marks.judge(store, [1], True, NOW)
    assert [_found(store, query) for query in ("zebra", "giraffe")] == [[1], [1]]
    marks.judge(store, [1], False, NOW)
    assert [_found(store, query) for query in ("zebra rejected", "giraffe rejected")] == [[1], []]
    store.connection.execute("INSERT INTO stories_fts(stories_fts, rank) VALUES ('integrity-check', 1)")
