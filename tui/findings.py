"""What `narrative` finds, as the views draw it: the trend's sign, and the styles that show a mention's evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from store.models import Claim, Mention, Stance, Story
from tui.style import FAINT, MUTED, colour
from tui.text import Part


def trend_sign(claim: Claim) -> Part:
    """`▲` where a claim's mentions move toward asserted, `▼` where they move away from it."""
    return _SIGNS.get(trend_of(claim), ("·", FAINT))


def trend_words(claim: Claim) -> Part:
    """The trend by its name."""
    return {
        "hardening": ("▲ hardening: later mentions are surer", "$stance-asserted"),
        "softening": ("▼ softening: later mentions are less sure", "$stance-hedged"),
    }.get(trend_of(claim), ("· as sure as at first", MUTED))


_SIGNS: dict[str, Part] = {"hardening": ("▲", "bold $stance-asserted"), "softening": ("▼", "bold $stance-hedged")}


def trend_of(claim: Claim) -> str:
    """hardening, softening or steady."""
    early, late = claim.mentions[: len(claim.mentions) // 2], claim.mentions[len(claim.mentions) // 2 :]
    if not early:
        return "steady"
    order = list(Stance)
    shift = sum(order.index(m.stance) for m in late) / len(late) - sum(order.index(m.stance) for m in early) / len(early)
    return "hardening" if shift > 0.5 else "softening" if shift < -0.5 else "steady"


@dataclass(frozen=True, slots=True)
class LadderRow:
    """One outlet on the ladder: its mentions' times and stances, and when it turned from which to which."""

    outlet: str
    story_id: int
    rungs: tuple[tuple[datetime, Stance], ...]
    turn: tuple[datetime, Stance, Stance] | None


def ladder_of(claim: Claim) -> list[LadderRow]:
    """The outlets that make a claim, in the order in which they first did."""
    rows = []
    for outlet in claim.outlets:
        made = [m for m in claim.mentions if m.outlet == outlet]
        rungs = tuple((m.said_at, m.stance) for m in made)
        rows.append(LadderRow(outlet, made[0].story_id, rungs, _turn(rungs)))
    return rows


def _turn(rungs: Sequence[tuple[datetime, Stance]]) -> tuple[datetime, Stance, Stance] | None:
    """The first time an outlet reached the stance it ended in, coming from another."""
    first, last = rungs[0][1], rungs[-1][1]
    if first is last:
        return None
    return next((moment, first, last) for moment, stance in rungs if stance is last)


def stories_a_day(stories: Sequence[Story]) -> dict[date, int]:
    """How many stories each day brought."""
    return dict(sorted(Counter(story.said_at.date() for story in stories).items()))


def days_of(claim: Claim) -> Mapping[date, tuple[int, Stance]]:
    """For each day how often a claim was made and in which stance mostly (of equals the surer one)."""
    found: dict[date, Counter[Stance]] = {}
    for mention in claim.mentions:
        found.setdefault(mention.said_at.date(), Counter())[mention.stance] += 1
    order = list(Stance)
    return {
        day: (counts.total(), max(counts, key=lambda stance: (counts[stance], order.index(stance))))
        for day, counts in found.items()
    }


def evidence_styles(mention: Mention, base: int) -> list[tuple[int, int, str]]:
    """Where cue, source and figures stand, counted from `base`, each with its style."""
    styles = [(figure.start - base, figure.end - base, "bold") for figure in mention.figures]
    if mention.source is not None:
        styles.append((mention.source.start - base, mention.source.end - base, "italic on $source-tint"))
    if mention.cue is not None:
        cue = f"bold underline {colour(mention.stance)}"
        styles.append((mention.cue.start - base, mention.cue.end - base, cue))
    return styles


def figure_variants(mentions: Sequence[Mention]) -> dict[str, dict[str, list[str]]]:
    """For each kind of figure its values, as first worded, with the outlets that give them, in order of time."""
    kinds: dict[str, dict[str, list[str]]] = {}
    for mention in mentions:
        for figure in mention.figures:
            name = " ".join(filter(None, (figure.qualifier, figure.value)))
            outlets = kinds.setdefault(figure.kind, {}).setdefault(name, [])
            if mention.outlet not in outlets:
                outlets.append(mention.outlet)
    return kinds
