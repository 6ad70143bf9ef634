"""An explanation in sentences, the same for the command line and the dashboard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from narrative.explain import ClaimWhy, MentionWhy
from narrative.grounds import Belonging, Carried, Ground, TermFact
from narrative.reasons import Aside, Rule, SourceReason, StanceReason
from store.models import CLOSE, ActKind, ClaimKind, SourceKind
from store.wording import counted

_SOURCES = {
    SourceKind.PERSON: "a person",
    SourceKind.ORGANISATION: "an organisation",
    SourceKind.OUTLET: "an outlet",
    SourceKind.DOCUMENT: "a document",
    SourceKind.UNNAMED: "an unnamed source",
}
#: What a claim is by its kind.
KINDS = {ClaimKind.CLAIM: "a claim", ClaimKind.QUOTE: "a quote", ClaimKind.BACKGROUND: "background"}


def percent(share: float) -> str:
    """A share of 1 as a person reads it."""
    return f"{share:.0%}"


def belongs(why: MentionWhy) -> Iterator[str]:
    """Why a mention is in its claim, a sentence a line; the terms themselves are listed apart."""
    it = why.belonging
    if it.act is not None:
        yield _act_words(it)
    if not why.found:
        yield "Its sentence was not found again in the stored text, so its terms cannot be told."
        return
    yield _carried_words(why)
    if not why.claim.told_in(why.mention):
        like, least = f"{why.mention.likeness:.2f}", f"{CLOSE:.2f}"
        yield f"In part: it is like the claim by {like}; who was first, and states, rest on {least} and more."
    if it.tells is not None and it.ground is not Ground.LIKENESS:
        enough = "rare enough together" if it.tells >= it.tells_needed - 1e-9 else "not rare enough together by now"
        times = it.tells / it.tells_needed
        yield f"These are {enough} among {counted(why.sentences, 'sentence')}: {times:.1f} times what is needed."
    if it.like is not None:
        other = why.claim.mentions[it.like.number - 1]
        words = ", ".join(f"“{word}”" for word in it.like.words)
        yield f"It repeats mention {it.like.number} ({other.outlet}); both have {words}."
    if it.copy_of is not None:
        other = why.claim.mentions[it.copy_of - 1]
        yield f"One chain with mention {it.copy_of} ({other.outlet}): its story repeats that one’s wording."


def _carried_words(why: MentionWhy) -> str:
    it = why.belonging
    carries = f"It carries {percent(it.carried)} of the claim’s weight"
    if it.ground is Ground.LIKENESS:
        few = it.carried >= it.needed - 1e-9
        lacks = "but it has only one of them, and two are needed" if few else f"and {percent(it.needed)} is needed"
        return f"{carries}, {lacks}: it came with sentences that are like it."
    if it.pair is None:
        own = "a headline" if why.mention.headline else "a sentence that puts it in words of its own"
        return f"{carries}; {percent(it.needed)} is needed of {own}."
    first, second = it.pair.first.words, it.pair.second.words
    others = counted(it.pair.outlets, "other outlet")
    return f"{carries}; {percent(it.needed)} is needed, as {first} and {second} meet in a clause, as with {others}."


def _act_words(it: Belonging) -> str:
    act = it.act
    assert act is not None
    on = f"on {act.at:%-d %B %Y}"
    if act.kind is ActKind.MERGE:
        return f"You put it here: it was in c{act.other_id}, which you merged into c{act.claim_id} {on}."
    return f"You put it here: you split it off c{act.claim_id} {on}."


def stance(why: StanceReason, source: SourceReason | None) -> Iterator[str]:
    """Why a stance: what decided, then each cue that did not and why."""
    rule = str(why.rule)
    if why.rule is Rule.WORD and source is not None:
        rule = f"said on the word of {_SOURCES[source.kind]}"
    yield f"“{why.words}”: {rule}." if why.words else f"{rule[:1].upper()}{rule[1:]}."
    yield from idle(why.others)


def idle(others: Sequence[Aside]) -> Iterator[str]:
    """Why cues do not count, those for one reason together."""
    for reason in dict.fromkeys(one.why for one in others):
        words = dict.fromkeys(f"“{one.words}”" for one in others if one.why is reason)
        yield f"{', '.join(words)} {'does' if len(words) == 1 else 'do'} not count: {reason}."


def source(why: SourceReason | None) -> Iterator[str]:
    """Why a source: its words and cue, its kind and why that, and whom the words stand for."""
    if why is None:
        yield "The sentence names none: it is the outlet’s own word."
        return
    by = f"; the cue is “{why.cue_words}”" if why.cue_words else ""
    yield f"“{why.words}”{by}."
    told = f" (“{why.told}”)" if why.told and why.told.lower() != why.words.lower() else ""
    yield f"{_SOURCES[why.kind].capitalize()}: {why.why_kind}{told}."
    if why.via:
        yield f"By way of {why.via}: the sentence says that it was told there."
    if why.antecedent is not None:
        where = "the headline" if why.antecedent.headline else "an earlier sentence"
        yield f"“{why.words}” stands for {why.name}, named in {where}: {why.antecedent.sentence}"
    elif why.name != why.words:
        yield f"Shown as {why.name}."


def here(one: Carried) -> str:
    """The words that stand for a term in a sentence, in quotation marks, or that there are none."""
    if one.span is not None:
        return f"“{one.said}”"
    return "not by itself" if one.absorbed else "not here"


def uses(fact: TermFact, sentences: int) -> str:
    """How rare a term is; nothing where it was not counted."""
    return f"{fact.uses:,} of {sentences:,}" if fact.uses is not None and sentences else "not counted"


def label(why: ClaimWhy) -> str:
    """Why a claim is shown in these words."""
    if why.claim.named:
        return "Your own words."
    if why.label.number is None:
        return "The wording of a mention that it had before; none of those it has now is worded so."
    mention = why.claim.mentions[why.label.number - 1]
    carried = why.label.carried
    carries = f", carries {percent(carried)} of the terms’ weight" if carried is not None else ""
    return (
        f"The clearest of its mentions: number {why.label.number} ({mention.outlet}), {mention.stance}, "
        f"{counted(len(why.claim.statement), 'character')}{carries}."
    )


def kind(why: ClaimWhy) -> str:
    """Why a claim is of its kind."""
    it, chains = why.kind, counted(why.claim.chains, "chain")
    if it.kind is ClaimKind.QUOTE:
        return f"Somebody’s words: {it.quoting} of {chains} have “{it.quoted} …” in quotation marks."
    again = f"{it.retold or 'none'} of {counted(len(why.claim.stories), 'story', 'stories')}"
    again += f" {'repeat' if it.retold > 1 else 'repeats'} an earlier one of the same outlet"
    if it.kind is ClaimKind.BACKGROUND:
        return f"Told with every story: {again} in mostly the same words, over {counted(it.days, 'day')}."
    quoted = f"{it.quoting} of {chains} share" if it.quoting > 1 else "no two chains share"
    return f"Neither a quote ({quoted} words in quotation marks) nor background ({again})."
