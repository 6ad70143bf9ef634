"""What a report is made of, gathered from a home in one go: nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from narrative.corrections import corrections
from narrative.course import course
from narrative.datings import acts_of, datings
from narrative.edits import Edit, meaning_of_edit
from narrative.facets import Facets
from narrative.holders import Holders, Holding
from narrative.ledger import ledger
from narrative.life import Life, lives
from narrative.outlets import OutletRecord, outlet_records
from narrative.phases import phases
from narrative.provenance import Tree
from narrative.reach import Reach, reach, silences
from narrative.sides import sides
from narrative.topic import Topic
from narrative.unsourced import Unsourced, unsourced
from reportedly import brief as briefs
from reportedly import framing, lifelines, narrating
from reportedly.lifelines import Told
from store import claims as claim_rows
from store import index, lookup, reading, watched
from store.database import Store
from store.errors import QueryError
from store.models import Brief, Claim, Revision, Story
from store.query import Node, Query, claim_conditions, story_conditions

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is to tell: what fits `query`, said since `since` (None: all), of the claims the first `claims`
    whole. `notice`: what is to be known of the home, as that its outlets are invented."""

    now: datetime
    since: datetime | None = None
    query: Query = field(default_factory=Query)
    claims: int = 20
    notice: str | None = None
    version: str = ""


@dataclass(frozen=True, slots=True)
class Whole:
    """A claim that is told whole."""

    facets: Facets
    told: Told

    @property
    def claim(self) -> Claim:
        return self.facets.claim

    @property
    def life(self) -> Life:
        return self.told.life


