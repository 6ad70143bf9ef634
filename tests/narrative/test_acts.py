"""What a person did with claims, laid over derived ones: merged, split, marked, and found again as they change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from narrative import acts as laid
from narrative.regrouping import keys_of
from store.models import Act, ActKind, Claim, Mention, Stance
from tests.narrative.build import on

#: What the sentences of invented claims are made of: each letter is a story that says something of its own.
SAYS = {
    "a": "Harbour pilots refused the night shift.",
    "b": "The pilots of the harbour refused to work at night.",
    "c": "No pilot would take the shift at night.",
    "d": "Harbour pilots turned the night shift down.",
    "e": "Fees for mooring doubled in spring.",
    "f": "Mooring fees are twice what they were.",
    "g": "Spring brought doubled fees for mooring.",
    "n": "Pilots again refused a night shift in the harbour.",
    "m": "Mooring now costs double the fees.",
    "x": "A lighthouse was painted red.",
    "y": "The lighthouse is red now.",
    "z": "Red paint covers the lighthouse.",
}


def said(letters: str, number: int = 0, statement: str = "", **marks: bool | str) -> Claim:
    """A claim with one mention a letter."""
    found = tuple(_mention(letter) for letter in sorted(letters))
    return replace(Claim(number, statement or SAYS[min(letters)], found), **marks)  # type: ignore[arg-type]


def _mention(letter: str) -> Mention:
    story, sentence = ord(letter), SAYS[letter]
    when = on(story - ord("a"))
    url = f"https://{letter}.example/"
    return Mention(story, story, url, f"Outlet {letter}", when, when, sentence, 0, len(sentence), Stance.ASSERTED)


def act(number: int, kind: ActKind, on: str, claim_id: int, **more: object) -> Act:
    """An act on the claim that then was made of these letters."""
    if isinstance(more.get("other"), str):
        more["other"] = _keys(str(more["other"]))
    return Act(number, _mention("a").first_seen_at, kind, claim_id, _keys(on), **more)  # type: ignore[arg-type]


def _keys(letters: str) -> frozenset[tuple[int, str]]:
    return frozenset((ord(letter), SAYS[letter]) for letter in letters)


def apply(derived: Sequence[Claim], acts: Sequence[Act], stored: Sequence[Claim] = ()) -> tuple[Claim, ...]:
    return laid.apply(derived, acts, stored).claims


def letters(claims: Sequence[Claim]) -> list[str]:
    """Each claim as the letters of its mentions."""
    return sorted("".join(sorted(chr(story) for story, _ in keys_of(claim))) for claim in claims)


MERGE = act(1, ActKind.MERGE, "abcd", 1, other_id=2, other="efg")
SPLIT = act(1, ActKind.SPLIT, "abcdefg", 1, other_id=2, other="efg")


@pytest.mark.parametrize(
    ("derived", "found"),
    [
        (["abcd", "efg"], ["abcdefg"]),
        (["abcd", "efg", "xyz"], ["abcdefg", "xyz"]),
        (["abcdn", "efgm"], ["abcdefgmn"]),
        (["abc", "efg"], ["abcefg"]),
        (["abcd", "ef"], ["abcdef"]),
        (["abcd", "ef", "gm"], ["abcdef", "gm"]),
        (["ab", "cd", "efg"], ["abcdefg"]),
        (["abcdefg"], ["abcdefg"]),
        (["abcd"], ["abcd"]),
        (["efg", "xyz"], ["efg", "xyz"]),
        ([], []),
    ],
)
def test_merged_claims_stay_one_however_they_are_derived_later(derived: list[str], found: list[str]) -> None:
    """Grown, shrunk, split further by the derivation or joined by it: the two and what came of them are one."""
    assert letters(apply([said(one) for one in derived], [MERGE])) == found


def test_a_merged_claim_has_each_sentence_once_in_order_of_time_and_says_what_the_first_said() -> None:
    first, second = said("bce", statement="The pilots refused."), said("aef", statement="Fees doubled.")
    (found,) = apply([second, first], [act(1, ActKind.MERGE, "bce", 1, other_id=2, other="aef")])
    assert [chr(mention.story_id) for mention in found.mentions] == ["a", "b", "c", "e", "f"]
    assert found.statement == "The pilots refused."


def test_a_claim_that_shares_sentences_but_was_its_own_is_not_merged_along() -> None:
    """Sentences may be in several claims: one that stood beside the merged ones still does as they grow."""
    stored = [said("abcdefg", 1), said("cd", 3)]
    assert letters(apply([said("abcdn"), said("efg"), said("cd")], [MERGE], stored)) == ["abcdefgn", "cd"]
    assert letters(apply([said("abcdn"), said("efg"), said("cd")], [MERGE], stored[:1])) == ["abcdefgn"]


@pytest.mark.parametrize(
    ("derived", "found"),
    [
        (["abcdefg"], ["abcd", "efg"]),
        (["abcdefgx"], ["abcdx", "efg"]),
        (["abcdefgn"], ["abcdn", "efg"]),
        (["abcdefgm"], ["abcd", "efgm"]),
        (["abcdefgmn"], ["abcdn", "efgm"]),
        (["abcd", "efg"], ["abcd", "efg"]),
        (["abcdf", "xyz"], ["abcd", "f", "xyz"]),
        (["xyz"], ["xyz"]),
    ],
)
def test_what_was_split_stays_apart_and_what_is_new_goes_where_its_words_are(
    derived: list[str], found: list[str]
) -> None:
    """A new mention joins the side whose sentences share more words with it; of equals the parent."""
    assert letters(apply([said(one) for one in derived], [SPLIT])) == found


def test_a_claim_split_off_has_a_wording_of_its_own_and_none_of_the_marks() -> None:
    derived = [said("abcdefg", statement=SAYS["e"])]
    named = act(0, ActKind.NOTE, "abcdefg", 1, text="watch this")
    parent, made = apply(derived, [named, SPLIT])
    assert made.statement in {SAYS[letter] for letter in "efg"}
    assert parent.statement in {SAYS[letter] for letter in "abcd"}
    assert (parent.note, made.note) == ("watch this", None)


MARKS = [
    (ActKind.RENAME, "Pilots say no", {"statement": "Pilots say no", "named": True}),
    (ActKind.PIN, None, {"pinned": True}),
    (ActKind.DISMISS, None, {"dismissed": True}),
    (ActKind.NOTE, "ask the union", {"note": "ask the union"}),
]


@pytest.mark.parametrize(("kind", "text", "fields"), MARKS)
@pytest.mark.parametrize("derived", ["abcd", "abcdnxyz", "ab", "dn"])
def test_marks_hold_for_a_claim_that_grows_or_shrinks(
    kind: ActKind, text: str | None, fields: dict[str, object], derived: str
) -> None:
    claims = [said("efg"), said(derived)]
    other, found = apply(claims, [act(1, kind, "abcd", 1, text=text)])
    assert found == replace(claims[1], **fields)  # type: ignore[arg-type]
    assert other == claims[0]


@pytest.mark.parametrize(("kind", "text", "fields"), MARKS)
def test_no_mark_goes_over_to_another_claim_that_shares_a_sentence(
    kind: ActKind, text: str | None, fields: dict[str, object]
) -> None:
    """c2 was there beside c1 and holds one of its sentences; c1 is derived no more, and c2 is left as it is."""
    stored = [said("abcd", 1), said("defgxy", 2)]
    found = apply([said("defgxy")], [act(1, kind, "abcd", 1, text=text)], stored)
    assert found[0] == said("defgxy")


def test_a_claim_is_followed_as_it_moves_on_from_its_anchor_step_by_step() -> None:
    """None of the anchor's mentions is left, but the claim is known by what it held since."""
    stored = [said("cdefg", 1, named=True)]
    (found,) = apply([said("efgm")], [act(1, ActKind.RENAME, "abcd", 1, text="Mine")], stored)
    assert (found.statement, found.named) == ("Mine", True)


