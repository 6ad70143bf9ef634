"""Saved views: queries with a name, kept in the home, usable in other queries as `view:NAME`."""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping
from dataclasses import replace

from store import state
from store.database import Store
from store.errors import NotFound, QueryError
from store.querykeys import name_of_view
from store.querytext import MOST, Group, Node, Query, Term, leaves, parse

#: Under which facts of the home these are kept, as JSON: the views, and the queries last asked behind `/`.
KEPT, ASKED = "views", "queries"
#: How many of these are kept.
LAST = 50


def every(store: Store) -> dict[str, str]:
    """The saved views by name, in its order: what each one asks."""
    return dict(sorted(json.loads(state.get(store, KEPT) or "{}").items()))


def add(store: Store, name: str, text: str) -> bool:
    """Keeps a query under a name, in place of one that had it; says whether there was one.

    Raises `QueryError` where the name is none, or the query cannot be understood or leads back to this view.
    """
    name = name_of_view(name)
    with store.writing():
        known = every(store)
        if not expanded(parse(text), known | {name: text}, (name,)).terms:
            raise QueryError("a view wants a query that asks for something", 0, max(1, len(text)))
        state.put(store, KEPT, json.dumps(known | {name: text}, ensure_ascii=False))
    return name in known


def remove(store: Store, name: str) -> None:
    """Forgets a view. Raises `NotFound`, and `QueryError` where another one is made of it."""
    with store.writing():
        known = every(store)
        if name.lower() not in known:
            raise NotFound(f"no view {name}; reportedly views lists them")
        text = known.pop(name.lower())
        for other, its in known.items():
            if any(term.key == "view" and name.lower() in term.values for term, _ in leaves(parse(its).terms)):
                raise QueryError(f"the view '{other}' is made of it; remove or change that first", 0, len(text))
        state.put(store, KEPT, json.dumps(known, ensure_ascii=False))


def take_in(store: Store, given: Mapping[str, object]) -> None:
    """Takes another home's views in, those that hold and whose names are free."""
    if not given:
        return
    with store.writing():
        known = every(store)
        left = {name: text for name, text in given.items() if isinstance(text, str) and name not in known}
        # Of those made of others the others have to be there first.
        while left:
            held = {name: text for name, text in left.items() if _holds(name, text, known)}
            if not held:
                break
            known |= held
            left = {name: text for name, text in left.items() if name not in held}
        state.put(store, KEPT, json.dumps(known, ensure_ascii=False))


def _holds(name: str, text: str, known: Mapping[str, str]) -> bool:
    try:
        return name_of_view(name) == name and bool(expanded(parse(text), known, (name,)).terms)
    except QueryError:
        return False


def asked(store: Store) -> list[str]:
    """The queries last asked behind `/`, the newest last."""
    return list(json.loads(state.get(store, ASKED) or "[]"))


def remember(store: Store, text: str) -> list[str]:
    """Remembers a query as the one asked last; gives them all."""
    with store.writing():
        found = [*(other for other in asked(store) if other != text), text][-LAST:]
        state.put(store, ASKED, json.dumps(found, ensure_ascii=False))
    return found


def looked_up(store: Store, query: Query) -> Query:
    """The query with what its views say in their place. Raises `QueryError`, pointing at the `view:` to blame."""
    if not any(term.key == "view" for term, _ in leaves(query.terms)):
        return query
    return expanded(query, every(store))


def expanded(query: Query, known: Mapping[str, str], within: tuple[str, ...] = ()) -> Query:
    """The same over views that are known. `within`: the views that this query is part of."""
    found = replace(query, terms=tuple(_expanded(node, known, within) for node in query.terms))
    if sum(1 for _ in leaves(found.terms)) > MOST:
        raise QueryError(f"with its views that is more than {MOST} terms; leave some out", 0, max(1, len(query.text)))
    return found


def _expanded(node: Node, known: Mapping[str, str], within: tuple[str, ...]) -> Node:
    if isinstance(node, Group):
        return replace(node, parts=tuple(_expanded(part, known, within) for part in node.parts))
    if node.key != "view":
        return node
    views = tuple(_view(name, node, known, within) for name in node.values)
    found = views[0] if len(views) == 1 else Group(views, any=True, start=node.start, end=node.end)
    return replace(found, negated=node.negated)


def _view(name: str, term: Term, known: Mapping[str, str], within: tuple[str, ...]) -> Group:
    place = (term.start, term.end)
    if name in within:
        way = " → ".join((*within[within.index(name) :], name))
        raise QueryError(f"the view '{name}' is made of itself ({way}); take it out of one of them", *place)
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1)
        mend = f"did you mean '{near[0]}'?" if near else "reportedly views add NAME QUERY saves one"
        raise QueryError(f"no view '{name}'; {mend}", *place, (name, near[0]) if near else None)
    try:
        inner = expanded(parse(known[name]), known, (*within, name))
    except QueryError as error:
        raise QueryError(f"in the view '{name}': {error}", *place) from None
    if not inner.terms:
        raise QueryError(f"the view '{name}' asks for nothing; reportedly views add {name} QUERY mends it", *place)
    return Group(tuple(_moved(part, place) for part in inner.terms), any=False, view=name, start=place[0], end=place[1])


def _moved(node: Node, place: tuple[int, int]) -> Node:
    """What a view says, standing where the view is named: what is wrong with it is shown there."""
    if isinstance(node, Group):
        node = replace(node, parts=tuple(_moved(part, place) for part in node.parts))
    return replace(node, start=place[0], end=place[1])
