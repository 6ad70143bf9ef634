"""Which claims are new: asked of the rarest words first, and the answer is that of adding up all of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from narrative.measures import JOINER, TOGETHER
from narrative.newness import Beginnings
from store.models import Claim, Term
from tests.narrative.build import mention

_WORDS = ["@name", "#order", "letter", "model", "filter", "access", "=5", "&date"]
_TERMS = st.dictionaries(st.sampled_from(_WORDS), st.sampled_from([0.0, 0.5, 0.7, 1.0, 2.0]))
_CLAIMS = st.lists(st.tuples(st.integers(0, 5), _TERMS), min_size=1, max_size=8)


def _made(number: int, days: int, weights: dict[str, float]) -> Claim:
    terms = tuple(Term(word, weight) for word, weight in weights.items())
    return Claim(number, "A claim.", (mention(number, day=days),), terms=terms)


def _is_new(one: Claim, others: list[Claim]) -> bool:
    """By the rule as it is written down."""
    words = {term.term: term.weight for term in one.terms if term.term[:1] not in "=&"}
    half = JOINER * sum(words.values())
    for other in others:
        if one.first_said_at - other.first_said_at > TOGETHER and half:
            shared = sum(words.get(term.term, 0.0) for term in other.terms if term.term[:1] not in "=&")
            if round(shared, 6) >= round(half, 6):
                return False
    return True


@given(_CLAIMS)
def test_no_older_claim_has_half_of_its_words(drawn: list[tuple[int, dict[str, float]]]) -> None:
    claims = [_made(number, days, weights) for number, (days, weights) in enumerate(drawn, 1)]
    beginnings = Beginnings(claims)
    for one in claims:
        assert beginnings.is_new(one) == _is_new(one, claims)
