"""More stories than are grouped at once: new ones join the claims there are, and nothing else is touched."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from narrative.regrouping import keys_of
from narrative.topic import Topic
from reportedly import acting, analysis, growing
from store import acts, claims, marks, readings, state
from store.database import Store, open_store
from store.errors import NotFound
from store.models import ActKind, Claim, Mention, Story
from tests.conftest import NOW
from tests.narrative.samples import seed_topic
from tests.reportedly.invented import analyse, arrive, edit, every, invented, pair_f1

TOGETHER, PORTION = 40, 15
#: How many stories the base of these tests has, and the whole press of the last.
BASE, WHOLE = 64, 200
#: How far what grows is what grouping all at once gives, by F1 of pairs of sentences that share a claim. Measured: 0.30
#: with stories as short as these, 0.59 with those of the benchmarks.
ALIKE = 0.25


@pytest.fixture(scope="module")
def topic() -> Topic:
    return seed_topic()


@pytest.fixture(autouse=True)
def few_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analysis, "TOGETHER", TOGETHER)
    monkeypatch.setattr(analysis, "PORTION", PORTION)


@pytest.fixture(scope="module")
def grown(topic: Topic, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with more stories than are grouped at once."""
    path = tmp_path_factory.mktemp("grown") / "reportedly.db"
    with open_store(path) as store, pytest.MonkeyPatch.context() as patch:
        patch.setattr(analysis, "TOGETHER", TOGETHER)
        arrive(store, invented(1, TOGETHER))
        analyse(store, topic)
        arrive(store, invented(TOGETHER + 1, BASE))
        analyse(store, topic)
        assert state.get(store, "expressions") is not None, "the last were not grouped apart"
    return path


@pytest.fixture
def base(grown: Path, database: Path) -> Iterator[Store]:
    """A copy of it, to do things in."""
    shutil.copy(grown, database)
    with open_store(database) as store:
        yield store


def loudest(store: Store, count: int) -> list[Claim]:
    """Claims of many stories that have none in common."""
    found: list[Claim] = []
    for claim in sorted(every(store).values(), key=lambda claim: (-len(claim.stories), claim.id)):
        if not any(set(claim.stories) & set(other.stories) for other in found):
            found.append(claim)
    return found[:count]


def rows(store: Store, without: set[int]) -> list[tuple[object, ...]]:
    """The rows of all claims but these, and where they lie in the file."""
    marks_ = ", ".join("?" * len(without))
    found = store.rows(f"SELECT * FROM claims WHERE id NOT IN ({marks_})", sorted(without))
    found += store.rows(f"SELECT rowid, * FROM mentions WHERE claim_id NOT IN ({marks_})", sorted(without))
    return [tuple(row) for row in found]


def retelling(number: int, *mentions: Mention) -> Story:
    """A story of an outlet of its own that says what others have said."""
    (story,) = invented(number, number)
    return _of_its_own(story, " ".join([*(mention.sentence for mention in mentions), story.text]))


def telling(number: int, text: str) -> Story:
    """A story of an outlet of its own."""
    return _of_its_own(invented(number, number)[0], text)


def _of_its_own(story: Story, text: str) -> Story:
    domain = f"retold{story.id}.example"
    name = f"Retold {story.id}"
    return replace(story, outlet=name, domain=domain, url=f"https://{domain}/", title="Retold", text=text)


def body(claim: Claim, place: int = 0) -> Mention:
    """One of its mentions that is no headline."""
    return [mention for mention in claim.mentions if not mention.headline][place]


#: Three outlets on what nobody else tells of.
THREE = [
    telling(100, "Vondelo tarmiska bruntelle gavotte on the quay."),
    telling(101, "On the quay gavotte bruntelle vondelo tarmiska again."),
    telling(102, "Again bruntelle gavotte was of vondelo and tarmiska."),
]


def consistent(store: Store) -> None:
    """Every claim is counted right, made by two outlets and two chains unless pinned, and of stories of the topic."""
    for claim in every(store).values():
        row = store.row("SELECT * FROM claims WHERE id = ?", (claim.id,))
        assert row is not None
        assert (row["outlets"], row["stories"], row["chains"]) == (
            len(claim.outlets),
            len(claim.stories),
            claim.chains,
        )
        assert claim.pinned or min(len(claim.outlets), claim.chains) > 1
    assert store.value("SELECT count(*) FROM mentions WHERE claim_id NOT IN (SELECT id FROM claims)") == 0
    out = (
        "SELECT count(*) FROM mentions JOIN stories ON stories.id = story_id JOIN claims ON claims.id = claim_id "
        "WHERE NOT relevant AND NOT pinned"
    )
    assert store.value(out) == 0
    assert readings.waiting(store) == []


