"""Pages that were fetched and are looked at again: which they are, what is known of them, and what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from store import pages, state
from store.codec import moment, stamp
from store.database import Store
from store.models import Removed, TextSource
from store.pages import FetchedPage
from store.revising import revise

Validators = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Seen:
    """A story whose page was fetched: since when it is known, and when its page was last looked at."""

    story_id: int
    first_seen_at: datetime
    looked_at: datetime


@dataclass(frozen=True, slots=True)
class Known:
    """What the last look at a page left. `validators` are (ETag, Last-Modified), which go back to `origin` alone.

    `page_title`: the headline as the page had it, when the story's was `story_title`.
    """

    story_id: int
    url: str
    title: str
    text: str
    validators: Validators
    origin: str | None
    page_title: str | None
    story_title: str | None
    removed_at: datetime | None


def recent(store: Store, since: datetime) -> list[Seen]:
    """The stories of the topic, first seen after `since`, whose page was fetched and is not to be fetched anyway."""
    rows = store.rows(
        "SELECT id, first_seen_at, coalesce(looked_at, first_seen_at) AS looked_at FROM stories "
        "LEFT JOIN looks ON looks.story_id = stories.id "
        "WHERE relevant = 1 AND text_source = ? AND page_state <> 'wanted' AND first_seen_at > ? ORDER BY id",
        (TextSource.PAGE, stamp(since)),
    )
    return [Seen(row["id"], moment(row["first_seen_at"]), moment(row["looked_at"])) for row in rows]


def known(store: Store, story_ids: Sequence[int]) -> list[Known]:
    """What is known of the pages of these stories, in the order asked for."""
    found = []
    for story_id in story_ids:
        row = store.row(
            "SELECT stories.*, etag, last_modified, validators_from, page_title, story_title, removed_at FROM stories "
            "LEFT JOIN looks ON looks.story_id = stories.id WHERE stories.id = ?",
            (story_id,),
        )
        if row is not None:
            found.append(
                Known(
                    story_id,
                    row["url"],
                    row["title"],
                    row["text"],
                    (row["etag"], row["last_modified"]),
                    row["validators_from"],
                    row["page_title"],
                    row["story_title"],
                    moment(row["removed_at"]),
                )
            )
    return found


def page_text(store: Store, story_id: int) -> str | None:
    """A story's text where it is from its page."""
    found: str | None = store.value(
        "SELECT text FROM stories WHERE id = ? AND text_source = ?", (story_id, TextSource.PAGE)
    )
    return found


def keep(
    store: Store, story_id: int, validators: Validators, origin: str | None, page_title: str | None, now: datetime
) -> None:
    """Remembers a page that came whole."""
    with store.writing(now) as connection:
        connection.execute(
            "INSERT INTO looks(story_id, looked_at, etag, last_modified, validators_from, page_title, story_title) "
            "SELECT id, ?, ?, ?, ?, ?, title FROM stories WHERE id = ? ON CONFLICT(story_id) DO UPDATE SET "
            "looked_at = excluded.looked_at, etag = excluded.etag, last_modified = excluded.last_modified, "
            "validators_from = excluded.validators_from, story_title = excluded.story_title, "
            "page_title = coalesce(excluded.page_title, page_title), removed_at = NULL, removed_status = NULL",
            (stamp(now), *validators, origin, page_title, story_id),
        )


def unchanged(store: Store, story_id: int, now: datetime) -> None:
    """Remembers that a page was looked at and is as it was; what a look before said of it holds no more."""
    with store.writing(now) as connection:
        connection.execute(
            "UPDATE looks SET looked_at = ?, removed_at = NULL, removed_status = NULL WHERE story_id = ?",
            (stamp(now), story_id),
        )
        connection.execute(
            "UPDATE stories SET page_note = NULL WHERE id = ? AND page_note IS NOT NULL AND page_state = 'fetched'",
            (story_id,),
        )


def missed(store: Store, story_id: int, note: str, now: datetime, removed: int | None = None) -> None:
    """Remembers that a look brought no article, and why; the text stays. `removed`: the status that says it is gone.

    The validators stay: they are of the text that is kept, and a 304 for them says that it is back.
    """
    with store.writing(now) as connection:
        connection.execute(
            "INSERT INTO looks(story_id, looked_at, removed_at, removed_status) VALUES (:id, :now, :gone, :status) "
            "ON CONFLICT(story_id) DO UPDATE SET looked_at = :now, "
            "removed_at = iif(:status IS NULL, removed_at, coalesce(removed_at, :now)), "
            "removed_status = coalesce(:status, removed_status)",
            {"id": story_id, "now": stamp(now), "gone": stamp(now) if removed else None, "status": removed},
        )
        connection.execute("UPDATE stories SET page_note = ? WHERE id = ?", (note, story_id))


def save(store: Store, page: FetchedPage, now: datetime, headline: str | None = None) -> bool:
    """Writes what a look brought; returns whether it is a revision. `headline`: the page's, where that was changed.

    A look takes nothing from how often a page may be fetched because its feed shows it as changed.
    """
    with store.writing(now) as connection:
        tries = store.value("SELECT page_tries FROM stories WHERE id = ?", (page.story_id,))
        revised = pages.save(store, page, now)
        connection.execute("UPDATE stories SET page_tries = ? WHERE id = ?", (tries, page.story_id))
        story = connection.execute("SELECT * FROM stories WHERE id = ?", (page.story_id,)).fetchone()
        if headline is None or headline == story["title"]:
            return revised
        if revised:
            connection.execute("UPDATE versions SET title = ? WHERE id = ?", (headline, story["revision_id"]))
        else:
            revise(
                connection,
                story["id"],
                story["revisions"] + 1,
                headline,
                story["text"],
                TextSource(story["text_source"]),
                now,
            )
        state.set_analysis_stale(store, True)
    return True


def removed_since(store: Store, since: datetime) -> list[Removed]:
    """The stories of the topic whose pages were found removed after `since`, and have not come back, oldest first."""
    rows = store.rows(
        "SELECT story_id, removed_at, removed_status FROM looks JOIN stories ON stories.id = story_id "
        "WHERE relevant AND removed_at > ? ORDER BY removed_at, story_id",
        (stamp(since),),
    )
    return [Removed(row["story_id"], moment(row["removed_at"]), row["removed_status"]) for row in rows]
