"""Every form of figure: its kind, its comparable value, what qualifies it, and the very words it stands in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrative.figures import figures
from tests.narrative.build import on

#: A Thursday, so that each weekday lies on it or in the seven days before.
THURSDAY = on(3)

ONE = [
    ("Fees rose by 40% in a day.", "percent", "40 %", "40%", None),
    ("Fees rose by 12.5 percent.", "percent", "12.5 %", "12.5 percent", None),
    ("Nearly ten per cent of users left.", "percent", "10 %", "Nearly ten per cent", "nearly"),
    ("Zero percent came back.", "percent", "0 %", "Zero percent", None),
    ("Turnover 30 percent higher.", "percent", "30 %", "30 percent", None),
    ("The fine is $4 billion.", "money", "4000000000 USD", "$4 billion", None),
    ("The fine is US$4bn.", "money", "4000000000 USD", "US$4bn", None),
    ("The $5-billion fine stands.", "money", "5000000000 USD", "$5-billion", None),
    ("The fine is about €350m.", "money", "350000000 EUR", "about €350m", "about"),
    ("Fines of up to £2.5 million loom.", "money", "2500000 GBP", "up to £2.5 million", "up to"),
    ("Seats cost 20 dollars.", "money", "20 USD", "20 dollars", None),
    ("The fine is R$50,000 a day.", "money", "50000 BRL", "R$50,000", None),
    ("The fine is about 50,000 reais.", "money", "50000 BRL", "about 50,000 reais", "about"),
    ("The fine is 3 billion won.", "money", "3000000000 KRW", "3 billion won", None),
    ("The fine is 20 million Hong Kong dollars.", "money", "20000000 HKD", "20 million Hong Kong dollars", None),
    ("Seats cost five million euros.", "money", "5000000 EUR", "five million euros", None),
    ("It lost $12,345,678,901.", "money", "12345678901 USD", "$12,345,678,901", None),
    ("It lost more than $40 billion.", "money", "40000000000 USD", "more than $40 billion", "more than"),
    ("Cut off at 5:21 p.m. ET.", "time", "17:21 ET", "5:21 p.m. ET", None),
    ("Cut off at 5:21pm Eastern.", "time", "17:21 ET", "5:21pm Eastern", None),
    ("Cut off at 5:21 p.m. PDT.", "time", "17:21 PT", "5:21 p.m. PDT", None),
    ("Cut off at 17:21 UTC.", "time", "17:21 UTC", "17:21 UTC", None),
    ("Cut off at 6 PM.", "time", "18:00", "6 PM", None),
    ("Cut off at 12 a.m. sharp.", "time", "00:00", "12 a.m.", None),
    ("Cut off at 12:30 pm sharp.", "time", "12:30", "12:30 pm", None),
    ("The letter of March 12, 2025 stands.", "date", "2025-03-12", "March 12, 2025", None),
    ("The letter of 12 March stands.", "date", "2026-03-12", "12 March", None),
    ("From Sept. 9 on it fell.", "date", "2026-09-09", "Sept. 9", None),
    ("Since 9th Feb 2025 it fell.", "date", "2025-02-09", "9th Feb 2025", None),
    ("Logged as 2025-03-12.", "date", "2025-03-12", "2025-03-12", None),
    ("It fell on May 5.", "date", "2026-05-05", "May 5", None),
    ("It fell on Thursday.", "date", "2026-03-05", "Thursday", None),
    ("It fell on Friday.", "date", "2026-02-27", "Friday", None),
    ("It took 90 minutes.", "duration", "90 minute", "90 minutes", None),
    ("A five-year plan.", "duration", "5 year", "five-year", None),
    ("It takes 24-hour shifts.", "duration", "24 hour", "24-hour", None),
    ("At least three days went by.", "duration", "3 day", "At least three days", "at least"),
    ("Fewer than 10 weeks remain.", "duration", "10 week", "Fewer than 10 weeks", "fewer than"),
    ("Just over 60 seconds passed.", "duration", "60 second", "Just over 60 seconds", "just over"),
    ("More than 1,200 firms signed.", "number", "1200", "More than 1,200", "more than"),
    ("As many as 40,000 users left.", "number", "40000", "As many as 40,000", "as many as"),
    ("Twenty-five labs joined.", "number", "25", "Twenty-five", None),
    ("About a hundred labs joined.", "number", "100", "About a hundred", "about"),
    ("Two million users wait.", "number", "2000000", "Two million", None),
    ("A hundred thousand users wait.", "number", "100000", "A hundred thousand", None),
    ("Half a dozen labs joined.", "number", "6", "Half a dozen", None),
    ("A dozen labs joined.", "number", "12", "A dozen", None),
    ("Roughly 3 million of them left.", "number", "3000000", "Roughly 3 million", "roughly"),
    ("Some 1.3 trillion tokens went.", "number", "1300000000000", "Some 1.3 trillion", "some"),
    ("Handsome 41 of them left.", "number", "41", "41", None),
    ("In 2026 it changed.", "number", "2026 (year)", "2026", None),
    ("It cost about 2000 jobs.", "number", "2000", "about 2000", "about"),
    ("Mark 5 of the engine failed.", "number", "5", "5", None),
    ("At 13 p.m. it failed.", "number", "13", "13", None),
    ("About 40k users left.", "number", "40000", "About 40k", "about"),
    ("Some 3m users left.", "number", "3000000", "Some 3m", "some"),
    ("Half a million users left.", "number", "500000", "Half a million", None),
    ("Two dozen labs joined.", "number", "24", "Two dozen", None),
    ("A hundred and seventeen labs joined.", "number", "117", "A hundred and seventeen", None),
    ("Two hundred thousand users wait.", "number", "200000", "Two hundred thousand", None),
    ("100 or more labs joined.", "number", "100", "100 or more", "or more"),
    ("At last 117+ labs joined.", "number", "117", "117+", "or more"),
    ("No more than seven labs joined.", "number", "7", "No more than seven", "no more than"),
    ("It costs $4bn-$5bn.", "money", "4000000000-5000000000 USD", "$4bn-$5bn", None),
    ("It costs $4-5 billion.", "money", "4000000000-5000000000 USD", "$4-5 billion", None),
    ("It costs $900 million to $1 billion.", "money", "900000000-1000000000 USD", "$900 million to $1 billion", None),
    ("Between 10 and 20 percent left.", "percent", "10-20 %", "Between 10 and 20 percent", None),
    ("It takes two to three weeks.", "duration", "2-3 week", "two to three weeks", None),
    ("About 10-20 firms signed.", "number", "10-20", "About 10-20", "about"),
    ("Cut off at 5.21pm (ET) sharp.", "time", "17:21 ET", "5.21pm (ET)", None),
    ("Cut off (at 5:21 PM Eastern Daylight Time).", "time", "17:21 ET", "5:21 PM Eastern Daylight Time", None),
    ("Cut off at 5:21 in the afternoon Eastern time.", "time", "17:21 ET", "5:21 in the afternoon Eastern time", None),
    ("Cut off by noon GMT.", "time", "12:00 GMT", "noon GMT", None),
    ("It fell yesterday.", "date", "2026-03-04", "yesterday", None),
    ("It falls tomorrow.", "date", "2026-03-06", "tomorrow", None),
    ("It fell earlier today.", "date", "2026-03-05", "earlier today", None),
    ("It falls next Friday.", "date", "2026-03-06", "next Friday", None),
    ("It fell last Thursday.", "date", "2026-02-26", "last Thursday", None),
    ("It falls on Friday, March 6.", "date", "2026-03-06", "Friday, March 6", None),
    ("It fell on Sunday 1 March.", "date", "2026-03-01", "Sunday 1 March", None),
    ("It fell this Monday.", "date", "2026-03-02", "this Monday", None),
]


@pytest.mark.parametrize(("text", "kind", "value", "words", "qualifier"), ONE)
def test_a_figure_alone(text: str, kind: str, value: str, words: str, qualifier: str | None) -> None:
    """The sentence has this one figure, and its offsets point at its words."""
    (found,) = figures(text, THURSDAY)
    assert (found.kind, found.value, found.text, found.qualifier) == (kind, value, words, qualifier)
    assert text[found.start : found.end] == words


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("At 5:21 p.m. on March 9 some 40 firms lost $3m.", ["17:21", "2026-03-09", "40", "3000000 USD"]),
        (
            "It was 5:21 on Friday afternoon, and 5:21 on Monday morning.",
            ["17:21", "2026-02-27", "05:21", "2026-03-02"],
        ),
        ("It rose from 10 to 20 percent.", ["10", "20 %"]),
        ("It gave $4 billion to 5 firms.", ["4000000000 USD", "5"]),
        ("From 2024-2026 on it fell.", ["2024 (year)"]),
        ("From 2 to 6 March 2025 it took four hours.", ["2", "2025-03-06", "4 hour"]),
        ("On Monday, March 2, 76 experts signed.", ["2026-03-02", "76"]),
    ],
)
def test_several_figures_come_in_order(text: str, values: list[str]) -> None:
    """None is lost or read twice."""
    assert [figure.value for figure in figures(text, THURSDAY)] == values


@pytest.mark.parametrize(
    "text",
    [
        "GPT-5 and Fable-5 fell.",
        "Version 5.6.1 came.",
        "The 7B model plays 4K video today.",
        "No one knew; one of the two did, three of them did not.",
        "They march on and may decide.",
        "The sıx who left paid in dollarſ.",
        "",
    ],
)
def test_what_is_no_figure(text: str) -> None:
    """Names and versions with digits, vague words, the verbs that are months, letters that only look like ours."""
    assert figures(text, THURSDAY) == ()


@pytest.mark.parametrize(("text", "value"), [("On March 12 it fell.", "03-12"), ("On 29 February it fell.", "02-29")])
def test_a_date_without_any_year_is_a_day_of_the_year(text: str, value: str) -> None:
    """Where neither the sentence nor its story has one."""
    assert [figure.value for figure in figures(text, None)] == [value]


@given(st.integers(21, 10**15), st.sampled_from(["", "about ", "up to "]))
def test_any_number_is_read_with_and_without_commas_alike(number: int, before: str) -> None:
    """No digit is lost, however long the number is."""
    (plain,) = figures(f"It hit {before}${number} today.", None)
    (grouped,) = figures(f"It hit {before}${number:,} today.", None)
    assert plain.value == grouped.value == f"{number} USD"
    assert plain.qualifier == (before.strip() or None)
