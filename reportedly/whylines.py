"""An explanation as lines of text and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from narrative import whywords
from narrative.explain import ClaimWhy, MentionWhy
from narrative.grounds import Belonging, Carried, TermFact
from narrative.reasons import SourceReason, StanceReason
from reportedly.plain import claim_line, when
from store.codec import stamp
from store.models import Mention, Span

_WORDS = 34


def claim_lines(why: ClaimWhy, mentions: Sequence[MentionWhy]) -> Iterator[str]:
    """A claim explained: its words, kind and terms, then each mention on a line."""
    claim = why.claim
    yield claim_line(claim).strip()
    yield from ("", "Why these words:", f"  {whywords.label(why)}")
    yield from ("", f"Why {whywords.KINDS[claim.kind]}:", f"  {whywords.kind(why)}")
    yield from ("", "What its mentions have in common:", f"  weight        {'term':<{_WORDS}}  mentions      sentences")
    count = len(claim.mentions)
    for fact in why.terms:
        having, rare = f"{fact.mentions} of {count}", whywords.uses(fact, why.sentences)
        yield f"  {_weight(fact)}  {fact.words:<{_WORDS}}  {having:>8}  {rare:>13}"
    yield from ("", f"Mentions (reportedly claims why c{claim.id}.1 tells all of the first):")
    yield from map(_brief, mentions)


def _brief(why: MentionWhy) -> str:
    """A mention on a line: what it carries, why its stance, whose word."""
    mention, it = why.mention, why.belonging
    carries = f"carries {whywords.percent(it.carried)}" if why.found else "sentence not found again"
    if it.like is not None:
        carries += f", like mention {it.like.number}"
    if it.act is not None:
        carries += ", put here by you"
    if it.copy_of is not None:
        carries += f", one chain with {it.copy_of}"
    cue = f" by “{why.stance.words}”" if why.stance.words else ""
    word = f"; on the word of {mention.attributed_to} ({mention.source_kind})" if mention.attributed_to else ""
    return f"{why.number:>3}  {when(mention.said_at)}  {mention.outlet}: {carries}; {mention.stance}{cue}{word}"


def mention_lines(why: MentionWhy) -> Iterator[str]:
    """A mention explained in full; places are characters of its story's text, or of its headline."""
    mention, claim = why.mention, why.claim
    place = "headline" if mention.headline else f"characters {mention.start}-{mention.end}"
    told = f"{mention.outlet} (story {mention.story_id}, {place})"
    yield f"c{claim.id}.{why.number}  {when(mention.said_at)}  {told}, {mention.stance}"
    yield f"  {mention.sentence}"
    yield from ("", f"Why it belongs to c{claim.id}, “{claim.statement}”:")
    yield from (f"  {line}" for line in whywords.belongs(why))
    if why.found:
        yield f"  weight        {'term':<{_WORDS}}  here"
        yield from (_term_line(one, mention) for one in why.belonging.terms)
    yield from ("", f"Why {mention.stance}:")
    yield from (f"  {line}" for line in whywords.stance(why.stance, why.source))
    source = why.source
    yield from ("", f"Why on the word of {source.name}:" if source else "Why on nobody’s word:")
    yield from (f"  {line}" for line in whywords.source(source))


def _term_line(one: Carried, mention: Mention) -> str:
    fact = one.fact
    head = f"  {_weight(fact)}  {fact.words:<{_WORDS}}"
    if one.span is None:
        return f"{head}  {whywords.here(one)}"
    return f"{head}  {whywords.here(one)} ({mention.start + one.span.start}-{mention.start + one.span.end})"


def _weight(fact: TermFact) -> str:
    return f"{fact.weight:>6.2f}  {whywords.percent(fact.share):>4}"


def claim_record(why: ClaimWhy, mentions: Iterable[MentionWhy]) -> dict[str, Any]:
    """A claim explained as a JSON object."""
    claim = why.claim
    return {
        "claim": f"c{claim.id}",
        "statement": claim.statement,
        "statement_from": why.label.number,
        "named": claim.named,
        "kind": claim.kind.value,
        "kind_quote": why.kind.quoted or None,
        "kind_quoting_chains": why.kind.quoting,
        "kind_retold_stories": why.kind.retold,
        "sentences": why.sentences,
        "terms": [_fact_record(fact) for fact in why.terms],
        "mentions": [mention_record(one) for one in mentions],
    }


def mention_record(why: MentionWhy) -> dict[str, Any]:
    """A mention explained as a JSON object; places are in the text of its version, or in its title."""
    mention = why.mention
    return {
        "claim": f"c{why.claim.id}",
        "mention": why.number,
        "story_id": mention.story_id,
        "revision_id": mention.revision_id,
        "outlet": mention.outlet,
        "said_at": stamp(mention.said_at),
        "headline": mention.headline,
        "sentence": mention.sentence,
        "start": mention.start,
        "end": mention.end,
        "found": why.found,
        "belongs": _belongs_record(why.belonging, mention),
        "stance": _stance_record(why.stance, mention),
        "source": _source_record(why.source, mention) if why.source else None,
    }


def _fact_record(fact: TermFact) -> dict[str, Any]:
    return {
        "term": fact.term,
        "words": fact.words,
        "weight": fact.weight,
        "share": round(fact.share, 4),
        "mentions": fact.mentions,
        "uses": fact.uses,
    }


def _belongs_record(it: Belonging, mention: Mention) -> dict[str, Any]:
    act, pair, like = it.act, it.pair, it.like
    return {
        "ground": it.ground.value,
        "carried": round(it.carried, 4),
        "needed": round(it.needed, 4),
        "tells": round(it.tells, 4) if it.tells is not None else None,
        "tells_needed": it.tells_needed,
        "terms": [
            {
                "term": one.fact.term,
                "words": one.fact.words,
                "weight": one.fact.weight,
                "share": round(one.fact.share, 4),
                "text": one.said or None,
                "absorbed": one.absorbed,
                **_place(one.span, mention),
            }
            for one in it.terms
        ],
        "pair": [pair.first.term, pair.second.term] if pair else None,
        "pair_outlets": pair.outlets if pair else 0,
        "like": {"mention": like.number, "words": list(like.words)} if like else None,
        "act": {"id": act.id, "kind": act.kind.value, "at": stamp(act.at)} if act else None,
        "copy_of": it.copy_of,
    }


def _stance_record(why: StanceReason, mention: Mention) -> dict[str, Any]:
    return {
        "stance": why.stance.value,
        "rule": why.rule.name.lower(),
        "text": why.words or None,
        **_place(why.cue, mention),
        "others": [
            {"text": other.words, **_place(other.span, mention), "why": other.why.name.lower()} for other in why.others
        ],
    }


def _source_record(why: SourceReason, mention: Mention) -> dict[str, Any]:
    meant = why.antecedent
    return {
        "name": why.name,
        "kind": why.kind.value,
        "why_kind": why.why_kind,
        "via": why.via,
        "text": why.words,
        **_place(why.span, mention),
        "cue": {"text": why.cue_words, **_place(why.cue, mention)} if why.cue else None,
        "stands_for": {
            "sentence": meant.sentence,
            "headline": meant.headline,
            "start": meant.span.start,
            "end": meant.span.end,
        }
        if meant
        else None,
    }


def _place(span: Span | None, mention: Mention) -> dict[str, int | None]:
    """A place in a mention's sentence as one in its story."""
    return {
        "start": mention.start + span.start if span else None,
        "end": mention.start + span.end if span else None,
    }
