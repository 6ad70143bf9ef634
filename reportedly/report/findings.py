"""What is found of one claim: its figures and how they drifted, its sides, where it is from and who followed."""

from __future__ import annotations

from collections.abc import Iterator

from narrative.ledger import Slot
from narrative.sides import Side
from reportedly.lifelines import span
from reportedly.report.citing import Citing, listed, when
from reportedly.report.facts import Whole
from reportedly.report.html import Markup, Part, join, table, tag
from store.wording import counted

#: Letters of the words that show who followed whom.
_LONGEST = 90


def findings(one: Whole, citing: Citing) -> Markup:
    """Each under its heading, where there is anything to tell."""
    return join([_origin(one, citing), _figures(one, citing), _drift(one, citing), _sides(one, citing)])


def _numbers(one: Whole, numbers: tuple[int, ...], citing: Citing) -> Markup:
    """Mentions by number, in brackets."""
    links = listed(citing.mention(one.claim.id, number, str(number)) for number in numbers)
    return tag("span", " [", links, "]", class_="ids")


def _origin(one: Whole, citing: Citing) -> Markup:
    """The first, the original, and the outlets that followed with their lags, credits and what shows it."""
    found = one.told.origin
    first, own = found.first, found.original
    lines: list[Part] = ["First by ", tag("cite", first.outlet), ", ", when(first.said_at)]
    lines.append(_numbers(one, first.numbers, citing))
    if own is None:
        lines.append("; nobody gives a source of their own")
    elif own.story_id != first.story_id:
        lines += ["; first with a source of its own ", tag("cite", own.outlet), ", ", when(own.said_at)]
        lines.append(_numbers(one, own.numbers, citing))
    else:
        lines.append(", with a source of its own")
    if found.before:
        lines += ["; before, in part, ", tag("cite", found.before.outlet), ", ", when(found.before.said_at)]
        lines.append(_numbers(one, found.before.numbers, citing))
    rows = []
    by_story = {node.story_id: node for node in one.facets.tree.nodes}
    for follower in found.followers:
        node = follower.node
        parent = by_story.get(node.parent) if node.parent is not None else None
        shown: Part = "nothing shows whom"
        if parent and node.evidence:
            words = node.evidence.text
            quoted = f": “{words if len(words) <= _LONGEST else words[:_LONGEST].rstrip() + '…'}”" if words else ""
            shown = join([tag("cite", parent.outlet), f" ({node.evidence.words}){quoted}"])
        after = span(follower.after) if follower.after is not None else "–"
        credit = "yes" if follower.credit else "no" if parent else "–"
        outlet = join([node.outlet, _numbers(one, node.numbers, citing)])
        rows.append([outlet, span(follower.lag), shown, after, credit])
    heads = ["Outlet", "After the first", "Follows", "After that", "Credit"]
    made = table("Outlets that followed, each by its first story", heads, rows, (1, 3)) if rows else None
    return join([tag("h4", "Where it is from"), tag("p", lines, "."), made])


def _figures(one: Whole, citing: Citing) -> Markup | None:
    """The ledger: what values are given for what, and which cannot both be true."""
    slots = [slot for slot in one.facets.figures if len(slot.values) > 1 or len(slot.values[0].numbers) > 1]
    if not slots:
        return None
    minority = {(id(found.slot), found.value) for found in one.told.variants}
    rows = []
    for slot in slots:
        for place, value in enumerate(slot.values):
            rows.append(
                [
                    _what(slot) if not place else tag("span", _what(slot), class_="unseen"),
                    value.shown,
                    "; ".join(_notes(slot, place, minority)) or "–",
                    value.chains,
                    tag("cite", value.first_said_by),
                    when(value.first_said_at),
                    _numbers(one, value.numbers, citing),
                ]
            )
    heads = ["Figure", "Value", "Standing", "Chains", "First by", "At", "Mentions"]
    return join([tag("h4", "Figures"), table("Values given for one thing", heads, rows, (3,))])


def _what(slot: Slot) -> str:
    return f"{slot.kind}, {slot.of}" if slot.of else slot.kind


def _notes(slot: Slot, place: int, minority: set[tuple[int, int]]) -> Iterator[str]:
    rivals = sorted({other for pair in slot.conflicts if place in pair for other in pair} - {place})
    if rivals:
        yield f"excludes {', '.join(slot.values[other].shown for other in rivals)}"
    if (id(slot), place) in minority:
        yield "minority"
    if place == slot.spreading:
        yield "spreading"
    for use in slot.values[place].withdrawn:
        yield f"withdrawn by {use.mention.outlet} on {use.until:%-d %b}"


def _drift(one: Whole, citing: Citing) -> Markup | None:
    """How the figures that differ came up one after the other."""
    items = []
    for slot, moves in one.told.drifting:
        if not slot.conflicts:
            continue
        steps = [
            join(
                [
                    when(move.at, f"{move.at:%-d %b}"),
                    f" {slot.values[move.value].shown}{' leads' if move.leads else ''} (",
                    tag("cite", move.outlet),
                    ") ",
                    _numbers(one, (move.number,), citing),
                    f" until {move.until:%-d %b}" if move.until else "",
                ]
            )
            for move in moves
        ]
        items.append(tag("li", f"{_what(slot)}: ", listed(steps, " → ")))
    return join([tag("h4", "How they drifted"), tag("ul", items, class_="steps")]) if items else None


def _sides(one: Whole, citing: Citing) -> Markup | None:
    splits = one.facets.sides
    if not splits:
        return None
    items = [
        tag("li", f"{split.ground}: ", listed((_side(one, side, citing) for side in split.sides), "; "))
        for split in splits
    ]
    return join([tag("h4", "Sides"), tag("ul", items, class_="steps")])


def _side(one: Whole, side: Side, citing: Citing) -> Markup:
    told = f"“{side.word}” in {counted(side.chains, 'chain')}, first "
    return join([told, tag("cite", side.first_said_by), _numbers(one, side.numbers, citing)])
