"""Chains in a home that grows: as they would be if all its stories were looked at together."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from narrative.copies import chains
from narrative.topic import Topic
from reportedly import analysis
from store import index, marks, readings
from store.database import Store, open_store
from store.models import Story
from tests.conftest import NOW
from tests.narrative.samples import seed_topic
from tests.reportedly.invented import analyse, arrive, edit, every, invented

TOGETHER, BASE = 12, 16
SHORT, LONG = 5, 8


@pytest.fixture(scope="module")
def topic() -> Topic:
    return seed_topic()


@pytest.fixture(autouse=True)
def few_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analysis, "TOGETHER", TOGETHER)
    monkeypatch.setattr(analysis, "PORTION", SHORT)


@pytest.fixture(scope="module")
def grown(topic: Topic, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("chained") / "reportedly.db"
    with open_store(path) as store, pytest.MonkeyPatch.context() as patch:
        patch.setattr(analysis, "TOGETHER", TOGETHER)
        arrive(store, invented(1, BASE))
        analyse(store, topic)
    return path


@pytest.fixture
def base(grown: Path, database: Path) -> Iterator[Store]:
    shutil.copy(grown, database)
    with open_store(database) as store:
        yield store


def sentences(*numbers: int) -> str:
    """Sentences of their own, of which any that two stories have are shared runs of words."""
    return " ".join(
        f"Nadelor {n} brenta vosk{n} the tarmin{n} of quilor{n} at dusk{n} when Anthropic held gavot{n} back."
        for n in numbers
    )


def telling(number: int, days: float, text: str) -> Story:
    """A story of an outlet of its own, so many days before now."""
    (story,) = invented(number, number)
    domain, said = f"chained{number}.example", NOW - timedelta(days=days)
    return replace(
        story,
        outlet=f"Chained {number}",
        domain=domain,
        url=f"https://{domain}/",
        title="Chained",
        text=text,
        published_at=said,
    )


ORIGINAL = telling(200, 9, sentences(*range(LONG)))
FIRST_COPY = telling(201, 8, sentences(*range(1, LONG)))
SECOND_COPY = telling(202, 7, sentences(*range(2, LONG)))
#: Shares half with the original, and more with nobody.
OTHER = telling(203, 6, sentences(0, 1, 2, 3, 20, 21, 22, 23))
ITS_COPY = telling(204, 5, sentences(20, 21, 22, 23, 24))


def as_together(store: Store) -> dict[int, int]:
    return chains(story for story, _ in readings.load(store))


def chains_hold(store: Store) -> None:
    """They are those of all stories together, mentions have them, and claims are counted by them."""
    together = as_together(store)
    assert {one: index.every_chain(store).get(one, one) for one in together} == together
    for claim in every(store).values():
        assert {mention.chain for mention in claim.mentions} == {together[story] for story in claim.stories}
        row = store.row("SELECT chains FROM claims WHERE id = ?", (claim.id,))
        assert row is not None
        assert row["chains"] == claim.chains > 1


ORDERS = {
    "the original last": [[FIRST_COPY, SECOND_COPY], [ORIGINAL]],
    "the original last, of each by itself": [[SECOND_COPY], [FIRST_COPY], [ORIGINAL]],
    "what joins two chains last": [[ORIGINAL, FIRST_COPY], [ITS_COPY], [OTHER]],
    "as they were said": [[ORIGINAL], [FIRST_COPY], [SECOND_COPY], [OTHER, ITS_COPY]],
}


@pytest.mark.parametrize("order", ORDERS)
def test_stories_come_in_any_order(base: Store, topic: Topic, order: str) -> None:
    for some in ORDERS[order]:
        arrive(base, some)
        analyse(base, topic)
        chains_hold(base)
    assert len(set(as_together(base).values())) < len(as_together(base)) - 1, "nothing was copied"


def test_what_two_told_apart_is_no_claim_once_both_turn_out_to_have_copied(base: Store, topic: Topic) -> None:
    # Either shares a third of its runs with the other, and nearly all with what both have cut.
    first, second = telling(210, 8, sentences(*range(7))), telling(211, 7, sentences(*range(5, 12)))
    arrive(base, [first, second])
    analyse(base, topic)
    ids = {row["url"]: row["id"] for row in base.rows("SELECT id, url FROM stories")}
    both = {ids[first.url], ids[second.url]}
    assert [claim for claim in every(base).values() if set(claim.stories) == both], "they make no claim to begin with"
    arrive(base, [telling(212, 9, sentences(*range(12)))])
    analyse(base, topic)
    assert not [claim for claim in every(base).values() if both <= set(claim.stories)]
    chains_hold(base)


@pytest.mark.parametrize("way", ["changed", "turned down"])
@pytest.mark.parametrize("which", [0, 1], ids=["the original", "a copy that others repeat most"])
def test_a_story_that_others_repeat_is_no_more_what_it_was(base: Store, topic: Topic, which: int, way: str) -> None:
    stories = [ORIGINAL, FIRST_COPY, SECOND_COPY]
    ids = arrive(base, stories)
    analyse(base, topic)
    number = ids[stories[which].url]
    if way == "changed":
        edit(base, number, sentences(*range(40, 46)))
    else:
        marks.judge(base, [number], False, NOW)
    analyse(base, topic)
    chains_hold(base)
