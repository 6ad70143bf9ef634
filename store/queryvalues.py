"""What a home has that a query can name: outlets, languages, claims, feeds, views, and the queries asked last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from store import outletnames, views
from store.database import Store

#: Languages, and which outlets come first, are told from so many of the newest stories: to look at all takes too long.
NEWEST = 5_000


@dataclass(frozen=True, slots=True)
class Known:
    """Outlets and languages, the most frequent of late first; claims (number and wording), those of most outlets first;
    feeds (number and title); saved views with their queries; and the queries asked last, the newest last."""

    outlets: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    claims: tuple[tuple[int, str], ...] = ()
    feeds: tuple[tuple[int, str], ...] = ()
    views: Mapping[str, str] = field(default_factory=dict)
    asked: tuple[str, ...] = ()


def known(store: Store) -> Known:
    """All of them as they now are."""
    newest = store.rows(
        "SELECT outlet, language FROM stories WHERE relevant = 1 ORDER BY said_at DESC, id DESC LIMIT ?", (NEWEST,)
    )
    outlets = Counter(row["outlet"] for row in newest)
    languages = Counter(row["language"] for row in newest if row["language"])
    every = outletnames.every(store.connection)
    return Known(
        (*_by_number(outlets), *(name for name in every if name not in outlets)),
        tuple(_by_number(languages)),
        tuple(
            (row["id"], row["statement"])
            for row in store.rows("SELECT id, statement FROM claims ORDER BY dismissed, outlets DESC, id")
        ),
        tuple((row["id"], row["title"]) for row in store.rows("SELECT id, title FROM feeds ORDER BY id")),
        views.every(store),
        tuple(views.asked(store)),
    )


def _by_number(counts: Counter[str]) -> list[str]:
    return sorted(counts, key=lambda name: (-counts[name], name))
