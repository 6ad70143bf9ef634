"""The phases of the story: as a band under the chart, and as rows with what leads, turns, enters and happens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from store.models import Claim
from store.wording import counted
from tui import dates
from tui.bins import Bins
from tui.course import Course, Event
from tui.facets import FacetRow
from tui.messages import ShowClaim
from tui.periods import Period
from tui.stages import SIGNS
from tui.style import FAINT, LETTER, MUTED, colour
from tui.text import Part, clean, fit, line, row, wrapped

if TYPE_CHECKING:
    from narrative.phases import Lead, Phase

_BEGINS = {"beginning": "the beginning", "volume": "volume changes", "claims": "other claims lead"}


def band(phases: Sequence[Phase], shown: Bins) -> list[Part]:
    """Each phase as a stretch of the columns, by its number and how loud it is."""
    parts: list[Part] = []
    place = 0
    while place < len(shown.begins):
        number = _of(phases, shown.begins[place].date())
        end = place
        while end < len(shown.begins) and _of(phases, shown.begins[end].date()) == number:
            end += 1
        room = (end - place) * shown.cell
        parts += _stretch(phases[number], number, room) if number is not None else [" " * room]
        place = end
    return parts


def _stretch(phase: Phase, number: int, room: int) -> list[Part]:
    names = (f"{number + 1} quiet" if phase.quiet else f"{number + 1} {phase.a_day:.1f} a day", f"{number + 1}", "")
    said = next(name for name in names if not name or len(name) + 2 <= room)
    begun = f"╷{said} " if said else "╷"
    return [(begun + "┄" * (room - len(begun)), FAINT if phase.quiet else "$primary")]


def _of(phases: Sequence[Phase], day: date) -> int | None:
    return next((number for number, phase in enumerate(phases) if phase.first <= day <= phase.last), None)


def rows(course: Course, claims: Mapping[int, Claim], period: Period | None) -> list[FacetRow]:
    """The day or hour under the cursor with its phase, or else all phases, the newest first."""
    if period is None:
        found = [
            row for number, _ in reversed(list(enumerate(course.phases))) for row in _phase(course, claims, number)
        ]
        return found or [FacetRow("none", lambda width, now: [line(("No phases yet.", MUTED))])]
    told = list(_period(course, period))
    number = _of(course.phases, period.begins.date())
    return told + (list(_phase(course, claims, number)) if number is not None else [])


def _period(course: Course, period: Period) -> Iterator[FacetRow]:
    yield FacetRow(("period", period.begins), partial(_counts, course, period))
    for place, event in enumerate(course.events_by(period.hourly).get(period.begins, ())):
        yield FacetRow(
            ("event", place, event.claim.id), partial(_event, event), leads=partial(ShowClaim, event.claim.id)
        )
    yield FacetRow("gap", lambda width, now: [line()])


def _counts(course: Course, period: Period, width: int, now: datetime) -> list[Content]:
    count = course.counts(period.hourly).get(period.begins)
    if count is None:
        return [line((period.name, "bold $secondary")), line(("  nothing was said", MUTED))]
    copies = f", {counted(count.copies, 'copy', 'copies')} among them" if count.copies else ""
    stances: list[Part] = [(f"  {count.tellings} tellings: " if count.tellings else "", FAINT)]
    for stance, number in (count.stances or {}).items():
        stances.append((f"{LETTER[stance]} {stance} {number}  ", colour(stance)))
    said = line((period.name, "bold $secondary"), (f"  {counted(count.stories, 'story', 'stories')}{copies}", MUTED))
    return [fit(said, width), *wrapped(line(*stances), width)] if count.tellings else [fit(said, width)]


def _event(event: Event, width: int, now: datetime) -> list[Content]:
    mark, style = SIGNS[event.stage]
    said = line(
        (f"  {mark} {event.stage:<10} ", f"bold {style}"), (f"c{event.claim.id} ", FAINT), clean(event.claim.statement)
    )
    return [row(width, said, (f" {dates.clock(event.at)} ", MUTED))]


def _phase(course: Course, claims: Mapping[int, Claim], number: int) -> Iterator[FacetRow]:
    phase = course.phases[number]
    yield FacetRow(("phase", number), partial(_heading, phase, number))
    for lead in phase.leading:
        claim = claims.get(lead.claim_id)
        if claim is not None:
            yield FacetRow(("lead", number, claim.id), partial(_lead, lead, claim), leads=partial(ShowClaim, claim.id))
    for place, turn in enumerate(phase.turns):
        after, before = claims.get(turn.after), claims.get(turn.before)
        if after is not None and before is not None:
            yield FacetRow(
                ("turn", number, place), partial(_turned, after, before), leads=partial(ShowClaim, turn.after)
            )
    for actor in phase.actors:
        yield FacetRow(("actor", number, actor.name), partial(_fact, "enters", actor.name), (actor.story_id, 0))
    if phase.copied is not None:
        many = counted(len(phase.copied.copies), "copy", "copies")
        said = f"story {phase.copied.story_id} is copied most: {many}"
        yield FacetRow(("copied", number), partial(_fact, "copies", said), (phase.copied.story_id, 0))
    yield FacetRow(("end", number), lambda width, now: [line()])


def _heading(phase: Phase, number: int, width: int, now: datetime) -> list[Content]:
    loud = "quiet" if phase.quiet else f"{phase.a_day:.1f} stories a day"
    said = line(
        (f"{number + 1}  {dates.day(phase.first)} – {dates.day(phase.last)}", "bold $secondary"), (f"  {loud}", MUTED)
    )
    return [row(width, said, (f" {_BEGINS[phase.why]} ", FAINT))]


def _lead(lead: Lead, claim: Claim, width: int, now: datetime) -> list[Content]:
    said = line(
        ("  leads  " if not lead.new else "  new    ", "$accent" if lead.new else FAINT),
        (f"c{claim.id} ", FAINT),
        clean(claim.statement),
    )
    return [row(width, said, (f" {counted(lead.chains, 'chain')} ", MUTED))]


def _turned(after: Claim, before: Claim, width: int, now: datetime) -> list[Content]:
    """The claim that leads from now on, over the one that led."""
    rows = (("  turn   ", "$accent", after, ""), ("    from ", FAINT, before, MUTED))
    return [
        fit(line((label, style), (f"c{claim.id} ", FAINT), (clean(claim.statement), words)), width)
        for label, style, claim, words in rows
    ]


def _fact(label: str, said: str, width: int, now: datetime) -> list[Content]:
    return [fit(line((f"  {label:<7}", FAINT), (clean(said), MUTED)), width)]
