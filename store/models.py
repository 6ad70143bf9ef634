"""The values every room speaks in: frozen, comparable, and with no way to reach a database.

Times are aware `datetime`s in UTC. Offsets count characters (Python `str` indices) in the text of one
revision, end exclusive.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple, Protocol

from store.urls import bare


class Stance(StrEnum):
    """How surely a mention makes its claim, from least to most sure, and denied apart."""

    QUESTIONED = "questioned"
    HEDGED = "hedged"
    ATTRIBUTED = "attributed"
    ASSERTED = "asserted"
    DENIED = "denied"


class SourceKind(StrEnum):
    """Whose word a sentence gives."""

    PERSON = "person"
    ORGANISATION = "organisation"
    OUTLET = "outlet"
    DOCUMENT = "document"
    UNNAMED = "unnamed"


class TextSource(StrEnum):
    """Where a story's text is from: its own page, or only what the feed gave."""

    PAGE = "page"
    FEED = "feed"


@dataclass(frozen=True, slots=True)
class Span:
    """A range of characters, end exclusive."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that two texts have in common, and where they stand in each: offsets, end exclusive."""

    words: int
    start: int
    end: int
    other_start: int
    other_end: int

    @property
    def turned(self) -> Passage:
        """The same as the other text has it."""
        return Passage(self.words, self.other_start, self.other_end, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Standing:
    """What polls of a feed left behind for the decisions of the next one.

    What its text says of polling: `ttl` in minutes, `update_seconds`, hours and days (0: Monday) to skip, in UTC.
    Which `origin` offered its validators; the bytes on the wire of its last whole answer, and when that came; when it
    was last asked for whole although validators were there. Since when it is 404, and when it was first 410. Where
    permanent redirects lead, since when, and how many in a row (0: what was found there is another feed).
    """

    ttl: int | None = None
    update_seconds: int | None = None
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()
    origin: str | None = None
    full_bytes: int | None = None
    full_at: datetime | None = None
    renewed_at: datetime | None = None
    missing_since: datetime | None = None
    gone_at: datetime | None = None
    moved_to: str | None = None
    moved_since: datetime | None = None
    moved_times: int = 0


@dataclass(frozen=True, slots=True)
class Feed:
    """An address that is polled, with what its last polls left behind. `paused_at`: since when it is not."""

    id: int
    url: str
    title: str
    outlet: str
    home_url: str | None = None
    note: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    body_sha256: str | None = None
    added_at: datetime | None = None
    last_poll_at: datetime | None = None
    last_success_at: datetime | None = None
    next_poll_at: datetime | None = None
    next_poll_reason: str | None = None
    last_status: int | None = None
    last_error: str | None = None
    failures: int = 0
    entries_seen: int = 0
    stories_relevant: int = 0
    paused_at: datetime | None = None
    standing: Standing = Standing()
    last_gap_at: datetime | None = None

    @property
    def address(self) -> str:
        """Its address as it may be shown: `url` is for requests alone, as it may hold a user and a password."""
        return bare(self.url)


@dataclass(frozen=True, slots=True)
class Gap:
    """A time in which a feed rolled over: entries may have come and gone between two polls.

    `at_least`: how many by the feed's own slowest pace; 0 where that says nothing.
    """

    id: int
    feed_id: int
    since: datetime
    until: datetime
    at_least: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One item as a feed gives it, already cleaned of markup and control characters.

    `signal`: it says that an outlet has a story (a search at Google News does), and is none itself. `outlet` and
    `outlet_url`: whose it is, where it is a signal.
    """

    guid: str
    url: str
    title: str
    author: str | None = None
    published_at: datetime | None = None
    updated_at: datetime | None = None
    summary: str = ""
    content: str = ""
    language: str | None = None
    signal: bool = False
    outlet: str | None = None
    outlet_url: str | None = None


@dataclass(frozen=True, slots=True)
class Signal:
    """Word of a search that an outlet has a story which none of our feeds has shown. `domain`: the outlet's."""

    id: int
    feed_id: int
    url: str
    title: str
    outlet: str
    domain: str
    published_at: datetime | None
    first_seen_at: datetime
    last_seen_at: datetime


@dataclass(frozen=True, slots=True)
class Match:
    """One term that moved an entry's relevance, and by how much (negative: away from the topic)."""

    term: str
    group: str
    weight: float


@dataclass(frozen=True, slots=True)
class Relevance:
    """How well an entry fits the topic. `possible`: not enough to go by, worth fetching the page."""

    score: float
    relevant: bool
    possible: bool
    matched: tuple[Match, ...] = ()


def said_at(published_at: datetime | None, first_seen_at: datetime) -> datetime:
    """When a story counts as published: as it says, but never after it was seen, whatever date it gives."""
    return published_at if published_at and published_at < first_seen_at else first_seen_at


@dataclass(frozen=True, slots=True)
class Statement:
    """What one source says of a story in one field (`store.statements` lists both); times are ISO 8601, or a bare date
    where no more is said."""

    field: str
    source: str
    value: str


@dataclass(frozen=True, slots=True)
class Revision:
    """One version of a story's headline and text. `ours`: it differs from the one before only because we read the page
    in another way, so that it is no edit of the outlet's."""

    id: int
    story_id: int
    number: int
    title: str
    text: str
    text_source: TextSource
    seen_at: datetime
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """An entry with its article, cleaned; what a person reads. `text` is the newest revision's.

    `revisions` counts the outlet's versions, without those that are ours. `statements`: what feed and page say of it,
    where the whole story was asked for.
    """

    id: int
    url: str
    title: str
    outlet: str
    domain: str
    author: str | None
    published_at: datetime | None
    first_seen_at: datetime
    language: str | None
    text: str
    text_source: TextSource
    relevant: bool
    relevance: float
    matched: tuple[Match, ...]
    saved: bool
    read: bool
    revision_id: int
    revisions: int = 1
    judged_by_hand: bool = False
    page_note: str | None = None
    statements: tuple[Statement, ...] = ()
    note: str | None = None

    @property
    def said_at(self) -> datetime:
        """When it was published, as it says, unless that is later than it was seen."""
        return said_at(self.published_at, self.first_seen_at)


class Dated(Protocol):
    """A story as far as counting needs it: a `Story` is one, and so is a `Sight`."""

    @property
    def id(self) -> int: ...
    @property
    def outlet(self) -> str: ...
    @property
    def said_at(self) -> datetime: ...


class Sight(NamedTuple):
    """Of a story only whose it is and when it was published, where there are too many to read them whole."""

    id: int
    outlet: str
    said_at: datetime


class Heard(Dated, Protocol):
    """A story as far as a brief tells of it."""

    @property
    def first_seen_at(self) -> datetime: ...
    @property
    def title(self) -> str: ...


class Glimpse(NamedTuple):
    """Of a story what a brief tells of it, where there are too many to read them whole."""

    id: int
    outlet: str
    said_at: datetime
    first_seen_at: datetime
    title: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, sum of money, share, date or time in a sentence, in a comparable form.

    `kind`: number, money, percent, date, time, duration. `value` is canonical ("2026-06-12", "17:21 ET",
    "4000000000 USD", "90 min"); `qualifier` keeps "about", "more than", "at least", "up to".
    """

    kind: str
    value: str
    text: str
    start: int
    end: int
    qualifier: str | None = None


class ClaimKind(StrEnum):
    """What recurs: a claim of the story's own; somebody's words, quoted everywhere; or background, told with
    every story in the same way."""

    CLAIM = "claim"
    QUOTE = "quote"
    BACKGROUND = "background"


#: Who denies a claim, or asks whether it is so, has not made it.
MADE_BY_NONE = frozenset((Stance.DENIED, Stance.QUESTIONED))
#: A sentence so like its claim says what the claim says; one that is less like it has some of its words, and may say
#: something else with them.
CLOSE = 0.45


@dataclass(frozen=True, slots=True)
class Wording:
    """How a story made a claim before an edit: a sentence of an earlier version, seen from `said_at` on, `until` a
    version was seen that says otherwise. Offsets are in that version's text or title."""

    revision_id: int
    said_at: datetime
    until: datetime
    sentence: str
    start: int
    end: int
    stance: Stance
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """One sentence of one revision of a story that makes a claim, with the evidence for how it does.

    Offsets are in the revision's text, or, where `headline` is true, in its title. `via`: the outlet through which the
    source's word came, where the sentence says so ("officials told Reuters"). `came_at`: when the edit that brought the
    sentence was first seen (None: it was published with it); `earlier`: what it says in the place of, oldest first.
    `likeness`: of its terms to the claim's, from 0 to 1.
    """

    story_id: int
    revision_id: int
    url: str
    outlet: str
    published_at: datetime | None
    first_seen_at: datetime
    sentence: str
    start: int
    end: int
    stance: Stance
    cue: Span | None = None
    attributed_to: str | None = None
    source_kind: SourceKind | None = None
    source: Span | None = None
    figures: tuple[Figure, ...] = ()
    chain: int | None = None
    headline: bool = False
    via: str | None = None
    came_at: datetime | None = None
    earlier: tuple[Wording, ...] = ()
    likeness: float = 1.0

    @property
    def close(self) -> bool:
        """Whether it says what its claim says, and not only has some of its words."""
        return self.likeness >= CLOSE

    @property
    def said_at(self) -> datetime:
        """When its story was published, as it says, unless that is later than it was seen; of what an edit brought,
        when that was seen."""
        return self.came_at or said_at(self.published_at, self.first_seen_at)

    @property
    def told_at(self) -> datetime:
        """When its story first made the claim in this place, in whatever words."""
        return self.earlier[0].said_at if self.earlier else self.said_at


_EARLIER = attrgetter("earlier")


@dataclass(frozen=True, slots=True)
class Term:
    """A canonical term that a claim's mentions have in common, and how much it tells."""

    term: str
    weight: float


@dataclass(frozen=True, slots=True)
class Claim:
    """An assertion that stories of at least two independent chains make; mentions oldest first.

    `terms` are the strongest it is known by; `cohesion` is how alike its sentences are, from 0 to 1. `named`: the
    statement is a person's own; `pinned`, `dismissed` and `note` are theirs too.
    """

    id: int
    statement: str
    mentions: tuple[Mention, ...]
    kind: ClaimKind = ClaimKind.CLAIM
    terms: tuple[Term, ...] = ()
    named: bool = False
    pinned: bool = False
    dismissed: bool = False
    note: str | None = None
    cohesion: float = 0.0

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that make it, in the order they first did."""
        return tuple(dict.fromkeys(mention.outlet for mention in self.mentions))

    @property
    def stories(self) -> tuple[int, ...]:
        """The stories that make it, in the order they first did."""
        return tuple(dict.fromkeys(mention.story_id for mention in self.mentions))

    @property
    def chains(self) -> int:
        """How many independent chains of copies its stories come down to."""
        return len({mention.chain if mention.chain is not None else mention.story_id for mention in self.mentions})

    @property
    def first(self) -> Mention:
        """Of those that say what it says the one whose story did first, though perhaps in other words than now."""
        # Asked for of every claim many times over: what edits brought is rare, and all else is in order.
        if not any(map(_EARLIER, self.mentions)):
            for mention in self.mentions:
                if mention.likeness >= CLOSE and mention.stance not in MADE_BY_NONE:
                    return mention
        return min(self.mentions, key=_first_of_all)

    def told_in(self, mention: Mention) -> bool:
        """Whether one of its mentions says what it says; where none does, all of them count."""
        return mention.close or not any(one.close for one in self.mentions)

    @property
    def first_said_at(self) -> datetime:
        return self.first.told_at

    @property
    def last_said_at(self) -> datetime:
        return self.mentions[-1].said_at

    @property
    def first_said_by(self) -> str:
        return self.first.outlet

    @property
    def stances(self) -> Mapping[Stance, int]:
        """How many mentions take each stance, every stance named."""
        counts = dict.fromkeys(Stance, 0)
        for mention in self.mentions:
            counts[mention.stance] += 1
        return counts


def _first_of_all(mention: Mention) -> tuple[bool, bool, datetime]:
    """Whoever says it comes before those who deny it, and these before those who have only some of its words."""
    stance = mention.earlier[0].stance if mention.earlier else mention.stance
    return not mention.close, stance in MADE_BY_NONE, mention.told_at


class ActKind(StrEnum):
    """What a person does with a claim."""

    MERGE = "merge"
    SPLIT = "split"
    RENAME = "rename"
    PIN = "pin"
    UNPIN = "unpin"
    DISMISS = "dismiss"
    RESTORE = "restore"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that a person did with a claim.

    `anchor` says which claim is meant, whatever later analyses derive or number: the story and sentence of each of its
    mentions when the act was done. `other`: of a merge the anchor of the claim taken in, which was `other_id`; of a
    split the mentions that leave for a claim of their own, `other_id`. `text`: the name or the note. `batch`: the first
    of those that were done as one, and are undone as one.
    """

    id: int
    at: datetime
    kind: ActKind
    claim_id: int
    anchor: frozenset[tuple[int, str]]
    other_id: int | None = None
    other: frozenset[tuple[int, str]] = frozenset()
    text: str | None = None
    undone_at: datetime | None = None
    batch: int | None = None


@dataclass(frozen=True, slots=True)
class PollSummary:
    """What one poll came to. `failures`: each feed that failed, by name, with why and the mend.

    `left`: feeds that were left alone, since they had just been asked, or their domain wants a pause. `looks`: pages
    seen before that were looked at again. `waiting`: pages that are left for the next poll. `unanalysed`: the analysis
    was stopped, and the next brings the claims up to date.
    """

    feeds: int = 0
    not_modified: int = 0
    failures: tuple[str, ...] = ()
    new_entries: int = 0
    new_stories: int = 0
    changed: int = 0
    pages: int = 0
    claims: int = 0
    left: int = 0
    looks: int = 0
    waiting: int = 0
    unanalysed: bool = False


@dataclass(frozen=True, slots=True)
class Removed:
    """A story whose page was there and is not any more: since when, and what the server said (404 or 410)."""

    story_id: int
    at: datetime
    status: int


@dataclass(frozen=True, slots=True)
class BriefLine:
    """One sentence of a brief with the stories and claims it rests on, what matters most first.

    `kind` is one of `narrative.briefkinds.Kind`; `mentions`: those behind it, as claim and number; `figures`: each by
    its name; `also`: the kinds of further changes that the same sentence tells. Weights are compared within a brief.
    """

    kind: str
    text: str
    story_ids: tuple[int, ...] = ()
    claim_ids: tuple[int, ...] = ()
    figures: tuple[tuple[str, int | float | str], ...] = ()
    mentions: tuple[tuple[int, int], ...] = ()
    also: tuple[str, ...] = ()
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Brief:
    """What changed between two moments, in sentences ordered by what matters. `since` None: from the beginning."""

    since: datetime | None
    until: datetime
    lines: tuple[BriefLine, ...]
