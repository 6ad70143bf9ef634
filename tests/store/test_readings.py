"""What stories were read as, the indexes of it, and which are still to be read."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import index, judging, marks, pages, readings, state
from store.database import Store
from store.models import Relevance
from store.readings import PLACES, Entry
from tests.conftest import NOW
from tests.store import build
from tests.store.build import hours, page

READER, OUTLETS = "rules 1", ("The Paper",)
TABLES = ("readings", "vocabulary", "uses", "lines", "runs", "chains")


@pytest.fixture(autouse=True)
def read_before(store: Store) -> None:
    """The rules and outlets are those of the reading before."""
    assert unread(store) == ([], [])


def entry(story_id: int, *sentences: str, lines: tuple[int, ...] = (), runs: tuple[int, ...] = ()) -> Entry:
    """A story read as sentences of these words."""
    terms = [frozenset(sentence.split()) for sentence in sentences]
    return Entry(story_id, story_id, " / ".join(sentences), terms, lines, runs)


def unread(store: Store) -> tuple[list[int], list[int]]:
    return readings.unread(store, READER, OUTLETS)


def read(store: Store, *story_ids: int) -> None:
    """Reads stories and takes them into the claims."""
    for story_id in story_ids:
        readings.save(store, entry(story_id, f"story {story_id} said"))
    readings.taken(store)


def test_a_story_comes_back_as_it_was_read_in_order_of_publication(store: Store) -> None:
    one = build.a_story(store, 1, published_at=hours(-1))
    two = build.a_story(store, 2, published_at=hours(-2))
    for number in (one, two):
        readings.save(store, entry(number, f"this is {number}", "so é “it” 非\nand more"))
    assert [(story.id, data) for story, data in readings.load(store)] == [
        (two, f"this is {two} / so é “it” 非\nand more"),
        (one, f"this is {one} / so é “it” 非\nand more"),
    ]
    assert [story.id for story, _ in readings.load(store, [one])] == [one]
    assert list(readings.load(store, [])) == []
    assert readings.ids(store) == [two, one]
    assert readings.present(store, [one, 99, two]) == [two, one]
    assert readings.size(store) == (2, 4)


def test_indexes_say_where_terms_lines_and_runs_stand(store: Store) -> None:
    one, two = (build.a_story(store, number) for number in (1, 2))
    readings.save(store, entry(one, "ports closed", "ports reopened", lines=(7, 8), runs=(1, 2, 3)))
    readings.save(store, entry(two, "ports again", lines=(8,), runs=(2, 3, 4)))
    assert index.counts(store, {"ports", "closed", "nowhere"}) == {"ports": 3, "closed": 1}
    places = [two * PLACES, one * PLACES + 1, one * PLACES]
    assert index.postings(store, ["ports", "reopened", "nowhere"], 9) == {"ports": places, "reopened": places[1:2]}
    assert index.postings(store, ["ports"], 2) == {"ports": places[:2]}
    assert index.repeated(store, {7, 8, 9}) == {8}
    assert index.sharing(store, one, (1, 2, 3), 2) == [two]
    assert index.sharing(store, one, (1, 2, 3), 3) == []
    index.put_chains(store, {one: one, two: one})
    assert index.chains(store, [one, two, 99]) == {one: one, two: one}


def test_more_values_than_one_statement_takes(store: Store) -> None:
    words = [f"w{number}" for number in range(1_700)]
    one = build.a_story(store)
    readings.save(store, entry(one, " ".join(words), lines=tuple(range(1_200)), runs=tuple(range(1_200))))
    assert len(index.counts(store, words)) == len(index.known_ids(store, words)) == 1_700
    assert index.repeated(store, set(range(1_200))) == set()
    assert index.sharing(store, 99, tuple(range(1_200)), 1_200) == [one]
    assert readings.present(store, range(3_000)) == [one]
    readings.drop(store, one)
    assert set(index.counts(store, words).values()) == {0}


def test_what_is_beyond_the_places_of_a_story_is_kept_but_not_in_the_index(store: Store) -> None:
    one = build.a_story(store)
    long = entry(one, *(["early"] * PLACES), "late")
    readings.save(store, long)
    assert index.postings(store, ["late"], 9) == {"late": []}
    assert next(readings.load(store))[1] == long.data
    readings.drop(store, one)
    assert index.postings(store, ["early", "late"], 9) == {"early": [], "late": []}


SENTENCES = st.lists(st.lists(st.sampled_from("abcde"), max_size=4).map(" ".join), max_size=4)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from((1, 2, 3)), st.none() | SENTENCES), max_size=8))
def test_however_often_stories_are_read_and_forgotten_the_indexes_are_of_what_is_read(
    store: Store, deeds: list[tuple[int, list[str] | None]]
) -> None:
    """As if only the last reading of each had ever been."""
    for number in (1, 2, 3):
        if store.row("SELECT 1 FROM stories WHERE id = ?", (number,)) is None:
            build.a_story(store, number)
        readings.drop(store, number)
    there: dict[int, list[str]] = {}
    for number, sentences in deeds:
        if sentences is None:
            readings.drop(store, number)
            there.pop(number, None)
        else:
            readings.save(store, entry(number, *sentences, lines=(len(sentences),), runs=(number, 9)))
            there[number] = sentences
    terms = [frozenset(sentence.split()) for sentences in there.values() for sentence in sentences]
    used = {term: sum(term in some for some in terms) for term in "abcde"}
    assert {t: n for t, n in index.counts(store, "abcde").items() if n} == {t: n for t, n in used.items() if n}
    assert {t: len(places) for t, places in index.postings(store, "abcde", 99).items() if places} == {
        t: n for t, n in used.items() if n
    }
    assert readings.size(store) == (len(there), len(terms))
    assert index.sharing(store, 99, (9,), 1) == sorted(there)


def test_new_stories_of_the_topic_are_to_be_read_the_oldest_first(store: Store) -> None:
    one = build.a_story(store, 1, published_at=hours(-1))
    two = build.a_story(store, 2, published_at=hours(-2))
    build.a_story(store, 3, relevance=build.OFF)
    assert unread(store) == ([two, one], [])
    read(store, two)
    assert unread(store) == ([one], [])
    read(store, one)
    assert unread(store) == ([], [])


CHANGES = {
    "the headline": "UPDATE stories SET title = 'Other' WHERE id = 1",
    "a page's text in the place of the feed's": "UPDATE stories SET text = 'Other.' WHERE id = 1",
    "the outlet": "UPDATE stories SET outlet = 'Other' WHERE id = 1",
    "when it was published": "UPDATE stories SET published_at = '2026-01-01T00:00:00+00:00' WHERE id = 1",
}
NO_CHANGES = {
    "the same text": "UPDATE stories SET text = text, title = title, relevant = relevant WHERE id = 1",
    "its state of fetching": "UPDATE stories SET page_state = 'fetched', page_note = 'x' WHERE id = 1",
    "how well it fits": "UPDATE stories SET relevance = 9.0 WHERE id = 1",
    "the text of another": "UPDATE stories SET text = 'Other.' WHERE id = 2",
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_changed_is_to_be_read_again(store: Store, change: str) -> None:
    build.a_story(store, 1)
    read(store, 1)
    store.connection.execute(CHANGES[change])
    assert unread(store) == ([1], [])


@pytest.mark.parametrize("change", NO_CHANGES)
def test_what_did_not_change_is_not_read_again(store: Store, change: str) -> None:
    for number in (1, 2):
        build.a_story(store, number)
    read(store, 1, 2)
    store.connection.execute(NO_CHANGES[change])
    assert 1 not in unread(store)[0]


def test_a_first_page_makes_its_story_be_read_again(store: Store) -> None:
    """It takes the place of the feed's own text within the same revision."""
    one = build.a_story(store, 1, content="The feed's own words.")
    read(store, one)
    pages.save(store, page(one, "The whole article, which says more."), NOW)
    assert unread(store) == ([one], [])


