"""What an edit after publication means."""

from __future__ import annotations

import pytest

from narrative.edits import EditKind, meaning_of_edit
from tests.narrative.samples import a_revision

TEXT = "The regulator wrote to the lab on Friday. About 40 firms lost access. The lab did not answer."
CASES = [
    ("Regulator bans chatbot", "Regulator may ban chatbot", TEXT, TEXT, EditKind.SOFTENED),
    ("Will the regulator ban the chatbot?", "Regulator bans chatbot", TEXT, TEXT, EditKind.HARDENED),
    ("Regulator bans chatbot", "Chatbot banned in all schools", TEXT, TEXT, EditKind.HEADLINE),
    ("Ban", "Ban", TEXT, TEXT.replace("40", "70"), EditKind.FIGURE),
    ("Ban", "Ban", TEXT, TEXT + " Nobody else did either.", EditKind.TEXT),
    ("Ban", "Ban", TEXT, TEXT.replace(". ", ".  "), EditKind.COSMETIC),
    ("The lab’s ban", "The lab's ban", TEXT, TEXT, EditKind.COSMETIC),
]


@pytest.mark.parametrize(("old", "new", "before", "after", "kind"), CASES)
def test_an_edit_is_named_for_what_it_does(old: str, new: str, before: str, after: str, kind: EditKind) -> None:
    edit = meaning_of_edit(a_revision(old, before), a_revision(new, after, 2))
    assert edit.kind is kind
    assert edit.description
    assert not edit.noted


def test_a_note_of_correction_is_seen() -> None:
    edit = meaning_of_edit(
        a_revision("Ban", TEXT), a_revision("Ban", TEXT.replace("40", "70") + "\nCorrection: it was 70 firms.", 2)
    )
    assert (edit.kind, edit.noted) == (EditKind.FIGURE, True)
