"""What `narrative` finds, as the views draw it: the trend's sign, and the styles that show a mention's evidence."""

from __future__ import annotations

from collections.abc import Sequence

from store.models import Claim, Mention
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
    from narrative.timeline import trend

    return str(trend(claim))


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