@dataclass(frozen=True, slots=True)
class Edited:
    """An edit that changed the meaning of a story."""

    story: Story
    old: Revision
    new: Revision
    edit: Edit


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a report tells. `stories` without text, oldest first; `known` is every story of the topic by id;
    `claims` all that fit, `whole` the first of them; `seen`: when the first and the last story of the home came."""

    asked: Asked
    topic: Topic
    seen: tuple[datetime, datetime] | None
    stories: Sequence[Story]
    known: Mapping[int, Story]
    chains: Mapping[int, int]
    brief: Brief
    course: narrating.Course
    claims: Sequence[Claim]
    lives: Mapping[int, Life]
    whole: Sequence[Whole]
    unsourced: Sequence[Unsourced]
    reaches: Sequence[Reach]
    edits: Sequence[Edited]
    frames: framing.Told
    outlets: Sequence[OutletRecord]


def gather(store: Store, topic: Topic, asked: Asked) -> Facts:
    """Everything at one moment. Raises `QueryError`."""
    now = asked.now
    with_text = reading.relevant_stories(store)
    known = {story.id: story for story in with_text}
    every = claim_rows.select(store, Query(), now)
    noted, whole = corrections(reading.edited_since(store, _BEGINNING)), watched.whole_until(store, now)
    told = lives(every, now, noted, whole=whole)
    stories, claims = _fitting(store, asked, every)
    trees, holders = narrating.trees(store, claims, known), Holders(every)
    recent = [story for story in stories if asked.since is None or story.said_at >= asked.since]
    made, claims = claims, [claim for claim in claims if asked.since is None or claim.last_said_at >= asked.since]
    return Facts(
        asked,
        topic,
        _seen(with_text),
        recent,
        known,
        index.chains(store, list(known)),
        _brief(store, topic, asked, stories, made),
        _course(store, topic, asked, stories, claims, told),
        claims,
        told,
        tuple(_whole(claim, trees[claim.id], told[claim.id], holders) for claim in claims[: asked.claims]),
        tuple(one for claim in claims for one in unsourced(claim, trees[claim.id], holders)),
        tuple(found for claim in claims if (found := reach(claim, told[claim.id]))),
        tuple(_edits(store, stories, asked, every)),
        framing.gather(store, topic, _day(asked.since), now, only={story.id for story in stories}),
        outlet_records(((claim, trees[claim.id]) for claim in claims), silences(claims, stories)),
    )


def _fitting(store: Store, asked: Asked, every: Sequence[Claim]) -> tuple[list[Story], list[Claim]]:
    """The stories and claims that fit: what is said of stories alone holds for the stories that make a claim, what is
    said of claims alone for the claims that a story makes. Raises `QueryError`."""
    query, now = lookup.looked_up(store, asked.query, asked.now), asked.now
    of_stories, of_claims = _understood(query, story_conditions, now), _understood(query, claim_conditions, now)
    if neither := [node for node in query.terms if node not in of_stories.terms and node not in of_claims.terms]:
        story_conditions(replace(query, terms=tuple(neither)), now)
    stories = list(reading.select(store, of_stories, now, with_text=False))[::-1]
    claims = claim_rows.select(store, of_claims, now) if query.terms else list(every)
    if len(of_claims.terms) < len(query.terms):
        kept = {story.id for story in stories}
        claims = [claim for claim in claims if kept.intersection(claim.stories)]
    if len(of_stories.terms) < len(query.terms):
        made = {story_id for claim in claims for story_id in claim.stories}
        stories = [story for story in stories if story.id in made]
    return stories, claims


def _brief(store: Store, topic: Topic, asked: Asked, stories: Sequence[Story], claims: Sequence[Claim]) -> Brief:
    """The brief since the moment asked for, of what fits."""
    known = briefs.gather(store, asked.since, asked.now, whole=True)
    if asked.query.terms:
        known = briefs.part(known, {story.id for story in stories}, {claim.id for claim in claims})
    return briefs.composed(store, known, asked.since, asked.now, topic)


def _day(moment: datetime | None) -> datetime | None:
    """The beginning of its day: a share is one of a whole day."""
    return moment and moment.replace(hour=0, minute=0, second=0, microsecond=0)


def _understood(query: Query, conditions: Callable[[Query, datetime], object], now: datetime) -> Query:
    """The parts of a query that can be said of one kind of thing."""

    def can_be_said(node: Node) -> bool:
        try:
            conditions(replace(query, terms=(node,)), now)
        except QueryError:
            return False
        return True

    return replace(query, terms=tuple(node for node in query.terms if can_be_said(node)))


def _course(
    store: Store,
    topic: Topic,
    asked: Asked,
    stories: Sequence[Story],
    claims: Sequence[Claim],
    told: Mapping[int, Life],
) -> narrating.Course:
    """The course of what fits; `since` cuts off what was before, and changes nothing of what is left."""
    chains = index.chains(store, [story.id for story in stories])
    names = {entity.id: entity.aliases for entity in topic.entities}
    today, since = asked.now.date(), asked.since.date() if asked.since else None
    days = course(stories, claims, {claim.id: told[claim.id] for claim in claims}, chains, today)
    found = phases(stories, claims, chains, names, watched.whole_until(store, asked.now))
    return narrating.Course(
        asked.now,
        tuple(day for day in days if since is None or day.day >= since),
        tuple(phase for phase in found if since is None or phase.last >= since),
        datings(claims, acts_of(topic, claims)),
        {claim.id: claim for claim in claims},
    )


def _seen(stories: Sequence[Story]) -> tuple[datetime, datetime] | None:
    times = [story.first_seen_at for story in stories]
    return (min(times), max(times)) if times else None


def _whole(claim: Claim, tree: Tree, life: Life, holding: Holding) -> Whole:
    facets = Facets(claim, ledger(claim), sides(claim), tree)
    return Whole(facets, lifelines.told(facets, life, holding))


def _edits(store: Store, stories: Sequence[Story], asked: Asked, claims: Sequence[Claim]) -> list[Edited]:
    """The edits of meaning that were seen since the moment asked for, newest first."""
    by_id = {story.id: story for story in stories}
    found = []
    for old, new in reversed(reading.edited_since(store, asked.since or _BEGINNING)):
        story = by_id.get(new.story_id)
        edit = meaning_of_edit(old, new, claims) if story else None
        if story and edit and edit.changes_meaning:
            found.append(Edited(story, old, new, edit))
    return found
