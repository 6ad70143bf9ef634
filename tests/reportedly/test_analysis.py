"""From stored stories to stored claims: the same whatever the order, once written not written again, nothing lost."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from narrative.ledger import figure_slots
from narrative.topic import Topic
from reportedly import analysis
from store import claims, marks, readings, state
from store.codec import stamp
from store.database import Store, open_store
from store.models import Claim, SourceKind, Story, TextSource
from store.revising import revise
from tests.conftest import NOW
from tests.narrative.samples import a_story, seed_topic
from tests.reportedly.invented import analyse, arrive, edit, every, invented, told
from tests.store.older import an_old_claim, old_feed, old_story, older

#: Two stories of which one names the other's outlet, and a third that says the same.
CREDIT = [
    a_story(901, "Nine ports shut Gemini off on Friday, the Skerry Bulletin reported. Snow fell.", outlet="Kanto Mail"),
    a_story(902, "On Friday nine ports have shut Gemini off for all pilots. A choir sang.", outlet="Skerry Bulletin"),
    a_story(903, "Pilots say that nine ports shut off Gemini on Friday. It rained.", outlet="Narrows Post"),
]


@pytest.fixture(scope="module")
def topic() -> Topic:
    return seed_topic()


@pytest.fixture(scope="module")
def stories() -> list[Story]:
    return [*invented(1, 40), *CREDIT]


@pytest.fixture(scope="module")
def at_once(stories: list[Story], topic: Topic, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """All of them come in one poll; for reading only."""
    with open_store(tmp_path_factory.mktemp("at-once") / "reportedly.db") as store:
        arrive(store, stories)
        analyse(store, topic)
        yield store


def credit(store: Store) -> list[Claim]:
    """The claims that the three make."""
    names = {story.outlet for story in CREDIT}
    return [claim for claim in every(store).values() if names.intersection(claim.outlets)]


def dump(store: Store) -> dict[str, list[tuple[object, ...]]]:
    names = ("claims", "mentions", "claim_terms", "chains", "readings", "vocabulary", "uses", "lines", "runs", "state")
    return {name: [tuple(row) for row in store.rows(f"SELECT * FROM {name} ORDER BY 1, 2")] for name in names}


@pytest.mark.parametrize("polls", [[43], [20, 23], [1, 2, 15, 25]], ids=str)
def test_the_same_stories_give_the_same_claims_in_whatever_order_they_come(
    store: Store, stories: list[Story], at_once: Store, topic: Topic, polls: list[int]
) -> None:
    """Through polls of other sizes too: ids aside, claim by claim, mention by mention."""
    order = stories[:]
    random.Random(len(polls)).shuffle(order)
    for count in polls:
        arrive(store, order[:count])
        analyse(store, topic)
        del order[:count]
    assert len(every(at_once)) > 20
    assert told(store) == told(at_once)


def test_an_outlet_is_known_as_one_whether_it_came_before_or_after(at_once: Store) -> None:
    sources = {m.attributed_to: m.source_kind for claim in every(at_once).values() for m in claim.mentions}
    assert sources["Skerry Bulletin"] is SourceKind.OUTLET


def test_ids_stay_as_stories_come_in(store: Store, stories: list[Story], topic: Topic) -> None:
    """A claim that is mostly one of before has its id, and no id is given twice."""
    given: dict[int, frozenset[claims.Key]] = {}
    for begin in range(0, 40, 10):
        arrive(store, stories[begin : begin + 10])
        analyse(store, topic)
        now = claims.keys(store)
        for claim_id, before in given.items():
            heirs = [number for number, its in now.items() if 2 * len(its & before) > len(its | before)]
            assert claim_id in heirs or not heirs
        assert all(number > max(given, default=0) for number in now.keys() - given.keys())
        given |= now
    kept = claims.keys(store)
    assert len(given.keys() & kept.keys()) > 15
    analyse(store, topic, anew=True)
    assert claims.keys(store) == kept


def test_an_analysis_of_what_is_as_it_was_writes_nothing(at_once: Store, topic: Topic) -> None:
    """Neither a poll's nor `reportedly analyse`'s."""
    before, wrote = dump(at_once), at_once.connection.total_changes
    analyse(at_once, topic)
    analyse(at_once, topic, anew=True)
    assert at_once.connection.total_changes == wrote
    assert dump(at_once) == before


def test_what_an_edit_brought_is_said_when_it_was_seen_and_what_it_replaced_is_kept(
    store: Store, topic: Topic, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether all claims are grouped anew, or the story's claims are grown."""
    ids = arrive(store, [*CREDIT, *invented(1, 30)])
    analyse(store, topic)
    (claim_id,) = (claim.id for claim in credit(store) if len(claim.outlets) == 3)
    began, seen = claims.get(store, claim_id).first_said_at, NOW + timedelta(hours=5)
    edited = ids[CREDIT[0].url]
    with store.writing() as connection:
        text = CREDIT[0].text.replace("Nine ports", "Eleven ports")
        revise(connection, edited, 2, CREDIT[0].title, text, TextSource.FEED, seen)
    for together in (1000, 5, 1000):
        monkeypatch.setattr(analysis, "TOGETHER", together)
        analyse(store, topic, anew=together == 1000)
        found = claims.get(store, claim_id)
        (mention,) = (one for one in found.mentions if one.story_id == edited)
        assert mention.sentence.startswith("Eleven ports")
        assert (mention.said_at, mention.told_at) == (seen, CREDIT[0].said_at)
        (was,) = mention.earlier
        assert (was.sentence[:10], was.said_at, was.until) == ("Nine ports", CREDIT[0].said_at, seen)
        assert [figure.text for figure in was.figures][:1] == ["Nine"]
        assert (found.first_said_at, found.last_said_at) == (began, seen)
        slots = [slot for slot in figure_slots(found) if any(value.withdrawn for value in slot.values)]
        assert [use.mention.outlet for value in slots[0].values for use in value.withdrawn] == ["Kanto Mail"]
        readings.drop(store, edited)
        with store.writing() as connection:
            connection.execute("UPDATE unread SET read = 0 WHERE story_id = ?", (edited,))


