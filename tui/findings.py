"""What `narrative` finds, as the views draw it: signs for trends, turns on the ladder, styles for evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from textual.content import Content

from narrative.timeline import Rung, Trend, ladder, trend
from store.models import Claim, Mention, Span, Stance
from store.wording import kind_tag, made_by
from tui.bins import begin
from tui.style import FAINT, MUTED, colour
from tui.text import Part, line

_SIGNS: dict[Trend, Part] = {
    Trend.HARDENING: ("▲", "bold $stance-asserted"),
    Trend.SOFTENING: ("▼", "bold $stance-hedged"),
    Trend.STEADY: ("·", FAINT),
}
_WORDS: dict[Trend, Part] = {
    Trend.HARDENING: ("▲ hardening: independent mentions grow surer", "$stance-asserted"),
    Trend.SOFTENING: ("▼ softening: independent mentions grow less sure", "$stance-hedged"),
    Trend.STEADY: ("· steady: as sure as at first, or too few to tell", MUTED),
}


def trend_sign(claim: Claim) -> Part:
    """`▲` where a claim's mentions move toward asserted, `▼` where they move away from it."""
    return _SIGNS[trend(claim)]


def trend_words(claim: Claim) -> Part:
    """The trend by its name."""
    return _WORDS[trend(claim)]


def made(claim: Claim) -> Content:
    """By how many a claim is made, its kind before that where it is no assertion."""
    tag = kind_tag(claim)
    return line((f"{tag} · " if tag else "", "$accent"), (made_by(claim), MUTED))


@dataclass(frozen=True, slots=True)
class Turn:
    """When an outlet first took the stance it ended in, coming from another."""

    at: datetime
    before: Stance
    after: Stance


@dataclass(frozen=True, slots=True)
class LadderRow:
    """One outlet on the ladder. `copies`: its stories that copy another's."""

    rung: Rung
    turn: Turn | None
    copies: frozenset[int] = frozenset()


def ladder_of(claim: Claim, copies: frozenset[int]) -> list[LadderRow]:
    """The outlets that make a claim, in the order in which they first did."""
    return [LadderRow(rung, _turn(rung), copies) for rung in ladder(claim)]


def copies_of(claim: Claim) -> frozenset[int]:
    """The stories of a claim whose chain has made it in an earlier one."""
    first: dict[int, int] = {}
    for mention in claim.mentions:
        first.setdefault(mention.chain if mention.chain is not None else mention.story_id, mention.story_id)
    return frozenset(claim.stories) - frozenset(first.values())


def _turn(rung: Rung) -> Turn | None:
    first, last = rung.marks[0], rung.marks[-1]
    # What stands beside another sentence of the same story is no turn: it must have been said later.
    later = (mark for mark in rung.marks if mark.stance is last.stance and mark.at > first.at)
    reached = next(later, None)
    if reached is None or first.stance is last.stance:
        return None
    return Turn(reached.at, first.stance, last.stance)


def every_day(days: Mapping[date, int]) -> dict[date, int]:
    """The counts of days, with those between the first and the last that brought nothing."""
    if not days:
        return {}
    first = min(days)
    between = (first + timedelta(days=number) for number in range((max(days) - first).days + 1))
    return {day: days.get(day, 0) for day in between}


def told_by(claim: Claim, hourly: bool) -> Mapping[object, tuple[int, Stance]]:
    """For each day, or hour, by its beginning, how often a claim was made and in which stance mostly (of equals the
    surer one)."""
    found: dict[object, Counter[Stance]] = {}
    for mention in claim.mentions:
        found.setdefault(begin(mention.said_at, hourly), Counter())[mention.stance] += 1
    order = list(Stance)
    return {
        at: (counts.total(), max(counts, key=lambda stance: (counts[stance], order.index(stance))))
        for at, counts in found.items()
    }


def evidence_styles(mention: Mention, base: int) -> list[tuple[int, int, str]]:
    """Where cue, source and figures stand, counted from `base`, each with its style."""
    styles = [(figure.start - base, figure.end - base, "bold") for figure in mention.figures]
    if mention.source is not None:
        styles.append((mention.source.start - base, mention.source.end - base, "italic on $source-tint"))
    if mention.cue is not None:
        start, end = _seen_cue(mention, mention.cue)
        styles.append((start - base, end - base, f"bold underline {colour(mention.stance)}"))
    return styles


def _seen_cue(mention: Mention, cue: Span) -> tuple[int, int]:
    """Where the cue stands; one that is but a sign, as a bracket before a name, with the name that it is a sign of."""
    said = mention.sentence[cue.start - mention.start : cue.end - mention.start]
    if mention.source is None or any(map(str.isalnum, said)):
        return cue.start, cue.end
    return min(cue.start, mention.source.start), max(cue.end, mention.source.end)
