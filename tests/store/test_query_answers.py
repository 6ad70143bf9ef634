"""What SQL answers to a query is what plain Python answers, on small stores of every kind of story and claim."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import claims, index, marks, pagelist, pages, reading
from store.database import Store, open_store
from store.errors import QueryError
from store.models import Claim, ClaimKind, Figure, SourceKind, Stance
from store.query import parse, written
from tests.conftest import NOW
from tests.store import build
from tests.store.build import OFF, arrive, entry, hours, page
from tests.store.plainly import Plain

STORIES = 24
SOURCES = (
    (None, None),
    ("officials", SourceKind.UNNAMED),
    ("Jo Reed", SourceKind.PERSON),
    ("a memo", SourceKind.DOCUMENT),
)
FIGURES = (
    (),
    (Figure("money", "4000000000 USD", "$4 billion", 0, 10),),
    (Figure("percent", "90", "90 per cent", 0, 11), Figure("date", "2026-06-12", "12 June", 0, 7)),
)


#: As whoever knows the lives of claims would say: one is in two, and of one state there is none.
STATES = {"hardening": (1, 2), "denied": (2, 5, 6), "fading": (3, 4, 7)}


def fill(store: Store, seed: int) -> None:
    """Stories and claims of every kind, thrown together."""
    lot = random.Random(seed)
    other = build.a_feed(store, "two")
    for number in range(1, STORIES + 1):
        said = lot.choice(["Access was cut off", "Access may end", "The export ban holds", "Models are back"])
        build.a_story(
            store,
            number,
            f"{said} {lot.choice(['today', 'in June', '100%'])}",
            content=f"Word {lot.choice(['one', 'two', 'three'])} of {lot.choice(['licences', 'licensing', 'bans'])}.",
            published_at=lot.choice([None, hours(-lot.randrange(0, 800))]),
            language=lot.choice([None, "en", "en-GB", "de"]),
            outlet=lot.choice(["Alpha", "Beta Post", "Gamma 50%"]),
            domain=lot.choice(["alpha.example", "beta.example"]),
            **({"relevance": OFF} if lot.random() < 0.2 else {}),
        )
        if lot.random() < 0.3:
            pages.save(store, page(number, "Page text on licences and bans, one of many."), NOW)
        for feed_id in (other, other + 1):
            if lot.random() < 0.3:
                arrive(store, feed_id, entry(number, "Another headline on access"), now=hours(9))
    numbers = [row["id"] for row in store.rows("SELECT id FROM stories ORDER BY id")]
    marks.mark_read(store, lot.sample(numbers, 8), NOW)
    marks.save(store, lot.sample(numbers, 5), NOW)
    marks.note(store, [lot.choice(numbers)], "look again", NOW)
    index.put_chains(store, dict.fromkeys(lot.sample(numbers, 6), numbers[0]))
    claims.replace(store, [_claim(store, lot, numbers, claim_id) for claim_id in range(1, 8)])


def _claim(store: Store, lot: random.Random, numbers: list[int], claim_id: int) -> Claim:
    made = []
    for number in sorted(lot.sample(numbers, lot.randrange(1, 5))):
        whose, kind = lot.choice(SOURCES)
        made.append(
            replace(
                build.mention(store, number, lot.choice(list(Stance))),
                sentence=lot.choice(["Access ended.", "It may end.", "Nobody knows of licences."]),
                attributed_to=whose,
                source_kind=kind,
                figures=lot.choice(FIGURES),
            )
        )
    made.sort(key=lambda mention: mention.said_at)
    return replace(
        build.claim(claim_id, *made, statement=lot.choice(["Access ended.", "Licences are back."])),
        kind=lot.choice(list(ClaimKind)),
        pinned=lot.random() < 0.3,
        dismissed=lot.random() < 0.3,
        note=lot.choice([None, "mine"]),
    )


@pytest.fixture(scope="module")
def shelves(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[tuple[Store, Plain]]]:
    folder: Path = tmp_path_factory.mktemp("shelves")
    stores = []
    for seed in range(4):
        store = open_store(folder / f"{seed}.db")
        fill(store, seed)
        store.states = lambda _, now: STATES
        stores.append((store, Plain(store, NOW)))
    yield stores
    for store, _ in stores:
        store.close()


BOTH = [
    *("outlet:alpha", "outlet:post,50%", "outlet:example", "lang:en", "lang:de,en-gb", 'author:"a. writer"', "feed:1"),
    *("feed:2", "stance:hedged", "stance:denied,asserted", "claim:c1", "claim:2,c3", "by:unnamed", "by:reed,document"),
    *("figure:money", "figure:90", 'figure:"12 june"', "since:2026-06-10", "until:2026-06-20", "before:2026-06-20"),
    *("on:2026-06", "on:10d", "since:5d", "has:figure", "any", "access", '"may end"', "licen*", "title:access"),
    *("text:licences,bans", "one", "has:note", "state:hardening", "state:denied,fading"),
]
OF_STORIES = ["unread", "read", "saved", "edited", "copy", "rejected", "has:claim", "has:revision", "is:saved,copy"]
OF_STORIES += ["has:copy,note", "pinned"]
OF_CLAIMS = ["pinned", "dismissed", "is:quote,background", "is:pinned"]


def _queries(terms: list[str]) -> st.SearchStrategy[str]:
    one = st.tuples(st.sampled_from(["", "", "-"]), st.sampled_from(terms)).map("".join)

    def deeper(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        side_by_side = st.lists(inner, min_size=1, max_size=3).map(" ".join)
        either = st.lists(inner, min_size=2, max_size=3).map(" OR ".join)
        grouped = st.tuples(st.sampled_from(["(", "-("]), st.one_of(side_by_side, either)).map(
            lambda pair: f"{pair[0]}{pair[1]})"
        )
        return st.one_of(side_by_side, either, grouped)

    return st.recursive(one, deeper, max_leaves=6)


@settings(max_examples=250)
@given(text=_queries(BOTH + OF_STORIES), number=st.integers(0, 3))
def test_stories_are_those_that_plain_python_finds(shelves: list[tuple[Store, Plain]], text: str, number: int) -> None:
    """And the count, the pages and the best matches are of the same."""
    store, plain = shelves[number]
    query = parse(text)
    expected = plain.fitting_stories(query)
    assert {story.id for story in reading.select(store, query, NOW, with_text=False)} == expected
    assert reading.count(store, query, NOW) == len(expected)
    assert {story.id for story in pagelist.page(store, query, NOW, 100)} == expected
    assert {story.id for story in pagelist.best(store, query, NOW, 100)} == expected
    assert {story.id for story in reading.select(store, parse(written(query.terms)), NOW)} == expected


@settings(max_examples=250)
@given(text=_queries(BOTH + OF_CLAIMS), number=st.integers(0, 3))
def test_claims_are_those_that_plain_python_finds(shelves: list[tuple[Store, Plain]], text: str, number: int) -> None:
    store, plain = shelves[number]
    query = parse(text)
    expected = plain.fitting_claims(query)
    assert {claim.id for claim in claims.select(store, query, NOW)} == expected
    assert claims.count_fitting(store, query, NOW) == len(expected)


@pytest.mark.parametrize("text", BOTH + OF_STORIES)
def test_no_key_is_idle(shelves: list[tuple[Store, Plain]], text: str) -> None:
    """Each of the terms above chooses some stories and leaves others, on one of the shelves at least."""
    counts = [(reading.count(store, parse(text), NOW), len(plain.stories)) for store, plain in shelves]
    assert any(0 < found < of for found, of in counts) or text in ("any", "pinned")


WRONG = [("is:pinned", "'pinned' is said of claims"), ("is:saved,quote", "'quote' is said of claims")]


@pytest.mark.parametrize(("text", "message"), WRONG)
def test_what_is_said_of_claims_is_not_asked_of_stories(
    shelves: list[tuple[Store, Plain]], text: str, message: str
) -> None:
    with pytest.raises(QueryError, match=message):
        reading.count(shelves[0][0], parse(text), NOW)


@pytest.mark.parametrize("text", ["has:claim", "has:note,page", "is:removed", "saved OR pinned"])
def test_what_is_said_of_stories_is_not_asked_of_claims(shelves: list[tuple[Store, Plain]], text: str) -> None:
    with pytest.raises(QueryError, match="is said of stories, not of claims"):
        claims.count_fitting(shelves[0][0], parse(text), NOW)


def test_terms_on_mentions_side_by_side_are_said_of_one(store: Store) -> None:
    """Alpha asserts c1, Beta hedges it and denies c2: nobody denies c1."""
    build.two_claims(store)

    def found(text: str) -> set[int]:
        return {story.id for story in reading.select(store, parse(text), NOW)}

    assert found("claim:c1 stance:hedged") == {2}
    assert found("claim:c1 stance:denied") == set()
    assert found("claim:c1 -stance:denied") == {1}
    assert found("claim:c1 claim:c2") == {2}
    assert [c.id for c in claims.select(store, parse("outlet:alpha stance:hedged"), NOW)] == []
    assert [c.id for c in claims.select(store, parse("outlet:alpha outlet:beta"), NOW)] == [1]


def test_pages_that_are_kept_and_pages_that_are_gone(store: Store) -> None:
    """`has:page` and `is:removed` go by what was fetched, and by the last look."""
    for number in (1, 2, 3):
        build.a_story(store, number)
    with store.writing() as connection:
        connection.execute("INSERT INTO bodies(id, host, sha256, size, data) VALUES (1, 'a.example', 'x', 1, x'00')")
        connection.execute(
            "INSERT INTO evidence(story_id, url, at, status, headers, body_id) VALUES (1, 'u', 'now', 200, '{}', 1)"
        )
        connection.execute("INSERT INTO looks(story_id, looked_at, removed_at) VALUES (2, 'now', 'now')")
        connection.execute("INSERT INTO looks(story_id, looked_at) VALUES (3, 'now')")

    def found(text: str) -> set[int]:
        return {story.id for story in reading.select(store, parse(text), NOW)}

    assert [found(text) for text in ("has:page", "is:removed", "-is:removed", "is:removed,saved OR has:page")] == [
        {1},
        {2},
        {1, 3},
        {1, 2},
    ]


def test_states_are_said_to_be_unknown_where_nobody_works_them_out(store: Store) -> None:
    for ask in (reading.count, claims.count_fitting):
        with pytest.raises(QueryError, match="states of claims are not known here") as raised:
            ask(store, parse("access state:denied"), NOW)
        assert (raised.value.start, raised.value.end) == (7, 19)
