"""What a claim is made of: its figures, its sides and who followed whom, found together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from narrative.ledger import Slot, ledger
from narrative.provenance import Tree, tree
from narrative.sides import Split, sides
from store.models import Claim, Story


@dataclass(frozen=True, slots=True)
class Facets:
    """The three of one claim. Their numbers are those of its mentions, from 1."""

    claim: Claim
    figures: tuple[Slot, ...]
    sides: tuple[Split, ...]
    tree: Tree


def facets(claim: Claim, stories: Mapping[int, Story], links: Mapping[int, Mapping[int, str]]) -> Facets:
    """What a claim is made of; `stories` and `links` as `provenance.tree` takes them."""
    return Facets(claim, ledger(claim), sides(claim), tree(claim, stories, links))
