"""The pages of stories: which are to be fetched, what they gave, and why some gave nothing."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from store import boilerplate, codec, evidence, links, state, statements
from store.codec import stamp
from store.database import Store
from store.evidence import Evidence, Kept
from store.judging import write_verdict
from store.models import Relevance, Statement, TextSource, said_at
from store.revising import revise
from store.statements import FEED
from store.urls import url_key

#: The columns of a story that its claims are derived from.
_ANALYSED = ("title", "text", "text_source", "outlet", "said_at", "language", "relevant")
#: Pages that one poll fetches; what is more than that, after an import of many addresses, waits for the next.
MOST = 2_000
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
    """A page's article. A field the page does not give is None and leaves the feed's word as it is.

    `text` is what is shown of it; `raw` the whole extraction (None: the same), `asides` the numbers of its lines that
    are left out, `content` those of its lines that are no boilerplate though they be repeated. `statements`: what the
    page says of itself, and where. `kept`: the page as it came; `evidence_id`: where it is kept already. `rules`: by
    which it was extracted.
    """

    story_id: int
    text: str
    relevance: Relevance
    title: str | None = None
    author: str | None = None
    language: str | None = None
    published_at: datetime | None = None
    outlet: str | None = None
    links: tuple[str, ...] = ()
    raw: str | None = None
    asides: tuple[int, ...] = ()
    content: frozenset[str] = frozenset()
    statements: tuple[Statement, ...] = ()
    kept: Kept | None = None
    evidence_id: int | None = None
    rules: str | None = None


def wanted(store: Store, now: datetime, most: int = MOST) -> list[WantedPage]:
    """The stories whose pages are to be fetched now, at most so many, the newest: new ones, and those that an earlier
    poll left over, because it was killed or there were more."""
    rows = store.rows(
        "SELECT id, url, title, text, language, page_tries FROM stories "
        # "+id": by the small index of such stories, and not through all stories from the newest on.
        "WHERE id IN (SELECT id FROM stories "
        "WHERE page_state = 'wanted' AND page_try_at <= ? ORDER BY +id DESC LIMIT ?) ORDER BY id",
        (stamp(now), most),
    )
    return [
        WantedPage(
            story_id=row["id"],
            url=row["url"],
            title=row["title"],
            text=row["text"],
            language=row["language"],
            tries=row["page_tries"],
        )
        for row in rows
    ]


def waiting(store: Store, now: datetime) -> int:
    """How many pages are to be fetched now."""
    return int(
        store.value("SELECT count(*) FROM stories WHERE page_state = 'wanted' AND page_try_at <= ?", (stamp(now),))
    )


def save(store: Store, page: FetchedPage, now: datetime, *, anew: bool = False) -> bool:
    """Writes a page's article to its story; returns whether it was a revision of a page seen before.

    The first page takes the place of the feed's own text; a later one that differs becomes a new revision, unless all
    that differs is what the outlet repeats over its stories. The same bytes read otherwise, and a kept page that is
    read `anew`, make a revision that is ours. The claims are stale only where something they are derived from changed.
    """
    with store.writing(now) as connection:
        before = connection.execute("SELECT * FROM stories WHERE id = ?", (page.story_id,)).fetchone()
        evidence_id = evidence.put(connection, page.story_id, page.kept) if page.kept else page.evidence_id
        if evidence_id is not None:
            evidence.read(connection, evidence_id, page.rules)
        _say(connection, before, page)
        raw = page.text if page.raw is None else page.raw
        boilerplate.note(store, page.story_id, raw, page.content, now, page.asides)
        # What this page taught may have made the text at hand anew.
        story = connection.execute("SELECT * FROM stories WHERE id = ?", (page.story_id,)).fetchone()
        text = boilerplate.cleaned(connection, story["domain"] or "", raw, page.asides)
        title = story["title"] or page.title or ""
        revision_id, revised = _write(connection, story, title, text, evidence_id, now, anew=anew)
        if revision_id is not None:
            connection.execute(
                "UPDATE revisions SET extracted = ?, asides = ?, evidence_id = coalesce(?, evidence_id), rules = ? "
                "WHERE id = ?",
                (
                    None if raw == text else raw,
                    json.dumps(page.asides) if page.asides else None,
                    evidence_id,
                    page.rules,
                    revision_id,
                ),
            )
        published = codec.moment(story["published_at"]) or page.published_at
        connection.execute(
            "UPDATE stories SET page_state = 'fetched', page_tries = page_tries + ?, page_note = NULL, "
            "shrunk_at = NULL, author = coalesce(author, ?), language = coalesce(?, language), published_at = ?, "
            "said_at = ?, "
            "outlet = CASE WHEN outlet = domain THEN coalesce(?, outlet) ELSE outlet END WHERE id = ?",
            (
                not anew,
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
        if any(before[name] != after[name] for name in _ANALYSED):
            state.set_analysis_stale(store, True)
    return revised


def _write(
    connection: sqlite3.Connection,
    story: sqlite3.Row,
    title: str,
    text: str,
    evidence_id: int | None,
    now: datetime,
    *,
    anew: bool,
) -> tuple[int | None, bool]:
    """The text to the story and its revision, or a new one; returns the revision that holds it now (None: the one that
    did before, as it was), and whether it is a revision of a page seen before."""
    if story["text_source"] == TextSource.FEED:
        connection.execute(
            "UPDATE versions SET text = ?, text_source = ?, title = ? WHERE id = ?",
            (text, TextSource.PAGE, title, story["revision_id"]),
        )
        return story["revision_id"], False
    if story["text"] == text:
        return (story["revision_id"] if anew else None), False
    if not anew and _retitled_just_now(connection, story, now):
        # The feed showed the new headline a moment ago, the page now shows the text with it: one edit.
        connection.execute("UPDATE versions SET text = ? WHERE id = ?", (text, story["revision_id"]))
        return story["revision_id"], True
    read_in = connection.execute("SELECT evidence_id FROM revisions WHERE id = ?", (story["revision_id"],)).fetchone()[
        "evidence_id"
    ]
    ours = "extraction" if anew or (evidence_id is not None and evidence_id == read_in) else None
    number = story["revisions"] + 1
    return revise(connection, story["id"], number, title, text, TextSource.PAGE, now, ours=ours), True


def _say(connection: sqlite3.Connection, story: sqlite3.Row, page: FetchedPage) -> None:
    """Keeps what the page states, and beside it what the feed said before the page filled what it left out."""
    shown = connection.execute(
        "SELECT title FROM entries WHERE story_id = ? ORDER BY first_seen_at DESC, feed_id, guid LIMIT 1",
        (page.story_id,),
    ).fetchone()
    said = [Statement("title", FEED, shown["title"] if shown else "")]
    if story["text_source"] == TextSource.FEED:
        said += [Statement(name, FEED, story[name] or "") for name in ("author", "published_at", "language")]
        connection.execute(
            "INSERT OR REPLACE INTO statements VALUES (?, 'text', ?, ?)", (page.story_id, FEED, story["text"])
        )
    statements.put(connection, page.story_id, (*said, *page.statements))
    canonical = statements.chosen(page.statements).get("canonical_url")
    if canonical is not None and _is_another(canonical.value, story["url"]):
        # Where a feed shows it by that address it is this story; an address that is known stays whose it is.
        connection.execute("INSERT OR IGNORE INTO addresses VALUES (?, ?)", (url_key(canonical.value), page.story_id))


def _is_another(canonical: str, url: str) -> bool:
    """Whether an address is one of an article, and not the section or site that the story's own address lies in."""
    one, other = url_key(canonical), url_key(url)
    return one != other and "/" in one.partition("/")[2] and not other.startswith(f"{one}/")