def test_a_new_story_joins_the_claims_it_makes_and_touches_no_other(base: Store, topic: Topic) -> None:
    one, two = loudest(base, 2)
    retold = retelling(100, body(one), body(two, -1))
    before = {claim.id: claim for claim in every(base).values()}
    ids = arrive(base, [retold])
    analyse(base, topic)
    after = every(base)
    joined = {number for number, claim in after.items() if ids[retold.url] in claim.stories}
    assert {one.id, two.id} <= joined
    assert {number: after[number] for number in before.keys() - joined} == {
        number: claim for number, claim in before.items() if number not in joined
    }
    for number in joined & before.keys():
        assert set(before[number].mentions) == {m for m in after[number].mentions if m.story_id != ids[retold.url]}
    consistent(base)


def test_rows_of_other_claims_stay_where_they_are(base: Store, topic: Topic) -> None:
    before = rows(base, set())
    ids = arrive(base, [retelling(100, body(loudest(base, 1)[0]))])
    analyse(base, topic)
    joined = {number for number, claim in every(base).items() if ids["https://retold100.example/"] in claim.stories}
    assert 0 < len(rows(base, joined)) < len(before)
    assert set(rows(base, joined)) <= set(before)


def test_new_stories_found_claims_among_themselves(base: Store, topic: Topic) -> None:
    last, there = claims.last_id(base), claims.keys(base)
    arrive(base, THREE[:2])
    analyse(base, topic)
    founded = {number: claim for number, claim in every(base).items() if number not in there}
    assert [sorted(claim.outlets) for claim in founded.values()] == [["Retold 100", "Retold 101"]]
    assert list(founded) == [last + 1]


def test_a_story_that_changes_leaves_and_joins_again(base: Store, topic: Topic) -> None:
    """The claims keep their ids, and what it says no more is in none."""
    one, two = loudest(base, 2)
    story = next(number for number in one.stories if number not in two.stories)
    edit(base, story, body(two).sentence)
    analyse(base, topic)
    after = every(base)
    assert story in after[two.id].stories
    assert not [m for claim in after.values() for m in claim.mentions if m.story_id == story and m.revision_id <= BASE]
    consistent(base)


def test_a_story_whose_change_changes_nothing_is_where_it_was(base: Store, topic: Topic) -> None:
    """It leaves and comes back: claims that it alone kept up keep their ids and marks meanwhile."""
    small = min(every(base).values(), key=lambda claim: (len(claim.mentions), claim.id))
    acting.mark(base, ActKind.NOTE, small.id, NOW, "mine")
    story = small.stories[0]
    before = {number: keys_of(claim) for number, claim in every(base).items()}
    row = base.row("SELECT text FROM stories WHERE id = ?", (story,))
    assert row is not None
    edit(base, story, row["text"])
    analyse(base, topic)
    after = every(base)
    assert after[small.id].note == "mine"
    assert keys_of(after[small.id]) == before[small.id]
    consistent(base)


@pytest.mark.parametrize("way", ["turned down", "deleted"])
def test_a_story_that_goes_leaves(base: Store, topic: Topic, way: str) -> None:
    """And claims that it alone kept up go with it."""
    small = min(every(base).values(), key=lambda claim: (len(claim.mentions), claim.id))
    story = small.stories[0]
    if way == "turned down":
        marks.judge(base, [story], False, NOW)
    else:
        with closing(sqlite3.connect(base.path)) as elsewhere, elsewhere:
            elsewhere.execute("DELETE FROM stories WHERE id = ?", (story,))
        state.set_analysis_stale(base, True)
    analyse(base, topic)
    assert base.value("SELECT count(*) FROM mentions WHERE story_id = ?", (story,)) == 0
    with pytest.raises(NotFound):
        claims.get(base, small.id)
    assert readings.size(base)[0] == BASE - 1
    consistent(base)


def test_growing_with_nothing_new_writes_nothing(base: Store, topic: Topic) -> None:
    wrote = base.connection.total_changes
    analyse(base, topic)
    assert base.connection.total_changes == wrote


