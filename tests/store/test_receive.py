"""Entries as they arrive: which are new, which are known, and which say something else than before."""

from __future__ import annotations

import pytest

from store import pages, reading, state, stories
from store.database import Store
from store.models import TextSource
from store.revising import PAGE_TRIES
from store.stories import Arrival, Received
from tests.conftest import NOW
from tests.store import build
from tests.store.build import FITS, MIGHT, OFF, arrive, entry, hours


@pytest.fixture
def feed(store: Store) -> int:
    return build.a_feed(store)


def test_a_new_entry_becomes_a_story_with_all_it_said(store: Store, feed: int) -> None:
    """Every field of the entry and of the verdict is on the story; text comes from the feed until its page does."""
    received = arrive(store, feed, entry(1, "Headline", summary="In short.", content="At length.", language="de"))
    assert received == Received(new=(1,))
    story = reading.get(store, 1)
    assert (story.title, story.text, story.text_source) == ("Headline", "At length.", TextSource.FEED)
    assert (story.url, story.outlet, story.domain) == ("https://paper.example/story/1", "The Paper", "paper.example")
    assert (story.author, story.published_at, story.first_seen_at, story.language) == ("A. Writer", NOW, NOW, "de")
    assert (story.relevant, story.relevance, story.matched) == (True, FITS.score, FITS.matched)
    assert (story.saved, story.read, story.revisions, story.judged_by_hand) == (False, False, 1, False)


def test_a_summary_stands_in_for_content(store: Store, feed: int) -> None:
    """An entry without content is kept with its summary as text."""
    arrive(store, feed, entry(1, summary="In short."))
    assert reading.get(store, 1).text == "In short."


def test_rejected_entries_are_kept_with_why(store: Store, feed: int) -> None:
    """What is off the topic is stored all the same, with the terms that decided, and no page is wanted of it."""
    arrive(store, feed, entry(1), relevance=OFF)
    story = reading.get(store, 1)
    assert (story.relevant, story.matched) == (False, OFF.matched)
    assert pages.wanted(store, NOW) == []


def test_the_same_entries_again_change_nothing_at_all(store: Store, feed: int) -> None:
    """Not a byte of any table differs after a second sight of the same entries."""
    entries = [entry(n, f"Story {n}", updated_at=NOW) for n in range(20)]
    arrive(store, feed, *entries)
    before = build.dump(store)
    assert arrive(store, feed, *entries, now=hours(1)) == Received()
    assert build.dump(store) == before


def test_a_summary_that_changes_at_every_poll_is_no_change(store: Store, feed: int) -> None:
    """Comment counts and the like in a summary alone write nothing."""
    arrive(store, feed, entry(1, summary="3 comments"))
    before = build.dump(store)
    assert arrive(store, feed, entry(1, summary="4 comments"), now=hours(1)) == Received()
    assert build.dump(store) == before


@pytest.mark.parametrize(
    "url",
    [
        "https://paper.example/story/1",
        "http://www.paper.example/story/1/",
        "https://paper.example/story/1?utm_source=rss&utm_medium=feed",
        "https://paper.example/story/1#comments",
    ],
)
def test_one_page_in_two_feeds_is_one_story(store: Store, feed: int, url: str) -> None:
    """The second feed's sight of a page is kept as a sight, and makes no second story."""
    arrive(store, feed, entry(1))
    other = build.a_feed(store, "two")
    assert arrive(store, other, entry(1, "Other headline", url=url, guid="other")) == Received()
    assert store.value("SELECT count(*) FROM stories") == 1
    assert store.value("SELECT count(*) FROM entries") == 2
    assert reading.get(store, 1).title == "Model suspended"


def test_two_feeds_with_two_headlines_do_not_flap(store: Store, feed: int) -> None:
    """A story that two feeds title differently keeps the first one's; polling both again makes no revision."""
    other = build.a_feed(store, "two")
    for at in range(3):
        arrive(store, feed, entry(1, "Model suspended"), now=hours(at))
        arrive(store, other, entry(1, "Model suspended - The Paper", guid="x"), now=hours(at))
    assert [revision.title for revision in reading.revisions(store, 1)] == ["Model suspended"]


def test_the_same_guid_in_two_feeds_is_two_entries(store: Store, feed: int) -> None:
    """Numbers as guids are common; each feed has its own."""
    other = build.a_feed(store, "two")
    arrive(store, feed, entry(1, guid="1"))
    assert arrive(store, other, entry(2, guid="1")) == Received(new=(2,))


