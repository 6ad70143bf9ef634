"""What the views show: one reading of the store, all of the same moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import pairwise

from store import claims, copies, feeds, reading, state, storylist
from store.copies import Copied
from store.database import Store
from store.models import Brief, Claim, Feed, Mention, Revision, Story
from store.query import Query, parse
from store.storylist import Tally
from tui.wiring import Wiring


@dataclass(frozen=True)
class Snapshot:
    """What the views show but the stories, of which each view reads those it shows.

    `days`: stories by day. `waiting`: how many stories have come since that no list shows yet. `feeds_at`: where all
    else is of the past, when the feeds were as they are here. `told`: whether the brief has been read yet.
    `claims_version`: by which it is known that the claims are others by now.
    """

    now: datetime
    brief: Brief
    tally: Tally
    claims: tuple[Claim, ...]
    feeds: tuple[Feed, ...]
    rejected: int
    days: Mapping[date, int] = field(default_factory=dict)
    waiting: int = 0
    feeds_at: datetime | None = None
    told: bool = True
    claims_version: int = 0

    @property
    def past(self) -> bool:
        """Whether it is of another time than now."""
        return self.feeds_at is not None

    @property
    def feeds_now(self) -> datetime:
        """The moment of the feeds."""
        return self.feeds_at or self.now


@dataclass(frozen=True)
class StoryPage:
    """What the reader shows of one story. `said`: for each claim it makes its id, statement and mention.

    `edits`: for each revision after the first what it changed, in words. `copied`: the copies it is one of.
    """

    story: Story
    revisions: tuple[Revision, ...]
    edits: tuple[str, ...]
    said: tuple[tuple[int, str, Mention], ...]
    copied: tuple[Copied, ...] = ()


def glance(store: Store, now: datetime) -> Snapshot:
    """What the list of stories needs to be shown, before all the rest is read."""
    return Snapshot(now, Brief(None, now, ()), storylist.tally(store), (), (), 0)


def take(store: Store, wiring: Wiring, shown: Snapshot) -> Snapshot:
    """Reads all of it anew, no story among it but those the brief is about, and remembers that a person looked now.

    What is as it is `shown` takes no more memory.
    """
    now = wiring.clock()
    snapshot = _whole(store, wiring, shown.brief.since, now, tuple(feeds.uncounted(store)), shown.claims)
    state.looked(store, now)
    return snapshot


def begin(store: Store, wiring: Wiring, since: datetime | None) -> Snapshot:
    """The same but for the brief, which may take a while to be told."""
    return _without_brief(store, wiring.clock(), since, tuple(feeds.uncounted(store)))


def tell(store: Store, wiring: Wiring, shown: Snapshot) -> Brief:
    """The brief of a snapshot that has none yet; remembers that a person looked then."""
    found = wiring.brief(store, shown.brief.since, shown.now, claims=shown.claims)
    state.looked(store, shown.now)
    return found


def as_of(store: Store, wiring: Wiring, now: datetime, shown: Snapshot) -> Snapshot:
    """Reads all of a store as it was at `now`, since whenever a person had last looked then; but the feeds stay those
    that are shown."""
    whole = _whole(store, wiring, state.last_look(store), now, shown.feeds)
    return replace(whole, feeds_at=shown.feeds_now)


def _whole(
    store: Store,
    wiring: Wiring,
    since: datetime | None,
    now: datetime,
    its_feeds: tuple[Feed, ...],
    known: tuple[Claim, ...] = (),
) -> Snapshot:
    found = _without_brief(store, now, since, its_feeds, known)
    told = wiring.brief(store, since, now, claims=found.claims)
    return replace(found, brief=told, told=True)


def _without_brief(
    store: Store,
    now: datetime,
    since: datetime | None,
    its_feeds: tuple[Feed, ...],
    known: tuple[Claim, ...] = (),
) -> Snapshot:
    # Before the claims: should others come in between, they are told of once too often, and not never.
    version = claims.version(store)
    return Snapshot(
        now=now,
        brief=Brief(since, now, ()),
        tally=storylist.tally(store),
        claims=tuple(claims.select(store, Query(), now, {claim.id: claim for claim in known})),
        feeds=its_feeds,
        rejected=reading.count(store, parse("rejected"), now),
        days=storylist.days(store),
        told=False,
        claims_version=version,
    )


@dataclass(frozen=True)
class News:
    """What the store holds beyond a snapshot: how many stories new or changed, by what the claims are told from others
    now, and the feeds as they now are."""

    now: datetime
    stories: int
    claims_version: int
    feeds: tuple[Feed, ...]


def news(store: Store, shown: Snapshot, now: datetime, whole: bool = True) -> News:
    """What is new since a snapshot. `whole`: the stories are counted too, as another topic may have brought or taken
    some, and not only those that were written."""
    come = storylist.come_since if whole else storylist.written_since
    return News(now, come(store, shown.tally), claims.version(store), tuple(feeds.uncounted(store)))


def page(store: Store, story_id: int) -> StoryPage:
    """Raises `NotFound`."""
    story, revisions = reading.get(store, story_id), tuple(reading.revisions(store, story_id))
    return StoryPage(
        story,
        revisions,
        tuple(what_changed(old, new) for old, new in pairwise(revisions)),
        tuple(claims.of_story(store, story_id)),
        tuple(copies.around(store, story)),
    )


def what_changed(old: Revision, new: Revision) -> str:
    """The step from one version to another, in words."""
    # Reading an edit takes the whole of `narrative`, which the first paint should not wait for.
    from narrative.edits import meaning_of_edit

    if new.ours:
        return "the page read anew by us; the outlet changed nothing"
    edit = meaning_of_edit(old, new)
    return edit.description + ("; the text says so" if edit.noted else "")
