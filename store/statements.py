"""What feed and page say of a story, source by source: kept as it was said, chosen from by rule, never averaged."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from store.models import Statement

FEED, JSON_LD, OPENGRAPH, MICRODATA, PAGE = "feed", "json-ld", "opengraph", "microdata", "page"
SOURCES = (FEED, JSON_LD, OPENGRAPH, MICRODATA, PAGE)
#: What may be stated, and whose word on it is taken first. The feed comes first where it says anything: it is what the
#: outlet gives to readers like us. `free`: "false" where the page says that it is for subscribers only. Titles in
#: linked data are often shortened for search engines, and names of outlets there are often their company's.
FIELDS: dict[str, tuple[str, ...]] = {
    "title": (FEED, PAGE, OPENGRAPH, JSON_LD, MICRODATA),
    "author": (FEED, JSON_LD, MICRODATA, PAGE, OPENGRAPH),
    "outlet": (FEED, OPENGRAPH, JSON_LD, MICRODATA, PAGE),
    "language": (PAGE, OPENGRAPH, JSON_LD, MICRODATA, FEED),
    "canonical_url": (PAGE, OPENGRAPH, JSON_LD, MICRODATA),
    "published_at": (FEED, JSON_LD, OPENGRAPH, MICRODATA, PAGE),
    "modified_at": (FEED, JSON_LD, OPENGRAPH, MICRODATA, PAGE),
    "section": (JSON_LD, OPENGRAPH, MICRODATA, PAGE),
    "free": (JSON_LD, OPENGRAPH, MICRODATA, PAGE),
}
#: Two times that differ by no more say the same: a feed is often written minutes after its page.
SAME_TIME = timedelta(minutes=15)
#: Fields in which feed and page are held against each other.
COMPARED = ("title", "published_at", "author")


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A field of which the page says something else than the feed. `source`: where on the page."""

    field: str
    feed: str
    page: str
    source: str


def chosen(statements: Iterable[Statement]) -> dict[str, Statement]:
    """For each field the statement that is taken."""
    found: dict[str, Statement] = {}
    for one in statements:
        order = FIELDS.get(one.field, ())
        if one.source not in order:
            continue
        other = found.get(one.field)
        if other is None or order.index(one.source) < order.index(other.source):
            found[one.field] = one
    return {field: found[field] for field in FIELDS if field in found}


def disagreements(statements: Sequence[Statement]) -> tuple[Disagreement, ...]:
    """Where feed and page say different things. A page that says what the feed says in any of its ways agrees."""
    found = []
    for field in COMPARED:
        said = [one for one in statements if one.field == field]
        feed = next((one.value for one in said if one.source == FEED), None)
        page = [one for one in said if one.source != FEED]
        if feed and page and not any(_same(field, feed, one.value) for one in page):
            first = chosen(page)[field]
            found.append(Disagreement(field, feed, first.value, first.source))
    return tuple(found)


def _same(field: str, feed: str, page: str) -> bool:
    return {"published_at": _same_time, "author": _same_author}.get(field, _same_title)(feed, page)


def _same_title(feed: str, page: str) -> bool:
    """Equal in letters and digits, or one the beginning of the other: pages add the outlet, feeds cut."""
    one, other = (re.sub(r"\W+", "", text).casefold() for text in (feed, page))
    return bool(one and other) and (one.startswith(other) or other.startswith(one))


def _same_author(feed: str, page: str) -> bool:
    """One holds a name's last word that the other has too ("A. Writer", "By Ann Writer")."""
    one, other = (set(re.findall(r"\w{3,}", text.casefold())) for text in (feed, page))
    return bool(one & other) or not one or not other


def _same_time(feed: str, page: str) -> bool:
    try:
        one, other = datetime.fromisoformat(feed), datetime.fromisoformat(page)
    except ValueError:
        return feed == page
    if len(page) == 10:  # a day without an hour: any hour of it, wherever on earth that is
        return abs(one.date() - other.date()) <= timedelta(days=1)
    return abs(one - other) <= SAME_TIME


def put(connection: sqlite3.Connection, story_id: int, statements: Iterable[Statement]) -> None:
    """Keeps what a page says in the place of what it said before; what the feed said stays, unless it is said anew."""
    said = [one for one in statements if one.field in FIELDS and one.value]
    if any(one.source != FEED for one in said):
        connection.execute("DELETE FROM statements WHERE story_id = ? AND source <> ?", (story_id, FEED))
    connection.executemany(
        "INSERT INTO statements(story_id, field, source, value) VALUES (?, ?, ?, ?) "
        "ON CONFLICT DO UPDATE SET value = excluded.value WHERE value IS NOT excluded.value",
        [(story_id, one.field, one.source, one.value) for one in said],
    )


def ordered(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """By field, then by whose word is taken first: the same whatever order they were kept in."""
    fields = list(FIELDS)
    known = [one for one in statements if one.field in FIELDS and one.source in SOURCES]
    return tuple(sorted(known, key=lambda one: (fields.index(one.field), _rank(one), one.value)))


def _rank(one: Statement) -> int:
    order = FIELDS[one.field]
    return order.index(one.source) if one.source in order else len(order)


def by_field(statements: Iterable[Statement]) -> dict[str, list[Statement]]:
    """The statements of each field, in the order of `ordered`."""
    return {field: list(some) for field, some in groupby(ordered(statements), key=lambda one: one.field)}
