"""Outlets by name and domain, told from one index instead of from every story."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import outletnames
from store.database import Store

WHERE = st.one_of(st.none(), st.sampled_from(["", "a.example", "b.example", "a"]))
NAME = st.sampled_from(["", "A", "a", "B", "Ä", "a.example", "\N{GRINNING FACE}"])
TIME = st.sampled_from([None, "2026-06-12T08:00:00+00:00", "2026-06-13T08:00:00+00:00"])
TITLE = st.sampled_from(["First", "Second"])


def put(store: Store, rows: list[tuple[str | None, str, str | None, str]]) -> None:
    store.connection.execute("DELETE FROM stories")
    store.connection.executemany(
        "INSERT INTO stories(url, url_key, domain, outlet, published_at, title, first_seen_at, text, text_source, "
        "relevant) VALUES (?, ?, ?, ?, ?, ?, '2026-06-12T09:00:00+00:00', '', 'feed', 1)",
        [(*[f"paper.example/{number}"] * 2, *row) for number, row in enumerate(rows)],
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(WHERE, NAME, TIME, TITLE), max_size=12), asked=st.tuples(WHERE, TIME, TITLE))
def test_names_and_stories_are_those_that_a_look_at_every_story_finds(
    store: Store, rows: list[tuple[str | None, str, str | None, str]], asked: tuple[str | None, str | None, str]
) -> None:
    put(store, rows)
    pairs = store.rows(f"SELECT domain, outlet FROM {outletnames.EVERY}")
    assert sorted(map(repr, map(tuple, pairs))) == sorted({repr(row[:2]) for row in rows})
    assert outletnames.every(store.connection) == sorted({row[1] for row in rows})
    domain, published, title = asked
    known = [
        row for row in rows if None not in (domain, published) and row[0] == domain and row[2:] == (published, title)
    ]
    found = outletnames.at_one_time(store.connection, domain or "-", published, title)
    if domain:
        assert sorted(row["outlet"] for row in found) == sorted(row[1] for row in known)
