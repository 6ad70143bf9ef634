"""What a query names and the store has to look up before it can be asked: saved views, and the claims in a state."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

from store import views
from store.database import Store
from store.querytext import Group, Node, Query, leaves


def looked_up(store: Store, query: Query, now: datetime) -> Query:
    """The query with what its views say in their place, and with the claims that are in its states at `now`.

    Raises `QueryError`, pointing at the part to blame: also at a `state:` where nobody told the store what works them
    out (it is then left as it is).
    """
    query = views.looked_up(store, query)
    if store.states is None or not any(term.key == "state" for term, _ in leaves(query.terms)):
        return query
    return with_states(query, store.states(store, now))


def with_states(query: Query, states: Mapping[str, Collection[int]]) -> Query:
    """The query with the claims that are in its states; `states`: of each that any claim is in, which these are."""
    return replace(query, terms=tuple(_named(node, states) for node in query.terms))


def _named(node: Node, states: Mapping[str, Collection[int]]) -> Node:
    if isinstance(node, Group):
        return replace(node, parts=tuple(_named(part, states) for part in node.parts))
    if node.key != "state":
        return node
    return replace(node, claims=tuple(sorted({number for state in node.values for number in states.get(state, ())})))
