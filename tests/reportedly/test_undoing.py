"""Every mark and act can be taken back, the last one first, against a plain model of what should be there."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from fetchers.progress import Quiet
from narrative.topic import parse_topic
from reportedly import acting, analysis, undoing
from reportedly.home import seed
from store import acts, claims, feedlog, feeds, judging, marklog, marks, pages, reading
from store.database import Store, open_store
from store.errors import NotFound
from store.feeds import NewFeed
from store.marklog import MarkKind
from store.models import ActKind
from tests.conftest import NOW
from tests.store import build
from tests.store.build import FITS, OFF, hours, page

TOPIC = parse_topic(seed("topic.toml").decode(), "topic.toml")
STORIES = st.lists(st.sampled_from([1, 2, 3]), min_size=1, max_size=3)
CLAIMS = st.lists(st.sampled_from([1, 2]), min_size=1, max_size=2, unique=True)


@dataclass(frozen=True)
class Marks:
    """What the model knows of a story."""

    saved: bool = False
    read: bool = False
    verdict: bool | None = None
    note: str | None = None


@dataclass(frozen=True)
class Said:
    """What it knows of a claim."""

    pinned: bool = False
    dismissed: bool = False
    note: str | None = None


Model = tuple[dict[int, Marks], dict[int, Said]]


def _now_marked(store: Store, story_id: int) -> Marks:
    story, row = reading.get(store, story_id), marks.of(store, story_id)
    verdict = {None: None, "relevant": True, "not relevant": False}[row["verdict"]]
    assert story.judged_by_hand is (verdict is not None)
    assert verdict is None or story.relevant is verdict
    return Marks(story.saved, story.read, verdict, story.note)


class Undoing(RuleBasedStateMachine):
    """Acts on three stories and two claims, undone in any number, with all that goes on beside a person."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = open_store(Path(self.folder.name) / "reportedly.db")
        build.two_claims(self.store)
        build.a_story(self.store, 3, outlet="Gamma", domain="gamma.example", relevance=OFF)
        self.model: Model = ({n: Marks() for n in (1, 2, 3)}, {n: Said() for n in (1, 2)})
        self.before: list[Model] = []
        self.hour = 0

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()

    def _stories(self, ids: list[int], change: Callable[[Marks], Marks]) -> None:
        now = {**self.model[0], **{n: change(self.model[0][n]) for n in ids}}
        self._becomes((now, self.model[1]))

    def _becomes(self, model: Model) -> None:
        if model != self.model:
            self.before.append(self.model)
        self.model = model
        self.hour += 1

    @rule(ids=STORIES, on=st.booleans())
    def save(self, ids: list[int], on: bool) -> None:
        (marks.save if on else marks.unsave)(self.store, ids, hours(self.hour))
        self._stories(ids, lambda old: replace(old, saved=on))

    @rule(ids=STORIES, on=st.booleans())
    def read(self, ids: list[int], on: bool) -> None:
        (marks.mark_read if on else marks.mark_unread)(self.store, ids, hours(self.hour))
        self._stories(ids, lambda old: replace(old, read=on))

    @rule(ids=STORIES, word=st.booleans())
    def judge(self, ids: list[int], word: bool) -> None:
        marks.judge(self.store, ids, word, hours(self.hour))
        self._stories(ids, lambda old: replace(old, verdict=word))

    @rule(ids=STORIES, text=st.sampled_from(["", "ask again", "called them"]))
    def note(self, ids: list[int], text: str) -> None:
        marks.note(self.store, ids, text, hours(self.hour))
        self._stories(ids, lambda old: replace(old, note=text or None))

    @rule(ids=CLAIMS, kind=st.sampled_from([ActKind.PIN, ActKind.UNPIN, ActKind.DISMISS, ActKind.RESTORE]))
    def mark_claims(self, ids: list[int], kind: ActKind) -> None:
        with self.store.writing():
            done = [acting.mark(self.store, kind, number, hours(self.hour)) for number in ids]
            acts.together(self.store, [act.id for act in done if act])
        change: dict[ActKind, Callable[[Said], Said]] = {
            ActKind.PIN: lambda old: replace(old, pinned=True, dismissed=False),
            ActKind.UNPIN: lambda old: replace(old, pinned=False),
            ActKind.DISMISS: lambda old: replace(old, dismissed=True),
            ActKind.RESTORE: lambda old: replace(old, dismissed=False),
        }
        said = {**self.model[1], **{n: change[kind](self.model[1][n]) for n in ids}}
        self._becomes((self.model[0], said))

    @rule(times=st.integers(1, 3))
    def undo(self, times: int) -> None:
        for _ in range(times):
            undone = undoing.undo(self.store, TOPIC, hours(self.hour))
            assert bool(undone) is bool(self.before)
            if self.before:
                self.model = self.before.pop()

    @rule(fits=st.booleans())
    def a_poll_and_new_verdicts(self, fits: bool) -> None:
        """What goes on beside a person changes nothing that they said."""
        relevance = FITS if fits else OFF
        pages.save(self.store, page(1, f"Rewritten at {self.hour}.", relevance), hours(self.hour))
        judging.rejudge(self.store, [(number, relevance) for number in (1, 2, 3)])
        self.hour += 1

    @invariant()
    def is_as_the_model_has_it(self) -> None:
        assert {number: _now_marked(self.store, number) for number in (1, 2, 3)} == self.model[0]
        found = {number: claims.get(self.store, number) for number in (1, 2)}
        assert {n: Said(claim.pinned, claim.dismissed, claim.note) for n, claim in found.items()} == self.model[1]


