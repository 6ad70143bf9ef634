"""Acts on claims over the small web's stories: done at once, done again by every analysis, undone whole."""

from __future__ import annotations

import random
import shutil
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

import pytest

from fetchers.progress import Quiet
from narrative.claims import claims_of
from narrative.regrouping import keys_of
from reportedly import acting, analysis, smallweb
from reportedly.exits import UsageError
from reportedly.home import Home
from reportedly.pipeline import poll
from store import acts, claims, marks
from store.database import Store, open_store
from store.errors import NotFound
from store.models import ActKind, Claim
from store.query import parse
from tests.reportedly.conftest import MOMENT, add_web, loopback_home


@pytest.fixture
def base(polled: Home, database: Path) -> Iterator[Store]:
    """A copy of the polled home's store, to do things in."""
    shutil.copy(polled.database, database)
    with open_store(database) as store:
        yield store


def every(store: Store) -> list[Claim]:
    return claims.select(store, parse("any"), MOMENT)


def loudest(store: Store, count: int) -> list[int]:
    return [claim.id for claim in claims.select(store, parse(""), MOMENT)[:count]]


#: How alike the mentions of a claim are that holds together.
CLEAR = 0.3


def apart(store: Store, count: int) -> list[int]:
    """The loudest claims that hold together, no two with a sentence in common.

    A loose one is taken apart as more is known, and acts on claims that share sentences get in each other's way.
    """
    found: list[int] = []
    taken: set[tuple[int, str]] = set()
    for number in loudest(store, 99):
        claim = claims.get(store, number)
        keys = keys_of(claim)
        if not keys & taken and (claim.cohesion or 0.0) >= CLEAR:
            found.append(number)
            taken |= keys
    return found[:count]


def tables(store: Store) -> dict[str, list[tuple[object, ...]]]:
    names = ("claims", "mentions", "state")
    return {name: [tuple(row) for row in store.rows(f"SELECT * FROM {name} ORDER BY 1, 2")] for name in names}


def analyse(store: Store, polled: Home) -> None:
    analysis.analyse(store, polled.read_topic(), Quiet(), anew=True)


def half(claim: Claim) -> frozenset[tuple[int, str]]:
    """The larger half of a claim's mentions, every other one among them."""
    keys = sorted(keys_of(claim))
    return frozenset(keys[1:]) if len(keys) < 4 else frozenset(keys[::2] + keys[1:3:2])


def test_a_merge_keeps_the_first_ones_id_and_its_undoing_gives_the_second_its_own_back(base: Store) -> None:
    """Also where the claim taken in is the larger one."""
    large, small = loudest(base, 12)[0], loudest(base, 12)[-1]
    before = tables(base)
    expected = keys_of(claims.get(base, small)) | keys_of(claims.get(base, large))
    statement = claims.get(base, small).statement
    acting.merge(base, small, large, MOMENT)
    merged = claims.get(base, small)
    assert (keys_of(merged), merged.statement) == (expected, statement)
    with pytest.raises(NotFound):
        claims.get(base, large)
    acting.undo(base, MOMENT)
    after = tables(base)
    assert after["claims"] == before["claims"]
    assert after["mentions"] == before["mentions"]


def test_claims_that_read_a_sentence_otherwise_or_hold_one_another_are_each_their_own_again(base: Store) -> None:
    """Merged they have one reading of it; undone each has its own: stance, cue, source and likeness. So have those that
    share most, each sentence with a likeness of its own to either."""
    was = every(base)
    by_id = {claim.id: {(m.story_id, m.sentence): m.stance for m in claim.mentions} for claim in was}
    meeting = [
        (len(shared), one.id, two.id)
        for one, two in combinations(was, 2)
        if (shared := by_id[one.id].keys() & by_id[two.id].keys())
    ]
    pairs = [
        (one, two)
        for many, one, two in meeting
        if any(by_id[one][key] != stance for key, stance in by_id[two].items() if key in by_id[one])
        or many in (len(by_id[one]), len(by_id[two]))
    ]
    most = {(one, two) for _, one, two in sorted(meeting)[-3:]}
    assert len(pairs) >= 2
    for first, second in sorted({*pairs, *most}):
        acting.merge(base, first, second, MOMENT)
        acting.undo_last(base, MOMENT)
        assert every(base) == was, (first, second)


