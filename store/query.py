"""The query language: what a query comes to in SQL. Words and keys are in `store.querykeys`, reading in `querytext`.

    unread outlet:reuters,apnews.com claim:c12 stance:hedged since:2d -copy lang:en "exact words"

Values are always bound. A condition on stories is a set of ids taken from an index where there is one; terms on
mentions (`claim:`, `state:`, `stance:`, `by:`, `figure:`) side by side are said of one mention.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from store import conditions
from store.conditions import HITS, OF_MENTIONS, Condition, fts, fts_phrase, joined
from store.errors import QueryError
from store.querykeys import CLAIM_FLAGS, CLAIM_IS, FLAGS, HAVING, KEYS, STORY_IS, TABLE, claim_number
from store.querytext import SEARCHED, Group, Node, Query, Term, as_value, leaves, parse, written
from store.querytimes import when

__all__ = [
    "CLAIM_FLAGS",
    "CLAIM_IS",
    "FLAGS",
    "HAVING",
    "KEYS",
    "STORY_IS",
    "TABLE",
    "Condition",
    "Group",
    "Node",
    "Query",
    "Term",
    "as_value",
    "asks_for_words",
    "claim_conditions",
    "claim_number",
    "fts_phrase",
    "leaves",
    "parse",
    "searched",
    "story_conditions",
    "when",
    "written",
]

#: From one term to what it comes to.
Leaf = Callable[[Term, datetime], Condition]
#: From terms on mentions that stand side by side to what they come to.
Together = Callable[[Sequence[Term], datetime], Condition]


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a query asks for. `beside`: the keys whose terms side by side are said of one mention."""

    leaf: Leaf
    together: Together
    beside: tuple[str, ...]
    searches: bool


def story_conditions(query: Query, now: datetime) -> list[Condition]:
    """What a row of `stories` must fulfil, besides being relevant unless the query says otherwise. `marks` is joined.

    Raises `QueryError` where it says what is said of claims only, or names a view or a state that was not looked up."""
    found = []
    if not _says(query, "rejected", "any"):
        # `= 1`, or the index by time is not used.
        found.append(Condition("stories.relevant = 1"))
    return [*found, *_all(query.terms, _STORIES, now)]


def claim_conditions(query: Query, now: datetime) -> list[Condition]:
    """What a row of `claims` must fulfil. Words are looked for in the statement and in every mention.

    Dismissed claims are left out, unless the query asks for them: by `dismissed` or `any`, or for one by its id.
    Raises `QueryError` where the query says what is said of stories only, or names a view or a state that was not
    looked up.
    """
    asked = _says(query, "dismissed", "any")
    asked = asked or any(term.key == "claim" and wanted for term, wanted in leaves(query.terms))
    found = [] if asked else [Condition("NOT claims.dismissed")]
    return [*found, *_all(query.terms, _CLAIMS, now)]


def searched(query: Query) -> tuple[str, Query]:
    """What every story must hold, as the full-text index takes it (empty: nothing), and the rest of the query."""
    hits = [fts(node) for node in query.terms]
    rest = tuple(node for node, hit in zip(query.terms, hits, strict=True) if hit is None)
    return " AND ".join(hit for hit in hits if hit is not None), replace(query, terms=rest)


def asks_for_words(query: Query) -> bool:
    """Whether the full-text index may be asked, be it by a saved view."""
    return any(term.key in ("word", "mark", "view", *SEARCHED) for term, _ in leaves(query.terms))


def _says(query: Query, *flags: str) -> bool:
    said = (term for term, _ in leaves(query.terms) if term.key in ("flag", "mark", "is"))
    return any(value.lower() in flags for term in said for value in term.values)


def _all(nodes: Sequence[Node], subject: _Subject, now: datetime) -> list[Condition]:
    """What all of the nodes come to, side by side."""
    beside = [node for node in nodes if isinstance(node, Term) and node.key in subject.beside and not node.negated]
    keys = [term.key for term in beside]
    # One that stands there twice means two mentions: which of them the others go with, nobody can say.
    one_mention = [term for term in beside if keys.count(term.key) == 1]
    hits = [fts(node) if subject.searches else None for node in nodes]
    words = [hit for hit in hits if hit is not None]
    found = [Condition(HITS, (" AND ".join(words),))] if words else []
    if one_mention:
        found.append(subject.together(one_mention, now))
    left = [node for node, hit in zip(nodes, hits, strict=True) if hit is None and not _among(node, one_mention)]
    return found + [_condition(node, subject, now) for node in left]


def _among(node: Node, terms: Sequence[Term]) -> bool:
    return any(node is term for term in terms)


def _condition(node: Node, subject: _Subject, now: datetime) -> Condition:
    if isinstance(node, Term):
        if node.key == "view":
            raise QueryError(f"the view '{node.value}' is not known here", node.start, node.end)
        alone = node.key in subject.beside
        found = subject.together([node], now) if alone else subject.leaf(node, now)
    elif node.any:
        hits = fts(replace(node, negated=False)) if subject.searches else None
        parts = [_condition(part, subject, now) for part in node.parts] if hits is None else []
        found = Condition(HITS, (hits,)) if hits is not None else joined(parts, "OR")
    else:
        found = joined(_all(node.parts, subject, now), "AND")
    return found.turned if node.negated else found


_STORIES = _Subject(conditions.story, conditions.stories_together, OF_MENTIONS, searches=True)
_CLAIMS = _Subject(
    conditions.claim,
    conditions.claims_together,
    ("stance", "by", "figure", "outlet", "lang", "author"),
    searches=False,
)
