"""Which sentences say the same."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrative.coherence import COHERENT, clear, likeness
from narrative.groups import carries, groups, members, profile, whole
from narrative.sample import Sample
from tests.narrative.sayings import noise, rows_of, sample, says, words_of

PORTS = ["ports closed pilots refused night", "pilots refused ports closed dawn", "closed pilots refused ports sunday"]
FEES = ["mooring fees doubled spring", "fees doubled mooring april", "doubled mooring fees clerk"]


def test_sentences_that_share_rare_terms_are_a_group_and_others_are_in_none() -> None:
    found = sample(*rows_of(*PORTS, *FEES), *noise(30))
    assert sorted(words_of(group, found) for group in groups(found)) == [sorted(PORTS), sorted(FEES)]


@pytest.mark.parametrize("seed", range(4))
def test_clear_groups_are_found_in_whatever_order_sentences_come(seed: int) -> None:
    rows = [*rows_of(*PORTS, *FEES, "ports closed fees doubled", "pilots refused mooring fees"), *noise(30)]
    expected = {frozenset(words_of(group, sample(*rows))) for group in groups(sample(*rows))}
    random.Random(seed).shuffle(rows)
    assert {frozenset(words_of(group, sample(*rows))) for group in groups(sample(*rows))} == expected


def test_one_outlet_or_one_chain_makes_no_group() -> None:
    one_paper = [says(n, text, outlet="The Paper") for n, text in enumerate(PORTS)]
    assert groups(sample(*one_paper, *noise(30))) == []
    rows = [*rows_of(*PORTS), *noise(30)]
    copies = {row.story.id: 0 if row.story.id < 3 else row.story.id for row in rows}
    assert groups(sample(*rows, chain_of=copies)) == []


def test_a_sentence_may_be_of_two_groups() -> None:
    """One that says both is a mention of both."""
    both = "ports closed pilots refused mooring fees doubled"
    found = sample(*rows_of(*PORTS, *FEES, both), *noise(40))
    assert sum(both in words_of(group, found) for group in groups(found)) == 2


def test_two_names_beside_each_other_are_nothing_yet() -> None:
    rows = [says(n, f"@agency brandt a{n} b{n} c{n}", names=frozenset({"brandt"})) for n in range(4)]
    assert groups(sample(*rows, *noise(30))) == []


def test_terms_of_different_clauses_say_nothing_together() -> None:
    words = "ports closed"
    apart = [says(n, f"{words} a{n} b{n}", clauses=(6,)) for n in range(4)]
    assert groups(sample(*apart, *noise(30))) == []
    assert len(groups(sample(*[says(n, f"{words} a{n} b{n}") for n in range(4)], *noise(30)))) == 1


def test_a_profile_is_of_what_is_common_among_some_and_rare_elsewhere() -> None:
    found = sample(*rows_of(*PORTS), *rows_of(*PORTS, "ports reopened", "ports reopened again")[3:], *noise(30))
    strongest = profile(range(3), found)
    assert set(strongest) == {"ports", "closed", "pilots", "refused"}
    assert strongest["ports"] < strongest["closed"] == strongest["pilots"]


@pytest.mark.parametrize(
    ("words", "makes"),
    [
        ("ports closed pilots refused", True),
        ("ports closed pilots", True),
        ("ports closed elsewhere", True),
        ("ports elsewhere", False),
        ("elsewhere", False),
        ("", False),
    ],
)
def test_who_carries_enough_of_a_claim(words: str, makes: bool) -> None:
    """Half of its weight, by two terms at least that tell enough among all sentences."""
    best = dict.fromkeys(("ports", "closed", "pilots", "refused"), 2.0)
    weight = dict.fromkeys(best, 2.6)
    assert carries(frozenset(words.split()), best, weight, 8.0) is makes
    assert not carries(frozenset(words.split()), best, weight, 30.0)


def test_members_are_founders_that_carry_it_and_others_that_carry_more() -> None:
    found = sample(*rows_of(*PORTS, "ports closed pilots refused too", "ports only"), *noise(30))
    assert {0, 1, 2, 3} <= members({0, 1, 2}, found)
    assert 4 not in members({0, 1, 2, 4}, found)
    assert members(frozenset(), found) == frozenset()


def test_what_holds_together_is_left_and_what_does_not_is_taken_apart() -> None:
    one = [f"ports closed pilots refused x{n}" for n in range(3)]
    other = [f"fees doubled mooring clerk x{n}" for n in range(3)]
    found = sample(*rows_of(*one, *other), *noise(30))
    together, mixed = frozenset(range(3)), frozenset(range(6))
    assert likeness(together, found) > 0.5 > likeness(mixed, found)
    assert clear(together, found) == [together]
    assert clear(frozenset(), found) == []
    strays = [f"ports a{n} b{n} c{n} d{n} e{n} f{n} g{n}" for n in range(14)]
    loose = sample(*rows_of(*one, *strays, *[stray.removeprefix("ports ") for stray in strays]), *noise(200))
    assert clear(frozenset(range(17)), loose) == [frozenset(range(3))]


def test_few_sentences_must_share_more_than_many() -> None:
    """What chance brought together weighs more among three than among twenty."""

    def of(many: int, letters: str) -> tuple[frozenset[int], Sample]:
        own = [" ".join(f"{letter}{n}" for letter in letters) for n in range(many)]
        return frozenset(range(many)), sample(*rows_of(*(f"ports closed {words}" for words in own), *own), *noise(200))

    few, many = of(3, "abcdef"), of(20, "abcd")
    assert COHERENT < likeness(*many) < likeness(*few)
    assert clear(*few) == []
    assert clear(*many) == [frozenset(range(20))]


def test_a_part_of_two_shares_more_than_a_quarter() -> None:
    """They lie close by the very words for which the whole was taken apart."""
    own = [" ".join(f"{letter}{n}" for letter in "abc") for n in range(6)]
    for shared, parts in (("ports closed", []), ("ports closed pilots", [frozenset({4, 5})])):
        close = [f"{shared} {words}" for words in own[4:]]
        found = sample(*rows_of(*own[:4], *close, *own), *noise(200))
        assert clear(frozenset(range(6)), found) == parts


WORDS = st.lists(
    st.sampled_from("ports closed pilots refused fees doubled mooring clerk night dawn".split()), min_size=2
)


@settings(max_examples=50)
@given(st.lists(WORDS.map(" ".join), max_size=14))
def test_whatever_is_said(sentences: list[str]) -> None:
    """Groups are made by two outlets and two chains, and none is another one again."""
    said = sample(*rows_of(*sentences), *noise(20))
    found = groups(said)
    assert all(said.independent(group) for group in found)
    assert len(set(found)) == len(found)
    assert groups(said) == found


def test_a_word_of_another_kind_stands_in_for_the_claims_own() -> None:
    """A claim told with one word for a restriction is carried in part by another; the word itself counts once."""
    best = {"#restriction/ban": 3.0, "&restriction": 2.0, "court": 3.0, "model": 2.0}
    weight = dict.fromkeys(best, 3.0)

    def joins(*terms: str) -> bool:
        return carries(frozenset(terms), best, weight, 3.0)

    assert whole(best) == 8.0
    assert not joins("#restriction/ban", "&restriction")
    assert joins("&restriction", "model")
    assert not joins("#restriction/ban", "&restriction", "other")
    assert joins("#restriction/ban", "&restriction", "court")
