"""The names under which outlets publish, and the stories of one at a time, by the index of domain, name and time.

A domain may publish under several names, and several domains under one. Each name is looked up once, by going from one
place of the index to the next, and not by every story.
"""

from __future__ import annotations

import sqlite3

#: Stories of an outlet that are looked at for one that an entry may be, at the most.
CANDIDATES = 20


def of(domains: str) -> str:
    """SQL for the names of some domains, in rows of `domain` and `outlet`; `domains` is SQL for rows of `domain`."""
    return (
        "(WITH RECURSIVE names(domain, outlet) AS (SELECT domain, "
        f"(SELECT min(outlet) FROM stories WHERE stories.domain IS asked.domain) FROM ({domains}) AS asked "
        "UNION ALL SELECT domain, (SELECT min(outlet) FROM stories WHERE stories.domain IS names.domain "
        "AND stories.outlet > names.outlet) FROM names WHERE outlet IS NOT NULL) "
        "SELECT domain, outlet FROM names WHERE outlet IS NOT NULL)"
    )


#: The same for every domain, null for stories that have none.
EVERY = of(
    "WITH RECURSIVE domains(domain) AS (SELECT min(domain) FROM stories UNION ALL "
    "SELECT (SELECT min(domain) FROM stories WHERE stories.domain > domains.domain) FROM domains "
    "WHERE domain IS NOT NULL) SELECT domain FROM domains"
)
_OF_ONE = of("SELECT :domain AS domain")


def every(connection: sqlite3.Connection) -> list[str]:
    """The names of the outlets that have stories, in order."""
    return [row[0] for row in connection.execute(f"SELECT DISTINCT outlet FROM {EVERY} ORDER BY outlet")]


def at_one_time(connection: sqlite3.Connection, domain: str, published: str | None, title: str) -> list[sqlite3.Row]:
    """The first stories of a domain that were published at that time under that headline."""
    return connection.execute(
        f"SELECT * FROM stories WHERE domain = :domain AND outlet IN (SELECT outlet FROM {_OF_ONE}) "
        "AND published_at = :published AND title = :title ORDER BY id LIMIT :most",
        {"domain": domain, "published": published, "title": title, "most": CANDIDATES},
    ).fetchall()
