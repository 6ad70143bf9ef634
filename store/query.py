"""The query language, from words to a tree to SQL.

    unread outlet:reuters claim:c12 stance:hedged since:2d -copy lang:en "exact words"

Words and "phrases" are searched in headline and text; `word*` by its beginning; `-` before anything turns
it round; `key:value` and bare flags narrow. `KEYS`, `FLAGS` and `CLAIM_FLAGS` list them.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from store.codec import stamp
from store.errors import QueryError
from store.models import Stance

KEYS = {
    "outlet": "outlet's name or domain holds this",
    "claim": "makes this claim (c12)",
    "stance": "has a mention of this stance: " + ", ".join(Stance),
    "lang": "language, as en or de",
    "since": "published since: 24h, 2d, 3w or 2026-06-12",
    "until": "published before: 24h, 2d, 3w or 2026-06-12",
}
FLAGS = {
    "unread": "not yet opened",
    "read": "opened",
    "saved": "marked saved",
    "edited": "with more than one revision",
    "rejected": "judged off the topic",
    "any": "judged either way",
}
#: What is said of claims only; in a query for stories these are words like any other.
CLAIM_FLAGS = {
    "pinned": "pinned claims",
    "dismissed": "dismissed claims, which are left out otherwise",
}
_TOKEN = re.compile(r'(?P<minus>-?)(?:(?P<key>[A-Za-z]+):)?(?:"(?P<quoted>[^"]*)"|(?P<plain>[^\s"]+))|(?P<odd>\S)')
_AGO = re.compile(r"^(\d{1,4})([hdw])$")
_UNITS = {"h": "hours", "d": "days", "w": "weeks"}


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a query. `key` is a key, "flag", "mark" (a flag of claims) or "word"; `start` and `end` its place in
    the query."""

    key: str
    value: str
    negated: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Query:
    """A query understood; all its terms must hold."""

    text: str = ""
    terms: tuple[Term, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """What is searched for in the text, for highlighting."""
        return tuple(t.value for t in self.terms if t.key in ("word", "mark") and not t.negated)


@dataclass(frozen=True, slots=True)
class Condition:
    """A piece of SQL and the values for its question marks."""

    sql: str
    values: tuple[str | int, ...] = ()


def parse(text: str) -> Query:
    """The query that `text` says. Raises `QueryError`, pointing at the part that cannot be understood."""
    terms = []
    text = text.encode("utf-8", "replace").decode()  # an argument's bytes that are no UTF-8 reach us as lone surrogates
    for found in _TOKEN.finditer(text):
        if found["odd"]:
            raise QueryError('a quotation mark is left open; close it with "', found.start(), len(text))
        key, value = (
            (found["key"] or "").lower(),
            found["quoted"] if found["plain"] is None else found["plain"],
        )
        place = (found.start(), found.end())
        if key and key not in KEYS:
            raise QueryError(f"'{key}:' is no key; {_nearest(key)}", *place)
        bare = value.removesuffix(":").lower() if value.endswith(":") and found["plain"] else ""
        if (key and not value) or (not key and bare in KEYS):
            raise QueryError(f"'{key or bare}:' wants a value right behind it", *place)
        bare_word = not key and found["plain"] is not None
        kind = "flag" if bare_word and value.lower() in FLAGS else "word"
        kind = "mark" if bare_word and value.lower() in CLAIM_FLAGS else kind
        if not key and not any(map(str.isalnum, value)):
            continue  # a lone dash or the like is in no index, and would be found nowhere
        terms.append(Term(key or kind, value, bool(found["minus"]), *place))
    return Query(text, tuple(terms))


def _nearest(key: str) -> str:
    near = difflib.get_close_matches(key, KEYS, n=1)
    return f"did you mean '{near[0]}:'?" if near else f"the keys are {', '.join(f'{k}:' for k in KEYS)}"


def when(value: str, now: datetime, place: tuple[int, int] = (0, 0)) -> datetime:
    """The moment that `24h`, `2d`, `3w` ago or an ISO date or time names; UTC where it says no zone."""
    ago = _AGO.match(value.lower())
    if ago:
        return now - timedelta(**{_UNITS[ago[2]]: int(ago[1])})
    try:
        found = datetime.fromisoformat(value)
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise QueryError(f"'{value}' is no time; write 24h, 2d, 3w or 2026-06-12", *place) from None


def claim_number(value: str, place: tuple[int, int] = (0, 0)) -> int:
    """The number of the claim called `c12` or `12`."""
    number = value.lower().removeprefix("c")
    if not (number.isascii() and number.isdigit()) or len(number) > 15:
        raise QueryError(f"'{value}' is no claim; claims are called c1, c2, ...", *place)
    return int(number)


def story_conditions(query: Query, now: datetime) -> list[Condition]:
    """What a row of `stories` must fulfil, besides being relevant unless the query says otherwise."""
    conditions = []
    if not any(t.key == "flag" and t.value.lower() in ("rejected", "any") for t in query.terms):
        # `= 1`, or the index by time is not used.
        conditions.append(Condition("stories.relevant = 1"))
    for term in query.terms:
        found = _story_condition(term, now)
        conditions.append(Condition(f"NOT ({found.sql})", found.values) if term.negated else found)
    return conditions


_FLAG_SQL = {
    "unread": "marks.read_at IS NULL",
    "read": "marks.read_at IS NOT NULL",
    "saved": "marks.saved_at IS NOT NULL",
    "edited": "stories.revisions > 1",
    "rejected": "stories.relevant = 0",
    "any": "1",
}


def _story_condition(term: Term, now: datetime) -> Condition:
    place = (term.start, term.end)
    match term.key:
        case "flag":
            return Condition(_FLAG_SQL[term.value.lower()])
        case "outlet":
            like = _like(term.value)
            return Condition("(stories.outlet LIKE ? ESCAPE '\\' OR stories.domain LIKE ? ESCAPE '\\')", (like, like))
        case "lang":
            return Condition("coalesce(stories.language, '') LIKE ? ESCAPE '\\'", (_like(term.value)[1:],))
        case "since":
            return Condition("stories.said_at >= ?", (stamp(when(term.value, now, place)),))
        case "until":
            return Condition("stories.said_at < ?", (stamp(when(term.value, now, place)),))
        case "claim":
            number = claim_number(term.value, place)
            return Condition("stories.id IN (SELECT story_id FROM mentions WHERE claim_id = ?)", (number,))
        case "stance":
            stance = _stance(term.value, place)
            return Condition("stories.id IN (SELECT story_id FROM mentions WHERE stance = ?)", (stance,))
        case _:
            return Condition(
                "stories.id IN (SELECT rowid FROM stories_fts WHERE stories_fts MATCH ?)",
                (fts_phrase(term.value),),
            )


def claim_conditions(query: Query, now: datetime) -> list[Condition]:
    """What a row of `claims` must fulfil. Words are looked for in the statement and in every mention.

    Dismissed claims are left out, unless the query asks for them: by `dismissed` or `any`, or for one by its id.
    """
    asked = any(t.value.lower() in ("dismissed", "any") for t in query.terms if t.key in ("flag", "mark"))
    asked = asked or any(t.key == "claim" and not t.negated for t in query.terms)
    conditions = [] if asked else [Condition("NOT claims.dismissed")]
    for term in query.terms:
        found = _claim_condition(term, now)
        conditions.append(Condition(f"NOT ({found.sql})", found.values) if term.negated else found)
    return conditions


def _claim_condition(term: Term, now: datetime) -> Condition:
    place = (term.start, term.end)
    mentioned = "claims.id IN (SELECT claim_id FROM mentions JOIN stories ON stories.id = story_id WHERE {})"
    match term.key:
        case "mark":
            return Condition(f"claims.{term.value.lower()}")
        case "flag" if term.value.lower() == "any":
            return Condition("1")
        case "flag":
            raise QueryError(f"'{term.value}' is said of stories, not of claims; leave it out", *place)
        case "claim":
            return Condition("claims.id = ?", (claim_number(term.value, place),))
        case "stance":
            return Condition(mentioned.format("stance = ?"), (_stance(term.value, place),))
        case "since":
            return Condition("claims.last_said_at >= ?", (stamp(when(term.value, now, place)),))
        case "until":
            return Condition("claims.first_said_at < ?", (stamp(when(term.value, now, place)),))
        case "word":
            like = _like(term.value.rstrip("*"))
            sentence = mentioned.format("sentence LIKE ? ESCAPE '\\'")
            return Condition(f"(claims.statement LIKE ? ESCAPE '\\' OR {sentence})", (like, like))
        case _:
            found = _story_condition(term, now)
            return Condition(mentioned.format(found.sql), found.values)


def _stance(value: str, place: tuple[int, int]) -> str:
    if value.lower() not in list(Stance):
        raise QueryError(f"'{value}' is no stance; they are {', '.join(Stance)}", *place)
    return value.lower()


def _like(value: str) -> str:
    escaped = re.sub(r"([%_\\])", r"\\\1", value)
    return f"%{escaped}%"


def fts_phrase(value: str) -> str:
    """A word or phrase as FTS5 takes it, whatever is in it; a closing `*` asks for words so begun."""
    body = value.rstrip("*").replace('"', " ").replace("\0", " ")
    return f'"{body}"*' if value.endswith("*") and body.strip() else f'"{body}"'