def told(store: Store, story_id: int) -> str:
    """What the feed said of a story before its page took the place of that, or nothing where that is not known."""
    found = store.value(
        "SELECT value FROM statements WHERE story_id = ? AND field = 'text' AND source = ?", (story_id, FEED)
    )
    return found or ""


def unread(store: Store, story_id: int, note: str, now: datetime, read_in: Evidence, waits: Sequence[int] = ()) -> bool:
    """Takes a page's text back, which was no article after all; the feed's takes its place, as a revision that is ours.
    `read_in`: the kept page, with the rules that say so. `waits`: hours until a page that counted as fetched is asked
    for again, by how often it was; after the last, never. Returns whether that changed what is shown."""
    with store.writing(now) as connection:
        evidence.read(connection, read_in.id, read_in.rules)
        story = connection.execute("SELECT * FROM stories WHERE id = ?", (story_id,)).fetchone()
        connection.execute("UPDATE stories SET page_note = ? WHERE id = ?", (note, story_id))
        if story["page_state"] == "fetched":
            tries = max(story["page_tries"] - 1, 0)
            retry_at = now + timedelta(hours=waits[tries]) if tries < len(waits) else None
            connection.execute(
                "UPDATE stories SET page_state = ?, page_try_at = ? WHERE id = ?",
                ("wanted" if retry_at else "failed", stamp(retry_at), story_id),
            )
        if story["text_source"] == TextSource.FEED:
            return False
        text = told(store, story_id) or story["summary"] or ""
        number = story["revisions"] + 1
        revise(connection, story_id, number, story["title"], text, TextSource.FEED, now, ours="extraction")
        state.set_analysis_stale(store, True)
    return True


def _retitled_just_now(connection: sqlite3.Connection, story: sqlite3.Row, now: datetime) -> bool:
    """Whether the newest revision is of this poll and differs from the one before in its headline only."""
    row = connection.execute(
        "SELECT new.seen_at, new.text = old.text AND new.text_source = old.text_source AS same FROM versions AS new "
        "JOIN versions AS old ON old.story_id = new.story_id AND old.number = new.number - 1 WHERE new.id = ?",
        (story["revision_id"],),
    ).fetchone()
    return bool(row and row["same"] and now - codec.moment(row["seen_at"]) < ONE_EDIT)


def failed(store: Store, story_id: int, note: str, retry_at: datetime | None, kept: Kept | None = None) -> None:
    """Notes why a page gave no article; it is tried again at `retry_at`, or never where that is None. `kept`: what came
    in its place."""
    with store.writing() as connection:
        if kept is not None:
            evidence.put(connection, story_id, kept)
        connection.execute(
            "UPDATE stories SET page_note = ?, page_tries = page_tries + 1, page_try_at = ?, "
            "page_state = CASE WHEN ? IS NULL THEN 'failed' ELSE 'wanted' END WHERE id = ?",
            (note, stamp(retry_at), stamp(retry_at), story_id),
        )
