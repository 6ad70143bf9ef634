"""Lines that an outlet repeats over its stories (newsletter boxes, prompts, notices): learned, left out, given back.

A pure function of the lines that stand on the outlet's pages, whatever order these came in: a line of at most so many
words is boilerplate of a domain where it stands on three pages that are different stories, unless it is content on one
of them (a quotation, a line about the topic), or is a sentence that another outlet prints and does not repeat (copy).
So is a sentence with which texts begin or end ("Listen to this article!" before the first one of the story).
Nothing is thrown away: the extraction stays with its revision, and a text is made from it anew whenever this changes.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from store import codec, state
from store.codec import stamp
from store.database import Store, require
from store.edges import alike, edges, key
from store.models import TextSource

#: Different stories of a domain that a line stands in at the least, and words that it has at the most.
LEAST, LONGEST = 3, 80
#: Two pages are one story where the lines they share hold more than this of the shorter one.
SAME_STORY = 0.4
#: A sentence of so many words that another outlet prints once is copied from somewhere.
COPIED = 8
#: Stories that are looked at for three that differ.
_LOOKED_AT = 40
#: A text is never left with less than this, in characters.
_REST = 25
#: Lines of one page that are learned from.
_LINES = 2_000
_HERE = "page_lines JOIN stories ON stories.id = page_lines.story_id"


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """A line that a domain repeats, in how many stories it stands, and since when it is left out.

    `restored_at`: since when a person has it back; it is not left out again.
    """

    id: int
    domain: str
    text: str
    stories: int
    since: datetime
    restored_at: datetime | None = None


def note(
    store: Store, story_id: int, raw: str, content: Collection[str], now: datetime, asides: Collection[int] = ()
) -> None:
    """Takes note of the lines of a story's page; where that teaches something, the texts of all stories that it
    concerns are made anew. `content`: those of the lines, and of the sentences with which they begin and end, that are
    no boilerplate, whoever repeats them."""
    lines = {key(line): line for line in raw.split("\n")[:_LINES] if line.strip()}
    theirs = {key(line) for line in content}
    # Of these nothing is counted when stories are held against each other: their lines are.
    sizes = {number: len(line) for number, line in lines.items()}
    for edge in edges(raw, asides):
        lines[edge.key], sizes[edge.key] = edge.sentence, 0
        if edge.sentence in content:
            theirs.add(edge.key)
    with store.writing(now) as connection:
        connection.executemany(
            "INSERT INTO page_lines VALUES (?, ?, ?, ?) "
            "ON CONFLICT DO UPDATE SET content = max(content, excluded.content)",
            [(number, story_id, sizes[number], number in theirs) for number in lines],
        )
        repeated = connection.execute(
            "SELECT line FROM page_lines WHERE line IN (SELECT value FROM json_each(?)) "
            "GROUP BY line HAVING count(*) >= ? ORDER BY line",
            (json.dumps(sorted(lines)), LEAST),
        ).fetchall()
        touched: set[int] = set()
        for (number,) in repeated:
            touched |= _weigh(connection, number, lines[number], now)
        clean_stories(store, touched)


def _weigh(connection: sqlite3.Connection, number: int, text: str, now: datetime) -> set[int]:
    """Writes for each domain that has a line whether it is boilerplate; returns the stories for which that changed."""
    stands: dict[str, list[int]] = {}
    content: set[str] = set()
    for row in connection.execute(
        f"SELECT domain, story_id, content FROM {_HERE} WHERE line = ? ORDER BY story_id", (number,)
    ):
        stands.setdefault(row["domain"] or "", []).append(row["story_id"])
        if row["content"]:
            content.add(row["domain"] or "")
    copied = len(text.split()) >= COPIED and any(len(some) < LEAST for some in stands.values()) and len(stands) > 1
    known = {
        row["domain"]: row["restored_at"]
        for row in connection.execute("SELECT domain, restored_at FROM boilerplate WHERE line = ?", (number,))
    }
    touched: set[int] = set()
    for domain, stories in sorted(stands.items()):
        short = len(text.split()) <= LONGEST
        may_be = bool(domain) and short and not copied and domain not in content and len(stories) >= LEAST
        # What was different stories stays so: pages are only added.
        found = may_be and (domain in known or _different(connection, number, stories))
        if found and domain not in known:
            # Words that a person has back elsewhere are learned as such.
            connection.execute(
                "INSERT INTO boilerplate(domain, line, text, since, restored_at) VALUES (?, ?, ?, ?, (SELECT "
                "max(restored_at) FROM boilerplate WHERE domain = ? AND line IN (SELECT value FROM json_each(?))))",
                (domain, number, text, stamp(now), domain, json.dumps(alike(text))),
            )
            touched.update(stories)
        elif not found and domain in known and known[domain] is None:
            connection.execute("DELETE FROM boilerplate WHERE domain = ? AND line = ?", (domain, number))
            touched.update(stories)
    return touched


def _different(connection: sqlite3.Connection, number: int, stories: list[int]) -> bool:
    """Whether three of the stories differ but for some lines: the same one under several addresses is one."""
    kept: list[dict[int, int]] = []
    for story_id in stories[:_LOOKED_AT]:
        rows = connection.execute("SELECT line, size FROM page_lines WHERE story_id = ?", (story_id,))
        lines = {row["line"]: row["size"] for row in rows if row["line"] != number}
        if lines and not any(_one_story(lines, other) for other in kept):
            kept.append(lines)
            if len(kept) >= LEAST:
                return True
    return False


def _one_story(one: dict[int, int], other: dict[int, int]) -> bool:
    shared = sum(size for line, size in one.items() if line in other)
    return shared > SAME_STORY * min(sum(one.values()), sum(other.values()))


def cleaned(connection: sqlite3.Connection, domain: str, raw: str, asides: Collection[int] = ()) -> str:
    """What is shown and analysed of an extraction: all but its asides and what the domain repeats. If that leaves
    nothing, the extraction. A line that was given back is so whole, with the sentence that it begins or ends with."""
    lines, begins_and_ends = raw.split("\n"), edges(raw, asides)
    keys = [*map(key, lines), *(edge.key for edge in begins_and_ends)]
    repeated = connection.execute(
        "SELECT line, restored_at FROM boilerplate WHERE domain = ? AND line IN (SELECT value FROM json_each(?))",
        (domain, json.dumps(keys)),
    ).fetchall()
    left_out = {row["line"] for row in repeated if row["restored_at"] is None}
    given_back = {row["line"] for row in repeated} - left_out
    aside = set(asides) | {number for number in range(len(lines)) if keys[number] in left_out}
    for edge in begins_and_ends:
        if edge.key in left_out and keys[edge.line] not in given_back:
            lines[edge.line] = edge.without(lines[edge.line])
    text = "\n".join(line for number, line in enumerate(lines) if number not in aside and line)
    return text if len(text) >= min(_REST, len(raw)) else raw


def clean_stories(store: Store, story_ids: Iterable[int]) -> int:
    """Makes the texts of stories anew from what was extracted; returns how many of the stories read otherwise now.

    This is no edit: revisions are changed in place, and one that differed from the one before only in lines that are
    left out by now counts as ours.
    """
    changed = 0
    with store.writing() as connection:
        for story_id in sorted(set(story_ids)):
            before = connection.execute("SELECT text FROM stories WHERE id = ?", (story_id,)).fetchone()
            _clean(connection, story_id)
            after = connection.execute("SELECT text FROM stories WHERE id = ?", (story_id,)).fetchone()
            changed += before["text"] != after["text"]
        if changed:
            state.set_analysis_stale(store, True)
    return changed


def _clean(connection: sqlite3.Connection, story_id: int) -> None:
    story = connection.execute("SELECT domain, revisions FROM stories WHERE id = ?", (story_id,)).fetchone()
    rows = connection.execute("SELECT * FROM versions WHERE story_id = ? ORDER BY number", (story_id,)).fetchall()
    before: tuple[object, ...] | None = None
    theirs = 0
    for row in rows:
        text = row["text"]
        if row["text_source"] == TextSource.PAGE:
            raw = text if row["extracted"] is None else row["extracted"]
            text = cleaned(connection, story["domain"] or "", raw, json.loads(row["asides"] or "[]"))
            if text != row["text"]:
                connection.execute(
                    "UPDATE versions SET text = ?, extracted = ? WHERE id = ?",
                    (text, None if text == raw else raw, row["id"]),
                )
                _move_mentions(connection, row["id"], text)
        after = (row["title"], text, row["text_source"])
        ours = row["ours"]
        if ours in (None, "boilerplate"):
            ours = "boilerplate" if after == before else None
        if ours != row["ours"]:
            connection.execute("UPDATE revisions SET ours = ? WHERE id = ?", (ours, row["id"]))
        theirs += ours is None
        before = after
    if theirs != story["revisions"]:
        connection.execute("UPDATE stories SET revisions = ? WHERE id = ?", (theirs, story_id))


_MOVED = ("start", "end", "cue_start", "cue_end", "source_start", "source_end")


def _move_mentions(connection: sqlite3.Connection, revision_id: int, text: str) -> None:
    """Mentions go on pointing at their sentences. One whose line is gone is left to the next analysis."""
    rows = connection.execute(
        "SELECT * FROM mentions WHERE revision_id = ? AND headline = 0 ORDER BY claim_id, position", (revision_id,)
    ).fetchall()
    for row in rows:
        place = _nearest(text, row["sentence"], row["start"])
        if place is None or place == row["start"]:
            continue
        by = place - row["start"]
        figures = [
            [*figure[:3], figure[3] + by, figure[4] + by, *figure[5:]] for figure in json.loads(row["figures"] or "[]")
        ]
        connection.execute(
            f"UPDATE mentions SET {', '.join(f'{name} = {name} + :by' for name in _MOVED)}, figures = :figures "
            "WHERE claim_id = :claim_id AND position = :position",
            {
                "by": by,
                "figures": json.dumps(figures, ensure_ascii=False),
                "claim_id": row["claim_id"],
                "position": row["position"],
            },
        )


def _nearest(text: str, sentence: str, start: int) -> int | None:
    """Where a sentence stands, the place nearest to where it stood."""
    places, place = [], text.find(sentence)
    while place >= 0:
        places.append(place)
        place = text.find(sentence, place + 1)
    return min(places, key=lambda one: (abs(one - start), one), default=None)


def every(store: Store, domain: str | None = None) -> list[Boilerplate]:
    """What is left out, or was given back, by domain and age."""
    rows = store.rows(
        f"SELECT boilerplate.*, (SELECT count(*) FROM {_HERE} WHERE page_lines.line = boilerplate.line "
        "AND stories.domain = boilerplate.domain) AS stories FROM boilerplate "
        "WHERE ? IS NULL OR domain = ? ORDER BY domain, id",
        (domain, domain),
    )
    return [
        Boilerplate(
            row["id"],
            row["domain"],
            row["text"],
            row["stories"],
            codec.moment(row["since"]),
            codec.moment(row["restored_at"]),
        )
        for row in rows
    ]


def restore(store: Store, boilerplate_id: int, now: datetime | None) -> int:
    """Gives a line back to the texts it was left out of, for good; `now` None: leaves it out again. The same words go
    with it where they stand elsewhere: as a line here, as the sentence that a text begins or ends with there. Returns
    how many stories read otherwise now. Raises `NotFound`."""
    with store.writing(now) as connection:
        row = require(
            store.row("SELECT * FROM boilerplate WHERE id = ?", (boilerplate_id,)),
            "repeated line",
            boilerplate_id,
            "reportedly boilerplate lists them",
        )
        words = row["domain"], json.dumps(alike(row["text"]))
        connection.execute(
            "UPDATE boilerplate SET restored_at = ? WHERE domain = ? AND line IN (SELECT value FROM json_each(?))",
            (stamp(now), *words),
        )
        stands = store.rows(
            f"SELECT story_id FROM {_HERE} WHERE domain = ? AND line IN (SELECT value FROM json_each(?))", words
        )
        return clean_stories(store, (one["story_id"] for one in stands))