def test_a_kill_before_the_claims_are_grown_loses_no_story(
    base: Store, topic: Topic, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = loudest(base, 1)[0]
    ids = arrive(base, [retelling(100, body(one))])

    def killed(*given: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(growing, "extend_by", killed)
        with pytest.raises(KeyboardInterrupt):
            analyse(base, topic)
    assert state.analysis_is_stale(base)
    analyse(base, topic)
    assert ids["https://retold100.example/"] in every(base)[one.id].stories


def test_the_whole_analysis_again_gives_the_same_and_keeps_ids(base: Store, topic: Topic) -> None:
    analyse(base, topic, anew=True)
    first = every(base)
    analyse(base, topic, anew=True)
    assert every(base) == first
    consistent(base)


# What a person did.


def acted(store: Store) -> dict[str, int]:
    """One act of each kind on claims that share no story; the ids of the claims."""
    one, two, three, four, five, six = (claim.id for claim in loudest(store, 6))
    acting.merge(store, one, two, NOW)
    parted = acting.split(store, three, sorted(keys_of(claims.get(store, three)))[:1], NOW).other_id
    acting.mark(store, ActKind.RENAME, one, NOW, "What it comes to")
    acting.mark(store, ActKind.PIN, four, NOW)
    acting.mark(store, ActKind.DISMISS, five, NOW)
    acting.mark(store, ActKind.NOTE, six, NOW, "ask them")
    assert parted
    return dict(zip(("merged", "gone", "whole", "part", "pinned", "dismissed", "noted"),
                    (one, two, three, parted, four, five, six), strict=True))  # fmt: skip


def hold(store: Store, ids: dict[str, int]) -> None:
    found = every(store)
    assert (found[ids["merged"]].statement, found[ids["merged"]].named) == ("What it comes to", True)
    assert ids["gone"] not in found
    assert ids["part"] in found
    assert not keys_of(found[ids["whole"]]) & keys_of(found[ids["part"]])
    assert [number for number, claim in found.items() if claim.pinned] == [ids["pinned"]]
    assert [number for number, claim in found.items() if claim.dismissed] == [ids["dismissed"]]
    assert [number for number, claim in found.items() if claim.note] == [ids["noted"]]


def test_acts_hold_as_stories_come_in_and_as_all_is_grouped_anew(base: Store, topic: Topic) -> None:
    ids = acted(base)
    hold(base, ids)
    said = {name: body(claims.get(base, number)) for name, number in ids.items() if name != "gone"}
    new = [retelling(100 + n, mention) for n, mention in enumerate(said.values())]
    stories = arrive(base, [*new, *invented(BASE + 1, BASE + 10)])
    analyse(base, topic)
    hold(base, ids)
    for story, name in zip(new, said, strict=True):
        assert stories[story.url] in every(base)[ids[name]].stories, name
    consistent(base)
    analyse(base, topic, anew=True)
    hold(base, ids)


@pytest.mark.parametrize("kind", ["merge", "split", "rename", "another"])
def test_what_has_joined_since_an_act_is_kept_when_it_is_undone(base: Store, topic: Topic, kind: str) -> None:
    """Or when another act is done: a mention once in a claim is in one of those that it then is."""
    one, two, three = loudest(base, 3)
    if kind == "merge":
        acting.merge(base, one.id, two.id, NOW)
    elif kind == "split":
        acting.split(base, one.id, sorted(keys_of(one))[:1], NOW)
    else:
        acting.mark(base, ActKind.RENAME, one.id, NOW, "Mine")
    story = retelling(100, body(one), body(two))
    number = arrive(base, [story])[story.url]
    analyse(base, topic)
    joined = {m.sentence for claim in every(base).values() for m in claim.mentions if m.story_id == number}
    assert body(one).sentence in joined
    if kind == "another":
        acting.mark(base, ActKind.PIN, three.id, NOW)
    else:
        acting.undo(base, NOW)
    after = every(base)
    assert {m.sentence for claim in after.values() for m in claim.mentions if m.story_id == number} == joined
    assert number in after[one.id].stories
    if kind == "merge":
        assert (number, body(two).sentence) in keys_of(after[two.id])
        assert (number, body(one).sentence) in keys_of(after[one.id])
    assert all(claim.named is (kind == "another" and claim.id == one.id) for claim in after.values())
    consistent(base)
    assert len(acts.active(base)) == (2 if kind == "another" else 0)


def test_a_pinned_claim_stays_as_its_stories_go_and_a_dismissed_one_is_dismissed_when_it_comes_back(
    base: Store, topic: Topic
) -> None:
    ids = arrive(base, THREE)
    analyse(base, topic)
    (one,), two = loudest(base, 1), every(base)[claims.last_id(base)]
    assert set(two.stories) == {ids[story.url] for story in THREE}
    acting.mark(base, ActKind.PIN, one.id, NOW)
    acting.mark(base, ActKind.DISMISS, two.id, NOW)
    going = [*one.stories[1:], *two.stories]
    marks.judge(base, going, False, NOW)
    analyse(base, topic)
    assert every(base)[one.id].mentions == one.mentions
    assert two.id not in every(base)
    marks.judge(base, going, True, NOW)
    analyse(base, topic)
    assert every(base)[two.id].dismissed
    assert set(one.stories) <= set(every(base)[one.id].stories)
    marks.judge(base, going, False, NOW)
    analyse(base, topic)
    acting.mark(base, ActKind.UNPIN, one.id, NOW)
    assert one.id not in every(base)


def test_what_grows_is_about_what_grouping_all_at_once_gives(
    tmp_path: Path, topic: Topic, monkeypatch: pytest.MonkeyPatch
) -> None:
    """200 stories, 100 of them grouped at once and the others added by fifty."""
    press = invented(1, WHOLE)
    monkeypatch.setattr(analysis, "TOGETHER", WHOLE)
    with open_store(tmp_path / "whole.db") as whole, open_store(tmp_path / "grown.db") as grown:
        arrive(whole, press)
        analyse(whole, topic)
        monkeypatch.setattr(analysis, "TOGETHER", 100)
        monkeypatch.setattr(analysis, "PORTION", 50)
        for begin, end in ((0, 100), (100, 150), (150, 200)):
            arrive(grown, press[begin:end])
            analyse(grown, topic)
        assert readings.size(grown)[0] == readings.size(whole)[0] == WHOLE
        assert pair_f1(whole, grown) > ALIKE
