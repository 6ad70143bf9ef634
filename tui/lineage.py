"""The tree of who followed whom, as rows: each story below the one that it followed, copies folded into one row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from store.wording import counted
from tui import dates
from tui.facets import FacetRow, head
from tui.style import FAINT, KEY, MUTED
from tui.text import Part, clean, fit, line, row, wrapped

if TYPE_CHECKING:
    from narrative.facets import Facets
    from narrative.provenance import Node

_DEEPEST, _SENTENCE_LINES = 8, 2
#: So many copies are told by a row for all of them.
_FOLDED = 2


@dataclass(frozen=True, slots=True)
class _Family:
    """A story with those that followed it and those that copy it and are followed by nobody."""

    node: Node
    followers: tuple[Node, ...]
    copies: tuple[Node, ...]


def rows(found: Facets, unfolded: Collection[int] = ()) -> list[FacetRow]:
    """The tree of a claim; `unfolded`: the stories whose copies are shown one by one."""
    families = _families(found)
    first = found.tree.originals
    told = [head(found.claim), FacetRow("sum", partial(_sum, found))]
    for node in first:
        told += _branch(found, families, node, 0, unfolded)
    return told


def _families(found: Facets) -> dict[int, _Family]:
    from narrative.evidence import Reason

    children: defaultdict[int, list[Node]] = defaultdict(list)
    for node in found.tree.nodes:
        if node.parent is not None:
            children[node.parent].append(node)

    def copies(node: Node) -> bool:
        copied = node.evidence is not None and node.evidence.reason is Reason.COPY
        return copied and not children[node.story_id]

    return {
        node.story_id: _Family(
            node,
            tuple(child for child in children[node.story_id] if not copies(child)),
            tuple(child for child in children[node.story_id] if copies(child)),
        )
        for node in found.tree.nodes
    }


def _branch(
    found: Facets, families: dict[int, _Family], top: Node, depth: int, unfolded: Collection[int]
) -> Iterator[FacetRow]:
    """A story and all below it, without recursion: chains of followers may be long."""
    waiting: list[tuple[int, Node]] = [(depth, top)]
    while waiting:
        deep, node = waiting.pop()
        family = families[node.story_id]
        folded = len(family.copies) >= _FOLDED
        yield _story(found, node, deep, node.story_id if folded else None)
        if folded:
            is_open = node.story_id in unfolded
            yield FacetRow(
                ("copies", node.story_id), partial(_copies, family.copies, deep + 1, is_open), folds=node.story_id
            )
        if not folded or node.story_id in unfolded:
            below = deep + 1 + folded
            yield from (_story(found, copy, below, node.story_id if folded else None) for copy in family.copies)
        waiting += [(deep + 1, child) for child in reversed(family.followers)]


def _story(found: Facets, node: Node, depth: int, folds: int | None) -> FacetRow:
    span = node.evidence.span if node.evidence and not node.evidence.headline else None
    first = found.claim.mentions[node.numbers[0] - 1]
    place = span.start if span else 0 if first.headline else first.start
    return FacetRow(("story", node.story_id), partial(_node, node, depth), (node.story_id, place), folds=folds)


def _sum(found: Facets, width: int, now: datetime) -> list[Content]:
    """How many of the reports come down to how many."""
    nodes, originals = found.tree.nodes, found.tree.originals
    copies = sum(len(family.copies) for family in _families(found).values())
    told = f"{counted(len(nodes), 'report')} come down to {counted(len(originals), 'original')}"
    more = f"; {counted(copies, 'copy', 'copies')} folded" if copies else ""
    return [fit(line((told, "bold"), (more, MUTED)), width), line()]


def _indent(depth: int) -> tuple[str, str]:
    """What stands before a row's first line, and before those below it."""
    room = "   " * min(depth, _DEEPEST)
    return (f"{room[:-3]}└─ " if depth else ""), room


def _copies(copies: Sequence[Node], depth: int, is_open: bool, width: int, now: datetime) -> list[Content]:
    branch, _ = _indent(depth)
    outlets = list(dict.fromkeys(node.outlet for node in copies))
    return [
        row(
            width,
            line(
                (branch, FAINT),
                ("▾ " if is_open else "▸ ", KEY),
                (f"×{len(copies)} copies", "bold"),
                ("" if is_open else f"  {clean(', '.join(outlets))}", MUTED),
            ),
            line(" ", _when(copies[0].said_at, now)),
        )
    ]


def _node(node: Node, depth: int, width: int, now: datetime) -> list[Content]:
    branch, indent = _indent(depth)
    numbers = ", ".join(map(str, node.numbers))
    name = row(
        width,
        line((branch, FAINT), (clean(node.outlet), "bold $secondary"), (f"  {numbers}", FAINT)),
        line(("" if node.parent else "original  ", "$accent"), _when(node.said_at, now)),
    )
    if node.evidence is None:
        return [name]
    text = f": {clean(node.evidence.text)}" if node.evidence.text else ""
    why = line((node.evidence.words, MUTED), (text, FAINT))
    return [name, *(line(indent, part) for part in wrapped(why, max(width - len(indent), 12), _SENTENCE_LINES))]


def _when(at: datetime, now: datetime) -> Part:
    """As wide for the third of a month as for the thirteenth, so that what stands before it is in one column."""
    return f"{dates.stamp(at, now):>12} ", MUTED
