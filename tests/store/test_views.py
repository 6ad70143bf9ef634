"""Saved views: queries with a name, made of one another, never of themselves."""

from __future__ import annotations

import pytest

from store import claims, marks, reading, state, views
from store.database import Store
from store.errors import NotFound, QueryError
from store.query import parse, written
from store.queryvalues import known
from tests.conftest import NOW
from tests.store import build


@pytest.fixture
def shelf(store: Store) -> Store:
    """c1 by stories 1 and 2, c2 by 2; 1 is saved. Views: mine, mine too, and one of the two."""
    build.two_claims(store)
    marks.save(store, [1], NOW)
    views.add(store, "Mine", "saved")
    views.add(store, "german", "lang:de OR lang:fr")
    views.add(store, "both", "view:mine OR view:german")
    return store


def _found(store: Store, text: str) -> list[int]:
    return [story.id for story in reading.select(store, parse(text), NOW)]


ASKED = [
    ("view:mine", [1]),
    ("-view:mine", [2]),
    ("view:german", [2]),
    ("view:both", [2, 1]),
    ("view:mine,german stance:asserted", [1]),
    ("-(view:both claim:c2)", [1]),
    ("view:both view:MINE", [1]),
]


@pytest.mark.parametrize(("text", "expected"), ASKED)
def test_a_view_stands_for_its_query(shelf: Store, text: str, expected: list[int]) -> None:
    assert _found(shelf, text) == expected
    assert reading.count(shelf, parse(text), NOW) == len(expected)


def test_a_view_serves_claims_where_its_query_does(shelf: Store) -> None:
    assert [claim.id for claim in claims.select(shelf, parse("view:german stance:denied"), NOW)] == [2]
    with pytest.raises(QueryError, match="'saved' is said of stories") as caught:
        claims.select(shelf, parse("word view:mine"), NOW)
    assert (caught.value.start, caught.value.end) == (5, 14)


WRONG = [
    ("mine", "view:both", "in the view 'both': the view 'mine' is made of itself (mine → both → mine)", "view:both"),
    ("me", "x view:me", "the view 'me' is made of itself (me → me)", "view:me"),
    ("x", "-view:mien", "no view 'mien'; did you mean 'mine'?", "-view:mien"),
    ("x", "view:zzz", "no view 'zzz'; reportedly views add NAME QUERY saves one", "view:zzz"),
    ("x", "a stance:sure", "'sure' is no stance", "stance:sure"),
    ("x", "- ...", "a view wants a query that asks for something", "- ..."),
]


@pytest.mark.parametrize(("name", "text", "message", "blamed"), WRONG)
def test_a_view_that_cannot_be_is_refused(shelf: Store, name: str, text: str, message: str, blamed: str) -> None:
    """With the place to blame; and the views stay as they were."""
    before = views.every(shelf)
    with pytest.raises(QueryError) as caught:
        views.add(shelf, name, text)
    assert str(caught.value).startswith(message)
    assert text[caught.value.start : caught.value.end] == blamed
    assert views.every(shelf) == before


@pytest.mark.parametrize("name", ["", "a b", "a:b", "ä/b", "x" * 41, '"'])
def test_a_name_is_of_letters_and_digits(shelf: Store, name: str) -> None:
    with pytest.raises(QueryError, match="is no name of a view"):
        views.add(shelf, name, "saved")


def test_a_view_that_others_are_made_of_stays(shelf: Store) -> None:
    with pytest.raises(QueryError, match="the view 'both' is made of it"):
        views.remove(shelf, "mine")
    views.remove(shelf, "Both")
    views.remove(shelf, "mine")
    assert list(views.every(shelf)) == ["german"]
    with pytest.raises(NotFound, match="no view mine"):
        views.remove(shelf, "mine")


def test_views_of_views_do_not_grow_without_end(shelf: Store) -> None:
    """Twenty of them, each made of the one before twice, would be a million terms."""
    views.add(shelf, "v0", "a b")
    for number in range(6):
        views.add(shelf, f"v{number + 1}", f"view:v{number} -view:v{number}")
    assert reading.count(shelf, parse("view:v6"), NOW) == 0
    with pytest.raises(QueryError, match="more than 200 terms"):
        views.add(shelf, "v7", "view:v6 -view:v6")


@pytest.mark.parametrize("text", ["view:mine", "(-view:both OR x)", "saved -view:german"])
def test_a_view_is_written_by_its_name(shelf: Store, text: str) -> None:
    assert written(views.looked_up(shelf, parse(text)).terms) == text


def test_another_homes_views_are_taken_where_their_names_are_free(shelf: Store) -> None:
    """Those made of others whatever their order; what does not hold is left."""
    given = {"a": "view:b", "b": "unread", "mine": "unread", "c": "view:d", "d": "view:c", "e": "(", "f g": "x", "h": 1}
    views.take_in(shelf, given)
    assert views.every(shelf) == {
        "a": "view:b",
        "b": "unread",
        "both": "view:mine OR view:german",
        "german": "lang:de OR lang:fr",
        "mine": "saved",
    }


def test_the_last_queries_are_remembered_once_each(shelf: Store) -> None:
    for number in range(60):
        views.remember(shelf, f"word{number}")
    assert views.remember(shelf, "word30")[-2:] == ["word59", "word30"]
    assert len(views.asked(shelf)) == views.LAST == len(set(views.asked(shelf)))


def test_what_can_be_named_is_told(shelf: Store) -> None:
    """Outlets of the topic before others, claims with their wording, and what the home keeps."""
    build.a_story(shelf, 9, "Off", outlet="Aardvark", relevance=build.OFF)
    found = known(shelf)
    assert found.outlets == ("Alpha", "Beta", "Aardvark")
    assert found.languages == ("de", "en")
    assert found.claims[0] == (1, "Access ends on 12 June.")
    assert found.feeds == ((1, "one feed"),)
    assert dict(found.views) == views.every(shelf)
    assert state.get(shelf, views.KEPT)