TestUndoing = Undoing.TestCase
TestUndoing.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)


def test_what_was_done_to_many_is_undone_as_one_and_listed_on_one_line(store: Store) -> None:
    for number in range(1, 9):
        build.a_story(store, number)
    marks.save(store, [2], NOW)
    marks.save(store, range(1, 9), hours(1))
    assert [line[18:] for line in undoing.history(store)] == [
        "save 1, 3, 4, 5, 6, 7 and 1 more",
        "save 2 (Model suspended)",
    ]
    assert undoing.undo(store, TOPIC, hours(2)) == ["2026-07-02 13:00  save 1, 3, 4, 5, 6, 7 and 1 more"]
    assert [number for number in range(1, 9) if reading.get(store, number).saved] == [2]
    assert undoing.history(store)[0].endswith("(undone 2026-07-02 14:00)")
    assert marks.of(store, 2)["saved_at"] == "2026-07-02T12:00:00+00:00", "what was so already stays as it was"


def test_marks_and_acts_are_undone_in_the_order_in_which_they_were_done(store: Store) -> None:
    """In the same second, too."""
    build.two_claims(store)
    marks.save(store, [1], NOW)
    acting.mark(store, ActKind.PIN, 1, NOW)
    marks.note(store, [2], "theirs", NOW)
    acting.mark(store, ActKind.DISMISS, 2, NOW)
    expected = ["dismiss c2", "note 2: theirs", "pin c1", "save 1 (First)"]
    assert [line[18:] for line in undoing.history(store)] == expected
    assert [line[18:] for line in undoing.history(store, 2)] == expected[:2]
    undone = [undoing.undo(store, TOPIC, NOW) for _ in range(5)]
    assert [line[18:] for lines in undone for line in lines] == [*expected[:3], "save 1"]