def test_a_pinned_claim_is_never_lost() -> None:
    """Derived no more, it is what was last stored of it; once unpinned it goes."""
    pin = act(1, ActKind.PIN, "abcd", 1)
    stored = [said("abcdn", 1, statement="Pilots refuse", pinned=True), said("xyz", 2)]
    kept = apply([said("xyz")], [pin], stored)
    assert letters(kept) == ["abcdn", "xyz"]
    assert [(claim.statement, claim.pinned) for claim in kept if claim.pinned] == [("Pilots refuse", True)]
    gone = apply([said("xyz")], [pin, act(2, ActKind.UNPIN, "abcdn", 1)], stored)
    assert letters(gone) == ["xyz"]
    assert letters(apply([said("xyz")], [act(1, ActKind.DISMISS, "abcd", 1)], stored)) == ["xyz"]


def test_a_pinned_claim_that_was_named_and_is_derived_no_more_loses_its_name_with_the_act() -> None:
    """What was done to it is done to what is stored of it, and no further."""
    stored = [said("abcd", 1, statement="Mine", named=True, pinned=True)]
    acts = [act(1, ActKind.PIN, "abcd", 1), act(2, ActKind.RENAME, "abcd", 1, text="Mine")]
    assert [claim.statement for claim in apply([], acts, stored)] == ["Mine"]
    (found,) = apply([], acts[:1], stored)
    assert found.statement in {SAYS[letter] for letter in "abcd"}
    assert not found.named


