"""What an edit after publication means, and whether the outlet says that it made one."""

from __future__ import annotations

import pytest

from narrative.edits import EditKind, meaning_of_edit, retitle_changes_meaning
from tests.narrative.build import revision

TEXT = "The fine was $8 billion. Users left at noon on May 4."


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("Lab may have cut off users", "Lab cut off users", EditKind.HARDENED),
        ("Lab cut off users, officials say", "Lab cut off users", EditKind.HARDENED),
        ("Lab denies cutting off users", "Lab may have cut off users", EditKind.HARDENED),
        ("Lab cut off users", "Lab reportedly cut off users", EditKind.SOFTENED),
        ("Lab cut off users", "Did the lab cut off users?", EditKind.SOFTENED),
        ("Lab cut off users", "Lab denies cutting off users", EditKind.SOFTENED),
        ("Lab cut off 40 users", "Lab cut off 60 users", EditKind.FIGURE),
        ("Lab may have cut off 40 users", "Lab cut off 60 users", EditKind.HARDENED),
        ("Lab cut off users", "Lab barred users", EditKind.HEADLINE),
        ("Lab to cut off users", "Lab not to cut off users", EditKind.REVERSED),
        ("Lab cut off users, officials say", "Lab cut off users, lawyers say", EditKind.SOURCE),
        ("Lab cut off users?", "Lab cut off users", EditKind.HARDENED),
        ("Lab cut off users", "LAB CUT OFF USERS!", EditKind.COSMETIC),
    ],
)
def test_a_changed_headline(old: str, new: str, kind: EditKind) -> None:
    """Its sureness matters most, then figures, then any words; both headlines stand in the account."""
    edit = meaning_of_edit(revision(1, old, TEXT), revision(2, new, TEXT))
    assert (edit.kind, edit.noted) == (kind, False)
    if kind not in (EditKind.FIGURE, EditKind.COSMETIC):
        assert edit.description == f"{kind}: “{old}” became “{new}”"


@pytest.mark.parametrize(
    ("old", "new", "kind", "description"),
    [
        ("$8 billion", "$13 billion", EditKind.FIGURE, "figure changed: $8 billion became $13 billion"),
        ("$8 billion", "about $8bn", EditKind.TEXT, "text changed"),
        ("May 4", "May 5", EditKind.TEXT, "text changed"),
        (" Users left at noon on May 4.", "", EditKind.TEXT, "text changed"),
        ("Users", "Pupils", EditKind.TEXT, "text changed"),
        (". Users", ".\n\nUsers", EditKind.COSMETIC, "cosmetic change"),
        ("billion.", "billion!", EditKind.COSMETIC, "cosmetic change"),
    ],
)
def test_a_changed_text(old: str, new: str, kind: EditKind, description: str) -> None:
    """A figure that went as another of its kind came; the same sum in another form is only other words."""
    edit = meaning_of_edit(revision(1, "Lab fined", TEXT), revision(2, "Lab fined", TEXT.replace(old, new)))
    assert (edit.kind, edit.description, edit.noted) == (kind, description, False)


@pytest.mark.parametrize(
    "note",
    [
        "Correction: a name was misspelt.",
        "This story has been corrected.",
        "Clarification: the lab is in Lima.",
        "Editor’s note: we have looked into it.",
        "An earlier version misnamed the lab.",
        "This article was updated at noon.",
    ],
)
def test_a_note_is_seen(note: str) -> None:
    """In the new text, if it was not in the old one already."""
    was, now = revision(1, "Lab fined", TEXT), revision(2, "Lab fined", f"{TEXT}\n{note}")
    assert meaning_of_edit(was, now).noted
    again = revision(3, "Lab fined", now.text.replace("Users", "Pupils"))
    assert not meaning_of_edit(now, again).noted
    twice = revision(4, "Lab fined", f"{again.text}\nCorrection: they were pupils.")
    assert meaning_of_edit(again, twice).noted


def test_a_note_that_repeats_the_wrong_figure_does_not_hide_the_change() -> None:
    """What the note says of the earlier version is not what the new one gives for true."""
    now = f"{TEXT.replace('$8', '$13')} Correction: an earlier version gave the fine as $8 billion."
    edit = meaning_of_edit(revision(1, "Lab fined", TEXT), revision(2, "Lab fined", now))
    assert (edit.kind, edit.noted) == (EditKind.FIGURE, True)
    assert edit.description == "figure changed: $8 billion became $13 billion"


SAME = [
    ("Lab Cuts Off Users in Lima", "Lab cuts off users in Lima"),
    ("Lab’s users wait", "Lab's users wait"),
    ("Lab, ministry and court disagree", "Lab, ministry, and court disagree"),
    ("The lab cuts off a user", "Lab cuts off user"),
    ("On-line access ends", "Online access ends"),
    ("Start-up cut off", "Start up cut off"),
    ("U.S. cuts off users", "US cuts off users"),
    ("Lab & ministry agree", "Lab and ministry agree"),
    ("Fine of $4bn", "Fine of $4 billion"),
    ("Share of 40% lost", "Share of 40 percent lost"),
    ("Labour organisation cancelled licence", "Labor organization canceled license"),
    ("Live: users cut off", "Users cut off"),
    ("Users cut off – as it happened", "Users cut off"),
]
OTHER = [
    ("Lab cuts off users", "Lab cuts off pupils"),
    ("Lab can cut users off", "Lab can't cut users off"),
    ("Lab cuts off 40 users", "Lab cuts off 400 users"),
    ("About 40 users cut off", "40 users cut off"),
    ("Lab cuts off users", "Lab ‘cuts off’ users"),
    ("Lab cuts off users", "Lab cuts off users?"),
    ("Lab cuts off users", "Lab cuts off users - ministry"),
    ("Lab filed suit", "Lab filled suit"),
    ("Four labs cut off", "For labs cut off"),
    ("Lab will cut off users", "Lab would cut off users"),
    ("Users not able to wait", "Users notable to wait"),
]


@pytest.mark.parametrize(("pairs", "expected"), [(SAME, False), (OTHER, True)], ids=["same", "other"])
def test_a_retitle_changes_the_meaning_or_is_cosmetic(pairs: list[tuple[str, str]], expected: bool) -> None:
    """Whichever of the two headlines came first; and the edit is named so."""
    for old, new in pairs:
        assert retitle_changes_meaning(old, new) is expected, (old, new)
        assert retitle_changes_meaning(new, old) is expected, (new, old)
        edit = meaning_of_edit(revision(1, old, TEXT), revision(2, new, TEXT))
        assert edit.changes_meaning is expected, (old, new)
