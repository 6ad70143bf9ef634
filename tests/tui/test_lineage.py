"""The tree of who followed whom with its copies folded, and the life of a claim, as rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from narrative.facets import Facets, facets
from narrative.life import life
from narrative.outlets import origin
from narrative.provenance import Tree
from store.models import Claim, Mention, Stance
from tests.conftest import NOW
from tui import lifelines, lineage
from tui.facets import FacetRow

_SAID = "The letter came in at twenty past five on the Friday, said two people who had read it."


def mention(number: int, chain: int | None = None, said: str = _SAID, stance: Stance = Stance.ASSERTED) -> Mention:
    at = NOW - timedelta(days=9) + timedelta(hours=number)
    url = f"https://o{number}.example/{number}"
    return Mention(number, number, url, f"Outlet {number}", at, at, said, 0, len(said), stance, chain=chain)


def made(*mentions: Mention) -> Claim:
    return Claim(1, "The letter came in.", mentions)


def wire() -> Facets:
    """An original with three copies, and a report of its own."""
    own = mention(5, said="Nobody saw the letter before noon.")
    claim = made(mention(1, 1), mention(2, 1), mention(3, 1), mention(4, 1), own)
    return facets(claim, {}, {})


def text(rows: list[FacetRow], width: int = 80) -> str:
    return "\n".join(part.plain for row in rows for part in row.draw(width, NOW))


def test_copies_are_told_in_one_row_and_shown_one_by_one_when_unfolded() -> None:
    folded = text(lineage.rows(wire()))
    assert "5 reports come down to 2 originals; 3 copies folded" in folded
    assert "▸ ×3 copies  Outlet 2, Outlet 3, Outlet 4" in folded
    assert "copies it" not in folded
    unfolded = lineage.rows(wire(), {1})
    assert "▾ ×3 copies" in text(unfolded)
    assert [row.story for row in unfolded if row.story] == [(1, 0), (2, 0), (3, 0), (4, 0), (5, 0)]


def test_one_copy_needs_no_fold() -> None:
    told = text(lineage.rows(facets(made(mention(1, 1), mention(2, 1)), {}, {})))
    assert "×" not in told
    assert "Outlet 2" in told


def test_a_copy_that_others_follow_stays_in_sight() -> None:
    found = wire()
    nodes = [replace(node, parent=3) if node.story_id == 5 else node for node in found.tree.nodes]
    told = text(lineage.rows(replace(found, tree=Tree(tuple(nodes)))))
    assert "×2 copies  Outlet 2, Outlet 4" in told
    assert told.index("Outlet 3") < told.index("   └─ Outlet 5")


def test_every_row_fits_whatever_the_width() -> None:
    for width in (20, 40, 80, 200):
        for row in lineage.rows(wire(), {1}):
            assert all(part.cell_length <= width for part in row.draw(width, NOW)), width


def test_the_life_tells_states_with_their_rules_and_who_heard_the_denial() -> None:
    denial = mention(20, said="The ministry denied that the letter came in.", stance=Stance.DENIED)
    claim = made(mention(1, 1), mention(2, 2), denial)
    found = facets(claim, {}, {})
    told = lifelines.Told(found, life(claim, NOW), (), None, origin(claim, found.tree))
    shown = text(lifelines.rows(told))
    assert "✗ denied  [3]" in shown
    assert "a story denies it that others make" in shown
    assert "Said so first" in shown
    assert "D denied     Outlet 20  [3]" in shown
    assert "60 min later" in shown or "1 h later" in shown
    for width in (30, 80):
        for row in lifelines.rows(told):
            assert all(part.cell_length <= width for part in row.draw(width, NOW)), (width, row.key)


def test_what_is_original_stands_in_one_column_whatever_the_day() -> None:
    early = replace(mention(2, said="Nobody saw the letter before noon."), published_at=NOW.replace(month=6, day=3))
    late = replace(mention(1), published_at=NOW.replace(month=6, day=12))
    rows = text(lineage.rows(facets(made(early, late), {}, {}))).split("\n")
    places = [row.index("original  ") for row in rows if "original  " in row]
    assert len(places) == 2
    assert len(set(places)) == 1
