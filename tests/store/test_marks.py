"""What a person said of a story, and that nothing takes it back."""

from __future__ import annotations

import pytest

from store import claims, feeds, judging, marks, pages, reading, state
from store.database import Store
from store.errors import NotFound
from tests.conftest import NOW
from tests.store import build
from tests.store.build import FITS, OFF, arrive, entry, hours, page


def _marked(store: Store) -> tuple[bool, bool, bool, bool]:
    story = reading.get(store, 1)
    return story.saved, story.read, story.judged_by_hand, story.relevant


def test_marks_are_set_and_taken_back(store: Store) -> None:
    """Saved and read are apart: each set and undone leaves the other."""
    build.a_story(store)
    assert marks.save(store, [1], NOW) == 1
    marks.mark_read(store, [1], NOW)
    assert _marked(store) == (True, True, False, True)
    marks.unsave(store, [1], NOW)
    assert _marked(store) == (False, True, False, True)
    marks.mark_unread(store, [1], NOW)
    assert _marked(store) == (False, False, False, True)


def test_a_story_named_twice_counts_once(store: Store) -> None:
    build.a_story(store)
    assert marks.save(store, [1, 1], NOW) == 1


def test_an_unknown_id_marks_nothing(store: Store) -> None:
    """All or none; the error names the id and how to find those there are."""
    build.a_story(store)
    with pytest.raises(NotFound, match="no story 99; reportedly stories lists them"):
        marks.save(store, [1, 99], NOW)
    with pytest.raises(NotFound):
        marks.judge(store, [99], True, NOW)
    assert _marked(store) == (False, False, False, True)


def test_marks_survive_everything_an_analysis_or_a_poll_does(store: Store) -> None:
    """Revisions, pages, verdicts, claims, a feed taken off: the marks stay."""
    build.a_story(store)
    marks.save(store, [1], NOW)
    marks.mark_read(store, [1], NOW)
    marks.judge(store, [1], True, NOW)
    arrive(store, 1, entry(1, "Retitled"), relevance=OFF, now=hours(1))
    pages.save(store, page(1, relevance=OFF), hours(2))
    pages.save(store, page(1, "Rewritten.", relevance=OFF), hours(3))
    pages.failed(store, 1, "404: not found", None)
    judging.rejudge(store, [(1, OFF)])
    claims.replace(store, [build.claim(1, build.mention(store, 1))])
    claims.replace(store, [])
    feeds.remove(store, 1)
    assert _marked(store) == (True, True, True, True)


@pytest.mark.parametrize("word", [True, False])
def test_a_persons_word_stands_against_every_verdict(store: Store, word: bool) -> None:
    """Judged by hand, a story stays so whatever the topic says; without that word the topic decides."""
    build.a_story(store, 1)
    build.a_story(store, 2)
    marks.judge(store, [1], word, NOW)
    for verdict in (FITS, OFF):
        judging.rejudge(store, [(1, verdict), (2, verdict)])
        assert reading.get(store, 1).relevant is word
        assert reading.get(store, 2).relevant is verdict.relevant
        assert reading.get(store, 1).relevance == verdict.score


def test_a_story_taken_in_by_hand_gets_its_page_fetched(store: Store) -> None:
    """A rejected story whose page was never wanted is put down for the next poll, and claims are derived anew."""
    build.a_story(store, relevance=OFF)
    state.set_analysis_stale(store, False)
    marks.judge(store, [1], True, hours(1))
    assert [wanted.story_id for wanted in pages.wanted(store, hours(1))] == [1]
    assert state.analysis_is_stale(store)


def test_a_changed_mind_counts(store: Store) -> None:
    """The last word by hand is the one that stands."""
    build.a_story(store)
    marks.judge(store, [1], True, NOW)
    marks.judge(store, [1], False, hours(1))
    assert _marked(store) == (False, False, True, False)
