"""Marks of two homes: the later word holds, and of two at one time the one here."""

from __future__ import annotations

import pytest

from store.markmerge import later

EARLY, NOON, LATE = "2026-07-02T08:00:00+00:00", "2026-07-02T12:00:00+00:00", "2026-07-02T20:00:00+00:00"
NEVER: dict[str, str | None] = {}
SAVED = {"saved_at": NOON}
ON, OFF = "relevant", "not relevant"


@pytest.mark.parametrize(
    ("here", "there", "changes"),
    [
        (NEVER, NEVER, {}),
        (SAVED, NEVER, {}),
        (NEVER, SAVED, {"saved_at": NOON, "unsaved_at": None}),
        (SAVED, {"saved_at": EARLY}, {}),
        (SAVED, {"saved_at": LATE}, {}),
        (SAVED, {"unsaved_at": EARLY}, {}),
        (SAVED, {"unsaved_at": NOON}, {}),
        (SAVED, {"unsaved_at": LATE}, {"saved_at": None, "unsaved_at": LATE}),
        ({"unsaved_at": NOON}, {"saved_at": EARLY}, {}),
        ({"unsaved_at": NOON}, {"saved_at": LATE}, {"saved_at": LATE, "unsaved_at": None}),
        (NEVER, {"unread_at": LATE}, {}),
        ({"read_at": NOON}, {"unread_at": LATE}, {"read_at": None, "unread_at": LATE}),
        ({"verdict": ON, "verdict_at": NOON}, {"verdict": OFF, "verdict_at": EARLY}, {}),
        (
            {"verdict": ON, "verdict_at": NOON},
            {"verdict": OFF, "verdict_at": LATE},
            {"verdict": OFF, "verdict_at": LATE},
        ),
        ({"note": "mine", "note_at": NOON}, {"note": "theirs", "note_at": NOON}, {}),
        ({"note": "mine", "note_at": NOON}, {"note": "theirs", "note_at": LATE}, {"note": "theirs", "note_at": LATE}),
        ({"note": "mine", "note_at": NOON}, {"note_at": LATE}, {"note": None, "note_at": LATE}),
        ({"note_at": NOON}, {"note": "theirs", "note_at": EARLY}, {}),
    ],
)
def test_the_later_word_holds(
    here: dict[str, str | None], there: dict[str, str | None], changes: dict[str, str | None]
) -> None:
    assert later(here, there) == changes
    assert later({**here, **changes}, there) == {}, "a second time changes nothing"


@pytest.mark.parametrize(
    ("here", "changes"),
    [
        (NEVER, {"saved_at": LATE, "unsaved_at": None}),
        ({"unsaved_at": EARLY}, {}),
        ({"saved_at": EARLY}, {}),
        ({"read_at": EARLY}, {"saved_at": LATE, "unsaved_at": None}),
    ],
)
def test_a_mark_of_unknown_time_holds_where_nothing_was_said_here(
    here: dict[str, str | None], changes: dict[str, str | None]
) -> None:
    assert later(here, {"saved_at": LATE}, timeless=True) == changes
