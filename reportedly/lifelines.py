"""The life of one claim as lines and as JSON: its states, who was surer first, its denials, drift and origin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from narrative.drift import Move, Variant, drift, variants
from narrative.facets import Facets
from narrative.holders import Holding
from narrative.ledger import Slot
from narrative.life import Life, State
from narrative.outlets import Origin, origin
from narrative.provenance import Node
from narrative.reach import Reach, reach
from narrative.unsourced import Unsourced, unsourced
from reportedly.claimfacets import withdrawn
from reportedly.plain import when
from store.codec import stamp
from store.wording import counted


@dataclass(frozen=True, slots=True)
class Told:
    """All that is told of a claim's life, found together."""

    life: Life
    unsourced: tuple[Unsourced, ...]
    reach: Reach | None
    drifting: tuple[tuple[Slot, tuple[Move, ...]], ...]
    variants: tuple[Variant, ...]
    origin: Origin


def told(facets: Facets, life: Life, holding: Holding) -> Told:
    """What there is to tell; `holding`: the claims that hold a sentence."""
    claim = facets.claim
    slots = [slot for slot in facets.figures if len(slot.values) > 1 and slot.kind != "name"]
    return Told(
        life,
        unsourced(claim, facets.tree, holding),
        reach(claim, life),
        tuple((slot, drift(slot)) for slot in slots),
        variants(facets.figures),
        origin(claim, facets.tree),
    )


def life_lines(found: Told) -> Iterator[str]:
    """Each finding under its heading, where there is anything to tell."""
    if found.life.states:
        yield from ("", "Life:")
    yield from (f"  {_state(state)}" for state in found.life.states)
    if len(found.life.firsts) > 1:
        yield from ("", "Said so first:")
        yield from (
            f"  {first.stance}: {when(first.mention.said_at)} by {first.mention.outlet} [{first.number}]"
            for first in found.life.firsts
        )
    if found.unsourced:
        yield from ("", "As fact, on one report of unnamed people:")
    yield from (f"  {_path(one)}" for one in found.unsourced)
    if found.reach:
        yield from _reach(found.reach)
    if found.drifting:
        yield from ("", "Figures over time:")
    for slot, moves in found.drifting:
        yield f"  {slot.kind}{f', {slot.of}' if slot.of else ''}: {'; '.join(_move(slot, move) for move in moves)}"
    for variant in found.variants:
        values = variant.slot.values
        value, against = values[variant.value], values[variant.against]
        told = f"{value.shown} by {', '.join(variant.outlets)}, against {against.shown}"
        yield f"  minority: {told} in {counted(against.chains, 'chain')}{withdrawn(value)}"
    yield from _origin(found.origin)


def _state(state: State) -> str:
    ended = f" to {when(state.ended)}" if state.ended else ""
    return f"{when(state.began)}{ended}  {state.stage} [{', '.join(map(str, state.numbers))}]: {state.stage.rule}"


def _path(one: Unsourced) -> str:
    steps = [f"{one.mention.outlet} [{one.number}], {when(one.mention.said_at)}"]
    for step in one.path[1:]:
        numbers = ", ".join(map(str, step.numbers))
        why = step.evidence.words if step.evidence else "nobody else gave a source"
        steps.append(f"{step.outlet} [{numbers}] ({why})")
    return f"{' < '.join(steps)}, on the word of {one.people or 'unnamed people'}"


def _reach(found: Reach) -> Iterator[str]:
    yield from ("", f"Denied or corrected since {when(found.since)} [{found.number}]:")
    carried = counted(len(found.carriers), "outlet")
    middle = f", after {span(found.lag)} (median)" if found.lag is not None else ""
    yield f"  of {carried} that carried it, {len(found.told)} carried that too{middle}"
    for carrier in found.told:
        # Whoever took it up when it was denied already had nothing to tell before.
        since = "later" if carrier.at <= found.since else f"after it took the claim up [{carrier.number}]"
        yield f"  {carrier.outlet} [{carrier.answer}], {span(carrier.lag or timedelta())} {since}"
    if found.never:
        yield f"  never: {', '.join(f'{carrier.outlet} [{carrier.number}]' for carrier in found.never)}"


def _move(slot: Slot, move: Move) -> str:
    leads = ", leads" if move.leads else ""
    until = f", until {move.until:%-d %b}" if move.until else ""
    return f"{move.at:%-d %b} {slot.values[move.value].shown} ({move.outlet} [{move.number}]{leads}{until})"


