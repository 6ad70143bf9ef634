"""How feeds are, in signs and words: only what answered is well."""

from __future__ import annotations

from datetime import timedelta

import pytest

from reportedly.plain import feed_line
from store.feedstate import FeedState, state_of
from store.models import Feed
from tests.conftest import NOW
from tui.health import every_failed, in_words, strip
from tui.text import line
from tui.widgets.feed_list import FeedList

_AT = {"last_poll_at": NOW, "next_poll_at": NOW + timedelta(hours=1)}


def _feed(**facts: object) -> Feed:
    return Feed(1, "https://one.example/feed", "One", "One", **facts)  # type: ignore[arg-type]


WELL = _feed(**_AT, last_success_at=NOW)
NEVER = _feed(**_AT, last_error="the name of its host was not found")
ONCE = _feed(**_AT, last_success_at=NOW - timedelta(days=1), last_error="no connection")
PAUSED = _feed(**_AT, last_success_at=NOW, paused_at=NOW)


@pytest.mark.parametrize(
    ("feed", "state", "sign"),
    [
        (WELL, FeedState.WELL, "✓"),
        # Where no feed answers at all, that is not counted as their failure.
        (NEVER, FeedState.UNREACHED, "?"),
        (ONCE, FeedState.UNREACHED, "?"),
        (_feed(**_AT, failures=1), FeedState.FAILING, "!"),
        (_feed(**_AT, failures=3), FeedState.DOWN, "✗"),
        (PAUSED, FeedState.PAUSED, "‖"),
        (_feed(), FeedState.NEW, "·"),
    ],
)
def test_the_dashboard_and_the_list_of_feeds_say_the_same(feed: Feed, state: FeedState, sign: str) -> None:
    assert state_of(feed) is state
    assert line(*strip([feed], 40)).plain == f"{sign}  1 {state}"
    assert f"  {state}  " in feed_line(feed)


@pytest.mark.parametrize(
    ("feeds", "words", "failed"),
    [
        ([], [], False),
        ([WELL, WELL], ["all well"], False),
        ([WELL, PAUSED], ["1 paused"], False),
        ([NEVER, ONCE, PAUSED], ["2 unreached", "1 paused"], True),
        ([NEVER, WELL, _feed(**_AT, failures=1)], ["1 failing", "1 unreached"], False),
        ([_feed(), _feed()], ["2 not polled"], False),
    ],
)
def test_all_is_well_only_where_every_feed_is(feeds: list[Feed], words: list[str], failed: bool) -> None:
    assert in_words(feeds) == words
    assert every_failed(feeds) is failed


def test_a_paused_feed_has_no_reason_for_a_next_poll() -> None:
    feed = _feed(last_poll_at=NOW, next_poll_at=NOW, next_poll_reason="something new every day", paused_at=NOW)
    feeds = FeedList()
    feeds.now = NOW
    drawn = "\n".join(one.plain for one in feeds.lines(feed, 100))
    assert "paused since today" in drawn
    assert "something new" not in drawn