def test_a_guid_whose_address_changes_stays_one_story(store: Store, feed: int) -> None:
    """An outlet that moves a page under the same guid makes no second story."""
    arrive(store, feed, entry(1))
    moved = entry(1, url="https://paper.example/new-place/1")
    assert arrive(store, feed, moved, now=hours(1)).new == ()
    assert store.value("SELECT count(*) FROM stories") == 1


def test_of_many_pages_the_newest_are_fetched_first(store: Store, feed: int) -> None:
    """A poll takes so many at most, however many addresses were taken in; the others wait for the next one."""
    arrive(store, feed, *(entry(number) for number in range(1, 6)))
    assert [wanted.story_id for wanted in pages.wanted(store, NOW, 3)] == [3, 4, 5]
    pages.save(store, build.page(5), NOW)
    assert [wanted.story_id for wanted in pages.wanted(store, NOW, 3)] == [2, 3, 4]
    assert pages.waiting(store, NOW) == 4


def test_a_changed_headline_is_a_revision(store: Store, feed: int) -> None:
    """Both headlines are kept with the time each was first seen, and the page is looked at again."""
    arrive(store, feed, entry(1, "Model may be suspended"))
    pages.save(store, build.page(1), NOW)
    assert pages.wanted(store, hours(1)) == []
    assert arrive(store, feed, entry(1, "Model was suspended"), now=hours(1)) == Received(changed=(1,))
    kept = [(r.number, r.title, r.text, r.seen_at) for r in reading.revisions(store, 1)]
    assert kept == [
        (1, "Model may be suspended", "The whole article.", NOW),
        (2, "Model was suspended", "The whole article.", hours(1)),
    ]
    assert reading.get(store, 1).title == "Model was suspended"
    assert [wanted.story_id for wanted in pages.wanted(store, hours(1))] == [1]


def test_a_later_update_time_has_the_page_looked_at_again(store: Store, feed: int) -> None:
    """An outlet that says it updated a story is believed so far as to look, and no further."""
    arrive(store, feed, entry(1, updated_at=NOW))
    pages.save(store, build.page(1), NOW)
    assert arrive(store, feed, entry(1, updated_at=hours(1)), now=hours(2)).changed == (1,)
    assert [wanted.story_id for wanted in pages.wanted(store, hours(2))] == [1]
    assert len(reading.revisions(store, 1)) == 1


def test_a_feed_that_changes_its_dates_at_every_poll_costs_few_pages(store: Store, feed: int) -> None:
    """The page is fetched PAGE_TRIES times at most."""
    fetched = 0
    for at in range(20):
        arrive(store, feed, entry(1, updated_at=hours(at)), now=hours(at))
        for wanted in pages.wanted(store, hours(at)):
            pages.save(store, build.page(wanted.story_id), hours(at))
            fetched += 1
    assert fetched == PAGE_TRIES


def test_feed_text_that_changes_with_the_headline_is_kept_in_the_revision(store: Store, feed: int) -> None:
    """A story without its page takes its newest text from the feed too, and is judged anew."""
    arrive(store, feed, entry(1, "Before", content="Old text."), relevance=OFF)
    arrive(store, feed, entry(1, "After", content="New text."), relevance=FITS, now=hours(1))
    story = reading.get(store, 1)
    assert (story.title, story.text, story.relevant, story.revisions) == ("After", "New text.", True, 2)
    assert [wanted.story_id for wanted in pages.wanted(store, hours(1))] == [1]


def test_pages_are_wanted_of_what_fits_or_might(store: Store, feed: int) -> None:
    """Relevant or possible: the page decides. Neither: it is never fetched."""
    for number, relevance in enumerate((FITS, MIGHT, OFF), 1):
        arrive(store, feed, entry(number), relevance=relevance)
    assert [wanted.story_id for wanted in pages.wanted(store, NOW)] == [1, 2]


def test_only_what_changed_makes_the_claims_stale(store: Store, feed: int) -> None:
    """New or changed entries call for an analysis; the same ones again do not."""
    assert not state.analysis_is_stale(store)
    arrive(store, feed, entry(1))
    assert state.analysis_is_stale(store)
    state.set_analysis_stale(store, False)
    arrive(store, feed, entry(1), now=hours(1))
    assert not state.analysis_is_stale(store)


def test_an_error_in_one_entry_keeps_none_of_the_feed(store: Store, feed: int) -> None:
    """One transaction a feed: what came before the error is not half there."""
    broken = Arrival(entry(2, title=None), FITS, "The Paper", "paper.example")  # type: ignore[arg-type]
    with pytest.raises(Exception, match="NOT NULL"):
        stories.receive(store, feed, [Arrival(entry(1), FITS, "The Paper", "paper.example"), broken], NOW)
    assert store.value("SELECT count(*) FROM stories") == 0
