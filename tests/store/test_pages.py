"""Pages as they are fetched: their text, its revisions, and what happens where there is none."""

from __future__ import annotations

import pytest

from store import judging, pages, reading, state
from store.database import Store
from store.models import TextSource
from tests.conftest import NOW
from tests.store import build
from tests.store.build import FITS, MIGHT, OFF, arrive, entry, hours, page


def test_a_page_that_is_wanted_comes_with_what_the_feed_gave(store: Store) -> None:
    """The fetcher gets address, headline, text, language and how often it was tried."""
    build.a_story(store, 1, "Headline", summary="In short.")
    (wanted,) = pages.wanted(store, NOW)
    assert (wanted.story_id, wanted.url, wanted.title) == (1, "https://paper.example/story/1", "Headline")
    assert (wanted.text, wanted.language, wanted.tries) == ("In short.", "en", 0)


def test_the_first_page_takes_the_place_of_the_feeds_text(store: Store) -> None:
    """Feed text giving way to the article is no edit: still one version, and nothing wanted any more."""
    build.a_story(store)
    assert pages.save(store, page(1, "The whole article."), hours(1)) is False
    story = reading.get(store, 1)
    assert (story.text, story.text_source, story.revisions) == ("The whole article.", TextSource.PAGE, 1)
    assert [(r.text, r.text_source) for r in reading.revisions(store, 1)] == [("The whole article.", TextSource.PAGE)]
    assert pages.wanted(store, hours(1)) == []


def test_the_first_page_of_a_retitled_story_is_no_edit_either(store: Store) -> None:
    """The headline's change is one revision; the article that comes after fills it and makes no further one."""
    build.a_story(store, 1, "Before")
    arrive(store, 1, entry(1, "After"), now=hours(1))
    assert pages.save(store, page(1, "The whole article."), hours(2)) is False
    kept = [(r.title, r.text, r.text_source) for r in reading.revisions(store, 1)]
    assert kept == [
        ("Before", "A short summary.", TextSource.FEED),
        ("After", "The whole article.", TextSource.PAGE),
    ]


def test_a_page_that_changed_is_a_revision(store: Store) -> None:
    """Both texts are kept; the newest is the story's and is what is searched."""
    build.a_story(store)
    pages.save(store, page(1, "It may have leaked."), hours(1))
    assert pages.save(store, page(1, "It leaked."), hours(2)) is True
    assert [(r.number, r.text, r.seen_at) for r in reading.revisions(store, 1)] == [
        (1, "It may have leaked.", NOW),
        (2, "It leaked.", hours(2)),
    ]
    story = reading.get(store, 1)
    assert (story.text, story.revisions) == ("It leaked.", 2)
    assert [(a.text, b.text) for a, b in reading.edited_since(store, hours(1))] == [
        ("It may have leaked.", "It leaked.")
    ]
    assert reading.edited_since(store, hours(2)) == []


@pytest.mark.parametrize(("wait", "versions"), [(0.25, ["Before", "After"]), (2, ["Before", "After", "After"])])
def test_headline_and_text_that_change_together_are_one_edit(store: Store, wait: float, versions: list[str]) -> None:
    """The page fetched just after the feed showed a new headline belongs to that revision; a later one is its own."""
    build.a_story(store, 1, "Before")
    pages.save(store, page(1, "It may have leaked."), NOW)
    arrive(store, 1, entry(1, "After"), now=hours(5))
    assert pages.save(store, page(1, "It leaked."), hours(5 + wait)) is True
    kept = reading.revisions(store, 1)
    assert [revision.title for revision in kept] == versions
    assert (kept[0].text, kept[-1].text) == ("It may have leaked.", "It leaked.")


def test_an_unchanged_page_changes_nothing_but_its_bookkeeping(store: Store) -> None:
    """The same text again leaves every table as it is, but for how often the page was tried; no analysis is due."""
    build.a_story(store)
    pages.save(store, page(1), hours(1))
    state.set_analysis_stale(store, False)
    before, story = build.dump(store, "stories"), reading.get(store, 1)
    assert pages.save(store, page(1), hours(2)) is False
    assert build.dump(store, "stories") == before
    assert reading.get(store, 1) == story


def test_a_page_fills_what_the_feed_left_out(store: Store) -> None:
    """Date and outlet come from the page only where the feed gave none; the feed's own word stays."""
    build.a_feed(store)
    arrive(store, 1, entry(1, "", published_at=None), outlet="paper.example")
    arrive(store, 1, entry(2, "Feed's headline", published_at=hours(-9)), outlet="The Paper")
    for number in (1, 2):
        pages.save(
            store,
            page(number, title="Page's headline", language="de", published_at=hours(-5), outlet="Paper Online"),
            NOW,
        )
    bare, full = reading.get(store, 1), reading.get(store, 2)
    assert (bare.title, bare.published_at, bare.outlet) == ("Page's headline", hours(-5), "Paper Online")
    assert (full.title, full.published_at, full.outlet) == ("Feed's headline", hours(-9), "The Paper")
    assert full.author == "A. Writer"
    assert bare.language == full.language == "de"


@pytest.mark.parametrize(("before", "after", "expected"), [(MIGHT, FITS, True), (FITS, OFF, False)])
def test_the_page_decides_what_the_feed_left_open(store: Store, before: object, after: object, expected: bool) -> None:
    """The verdict on the whole article takes the place of that on headline and summary."""
    build.a_story(store, relevance=before)
    pages.save(store, page(1, relevance=after), NOW)  # type: ignore[arg-type]
    assert reading.get(store, 1).relevant is expected


def test_a_page_that_failed_is_tried_again_when_its_time_comes(store: Store) -> None:
    """Why it failed is kept on the story; before its time the page is not wanted."""
    build.a_story(store)
    pages.failed(store, 1, "503: the server has trouble", hours(6))
    assert reading.get(store, 1).page_note == "503: the server has trouble"
    assert pages.wanted(store, hours(5.9)) == []
    assert [wanted.tries for wanted in pages.wanted(store, hours(6))] == [1]
    pages.save(store, page(1), hours(6))
    assert reading.get(store, 1).page_note is None


def test_a_page_given_up_is_not_wanted_again(store: Store) -> None:
    """Without a time to try again, never; the feed's text stays."""
    build.a_story(store)
    pages.failed(store, 1, "410: gone for good, says the server", None)
    assert pages.wanted(store, hours(10_000)) == []
    assert reading.get(store, 1).text_source is TextSource.FEED


def test_count_relevant_counts_the_topics_own(store: Store) -> None:
    """Of the stories named, those that fit."""
    build.a_feed(store)
    arrive(store, 1, entry(1), entry(2))
    arrive(store, 1, entry(3), relevance=OFF)
    assert judging.count_relevant(store, [1, 3, 99]) == 1


def test_every_story_gives_the_rejected_too(store: Store) -> None:
    """Everything ever seen, in the order it came; `relevant_stories` only what fits, by when it was said."""
    build.a_feed(store)
    arrive(store, 1, entry(1, published_at=NOW), entry(2, published_at=hours(-2)))
    arrive(store, 1, entry(3), relevance=OFF)
    assert [story.id for story in reading.every_story(store)] == [1, 2, 3]
    assert [story.id for story in reading.relevant_stories(store)] == [2, 1]
