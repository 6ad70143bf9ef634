"""Which entries are one story, and which are two."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from store import links, marks, pages, reading, stories
from store.database import Store
from store.models import Entry
from store.stories import Received
from tests.conftest import NOW
from tests.store import build
from tests.store.build import MIGHT, arrive, entry, hours

PAGE = "https://paper.example/2026/07/model-suspended"


@pytest.fixture
def feed(store: Store) -> int:
    return build.a_feed(store)


def count(store: Store) -> int:
    return int(store.value("SELECT count(*) FROM stories"))


def headlines(store: Store, story_id: int = 1) -> list[str]:
    return [revision.title for revision in reading.revisions(store, story_id)]


ONE = [
    ("its guid changes", {"guid": "other"}),
    ("its guid and its headline change", {"guid": "other", "title": "Model is back"}),
    ("it gains tracking parameters", {"url": f"{PAGE}?utm_source=rss&at_campaign=x&cmp=y"}),
    ("its guid is its address, which moves to http", {"guid": PAGE.replace("s:", ":"), "url": PAGE.replace("s:", ":")}),
    ("it moves to www, with another guid", {"guid": "w", "url": PAGE.replace("//", "//www.")}),
    ("it moves to its AMP form, with another guid", {"guid": "a", "url": PAGE.replace("//", "//amp.") + "/amp/?amp=1"}),
    ("it moves, and its guid stays", {"url": "https://paper.example/politics/a-model-is-suspended"}),
    ("it moves and is retitled, and its guid stays", {"url": f"{PAGE}-by-order", "title": "Model suspended by order"}),
    ("it is retitled", {"title": "Nobody may use it any more"}),
    ("it is retitled and dated anew", {"title": "Model suspended: what we know", "published_at": hours(30)}),
    ("it is dated anew", {"guid": "other", "published_at": hours(30)}),
]


@pytest.mark.parametrize(("change", "changed"), ONE, ids=[words for words, _ in ONE])
def test_one_story_stays_one_when(store: Store, feed: int, change: str, changed: dict[str, str]) -> None:
    """And the same entry again changes nothing at all."""
    first = entry(1, url=PAGE)
    arrive(store, feed, first)
    assert arrive(store, feed, replace(first, **changed), now=hours(1)).new == ()  # type: ignore[arg-type]
    assert count(store) == 1
    before = build.dump(store)
    assert arrive(store, feed, replace(first, **changed), now=hours(2)) == Received()  # type: ignore[arg-type]
    assert build.dump(store) == before
    assert arrive(store, feed, first, now=hours(3)).new == ()
    assert count(store) == 1


def test_a_guid_that_changes_with_the_headline_is_a_revision(store: Store, feed: int) -> None:
    """The new guid takes the place of the old: a feed that makes one up for every poll fills no table."""
    arrive(store, feed, entry(1, "Model may be suspended", guid="a"))
    for number, guid in enumerate("bcd", 1):
        arrive(store, feed, entry(1, "Model was suspended", guid=guid), now=hours(number))
    assert headlines(store) == ["Model may be suspended", "Model was suspended"]
    assert [row["guid"] for row in store.rows("SELECT guid FROM entries")] == ["d"]


def test_a_retitle_is_seen_though_the_feeds_dates_stand_still(store: Store, feed: int) -> None:
    """Neither the date of publication nor that of the last change moves."""
    arrive(store, feed, entry(1, "Model may be suspended", updated_at=NOW))
    assert arrive(store, feed, entry(1, "Model suspended", updated_at=NOW), now=hours(1)).changed == (1,)
    assert headlines(store) == ["Model may be suspended", "Model suspended"]


@pytest.mark.parametrize(
    ("guid", "url"),
    [
        ("tag:paper.example,2026:17", "https://paper.example/technology/model-suspended"),
        ("other", "https://paper.example/technology/model-suspended"),
        ("other", f"{PAGE}?ref=rss"),
    ],
)
def test_one_story_in_two_feeds_of_an_outlet_is_one(store: Store, feed: int, guid: str, url: str) -> None:
    """By its guid, by the last part of its address and its time, or by its address."""
    arrive(store, feed, entry(1, url=PAGE, guid="tag:paper.example,2026:17"))
    other = build.a_feed(store, "two")
    assert arrive(store, other, entry(1, url=url, guid=guid)) == Received()
    assert count(store) == 1


def test_another_outlets_copy_is_a_story_of_its_own(store: Store, feed: int) -> None:
    """Syndicated under the same headline, time and last part of the address: a copy, which the analysis will tell."""
    arrive(store, feed, entry(1, url=PAGE, guid="tag:paper.example,2026:17"))
    other = build.a_feed(store, "two")
    copied = entry(1, url=PAGE.replace("paper", "gazette"), guid="tag:paper.example,2026:17")
    assert arrive(store, other, copied, outlet="The Gazette", domain="gazette.example").new == (2,)


A, B = entry(1, "Model suspended", guid="7"), entry(2, "Soup for autumn", guid="7")
TWO: list[tuple[str, Entry, Entry]] = [
    ("a feed repeats a guid", A, B),
    (
        "a feed repeats a long guid",
        replace(A, guid="https://paper.example/"),
        replace(B, guid="https://paper.example/"),
    ),
    ("a feed repeats a guid without dates", replace(A, published_at=None), replace(B, published_at=None)),
    (
        "a column has one headline",
        entry(1, "The week in models"),
        entry(2, "The week in models", published_at=hours(168)),
    ),
    ("two have one headline and no dates", entry(1, published_at=None), entry(2, published_at=None)),
    (
        "two are dated to the day",
        entry(
            1, url="https://paper.example/news/open-letter", published_at=datetime.fromisoformat("2026-07-01T00:00Z")
        ),
        entry(
            2, url="https://paper.example/blog/open-letter", published_at=datetime.fromisoformat("2026-07-01T00:00Z")
        ),
    ),
    (
        "a live page tells posts",
        entry(1, "Minister speaks", url="https://paper.example/live#1"),
        entry(2, "Lab answers", url="https://paper.example/live#2", published_at=hours(1)),
    ),
]


@pytest.mark.parametrize(("what", "one", "other"), TWO, ids=[words for words, _, _ in TWO])
@pytest.mark.parametrize("together", [True, False])
def test_two_stories_stay_two_where(
    store: Store, feed: int, what: str, one: Entry, other: Entry, together: bool
) -> None:
    """In one answer or the second after the first, and in whatever order they come later."""
    if together or "posts" in what:
        assert len(arrive(store, feed, one, other).new) == 2
    else:
        arrive(store, feed, one)
        assert len(arrive(store, feed, other, now=hours(1)).new) == 1
    before = build.dump(store, "windows")
    for number, again in enumerate([(one, other), (other, one), (other,), (one,)], 2):
        assert arrive(store, feed, *again, now=hours(number)) == Received()
    assert build.dump(store, "windows") == before
    assert sorted(headlines(store, 1) + headlines(store, 2)) == sorted([one.title, other.title])


def test_a_page_that_holds_another_story_every_day_is_a_story_a_day(store: Store, feed: int) -> None:
    """`/live` with one guid for ever: other words a day later are another story; the first keeps its headline, its page
    is not fetched any more, and links lead to the newest."""
    url = "https://paper.example/live"
    arrive(store, feed, entry(1, "Minister speaks", url=url, guid=url))
    later = entry(1, "Lab answers", url=url, guid=url, published_at=hours(24))
    assert arrive(store, feed, later, now=hours(24)).new == (2,)
    assert (headlines(store, 1), headlines(store, 2)) == (["Minister speaks"], ["Lab answers"])
    assert [wanted.story_id for wanted in pages.wanted(store, hours(24))] == [2]
    retitled = replace(later, title="Lab answers the minister")
    assert arrive(store, feed, retitled, now=hours(25)) == Received(changed=(2,))
    build.arrive(store, feed, entry(5, guid="5"))
    with store.writing() as connection:
        links.put(connection, 3, [url])
    assert links.of_stories(store, [1, 2, 3]) == {3: {2: url}}


def test_a_page_with_two_headlines_by_turns_is_a_story_a_day_too(store: Store, feed: int) -> None:
    url = "https://paper.example/live"
    for day, title in enumerate(["Minister speaks", "Lab answers"] * 2):
        at = hours(24 * day)
        assert arrive(store, feed, entry(1, title, url=url, guid=url, published_at=at), now=at).new == (day + 1,)


def test_posts_of_a_live_page_come_one_after_another(store: Store, feed: int) -> None:
    """Once a page has told several stories, a new guid with a new headline is one more."""
    url = "https://paper.example/live"
    posts = [
        entry(n, f"{word} post", url=f"{url}#{n}", published_at=hours(n)) for n, word in enumerate(["A", "B", "C"])
    ]
    arrive(store, feed, *posts[:2])
    assert arrive(store, feed, posts[2], now=hours(3)).new == (3,)
    assert arrive(store, feed, *posts, now=hours(4)) == Received()


def test_a_link_to_an_older_address_finds_the_story(store: Store, feed: int) -> None:
    """Every address it was known by counts, the AMP form in a reader's link too."""
    moved = "https://paper.example/new/place"
    arrive(store, feed, entry(1, url=PAGE), entry(2))
    arrive(store, feed, entry(1, url=moved), entry(2), now=hours(1))
    with store.writing() as connection:
        links.put(connection, 2, [f"{PAGE}/amp", moved])
    assert set(links.of_stories(store, [1, 2])[2]) == {1}


