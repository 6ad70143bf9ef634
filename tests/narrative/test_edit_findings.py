"""What was edited, sentence by sentence, with the words before and after."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrative.edits import EditKind, Finding, findings, meaning_of_edit
from narrative.samewords import only_misspelt
from tests.narrative.build import claim, mention, revision

FIRST = "The regulator wrote to the lab on Friday. About 40 firms lost access at noon."
SECOND = "The ministry reportedly asked for the change. Anna Berg, a lawyer, said the order was unusual."
THIRD = "Users in three towns waited. A spokesman for the lab answered no questions. Shops were shut."
TEXT = f"{FIRST}\n{SECOND}\n{THIRD}"


def _edit(old: str, new: str, text: str = TEXT) -> tuple[Finding, ...]:
    assert old in text
    return findings(revision(1, "A ban", text), revision(2, "A ban", text.replace(old, new)))


CHANGES = [
    ("About 40 firms", "About 70 firms", EditKind.FIGURE, ("About 40", "About 70")),
    ("in three towns", "in two towns", EditKind.FIGURE, ("three", "two")),
    ("The ministry reportedly asked", "The ministry asked", EditKind.HEDGE_REMOVED, ("reportedly", "")),
    ("The regulator wrote", "The regulator may have written", EditKind.HEDGE_ADDED, ("", "may")),
    ("Anna Berg, a lawyer, said", "One official said", EditKind.ANONYMISED, None),
    ("Anna Berg, a lawyer, said", "A spokesman said", EditKind.ANONYMISED, None),
    ("Anna Berg, a lawyer, said", "Carl Lind, a judge, said", EditKind.REPLACED, None),
    ("Anna Berg, a lawyer, said the", "The", EditKind.SOURCE_REMOVED, None),
    ("Users in three towns waited.", "Users in three towns waited, Anna Berg said.", EditKind.SOURCE_ADDED, None),
    ("Shops were shut.", "Shops were shut. The lab denied the report.", EditKind.DENIAL_ADDED, None),
    ("Shops were shut.", "Shops were shut. That was denied by the lab.", EditKind.DENIAL_ADDED, None),
    ("wrote to the lab", "did not write to the lab", EditKind.NEGATED, None),
    (f"\n{SECOND}", "", EditKind.CUT, None),
    (" Users in three towns waited. A spokesman for the lab answered no questions.", "", EditKind.CUT, None),
    ("Shops were shut.", "Shops were open until evening.", EditKind.TEXT, None),
    (" Shops were shut.", "", EditKind.TEXT, None),
]


@pytest.mark.parametrize(("old", "new", "kind", "what"), CHANGES)
def test_a_change_is_one_finding_with_its_evidence(
    old: str, new: str, kind: EditKind, what: tuple[str, str] | None
) -> None:
    """The sentence before and after, and, where they are known, the words that went and came."""
    text = TEXT.replace("\n", " ") if old.startswith(" Users") else TEXT
    (found,) = _edit(old, new, text)
    assert found.kind is kind
    assert found.before in text
    assert found.after in text.replace(old, new)
    assert found.before or found.after
    assert what is None or found.what == what


def test_the_other_way_round_is_the_other_kind() -> None:
    """What was added in one direction is removed in the other."""
    turned = {
        EditKind.HEDGE_REMOVED: EditKind.HEDGE_ADDED,
        EditKind.HEDGE_ADDED: EditKind.HEDGE_REMOVED,
        EditKind.ANONYMISED: EditKind.NAMED,
        EditKind.SOURCE_REMOVED: EditKind.SOURCE_ADDED,
        EditKind.SOURCE_ADDED: EditKind.SOURCE_REMOVED,
        EditKind.DENIAL_ADDED: EditKind.DENIAL_REMOVED,
        EditKind.FIGURE: EditKind.FIGURE,
    }
    for old, new, kind, _ in CHANGES:
        if kind in turned:
            after = TEXT.replace(old, new)
            (found,) = findings(revision(1, "A ban", after), revision(2, "A ban", TEXT))
            assert found.kind is turned[kind], (old, new)


COSMETIC = [
    ("regulator", "regluator"),
    ("regulator", "reguulator"),
    ("regulator", "regulatr"),
    ("the lab on", "teh lab on"),
    ("the lab on", "the the lab on"),
    ("for the change", "forthe change"),
    ("About 40 firms", "Sign up for our newsletter. About 40 firms"),
    (FIRST, f"By Jane Roe\nUpdated 5 March 2026, 10:12\n{FIRST}"),
    (THIRD, f"{THIRD}\nRead more: what is known so far\nAdvertisement\n© 2026 The Paper. All rights reserved."),
    (THIRD, f"{THIRD}\nThis article was updated at noon."),
    ("was unusual", "was ‘unusual’"),
    (" at noon.", "  at noon!"),
    (f"{FIRST}\n{SECOND}", f"{SECOND}\n{FIRST}"),
]


@pytest.mark.parametrize(("old", "new"), COSMETIC)
def test_what_is_cosmetic_is_no_finding(old: str, new: str) -> None:
    """Slips of the pen, furniture, stamps of time, points, and sentences that changed places; both ways."""
    assert _edit(old, new) == ()
    after = TEXT.replace(old, new)
    assert findings(revision(1, "A ban", after), revision(2, "A ban", TEXT)) == ()


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("lsot", "lost", True),
        ("tht", "that", True),
        ("for", "form", False),
        ("goverment", "government", True),
        ("untied", "united", False),
        ("lifted", "listed", False),
        ("officials", "official", False),
        ("now", "not", False),
        ("ban", "bar", False),
        ("million", "billion", False),
        ("1,000", "1,00", False),
        ("accommodation", "acommodation", True),
    ],
)
def test_a_slip_is_told_from_another_word(one: str, other: str, slip: bool) -> None:
    words = ["they", "saw", "it"]
    for first, second in ((one, other), (other, one)):
        assert only_misspelt([*words, first], [*words, second], Counter([first, second])) is slip


def test_two_words_that_each_stand_elsewhere_are_two_words() -> None:
    text = "The signs were read. Many singe the grass. They signe nothing, they singe all; signs are signs."
    assert _edit("They signe", "They sign", text) != ()


@pytest.mark.parametrize(
    "sentence",
    [
        "By Friday noon, all access had ended.",
        "By noon the ministry had stopped asking.",
        "Copyright holders sued the lab.",
        "Related work was stopped as well.",
        "Recommended changes were ignored.",
        "Follow talks in two towns.",
        "Updated models were barred too.",
        "Published on Friday, the letter named 40 firms.",
        "The report was published on 3 May and named 40 firms.",
        "Published letters of 2026 show it.",
        "Reporting requirements grew.",
        "Correctional staff were told.",
    ],
)
def test_a_sentence_of_the_story_is_no_furniture(sentence: str) -> None:
    (found,) = _edit("Shops were shut.", f"Shops were shut. {sentence}")
    assert (found.kind, found.after) == (EditKind.TEXT, sentence)


def test_a_claim_whose_sentence_is_gone_is_named() -> None:
    """Where the claims are known; the paragraph that went with it is told after it."""
    known = [claim(7, mention(2), mention(3))]
    sentence = "Access to the model ended at midnight, officials noted."
    text = f"{FIRST}\n{sentence} It rained.\n{THIRD}"
    old, new = revision(1, "A ban", text), revision(2, "A ban", f"{FIRST}\n{THIRD}")
    assert [one.kind for one in findings(old, new, known)] == [EditKind.CLAIM_REMOVED, EditKind.CUT]
    assert meaning_of_edit(old, new, known).description == f"claim removed: “{sentence}”"
    assert [one.kind for one in findings(old, new)] == [EditKind.CUT]
    elsewhere = revision(2, "A ban", f"At midnight the access to the model ended.\n{FIRST}\n{THIRD}")
    assert EditKind.CLAIM_REMOVED not in [one.kind for one in findings(old, elsewhere, known)]


def test_several_findings_are_told_by_weight() -> None:
    """A denial matters more than a hedge, and both have their sentences."""
    new = TEXT.replace("reportedly ", "").replace("Shops were shut.", "Shops were shut. The lab denied it.")
    edit = meaning_of_edit(revision(1, "A ban", TEXT), revision(2, "A ban", new))
    assert [one.kind for one in edit.findings] == [EditKind.DENIAL_ADDED, EditKind.HEDGE_REMOVED]
    assert edit.description == "denial added: “The lab denied it.”"


@pytest.mark.parametrize(
    "note",
    [
        "Korrektur: Es waren 70 Firmen.",
        "Rectificatif : 70 entreprises.",
        "Fe de errores: eran 70 empresas.",
        "Rettifica: erano 70 aziende.",
        "訂正：70社でした。",
        "This story has been amended.",
    ],
)
def test_notes_in_other_languages(note: str) -> None:
    """They are seen, and are themselves no change of the story."""
    new = f"{TEXT.replace('40', '70')}\n{note}"
    edit = meaning_of_edit(revision(1, "A ban", TEXT), revision(2, "A ban", new))
    assert (edit.kind, edit.noted) == (EditKind.FIGURE, True)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("word " * 40_000, "word " * 39_999 + "other"),
        ("A b. B a. " * 9_000, "B a. A b. " * 9_000),
        ("updated" + " :" * 9_000, "updated" + " :" * 9_000 + " x"),
        ("He may. " * 9_000, "He did. " * 9_000),
        ("\n".join(f"Line {n} of a log." for n in range(9_000)), "\n".join(f"Row {n} of it." for n in range(9_000))),
    ],
)
def test_texts_that_are_none_do_not_hold_it_up(old: str, new: str) -> None:
    """Hundreds of kilobytes of anything; only that it comes to an end is tested here."""
    findings(revision(1, "A", old), revision(2, "A", new))


PIECES = st.lists(
    st.sampled_from([*TEXT.split(". "), "Correction: no.", "", "\n", "A" * 30, "£5", "日本。"]), max_size=9
)


@pytest.mark.parametrize(
    "stamp",
    [
        "Updated 5 March 2026, 10:12",
        "Last updated: July 13, 2021 at 9:30 a.m. EDT",
        "Published on Tue, 12 May 2026 at 14:05 GMT.",
        "Last modified on Fri 3 Jul 2026 10.00 BST",
        "Aktualisiert am 5. Juli 2026 um 10:12 Uhr",
        "Mis à jour le 12 juillet 2026 à 10 h",
        "This article was first published on 3 May.",
        "3 hours ago",
        "5 min read",
        "更新：2026年7月1日",
    ],
)
def test_a_stamp_of_time_is_cosmetic(stamp: str) -> None:
    assert _edit(FIRST, f"{stamp}\n{FIRST}") == ()
    assert _edit(THIRD, f"{THIRD}\n{stamp}") == ()


@given(PIECES, PIECES)
def test_any_two_versions_have_findings_or_none_and_the_same_always(one: list[str], other: list[str]) -> None:
    """A version has no finding beside itself, and every finding's words stand in the versions."""
    old, new = revision(1, "A ban", ". ".join(one)), revision(2, "A ban", ". ".join(other))
    assert findings(old, old) == ()
    found = findings(old, new)
    assert found == findings(old, new)
    for finding in found:
        if finding.kind is not EditKind.CUT:
            assert finding.before in old.text
        assert finding.after in new.text
