"""What could stand where somebody types a query."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.queryvalues import Known
from tui.completing import choices

KNOWN = Known(
    ("Reuters", "The Paper", "Rule, & Proviso"),
    ("en", "de"),
    ((12, "Access was cut off"), (3, "The ban is over")),
    ((1, "World news"), (2, "Papers")),
    {"mine": "saved", "morning": "unread since:1d"},
)

OFFERED = [
    ("", ["view:mine", "view:morning"]),
    ("unread ", []),
    ("outl", ["outlet:"]),
    ("-outl", ["outlet:"]),
    ("(outl", ["outlet:"]),
    ("outlet:", ["Reuters", "The Paper", "Rule, & Proviso"]),
    ("unread outlet:p", ["The Paper", "Rule, & Proviso"]),
    ("outlet:reuters,the", ["The Paper"]),
    ('outlet:"the p', ["The Paper"]),
    ('outlet:"Rule, &', ["Rule, & Proviso"]),
    ("claim:", ["c12", "c3"]),
    ("claim:c1", ["c12"]),
    ("claim:ban", ["c3"]),
    ("feed:", ["1", "2"]),
    ("feed:paper", ["2"]),
    ("lang:d", ["de"]),
    ("stance:h", ["hedged"]),
    ("by:u", ["unnamed", "outlet", "document"]),
    ("view:mo", ["morning"]),
    ("since:y", ["yesterday", "today"]),
    ("is:rem", ["removed"]),
    ("has:c", ["claim", "copy"]),
    ("unr", ["unread"]),
    ("unread", []),
    ('"outl', []),
    ("nokey:x", []),
    ("author:x", []),
]


@pytest.mark.parametrize(("text", "expected"), OFFERED)
def test_what_is_offered_at_the_end_of_a_query(text: str, expected: list[str]) -> None:
    """Keys, flags and views by their beginning; values that begin with what is typed, then those that hold it."""
    found = [choice.shown for choice in choices(text, len(text), KNOWN, "stories")]
    assert found == expected


def test_claims_are_offered_what_is_said_of_them() -> None:
    assert [choice.shown for choice in choices("is:", 3, KNOWN, "claims")][:2] == ["pinned", "dismissed"]
    assert "unread" not in {choice.shown for choice in choices("u", 1, KNOWN, "claims")}


TAKEN = [
    ("outl", 4, "outlet:", 7),
    ("-outl", 5, "-outlet:", 8),
    ("outl saved", 4, "outlet: saved", 7),
    ("ou|tl saved", 2, "outlet: saved", 7),
    ("outlet:reu", 10, "outlet:Reuters ", 15),
    ("outlet:the", 10, 'outlet:"The Paper" ', 19),
    ('outlet:"the', 11, 'outlet:"The Paper" ', 19),
    ('outlet:"th|e pa" saved', 10, 'outlet:"The Paper" pa" saved', 18),
    ("outlet:a,reu", 12, "outlet:a,Reuters ", 17),
    ("(claim:ban)", 10, "(claim:c3)", 9),
    ("claim:ban saved", 9, "claim:c3 saved", 8),
]


@pytest.mark.parametrize(("text", "at", "made", "place"), TAKEN)
def test_a_choice_takes_the_place_of_what_was_typed(text: str, at: int, made: str, place: int) -> None:
    """All of the word, also where the cursor stands within it; behind a value the next term can be typed."""
    text = text.replace("|", "")
    assert choices(text, at, KNOWN, "stories")[0].into(text) == (made, place)


@given(st.text(alphabet='outlet:cs-"(), "x1', max_size=20), st.integers(0, 20), st.sampled_from(["stories", "claims"]))
def test_whatever_is_typed_a_choice_fits_into_it(text: str, at: int, of: str) -> None:
    """And the cursor then stands in the query that comes of it."""
    at = min(at, len(text))
    for choice in choices(text, at, KNOWN, of):
        made, place = choice.into(text)
        assert 0 <= choice.start <= at <= choice.end <= len(text)
        assert 0 <= place <= len(made)
