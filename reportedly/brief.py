"""Gathering from the store what a brief is composed of."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from narrative.brief import compose
from store import claims, feeds, gaps, reading
from store.database import Store
from store.models import Brief
from store.query import Query

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


_ALL = Query()


def brief(store: Store, since: datetime | None, now: datetime, query: Query = _ALL) -> Brief:
    """What changed in a home's coverage since a moment, or in all where that is None.

    With a query: in the topic's stories that fit it, the claims they make and their edits, and nothing of the feeds.
    Raises `QueryError`.
    """
    stories, told = reading.relevant_stories(store), claims.select(store, Query(), now)
    edits = reading.edited_since(store, since or _BEGINNING)
    if not query.terms:
        missed = gaps.since(store, since or _BEGINNING)
        return compose(stories, told, edits, feeds.every(store), since, now, missed)
    # Which outlets joined in is a matter of all stories: the first of one that fits is not its first.
    fitting = {story.id for story in reading.select(store, query, now, with_text=False)}
    found = compose(
        [story for story in stories if story.id in fitting],
        [claim for claim in told if not fitting.isdisjoint(claim.stories)],
        [edit for edit in edits if edit[0].story_id in fitting],
        [],
        since,
        now,
    )
    return replace(found, lines=tuple(line for line in found.lines if line.kind != "outlets"))
