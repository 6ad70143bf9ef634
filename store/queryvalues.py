"""What a home has that a query can name: outlets, languages, claims, feeds, views, and the queries asked last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from store import views
from store.database import Store

#: Languages are those of so many of the newest stories: a look at each of them would take too long.
NEWEST = 5_000


@dataclass(frozen=True, slots=True)
class Known:
    """Outlets and languages, the most frequent first; claims (number and wording), those of most outlets first; feeds
    (number and title); saved views with their queries; and the queries asked last, the newest last."""

    outlets: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    claims: tuple[tuple[int, str], ...] = ()
    feeds: tuple[tuple[int, str], ...] = ()
    views: Mapping[str, str] = field(default_factory=dict)
    asked: tuple[str, ...] = ()


def known(store: Store) -> Known:
    """All of them as they now are."""
    languages = store.rows(
        "SELECT language FROM (SELECT language FROM stories WHERE relevant = 1 ORDER BY said_at DESC LIMIT ?) "
        "WHERE language <> '' GROUP BY language ORDER BY count(*) DESC, language",
        (NEWEST,),
    )
    return Known(
        tuple(
            row[0] for row in store.rows("SELECT outlet FROM stories GROUP BY outlet ORDER BY count(*) DESC, outlet")
        ),
        tuple(row[0] for row in languages),
        tuple(
            (row["id"], row["statement"])
            for row in store.rows("SELECT id, statement FROM claims ORDER BY dismissed, outlets DESC, id")
        ),
        tuple((row["id"], row["title"]) for row in store.rows("SELECT id, title FROM feeds ORDER BY id")),
        views.every(store),
        tuple(views.asked(store)),
    )
