"""When an address is rewritten."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fetchers.moving import Hop, acceptable, permanent_target, same_feed, weigh
from store.models import Standing
from tests.conftest import NOW

A, B, C = "https://a.example/feed", "https://b.example/feed", "https://c.example/feed"

CHAINS = [
    ([], None),
    ([Hop(301, B)], B),
    ([Hop(308, B)], B),
    ([Hop(302, B)], None),
    ([Hop(307, B)], None),
    ([Hop(303, B)], None),
    ([Hop(301, B), Hop(308, C)], C),
    ([Hop(301, B), Hop(302, C)], B),
    ([Hop(302, B), Hop(301, C)], None),
    ([Hop(301, C), Hop(302, C)], C),
]


@pytest.mark.parametrize(("hops", "target"), CHAINS)
def test_only_the_permanent_beginning_of_a_chain_counts(hops: list[Hop], target: str | None) -> None:
    """What comes after a temporary redirect is temporary, however it is called."""
    assert permanent_target(hops) == target


#: Answers after one another: hours since the first, where permanent redirects led, whether it was the same feed.
MOVES = [
    ("three over a day", [(0, B, True), (12, B, True), (24, B, True)], True),
    ("three within a day", [(0, B, True), (1, B, True), (23, B, True)], False),
    ("many within a day, then one after it", [(n, B, True) for n in (0, 1, 2, 3, 25)], True),
    ("two over a day", [(0, B, True), (30, B, True)], False),
    ("another feed", [(0, B, False), (12, B, False), (24, B, False)], False),
    ("another feed between", [(0, B, True), (12, B, False), (24, B, True)], False),
    ("another address between", [(0, B, True), (12, C, True), (24, B, True)], False),
    ("a direct answer between", [(0, B, True), (12, None, True), (24, B, True)], False),
    ("the count begins anew", [(0, B, True), (1, None, True), (2, B, True), (14, B, True), (26, B, True)], True),
    ("the clock goes back", [(0, B, True), (-48, B, True), (-24, B, True)], False),
]


@pytest.mark.parametrize(("answers", "rewritten"), [row[1:] for row in MOVES], ids=[row[0] for row in MOVES])
def test_three_permanent_answers_that_agree_over_a_day_rewrite_the_address(
    answers: list[tuple[float, str | None, bool]], rewritten: bool
) -> None:
    standing, accepted = Standing(ttl=5), False
    for hours, target, same in answers:
        assert not accepted
        standing, accepted = weigh(standing, target, same, NOW + timedelta(hours=hours))
    assert accepted == rewritten
    assert standing.ttl == 5
    if accepted:
        assert (standing.moved_to, standing.moved_times) == (None, 0)


def test_what_is_pending_can_be_shown() -> None:
    """Where to, since when, how often; nought times where another feed is there."""
    standing, _ = weigh(Standing(), B, True, NOW)
    standing, _ = weigh(standing, B, True, NOW + timedelta(hours=1))
    assert (standing.moved_to, standing.moved_since, standing.moved_times) == (B, NOW, 2)
    standing, _ = weigh(standing, B, False, NOW + timedelta(hours=2))
    assert (standing.moved_to, standing.moved_times) == (B, 0)


SAME = [
    # known, given, stored, same home, same title
    (10, 10, 40, False, False, True),
    (3, 10, 40, False, False, True),
    (2, 10, 40, False, False, False),
    (0, 10, 40, True, True, True),
    (0, 10, 40, True, False, False),
    (0, 10, 40, False, True, False),
    (1, 30, 3, False, False, True),
    (0, 0, 40, True, True, True),
    (0, 0, 40, False, False, False),
    (0, 10, 0, False, False, True),
]


@pytest.mark.parametrize(("known", "given", "stored", "home", "title", "same"), SAME)
def test_a_feed_is_known_by_its_entries_or_by_home_and_title(
    known: int, given: int, stored: int, home: bool, title: bool, same: bool
) -> None:
    """A maintenance page or a parked domain is another feed, whatever redirects to it."""
    assert same_feed(known, given, stored, same_home=home, same_title=title) == same


TARGETS = [
    (A, B, True),
    ("http://a.example/feed", A, True),
    (A, "http://a.example/feed", False),
    (A, A, False),
    (A, "ftp://a.example/feed", False),
    (A, "https:///feed", False),
]


@pytest.mark.parametrize(("url", "target", "good"), TARGETS)
def test_some_addresses_are_never_taken(url: str, target: str, good: bool) -> None:
    """None that is not of the web, and none that gives up https."""
    assert acceptable(url, target) == good