def test_a_split_keeps_the_parents_id_and_gives_the_other_a_new_one(base: Store) -> None:
    """Also where the larger part leaves; undone, it is one claim again under the parent's id."""
    (claim_id,) = loudest(base, 1)
    before, last = tables(base), claims.last_id(base)
    whole = claims.get(base, claim_id)
    act = acting.split(base, claim_id, half(whole), MOMENT)
    assert act.other_id == last + 1
    assert keys_of(claims.get(base, last + 1)) == half(whole)
    assert keys_of(claims.get(base, claim_id)) == keys_of(whole) - half(whole)
    acting.undo(base, MOMENT)
    assert tables(base)["claims"] == before["claims"]
    assert tables(base)["mentions"] == before["mentions"]
    assert acting.split(base, claim_id, half(whole), MOMENT).other_id == last + 2


@pytest.mark.parametrize("seed", range(12))
def test_what_is_done_at_once_is_what_the_next_analysis_makes_of_it(base: Store, polled: Home, seed: int) -> None:
    """Whatever is done to claims that share stories, in whatever order: table by table, and after every undo too."""
    dice = random.Random(seed)
    near = {story for claim_id in loudest(base, 3) for story in claims.get(base, claim_id).stories}
    pool = [claim.id for claim in every(base) if near.intersection(claim.stories)][:8]
    states, last = [tables(base)], claims.last_id(base)
    for step in range(8):
        there = [claim for claim in every(base) if claim.id in pool or claim.id > last]
        one, two = dice.sample(there, 2)
        deed = dice.choice(["merge", "split", "mark", "undo"])
        if deed == "merge":
            acting.merge(base, one.id, two.id, MOMENT)
        elif deed == "split" and len(keys_of(one)) > 1:
            acting.split(base, one.id, half(one), MOMENT)
        elif deed == "mark":
            kind = dice.choice([ActKind.PIN, ActKind.DISMISS, ActKind.RENAME, ActKind.NOTE])
            if acting.mark(base, kind, one.id, MOMENT, f"Words {step}") is None:
                continue
        elif acting.undo(base, MOMENT) is not None:
            states.pop()
            assert tables(base)["claims"] == states[-1]["claims"]
            assert tables(base)["mentions"] == states[-1]["mentions"]
            continue
        else:
            continue
        states.append(tables(base))
        analyse(base, polled)
        assert tables(base) == states[-1]


def test_acts_hold_as_new_stories_come_in_day_by_day(tmp_path: Path) -> None:
    """Merged stays merged, split apart, named, pinned, dismissed and noted, under the same ids, as the claims grow."""
    moments = [datetime(2026, *date, tzinfo=UTC) for date in ((6, 17, 8), (6, 24, 18), (7, 1, 8), (7, 9, 20))]
    home = loopback_home(tmp_path / "home", moments[0])
    web = smallweb.load(moments[0])
    with smallweb.serving(web):
        add_web(home, web)
        poll(home, lambda: web.moment, everything=True)
        with home.open() as store:
            one, two, three, _, four, five = apart(store, 6)  # the fourth ends up in another
            parted = half(claims.get(store, three))
            merged = [keys_of(claims.get(store, number)) for number in (one, two)]
            acting.merge(store, one, two, web.moment)
            made = acting.split(store, three, parted, web.moment).other_id or 0
            acting.mark(store, ActKind.RENAME, one, web.moment, "What it comes to")
            acting.mark(store, ActKind.PIN, made, web.moment)
            acting.mark(store, ActKind.DISMISS, four, web.moment)
            acting.mark(store, ActKind.NOTE, five, web.moment, "call them")
            first = {claim.id: claim for claim in every(store)}
        for web.moment in moments[1:]:
            poll(home, lambda: web.moment, everything=True)
            with home.open() as store:
                now = {claim.id: claim for claim in every(store)}
                listed = loudest(store, 999)
            assert len(now) > len(first)
            assert (now[one].statement, now[one].named) == ("What it comes to", True)
            for keys in merged:
                live = {key for claim in now.values() for key in keys & keys_of(claim)}
                assert len(live & keys_of(now[one])) * 2 > len(live)
            assert two not in now
            assert now[made].pinned
            assert not keys_of(now[made]) & (keys_of(first[three]) - parted)
            assert listed[0] == made
            assert now[four].dismissed
            assert four not in listed
            assert now[five].note == "call them"
    assert not keys_of(now[one]) <= keys_of(first[one])


