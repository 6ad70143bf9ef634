"""Gathering from the store what a brief is composed of: lists without text, whole stories only where words count."""

from __future__ import annotations

from collections.abc import Collection, Container, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from narrative.brief import Coverage, compose, traced
from narrative.briefkinds import Kind
from narrative.topic import Topic
from reportedly.shares import told_between
from store import changedat, feeds, gaps, index, links, looks, reading, watched
from store import claims as claim_rows
from store.database import Store
from store.models import Brief, Claim
from store.query import Query
from store.uncollected import uncollected

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


_ALL = Query()
#: Of these a query leaves nothing to tell: an outlet's first story, a phase and a feed are matters of all stories.
_OF_ALL = frozenset({Kind.OUTLETS, Kind.PHASE, Kind.FEEDS, Kind.GAPS})


def brief(
    store: Store,
    since: datetime | None,
    now: datetime,
    topic: Topic | None = None,
    query: Query = _ALL,
    claims: Sequence[Claim] | None = None,
) -> Brief:
    """What changed in a home's coverage since a moment, or in all where that is None.

    `topic`: what has the frames; without it no shift of language is told. With a query: in the topic's stories that fit
    it, the claims they make and their edits, and nothing that is of all coverage. `claims`: all of them, where they
    have been read already. Raises `QueryError`.
    """
    known = gather(store, since, now, claims, whole=bool(query.terms))
    if query.terms:
        fitting = {story.id for story in reading.select(store, query, now, with_text=False)}
        known = part(known, fitting, {claim.id for claim in known.claims if not fitting.isdisjoint(claim.stories)})
    return composed(store, known, since, now, topic)


def part(known: Coverage, stories: Container[int], told: Collection[int]) -> Coverage:
    """Of what is known (whole, see `gather`) these stories, and these claims to be told."""
    return replace(
        known,
        stories=[story for story in known.stories if story.id in stories],
        removed=[one for one in known.removed if one.story_id in stories],
        only=frozenset(told),
    )


def composed(store: Store, known: Coverage, since: datetime | None, now: datetime, topic: Topic | None) -> Brief:
    """The brief of what is known, with its shifts of language; of a part of it without what is of all coverage."""
    if topic is not None and since is not None:
        told = told_between(store, topic, since - (now - since), now)
        if known.only is not None:
            fitting = {story.id for story in known.stories}
            told = [one for one in told if one.story_id in fitting]
        known = replace(known, told=told, frames=topic.frames)
    found = compose(known, since, now)
    if known.only is None:
        return found
    return replace(found, lines=tuple(line for line in found.lines if line.kind not in _OF_ALL))


@uncollected()
def gather(
    store: Store, since: datetime | None, now: datetime, claims: Sequence[Claim] | None = None, *, whole: bool = False
) -> Coverage:
    """What the home knows, but for its frames. `whole`: also the stories that nothing has happened to since."""
    begins = since or _BEGINNING
    edits, gone = reading.edited_since(store, begins), looks.removed_since(store, begins)
    every = claim_rows.select(store, _ALL, now) if claims is None else claims
    if since is None or whole:
        known = _all_there_is(store, now, every)
    else:
        touched = {one.story_id for one in gone} | {new.story_id for _, new in edits}
        known = _what_came(store, since, now, every, touched)
    fitting = {story.id for story in known.stories}
    known = replace(
        known,
        changed_at=changedat.of_stories(store, fitting & {new.story_id for _, new in edits}),
        edits=[edit for edit in edits if edit[0].story_id in fitting],
        removed=[one for one in gone if one.story_id in fitting],
        feeds=feeds.uncounted(store),
        gaps=gaps.since(store, begins),
        whole_days=(watched.whole_until(store, begins), watched.whole_until(store, now)),
    )
    wanted = sorted({number for claim in traced(known, since, now) for number in claim.stories})
    texts = {number: reading.get(store, number) for number in wanted}
    return replace(known, whole=texts, links=links.of_stories(store, wanted))


def _all_there_is(store: Store, now: datetime, every: Sequence[Claim]) -> Coverage:
    stories = reading.glimpses(store, _ALL, now)
    return Coverage(stories, every, index.chains(store, [story.id for story in stories]))


def _what_came(store: Store, since: datetime, now: datetime, every: Sequence[Claim], touched: set[int]) -> Coverage:
    """What is new since a moment or was touched since, and of all the rest, be it a million stories, only numbers."""
    new = reading.seen_after(store, since, now)
    chains = index.chains(store, new)
    stories = reading.glimpses(store, _ALL, now, {*new, *touched, *chains.values()})
    others = reading.had_before(store, {story.outlet for story in stories}, since)
    return Coverage(stories, every, chains, days=reading.by_day(store, now), others=others)
