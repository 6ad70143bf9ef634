"""The end of a report: the outlets, the stories that it names, and how every figure was made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from narrative.life import RULES, Stage
from reportedly.lifelines import span
from reportedly.report.citing import Citing, when
from reportedly.report.facts import Facts
from reportedly.report.html import Markup, Part, link, table, tag
from store.wording import counted


def outlets(facts: Facts) -> Markup:
    """How each works with what it has and what others have."""
    unsourced = Counter(one.mention.outlet for one in facts.unsourced)
    rows: list[list[Part]] = [
        [
            record.outlet,
            record.claims,
            _of(record.originals, record.tellings),
            span(record.lag) if record.lag is not None else "–",
            _of(len(record.harder), record.compared),
            _of(record.credited, record.compared),
            unsourced[record.outlet],
            len(record.silent),
        ]
        for record in facts.outlets
    ]
    heads = ["Outlet", "Claims", "Originals", "Median lag", "Harder than source", "Credited", "Unsourced", "Silent on"]
    intro = "What an outlet does with what it has and what others have. Read the small wholes beside the shares."
    made = table("Outlets by claims", heads, rows, range(1, 8)) if rows else tag("p", "No outlet makes a claim.")
    head = tag("h2", "Outlets", id="outlets")
    return tag("section", head, tag("p", intro, class_="scope"), made, aria_labelledby="outlets")


def _of(part: int, whole: int) -> str:
    return f"{part} of {whole}" if whole else "–"


def stories(facts: Facts, citing: Citing) -> Markup:
    """Every story that is named above, with its address."""
    items = []
    for story_id in citing.cited:
        story = facts.known[story_id]
        versions = f", {story.revisions} versions" if story.revisions > 1 else ""
        copied = facts.chains.get(story_id, story_id)
        chain = f", a copy of {copied}" if copied != story_id else ""
        byline = [tag("cite", story.outlet), ", ", when(story.said_at), f" UTC{versions}{chain}"]
        items.append(
            tag(
                "li",
                tag("span", story_id, class_="number"),
                link(tag("span", story.title or "(no headline)", dir="auto"), story.url),
                tag("p", byline, class_="byline"),
                tag("p", story.url.partition("#")[0], class_="address"),
                id=f"s{story_id}",
            )
        )
    head = tag("h2", "Stories named in this report", id="stories")
    return tag("section", head, tag("ol", items, class_="stories"), aria_labelledby="stories") if items else Markup()


def method(facts: Facts) -> Markup:
    """How every figure was made, from what, and what it cannot say."""
    return tag(
        "section",
        tag("h2", "How every figure was made", id="method"),
        tag("dl", [[tag("dt", name), tag("dd", text)] for name, text in _notes()], class_="notes"),
        tag("h3", "When a claim is in which state"),
        tag("dl", [[tag("dt", stage.value), tag("dd", RULES[stage])] for stage in Stage], class_="notes"),
        tag("h3", "What this is made of"),
        tag("p", _made_of(facts)),
        aria_labelledby="method",
    )


def _notes() -> Iterator[tuple[str, str]]:
    yield (
        "Stories, times",
        "Stories of the topic that the feeds have shown. A story's time is the one it gives, but never after it was "
        "first seen; all times are UTC.",
    )
    yield (
        "Chains, copies",
        "A chain is a story with its copies, found by the wording they share. Where chains are counted, twelve copies "
        "of a wire report are one.",
    )
    yield (
        "Claims, mentions",
        "A claim is what sentences of at least two independent chains assert; each such sentence is a mention. It is "
        "named by one of its sentences. The grouping is by rules and errs: read the mentions.",
    )
    yield (
        "Stance",
        "How surely a sentence tells it, by the words marked in it: questioned, hedged (may, reportedly), attributed "
        "to somebody, asserted, or denied.",
    )
    yield (
        "Phases",
        "Days are read by Kleinberg's burst automaton (KDD 2002) for changes in volume; within a time that is not "
        "quiet a phase also begins where the mixture of claims changes (Dirichlet-multinomial, as Utiyama and Isahara, "
        "ACL 2001).",
    )
    yield (
        "Origin, lag, credit",
        "The first mention; the original: the first that follows no other story and names a source that is no outlet. "
        "Who follows whom is told where something shows it: a copy, a credit, a link, a sentence, a quotation or a "
        "figure. Lag is the time after the first mention; credit: it names or links whom it follows.",
    )
    yield (
        "Told as fact, on one unnamed report",
        "Every mention in a story is asserted, on nobody's word, and of all earlier stories of the claim those with "
        "any source come down to one outlet's unnamed people.",
    )
    yield (
        "Denial reach",
        "Since the first denial or correction by anybody; an outlet that took the claim up later counts from then.",
    )
    yield (
        "Figures",
        "Values given for one thing. Two exclude each other where no number fits both and no sentence gives both; a "
        "minority value is one that another of more chains excludes.",
    )
    yield (
        "Edits",
        "Versions seen at polls and when pages were looked at again, compared sentence by sentence. Silent: the new "
        "version has no notice of correction.",
    )
    yield (
        "Language",
        "The frames are lists of words in the topic. Words that moved: log-odds with an informative Dirichlet prior "
        "(Monroe, Colaresi and Quinn, Political Analysis 16 (4), 2008), from 1.96 standard deviations on.",
    )
    yield (
        "What it cannot say",
        "It sees what its feeds show: an original outside of them makes the first follower look like one, and silence "
        "may be a story elsewhere. Rules misread sentences; every figure here leads to the sentences it is made of.",
    )


def _made_of(facts: Facts) -> str:
    seen = facts.seen
    span_of = f", first seen from {seen[0]:%-d %B %Y %H:%M} to {seen[1]:%-d %B %Y %H:%M} UTC" if seen else ""
    held = counted(len(facts.known), "story", "stories")
    asked = facts.asked
    narrowed = f" Narrowed to: {asked.query.text}." if asked.query.terms else ""
    since = f" Since {asked.since:%Y-%m-%d %H:%M} UTC." if asked.since else ""
    return (
        f"The store holds {held} of the topic “{facts.topic.name}”{span_of}.{narrowed}{since} As of "
        f"{asked.now:%-d %B %Y, %H:%M} UTC; made by reportedly {asked.version}, without any AI service."
    )