def test_acts_on_feeds_are_undone_in_one_order_with_all_others(store: Store) -> None:
    """In the same second, too; and whatever each of them was."""
    build.two_claims(store)
    more = NewFeed("https://two.example/feed", "two", "Two")
    feedlog.rename(store, 1, "The First", NOW)
    marks.save(store, [1, 2], NOW)
    (added,) = feedlog.add(store, [more], NOW)
    acting.mark(store, ActKind.PIN, 1, NOW)
    feedlog.pause(store, [1, added], NOW)
    marks.note(store, [2], "theirs", NOW)
    feedlog.remove(store, [1], NOW)
    expected = [
        *("remove The First", "note 2: theirs", "pause 2 feeds", "pin c1", "add Two", "save 1, 2"),
        "rename One: The First",
    ]
    assert [line[18:] for line in undoing.history(store)] == expected
    undone = [line[18:] for _ in range(8) for line in undoing.undo(store, TOPIC, NOW)]
    assert [line.partition(";")[0] for line in undone] == expected
    assert undone[0] == "remove The First; The First is on the list again, with its entries"
    assert [(feed.outlet, feed.paused_at, feed.entries_seen) for feed in feeds.every(store)] == [("One", None, 2)]


def test_reading_can_be_passed_over(store: Store) -> None:
    """A story that was opened is read: that is not what a person means to take back."""
    build.a_story(store)
    marks.save(store, [1], NOW)
    marks.mark_read(store, [1], NOW)
    assert undoing.undo(store, TOPIC, NOW, {MarkKind.READ})[0].endswith("save 1")
    assert (reading.get(store, 1).saved, reading.get(store, 1).read) == (False, True)
    assert undoing.undo(store, TOPIC, NOW, {MarkKind.READ}) == []


def test_a_story_judged_by_hand_no_more_is_as_the_topic_has_it(store: Store) -> None:
    """As the topic has it by now, not as it had it then; a page that was to be fetched for it is so no more."""
    story_id = build.a_story(store, 1, "Anthropic suspends access to Claude on an order of the Commerce department")
    off = build.a_story(store, 2, "The cup final", summary="It rained.", relevance=OFF)
    marks.judge(store, [story_id], False, NOW)
    marks.judge(store, [off], True, NOW)
    assert [wanted.story_id for wanted in pages.wanted(store, NOW)] == [story_id, off]
    undoing.undo(store, TOPIC, NOW)
    assert [wanted.story_id for wanted in pages.wanted(store, NOW)] == [story_id]
    judging.rejudge(store, [(story_id, OFF)])
    undoing.undo(store, TOPIC, NOW)
    assert [reading.get(store, number).relevant for number in (story_id, off)] == [True, False]


def test_a_story_that_is_gone_is_no_hindrance(store: Store) -> None:
    for number in (1, 2):
        build.a_story(store, number)
    marks.save(store, [1, 2], NOW)
    for table, column in (("entries", "story_id"), ("marks", "story_id"), ("revisions", "story_id"), ("stories", "id")):
        store.connection.execute(f"DELETE FROM {table} WHERE {column} = 1")
    assert undoing.undo(store, TOPIC, NOW) == ["2026-07-02 12:00  save 1, 2"]
    assert not reading.get(store, 2).saved
    assert [line[18:28] for line in undoing.history(store)] == ["save 1, 2 "]


def test_the_log_outlives_analyses_and_feeds(store: Store) -> None:
    """Neither what is derived anew nor a feed that is taken off the list changes a mark, its log or an act."""
    build.two_claims(store)
    marks.note(store, [1], "theirs", NOW)
    marks.save(store, [2], NOW)
    acting.mark(store, ActKind.PIN, 1, NOW, None)
    before = {name: build.dump(store)[name] for name in ("marks", "mark_log", "acts")}
    analysis.rejudge(store, TOPIC, Quiet())
    analysis.analyse(store, TOPIC, Quiet(), anew=True)
    for feed in feeds.every(store):
        feeds.remove(store, feed.id)
    assert {name: build.dump(store)[name] for name in before} == before
    assert reading.get(store, 1).note == "theirs"
    assert len(undoing.history(store)) == 3


def test_an_unknown_story_leaves_no_trace_in_the_log(store: Store) -> None:
    build.a_story(store)
    for mark in (marks.save, marks.mark_read):
        try:
            mark(store, [1, 99], NOW)
        except NotFound:
            assert marklog.history(store) == []
        else:
            raise AssertionError("a story that is not there was marked")