def test_a_pinned_claim_outlives_the_stories_it_was_derived_from(base: Store, polled: Home) -> None:
    """Its stories are turned down and nothing derives it: it stays, with its mentions, until the pin is off."""
    kept, lost = loudest(base, 2)
    acting.mark(base, ActKind.PIN, kept, MOMENT)
    before = claims.get(base, kept)
    stories = {*before.stories, *claims.get(base, lost).stories}
    marks.judge(base, stories, False, MOMENT)
    analyse(base, polled)
    assert claims.get(base, kept) == before
    with pytest.raises(NotFound):
        claims.get(base, lost)
    analyse(base, polled)
    assert claims.get(base, kept) == before
    acting.mark(base, ActKind.UNPIN, kept, MOMENT)
    with pytest.raises(NotFound):
        claims.get(base, kept)


def test_a_dismissed_claim_that_comes_back_has_its_id_and_is_dismissed(base: Store, polled: Home) -> None:
    (claim_id,) = loudest(base, 1)
    acting.mark(base, ActKind.DISMISS, claim_id, MOMENT)
    stories = claims.get(base, claim_id).stories
    marks.judge(base, stories, False, MOMENT)
    analyse(base, polled)
    assert claim_id not in {claim.id for claim in every(base)}
    marks.judge(base, stories, True, MOMENT)
    analyse(base, polled)
    assert claims.get(base, claim_id).dismissed


def test_an_act_recorded_while_an_analysis_derives_is_done_by_it(
    base: Store, polled: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process's act comes between the reading of the stories and the writing of the claims: it is not lost."""
    (claim_id,) = loudest(base, 1)

    def slowly(*given: object) -> object:
        found = claims_of(*given)  # type: ignore[arg-type]
        other = threading.Thread(target=_name_elsewhere, args=(base.path, claim_id))
        other.start()
        other.join()
        return found

    monkeypatch.setattr("reportedly.analysis.claims_of", slowly)
    analyse(base, polled)
    assert claims.get(base, claim_id).statement == "Named meanwhile"


def _name_elsewhere(path: Path, claim_id: int) -> None:
    with open_store(path) as store:
        acting.mark(store, ActKind.RENAME, claim_id, MOMENT, "Named meanwhile")


def test_only_the_claims_concerned_are_written(base: Store) -> None:
    """All others' rows stay where they are in the file."""
    one, two, three = loudest(base, 3)
    rows = "SELECT claim_id, rowid FROM mentions WHERE claim_id NOT IN (?, ?, ?) ORDER BY 2"
    before = [tuple(row) for row in base.rows(rows, (one, two, three))]
    acting.merge(base, one, two, MOMENT)
    acting.mark(base, ActKind.PIN, three, MOMENT)
    acting.undo(base, MOMENT)
    assert [tuple(row) for row in base.rows(rows, (one, two, three))] == before


def test_what_cannot_be_done_names_the_thing_and_changes_nothing(base: Store) -> None:
    (claim_id,) = loudest(base, 1)
    claim, before = claims.get(base, claim_id), tables(base)
    for deed, said in (
        (lambda: acting.merge(base, claim_id, claim_id, MOMENT), f"c{claim_id} cannot be merged with itself"),
        (lambda: acting.split(base, claim_id, [], MOMENT), f"none of the mentions of c{claim_id} would leave"),
        (lambda: acting.split(base, claim_id, keys_of(claim), MOMENT), f"all of the mentions of c{claim_id} would"),
        (lambda: acting.mentions(claim, [999]), f"c{claim_id} has no mention 999"),
        (lambda: acting.mark(base, ActKind.RENAME, claim_id, MOMENT, " \u202e "), "an empty name"),
    ):
        with pytest.raises(UsageError, match=said):
            deed()
    with pytest.raises(NotFound, match="no claim c9999"):
        acting.merge(base, claim_id, 9999, MOMENT)
    assert tables(base) == before
    assert acts.history(base) == ()
    assert acting.undo(base, MOMENT) is None


def test_what_is_so_already_is_no_act(base: Store) -> None:
    (claim_id,) = loudest(base, 1)
    for kind, text in ((ActKind.UNPIN, None), (ActKind.RESTORE, None), (ActKind.NOTE, "")):
        assert acting.mark(base, kind, claim_id, MOMENT, text) is None
    for kind, text in ((ActKind.PIN, None), (ActKind.DISMISS, None), (ActKind.NOTE, "x"), (ActKind.RENAME, "y")):
        assert acting.mark(base, kind, claim_id, MOMENT, text) is not None
        assert acting.mark(base, kind, claim_id, MOMENT, text) is None
    assert len(acts.history(base)) == 4
