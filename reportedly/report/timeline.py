"""The timeline of a report: the drawing, the phases in words, the days as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from narrative.course import CourseDay
from narrative.life import Stage
from narrative.phases import Phase, Turn, Why
from reportedly.report import daychart
from reportedly.report.citing import Citing, listed
from reportedly.report.daychart import Event
from reportedly.report.facts import Facts
from reportedly.report.html import Markup, Part, join, table, tag
from store.models import Claim, Stance
from store.wording import counted

#: Days after the last story that are still drawn; of a longer quiet the words tell.
_AFTER = timedelta(days=7)
_LONGEST = 160
_BEGINS = {
    Why.BEGINNING: "Begins with the first story",
    Why.VOLUME: "Begins as volume changes",
    Why.CLAIMS: "Begins as other claims come to lead",
}
#: Which turns of claims have a row of the drawing, and how it is called.
_ROWS = {
    Stage.EMERGING: "emerged",
    Stage.HARDENING: "hardened",
    Stage.SOFTENING: "softened",
    Stage.DENIED: "denied",
    Stage.CORRECTED: "corrected",
    Stage.REVIVED: "revived",
}
_EDITED = "edited"
_EVENTS = "Dots: claims that emerged, hardened and so on that day, and stories that were edited."


def section(facts: Facts, citing: Citing) -> Markup:
    days = _drawn(facts.course.days)
    parts: list[Part] = [tag("p", "No story of this time fits.")]
    if days and any(day.stories for day in days):
        parts = [*_figure(facts, days), *_phases(facts, citing), _table(facts.course.days)]
    return tag("section", tag("h2", "The course of the story", id="timeline"), parts, aria_labelledby="timeline")


def _drawn(days: Sequence[CourseDay]) -> list[CourseDay]:
    """The days up to a week after the last story."""
    last = max((day.day for day in days if day.stories), default=None)
    return [day for day in days if last and day.day <= last + _AFTER]


def _figure(facts: Facts, days: Sequence[CourseDay]) -> Iterator[Markup]:
    shown = [phase for phase in facts.course.phases if phase.first <= days[-1].day]
    events = [event for event in _events(facts) if days[0].day <= event.at.date() <= days[-1].day]
    events.sort(key=lambda event: list(_names()).index(event.row))
    quiet = (facts.course.days[-1].day - days[-1].day).days
    since = f" Quiet since: {counted(quiet, 'more day')} without a story are not drawn." if quiet else ""
    caption = f"{summary(days)} Bands are the phases numbered below.{since}"
    drawn = daychart.drawing(days, shown, events, f"{summary(days)} The table below has every day.")
    yield tag(
        "figure",
        tag("figcaption", tag("strong", "Stories a day. "), caption),
        drawn,
        tag("p", _key("originals", "originals"), _key("copies", "copies"), class_="legend"),
        tag("p", _stances(), class_="legend"),
        tag("p", _EVENTS, tag("span", " A number says how many.", class_="roomy"), class_="legend") if events else None,
        class_="wide",
    )


def summary(days: Sequence[CourseDay]) -> str:
    """The drawing in a sentence."""
    whole, chains = sum(day.stories for day in days), sum(day.chains for day in days)
    peak = max(days, key=lambda day: day.stories)
    length = f"{days[0].day:%-d %B %Y} to {days[-1].day:%-d %B %Y}"
    return (
        f"{length}: {counted(whole, 'story', 'stories')}, {whole - chains} of them copies; the most on "
        f"{peak.day:%-d %B}, {peak.stories}."
    )


def _key(kind: str, words: str) -> Markup:
    drawn = tag("svg", tag("rect", width="12", height="12", class_=kind), width="12", height="12", aria_hidden="true")
    return tag("span", drawn, words, class_="stance")


def _stances() -> Markup:
    return join(_key(f"share {stance}", stance.value) for stance in reversed(Stance))


def _names() -> Iterator[str]:
    yield from _ROWS.values()
    yield _EDITED


def _events(facts: Facts) -> Iterator[Event]:
    for claim in facts.claims:
        for state in facts.lives[claim.id].states:
            if state.stage in _ROWS:
                yield Event(_ROWS[state.stage], state.began, f"c{claim.id} “{short(claim, 80)}”")
    for edited in facts.edits:
        yield Event(_EDITED, edited.new.seen_at, f"{edited.story.outlet}: {edited.edit.description}")


def short(claim: Claim, longest: int = _LONGEST) -> str:
    """A claim's statement, cut where it is long."""
    return cut(claim.statement, longest)


def cut(text: str, longest: int = _LONGEST) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def _phases(facts: Facts, citing: Citing) -> Iterator[Markup]:
    if facts.course.phases:
        yield tag("h3", "Phases", id="phases")
        yield tag("ol", (_phase(phase, facts, citing) for phase in facts.course.phases), class_="phases")


def _phase(phase: Phase, facts: Facts, citing: Citing) -> Markup:
    length = (phase.last - phase.first).days + 1
    pace = "quiet" if phase.quiet else f"{phase.a_day:.1f} stories a day"
    told = f"{counted(len(phase.stories), 'story', 'stories')}, {counted(phase.outlets, 'outlet')}"
    dates = f"{phase.first:%-d %B}" if length == 1 else f"{phase.first:%-d %B} to {phase.last:%-d %B}"
    rows: list[Part] = []
    for lead in phase.leading:
        fresh = tag("span", "new", class_="new") if lead.new else None
        chains = tag("span", f" {counted(lead.chains, 'chain')}".replace(" ", "\u00a0"), class_="count")
        rows.append(
            tag("li", fresh, tag("span", cut(lead.told), dir="auto"), chains, citing.both((lead.claim_id,), ()))
        )
    if phase.turns:
        shown = {entity.id: entity.aliases[0] for entity in facts.topic.entities if entity.aliases}
        turns = (_turn(turn, shown.get(turn.name, turn.name), citing) for turn in phase.turns)
        rows.append(tag("li", "Turns: ", listed(turns, "; ")))
    if phase.actors:
        names = listed(citing.story(actor.story_id, actor.name) for actor in phase.actors)
        rows.append(tag("li", "Enter ", names))
    if phase.copied:
        which = citing.story(phase.copied.story_id, f"story {phase.copied.story_id}")
        rows.append(tag("li", "Most copied: ", which, citing.both((), phase.copied.copies)))
    head = tag("strong", dates)
    detail = f" {counted(length, 'day')}, {pace}: {told}. {_BEGINS[phase.why]}."
    return tag("li", tag("p", head, tag("span", detail, class_="detail")), tag("ul", rows) if rows else None)


def _turn(turn: Turn, name: str, citing: Citing) -> Markup:
    return join([f"about {name} ", citing.claim(turn.after), " leads where ", citing.claim(turn.before), " did"])


def _table(days: Sequence[CourseDay]) -> Markup:
    busy = [day for day in days if day.stories]
    heads = [
        "Day (UTC)",
        "Stories",
        "Outlets",
        "Chains",
        "New claims",
        *(stance.value.capitalize() for stance in Stance),
    ]
    rows = [
        [
            tag("span", f"{day.day:%-d %b %Y}", class_="whole"),
            day.stories,
            day.outlets,
            day.chains,
            day.claims,
            *(f"{day.stances[stance]:.0%}" if day.stances else "–" for stance in Stance),
        ]
        for day in busy
    ]
    caption = "Days with stories; of the chains that took a claim up, the share of each stance"
    made = table(caption, heads, rows, range(1, len(heads)))
    return tag("details", tag("summary", f"The {counted(len(busy), 'day')} as a table"), made)
