"""A person's marks and the id they were set under stay together, however claims are derived anew."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrative import acts as laid
from narrative.regrouping import keys_of
from narrative.settling import identify
from store.models import Act, ActKind, Claim
from tests.narrative.test_acts import MERGE, SAYS, SPLIT, act, letters, said

NEXT = 50


def settled(derived: list[str], acts: list[Act], **stored: str) -> dict[int, Claim]:
    """What the next analysis makes of claims that are stored and derived so."""
    before = [said(of, int(name.removeprefix("c"))) for name, of in stored.items()]
    applied = laid.apply([said(of) for of in derived], acts, before)
    ids = {claim.id: keys_of(claim) for claim in before}
    found = identify(applied, ids, acts, max([NEXT - 1, *ids]) + 1)
    assert len({claim.id for claim in found}) == len(found)
    return {claim.id: claim for claim in found}


PIN = act(2, ActKind.PIN, "efg", 2)
NOTE = act(1, ActKind.NOTE, "abcd", 1, text="ask")


@pytest.mark.parametrize(
    ("derived", "acts", "stored", "pinned"),
    [
        # It grew since it was pinned, and most of what it was is now apart from what it was pinned as.
        (["ef", "gmxyz"], [PIN], {"c2": "efgmxyz"}, (2, "gmxyz")),
        (["efg", "mxyz"], [PIN], {"c2": "efgmxyz"}, (2, "mxyz")),
        # The same of one that a split made, which is known by what it was split off as.
        (["abcd", "ef", "gmxyz"], [SPLIT, PIN], {"c1": "abcd", "c2": "efgmxyz"}, (2, "ef")),
        (["abcdef", "gmxyz"], [SPLIT, PIN], {"c1": "abcd", "c2": "efgmxyz"}, (2, "ef")),
        # What it was is now mostly in one that is another's: it is what is left, or kept as it was.
        (["abcdefg", "gm"], [NOTE, PIN], {"c1": "abcd", "c2": "efgm"}, (2, "gm")),
        (["abcdefg"], [NOTE, PIN], {"c1": "abcd", "c2": "efg"}, (2, "efg")),
        # Merged into one that nobody derives any more.
        (["efg", "xyz"], [MERGE, act(2, ActKind.PIN, "abcdefg", 1)], {"c1": "abcdefg", "c3": "xyz"}, (1, "efg")),
        # Derived no more at all: it is kept under its id.
        (["xyz"], [PIN], {"c2": "efg", "c3": "xyz"}, (2, "efg")),
    ],
)  # fmt: skip
def test_what_a_pin_keeps_has_the_id_it_was_pinned_under(
    derived: list[str], acts: list[Act], stored: dict[str, str], pinned: tuple[int, str]
) -> None:
    found = settled(derived, acts, **stored)
    assert [(number, letters([claim])[0]) for number, claim in found.items() if claim.pinned] == [pinned]


def test_an_id_that_means_a_claim_goes_to_no_other() -> None:
    """Of two that mean one claim it has that of which it holds more; what is most of the other's mentions is new."""
    claims = laid.Applied((said("abcdefg"), said("gm")), (frozenset((1, 2)), frozenset()))
    found = identify(claims, {1: keys_of(said("abcd")), 2: keys_of(said("gm"))}, [], NEXT)
    assert [claim.id for claim in found] == [1, NEXT]


def test_all_marks_of_an_id_are_on_one_claim() -> None:
    """Though it was other sentences when each was set."""
    acts = [
        act(1, ActKind.PIN, "ab", 1),
        act(2, ActKind.NOTE, "abcdn", 1, text="ask"),
        act(3, ActKind.DISMISS, "cdn", 1),
    ]
    for stored in ({"c1": "cdn"}, {"c1": "abcdn"}, {}):
        marked = [c for c in settled(["ab", "cdn"], acts, **stored).values() if c.pinned or c.note or c.dismissed]
        assert [(claim.pinned, claim.note, claim.dismissed) for claim in marked] == [(True, "ask", True)]
        assert [claim.id for claim in marked] == [1]


GROUPS = st.lists(st.text(sorted(SAYS), min_size=1, max_size=6), max_size=5).map(
    lambda groups: list(dict.fromkeys("".join(sorted(set(group))) for group in groups))
)


@given(GROUPS, GROUPS, GROUPS)
def test_whatever_comes_pins_are_kept_under_their_ids(first: list[str], second: list[str], third: list[str]) -> None:
    """Every claim of a first analysis is pinned; two more follow, and a second run of the last changes nothing."""
    acts = [act(n, ActKind.PIN, of, n) for n, of in enumerate(first, 1)]
    stored = {f"c{n}": of for n, of in enumerate(first, 1)}
    for derived in (second, third, third):
        found = settled(derived, acts, **stored)
        assert {number for number, claim in found.items() if claim.pinned} <= {one.claim_id for one in acts}
        assert set().union(*(keys_of(claim) for claim in found.values())) >= set().union(
            *map(keys_of, map(said, derived))
        )
        before, stored = stored, {f"c{number}": letters([claim])[0] for number, claim in found.items()}
    assert stored == before
