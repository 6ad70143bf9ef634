"""Which pairs of claims are doubtful: the rule, by cases."""

from __future__ import annotations

import pytest

from reportedly.enrichment.pairs import Pair, doubtful
from store.models import Claim, ClaimKind, Term


def known_by(claim_id: int, terms: str, **more: object) -> Claim:
    """A claim known by terms, as `order ban:2.5`; a weight is 1 where none is given."""
    pairs = [word.partition(":") for word in terms.split()]
    made = tuple(Term(term, float(weight or 1)) for term, _, weight in pairs)
    return Claim(claim_id, "Statement.", (), terms=made, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("first", "second", "share"),
    [
        ("order ban model", "order ban model", 1.0),
        ("order ban model chips", "order ban letter talks", 0.5),
        ("order ban model chips talks", "order ban letter price shares", 0.4),
        ("order ban model chips talks court", "order ban letter price shares judge", None),
        ("order model", "order letter", None),  # one term in common is what the story has in common
        ("order:9 model letter", "order:9 price shares", None),  # however much it tells
        ("order:3 ban:3 model:4", "order:1 ban:1 price:9", None),  # the lesser weight of the two counts
        ("order ban", "order ban model chips talks court judge price", 1.0),  # measured on the lighter
        ("order ban", "", None),
        ("order:0 ban:0", "order:0 ban:0", None),
    ],
)
def test_two_claims_are_doubtful_by_the_weight_of_what_they_share(first: str, second: str, share: float | None) -> None:
    found = doubtful([known_by(2, second), known_by(1, first)])
    assert found == (() if share is None else (Pair(1, 2, share),))


def test_claims_dismissed_and_background_are_not_asked_of() -> None:
    same = "order ban model"
    claims = [
        known_by(1, same),
        known_by(2, same, dismissed=True),
        known_by(3, same, kind=ClaimKind.BACKGROUND),
        known_by(4, same, kind=ClaimKind.QUOTE),
    ]
    assert [(pair.first, pair.second) for pair in doubtful(claims)] == [(1, 4)]


def test_a_term_of_many_claims_tells_none_from_another() -> None:
    """Ten claims may share a term; what eleven share is the story's, not theirs."""
    for count, expected in ((10, 1), (11, 0)):
        claims = [known_by(number, f"story own{number} private{number}") for number in range(1, count - 1)]
        claims += [known_by(98, "story order"), known_by(99, "story order")]
        assert len(doubtful(claims)) == expected


def test_the_likest_come_first_whatever_the_order_of_the_claims() -> None:
    claims = [
        known_by(1, "order ban model chips"),
        known_by(2, "order ban letter talks"),
        known_by(3, "order ban model talks"),
    ]
    found = doubtful(claims)
    assert [(pair.first, pair.second) for pair in found] == [(1, 3), (2, 3), (1, 2)]
    assert doubtful(claims[::-1]) == found
