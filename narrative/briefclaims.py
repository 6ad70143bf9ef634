"""One sentence a claim: its most important change, the others beside it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from narrative.astold import as_told, first_told, first_words
from narrative.briefchange import Change
from narrative.brieffigures import figures
from narrative.briefkinds import WEIGHTS, Kind
from narrative.briefnews import News, Seen
from narrative.briefwords import day, names, outlets_of, quoted, seen_at, spread, stances
from narrative.holders import Holding
from narrative.life import QUIET, SPREAD, Stage, State
from narrative.measures import chain_of
from narrative.reach import BEYOND_DOUBT, reach
from narrative.timeline import tellings
from narrative.unnamed import Unnamed
from narrative.unsourced import unsourced
from store.models import MADE_BY_NONE, BriefLine, Claim, ClaimKind, Mention, SourceKind, Stance
from store.wording import counted

#: A person's pin puts a claim before all others; what is no assertion of the story's own matters half.
PINNED, NO_CLAIM = 100.0, 0.5
#: Who is named as the first is quoted: the claim's own words may tell of what that one only announced.
_BY_THE_FIRST = frozenset((Kind.EMERGED, Kind.RECURS))
#: A denial that one more outlet carries matters less than the first, and so does a return that is over again.
_AGAIN, _OVER = 0.6, 0.3


def sentence(found: News, what: Seen, unnamed: Unnamed, holding: Holding) -> BriefLine | None:
    """What is told of a claim, the most important change first and the others in order of time; None where it was only
    repeated. `unnamed`: who the sources without a name are; `holding`: the claims that hold a sentence."""
    claim = found.claim
    changes = list(_changes(found, what, unnamed, holding))
    changes.sort(key=lambda change: -WEIGHTS[change.kind].base * change.share)
    if not changes:
        return None
    first, *others = changes
    in_time = [change.clause for change in sorted(others, key=lambda change: change.at)]
    beside = f" Also: {'; '.join(in_time)}." if in_time else ""
    numbers = tuple(sorted({number for change in changes for number in change.numbers}))
    stories = tuple(dict.fromkeys(claim.mentions[number - 1].story_id for number in numbers))
    size = math.log2(1 + claim.chains) * (1.0 if claim.kind is ClaimKind.CLAIM else NO_CLAIM)
    weight = WEIGHTS[first.kind].base * first.share * size + (PINNED if claim.pinned else 0.0)
    return BriefLine(
        first.kind,
        f"{first.lead}: {quoted(claim, _words(claim, first))}{first.tail}.{beside}",
        stories,
        (claim.id,),
        tuple(({"outlets": len(claim.outlets), "chains": claim.chains} | dict(first.figures)).items()),
        tuple((claim.id, number) for number in numbers),
        tuple(dict.fromkeys(change.kind.value for change in others if change.kind is not first.kind)),
        round(weight, 2),
    )


def _words(claim: Claim, change: Change) -> str:
    if not change.words:
        return claim.statement
    if change.kind in _BY_THE_FIRST:
        return first_words(claim, change.words[0]) or claim.statement
    if change.kind is Kind.FIGURES:
        # A value is told by a sentence that gives it, and not by another one of its story.
        claim = replace(claim, mentions=tuple(claim.mentions[number - 1] for number in change.words))
        return as_told(claim, {mention.story_id for mention in claim.mentions})
    return as_told(claim, {claim.mentions[number - 1].story_id for number in change.words})


def _changes(found: News, what: Seen, unnamed: Unnamed, holding: Holding) -> Iterator[Change]:
    by_stage = {stage: state for stage in Stage if (state := found.latest(stage))}
    if Stage.EMERGING in by_stage:
        yield _emerged(found, by_stage[Stage.EMERGING], what, holding)
    for stage, state in by_stage.items():
        yield from _WRITERS[stage](found, state, what) if stage in _WRITERS else ()
        if stage is Stage.DENIED:
            yield _denial(found, state.numbers, what.now, "Denied", unnamed)
    if Stage.EMERGING not in by_stage:
        yield from _spreading(found, what)
    if not by_stage.keys() & {Stage.DENIED, Stage.CONTESTED, Stage.CORRECTED}:
        yield from _denied_again(found, what.now, unnamed)
    yield from _unsourced(found, unnamed, holding, what.now)
    yield from figures(found, what)
    if not by_stage and found.told and len(found.old) < 2 <= _made_by(found, what.now)["outlets"]:
        yield _recurs(found, what.now, holding)


def _at(found: News, number: int) -> Mention:
    return found.claim.mentions[number - 1]


def _emerged(found: News, state: State, what: Seen, holding: Holding) -> Change:
    claim = found.claim
    by = f"first by {claim.first_said_by} on {day(claim.first_said_at, what.now)}"
    made = _made_by(found, what.now)
    its = first_told(claim, holding)
    numbers = tuple(sorted({its, *state.numbers}))
    tail = f", {by}; {spread(**made)}"
    return Change(Kind.EMERGED, "New", tail, "new", numbers, made, state.began, words=(its,))


def _spreading(found: News, what: Seen) -> Iterator[Change]:
    """A claim that spreads, or did before and goes on, by the outlets that had not made it; one that emerges tells by
    how many anyway."""
    new = [name for name in outlets_of(found.told) if name not in found.old]
    stretches = [state for state in found.life.states if state.stage is Stage.SPREADING]
    goes_on = any(state.ended is None for state in stretches)
    if len(new) < SPREAD or not (goes_on or any(state.ended and what.within(state.ended) for state in stretches)):
        return
    more = counted(len(new), "outlet" if not found.old else "more outlet")
    numbers = tuple(n for n in found.fresh if _at(found, n) in found.told and _at(found, n).outlet in new)
    at, made = max(_at(found, number).said_at for number in numbers), _made_by(found, what.now)
    tail = f", taken up by {more} ({names(new)}); {spread(**made)}"
    lead = "Spreading" if goes_on else "Spread"
    yield Change(Kind.SPREAD, lead, tail, f"taken up by {more}", numbers, made | {"more_outlets": len(new)}, at)


def _made_by(found: News, now: datetime) -> dict[str, int]:
    """How many outlets make a claim, in how many chains: not who has some of its words only, denies it or asks."""
    told = tellings(found.claim.mentions)
    its = [one for one in told if one.stance not in MADE_BY_NONE and one.said_at <= now] or told
    return {"outlets": len(outlets_of(its)), "chains": len({chain_of(mention) for mention in its})}


def _surer(found: News, state: State, what: Seen) -> Iterator[Change]:
    yield from _turned(found, state, what.now, Kind.HARDENED, "Told more surely")


def _less_sure(found: News, state: State, what: Seen) -> Iterator[Change]:
    yield from _turned(found, state, what.now, Kind.SOFTENED, "Told less surely")


def _turned(found: News, state: State, now: datetime, kind: Kind, words: str) -> Iterator[Change]:
    compared = [_at(found, number) for number in state.numbers]
    half = len(compared) // 2
    since = f"since {compared[-1].outlet} on {day(state.began, now)}"
    earlier, later = stances("first", compared[:half]), stances("last", compared[-half:])
    tail = f", {since}: of {len(compared)} chains {earlier}, {later}"
    clause = f"{words[:1].lower()}{words[1:]} since {day(state.began, now)}"
    yield Change(kind, words, tail, clause, state.numbers, {"compared": len(compared)}, state.began)


def _denied_again(found: News, now: datetime, unnamed: Unnamed) -> Iterator[Change]:
    """One more denial of what was denied before."""
    if found.held & {Stage.DENIED, Stage.CONTESTED}:
        numbers = tuple(n for n in found.fresh if _at(found, n).stance is Stance.DENIED and _at(found, n).close)
        if numbers:
            yield replace(_denial(found, numbers, now, "Denied again", unnamed), share=_AGAIN)


def _denial(found: News, numbers: Sequence[int], now: datetime, words: str, unnamed: Unnamed) -> Change:
    mentions = [_at(found, number) for number in numbers]
    first = mentions[0]
    whom = first.attributed_to or ""
    if first.source_kind is SourceKind.UNNAMED:
        whom = unnamed.people(first)
        whom = f"{whom[:1].lower()}{whom[1:]}"  # as it stands within a sentence
    by = f" by {whom}" if whom else ""
    on = f"on {day(first.said_at, now)}"
    where = f"in {names(outlets_of(mentions))}{by} {on}"
    told, figures = _reach(found)
    return Change(
        Kind.DENIED, f"{words} {where}", told, f"{words.lower()} {on}", tuple(numbers), figures, first.said_at
    )


def _reach(found: News) -> tuple[str, dict[str, int | float | str]]:
    """Of the outlets that carried the claim, who told of its denial."""
    its = reach(found.claim, found.life)
    if its is None or len(its.carriers) < 2:
        return "", {}
    carried = counted(len(its.carriers), "outlet")
    figures: dict[str, int | float | str] = {"carried": len(its.carriers), "told": len(its.told)}
    return f"; of {carried} that carried it, {len(its.told) or 'none'} told of that", figures


def _contested(found: News, state: State, what: Seen) -> Iterator[Change]:
    denial, after = (_at(found, number) for number in state.numbers)
    again = day(after.said_at, what.now)
    made = f"made again by {after.outlet} on {again}{_says(found.claim, after)}"
    tail = f", denied in {denial.outlet} on {day(denial.said_at, what.now)}, {made}"
    yield Change(
        Kind.CONTESTED, "Contested", tail, f"contested since {again}", state.numbers, _reach(found)[1], after.said_at
    )


def _corrected(found: News, state: State, what: Seen) -> Iterator[Change]:
    mentions = [_at(found, number) for number in state.numbers]
    by, back = mentions[-1].outlet, len(state.story_ids) > 1
    edit = (mentions[-1].story_id, state.began)
    seen = f", {seen_at(state.began, what.edited[edit], what.now)}" if edit in what.edited else ""
    words = f"{'taken back' if back else 'corrected'} by {by}{seen or f' on {day(state.began, what.now)}'}"
    tail = f", which made it on {day(mentions[0].said_at, what.now)}" if back else ""
    told, figures = _reach(found)
    lead = f"{words[:1].upper()}{words[1:]}" + ("" if back else ", which now says")
    says = () if back else state.numbers[-1:]
    yield Change(Kind.CORRECTED, lead, f"{tail}{told}", words, state.numbers, figures, state.began, words=says)


def _fading(found: News, state: State, what: Seen) -> Iterator[Change]:
    last = _at(found, state.numbers[0])
    back = found.latest(Stage.REVIVED)
    its = [mention for mention in tellings(found.claim.mentions) if mention.said_at <= what.now]
    copies = [mention for mention in its if mention.said_at > last.said_at and chain_of(mention) != mention.story_id]
    until = day(copies[-1].said_at, what.now) if copies else ""
    since = day(last.said_at, what.now)
    but = f", but for copies until {until}" if until not in ("", since) else ""
    # Where nobody came after the one who brought it back, that stands right before.
    after = "then" if back and back.numbers[-1] == state.numbers[0] and _is_back(found, back) else since
    numbers = (*state.numbers, *(found.claim.mentions.index(mention) + 1 for mention in copies[-1:]))
    made = _made_by(found, what.now)
    tail = f"; {spread(**made)} made it"
    yield Change(Kind.QUIET, f"Quiet since {since}{but}", tail, f"quiet since {after}{but}", numbers, made, state.began)


def _is_back(found: News, state: State) -> bool:
    """Whether who is said to bring a claim back makes it beyond doubt: after a long quiet, a few of its words are more
    likely to tell of something else."""
    return _at(found, state.numbers[-1]).likeness >= BEYOND_DOUBT


def _revived(found: News, state: State, what: Seen) -> Iterator[Change]:
    if not _is_back(found, state):
        return
    again = _at(found, state.numbers[-1])
    # Not by when the last one was said as it stands now: an edit may have come since it was first told.
    quiet = next(one for one in found.life.states if one.stage is Stage.FADING and one.ended == state.began)
    after = (state.began - (quiet.began - QUIET)) // timedelta(days=1)
    words, on = f"after {counted(after, 'day')}", f"on {day(again.said_at, what.now)}"
    over = found.latest(Stage.FADING) is not None
    clause = f"{'was ' if over else ''}back {on} {words}"
    figures = {"days": after}
    share = _OVER if over else 1.0
    tail = f", by {again.outlet} {on}{_says(found.claim, again)}"
    yield Change(Kind.REVIVED, f"Back {words}", tail, clause, state.numbers, figures, again.said_at, share)


def _says(claim: Claim, one: Mention) -> str:
    """The words of who is named behind the claim's own, where these are another's."""
    told = as_told(replace(claim, mentions=(one,)), {one.story_id})
    return "" if told == claim.statement else f": {quoted(claim, told)}"


def _unsourced(found: News, unnamed: Unnamed, holding: Holding, now: datetime) -> Iterator[Change]:
    if found.tree is None:
        return
    its = [one for one in unsourced(found.claim, found.tree, holding) if one.number in found.fresh]
    if its:
        report = its[0].report
        by = names([one.mention.outlet for one in its])
        said = (_at(found, number) for number in report.numbers)
        source = next((one for one in said if one.attributed_to == its[0].people), None)
        people = f" on the word of {unnamed.people(source)}" if source else ""
        dated = names([f"{one.mention.outlet} on {day(one.mention.said_at, now)}" for one in its])
        tail = f", by {dated} after {report.outlet}{people}"
        they = tuple(one.number for one in its)
        numbers = (*report.numbers, *they)
        lead, clause = "Told as fact on one report of unnamed people", f"told as fact by {by}, without a source"
        at = its[-1].mention.said_at
        yield Change(Kind.UNSOURCED, lead, tail, clause, numbers, {"as_fact": len(its)}, at, words=they)


def _recurs(found: News, now: datetime, holding: Holding) -> Change:
    claim = found.claim
    first = f"first by {claim.first_said_by} on {day(claim.first_said_at, now)}"
    tail = f", {first}"
    made = _made_by(found, now)
    lead = f"Now told by {counted(made['outlets'], 'outlet')}"
    its, at = first_told(claim, holding), found.told[-1].said_at
    numbers = tuple(sorted({its, *(number for number in found.fresh if _at(found, number) in found.told)}))
    return Change(Kind.RECURS, lead, tail, lead.lower(), numbers, made, at, words=(its,))


_WRITERS = {
    Stage.HARDENING: _surer,
    Stage.SOFTENING: _less_sure,
    Stage.CONTESTED: _contested,
    Stage.CORRECTED: _corrected,
    Stage.FADING: _fading,
    Stage.REVIVED: _revived,
}
