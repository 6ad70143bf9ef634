"""When pages say that they were last changed: the outlet's word, beside when we saw it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from store.database import Store
from store.models import Statement
from store.statements import FEED, chosen

_FIELD = "modified_at"


def of(statements: Iterable[Statement]) -> datetime | None:
    """The time that a page states among what is said of its story; None where it states none, or a day alone."""
    said = chosen(one for one in statements if one.field == _FIELD and one.source != FEED).get(_FIELD)
    try:
        found = datetime.fromisoformat(said.value) if said else None
    except ValueError:
        return None
    return found if found and found.tzinfo else None


def of_stories(store: Store, story_ids: Collection[int]) -> dict[int, datetime]:
    """The same of some stories, by id; those whose page states none are left out."""
    rows = store.rows(
        "SELECT story_id, field, source, value FROM statements "
        "WHERE field = ? AND story_id IN (SELECT value FROM json_each(?))",
        (_FIELD, json.dumps(sorted(story_ids))),
    )
    said: defaultdict[int, list[Statement]] = defaultdict(list)
    for row in rows:
        said[row["story_id"]].append(Statement(row["field"], row["source"], row["value"]))
    return {story_id: at for story_id, its in said.items() if (at := of(its))}
