"""New stories join the claims there are, or found new ones, by what is known of all sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest

from narrative.extend import Extended, Known, extend, key_of, like, stats_of
from narrative.propositions import Proposition
from narrative.sample import indexed
from store.models import Mention
from tests.narrative.sayings import noise, says

OLDER = [says(1, "ports closed pilots refused night"), says(2, "pilots refused ports closed dawn")]
TERMS = {"ports": 3.0, "closed": 3.0, "pilots": 3.0, "refused": 3.0}
AROUND = [*OLDER, says(3, "mooring fees doubled spring")]
KNOWN = Known(7, TERMS, frozenset(map(key_of, OLDER)))


def extended(
    *fresh: Proposition,
    around: Sequence[Proposition] = AROUND,
    known: Sequence[Known] = (KNOWN,),
    chain_of: dict[int, int] | None = None,
) -> Extended:
    everything = [*around, *fresh, *noise(40)]
    stats = stats_of(len(everything), Counter(term for row in everything for term in indexed(row)), frozenset())
    chains = {row.story.id: row.story.id for row in everything} | (chain_of or {})
    return extend(fresh, around, known, chains, stats)


def stories(mentions: Sequence[Mention]) -> list[int]:
    return [mention.story_id for mention in mentions]


@pytest.mark.parametrize(
    ("words", "joins"),
    [
        ("ports closed pilots refused sunday", True),
        ("closed ports pilots sunday", True),
        ("ports reopened sunday", False),
        ("a quiet day elsewhere", False),
    ],
)
def test_a_new_sentence_joins_the_claim_it_makes(words: str, joins: bool) -> None:
    found = extended(says(50, words))
    assert {number: stories(new) for number, new in found.joined.items()} == ({7: [50]} if joins else {})
    assert found.founded == ()


def test_new_sentences_found_a_claim_with_an_older_one_that_made_none() -> None:
    found = extended(says(50, "fees doubled mooring clerk"))
    assert found.joined == {}
    assert [sorted(stories(claim.mentions)) for claim in found.founded] == [[3, 50]]
    assert {term.term for term in found.founded[0].terms} == {"mooring", "fees", "doubled"}


def test_new_sentences_found_a_claim_among_themselves() -> None:
    rows = [says(50, "lighthouse painted red sunday"), says(51, "red lighthouse painted again")]
    assert [sorted(stories(claim.mentions)) for claim in extended(*rows).founded] == [[50, 51]]
    assert extended(*rows, chain_of={51: 50}).founded == ()
    assert extended(rows[0], says(51, "red lighthouse painted again", outlet="Outlet 50")).founded == ()


def test_what_is_older_and_makes_a_claim_already_founds_no_other() -> None:
    found = extended(says(50, "ports closed pilots refused sunday"), says(51, "a quiet day elsewhere"))
    assert found.founded == ()


def test_headlines_found_nothing_and_join_what_they_make() -> None:
    """A story of which there is nothing but the headline is told by it."""
    body, head = says(50, "a quiet day elsewhere"), says(50, "ports closed pilots refused", headline=True)
    found = extended(body, head)
    assert [(m.headline, m.story_id) for m in found.joined[7]] == [(True, 50)]
    heads = [says(n, "lighthouse painted red", headline=True) for n in (50, 51)]
    assert [sorted(stories(claim.mentions)) for claim in extended(*heads).founded] == [[50, 51]]
    bodies = [says(n, f"quiet day{n}") for n in (50, 51)]
    assert extended(*heads, *bodies).founded == ()


def test_a_story_with_a_headline_and_a_text_of_a_new_claim_has_both_in_it() -> None:
    rows = [says(50, "lighthouse painted red sunday"), says(51, "red lighthouse painted again")]
    head = says(50, "lighthouse painted red", headline=True)
    (claim,) = extended(*rows, head).founded
    assert sorted((m.story_id, m.headline) for m in claim.mentions) == [(50, False), (50, True), (51, False)]


@pytest.mark.parametrize("turned", [False, True])
def test_the_order_of_new_stories_changes_nothing(turned: bool) -> None:
    rows = [
        says(50, "ports closed pilots refused sunday"),
        says(51, "red lighthouse painted again"),
        says(52, "lighthouse painted red sunday"),
    ]
    found = extended(*(rows[::-1] if turned else rows))
    assert {number: stories(new) for number, new in found.joined.items()} == {7: [50]}
    assert [sorted(stories(claim.mentions)) for claim in found.founded] == [[51, 52]]


def test_nothing_new_changes_nothing() -> None:
    assert extended() == Extended({}, ())


def test_who_is_alike_shares_two_terms_that_tell_enough() -> None:
    """The most alike of each new sentence, of equals the newer ones."""
    stats = stats_of(1000, {"ports": 30, "closed": 30, "pilots": 30, "said": 900}, frozenset())
    postings = {"ports": [1, 2, 3, *range(20, 40)], "closed": [1, 2, *range(20, 40)], "pilots": [1], "said": [3, 4]}
    assert like([{"ports", "closed", "pilots", "said"}], postings, stats) == {1, *range(33, 40)}
    assert like([{"ports", "said"}, {"pilots"}, set()], postings, stats) == set()


def test_an_expression_is_about_as_frequent_as_half_of_its_rarer_word() -> None:
    stats = stats_of(100, {"open": 40, "letter": 10, "door": 1}, frozenset({("open", "letter"), ("open", "door")}))
    assert (stats.uses["open_letter"], stats.uses["open_door"]) == (5, 1)
    assert "open_letter" not in stats_of(100, {"open": 40}, frozenset({("open", "letter")})).uses


def test_among_many_sentences_one_that_is_mostly_about_other_things_does_not_join_by_terms() -> None:
    """Though it has half of what the claim is known by: so claims of common words do not grow without end."""
    common = Known(7, dict.fromkeys(("ports", "closed", "said"), 1.8), frozenset())
    rest = [f"w{n}" for n in range(12)]
    uses = dict.fromkeys(("ports", "closed", "said"), 6_000) | dict.fromkeys(rest, 40)
    rare = dict.fromkeys(("ports", "closed", "said"), 40) | dict.fromkeys(rest, 40)
    row = says(50, f"ports closed said {' '.join(rest)}")
    for counts, size, joins in ((uses, 200_000, False), (rare, 200_000, False), (rare, 500, True)):
        found = extend([row], [], [common], {50: 50}, stats_of(size, counts, frozenset()))
        assert (7 in found.joined) is joins
    short = extend([says(50, "ports closed said w1")], [], [common], {50: 50}, stats_of(200_000, rare, frozenset()))
    assert 7 in short.joined
