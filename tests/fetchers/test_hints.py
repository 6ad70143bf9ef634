"""What a feed's own text says of polling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetchers import feeds
from fetchers.hints import Hints, hints
from tests.fetchers import build

SY = 'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
HEADS = [
    ("", Hints()),
    ("<ttl>60</ttl>", Hints(ttl=60)),
    ("<ttl> 60\n</ttl>", Hints(ttl=60)),
    ("<ttl>0</ttl>", Hints()),
    ("<ttl>-5</ttl>", Hints()),
    ("<ttl>soon</ttl>", Hints()),
    ("<!-- <ttl>60</ttl> -->", Hints()),
    (f"<sy:updatePeriod {SY}>hourly</sy:updatePeriod>", Hints(update_seconds=3_600)),
    ("<sy:updatePeriod> daily </sy:updatePeriod>", Hints(update_seconds=86_400)),
    (
        "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>",
        Hints(update_seconds=21_600),
    ),
    (
        "<sy:updateFrequency>0</sy:updateFrequency><sy:updatePeriod>hourly</sy:updatePeriod>",
        Hints(update_seconds=3_600),
    ),
    ("<sy:updateFrequency>4</sy:updateFrequency>", Hints()),
    ("<sy:updatePeriod>now and then</sy:updatePeriod>", Hints()),
    ("<skipHours><hour>3</hour><hour>0</hour><hour>3</hour></skipHours>", Hints(skip_hours=(0, 3))),
    ("<skipHours><hour>24</hour><hour>25</hour><hour>x</hour></skipHours>", Hints(skip_hours=(0,))),
    ("<skipDays><day>Sunday</day><day>saturday</day><day>Someday</day></skipDays>", Hints(skip_days=(5, 6))),
    ("<skipHours>\n <hour>1</hour>", Hints()),
]


@pytest.mark.parametrize(("head", "found"), HEADS)
def test_the_head_of_a_feed_is_read_as_far_as_it_says_something(head: str, found: Hints) -> None:
    """What makes no sense says nothing; an hour called 24 is midnight."""
    assert hints(build.rss(build.item(), head=f"<title>T</title>{head}")) == found


def test_an_items_own_words_are_not_the_feeds() -> None:
    assert hints(build.rss("<item><ttl>5</ttl></item><ttl>9</ttl>")) == Hints()


def test_a_feed_in_utf_16_is_read_too() -> None:
    text = build.rss(head="<title>T</title><ttl>60</ttl>").decode().replace("utf-8", "utf-16")
    assert hints(text.encode("utf-16")) == Hints(ttl=60)


def test_a_parsed_feed_carries_them() -> None:
    head = "<title>T</title><ttl>60</ttl><skipDays><day>Sunday</day></skipDays>"
    found = feeds.parse(build.rss(build.item(), head=head), "https://paper.example/feed", "application/rss+xml")
    assert (found.ttl, found.update_seconds, found.skip_hours, found.skip_days) == (60, None, (), (6,))


_PIECES = st.sampled_from(
    b"<ttl> </ttl> <skipHours> </skipHours> <hour> </hour> 999999999999999 <!-- --> < > <sy:updatePeriod> hourly </ "
    b"\xff\xfe \x00 <item> <skipDays> <day>monday</day>".split()
)


@given(st.lists(_PIECES, max_size=60).map(b"".join))
def test_whatever_comes_gives_hints_that_can_be_kept(body: bytes) -> None:
    """Bounded numbers, in order, never an error."""
    found = hints(body)
    assert found.ttl is None or 0 < found.ttl < 10**9
    assert found.update_seconds is None or found.update_seconds > 0
    assert list(found.skip_hours) == sorted(set(found.skip_hours))
    assert set(found.skip_hours) <= set(range(24))
    assert set(found.skip_days) <= set(range(7))
