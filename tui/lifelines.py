"""The life of a claim as rows: its states with their rules, who was surer first, who heard the denial, who followed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from store import claims as claim_rows
from store.database import Store
from store.models import Claim
from tui import dates, stages
from tui import facets as facet_rows
from tui.facets import FacetRow, head
from tui.style import FAINT, MUTED, chip
from tui.text import Part, clean, fit, line, row, wrapped

if TYPE_CHECKING:
    from narrative.facets import Facets
    from narrative.life import First, Life, State
    from narrative.outlets import Follower, Origin
    from narrative.reach import Reach
    from narrative.unsourced import Unsourced

_INDENT = 3


@dataclass(frozen=True, slots=True)
class Told:
    """What there is to tell of a claim's life."""

    facets: Facets
    life: Life
    unsourced: tuple[Unsourced, ...]
    reach: Reach | None
    origin: Origin


def read(store: Store, claim: Claim, life: Life) -> Told:
    """Finds what shows how the claim lived."""
    from narrative.outlets import origin
    from narrative.reach import reach
    from narrative.unsourced import unsourced

    found, holding = facet_rows.read(store, claim), partial(claim_rows.holding, store)
    return Told(found, life, unsourced(claim, found.tree, holding), reach(claim, life), origin(claim, found.tree))


def rows(told: Told) -> list[FacetRow]:
    """The life, from its first state to who followed."""
    return [head(told.facets.claim), *_states(told), *_firsts(told), *_unsourced(told), *_reach(told), *_origin(told)]


def _heading(name: str) -> FacetRow:
    return FacetRow(("heading", name), lambda width, now: wrapped(line((name, "bold $secondary")), width))


def _place(told: Told, number: int) -> tuple[int, int]:
    mention = told.facets.claim.mentions[number - 1]
    return mention.story_id, 0 if mention.headline else mention.start


def _states(told: Told) -> Iterator[FacetRow]:
    if not told.life.states:
        yield FacetRow("none", lambda width, now: [line(("No state yet: too few have told it.", MUTED)), line()])
        return
    yield _heading("States")
    for place, state in enumerate(told.life.states):
        yield FacetRow(("state", place), partial(_state, state), _place(told, state.numbers[-1]))


def _state(state: State, width: int, now: datetime) -> list[Content]:
    mark, colour = stages.SIGNS[state.stage]
    ended = f" – {dates.stamp(state.ended, now)}" if state.ended else " – now"
    numbers = f"  [{', '.join(map(str, state.numbers))}]"
    name = row(
        width,
        line((f"  {mark} {state.stage}", f"bold {colour}"), (numbers, FAINT)),
        line((f" {dates.stamp(state.began, now)}", MUTED), (ended, MUTED if state.ended else "bold")),
    )
    rule = wrapped(line((state.stage.rule, FAINT)), width - _INDENT - 1)
    return [name, *(line(" " * (_INDENT + 1), part) for part in rule), line()]


def _firsts(told: Told) -> Iterator[FacetRow]:
    if len(told.life.firsts) > 1:
        yield _heading("Said so first")
        for first in told.life.firsts:
            yield FacetRow(("first", first.stance), partial(_first, first), _place(told, first.number))
        yield _gap("firsts")


def _first(first: First, width: int, now: datetime) -> list[Content]:
    name = line("  ", chip(first.stance), (f" {first.stance:<11}", MUTED), (clean(first.mention.outlet), "$secondary"))
    return [
        row(width, line(name, (f"  [{first.number}]", FAINT)), (f" {dates.stamp(first.mention.said_at, now)}", MUTED))
    ]


def _gap(name: str) -> FacetRow:
    return FacetRow(("gap", name), lambda width, now: [line()])


def _unsourced(told: Told) -> Iterator[FacetRow]:
    if told.unsourced:
        yield _heading("As fact, on one report of unnamed people")
    for one in told.unsourced:
        yield FacetRow(("unsourced", one.number), partial(_path, one), _place(told, one.number))


def _path(one: Unsourced, width: int, now: datetime) -> list[Content]:
    parts: list[Part] = [(clean(one.mention.outlet), "$secondary"), (f" [{one.number}]", FAINT)]
    for step in one.path[1:]:
        why = step.evidence.words if step.evidence else "nobody else gave a source"
        numbers = ", ".join(map(str, step.numbers))
        parts += [("  ‹  ", FAINT), (clean(step.outlet), "$secondary"), (f" [{numbers}] ({why})", FAINT)]
    parts.append((f", on the word of {clean(one.people) or 'unnamed people'}", MUTED))
    return [*(line("  ", part) for part in wrapped(line(*parts), width - 2)), line()]


def _reach(told: Told) -> Iterator[FacetRow]:
    found = told.reach
    if found is None:
        return
    lag = f", {dates.size(found.lag)} later in the middle" if found.lag is not None else ""
    yield _heading(f"Of {len(found.carriers)} outlets that carried it, {len(found.told)} carried its denial{lag}")
    for carrier in found.carriers:
        number = carrier.answer or carrier.number
        yield FacetRow(
            ("carrier", carrier.outlet), partial(_carrier, carrier.outlet, carrier.lag), _place(told, number)
        )
    yield _gap("reach")


def _carrier(outlet: str, lag: timedelta | None, width: int, now: datetime) -> list[Content]:
    said: Part = ("never told its readers ", "$stance-denied") if lag is None else (f"after {dates.size(lag)} ", MUTED)
    return [row(width, line("  ", ("✗ " if lag is None else "✓ ", MUTED), (clean(outlet), "$secondary")), line(said))]


def _origin(told: Told) -> Iterator[FacetRow]:
    found = told.origin
    yield _heading("Who had it first, and who followed")
    yield FacetRow("origin", partial(_begun, found), _place(told, found.first.numbers[0]))
    for follower in found.followers:
        yield FacetRow(
            ("follower", follower.node.story_id), partial(_follower, follower), _place(told, follower.node.numbers[0])
        )


def _begun(found: Origin, width: int, now: datetime) -> list[Content]:
    def node(label: str, outlet: str, at: datetime) -> Content:
        return row(width, line((f"  {label:<28}", FAINT), (clean(outlet), "bold $secondary")), _when(at, now))

    rows = [node("first", found.first.outlet, found.first.said_at)]
    if found.before:
        rows = [node("before, in part", found.before.outlet, found.before.said_at), *rows]
    if found.original is None:
        return [*rows, fit(line(("  nobody names a source of its own", MUTED)), width)]
    return [*rows, node("first with its own source", found.original.outlet, found.original.said_at)]


def _when(at: datetime, now: datetime) -> Part:
    return f" {dates.stamp(at, now)} ", MUTED


def _follower(follower: Follower, width: int, now: datetime) -> list[Content]:
    credit: Part = ("  credits whom it follows", "$success") if follower.credit else ""
    name = line(
        (f"  {f'{dates.size(follower.lag)} later':<28}", FAINT), (clean(follower.node.outlet), "$secondary"), credit
    )
    return [row(width, name, _when(follower.node.said_at, now))]
