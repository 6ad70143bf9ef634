"""When pages say that they were last changed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from store import changedat, statements
from store.database import Store
from store.models import Statement
from tests.store import build

NOON, LATER = "2026-06-27T12:00:00+00:00", "2026-06-28T12:00:00+00:00"


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({}, None),
        ({"json-ld": NOON}, NOON),
        ({"opengraph": LATER, "json-ld": NOON}, NOON),
        ({"feed": NOON}, None),  # what the feed says is no word of the page's
        ({"page": "2026-06-27"}, None),  # no time
        ({"page": "2026-06-27T12:00:00"}, None),  # of which zone?
        ({"page": "yesterday"}, None),
    ],
)
def test_it_is_the_pages_word_as_far_as_it_names_a_time(store: Store, said: dict[str, str], found: str | None) -> None:
    stated = [Statement("modified_at", source, value) for source, value in said.items()]
    expected = datetime.fromisoformat(found).astimezone(UTC) if found else None
    assert changedat.of(stated) == expected
    story = build.a_story(store)
    with store.writing() as connection:
        statements.put(connection, story, stated)
    assert changedat.of_stories(store, [story, 99]) == ({story: expected} if expected else {})
