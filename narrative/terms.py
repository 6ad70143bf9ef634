"""A sentence as a set of canonical terms, so that what is said differently can be seen to be the same.

Names become their entity (`@fable-5`), words of one synonym group their group (`#order`; `#restriction/ban` where the
topic says what it is a kind of), figures their value (`=2026-06-12`), words that negate the one term `!no`, all other
words their stem.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from narrative.figures import figures
from narrative.lexicon import Lexicon
from narrative.openings import DATELINE
from narrative.stems import stem
from narrative.topic import Group, Topic
from narrative.wordlist import placed, words
from store.models import Figure, Span

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+")
_NAME = re.compile(
    r"[A-Z][\w’'-]+(?:\s(?:(?:de los|de las|de la|de|del|la|los|von der|von|van der|van|bin|al|of the|of)\s)?"
    r"(?:[A-Z]\.\s)?[A-Z][\w’'-]+)*"
)
#: What the terms that are no plain words begin with: names, groups, figures, slots and the negation.
SPECIAL = "@#=&!"
#: The term of whatever negates: that something was not said, given or harmed is often all that is told.
NEGATED = "!no"
#: What stands between what a group is a kind of and its name.
KIND = "/"
_NEGATIONS = frozenset("no not never none nobody nothing neither nor without cannot".split())
STOP = frozenset(
    (
        "a about above after again against ask asks asked asking all also although am among amid an and any are as at "
        "away back be became because been before being below between both but by came can come could did do does "
        "doing down due during each either else even ever every few for from further get gets getting give given "
        "gives go goes going gone got had has have having he her here hers him his how however i if in into is it its "
        "itself just last later least less let like made make makes making many may me might more most much must my "
        "near nearly new next now of off often on once one only onto or our out over own per put puts rather really "
        "said same saw say saying says see seen several shall she should since so some soon still such take taken "
        "takes taking than that the their them then there these they thing things this those though through thus till "
        "to today together told too took toward two under until up upon us use used uses using very via want wants "
        "was way we week well went were what when where whether which while who whom whose why will with within would "
        "yet you your yesterday according report reports reported reportedly apparently allegedly appear appears seem "
        "seems mr ms mrs call calls called day days time times year years company firm people part also says s t d m "
        "p us u re ve ll hour hours minute minutes month months weekend weekends morning afternoon evening night "
        "early earlier recent recently ago late current currently familiar matter matters source sources person "
        "persons anonymity briefed knowledge statement statements vendor maker lab developer provider"
    ).split()
)
_FIGURE = re.compile(
    r"=(?:(?P<date>\d\d-\d\d)|(?P<time>\d\d:\d\d)|(?P<money>.+ [A-Z]{3})|(?P<percent>.+ %)|"
    r"(?P<duration>.+ (?:second|minute|hour|day|week|month|year)))"
)
#: What a sentence may begin with before a name, with a capital of its own.
_BEFORE = re.compile(r"(?:The|A|An|In|On|At|By|For|From|But|And|As|After|When|While|If|Since)\s(?=[A-Z])")
#: A name of so many words is known by their first letters too.
_LONG = 3
#: How many of a unit of time make the next.
_LARGER = {
    "second": (60, "minute"),
    "minute": (60, "hour"),
    "hour": (24, "day"),
    "day": (7, "week"),
    "month": (12, "year"),
}


#: Last words of names that are everyday words too.
_COMMON = words(
    "states nations kingdom union house court office council journal post street times group news bank party"
)


@dataclass(frozen=True, slots=True)
class Canonical:
    """What a sentence comes down to: its terms, each with the words it first stands for; those of them that are names
    unknown to the topic; and its figures."""

    terms: dict[str, Span]
    names: frozenset[str]
    figures: tuple[Figure, ...]


class Canon:
    """Makes canonical terms by a topic. One is made a run, as it takes the topic's terms apart first."""

    def __init__(self, topic: Topic) -> None:
        self._entities = Lexicon([(f"@{entity.id}", entity.aliases) for entity in topic.entities])
        self._groups = Lexicon([(group_term(group), group.terms) for group in topic.groups])

    def canonical(self, sentence: str, said_at: datetime | None) -> Canonical:
        """The terms of a sentence.

        Groups may claim the same words (an order is an order, and a restriction too): two terms that stand for the same
        words have not met in a sentence, which is why the words are told. Cut away what is no part of the claim before
        (see `propositions.core`).
        """
        dateline = DATELINE.match(sentence)
        text = sentence if dateline is None else " " * dateline.end() + sentence[dateline.end() :]
        terms: dict[str, Span] = {}
        covered = bytearray(len(text))
        there = placed(text)
        # Names first: the 5 of a model's name is no figure. What one has taken is not there for those that follow, so
        # that "Treasury Secretary X" is the Treasury and, by the rest of the name, X.
        for row, start, end in self._entities.find(text, there):
            if not any(covered[start:end]):
                terms.setdefault(self._entities.names[row], Span(start, end))
                covered[start:end] = b"\1" * (end - start)
        found = tuple(f for f in figures(text, said_at) if not any(covered[f.start : f.end]))
        for figure in found:
            terms.setdefault(_figure_term(figure), Span(figure.start, figure.end))
            covered[figure.start : figure.end] = b"\1" * (figure.end - figure.start)
        for row, start, end in self._groups.find(text, there):
            terms.setdefault(self._groups.names[row], Span(start, end))
            covered[start:end] = b"\1" * (end - start)
        names = _names(text, terms, covered)
        for match in _WORD.finditer(text):
            start = match.start()
            if not covered[start] and (term := _plain(match[0])):
                terms.setdefault(term, Span(start, match.end()))
        return Canonical(terms, names, found)