def test_what_was_turned_down_or_shrunk_does_not_come_back(store: Store, feed: int) -> None:
    """Whatever its guid or address now, and though what its feeds showed of it is forgotten, or even the story."""
    arrive(store, feed, entry(1, url=PAGE), entry(2))
    marks.judge(store, [1], False, NOW)
    variant = entry(1, url="http://www.paper.example/2026/07/model-suspended/amp?utm_source=x", guid="new")
    assert arrive(store, feed, variant, entry(2), now=hours(1)).new == ()
    assert not reading.get(store, 1).relevant
    with store.writing() as connection:
        connection.execute("DELETE FROM entries")
        connection.execute("UPDATE stories SET text = '', summary = ''")
    assert arrive(store, feed, variant, entry(2), now=hours(2)) == Received()
    assert reading.get(store, 1).text == ""
    with store.writing() as connection:
        for table in ("entries", "revisions", "marks"):
            connection.execute(f"DELETE FROM {table}")
        connection.execute("DELETE FROM stories")
    assert arrive(store, feed, variant, entry(2), now=hours(3)) == Received()
    assert count(store) == 0


def test_a_signal_is_no_story(store: Store, feed: int) -> None:
    """What only says that an outlet has a story is left to whoever matches it."""
    signal = replace(entry(1), signal=True)
    assert arrive(store, feed, signal, entry(2), relevance=MIGHT).new == (1,)
    assert [story.url for story in reading.every_story(store)] == ["https://paper.example/story/2"]


