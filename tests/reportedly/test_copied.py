"""What a story shares with its copies: kept by the analysis, told by `show`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from narrative.topic import Topic
from reportedly.home import Home
from store import copies, feeds, reading, readings, storylist
from store.database import Store, open_store
from store.feeds import NewFeed
from store.models import Story
from tests.conftest import NOW
from tests.narrative.samples import seed_topic
from tests.reportedly.conftest import Run
from tests.reportedly.invented import analyse, arrive, edit, invented


@pytest.fixture(scope="module")
def topic() -> Topic:
    return seed_topic()


@pytest.fixture
def store(database: Path) -> Iterator[Store]:
    with open_store(database) as opened:
        feeds.add(opened, [NewFeed("https://one.example/feed", "One", "One")], NOW)
        yield opened


def wire() -> Story:
    return invented(3, 3)[0]


def copy(number: int, text: str) -> Story:
    """A later story of another outlet with this text."""
    (story,) = invented(number, number)
    return replace(story, text=text, published_at=wire().published_at)


def pairs(store: Store) -> dict[int, int | None]:
    return {row["story_id"]: row["parent"] for row in store.rows("SELECT * FROM copies")}


def test_the_passages_of_a_copy_are_kept_with_the_versions_that_were_compared(store: Store, topic: Topic) -> None:
    told = wire()
    ids = arrive(store, [told, copy(40, told.text[len(told.text) // 3 :] + " Readers were told more.")])
    analyse(store, topic)
    first, second = (reading.get(store, ids[url]) for url in (told.url, copy(40, "").url))
    child, parent = sorted((first, second), key=lambda one: (one.said_at, one.url))[::-1]
    (mine,), (its,) = copies.around(store, child), copies.around(store, parent)
    assert (mine.other_id, mine.is_parent, mine.current) == (parent.id, True, True)
    assert (its.other_id, its.is_parent, its.current) == (child.id, False, True)
    assert mine.words == its.words > 20
    assert [one.turned for one in its.passages] == sorted(mine.passages, key=lambda one: one.other_start)
    for one in mine.passages:
        assert child.text[one.start : one.end].lower() == parent.text[one.other_start : one.other_end].lower()


def test_until_the_next_analysis_they_are_those_of_the_version_before_an_edit(store: Store, topic: Topic) -> None:
    told = wire()
    ids = arrive(store, [told, copy(40, told.text + " Readers were told more.")])
    analyse(store, topic)
    (child,) = pairs(store)
    was = reading.get(store, child).text
    edit(store, child, "An editor's note. " + was)
    (old,) = copies.around(store, reading.get(store, child))
    assert (old.current, old.text) == (False, was)
    analyse(store, topic)
    (new,) = copies.around(store, reading.get(store, child))
    assert (new.current, new.words) == (True, old.words)
    assert new.passages[0].start == old.passages[0].start + len("An editor's note. ")
    edit(store, child, invented(7, 7)[0].text)
    analyse(store, topic)
    assert pairs(store) == {}
    assert len(ids) == 2


def test_a_copy_whose_original_leaves_has_another_or_none(store: Store, topic: Topic) -> None:
    told = wire()
    arrive(store, [told, copy(40, told.text + " Readers were told more.")])
    analyse(store, topic)
    ((child, parent),) = pairs(store).items()
    arrive(store, [copy(41, told.text + " Nothing else is known.")])
    analyse(store, topic)
    assert len(pairs(store)) == 2
    assert parent is not None
    with store.writing() as connection:
        connection.execute("UPDATE stories SET relevant = 0 WHERE id = ?", (parent,))
        readings.drop(store, parent)
    analyse(store, topic, anew=True)
    assert parent not in {*pairs(store), *pairs(store).values()}
    assert len(pairs(store)) == 1
    assert child in {*pairs(store), *pairs(store).values()}


def test_an_analysis_that_finds_nothing_new_writes_none(store: Store, topic: Topic) -> None:
    told = wire()
    arrive(store, [told, copy(40, told.text)])
    analyse(store, topic)
    before = store.connection.total_changes
    assert copies.unsettled(store) == []
    analyse(store, topic)
    assert store.connection.total_changes == before


def test_a_copy_is_shown_with_what_it_repeats_and_an_original_with_its_copies(run: Run, polled: Home) -> None:
    """Each passage is where it is said to be, in both stories."""
    with polled.open() as store:
        copy = min(storylist.copies(store))
    told = json.loads(run("show", str(copy), "--json", home=polled.root).stdout)
    other = json.loads(run("show", str(told["copy_of"]["story_id"]), "--json", home=polled.root).stdout)
    assert copy in [one["story_id"] for one in other["copies"]]
    assert told["copy_of"]["passages"]
    for passage in told["copy_of"]["passages"]:
        here = told["text"][passage["start"] : passage["end"]]
        assert here == passage["text"]
        there = other["text"][passage["other_start"] : passage["other_end"]]
        assert here.lower().split() == there.lower().split()
    lines = run("show", str(copy), home=polled.root).stdout.splitlines()
    (place,) = (n for n, line in enumerate(lines) if line.startswith(f"repeats story {other['id']} ({other['outlet']}"))
    assert lines[place + 1].startswith("    “")
    assert f"is repeated by story {copy} (" in run("show", str(other["id"]), home=polled.root).stdout
    with polled.open() as store:
        alone = store.value("SELECT id FROM stories WHERE id NOT IN (SELECT story_id FROM chains)")
    record = json.loads(run("show", str(alone), "--json", home=polled.root).stdout)
    assert (record["copy_of"], record["copies"]) == (None, [])


def test_a_chain_whose_original_is_in_no_chain_itself_has_its_passages(store: Store, topic: Topic) -> None:
    told = wire()
    arrive(store, [told, copy(40, told.text)])
    analyse(store, topic)
    ((child, parent),) = pairs(store).items()
    with store.writing() as connection:
        connection.execute("DELETE FROM chains WHERE story_id = ?", (parent,))
        connection.execute("DELETE FROM copies")
    assert copies.unsettled(store) == [parent]
    analyse(store, topic)
    assert (pairs(store), copies.unsettled(store)) == ({child: parent}, [])
