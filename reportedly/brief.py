"""Gathering from the store what a brief is composed of: lists without text, whole stories only where words count."""

from __future__ import annotations

from collections.abc import Collection, Container
from dataclasses import replace
from datetime import UTC, datetime

from narrative.brief import Coverage, compose, traced
from narrative.briefkinds import Kind
from narrative.topic import Topic
from reportedly.shares import told_between
from store import claims, feeds, gaps, index, links, looks, reading
from store.database import Store
from store.models import Brief
from store.query import Query

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


_ALL = Query()
#: Of these a query leaves nothing to tell: an outlet's first story, a phase and a feed are matters of all stories.
_OF_ALL = frozenset({Kind.OUTLETS, Kind.PHASE, Kind.FEEDS, Kind.GAPS})


def brief(
    store: Store, since: datetime | None, now: datetime, topic: Topic | None = None, query: Query = _ALL
) -> Brief:
    """What changed in a home's coverage since a moment, or in all where that is None.

    `topic`: what has the frames; without it no shift of language is told. With a query: in the topic's stories that fit
    it, the claims they make and their edits, and nothing that is of all coverage. Raises `QueryError`.
    """
    known = gather(store, since, now)
    if query.terms:
        fitting = {story.id for story in reading.select(store, query, now, with_text=False)}
        known = part(known, fitting, {claim.id for claim in known.claims if not fitting.isdisjoint(claim.stories)})
    return composed(store, known, since, now, topic)


def part(known: Coverage, stories: Container[int], told: Collection[int]) -> Coverage:
    """Of what is known these stories, and these claims to be told."""
    return replace(
        known,
        stories=[story for story in known.stories if story.id in stories],
        removed=[one for one in known.removed if one.story_id in stories],
        only=frozenset(told),
    )


def composed(store: Store, known: Coverage, since: datetime | None, now: datetime, topic: Topic | None) -> Brief:
    """The brief of what is known, with its shifts of language; of a part of it without what is of all coverage."""
    if topic is not None and since is not None:
        fitting = {story.id for story in known.stories}
        told = told_between(store, topic, since - (now - since), now)
        known = replace(known, told=[one for one in told if one.story_id in fitting], frames=topic.frames)
    found = compose(known, since, now)
    if known.only is None:
        return found
    return replace(found, lines=tuple(line for line in found.lines if line.kind not in _OF_ALL))


def gather(store: Store, since: datetime | None, now: datetime) -> Coverage:
    """What the home knows, but for its frames."""
    begins = since or _BEGINNING
    stories = list(reading.select(store, _ALL, now, with_text=False))
    fitting = {story.id for story in stories}
    known = Coverage(
        stories,
        claims.select(store, _ALL, now),
        index.chains(store, [story.id for story in stories]),
        [edit for edit in reading.edited_since(store, begins) if edit[0].story_id in fitting],
        [one for one in looks.removed_since(store, begins) if one.story_id in fitting],
        feeds.uncounted(store),
        gaps.since(store, begins),
    )
    wanted = sorted({number for claim in traced(known, since, now) for number in claim.stories})
    whole = {number: reading.get(store, number) for number in wanted}
    return replace(known, whole=whole, links=links.of_stories(store, wanted))
