"""Signals: what searches say that outlets have, and what becomes of it when the story comes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fetchers.kinds.googlenews import HOST
from reportedly import signalling
from store import feeds, signals, stories
from store.database import Store
from store.feeds import NewFeed
from store.models import Entry, Feed
from store.stories import Arrival, Received
from tests.conftest import NOW
from tests.store import build


def _signal(title: str, home: str | None = "https://www.example.com", number: int = 1) -> Entry:
    url = f"https://{HOST}/rss/articles/{number}"
    return Entry(url, url, title, published_at=NOW, signal=True, outlet="The Paper", outlet_url=home)


@pytest.fixture
def search(store: Store) -> Feed:
    (number,) = feeds.add(store, [NewFeed(f"https://{HOST}/rss/search?q=x", "Google News", "Google News")], NOW)
    return feeds.get(store, number)


def _comes(store: Store, feed: Feed, title: str, domain: str = "example.com", number: int = 1) -> Received:
    entry = build.entry(number, title=title, url=f"https://{domain}/{number}")
    return stories.receive(store, feed.id, [Arrival(entry, build.FITS, "The Paper", domain)], NOW)


def _kept(store: Store, feed: Feed, *entries: Entry) -> list[str]:
    signalling.receive(store, feed, entries, Received(), NOW)
    return [signal.title for signal in signals.waiting(store)]


def test_a_signal_is_kept_once_and_is_no_story(store: Store, search: Feed) -> None:
    """Whatever its address is by then; when it was last seen goes on."""
    assert _kept(store, search, _signal("Model suspended"), _signal("MODEL “suspended”", number=2)) == [
        "Model suspended"
    ]
    later = NOW + timedelta(hours=1)
    signalling.receive(store, search, [_signal("Model suspended", number=3)], Received(), later)
    (signal,) = signals.waiting(store, search.id)
    assert (signal.outlet, signal.domain, signal.first_seen_at, signal.last_seen_at) == (
        "The Paper",
        "example.com",
        NOW,
        later,
    )
    assert store.value("SELECT count(*) FROM stories") == 0


def test_a_signal_of_a_story_that_we_have_is_dropped(store: Store, search: Feed) -> None:
    """Matched by outlet and headline, quotation marks and capitals aside; another outlet's is another story."""
    _comes(store, search, "Model ‘suspended’ — by order")
    told = _signal("Model 'Suspended' - by order")
    assert _kept(store, search, told) == []
    assert _kept(store, search, _signal("Model suspended by order", "https://www.example.org")) == [
        "Model suspended by order"
    ]


def test_a_signal_goes_when_its_story_comes(store: Store, search: Feed) -> None:
    _kept(store, search, _signal("Model suspended"), _signal("Model restored", number=2))
    signalling.receive(store, search, (), _comes(store, search, "Model suspended"), NOW)
    assert [signal.title for signal in signals.waiting(store)] == ["Model restored"]


def test_a_signal_without_an_outlets_home_is_not_kept(store: Store, search: Feed) -> None:
    """There is nothing to match it by."""
    assert _kept(store, search, _signal("Model suspended", None), _signal("  ")) == []


def test_signals_go_with_their_feed(store: Store, search: Feed) -> None:
    _kept(store, search, _signal("Model suspended"))
    feeds.remove(store, search.id)
    assert signals.waiting(store) == []


def test_signals_are_listed_since_a_moment(store: Store, search: Feed) -> None:
    _kept(store, search, _signal("Model suspended"))
    assert len(signals.waiting(store, since=NOW)) == 1
    assert signals.waiting(store, since=NOW + timedelta(seconds=1)) == []
