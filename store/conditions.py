"""What the terms of a query come to in SQL, each by itself: of stories, of claims, of mentions. See `store.query`.

Values are always bound. A condition on stories is a set of ids taken from an index where there is one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from store import outletnames
from store.codec import stamp
from store.errors import QueryError
from store.querykeys import CLAIM_FLAGS, CLAIM_IS, STORY_IS, claim_number
from store.querytext import SEARCHED, Node, Term
from store.querytimes import span

#: Keys of what is said of a mention.
OF_MENTIONS = ("claim", "state", "stance", "by", "figure")
_NAMES_HOLDING = """
    (WITH RECURSIVE names(name) AS (SELECT min({0}) FROM stories UNION ALL
     SELECT (SELECT min({0}) FROM stories WHERE {0} > name) FROM names WHERE name IS NOT NULL)
     SELECT name FROM names WHERE {1})
"""
_FLAG_SQL = {
    "unread": "marks.read_at IS NULL",
    "read": "marks.read_at IS NOT NULL",
    "saved": "marks.saved_at IS NOT NULL",
    "edited": "(stories.id IN (SELECT story_id FROM revisions WHERE number > 1) AND stories.revisions > 1)",
    "copy": "stories.id IN (SELECT story_id FROM chains WHERE original <> story_id)",
    "removed": "stories.id IN (SELECT story_id FROM looks WHERE removed_at IS NOT NULL)",
    "rejected": "stories.relevant = 0",
    "any": "1",
}
_HAS_SQL = {
    "revision": _FLAG_SQL["edited"],
    "note": "marks.note IS NOT NULL",
    "claim": "stories.id IN (SELECT story_id FROM mentions)",
    "copy": "stories.id IN (SELECT original FROM chains WHERE original <> story_id)",
    "figure": "stories.id IN (SELECT story_id FROM mentions WHERE figures <> '[]')",
    "page": "stories.id IN (SELECT story_id FROM evidence)",
}
_CLAIM_HAS_SQL = {
    "note": "claims.note IS NOT NULL",
    "figure": "claims.id IN (SELECT claim_id FROM mentions WHERE figures <> '[]')",
}
_CLAIM_IS_SQL = {"pinned": "claims.pinned", "dismissed": "claims.dismissed", "any": "1"} | {
    kind: f"claims.kind = '{kind}'" for kind in CLAIM_IS if kind not in CLAIM_FLAGS
}


@dataclass(frozen=True, slots=True)
class Condition:
    """A piece of SQL and the values for its question marks."""

    sql: str
    values: tuple[str | int, ...] = ()

    @property
    def turned(self) -> Condition:
        return Condition(f"NOT ({self.sql})", self.values)


def joined(conditions: Iterable[Condition], word: str) -> Condition:
    found = list(conditions)
    if len(found) == 1:
        return found[0]
    return Condition(f"({f' {word} '.join(one.sql for one in found)})", tuple(v for one in found for v in one.values))


# Words.

HITS = "stories.id IN (SELECT rowid FROM stories_fts WHERE stories_fts MATCH ?)"


def fts(node: Node) -> str | None:
    """What the full-text index is asked for a node; None where it cannot answer that."""
    if node.negated:
        return None
    if isinstance(node, Term):
        if node.key not in ("word", "mark", *SEARCHED):
            return None
        column = f"{node.key} : " if node.key in SEARCHED else ""
        words = [column + fts_phrase(value) for value in node.values]
    else:
        parts = [fts(part) for part in node.parts]
        words = [part for part in parts if part is not None]
        if len(words) < len(parts):
            return None
    joined = " OR ".join(words) if isinstance(node, Term) or node.any else " AND ".join(words)
    return f"({joined})" if len(words) > 1 else joined


def fts_phrase(value: str) -> str:
    """A word or phrase as FTS5 takes it, whatever is in it; a closing `*` asks for words so begun."""
    body = value.rstrip("*").replace('"', " ").replace("\0", " ")
    return f'"{body}"*' if value.endswith("*") and body.strip() else f'"{body}"'


# Stories.


def story(term: Term, now: datetime) -> Condition:
    place, values = (term.start, term.end), term.values
    match term.key:
        case "flag":
            return joined([Condition(_FLAG_SQL[value]) for value in values], "OR")
        case "is":
            wrong = next(value for value in values if value not in STORY_IS)
            raise QueryError(f"'{wrong}' is said of claims, not of stories; leave it out", *place)
        case "has":
            return joined([Condition(_HAS_SQL[value]) for value in values], "OR")
        case "since" | "until" | "before" | "on":
            return _timed(term, "stories.said_at", "stories.said_at", now)
        case "feed":
            return joined([_of_feed(value) for value in values], "OR")
        case "word" | "mark" | "title" | "text":
            return Condition(HITS, (fts(replace(term, negated=False)) or "",))
        case _:
            return _of_story(term)


def _of_story(term: Term) -> Condition:
    """What is said of a story by its own row alone, so of the story of a mention too."""
    likes = tuple(map(_like, term.values))
    match term.key:
        case "outlet":
            holds = " OR ".join(f"named.{name} LIKE ? ESCAPE '\\'" for name in ("outlet", "domain") for _ in likes)
            return Condition(
                f"stories.id IN (SELECT stories.id FROM {outletnames.EVERY} AS named CROSS JOIN stories "
                f"ON stories.domain IS named.domain AND stories.outlet = named.outlet WHERE {holds})",
                likes + likes,
            )
        case "lang":
            return _named("language", tuple(like[1:] for like in likes))
        case "author":
            return _named("author", likes)
        case _:
            raise AssertionError(f"no key of stories: {term.key}")


def _named(column: str, likes: tuple[str, ...]) -> Condition:
    """By the names that a column has, each looked at once, and not by every story."""
    names = _NAMES_HOLDING.format(column, " OR ".join(["name LIKE ? ESCAPE '\\'"] * len(likes)))
    return Condition(f"stories.id IN (SELECT id FROM stories WHERE {column} IN {names})", likes)


def _of_feed(value: str) -> Condition:
    came = "stories.id IN (SELECT story_id FROM entries WHERE feed_id {})"
    if value.isascii() and value.isdigit() and len(value) <= 15:
        return Condition(came.format("= ?"), (int(value),))
    named = "IN (SELECT id FROM feeds WHERE title LIKE ? ESCAPE '\\' OR outlet LIKE ? ESCAPE '\\')"
    return Condition(came.format(named), (_like(value), _like(value)))


def _timed(term: Term, first: str, last: str, now: datetime) -> Condition:
    """Of a time from `first` to `last`, of which some must lie where the term says."""
    said = span(term.value, (term.start, term.end), now)
    match term.key:
        case "since":
            return Condition(f"{last} >= ?", (stamp(said.begins),))
        case "before":
            return Condition(f"{first} < ?", (stamp(said.begins),))
        case "until":
            return Condition(f"{first} < ?", (stamp(said.ends),))
        case _:
            return Condition(f"({last} >= ? AND {first} < ?)", (stamp(said.day.begins), stamp(said.day.ends)))


def stories_together(terms: Sequence[Term], now: datetime) -> Condition:
    found = joined(map(_mention, terms), "AND")
    return Condition(f"stories.id IN (SELECT m.story_id FROM mentions AS m WHERE {found.sql})", found.values)


# Mentions and claims.


def _mention(term: Term) -> Condition:
    """What a mention, `m`, must fulfil."""
    marks = ", ".join("?" * len(term.values))
    match term.key:
        case "claim":
            return Condition(f"m.claim_id IN ({marks})", tuple(map(claim_number, term.values)))
        case "state":
            named = f"SELECT id FROM claims WHERE NOT dismissed AND id {_IN_JSON}"
            return Condition(f"m.claim_id IN ({named})", (_in_state(term),))
        case "stance":
            return Condition(f"m.stance IN ({marks})", term.values)
        case "by":
            some = "(m.source_kind = ? OR m.attributed_to LIKE ? ESCAPE '\\')"
            return joined([Condition(some, (value.lower(), _like(value))) for value in term.values], "OR")
        case _:
            # JSON of one is [kind, value, text, ...]; most mentions have none, and are not looked into.
            some = (
                "(m.figures <> '[]' AND EXISTS (SELECT 1 FROM json_each(m.figures) AS f WHERE "
                "f.value ->> 0 = ? OR f.value ->> 1 LIKE ? ESCAPE '\\' OR f.value ->> 2 LIKE ? ESCAPE '\\'))"
            )
            return joined([Condition(some, (value.lower(), _like(value), _like(value))) for value in term.values], "OR")


_IN_JSON = "IN (SELECT value FROM json_each(?))"


def _in_state(term: Term) -> str:
    """The claims of a `state:` that was looked up, as JSON: there can be more than a statement has question marks."""
    if term.claims is None:
        raise QueryError("the states of claims are not known here", term.start, term.end)
    return json.dumps(term.claims)


_MENTIONED = "claims.id IN (SELECT m.claim_id FROM mentions AS m JOIN stories ON stories.id = m.story_id WHERE {})"


def claims_together(terms: Sequence[Term], now: datetime) -> Condition:
    """A claim with one mention of which all of the terms hold."""
    found = joined([_mention(term) if term.key in OF_MENTIONS else _of_story(term) for term in terms], "AND")
    if all(term.key in OF_MENTIONS for term in terms):
        return Condition(f"claims.id IN (SELECT m.claim_id FROM mentions AS m WHERE {found.sql})", found.values)
    return Condition(_MENTIONED.format(found.sql), found.values)


def claim(term: Term, now: datetime) -> Condition:
    place, values = (term.start, term.end), term.values
    match term.key:
        case "mark" | "is" | "flag":
            wrong = next((value for value in values if value.lower() not in _CLAIM_IS_SQL), None)
            if wrong is not None:
                raise QueryError(f"'{wrong}' is said of stories, not of claims; leave it out", *place)
            return joined([Condition(_CLAIM_IS_SQL[value.lower()]) for value in values], "OR")
        case "has":
            wrong = next((value for value in values if value not in _CLAIM_HAS_SQL), None)
            if wrong is not None:
                raise QueryError(f"'has:{wrong}' is said of stories, not of claims; leave it out", *place)
            return joined([Condition(_CLAIM_HAS_SQL[value]) for value in values], "OR")
        case "claim":
            marks = ", ".join("?" * len(values))
            return Condition(f"claims.id IN ({marks})", tuple(map(claim_number, values)))
        case "state":
            return Condition(f"claims.id {_IN_JSON}", (_in_state(term),))
        case "since" | "until" | "before" | "on":
            return _timed(term, "claims.first_said_at", "claims.last_said_at", now)
        case "word":
            like = _like(term.value.rstrip("*"))
            sentence = "claims.id IN (SELECT m.claim_id FROM mentions AS m WHERE m.sentence LIKE ? ESCAPE '\\')"
            return Condition(f"(claims.statement LIKE ? ESCAPE '\\' OR {sentence})", (like, like))
        case _:
            found = story(replace(term, negated=False), now)
            return Condition(_MENTIONED.format(found.sql), found.values)


def _like(value: str) -> str:
    escaped = re.sub(r"([%_\\])", r"\\\1", value)
    return f"%{escaped}%"
