"""The course of the story as plain lines, as CSV and as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from narrative.course import CourseDay
from narrative.datings import ActDates, Dating
from narrative.life import Stage
from narrative.phases import Lead, Phase, Why
from reportedly.narrating import Course
from store.codec import stamp
from store.models import Stance
from store.wording import counted

#: Characters of a statement on a line.
_LONGEST = 100
#: The plain table has room for so many of the last days; CSV and JSON have all.
SHOWN = 60
#: What stands over the days.
DAYS = (
    f"{'day (UTC)':<10}  {'stories':>7}  {'outlets':>7}  {'chains':>6}  {'new claims':>10}  stances; states of claims"
)
_BEGINS = {Why.BEGINNING: "begins", Why.VOLUME: "volume changes", Why.CLAIMS: "other claims lead"}


def course_lines(course: Course) -> Iterator[str]:
    """Phases, then days with something to show, then dates on which the press differs."""
    if not course.days:
        yield "no stories yet; reportedly poll fetches them"
        return
    for number, phase in enumerate(course.phases, 1):
        yield from _phase_lines(number, phase, course)
    yield ""
    yield DAYS
    days = [day for day in course.days if day.stories]
    if len(days) > SHOWN:
        yield f"({len(days) - SHOWN} earlier days: --csv or --json)"
    yield from (_day_line(day) for day in days[-SHOWN:])
    for act in course.dates:
        yield from _date_lines(act)


def _phase_lines(number: int, phase: Phase, course: Course) -> Iterator[str]:
    length = (phase.last - phase.first).days + 1
    quiet = "quiet" if phase.quiet else f"{phase.a_day:.1f} stories a day"
    yield (
        f"{number}. {phase.first:%-d %B} to {phase.last:%-d %B %Y} ({counted(length, 'day')}): {quiet}; "
        f"{counted(len(phase.stories), 'story', 'stories')}, {counted(phase.outlets, 'outlet')}; {_BEGINS[phase.why]}"
    )
    for lead in phase.leading:
        yield f"   {'new' if lead.new else '   '}  {_lead(lead)}"
    for turn in phase.turns:
        yield f"   turn  {turn.name}: c{turn.after} leads where c{turn.before} did"
    if phase.actors:
        yield f"   enter  {', '.join(f'{actor.name} [{actor.story_id}]' for actor in phase.actors)}"
    if phase.copied:
        its = ", ".join(map(str, phase.copied.copies))
        yield f"   most copied  story {phase.copied.story_id} [by {its}]"


def _lead(lead: Lead) -> str:
    return f"c{lead.claim_id} ({counted(lead.chains, 'chain')}) {_short(lead.told)}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def _day_line(day: CourseDay) -> str:
    stances = ", ".join(f"{share:.0%} {stance}" for stance, share in day.stances.items() if share)
    states = ", ".join(f"{count} {stage}" for stage, count in day.states.items() if count)
    return (
        f"{day.day!s:<10}  {day.stories:>7}  {day.outlets:>7}  {day.chains:>6}  {day.claims:>10}  "
        f"{'; '.join(filter(None, (stances, states)))}"
    )


def _date_lines(act: ActDates) -> Iterator[str]:
    yield ""
    yield f"Dates of “{act.act}”: {act.usual.date} in {counted(act.usual.chains, 'chain')}; but"
    for variant in act.variants:
        uses = ", ".join(f"c{use.claim_id}.{use.number}" for use in variant.uses)
        yield f"  {variant.date} by {', '.join(variant.outlets)} [{uses}]"


def course_csv(course: Course) -> str:
    """A row a day; a column for each state, stance and frame. Frames are those of any day, in order of name."""
    frames = sorted({frame for day in course.days for frame in day.frames})
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(
        ["day", "stories", "outlets", "chains", "new_claims"]
        + [f"state_{stage}" for stage in Stage]
        + [f"stance_{stance}" for stance in Stance]
        + [f"frame_{frame}" for frame in frames]
    )
    for day in course.days:
        writer.writerow(
            [day.day.isoformat(), day.stories, day.outlets, day.chains, day.claims]
            + [day.states[stage] for stage in Stage]
            + [_number(day.stances.get(stance)) for stance in Stance]
            + [_number(day.frames.get(frame)) for frame in frames]
        )
    return out.getvalue()


def _number(share: float | None) -> str:
    return "" if share is None else f"{share:.4f}"


def course_json(course: Course) -> str:
    """The course as a JSON object, a phase, day or date a line: a number a line, as an indent has it, takes a
    hundred thousand of them."""
    members = []
    for name, value in course_record(course).items():
        rows = [f"    {json.dumps(row, ensure_ascii=False)}" for row in value] if isinstance(value, list) else []
        body = "\n".join(["[", ",\n".join(rows), "  ]"]) if rows else json.dumps(value, ensure_ascii=False)
        members.append(f'  "{name}": {body}')
    return "\n".join(["{", ",\n".join(members), "}"])


def course_record(course: Course) -> dict[str, Any]:
    """The course as a JSON object."""
    return {
        "as_of": stamp(course.now),
        "phases": [_phase_record(phase, course) for phase in course.phases],
        "days": [_day_record(day) for day in course.days],
        "dates": [
            {"act": act.act, "usual": _dating(act.usual), "variants": [_dating(variant) for variant in act.variants]}
            for act in course.dates
        ],
    }


def _day_record(day: CourseDay) -> dict[str, Any]:
    return {
        "day": day.day.isoformat(),
        "stories": day.stories,
        "outlets": day.outlets,
        "chains": day.chains,
        "new_claims": day.claims,
        "states": {stage.value: count for stage, count in day.states.items()},
        "stances": {stance.value: round(share, 4) for stance, share in day.stances.items()},
        "frames": dict(day.frames),
    }


def _phase_record(phase: Phase, course: Course) -> dict[str, Any]:
    return {
        "first": phase.first.isoformat(),
        "last": phase.last.isoformat(),
        "begins_with": phase.why.value,
        "level": phase.level,
        "quiet": phase.quiet,
        "stories": list(phase.stories),
        "outlets": phase.outlets,
        "leading": [
            {
                "claim": f"c{lead.claim_id}",
                "statement": course.claims[lead.claim_id].statement,
                "told": lead.told,
                "chains": lead.chains,
                "new": lead.new,
                "stories": list(lead.story_ids),
            }
            for lead in phase.leading
        ],
        "turns": [
            {
                "name": turn.name,
                "before": f"c{turn.before}",
                "after": f"c{turn.after}",
                "stories": list(turn.story_ids),
            }
            for turn in phase.turns
        ],
        "actors": [
            {
                "name": actor.name,
                "source": actor.source,
                "at": stamp(actor.at),
                "story": actor.story_id,
                "mention": f"c{actor.claim_id}.{actor.mention}",
            }
            for actor in phase.actors
        ],
        "most_copied": {"story": phase.copied.story_id, "copies": list(phase.copied.copies)} if phase.copied else None,
    }


def _dating(dating: Dating) -> dict[str, Any]:
    return {
        "date": dating.date,
        "chains": dating.chains,
        "outlets": list(dating.outlets),
        "mentions": [f"c{use.claim_id}.{use.number}" for use in dating.uses],
    }
