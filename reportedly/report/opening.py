"""The top of a report: what it is of, its figures, the brief."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from narrative.briefkinds import Kind
from narrative.briefshort import short
from narrative.life import Stage
from reportedly.report.citing import Citing, when
from reportedly.report.facts import Facts
from reportedly.report.html import Markup, Part, join, tag
from store.models import BriefLine
from store.wording import counted

#: How a kind of sentence is headed where a run of them begins.
_KINDS: Mapping[Kind, str] = {
    Kind.STORIES: "New",
    Kind.PHASE: "Phase",
    Kind.CORRECTED: "Corrected",
    Kind.DENIED: "Denied",
    Kind.CONTESTED: "Contested",
    Kind.UNSOURCED: "Unsourced",
    Kind.HARDENED: "Surer",
    Kind.SOFTENED: "Less sure",
    Kind.FIGURES: "Figures",
    Kind.EMERGED: "Emerged",
    Kind.REVIVED: "Back",
    Kind.SPREAD: "Spreading",
    Kind.RECURS: "Recurring",
    Kind.QUIET: "Quiet",
    Kind.EDITED: "Edited",
    Kind.REMOVED: "Removed",
    Kind.COPIED: "Copied",
    Kind.OUTLETS: "Joined",
    Kind.FRAMES: "Language",
    Kind.FEEDS: "Feeds",
    Kind.GAPS: "Gaps",
}


def masthead(facts: Facts) -> Markup:
    """The topic, the time that is covered, what it was narrowed by, what is to be known of it."""
    asked = facts.asked
    covered = _covered(facts)
    return tag(
        "header",
        tag("p", "How the press told it", class_="kicker"),
        tag("h1", facts.topic.name, dir="auto"),
        tag("p", covered, class_="covered") if covered else None,
        tag("p", "Narrowed to ", tag("code", asked.query.text, dir="auto"), class_="covered")
        if asked.query.terms
        else None,
        tag("p", asked.notice, class_="notice") if asked.notice else None,
        class_="masthead",
    )


def _covered(facts: Facts) -> Markup | None:
    asked = facts.asked
    parts: list[Part] = []
    if facts.stories:
        first, last = facts.stories[0].said_at, facts.stories[-1].said_at
        parts += ["Stories of ", when(first, f"{first:%-d %B %Y}"), " to ", when(last, f"{last:%-d %B %Y}")]
        parts += [f", those since {asked.since:%-d %B %Y, %H:%M} UTC" if asked.since else "", ". "]
    parts += ["As of ", when(asked.now, f"{asked.now:%-d %B %Y, %H:%M} UTC"), "."]
    return join(parts)


def figures(facts: Facts) -> Markup:
    """What can be said in a number, each leading to where it is taken apart."""
    return tag(
        "section",
        tag("h2", "In figures", id="figures", class_="quiet-heading"),
        tag("dl", [_figure(*row) for row in _figures(facts)], class_="figures"),
        aria_labelledby="figures",
    )


def _figures(facts: Facts) -> Iterator[tuple[str, str, str]]:
    """Each figure with its words and where it leads."""
    stories = facts.stories
    chains = sum(facts.chains.get(story.id, story.id) == story.id for story in stories)
    yield _count(len(stories), "story", "stories", "timeline")
    yield _count(len({story.outlet for story in stories}), "outlet", "outlets", "outlets")
    yield _count(chains, "independent chain", "independent chains", "timeline", ", copies counted once")
    yield _count(len(facts.claims), "recurring claim", "recurring claims", "claims")
    now = facts.asked.now
    holds = [{state.stage for state in facts.lives[claim.id].at(now)} for claim in facts.claims]
    answered = sum(bool(states & {Stage.DENIED, Stage.CONTESTED, Stage.CORRECTED}) for states in holds)
    yield f"{answered:,}", "denied, contested or corrected", "reach"
    tellers = len({one.mention.outlet for one in facts.unsourced})
    rest = f" told as fact on one unnamed report, by {counted(tellers, 'outlet')}"
    yield _count(len(facts.unsourced), "time", "times", "unsourced", rest)
    silent = sum(not edited.edit.noted for edited in facts.edits)
    yield _count(len(facts.edits), "edit", "edits", "edits", f" of meaning, {silent} of them without a notice")


def _count(number: int, one: str, many: str, place: str, rest: str = "") -> tuple[str, str, str]:
    return f"{number:,}", f"{one if number == 1 else many}{rest}", place


def _figure(value: str, words: str, place: str) -> Markup:
    return tag("div", tag("dt", tag("a", words, href=f"#{place}")), tag("dd", value))


def brief(facts: Facts, citing: Citing) -> Markup:
    """The brief, each sentence with what it rests on: what a mail has room for, and the rest folded."""
    found = facts.brief
    since = f"Since {found.since:%-d %B %Y, %H:%M} UTC" if found.since else "From the beginning"
    told = short(found, "")
    left = [line for line in found.lines if line not in told]
    more = next((line.text.strip() for line in told if line.kind == Kind.MORE), "")
    rest = tag("details", tag("summary", more), tag("ul", _sentences(left, citing), class_="brief")) if more else None
    return tag(
        "section",
        tag("h2", "The brief", id="brief"),
        tag("p", f"{since}.", class_="scope"),
        tag("ul", _sentences([line for line in told if line.kind != Kind.MORE], citing), class_="brief"),
        rest,
        aria_labelledby="brief",
    )


def _sentences(lines: Sequence[BriefLine], citing: Citing) -> Iterator[Markup]:
    before = None
    for line in lines:
        head = _KINDS.get(Kind(line.kind)) if line.kind != before else None
        before = line.kind
        label = tag("span", head, " ", class_="kind") if head else None
        text = tag("span", line.text, dir="auto")
        yield tag("li", label, text, citing.both(line.claim_ids, line.story_ids), class_="begins" if head else None)
