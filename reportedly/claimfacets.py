"""What a claim is made of, as lines of text and as JSON: figures, sides, who followed whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from narrative.evidence import Evidence
from narrative.facets import Facets
from narrative.ledger import Slot, Value
from narrative.provenance import Node
from narrative.sides import Side
from reportedly.plain import when
from store.codec import stamp
from store.wording import told_by

#: Characters of a sentence that are shown as evidence.
_LONGEST = 110


def facet_lines(facets: Facets) -> Iterator[str]:
    """Figures, sides and the tree, each under its heading where there is anything to tell."""
    yield from _figures(facets.figures)
    if facets.sides:
        yield from ("", "Sides:")
    for split in facets.sides:
        yield f"  {split.ground}"
        yield from (f"    {side.word}: {_told(side)}" for side in split.sides)
    yield from ("", "Who followed whom:")
    yield from (f"  {'    ' * depth}{_node(node)}" for depth, node in facets.tree.walk())


def _figures(slots: tuple[Slot, ...]) -> Iterator[str]:
    shared = [slot for slot in slots if len(slot.values) > 1 or len(slot.values[0].numbers) > 1]
    single = [slot for slot in slots if slot not in shared]
    if slots:
        yield from ("", "Figures (! where they cannot both be true):")
    for slot in shared:
        yield f"  {slot.kind}{f', {slot.of}' if slot.of else ''}"
        for number, value in enumerate(slot.values):
            mark = "!" if number in slot.in_conflict else " "
            spreading = ", spreading" if number == slot.spreading else ""
            yield f"  {mark} {value.shown}: {_told(value)}{spreading}{withdrawn(value)}"
    if single:
        once = (f"{slot.values[0].shown} [{slot.values[0].numbers[0]}]{withdrawn(slot.values[0])}" for slot in single)
        yield f"  once each: {', '.join(once)}"


def withdrawn(value: Value) -> str:
    """Who took a value back with an edit, and when that was seen."""
    return "".join(
        f"; withdrawn by {use.mention.outlet} [{use.number}] on {when(use.until)}"
        for use in value.withdrawn
        if use.until
    )


def _told(those: Value | Side) -> str:
    """By how many, by whom first, and by which mentions."""
    stories = {mention.story_id for _, mention in those.mentions}
    numbers = ", ".join(map(str, those.numbers))
    counts = told_by(len(stories), len(those.outlets), those.chains) if those.chains else "nobody any more"
    return f"{counts}; first {when(those.first_said_at)} by {those.first_said_by} [{numbers}]"


def _node(node: Node) -> str:
    numbers = ", ".join(map(str, node.numbers))
    why = f": {_why(node.evidence)}" if node.evidence else ""
    return f"{when(node.said_at)}  {node.outlet} [{numbers}]{why}"


def _why(evidence: Evidence) -> str:
    text = evidence.text if len(evidence.text) <= _LONGEST else f"{evidence.text[:_LONGEST].rstrip()}…"
    return f"{evidence.words}{f', “{text}”' if text else ''}"


def facet_record(facets: Facets) -> dict[str, Any]:
    """The names that the record of one claim has beside those of every claim."""
    return {
        "figures": [_slot_record(slot) for slot in facets.figures],
        "sides": [
            {
                "ground": split.ground.value,
                "sides": [{"word": side.word, **_teller_record(side)} for side in split.sides],
            }
            for split in facets.sides
        ],
        "provenance": [_node_record(node) for node in facets.tree.nodes],
    }


def _slot_record(slot: Slot) -> dict[str, Any]:
    return {
        "kind": slot.kind,
        "of": slot.of or None,
        "values": [
            {
                "value": value.value,
                "approximation": value.sense or None,
                "text": value.uses[0].figure.text,
                "conflicts_with": sorted({other for pair in slot.conflicts if n in pair for other in pair} - {n}),
                "spreading": n == slot.spreading,
                "withdrawn": [
                    {
                        "outlet": use.mention.outlet,
                        "mention": use.number,
                        "revision_id": use.mention.revision_id,
                        "said_at": stamp(use.mention.said_at),
                        "until": stamp(use.until),
                    }
                    for use in value.withdrawn
                ],
                **_teller_record(value),
            }
            for n, value in enumerate(slot.values)
        ],
    }


def _teller_record(those: Value | Side) -> dict[str, Any]:
    return {
        "outlets": list(those.outlets),
        "chains": those.chains,
        "first_said_by": those.first_said_by,
        "first_said_at": stamp(those.first_said_at),
        "mentions": list(those.numbers),
    }


def _node_record(node: Node) -> dict[str, Any]:
    evidence = node.evidence
    return {
        "story_id": node.story_id,
        "outlet": node.outlet,
        "said_at": stamp(node.said_at),
        "mentions": list(node.numbers),
        "follows": node.parent,
        "reason": evidence.reason.value if evidence else None,
        "evidence": evidence.text or None if evidence else None,
        "headline": evidence.headline if evidence else False,
        "start": evidence.span.start if evidence and evidence.span else None,
        "end": evidence.span.end if evidence and evidence.span else None,
    }