def test_a_look_tells_what_needs_a_verdict(store: Store, feed: int) -> None:
    """New and changed entries do; those that stand are told by their stories, and nothing is written."""
    arrive(store, feed, entry(1), entry(2))
    before = build.dump(store)
    changed, new = entry(2, "Other words"), entry(3)
    sight = stories.look(store, feed, [entry(1), changed, new])
    assert sight == stories.Sight((changed, new), frozenset({1}))
    assert build.dump(store) == before


def test_a_thousand_known_entries_are_asked_for_in_few_statements(store: Store, feed: int) -> None:
    """And each by an index: nothing is looked through."""
    entries = [entry(n) for n in range(1_000)]
    arrive(store, feed, *entries)
    asked: list[str] = []
    store.connection.set_trace_callback(asked.append)
    assert arrive(store, feed, *entries, now=hours(1)) == Received()
    store.connection.set_trace_callback(None)
    assert len(asked) <= 5
    for statement in (one for one in asked if one.startswith("SELECT")):
        plan = [row["detail"] for row in store.rows(f"EXPLAIN QUERY PLAN {statement}")]
        assert not any(step.startswith("SCAN") and "json_each" not in step for step in plan), plan


def test_a_new_entry_is_looked_for_by_indexes_only(store: Store, feed: int) -> None:
    arrive(store, feed, *[entry(n) for n in range(50)])
    asked: list[str] = []
    store.connection.set_trace_callback(asked.append)
    arrive(store, feed, entry(99, guid="tag:paper.example,2026:99"), now=hours(1))
    store.connection.set_trace_callback(None)
    for statement in (one for one in asked if one.startswith("SELECT")):
        plan = [row["detail"] for row in store.rows(f"EXPLAIN QUERY PLAN {statement}")]
        # What this transaction changed is looked through, and nothing else.
        scans = [step for step in plan if step.startswith("SCAN") and "json_each" not in step]
        assert all("pending" in step or "pragma_table_info" in step for step in scans), (statement, plan)