def test_a_story_that_changes_is_read_as_it_is_now(store: Store, topic: Topic) -> None:
    """A new version, a page in the place of the feed's words, a verdict: each takes its old mentions away."""
    ids = arrive(store, [*CREDIT, *invented(1, 4)])
    analyse(store, topic)
    claim = credit(store)[0]
    assert len(claim.outlets) == 3
    first, second, third = (ids[story.url] for story in CREDIT)
    edit(store, first, "Nothing of it was true. A correction follows tomorrow at noon.")
    analyse(store, topic)
    assert set(every(store)[claim.id].stories) == {second, third}
    edit(store, first, CREDIT[0].text)
    analyse(store, topic)
    assert set(every(store)[claim.id].stories) == {first, second, third}
    marks.judge(store, [third], False, NOW)
    analyse(store, topic)
    assert set(every(store)[claim.id].stories) == {first, second}
    marks.judge(store, [second], False, NOW)
    analyse(store, topic)
    assert credit(store) == []
    marks.judge(store, [second, third], True, NOW)
    analyse(store, topic)
    assert [set(claim.stories) for claim in credit(store)] == [{first, second, third}]


def test_an_analysis_killed_between_reading_and_grouping_is_taken_up_again(
    store: Store, stories: list[Story], at_once: Store, topic: Topic, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it read waits for the claims; nothing is read twice."""
    arrive(store, stories)

    def killed(*given: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(analysis, "claims_of", killed)
        with pytest.raises(KeyboardInterrupt):
            analyse(store, topic)
    assert state.analysis_is_stale(store)
    assert len(readings.waiting(store)) == len(stories)
    analyse(store, topic)
    assert told(store) == told(at_once)
    assert not state.analysis_is_stale(store)
    assert readings.waiting(store) == []


def test_a_verdict_given_while_an_analysis_reads_is_not_lost(
    store: Store, topic: Topic, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is left for the next one, which is then due."""
    ids = arrive(store, [*CREDIT, *invented(1, 4)])
    turned_down = ids[CREDIT[2].url]

    def judged_meanwhile(*given: object) -> object:
        with open_store(store.path) as elsewhere:
            marks.judge(elsewhere, [turned_down], False, NOW)
        return read(*given)  # type: ignore[arg-type]

    read = analysis.entry
    with monkeypatch.context() as patch:
        patch.setattr(analysis, "entry", judged_meanwhile)
        analyse(store, topic)
    assert state.analysis_is_stale(store)
    analyse(store, topic)
    assert not state.analysis_is_stale(store)
    assert turned_down not in {story for claim in every(store).values() for story in claim.stories}


def test_an_older_file_is_analysed(database: Path, topic: Topic) -> None:
    """Its claims keep their ids where the analysis finds them again."""
    for version in (4, 5):
        path = database.with_name(f"{version}.db")
        with older(path, version) as old:
            old_feed(old)
            for story in [*CREDIT, *invented(1, 4)]:
                old_story(old, story.id, story.url, story.text, story.outlet, story.title, stamp(story.said_at))
            an_old_claim(old, 7, *(story.id for story in CREDIT[1:]))
        with open_store(path) as store:
            analyse(store, topic)
            assert [(claim.id, len(claim.outlets)) for claim in credit(store)] == [(7, 3)]


def test_a_story_deleted_by_another_tool_leaves(store: Store, topic: Topic) -> None:
    ids = arrive(store, [*CREDIT, replace(CREDIT[0], url="https://fourth.example/4", outlet="Fourth Estate")])
    analyse(store, topic)
    store.connection.execute("PRAGMA foreign_keys = OFF")
    store.connection.execute("DELETE FROM stories WHERE id = ?", (ids[CREDIT[2].url],))
    analyse(store, topic)
    assert ids[CREDIT[2].url] not in {story for claim in every(store).values() for story in claim.stories}
    assert readings.size(store)[0] == 3
