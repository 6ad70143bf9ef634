"""A brief is told from what is new and from numbers of the rest: it is the same as if every story had been read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from narrative.brief import Coverage, compose, traced
from reportedly.brief import gather
from reportedly.home import Home
from store import changedat, claims, feeds, gaps, index, links, looks, reading, watched
from store.database import Store
from store.query import Query
from tests.conftest import NOW
from tests.narrative.samples import seed_topic
from tests.reportedly.conftest import loopback_home
from tests.reportedly.history import Step, at, begin, do

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
#: Copies, edits, a page that went, a story turned down, an outlet that comes late, days apart.
STEPS = (
    *(Step("arrive", number, number % 3) for number in range(3)),
    Step("analyse", 0, 0),
    *(Step("arrive", number, 0) for number in (4, 5, 6, 8, 10)),
    Step("analyse", 0, 0),
    *(Step("retitle", 1, 2), Step("page", 2, 2), Step("gone", 2, 1), Step("mark", 4, 2), Step("arrive", 3, 1)),
    Step("analyse", 0, 3),
    *(Step("arrive", 7, 3), Step("arrive", 11, 2), Step("fail", 1, 1), Step("analyse", 0, 0)),
)


def everything(store: Store, since: datetime | None, now: datetime) -> Coverage:
    """All there is, each story whole."""
    begins = since or BEGINNING
    stories = list(reading.select(store, Query(), now))
    edits = reading.edited_since(store, begins)
    known = Coverage(
        stories,
        claims.select(store, Query(), now),
        index.chains(store, [story.id for story in stories]),
        edits,
        looks.removed_since(store, begins),
        feeds.uncounted(store),
        gaps.since(store, begins),
        changed_at=changedat.of_stories(store, {new.story_id for _, new in edits}),
        whole_days=(watched.whole_until(store, begins), watched.whole_until(store, now)),
    )
    wanted = sorted({number for claim in traced(known, since, now) for number in claim.stories})
    whole = {story.id: story for story in stories if story.id in wanted}
    return replace(known, whole=whole, links=links.of_stories(store, wanted))


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Home:
    root = tmp_path_factory.mktemp("gathering")
    return _live(loopback_home(root / "home", NOW))


def _live(home: Home) -> Home:
    begin(home)
    with home.open() as store:
        for place, step in enumerate(STEPS):
            do(store, seed_topic(), step, at(place) + timedelta(days=place // 4))
    return home


@pytest.mark.parametrize("hours", [None, *range(0, 160, 9)])
def test_it_is_the_same_as_of_every_story(lived: Home, hours: int | None) -> None:
    now = NOW + timedelta(days=7)
    since = None if hours is None else NOW + timedelta(hours=hours)
    with lived.open() as store:
        expected = compose(everything(store, since, now), since, now)
        assert compose(gather(store, since, now), since, now) == expected
        known = claims.select(store, Query(), now)
        assert compose(gather(store, since, now, claims=known), since, now) == expected


def test_nothing_that_comes_after_its_end_is_told(lived: Home) -> None:
    since, now = NOW + timedelta(hours=20), NOW + timedelta(hours=50)
    with lived.open() as store:
        found = compose(gather(store, since, now), since, now)
        assert found == compose(everything(store, since, now), since, now)
        assert {number for line in found.lines for number in line.story_ids} <= {
            *reading.seen_after(store, BEGINNING, now)
        }


def test_feeds_are_counted_in_one_go_as_one_by_one(lived: Home, tmp_path: Path) -> None:
    with lived.open() as store:
        every = {feed.id: (feed.entries_seen, feed.stories_relevant) for feed in feeds.every(store)}
        assert feeds.counts(store) == {number: found for number, found in every.items() if found[0]}
        assert any(relevant for _, relevant in every.values())
