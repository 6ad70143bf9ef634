"""How a brief words names, days, claims and headlines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from store.models import Claim, Mention, Stance
from store.wording import counted, kind_tag

#: Characters of a claim's words, and of a headline within a sentence.
STATEMENT, HEADLINE = 90, 70
#: Names given before the rest is counted.
NAMED = 3
#: Of what is no older, the hour is told too.
RECENT = timedelta(hours=36)


def names(found: Sequence[str]) -> str:
    """`A`, `A and B`, `A, B and C`, `A, B, C and 2 more`."""
    if len(found) > NAMED + 1:
        return f"{', '.join(found[:NAMED])} and {len(found) - NAMED} more"
    return f"{', '.join(found[:-1])} and {found[-1]}" if len(found) > 1 else "".join(found)


def day(moment: datetime, now: datetime) -> str:
    """`30 June`, with the hour where it is recent and with the year where it is another."""
    if timedelta() <= now - moment < RECENT:
        return f"{moment:%-d %B %H:%M}"
    return f"{moment:%-d %B}" if moment.year == now.year else f"{moment:%-d %B %Y}"


def seen_at(moment: datetime, stated: datetime | None, now: datetime) -> str:
    """`seen on 1 July`, as that is when we looked; with what the page says of when it was, where it does."""
    said = f" (its page says {stated:%-d %B %H:%M})" if stated else ""
    return f"seen on {day(moment, now)}{said}"


def short(text: str, longest: int) -> str:
    """A text on one line, cut at a space where it is too long."""
    flat = " ".join(text.split())
    if len(flat) <= longest:
        return flat
    cut = flat[: longest - 1]
    return f"{cut[: cut.rfind(' ')] if ' ' in cut[longest // 2 :] else cut}…"


def quoted(claim: Claim, words: str) -> str:
    """A claim in these words; what is no assertion of the story's own says so."""
    tag = kind_tag(claim)
    return f"{f'({tag}) ' if tag else ''}“{short(words.rstrip('.'), STATEMENT)}”"


def headline(title: str) -> str:
    return f"“{short(title, HEADLINE) or 'no headline'}”"


def stances(which: str, mentions: Sequence[Mention]) -> str:
    """`the first 3 hedged it`, `1 of the last 3 hedged and 2 asserted it`, from least to most sure."""
    counts = Counter(mention.stance for mention in mentions)
    if len(counts) == 1:
        return f"the {which} {len(mentions)} {mentions[0].stance} it"
    told = [f"{counts[stance]} {stance}" for stance in Stance if counts[stance]]
    least, _, stance = told[0].partition(" ")
    return f"{names([f'{least} of the {which} {len(mentions)} {stance}', *told[1:]])} it"


def spread(outlets: int, chains: int) -> str:
    """`8 outlets in 6 chains`."""
    return f"{counted(outlets, 'outlet')} in {counted(chains, 'chain')}"


def outlets_of(mentions: Sequence[Mention]) -> list[str]:
    """Their outlets, each once, in order."""
    return list(dict.fromkeys(mention.outlet for mention in mentions))