def test_what_a_person_turns_down_is_forgotten_and_read_again_when_taken_back(store: Store) -> None:
    one = build.a_story(store)
    read(store, one)
    marks.judge(store, [one], False, NOW)
    assert unread(store) == ([], [one])
    readings.drop(store, one)
    assert unread(store) == ([], [])
    assert (readings.waiting(store), readings.size(store)) == ([one], (0, 0))
    marks.judge(store, [one], True, NOW)
    assert unread(store) == ([one], [])


def test_what_is_turned_down_before_it_was_read_was_never_there(store: Store) -> None:
    one = build.a_story(store)
    marks.judge(store, [one], False, NOW)
    assert unread(store) == ([], [])
    assert store.value("SELECT count(*) FROM unread") == 0


def test_a_story_that_is_deleted_is_forgotten(store: Store) -> None:
    """By whatever tool: nothing of ours deletes stories."""
    one, two = (build.a_story(store, number) for number in (1, 2))
    read(store, one, two)
    with closing(sqlite3.connect(store.path)) as elsewhere, elsewhere:
        elsewhere.execute("DELETE FROM stories WHERE id = ?", (one,))
    assert unread(store) == ([], [one])
    readings.drop(store, one)
    assert (readings.waiting(store), readings.size(store)) == ([one], (1, 1))


