"""Which outlet a sentence gives the credit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrative.credit import Outlet, credited, same_outlet

JOURNAL = Outlet("The Hill Street Journal", "https://www.hsj.example/a")
TIMES = Outlet("Harbour Times", "https://harbourtimes.example/a")
OTHER_TIMES = Outlet("The Valley Times", "https://valley-times.example/a")
NINE = Outlet("Wire Nine", "https://wirenine.example/a")
WEEKLY = Outlet("Fathom", "https://fathom.example/a")
ALL = [JOURNAL, TIMES, OTHER_TIMES, NINE, WEEKLY]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("The ban was first reported by The Hill Street Journal.", ["The Hill Street Journal"]),
        ("The ban, first reported by the Journal, came late.", ["The Hill Street Journal"]),
        ("The ban came late, HSJ reported.", ["The Hill Street Journal"]),
        ("The ban came late, according to hsj.example.", ["The Hill Street Journal"]),
        ("A clerk told Wire Nine that the ban came late.", ["Wire Nine"]),
        ("Fathom first reported that the ban came late.", ["Fathom"]),
        ("The ban came late (via Fathom).", ["Fathom"]),
        ("Citing Wire Nine, a paper said that the ban came late.", ["Wire Nine"]),
        ("Wire Nine’s report on the ban came late.", ["Wire Nine"]),
        ("According to the Harbour Times and Wire Nine reports, it came late.", ["Harbour Times", "Wire Nine"]),
        ("In an interview with Fathom she called it late.", ["Fathom"]),
        ("The ban came late, the Times reported.", []),
        ("The ban hit Wire Nine and Fathom alike.", []),
        ("They could not fathom it, according to them.", []),
        ("He keeps a journal, the clerk said.", []),
        ("The Hill Street Journalism School said it was late.", []),
        ("", []),
    ],
)
def test_who_is_given_the_credit(sentence: str, names: list[str]) -> None:
    """By full name, short name, initials or address; a short name of two outlets, and a mere mention, give none."""
    found = credited(sentence, ALL)
    assert [credit.outlet.name for credit in found] == names
    for credit in found:
        assert sentence[credit.span.start : credit.span.end]


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("the Journal", JOURNAL),
        ("The Hill Street Journal", JOURNAL),
        ("HSJ", JOURNAL),
        ("hsj.example", JOURNAL),
        ("Harbour Times’s", TIMES),
        ("the Times", None),
        ("Wire Nine and friends", None),
        ("the ministry", None),
        ("", None),
    ],
)
def test_the_outlet_that_a_name_stands_for(name: str, outlet: Outlet | None) -> None:
    assert same_outlet(name, ALL) == outlet


@given(st.text(max_size=60), st.text(max_size=12), st.text(max_size=20))
def test_no_name_or_text_makes_it_fail(text: str, name: str, host: str) -> None:
    """Outlets are named by strangers."""
    outlet = Outlet(name, f"https://{host}/")
    for credit in credited(text + f" reported by {name} said", [outlet, NINE]):
        assert 0 <= credit.span.start < credit.span.end
    same_outlet(name, [outlet])
