"""The pages of stories: which are to be fetched, what they gave, and why some gave nothing."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from store import codec, links, state
from store.codec import stamp
from store.database import Store
from store.models import Relevance, TextSource, said_at
from store.stories import revise, write_verdict

#: The columns of a story that its claims are derived from.
_ANALYSED = ("title", "text", "text_source", "outlet", "said_at", "language", "relevant")
#: A headline and a text that change within this time changed together.
ONE_EDIT = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class WantedPage:
    """A story whose page is to be fetched, with what its feed gave of it."""

    story_id: int
    url: str
    title: str
    text: str
    language: str | None
    tries: int


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A page's article. A field the page does not give is None and leaves the feed's word as it is."""

    story_id: int
    text: str
    relevance: Relevance
    title: str | None = None
    author: str | None = None
    language: str | None = None
    published_at: datetime | None = None
    outlet: str | None = None
    links: tuple[str, ...] = ()


def wanted(store: Store, now: datetime) -> list[WantedPage]:
    """The stories whose pages are to be fetched now: new ones, and those an earlier, killed poll left over."""
    rows = store.rows(
        "SELECT id, url, title, text, language, page_tries FROM stories "
        "WHERE page_state = 'wanted' AND page_try_at <= ? ORDER BY id",
        (stamp(now),),
    )
    return [WantedPage(r["id"], r["url"], r["title"], r["text"], r["language"], r["page_tries"]) for r in rows]


def save(store: Store, page: FetchedPage, now: datetime) -> bool:
    """Writes a page's article to its story; returns whether it was a revision of a page seen before.

    The first page takes the place of the feed's own text; a later one that differs becomes a new revision. The
    claims are stale only where something they are derived from has changed.
    """
    with store.writing() as connection:
        story = connection.execute("SELECT * FROM stories WHERE id = ?", (page.story_id,)).fetchone()
        title = story["title"] or page.title or ""
        revised = False
        if story["text_source"] == TextSource.FEED:
            connection.execute(
                "UPDATE revisions SET text_source = ?, title = ? WHERE id = ?",
                (TextSource.PAGE, title, story["revision_id"]),
            )
            connection.execute(
                "UPDATE stories SET text = ?, text_source = ?, title = ? WHERE id = ?",
                (page.text, TextSource.PAGE, title, page.story_id),
            )
        elif story["text"] == page.text and story["text_source"] == TextSource.PAGE:
            pass
        elif _retitled_just_now(connection, story, now):
            # The feed showed the new headline a moment ago, the page now shows the text with it: one edit.
            connection.execute("UPDATE stories SET text = ? WHERE id = ?", (page.text, page.story_id))
            revised = True
        else:
            revise(connection, page.story_id, story["revisions"] + 1, title, page.text, TextSource.PAGE, now)
            revised = True
        published = codec.moment(story["published_at"]) or page.published_at
        connection.execute(
            "UPDATE stories SET page_state = 'fetched', page_tries = page_tries + 1, page_note = NULL, "
            "author = coalesce(author, ?), language = coalesce(?, language), published_at = ?, said_at = ?, "
            "outlet = CASE WHEN outlet = domain THEN coalesce(?, outlet) ELSE outlet END WHERE id = ?",
            (
                page.author,
                page.language,
                stamp(published),
                stamp(said_at(published, codec.moment(story["first_seen_at"]))),
                page.outlet,
                page.story_id,
            ),
        )
        links.put(connection, page.story_id, page.links)
        write_verdict(connection, page.story_id, page.relevance)
        after = connection.execute("SELECT * FROM stories WHERE id = ?", (page.story_id,)).fetchone()
        if any(story[name] != after[name] for name in _ANALYSED):
            state.set_analysis_stale(store, True)
    return revised


def _retitled_just_now(connection: sqlite3.Connection, story: sqlite3.Row, now: datetime) -> bool:
    """Whether the newest revision is of this poll and differs from the one before in its headline only."""
    row = connection.execute(
        "SELECT new.seen_at, new.text = old.text AND new.text_source = old.text_source AS same FROM versions AS new "
        "JOIN versions AS old ON old.story_id = new.story_id AND old.number = new.number - 1 WHERE new.id = ?",
        (story["revision_id"],),
    ).fetchone()
    return bool(row and row["same"] and now - codec.moment(row["seen_at"]) < ONE_EDIT)


def failed(store: Store, story_id: int, note: str, retry_at: datetime | None) -> None:
    """Notes why a page gave no article; it is tried again at `retry_at`, or never where that is None."""
    with store.writing() as connection:
        connection.execute(
            "UPDATE stories SET page_note = ?, page_tries = page_tries + 1, page_try_at = ?, "
            "page_state = CASE WHEN ? IS NULL THEN 'failed' ELSE 'wanted' END WHERE id = ?",
            (note, stamp(retry_at), stamp(retry_at), story_id),
        )