def test_other_rules_read_all_of_the_topic_again(store: Store) -> None:
    one, two = (build.a_story(store, number) for number in (1, 2))
    build.a_story(store, 3, relevance=build.OFF)
    unread(store)
    read(store, one, two)
    assert readings.unread(store, "rules 2", OUTLETS) == ([one, two], [])
    assert readings.unread(store, "rules 2", OUTLETS) == ([one, two], [])
    read(store, one, two)
    assert readings.unread(store, "rules 2", OUTLETS) == ([], [])


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("The Courier reported it first.", True),
        ("A report of Courier’s.", True),
        ("The COURIER reported it first.", False),
        ("By courier, it was reported.", False),
        ("Nobody reported it.", False),
    ],
)
def test_stories_that_name_an_outlet_not_known_before_are_read_again(store: Store, text: str, again: bool) -> None:
    """Or one that is none any more: whose word it is hangs on that, and must not hang on the order of arrival."""
    one = build.a_story(store, 1, content=text)
    unread(store)
    read(store, one)
    for outlets in ((*OUTLETS, "Courier", 'Odd "name" *'), OUTLETS):
        assert readings.unread(store, READER, outlets) == ([one] if again else [], [])
        read(store, one)


def test_what_waits_for_the_claims_waits_until_they_have_it(store: Store) -> None:
    """A killed analysis reads nothing twice and forgets nothing; what changes meanwhile is read again."""
    one, two = (build.a_story(store, number) for number in (1, 2))
    readings.save(store, entry(one, "first"))
    assert (readings.waiting(store), unread(store)) == ([one], ([two], []))
    judging.rejudge(store, [(one, Relevance(9.0, relevant=False, possible=True))])
    assert (readings.waiting(store), unread(store)) == ([], ([two], [one]))
    readings.drop(store, one)
    readings.save(store, entry(two, "second"))
    readings.taken(store)
    assert (readings.waiting(store), unread(store)) == ([], ([], []))


@pytest.mark.parametrize("all_read", [True, False])
def test_the_claims_are_stale_as_long_as_anything_is_unread(store: Store, all_read: bool) -> None:
    one, two = (build.a_story(store, number) for number in (1, 2))
    readings.save(store, entry(one, "first"))
    if all_read:
        readings.save(store, entry(two, "second"))
    readings.taken(store)
    readings.settle(store)
    assert state.analysis_is_stale(store) is not all_read
