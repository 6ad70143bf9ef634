"""The claims of a report: a table of all, and the first of them whole, each with its ladder and every mention."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from narrative.astold import first_words
from narrative.briefwords import STATEMENT
from narrative.briefwords import short as shortened
from narrative.life import Life
from narrative.timeline import trend
from reportedly.report import ladder
from reportedly.report.citing import Citing, evidence, listed, when
from reportedly.report.facts import Facts, Whole
from reportedly.report.findings import findings
from reportedly.report.html import Markup, Part, join, link, table, tag
from reportedly.report.shapes import badge, legend
from reportedly.report.timeline import short
from store.models import Claim, Mention, Story
from store.wording import counted, kind_tag, told_by

#: Claims that have a row in the table, and mentions that are told of one.
ROWS, MENTIONS = 150, 120


def section(facts: Facts, citing: Citing) -> Markup:
    head = tag("h2", "Claims", id="claims")
    if not facts.claims:
        return tag("section", head, tag("p", "No claim of this time fits."), aria_labelledby="claims")
    return tag(
        "section",
        head,
        tag("p", _intro(facts), class_="scope"),
        _table("Told whole below", [one.claim for one in facts.whole], facts, citing) if facts.whole else None,
        legend(),
        tag("p", _marks(), class_="legend"),
        (_whole(one, facts, citing) for one in facts.whole),
        _others(facts, citing),
        aria_labelledby="claims",
    )


def _intro(facts: Facts) -> str:
    told = "" if not facts.whole else f" The first {len(facts.whole)} are told whole; --claims N tells more or fewer."
    return (
        f"{counted(len(facts.claims), 'claim')} recur in at least two independent chains of stories, those of most "
        f"outlets in the most alike words first.{told}"
    )


def _marks() -> Markup:
    kinds = (("cue", "decided the stance"), ("source", "on whose word"), ("figure", "a figure"))
    return join([tag("span", tag("mark", words, class_=kind), class_="stance") for kind, words in kinds])


def _others(facts: Facts, citing: Citing) -> Markup | None:
    """The claims that are not told whole."""
    rest = facts.claims[len(facts.whole) : ROWS]
    left = len(facts.claims) - len(facts.whole) - len(rest)
    if not rest:
        return None
    more = tag("p", f"{counted(left, 'more claim')}: reportedly claims lists them.") if left else None
    head = tag("h3", "The other claims" if facts.whole else "By outlets", id="other-claims")
    return tag("article", head, _table("Not told whole", rest, facts, citing), more, class_="claim")


def _table(caption: str, claims: Sequence[Claim], facts: Facts, citing: Citing) -> Markup:
    whole = {one.claim.id for one in facts.whole}
    heads = ["Claim", "In the words of an outlet", "Stories", "Outlets", "Chains", "First by", "On", "Holds now"]
    return table(caption, heads, (_row(claim, facts, citing, claim.id in whole) for claim in claims), (2, 3, 4))


def _row(claim: Claim, facts: Facts, citing: Citing, whole: bool) -> list[Part]:
    tagged = tag("span", kind_tag(claim), class_="new") if kind_tag(claim) else None
    states = ", ".join(dict.fromkeys(state.stage.value for state in facts.lives[claim.id].at(facts.asked.now)))
    return [
        citing.claim(claim.id) if whole else tag("span", f"c{claim.id}", id=f"c{claim.id}"),
        join([tagged, tag("span", short(claim), dir="auto")]),
        len(claim.stories),
        len(claim.outlets),
        claim.chains,
        claim.first_said_by,
        when(claim.first_said_at, f"{claim.first_said_at:%-d %b}"),
        states or "–",
    ]


def _whole(one: Whole, facts: Facts, citing: Citing) -> Markup:
    claim = one.claim
    name = f"c{claim.id}"
    first = f"first by {claim.first_said_by}, "
    counts = told_by(len(claim.stories), len(claim.outlets), claim.chains)
    kind = tag("span", kind_tag(claim), class_="new") if kind_tag(claim) else None
    told = [f"{counts}; {first}", when(claim.first_said_at), " UTC"]
    if words := first_words(claim):
        told.append(f": “{shortened(words, STATEMENT)}”")
    byline = tag("p", tag("span", name, class_="number"), kind, told, class_="byline")
    return tag(
        "article",
        tag("h3", claim.statement, id=name, dir="auto"),
        byline,
        tag("p", "Your note: ", claim.note, class_="scope") if claim.note else None,
        tag("p", _life(one.life), f" It is {trend(claim)}.", class_="life") if one.life.states else None,
        tag("p", _firsts(one.life, citing), class_="life") if len(one.life.firsts) > 1 else None,
        tag("figure", tag("figcaption", _caption(claim)), ladder.drawing(claim), class_="wide"),
        findings(one, citing),
        _mentions(claim, facts, citing),
        aria_labelledby=name,
        class_="claim",
    )


def _life(life: Life) -> Markup:
    parts = []
    for state in life.states:
        until = f" to {state.ended:%-d %B}" if state.ended and state.ended.date() != state.began.date() else ""
        numbers = ", ".join(map(str, state.numbers))
        told = tag("span", state.stage.value, class_="state", title=f"{state.stage.rule} [{numbers}]")
        parts.append(tag("span", told, f" {state.began:%-d %B}{until}", class_="whole"))
    return join([listed(parts), "."])


def _firsts(life: Life, citing: Citing) -> Markup:
    """Who turned "may have" into "did"."""
    rows = [
        join([f"{first.stance} by {first.mention.outlet} ", when(first.mention.said_at), " ", number])
        for first in life.firsts
        for number in [citing.mention(life.claim_id, first.number, f"[{first.number}]")]
    ]
    return join(["First ", listed(rows, "; "), "."])


def _caption(claim: Claim) -> str:
    left = len(claim.outlets) - ladder.MOST
    more = f" The first {ladder.MOST} outlets; {left} more took it up later." if left > 0 else ""
    return f"Who told it how, and when: a row an outlet, in the order in which they took it up.{more}"


def _mentions(claim: Claim, facts: Facts, citing: Citing) -> Markup:
    shown: Sequence[Mention] = claim.mentions[:MENTIONS]
    left = len(claim.mentions) - len(shown)
    more = tag("p", f"{left} later mentions: reportedly show c{claim.id} lists them.") if left else None
    items = (_mention(claim, number, mention, facts, citing) for number, mention in enumerate(shown, 1))
    head = tag("h4", f"All {len(claim.mentions)} mentions" if not left else f"The first {MENTIONS} mentions")
    return join([head, tag("ol", items, class_="mentions"), more])


def _mention(claim: Claim, number: int, mention: Mention, facts: Facts, citing: Citing) -> Markup:
    story = facts.known.get(mention.story_id)
    return tag(
        "li",
        tag(
            "p",
            when(mention.said_at),
            " ",
            link(tag("cite", mention.outlet), mention.url),
            badge(mention.stance),
            list(_said(mention, story, citing)),
            class_="who",
        ),
        tag("blockquote", tag("p", evidence(mention), dir="auto")),
        id=f"c{claim.id}-{number}",
    )


def _said(mention: Mention, story: Story | None, citing: Citing) -> Iterator[Markup]:
    """On whose word, and where it stands."""
    if mention.attributed_to:
        via = f", via {mention.via}" if mention.via else ""
        yield tag("span", f"on the word of {mention.attributed_to}{via}", class_="detail", dir="auto")
    older = story is not None and story.revision_id != mention.revision_id
    place = "headline of " if mention.headline else ""
    yield tag("span", place, citing.story(mention.story_id, f"story {mention.story_id}"), class_="detail")
    if older:
        yield tag("span", "of an earlier version", class_="detail")
