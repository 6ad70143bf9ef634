"""What is known of a claim as a whole: by how many it is made, since when, how surely, in what state, with what
figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from textual.content import Content

from store.models import Claim
from tui import dates, stages
from tui.findings import copies_of, made, trend_words
from tui.style import FAINT, MUTED, chip, stance_bar
from tui.text import Part, clean, fit, line, wrapped

if TYPE_CHECKING:
    from narrative.ledger import Slot
    from narrative.life import Life, State

#: Lines of a statement or a note, and of what is told of a figure.
_WORDS, _FIGURE_LINES = 5, 2
_KIND = 10


def lines_of(
    claim: Claim, life: Life | None, slots: Sequence[Slot], width: int, now: datetime, quoted: str = ""
) -> list[Content]:
    """The head over a claim's ladder. `quoted`: the words by which a person came to it."""
    last = claim.mentions[-1]
    said = line(
        ("first ", FAINT),
        (f"{dates.stamp(claim.first_said_at, now)} ", MUTED),
        (clean(claim.first_said_by), "$secondary"),
        ("  ·  last ", FAINT),
        (f"{dates.stamp(last.said_at, now)} ", MUTED),
        (clean(last.outlet), "$secondary"),
    )
    return [
        *wrapped(line((clean(claim.statement), "bold")), width, _WORDS),
        *_quoted(claim, clean(quoted), width),
        *(wrapped(line(("✎ note ", "$accent"), (clean(claim.note), "italic")), width, _WORDS) if claim.note else ()),
        fit(made(claim), width),
        *wrapped(said, width),
        *_states(claim, life, width, now),
        *_stances(claim, width),
        *_figures(slots, width),
        line(),
    ]


def _quoted(claim: Claim, words: str, width: int) -> list[Content]:
    """Other words than the claim's own, with the mentions that say them."""
    start = words.rstrip(".… ")
    if not start or clean(claim.statement).startswith(start):
        return []
    said = [number for number, mention in enumerate(claim.mentions, 1) if clean(mention.sentence).startswith(start)]
    where = f"  [{', '.join(map(str, said[:4]))}]" if said else ""
    return wrapped(line(("told as ", FAINT), (f"“{words}”", f"italic {MUTED}"), (where, FAINT)), width, 2)


def _stances(claim: Claim, width: int) -> list[Content]:
    """The bar with the counts beside it, where they fit on a line; below it where they do not."""
    counts: list[Part] = []
    for stance, number in claim.stances.items():
        if number:
            counts += [chip(stance), (f" {stance} {number}   ", MUTED)]
    if copies_of(claim):
        counts.append(("small: a copy", FAINT))
    return [stance_bar(dict(claim.stances), min(width, 48)), *wrapped(line(*counts), width)]


def _states(claim: Claim, life: Life | None, width: int, now: datetime) -> list[Content]:
    """The states that hold, since when, and on a second line those that are over."""
    if life is None or not life.states:
        return [line(trend_words(claim))]
    held = life.at(now)
    rows: list[Content] = []
    if held:
        rows += wrapped(line(("now ", FAINT), *_told(held, now)), width, 2)
    if gone := stages.past(life, held):
        rows += wrapped(line(("was ", FAINT), *_told(gone, now)), width, 2)
    return rows


def _told(states: Sequence[State], now: datetime) -> list[Part]:
    parts: list[Part] = []
    for state in states:
        mark, colour = stages.SIGNS[state.stage]
        since = f" since {dates.short(state.began, now)}" if state.ended is None else f" {_between(state, now)}"
        parts += [(" · " if parts else "", FAINT), (f"{mark} {state.stage}", colour), (since, MUTED)]
    return parts


def _between(state: State, now: datetime) -> str:
    assert state.ended is not None
    begun, ended = dates.short(state.began, now), dates.short(state.ended, now)
    return begun if begun == ended else f"{begun} – {ended}"


def _figures(slots: Sequence[Slot], width: int) -> list[Content]:
    """The figures on which mentions differ, with who gives them; `≠` where they cannot both be true."""
    found: list[Content] = []
    for slot in slots:
        parts: list[Part] = []
        for number, value in enumerate(slot.values):
            more = f" +{len(value.outlets) - 2}" if len(value.outlets) > 2 else ""
            parts += [
                ("  ·  " if number else "", FAINT),
                ("≠ " if number in slot.in_conflict else "", "bold $error"),
                (clean(value.shown), "bold"),
                (f" {clean(', '.join(value.outlets[:2]))}{more}", MUTED),
            ]
        rows = wrapped(line(*parts), width - _KIND, _FIGURE_LINES)
        found += [line(fit((slot.kind if row == 0 else "", FAINT), _KIND), part) for row, part in enumerate(rows)]
    return found