def _origin(found: Origin) -> Iterator[str]:
    first, own = found.first, found.original
    yield from (
        "",
        f"First by {first.outlet}{_numbers(first)}, {when(first.said_at)}",
    )
    if found.before:
        yield f"  before, in part: {found.before.outlet}{_numbers(found.before)}, {when(found.before.said_at)}"
    if own is None:
        yield "  nobody gives a source of their own"
    elif own.story_id != first.story_id:
        yield f"  first with a source of its own: {own.outlet}{_numbers(own)}, {when(own.said_at)}"
    for follower in found.followers:
        credit = ", with credit" if follower.credit else ""
        yield f"  {follower.node.outlet}{_numbers(follower.node)}, {span(follower.lag)} later{credit}"


def _numbers(node: Node) -> str:
    return f" [{', '.join(map(str, node.numbers))}]"


def span(lag: timedelta) -> str:
    """A length of time to the minute, hour or day, as lists show it."""
    minutes = round(lag.total_seconds() / 60)
    if minutes < 120:
        return f"{minutes} min"
    return f"{minutes / 60:.0f} h" if minutes < 72 * 60 else f"{minutes / 1440:.0f} days"


def life_record(found: Told) -> dict[str, Any]:
    """The names that the record of one claim has for its life."""
    return {
        "life": [_state_record(state) for state in found.life.states],
        "firsts": [
            {
                "stance": first.stance.value,
                "at": stamp(first.mention.said_at),
                "outlet": first.mention.outlet,
                "mention": first.number,
            }
            for first in found.life.firsts
        ],
        "unsourced": [_unsourced_record(one) for one in found.unsourced],
        "denial_reach": _reach_record(found.reach) if found.reach else None,
        "drift": [_drift_record(slot, moves) for slot, moves in found.drifting],
        "minority_values": [
            {
                "value": variant.slot.values[variant.value].value,
                "outlets": list(variant.outlets),
                "mentions": list(variant.slot.values[variant.value].numbers),
                "withdrawn": not variant.slot.values[variant.value].chains,
                "against": variant.slot.values[variant.against].value,
            }
            for variant in found.variants
        ],
        "origin": _origin_record(found.origin),
    }


def _state_record(state: State) -> dict[str, Any]:
    return {
        "state": state.stage.value,
        "began": stamp(state.began),
        "ended": stamp(state.ended),
        "mentions": list(state.numbers),
        "stories": list(state.story_ids),
        "rule": state.stage.rule,
    }


def _unsourced_record(one: Unsourced) -> dict[str, Any]:
    return {
        "outlet": one.mention.outlet,
        "mention": one.number,
        "people": one.people or None,
        "path": [
            {
                "story": step.story_id,
                "outlet": step.outlet,
                "mentions": list(step.numbers),
                "reason": step.evidence.reason.value if step.evidence else None,
            }
            for step in one.path
        ],
    }


def _reach_record(found: Reach) -> dict[str, Any]:
    return {
        "since": stamp(found.since),
        "mention": found.number,
        "median_lag_seconds": _seconds(found.lag),
        "carriers": [
            {
                "outlet": carrier.outlet,
                "at": stamp(carrier.at),
                "mention": carrier.number,
                "answer": carrier.answer,
                "lag_seconds": _seconds(carrier.lag),
            }
            for carrier in found.carriers
        ],
    }


def _drift_record(slot: Slot, moves: tuple[Move, ...]) -> dict[str, Any]:
    return {
        "kind": slot.kind,
        "of": slot.of or None,
        "moves": [
            {
                "at": stamp(move.at),
                "value": slot.values[move.value].value,
                "leads": move.leads,
                "chains": move.chains,
                "outlet": move.outlet,
                "mention": move.number,
                "until": stamp(move.until),
            }
            for move in moves
        ],
    }


def _origin_record(found: Origin) -> dict[str, Any]:
    return {
        "first": found.first.story_id,
        "before": found.before.story_id if found.before else None,
        "original": found.original.story_id if found.original else None,
        "followers": [
            {
                "outlet": follower.node.outlet,
                "story": follower.node.story_id,
                "lag_seconds": _seconds(follower.lag),
                "after_seconds": _seconds(follower.after),
                "credit": follower.credit,
            }
            for follower in found.followers
        ],
    }


def _seconds(time: timedelta | None) -> int | None:
    return None if time is None else round(time.total_seconds())
