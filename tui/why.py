"""Why a claim is what it is, or why one of its mentions is in it as it is, as rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from store.database import Store
from store.models import Claim
from tui import dates
from tui.facets import FacetRow
from tui.findings import evidence_styles, made
from tui.style import FAINT, MUTED, chip
from tui.text import Part, clean, evidence, fit, line, row, wrapped

if TYPE_CHECKING:
    from narrative.explain import ClaimWhy, MentionWhy
    from narrative.grounds import Carried, TermFact
    from tui.wiring import Explaining

    Found = tuple[ClaimWhy, tuple[MentionWhy, ...]]

_INDENT, _WEIGHT = 3, 6
#: How the words of a claim's terms are marked in a sentence; the list below it names them again.
_TERM = "bold $accent"


def read(store: Store, explaining: Explaining, claim: Claim, number: int) -> Found:
    """Why a claim is what it is and, unless the number is 0, why that mention is."""
    return explaining.mentions(store, claim, (number,) if number else ())


def rows(found: Found) -> list[FacetRow]:
    """The mention explained, or the claim where none was asked for."""
    whole, mentions = found
    return list(_mention_rows(mentions[0]) if mentions else _claim_rows(whole))


def _mention_rows(why: MentionWhy) -> Iterator[FacetRow]:
    from narrative import whywords

    mention = why.mention
    story = (mention.story_id, 0 if mention.headline else mention.start)
    yield FacetRow("sentence", partial(_sentence, why), story)
    here = f"Why it belongs to c{why.claim.id}"
    yield FacetRow("here", partial(_block, here, tuple(whywords.belongs(why))), story)
    if why.found:
        yield FacetRow("terms", partial(_carried, why.belonging.terms), story)
    told = tuple(whywords.stance(why.stance, why.source))
    yield FacetRow("stance", partial(_block, f"Why {mention.stance}", told), story)
    source = why.source
    on = f"Why on the word of {source.name}" if source else "Why on nobody’s word"
    meant = source.antecedent if source else None
    named = (mention.story_id, 0 if meant.headline else meant.span.start) if meant else story
    yield FacetRow("source", partial(_block, on, tuple(whywords.source(source))), named)


def _claim_rows(why: ClaimWhy) -> Iterator[FacetRow]:
    from narrative import whywords

    claim = why.claim
    yield FacetRow("claim", partial(_claim, claim))
    yield FacetRow("label", partial(_block, "Why these words", (whywords.label(why),)))
    yield FacetRow("kind", partial(_block, f"Why {whywords.KINDS[claim.kind]}", (whywords.kind(why),)))
    yield FacetRow("terms", partial(_facts, why))
    yield FacetRow("hint", lambda width, now: wrapped(line(("w on a mention explains that mention.", FAINT)), width))


def _sentence(why: MentionWhy, width: int, now: datetime) -> list[Content]:
    """Who says it and when, and the sentence with its cue, its source and the claim's terms marked."""
    mention = why.mention
    name = line(
        (f"{why.number:>2} ", FAINT),
        chip(mention.stance),
        "  ",
        (clean(mention.outlet), "bold $secondary"),
        ("  headline" if mention.headline else "", FAINT),
    )
    styles = evidence_styles(mention, mention.start)
    styles += [(one.span.start, one.span.end, _TERM) for one in why.belonging.terms if one.span is not None]
    said = wrapped(evidence(mention.sentence, styles), width - _INDENT)
    when = line((f" {dates.stamp(mention.said_at, now)}", MUTED))
    return [row(width, name, when), *(line(" " * _INDENT, part) for part in said), line()]


def _claim(claim: Claim, width: int, now: datetime) -> list[Content]:
    return [*wrapped(line((clean(claim.statement), "bold")), width), fit(made(claim), width), line()]


def _block(name: str, told: Sequence[str], width: int, now: datetime) -> list[Content]:
    """A heading and sentences below it."""
    indent = " " * _INDENT
    said = [line(indent, part) for text in told for part in wrapped(line((clean(text), MUTED)), width - _INDENT)]
    return [*wrapped(line((clean(name), "bold $secondary")), width), *said, line()]


def _carried(terms: Sequence[Carried], width: int, now: datetime) -> list[Content]:
    """The claim's terms with their share of the weight, and the words that stand for them here."""
    from narrative.whywords import here

    told: list[tuple[TermFact, Part]] = [
        (one.fact, (clean(here(one)), _TERM if one.span is not None else FAINT)) for one in terms
    ]
    return [*_table(told, "words here", width), line()]


def _facts(why: ClaimWhy, width: int, now: datetime) -> list[Content]:
    """The claim's terms, in how many of its mentions each is, and in how many of all sentences."""
    from narrative.whywords import uses

    count = len(why.claim.mentions)
    told: list[tuple[TermFact, Part]] = [
        (fact, (f"{f'{fact.mentions} of {count}':<10} {uses(fact, why.sentences)}", MUTED)) for fact in why.terms
    ]
    head = line(("What its mentions have in common", "bold $secondary"))
    return [head, *_table(told, "mentions   sentences", width), line()]


def _table(told: Sequence[tuple[TermFact, Part]], last: str, width: int) -> list[Content]:
    """A term a line, with its share and what is told of it; that goes below where a line is too short for both."""
    from narrative.whywords import percent

    room = width - _INDENT - _WEIGHT - 4
    names = min(max((line(clean(fact.words)).cell_length for fact, _ in told), default=0), room * 6 // 11)
    found = [_row(("weight", FAINT), fit(("term", FAINT), names), (last, FAINT), width)]
    for fact, part in told:
        share, name, rest = (percent(fact.share), MUTED), line(clean(fact.words)), line(part)
        if name.cell_length <= names and rest.cell_length <= room - names:
            found.append(_row(share, fit(name, names), rest, width))
        else:
            found += [_row(share, name, "", width), _row("", rest, "", width)]
    return found


def _row(share: Part, name: Part, last: Part, width: int) -> Content:
    """One line of the table: the share set to the right, a name, and what follows it."""
    return fit(line(" " * _INDENT, fit(share, _WEIGHT, right=True), "  ", name, "  ", last), width)
