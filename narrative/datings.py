"""On which day something is said to have happened: the dates that the press gives for the acts the topic knows.

A ledger holds one claim's figures. A wrong date is told in claims of its own as often as not, so dates are compared
over all claims that are about an act: by the act beside which they stand in a clause.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from narrative.measures import chain_of
from narrative.topic import Topic, compile_terms
from store.models import Claim, Figure, Mention

#: A date that so many chains give for an act is the usual one; one that not a third as many give is a variant of it.
USUAL, FEWER = 3, 3
#: Where a clause begins or ends: a mark, or a word that joins two. Most letters begin neither: the pattern says first
#: which do, and looks behind them for the rest.
_CLAUSE = re.compile(
    r"[,;:()“”\"–—?!.aAbBiIıİoOtTwW](?:(?<=[^.\w])|(?<=\.)\s|(?<!\w.)(?i:(?<=a)(?:nd|lthough|s|fter)|"
    r"(?<=b)(?:ut|ecause|efore)|(?<=i)f|(?<=o)r|(?<=t)(?:hat|han)|(?<=w)(?:hile|hich|ho|hen))\b)"
)
_MONTH_AND_DAY = re.compile(r"\d\d-\d\d")
#: A verb in the past.
_PAST = re.compile(r"\w{3,}ed\b")
#: Before a verb, what says that it was not done, or not yet; before a noun, what says that it was done on another day,
#: "over the U.S. order", or that it is another one, "under a letter of the secretary dated Friday".
_NOT_DONE = re.compile(r"\b(?:to|will|would|may|might|not)\s+$", re.I)
_KNOWN = re.compile(r"(?:\b(?:the|this|that|these|those|its|his|her|their)|['’]s)\s+(?:[\w.]+\s+){0,2}$", re.I)
_ANOTHER = re.compile(r"\ban?\s+(?:[\w-]+\s+){0,2}$", re.I)
_THE = re.compile(r"(?:the|this|that)\s", re.I)
#: Between an act and its own date: "the order of June 12", "the June 12 order", "Friday's order".
_ITS_OWN = re.compile(r"^(?:['’]s)?\s*(?:of|from|on|dated|,)?\s*$", re.I)


@dataclass(frozen=True, slots=True)
class Dated:
    """A mention, by claim and number, that gives a date for an act."""

    claim_id: int
    number: int
    mention: Mention
    figure: Figure


@dataclass(frozen=True, slots=True)
class Dating:
    """A date for an act, as "06-12" where some give no year, with all that give it, oldest first."""

    date: str
    uses: tuple[Dated, ...]

    @property
    def chains(self) -> int:
        return len({chain_of(use.mention) for use in self.uses})

    @property
    def outlets(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(use.mention.outlet for use in self.uses))


@dataclass(frozen=True, slots=True)
class ActDates:
    """An act by its group in the topic, the date that most chains give for it, and those that few do."""

    act: str
    usual: Dating
    variants: tuple[Dating, ...]


def datings(claims: Sequence[Claim], acts: Mapping[str, re.Pattern[str]]) -> tuple[ActDates, ...]:
    """The acts that have a usual date and variants of it. `acts`: the words that name each, wherever they stand: a
    wrong date is often told in a claim of something else."""
    given: defaultdict[str, defaultdict[str, dict[tuple[int, str], Dated]]] = defaultdict(lambda: defaultdict(dict))
    in_order, read = sorted(acts.items()), set[tuple[int, str]]()
    for claim in claims:
        for number, mention in enumerate(claim.mentions, 1):
            place = mention.story_id, mention.sentence
            if not mention.figures or mention.headline or place in read:
                continue
            read.add(place)
            for figure in mention.figures:
                for act in _acts(mention, figure, in_order) if figure.kind == "date" else ():
                    given[act][_day(figure)].setdefault(place, Dated(claim.id, number, mention, figure))
    found = []
    for act, dates in sorted(given.items()):
        rows = [Dating(day, tuple(sorted(uses.values(), key=_order))) for day, uses in dates.items()]
        rows.sort(key=lambda row: (-row.chains, row.date))
        few = tuple(row for row in rows[1:] if row.chains * FEWER <= rows[0].chains)
        if rows[0].chains >= USUAL and few:
            found.append(ActDates(act, rows[0], few))
    return tuple(found)


def acts_of(topic: Topic, claims: Iterable[Claim] | None = None) -> dict[str, re.Pattern[str]]:
    """The words of the topic that name acts (of those that the claims are about, where these are given): its evidence,
    and groups with a verb in the past among their words."""
    about = None if claims is None else {term.term[1:] for claim in claims for term in claim.terms}
    return {
        group.id: compile_terms(group.terms)
        for group in topic.groups
        if (about is None or group.id in about)
        and (group.role != "synonym" or any(_PAST.fullmatch(term) for term in group.terms))
    }


def _order(dated: Dated) -> tuple[object, ...]:
    return dated.mention.said_at, dated.mention.story_id, dated.claim_id, dated.number


def _day(figure: Figure) -> str:
    """Month and day: of a running story both are enough, and many sentences give no year."""
    return figure.value[-5:]


def _acts(mention: Mention, figure: Figure, acts: Sequence[tuple[str, re.Pattern[str]]]) -> Iterator[str]:
    """The acts that stand beside a date in its clause and were done on it."""
    if not _MONTH_AND_DAY.fullmatch(_day(figure)):
        return
    text, start, end = mention.sentence, figure.start - mention.start, figure.end - mention.start
    begin, stop = _clause(text, start, end)
    for act, pattern in acts:
        if any(_is_its(text, match, begin, start, end) for match in pattern.finditer(text, begin, stop)):
            yield act


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the clause around a place begins and ends."""
    begin = 0
    for match in _CLAUSE.finditer(text):
        for edge in match.span():
            if edge <= start:
                begin = edge
            if edge >= end:
                return begin, edge
    return begin, len(text)


def _is_its(text: str, act: re.Match[str], begin: int, start: int, end: int) -> bool:
    """Whether the date at `start` to `end` is that of an act in its clause, which begins at `begin`."""
    before = text[begin : act.start()]
    if act.end() <= start and _ANOTHER.search(before):
        return False
    if _ITS_OWN.match(text[end : act.start()] if act.start() >= end else text[act.end() : start]):
        return True
    if _PAST.match(act[0]):
        return not _NOT_DONE.search(before)
    return not (_THE.match(act[0]) or _NOT_DONE.search(before) or _KNOWN.search(before))
