"""Numbers, money, shares, dates, times and durations, in a comparable form."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrative.figures import figures

WEDNESDAY = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
CASES = [
    ("It raised $4 billion.", [("money", "4000000000 USD")]),
    ("A fine of €20m was set.", [("money", "20000000 EUR")]),
    ("They paid 3.5 million dollars.", [("money", "3500000 USD")]),
    ("Nearly 40 percent of users left.", [("percent", "40 %")]),
    ("It fell by 12.5%.", [("percent", "12.5 %")]),
    ("It has ninety minutes to comply.", [("duration", "90 minute")]),
    ("Access ends in 48 hours.", [("duration", "48 hour")]),
    ("It came on March 2.", [("date", "2026-03-02")]),
    ("It came on 2 March 2025.", [("date", "2025-03-02")]),
    ("It came on March 2nd, 2025.", [("date", "2025-03-02")]),
    ("On Friday the app went dark.", [("date", "2026-02-27")]),
    ("On Wednesday the app went dark.", [("date", "2026-03-04")]),
    ("The app will go dark on Friday.", [("date", "2026-03-06")]),
    ("Users may have to prove their age from Tuesday.", [("date", "2026-03-10")]),
    ("From Wednesday users may have to prove their age.", [("date", "2026-03-04")]),
    ("It closed on Monday, and on Thursday it was to open again.", [("date", "2026-03-02"), ("date", "2026-03-05")]),
    ("The ministry said on Friday it would close the app.", [("date", "2026-02-27")]),
    ("It will appeal the order that was issued on Friday.", [("date", "2026-02-27")]),
    ("It closed on Friday and will open on Saturday.", [("date", "2026-02-27"), ("date", "2026-03-07")]),
    ("By Tuesday they had warned the ministry.", [("date", "2026-03-03")]),
    ("It will not appeal Friday's order.", [("date", "2026-02-27")]),
    ("The letter came at 5:21 p.m. ET.", [("time", "17:21 ET")]),
    ("The letter came at 5:21pm Eastern.", [("time", "17:21 ET")]),
    ("It was sent at 12 a.m. GMT.", [("time", "00:00 GMT")]),
    ("Some 1,200 firms lost access.", [("number", "1200")]),
    ("Seventy-six experts signed.", [("number", "76")]),
    ("About 2.5 million people use it.", [("number", "2500000")]),
    ("It may march on.", []),
    ("No one knows which of the two is meant.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_figures_are_read_as_meant(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(figure.kind, figure.value) for figure in figures(text, WEDNESDAY)] == expected


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("about 40 users", "about"),
        ("more than $3bn", "more than"),
        ("up to 30 days", "up to"),
        ("at least 5 percent", "at least"),
        ("40 users", None),
    ],
)
def test_a_qualifier_is_kept(text: str, qualifier: str | None) -> None:
    assert figures(text, None)[0].qualifier == qualifier


def test_without_a_time_of_saying_a_weekday_means_no_date() -> None:
    assert [f for f in figures("On Friday it ended.", None) if f.kind == "date"] == []


def test_the_thirtieth_of_february_is_no_date() -> None:
    assert [f for f in figures("On February 30, 2026 it ended.", WEDNESDAY) if f.kind == "date"] == []


PIECES = st.sampled_from(
    [
        "$",
        "4",
        "billion ",
        "5:21",
        " p.m. ",
        "ET ",
        "June ",
        "12",
        ", ",
        "2026 ",
        "about ",
        "ninety",
        "-",
        "% ",
        "99:99 ",
        "31 ",
        "٣",
        "½ ",
    ]
)


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=14).map("".join)), st.sampled_from([None, WEDNESDAY]))
def test_figures_stand_apart_in_the_text_they_are_of(text: str, said_at: datetime | None) -> None:
    found = figures(text, said_at)
    for figure in found:
        assert 0 <= figure.start < figure.end <= len(text)
        assert figure.text in text[figure.start : figure.end]
        assert figure.value
    for one, other in pairwise(found):
        assert one.end <= other.start
