"""Claims: replaced whole by an analysis, read back with every mention as it was written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from store import claims
from store.codec import stamp
from store.database import Store
from store.errors import NotFound
from store.models import Mention, Stance
from store.query import parse
from tests.conftest import NOW
from tests.store import build
from tests.store.build import claim, mention


def test_a_claim_comes_back_as_it_was_written(store: Store) -> None:
    """Every field of every mention: cue, source, figures, chain, times."""
    first, second = build.two_claims(store)
    assert claims.get(store, 1) == first
    assert claims.get(store, 2) == second


def test_a_mention_without_cue_source_or_figures_comes_back_too(store: Store) -> None:
    """What is missing stays missing."""
    story = build.a_story(store)
    bare = Mention(
        story_id=story,
        revision_id=1,
        url="https://paper.example/story/1",
        outlet="The Paper",
        published_at=NOW,
        first_seen_at=NOW,
        sentence="It ended.",
        start=0,
        end=9,
        stance=Stance.QUESTIONED,
    )
    claims.replace(store, [claim(1, bare)])
    assert claims.get(store, 1).mentions == (bare,)


def test_what_a_mention_said_before_an_edit_comes_back_and_dates_the_claim(store: Store) -> None:
    """Whoever said it first did, though the sentence of now came later."""
    first, _ = build.two_claims(store)
    edited = build.reworded(first.mentions[0], "It may end on 13 June.", until=build.hours(-2))
    claims.replace(store, [claim(1, first.mentions[1], edited)])
    found = claims.get(store, 1)
    assert found.mentions == (first.mentions[1], edited)
    assert [mention.said_at for mention in found.mentions] == [build.hours(-24), build.hours(-2)]
    assert (found.first_said_by, found.first_said_at) == ("Alpha", build.hours(-48))
    row = store.row("SELECT first_said_by, first_said_at, last_said_at FROM claims WHERE id = 1")
    assert row is not None
    assert tuple(row) == ("Alpha", stamp(build.hours(-48)), stamp(build.hours(-2)))


def test_an_analysis_takes_the_place_of_the_one_before(store: Store) -> None:
    """Nothing of the old claims is left."""
    build.two_claims(store)
    claims.replace(store, [claim(7, mention(store, 1))])
    assert [found.id for found in claims.select(store, parse(""), NOW)] == [7]
    assert store.value("SELECT count(*) FROM mentions") == 1
    with pytest.raises(NotFound, match="no claim c1; reportedly claims lists them"):
        claims.get(store, 1)


def test_the_same_analysis_again_changes_nothing(store: Store) -> None:
    made = build.two_claims(store)
    before = build.dump(store)
    claims.replace(store, made)
    assert build.dump(store) == before


def test_an_analysis_that_fails_leaves_the_claims_before(store: Store) -> None:
    """A claim that cannot be written takes all of its analysis back."""
    build.two_claims(store)
    before = build.dump(store)
    with pytest.raises(Exception, match="UNIQUE"):
        claims.replace(store, [claim(3, mention(store, 1)), claim(3, mention(store, 2))])
    assert build.dump(store) == before


def test_the_last_id_never_falls(store: Store) -> None:
    """Ids of claims that are gone are not given again."""
    assert claims.last_id(store) == 0
    build.two_claims(store)
    assert claims.last_id(store) == 2
    claims.replace(store, [claim(10, mention(store, 1))])
    claims.replace(store, [claim(9, mention(store, 1))])
    claims.replace(store, [])
    assert claims.last_id(store) == 10


def test_keys_say_which_mentions_each_claim_has(store: Store) -> None:
    """By story and words, so that a claim is known again whatever its number."""
    build.two_claims(store)
    sentence = "Officials said access may end on 12 June."
    assert claims.keys(store) == {1: frozenset({(1, sentence), (2, sentence)}), 2: frozenset({(2, sentence)})}


def test_claims_of_most_outlets_come_first_then_of_most_chains(store: Store) -> None:
    """Outlets, chains, then who said it first; ties by id."""
    for number, outlet in ((1, "Alpha"), (2, "Beta"), (3, "Alpha")):
        build.a_story(store, number, outlet=outlet)
    one, two, three = (mention(store, number, chain=number) for number in (1, 2, 3))
    copy = mention(store, 3, chain=1)
    claims.replace(store, [claim(1, one), claim(2, one, copy), claim(3, one, three), claim(4, one, two), claim(5, one)])
    assert [found.id for found in claims.select(store, parse(""), NOW)] == [4, 3, 1, 2, 5]


def test_what_a_story_says(store: Store) -> None:
    """Each claim a story makes with its own mention, in the order of the text."""
    build.two_claims(store)
    assert [(number, said.stance) for number, _, said in claims.of_story(store, 2)] == [
        (1, Stance.HEDGED),
        (2, Stance.DENIED),
    ]
    assert [statement for _, statement, _ in claims.of_story(store, 1)] == ["Access ends on 12 June."]
    assert claims.of_story(store, 99) == []


def test_the_table_counts_stances_under_their_names(store: Store) -> None:
    """What Datasette shows of a claim is what the claim says of itself."""
    build.two_claims(store)
    row = store.row("SELECT * FROM claims WHERE id = 1")
    assert row is not None
    expected = {"questioned": 0, "hedged": 1, "attributed": 0, "asserted": 1, "denied": 0}
    assert {stance: row[stance] for stance in expected} == expected
    assert (row["outlets"], row["stories"], row["chains"], row["first_said_by"]) == (2, 2, 2, "Alpha")


SELECTIONS = [
    ("", [1, 2]),
    ("claim:c2", [2]),
    ("claim:1", [1]),
    ("-claim:c1", [2]),
    ("stance:hedged", [1]),
    ("stance:denied", [2]),
    ("-stance:denied", [1]),
    ("outlet:alpha", [1]),
    ("outlet:beta.example", [1, 2]),
    ("lang:de", [1, 2]),
    ("-lang:en", [2]),
    ("since:30h", [1, 2]),
    ("since:2h", []),
    ("until:30h", [1]),
    ("-until:30h", [2]),
    ("flaw", [2]),
    ("FLAW", [2]),
    ("flaw*", [2]),
    ('"was serious"', [2]),
    ("officials", [1, 2]),
    ("-flaw", [1]),
    ("1%", []),
    ("a_cess", []),
    ("stance:hedged outlet:beta officials", [1]),
]


@pytest.mark.parametrize(("query", "expected"), SELECTIONS)
def test_claims_are_chosen_by_a_query(store: Store, query: str, expected: list[int]) -> None:
    """Keys narrow by what a claim's mentions hold; words are looked for in statement and sentences."""
    build.two_claims(store)
    assert [found.id for found in claims.select(store, parse(query), NOW)] == expected


def test_claims_that_are_as_they_were_known_are_the_very_same(store: Store) -> None:
    """Two readings of thousands of claims take the memory of one; what changed is read."""
    build.two_claims(store)
    known = {one.id: one for one in claims.select(store, parse(""), NOW)}
    again = {one.id: one for one in claims.select(store, parse(""), NOW, known)}
    assert all(again[number] is known[number] for number in (1, 2))
    claims.replace(store, [known[1], replace(known[2], statement="Otherwise.")])
    after = {one.id: one for one in claims.select(store, parse(""), NOW, known)}
    assert after[1] is known[1]
    assert after[2].statement == "Otherwise."
    assert after[2].mentions is known[2].mentions
