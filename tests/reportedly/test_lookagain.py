"""When pages are looked at again, and what settings may say of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrative.samepage import other_page
from narrative.tomlcheck import TomlError
from reportedly.lookagain import LATE, LOOK_AGAIN, due, spans
from reportedly.settings import parse
from tests.conftest import NOW

AFTER = spans(LOOK_AGAIN)


def _hours(count: float) -> timedelta:
    return timedelta(hours=count)


@pytest.mark.parametrize(
    ("looked", "now", "expected"),
    [
        (0, 0.9, None),
        (0, 1, 1),
        (0, 2.9, 1),
        (1, 2.9, None),
        (1.2, 3, 3),
        (0, 5, 3),  # the poll at one hour was missed: one look, not two
        (6, 23, None),
        (6, 24.5, 24),
        (24.5, 167.9, None),
        (24.5, 168, 168),
        (168, 9999, None),
        (24.5, 168 + 24 * 7.1, None),  # too late to tell anything of that week
        (2, 2.5, None),  # its page was first had after two hours
    ],
)
def test_each_look_is_due_once(looked: float, now: float, expected: float | None) -> None:
    found = due(AFTER, NOW, NOW + _hours(looked), NOW + _hours(now))
    assert found == (None if expected is None else NOW + _hours(expected))


@given(st.lists(st.floats(0, 500), min_size=1, max_size=30))
def test_a_page_costs_at_most_five_looks_whenever_polls_come(hours: list[float]) -> None:
    """And none before its time."""
    looked, count = NOW, 0
    for hour in sorted(hours):
        now = NOW + _hours(hour)
        turn = due(AFTER, NOW, looked, now)
        if turn is not None:
            assert looked < turn <= now <= turn + LATE
            looked, count = now, count + 1
    assert count <= len(AFTER)


def test_the_settings_name_the_times() -> None:
    assert parse("", "c").poll.look_again == ("1h", "3h", "6h", "24h", "7d")
    assert parse("[poll]\nlook_again = []", "c").poll.look_again == ()
    assert spans(parse('[poll]\nlook_again = ["90min", "2d"]', "c").poll.look_again) == (_hours(1.5), _hours(48))
    assert due((), NOW, NOW, NOW + _hours(9)) is None


@pytest.mark.parametrize(
    ("value", "error"),
    [
        ('["soon"]', "c:2: in 'look_again', 'soon' is no length of time; mend: write 90min, 3h or 7d"),
        ('["1min"]', "c:2: in 'look_again', '1min' cannot be; mend: choose one from 30min to 60d"),
        ('["99d"]', "c:2: in 'look_again', '99d' cannot be; mend: choose one from 30min to 60d"),
        ('["3h", "1h"]', "c:2: in 'look_again', '1h' is not later than '3h'; mend: put the times in order"),
        ('"1h"', "c:2: 'look_again' is not a list of texts"),
        ("[1]", "c:2: 'look_again' is not a list of texts"),
    ],
)
def test_a_wrong_time_is_told_with_its_line(value: str, error: str) -> None:
    with pytest.raises(TomlError) as told:
        parse(f"[poll]\nlook_again = {value}", "c")
    assert str(told.value).startswith(error)


ARTICLE = " ".join(f"In town {n} the ministry barred station {n} from using the model." for n in range(12))
OTHER = " ".join(f"Pumpkin {n} is cooked slowly with ginger, cream and {n} onions." for n in range(12))


@pytest.mark.parametrize(
    ("new", "why"),
    [
        (ARTICLE, None),
        (ARTICLE.replace("barred", "may have barred") + " It denied it.", None),
        (ARTICLE[: len(ARTICLE) // 2], None),
        (ARTICLE[:200], "the page has 40 words left of 144"),
        ("Subscribe to read on.", "the page has 4 words left of 144"),
        (OTHER, "the page tells another story by now"),
    ],
)
def test_what_is_left_of_a_page_never_takes_the_place_of_the_article(new: str, why: str | None) -> None:
    found = other_page(ARTICLE, new)
    assert (found or "").startswith(why or "")
    assert (found is None) is (why is None)


def test_a_short_text_may_become_any() -> None:
    """A bulletin of two lines grows and shrinks."""
    assert other_page("The model is barred.", ARTICLE) is None
    assert other_page(ARTICLE[:200], "It is over.") is None
