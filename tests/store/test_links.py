"""What pages link to, and which of the stories at hand that is."""

from __future__ import annotations

import pytest

from store import links, pages
from store.database import Store
from tests.store import build
from tests.store.build import hours, page


def save(store: Store, story_id: int, *urls: str, text: str = "The whole article.") -> None:
    pages.save(store, page(story_id, text, links=urls), hours(story_id))


def test_links_between_stories_are_found_by_page_not_by_address(store: Store) -> None:
    """However an address is written: with a way it was come by, without a closing slash, as http."""
    for number in (1, 2, 3):
        build.a_story(store, number)
    written = "http://www.paper.example/story/1/?utm_source=x#top"
    save(store, 2, written, "https://elsewhere.example/9")
    save(store, 3, "https://paper.example/story/2", "https://paper.example/story/1", "https://paper.example/story/3")
    assert links.of_stories(store, [1, 2, 3]) == {
        2: {1: written},
        3: {1: "https://paper.example/story/1", 2: "https://paper.example/story/2"},
    }
    assert links.of_stories(store, [1, 2]) == {2: {1: written}}
    assert links.of_stories(store, []) == {}


def test_a_later_version_of_a_page_replaces_its_links(store: Store) -> None:
    """What it does not link to any more is gone."""
    for number in (1, 2, 3):
        build.a_story(store, number)
    save(store, 3, "https://paper.example/story/1")
    save(store, 3, "https://paper.example/story/2", text="Another article.")
    assert list(links.of_stories(store, [1, 2, 3])[3]) == [2]


def test_links_are_written_with_their_page_or_not_at_all(store: Store) -> None:
    """One transaction: what fails after them takes them back."""
    build.a_story(store, 1)
    build.a_story(store, 2)

    def save_and_fail() -> None:
        with store.writing():
            save(store, 2, "https://paper.example/story/1")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        save_and_fail()
    assert links.of_stories(store, [1, 2]) == {}