@pytest.mark.parametrize(
    ("earlier", "later", "fields"),
    [
        (("abcd", 1, ActKind.RENAME, "One"), ("efg", 2, ActKind.RENAME, "Two"), {"statement": "Two"}),
        (("efg", 2, ActKind.RENAME, "Two"), ("abcd", 1, ActKind.RENAME, "One"), {"statement": "One"}),
        (("efg", 2, ActKind.RENAME, "Two"), ("abcd", 1, ActKind.NOTE, "x"), {"statement": "Two", "note": "x"}),
        (("abcd", 1, ActKind.PIN, None), ("efg", 2, ActKind.DISMISS, None), {"pinned": True, "dismissed": True}),
        (("efg", 2, ActKind.DISMISS, None), ("abcd", 1, ActKind.PIN, None), {"pinned": True, "dismissed": False}),
        (("abcd", 1, ActKind.DISMISS, None), ("efg", 2, ActKind.RESTORE, None), {"dismissed": False}),
        (("abcd", 1, ActKind.NOTE, "one"), ("efg", 2, ActKind.NOTE, "two"), {"note": "two"}),
    ],
)
def test_of_acts_on_merged_claims_that_conflict_the_later_wins(
    earlier: tuple[str, int, ActKind, str | None],
    later: tuple[str, int, ActKind, str | None],
    fields: dict[str, object],
) -> None:
    done = [act(number, kind, on, of, text=text) for number, (on, of, kind, text) in enumerate((earlier, later), 1)]
    (found,) = apply([said("abcd"), said("efg")], [*done, replace(MERGE, id=3)])
    assert {name: getattr(found, name) for name in fields} == fields


def test_a_pin_brings_a_dismissed_claim_back_and_a_restored_one_is_pinned_still() -> None:
    kinds = (ActKind.PIN, ActKind.DISMISS, ActKind.RESTORE, ActKind.DISMISS, ActKind.PIN)
    acts = [act(number, kind, "abcd", 1) for number, kind in enumerate(kinds, 1)]
    states = [apply([said("abcd")], acts[:count])[0] for count in range(1, 6)]
    assert [(claim.pinned, claim.dismissed) for claim in states] == [
        (True, False),
        (True, True),
        (True, False),
        (True, True),
        (True, False),
    ]


def test_acts_are_done_in_order_of_their_ids_whatever_order_they_come_in() -> None:
    acts = [
        MERGE,
        act(2, ActKind.RENAME, "abcdefg", 1, text="Both"),
        act(3, ActKind.SPLIT, "abcdefg", 1, other_id=4, other="ag"),
    ]
    derived = [said("abcd"), said("efg"), said("xyz")]
    expected = apply(derived, acts)
    assert letters(expected) == ["ag", "bcdef", "xyz"]
    assert set(apply(derived[::-1], acts[::-1])) == set(expected)


def test_without_acts_claims_are_what_was_derived() -> None:
    """Marks that no act stands behind are none."""
    derived = [said("abcd"), said("efg", statement="Fees doubled.")]
    assert apply(derived, []) == tuple(derived)
    assert apply([replace(derived[0], pinned=True, note="x")], []) == (derived[0],)
