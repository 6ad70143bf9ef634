"""Where sentences end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrative.sentences import split

CASES = [
    ("The app is gone. Users complain.", ["The app is gone.", "Users complain."]),
    ("The U.S. Commerce Department acted. Nobody knew.", ["The U.S. Commerce Department acted.", "Nobody knew."]),
    (
        "Mr. Diaz and Sen. Ruth K. Bell met at 5 p.m. on Friday. It rained.",
        ["Mr. Diaz and Sen. Ruth K. Bell met at 5 p.m. on Friday.", "It rained."],
    ),
    ("It came at 5 p.m. The lab obeyed.", ["It came at 5 p.m.", "The lab obeyed."]),
    ("Lumen Inc. said so. Gov. Park agreed.", ["Lumen Inc. said so.", "Gov. Park agreed."]),
    ("Version 4.8 costs $3.50 a day. Version 5 is free.", ["Version 4.8 costs $3.50 a day.", "Version 5 is free."]),
    ("“We were told nothing.” He left.", ["“We were told nothing.”", "He left."]),
    ('"Why now?" she asked. "We do not know."', ['"Why now?" she asked.', '"We do not know."']),
    ("Is it over? No! It goes on…", ["Is it over?", "No!", "It goes on…"]),
    ("They waited... and waited. Then it came.", ["They waited... and waited.", "Then it came."]),
    ("No. 7 on the list is new. See fig. 3 for more.", ["No. 7 on the list is new.", "See fig. 3 for more."]),
    (
        "A headline without a stop\nThe first line. The second.",
        ["A headline without a stop", "The first line.", "The second."],
    ),
    ("首相は発表した。利用は止まった。", ["首相は発表した。", "利用は止まった。"]),
    ("禁令已解除！用户可以登录。", ["禁令已解除！", "用户可以登录。"]),
    ("Η υπηρεσία έκλεισε. Οι χρήστες διαμαρτύρονται.", ["Η υπηρεσία έκλεισε.", "Οι χρήστες διαμαρτύρονται."]),
    ("  \n\n ", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in split(text)] == expected


PIECES = st.sampled_from(
    ["The ban. ", "U.S. ", "Dr. ", "\n", "4.5 ", "“Yes.” ", "禁止。", "… ", "a.m. ", "x", " ", "?!", "(sic) "]
)


@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=25).map("".join)))
def test_sentences_are_in_order_apart_trimmed_and_lose_nothing(text: str) -> None:
    spans = split(text)
    for span in spans:
        assert span.start < span.end
        assert span.of(text) == span.of(text).strip()
    for one, other in pairwise(spans):
        assert one.end <= other.start
    covered = {place for span in spans for place in range(span.start, span.end)}
    assert all(place in covered for place, letter in enumerate(text) if not letter.isspace())
