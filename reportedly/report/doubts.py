"""What a careful reader asks of the coverage: what is told as fact without a source, whom denials reached, on which
dates the press differs, and what was changed after publication."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby

from narrative.editkinds import Finding
from narrative.reach import Carrier, Reach
from narrative.unsourced import Step, Unsourced
from reportedly.lifelines import span
from reportedly.report.citing import Citing, listed, when
from reportedly.report.facts import Edited, Facts
from reportedly.report.html import Markup, Part, join, link, table, tag
from reportedly.report.timeline import short
from store.wording import counted

#: Findings told of an edit, and letters of the words before and after.
_FINDINGS, _LONGEST = 6, 600
_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")


def _section(name: str, head: str, intro: str, parts: Part, nothing: str) -> Markup:
    told = tag("p", nothing) if not parts else join([tag("p", intro, class_="scope"), parts])
    return tag("section", tag("h2", head, id=name), told, aria_labelledby=name)


def unsourced(facts: Facts, citing: Citing) -> Markup:
    """Each with its path back to the report."""
    intro = (
        "An outlet states as fact what, on every path that can be followed, comes down to one report of people "
        "without a name. Each line goes from the outlet back to that report."
    )
    groups = [list(its) for _, its in groupby(facts.unsourced, key=lambda one: one.claim_id)]
    made = tag("ul", (_paths(group, facts, citing) for group in groups), class_="paths") if groups else None
    return _section("unsourced", "Told as fact, on one unnamed report", intro, made, "None was found.")


def _paths(group: Sequence[Unsourced], facts: Facts, citing: Citing) -> Markup:
    """The paths of one claim."""
    claim = facts.course.claims[group[0].claim_id]
    head = tag("p", tag("span", f"“{short(claim)}”", dir="auto"), citing.both((claim.id,), ()))
    return tag("li", head, tag("ol", (_path(one, citing) for one in group)))


def _path(one: Unsourced, citing: Citing) -> Markup:
    number = citing.mention(one.claim_id, one.number)
    steps = [join([tag("cite", one.mention.outlet), " ", number, ", ", when(one.mention.said_at)])]
    steps += [_step(step, citing) for step in one.path[1:]]
    return tag("li", listed(steps, " ← "), f", on the word of {one.people or 'unnamed people'}")


def _step(step: Step, citing: Citing) -> Markup:
    why = step.evidence.words if step.evidence else "nobody else gave a source"
    return join([tag("cite", step.outlet), " in ", citing.story(step.story_id, f"story {step.story_id}"), f" ({why})"])


def reaches(facts: Facts, citing: Citing) -> Markup:
    """Of the outlets that carried a claim, who carried its denial or correction."""
    intro = "Of the outlets that carried a claim: who told their readers that it was denied or corrected, and how late."
    made = [_reach(found, facts, citing) for found in facts.reaches]
    return _section("reach", "How far denials reached", intro, made, "No claim was denied or corrected.")


def _reach(found: Reach, facts: Facts, citing: Citing) -> Markup:
    claim = facts.course.claims[found.claim_id]
    middle = f", after {span(found.lag)} (median)" if found.lag is not None else ""
    told = f"of {counted(len(found.carriers), 'outlet')} that carried it, {len(found.told)} told that too{middle}"
    rows = [_carrier(carrier, found, citing) for carrier in found.carriers]
    since = [citing.mention(found.claim_id, found.number), " since ", when(found.since), " UTC: ", told, "."]
    heads = ["Outlet", "Carried it", "Told the denial or correction", "After"]
    return join(
        [
            tag("h3", tag("span", f"“{short(claim)}”", dir="auto"), " ", citing.claim(claim.id), class_="small"),
            tag("p", "Denied or corrected in ", since),
            table(f"Outlets that carried c{claim.id}", heads, rows, (3,)),
        ]
    )


def _carrier(carrier: Carrier, found: Reach, citing: Citing) -> list[Part]:
    first = join([when(carrier.at, f"{carrier.at:%-d %b %H:%M}"), " ", citing.mention(found.claim_id, carrier.number)])
    if carrier.answer is None:
        return [carrier.outlet, first, tag("strong", "never"), "–"]
    lag = span(carrier.lag or timedelta())
    return [carrier.outlet, first, citing.mention(found.claim_id, carrier.answer), lag]


def dates(facts: Facts, citing: Citing) -> Markup | None:
    """Acts that few outlets date otherwise than most."""
    if not facts.course.dates:
        return None
    items = []
    for act in facts.course.dates:
        variants = [
            join(
                [
                    f"{_day(variant.date)} by {', '.join(variant.outlets)} [",
                    listed(citing.mention(use.claim_id, use.number) for use in variant.uses),
                    "]",
                ]
            )
            for variant in act.variants
        ]
        usual = f"“{act.act}”: {_day(act.usual.date)} in {counted(act.usual.chains, 'chain')}; but "
        items.append(tag("li", usual, listed(variants, "; ")))
    head = tag("h2", "Dates on which the press differs", id="dates")
    return tag("section", head, tag("ul", items, class_="steps"), aria_labelledby="dates")


def _day(told: str) -> str:
    """`06-12`, as some sentences give no year."""
    month, _, day = told.partition("-")
    return f"{date(2000, int(month), int(day)):%-d %B}"


def edits(facts: Facts) -> Markup:
    """The edits of meaning, with the words before and after."""
    intro = "Changes of meaning after publication, newest first; cosmetic ones are left out. Silent: with no notice."
    made = [_edit(edited) for edited in facts.edits]
    return _section("edits", "Edited after publication", intro, made, "No edit of meaning was seen.")


def _edit(edited: Edited) -> Markup:
    story, edit = edited.story, edited.edit
    noted = tag("span", "with a notice" if edit.noted else "silent", class_="new")
    seen = [f"version {edited.old.number} to {edited.new.number}, seen ", when(edited.new.seen_at), " UTC"]
    rest = len(edit.findings) - _FINDINGS
    more = tag("p", f"and {rest} more: reportedly show {story.id}") if rest > 0 else None
    return tag(
        "article",
        tag("h3", link(story.title or "(no headline)", story.url), class_="small", dir="auto"),
        tag("p", tag("cite", story.outlet), f", story {story.id}, ", seen, " ", noted, class_="byline"),
        [_finding(finding) for finding in edit.findings[:_FINDINGS]],
        more,
        class_="edit",
    )


def _finding(finding: Finding) -> Markup:
    before, after = finding.before[:_LONGEST], finding.after[:_LONGEST]
    gone, come = compared(before, after)
    rows: list[Part] = [tag("p", finding.kind.value, class_="kind")]
    if before:
        rows.append(tag("blockquote", tag("p", tag("b", "Before "), gone), dir="auto"))
    if after:
        rows.append(tag("blockquote", tag("p", tag("b", "After "), come), dir="auto"))
    return tag("div", rows, class_="finding")


def compared(before: str, after: str) -> tuple[Markup, Markup]:
    """Two wordings with what only one of them has marked in it."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    gone: list[Part] = []
    come: list[Part] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        was, now = "".join(old[a:b]), "".join(new[c:d])
        gone.append(was if kind == "equal" or not was or not after else tag("del", was))
        come.append(now if kind == "equal" or not now or not before else tag("ins", now))
    return join(gone), join(come)
