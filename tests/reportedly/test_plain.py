"""Claims, feeds and stories as plain lines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.plain import claim_line, claim_lines, feed_line, poll_lines
from store.models import ClaimKind, Feed, PollSummary, Stance
from tests.narrative.build import claim, mention, on, told


@pytest.mark.parametrize(
    ("kind", "begins"),
    [(ClaimKind.CLAIM, "2 stories"), (ClaimKind.QUOTE, "quote; 2 stories"), (ClaimKind.BACKGROUND, "background; 2 ")],
)
def test_a_claim_says_by_how_many_and_what_it_is_unless_it_is_an_assertion(kind: ClaimKind, begins: str) -> None:
    """On its second line, before the counts."""
    line = claim_line(replace(claim(4, *told(Stance.HEDGED, Stance.ASSERTED, chains=(1, 1))), kind=kind))
    first, second = line.splitlines()
    assert first.split()[0] == "c4"
    assert second.strip().startswith(begins)
    assert "2 stories, 2 outlets, 1 chain; first 2026-03-03 00:00 by Outlet 1; 1 hedged, 1 asserted" in second


def test_whoever_was_first_is_quoted_where_the_claims_own_words_are_of_another() -> None:
    first = replace(mention(1), sentence="Access to the model will end.")
    (_, second) = claim_line(claim(4, first, mention(2))).splitlines()
    assert "first 2026-03-03 00:00 by Outlet 1: “Access to the model will end”; 2 asserted" in second


def test_a_mention_says_on_whose_word_and_by_way_of_which_outlet() -> None:
    said = mention(1, Stance.ATTRIBUTED)
    lines = "\n".join(
        claim_lines(
            claim(
                4,
                replace(said, attributed_to="officials", via="Reuters"),
                replace(said, attributed_to="Ana Ruiz"),
                said,
            )
        )
    )
    assert "attributed, on the word of officials, via Reuters\n" in lines
    assert "attributed, on the word of Ana Ruiz\n" in lines
    assert lines.count("on the word of") == 2


@pytest.mark.parametrize(("polled", "marked"), [(12, True), (16, True), (18, False)])
def test_a_feed_that_rolled_over_is_marked_for_a_week(polled: int, marked: bool) -> None:
    feed = Feed(1, "https://f.example/", "F", "F", last_poll_at=on(polled), last_gap_at=on(10))
    assert ("entries may have been missed before 2026-03-12 00:00 UTC" in feed_line(feed)) is marked
    assert "missed" not in feed_line(replace(feed, last_gap_at=None))


def test_what_many_feeds_share_is_said_once() -> None:
    """Without a network each of sixty feeds fails alike; one that fails otherwise still has its line."""
    failures = [f"feed {number} https://f{number}.example/: not found" for number in range(60)]
    failures.insert(7, "feed 99 https://other.example/: 410: gone for good, says the server")
    assert list(poll_lines(PollSummary(feeds=61, failures=tuple(failures))))[:-1] == [
        "60 feeds: not found; reportedly feeds list shows which",
        "feed 99 https://other.example/: 410: gone for good, says the server",
    ]
    assert len(list(poll_lines(PollSummary(feeds=4, failures=tuple(failures[:4]))))) == 5


@pytest.mark.parametrize(("waiting", "said"), [(0, []), (1, ["1 page waits"]), (8_000, ["8,000 pages wait"])])
def test_pages_left_for_the_next_poll_are_told(waiting: int, said: list[str]) -> None:
    lines = list(poll_lines(PollSummary(feeds=1, waiting=waiting)))[1:]
    assert lines == [f"{one} to be fetched by the next poll" for one in said]