def group_term(group: Group) -> str:
    """The term for any word of a group, with what the group is a kind of."""
    return f"#{group.under}{KIND}{group.id}" if group.under else f"#{group.id}"


@lru_cache(maxsize=50_000)
def _plain(written: str) -> str:
    """The term of a word as it is written; nothing where it tells nothing."""
    word = written.lower().replace("’", "'").removesuffix("'s")
    if word in _NEGATIONS or word.endswith("n't"):
        return NEGATED
    return "" if word in STOP or len(word) < 2 or word.isdigit() else stem(word)


def _names(text: str, terms: dict[str, Span], covered: bytearray) -> frozenset[str]:
    """Names unknown to the topic: a run of capitalised words is one term, its last word, as people are named later."""
    names = set()
    for match in _NAME.finditer(text):
        start, end = match.span()
        before = _BEFORE.match(text, start, end)
        start = before.end() if before else start
        parts = _WORD.findall(text[start:end])
        if not parts or any(covered[start:end]):
            continue
        last = parts[-1].lower().replace("’", "'").removesuffix("'s")
        # Of "United States" the last word alone would be that of "stated" too.
        term = " ".join(word.lower() for word in parts) if len(parts) > 1 and last in _COMMON else stem(last)
        if len(parts) == 1 and not text[: match.start()].strip(" “\"'‘("):
            continue  # any word is written so at the beginning of a sentence
        if len(term) < 2 or parts[-1].lower() in STOP:
            continue
        for one in (term, *_initials(parts)):
            names.add(one)
            terms.setdefault(one, Span(start, end))
        covered[start:end] = b"\1" * (end - start)
    return frozenset(names)


def _initials(parts: list[str]) -> list[str]:
    """By which letters a long name may be known: the Federal Trade Commission is the FTC."""
    if len(parts) < _LONG:
        return []
    letters = "".join(part if part.isupper() else part[0] for part in parts if part[0].isupper())
    return [letters.lower()] if len(letters) >= _LONG else []


def _figure_term(figure: Figure) -> str:
    """A date without its year and a time without its zone, as half of those who name them leave those out."""
    if figure.kind == "date":
        return f"={figure.value[-5:]}"
    if figure.kind == "duration":
        return f"={_longest(figure.value)}"
    return f"={figure.value.split()[0]}" if figure.kind == "time" else f"={figure.value}"


def _longest(duration: str) -> str:
    """A length of time in the largest unit that it fills: 48 hours are two days."""
    amount, _, unit = duration.partition(" ")
    while unit in _LARGER and amount.isdigit() and int(amount) and not int(amount) % _LARGER[unit][0]:
        amount, unit = str(int(amount) // _LARGER[unit][0]), _LARGER[unit][1]
    return f"{amount} {unit}"


@lru_cache(maxsize=50_000)
def kind_of_figure(term: str) -> str | None:
    """Which kind of figure a term is, told by how such terms are written; None where it is none, or a plain number."""
    match = _FIGURE.fullmatch(term)
    return match.lastgroup if match else None
