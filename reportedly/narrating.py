"""What the story's course is told from, gathered from the store: days, phases, lives of claims, outlets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from narrative.corrections import corrections
from narrative.course import CourseDay, course
from narrative.datings import ActDates, acts_of, datings
from narrative.life import Life, lives
from narrative.phases import Phase, phases
from narrative.topic import Topic
from store import claims as claim_rows
from store import index, links, reading, watched
from store.database import Store
from store.models import Claim, Dated, Story
from store.query import Query
from store.uncollected import uncollected

if TYPE_CHECKING:
    from narrative.outlets import OutletRecord
    from narrative.provenance import Tree
    from narrative.unsourced import Unsourced

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Course:
    """The course of the story up to a moment: its days, its phases, and the acts that are dated in several ways."""

    now: datetime
    days: tuple[CourseDay, ...]
    phases: tuple[Phase, ...]
    dates: tuple[ActDates, ...]
    claims: Mapping[int, Claim]


@uncollected()
def gather(
    store: Store, topic: Topic, now: datetime, frames: Mapping[date, Mapping[str, float]] | None = None
) -> Course:
    """The course of a home's story; `frames` as `course` takes them."""
    stories = reading.sights(store, Query(), now)
    claims = claim_rows.select(store, Query(), now)
    chains = index.every_chain(store)
    return Course(
        now,
        course(stories, claims, lives_of(store, claims, now), chains, now.date(), frames),
        phases_of(topic, stories, claims, chains, watched.whole_until(store, now)),
        datings(claims, acts_of(topic, claims)),
        {claim.id: claim for claim in claims},
    )


def lives_of(store: Store, claims: Sequence[Claim], now: datetime) -> dict[int, Life]:
    """The life of each claim up to a moment, by id."""
    return lives(claims, now, corrections_of(store), whole=watched.whole_until(store, now))


def phases_of(
    topic: Topic, stories: Sequence[Dated], claims: Sequence[Claim], chains: Mapping[int, int], whole: date | None
) -> tuple[Phase, ...]:
    """The phases of the story, with the names of the topic; `whole`: the last day that was seen to its end."""
    names = {entity.id: entity.aliases for entity in topic.entities}
    return phases(stories, claims, chains, names, whole)


def life_of(store: Store, claim: Claim, now: datetime) -> Life:
    """The life of one claim, beside all others of the home."""
    claims = claim_rows.select(store, Query(), now)
    others = [other for other in claims if other.id != claim.id]
    return lives_of(store, [claim, *others], now)[claim.id]


def outlets(store: Store, now: datetime) -> tuple[tuple[OutletRecord, ...], dict[str, list[Unsourced]]]:
    """How each outlet works, and for each what it tells as fact on one report of unnamed people."""
    # Loaded here, as in `trees`: days and phases need none of it.
    from narrative.holders import Holders
    from narrative.outlets import outlet_records
    from narrative.reach import silences
    from narrative.unsourced import unsourced

    stories = reading.relevant_stories(store)
    claims = claim_rows.select(store, Query(), now)
    followed = trees(store, claims, {story.id: story for story in stories})
    holders = Holders(claims)
    found: dict[str, list[Unsourced]] = {}
    for claim in claims:
        for one in unsourced(claim, followed[claim.id], holders):
            found.setdefault(one.mention.outlet, []).append(one)
    return outlet_records(((claim, followed[claim.id]) for claim in claims), silences(claims, stories)), found


def trees(store: Store, claims: Sequence[Claim], stories: Mapping[int, Story]) -> dict[int, Tree]:
    """Who followed whom in each of the claims, by id; `stories`: those of the topic with their text, by id."""
    from narrative.provenance import tree

    linked = links.of_stories(store, stories)
    return {claim.id: tree(claim, stories, linked) for claim in claims}


def corrections_of(store: Store) -> dict[int, list[tuple[str, datetime]]]:
    """For each story the sentences that came into it with a notice of correction, and when."""
    return corrections(reading.edited_since(store, _BEGINNING))
