"""The cues of attribution in a sentence, as indices of its words, each with where its source stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from narrative.around import (
    beside_quotation,
    closes_aside,
    closes_quotation,
    closes_sentence,
    ends_speaker,
    inverted,
    is_introduced,
    puts_at,
    what_it_calls,
)
from narrative.clauses import gives_word, judges, lower
from narrative.marks import marks
from narrative.nounphrase import CLOSING, CREDITS, PREPOSITIONS, Token, left, opening, right
from narrative.speakers import PAPERS, is_actor, is_somebody, people_who
from narrative.speech import ACTING, CALLING, NOUNS, SAYING, SHOWING, TELLING, TOLD_OF, UNSURE, VOICED
from narrative.verbs import BE, MODAL, NOT, finite, helpers_of
from narrative.wordlist import words as listed

_POSSESSED = listed("words view account telling opinion version reading")
#: What is somebody's by their own reckoning: "by the company's own figures".
_RECKONED = listed(
    "figures numbers data count estimate estimates reckoning tally calculation calculations measure tests"
)
#: Reports of nobody in particular, and what they do: "most reports trace it to a warning".
_REPORTS = listed("reports accounts outlets newspapers papers articles")
_TRACING = listed("trace traced blame blamed credit credited attribute attributed link linked tie tied")
_BY = listed("reported cited quoted confirmed obtained published disclosed revealed viewed seen noted described")
_LOOKED_AT = listed("seen viewed published obtained described")
_RAW = listed("logs data figures numbers tests test results records")
_READER = listed("i you we")
#: Who "said no to" something answered, or would not: nothing is told on their word.
_ANSWERS = listed("no yes")
_NOBODY = listed("i you we this these those that there nobody none")
_LEADS = listed("according per citing quoting via in by")
#: Words at which a cue may stand: everywhere else nothing is tried.
_TRIGGERS = _LEADS | NOUNS | _BY | _TRACING | SAYING.keys() | TELLING.keys() | CALLING.keys() | ACTING.keys()


@dataclass(frozen=True, slots=True)
class Found:
    """A cue and its source as ranges of word indices, end exclusive; `reports` as in `Attribution`."""

    source: tuple[int, int]
    cue: tuple[int, int]
    reports: bool


def find(tokens: Sequence[Token]) -> list[Found]:
    """Every cue that has a source, in order of the cue, without those inside what another source said."""
    found: list[Found] = []
    for i, token in enumerate(tokens):
        if token.lower not in _TRIGGERS or token.quoted or not token.is_word:
            continue
        one = (
            _lead(tokens, i) or _noun(tokens, i) or _passive(tokens, i) or _traced(tokens, i) or _verb(tokens, i, found)
        )
        if one and not any(_meets(one, other) or _within(one, other, tokens) for other in found):
            found.append(one)
    return [*found, *(Found(source, cue, True) for source, cue in marks(tokens))]


def _meets(one: Found, other: Found) -> bool:
    return one.cue[0] < other.cue[1] and other.cue[0] < one.cue[1]


def _within(one: Found, other: Found, tokens: Sequence[Token]) -> bool:
    """Whether a cue stands in what another source is said to have said: that is their word, not a second one's."""
    if not CREDITS.isdisjoint([token.lower for token in tokens[slice(*one.cue)]]) and _credits(one, other, tokens):
        return False
    end = max(other.cue[1], other.source[1])
    says_on = other.reports and lower(tokens, end) not in ("", ".", ",", ";", "”", ")", "?", "!")
    between = tokens[other.cue[1] : one.cue[0]]
    parted = any(token.text in ";“”" or token.lower in ("while", "but") for token in between)
    start = one.source[0]
    parted = parted or (lower(tokens, start - 1) == "and" and lower(tokens, start - 2) == ",")
    return says_on and one.source[0] >= other.cue[1] and not parted


def _credits(one: Found, other: Found, tokens: Sequence[Token]) -> bool:
    """Whether a cue tells where another source's word is from, as "said X, citing Y", "a memo seen by Y"."""
    before = one.cue[0] - 1
    return tokens[before].text in ",(" or tokens[before].lower in PAPERS or before <= other.source[1]


def _lead(tokens: Sequence[Token], i: int) -> Found | None:
    """ "According to X", "per X", "citing X", "in the words of X", "by his account"."""
    low = tokens[i].lower
    if low in ("in", "by"):
        return _possessed(tokens, i)
    if low not in ("according", "per", "citing", "quoting", "via"):
        return None
    begin = i + 2 if low == "according" else i + 1
    if low == "according" and lower(tokens, i + 1) != "to":
        return None
    source = right(tokens, begin)
    if source is None or (low in ("citing", "quoting") and not is_somebody(tokens, source)):
        return None
    if low in ("per", "via") and not tokens[begin].is_name and lower(tokens, begin) != "the":
        return Found(source, (i, begin), True) if low == "per" and is_somebody(tokens, source) else None
    return Found(source, (i, begin), True)


def _possessed(tokens: Sequence[Token], i: int) -> Found | None:
    if lower(tokens, i + 1) == "the" and lower(tokens, i + 2) in _POSSESSED and lower(tokens, i + 3) == "of":
        source = right(tokens, i + 4)
        return Found(source, (i, i + 4), True) if source else None
    for k in range(i + 2, min(i + 7, len(tokens))):
        last = k - 1 - (tokens[k - 1].lower == "own")
        owner = tokens[last].lower.endswith(("'s", "s'")) or tokens[i + 1].lower in ("his", "her", "its", "their")
        reckoned = tokens[k].lower in _RECKONED and tokens[i].lower == "by" and tokens[k - 1].lower == "own"
        if (tokens[k].lower in _POSSESSED or reckoned) and owner:
            return Found((i + 1, last + 1), (k, k + 1), True)
    return None


def _noun(tokens: Sequence[Token], i: int) -> Found | None:
    """ "X's claim that ..."."""
    if i == 0 or tokens[i].lower not in NOUNS:
        return None
    if lower(tokens, i + 1) in ("by", "in", "from") and i + 2 < len(tokens):
        source = right(tokens, i + 2)
        if source and any(token.is_name for token in tokens[slice(*source)]) and lower(tokens, source[1]) == "that":
            return Found(source, (i, i + 2), True)  # "a report in the Courier that"
    if lower(tokens, i + 1) != "that":
        return None
    j = i - 1
    if tokens[j].is_word and not tokens[j].is_name and not tokens[j].lower.endswith(("'s", "s'")) and j:
        j -= tokens[j].lower not in ("his", "her", "its", "their")
    if tokens[j].lower in ("his", "her", "its", "their"):
        return Found((j, j + 1), (i, i + 1), True)
    if not tokens[j].lower.endswith(("'s", "s'")) or tokens[j].lower in ("it's", "that's", "what's", "there's"):
        return None
    source = left(tokens, j + 1)
    return Found(source, (i, i + 1), True) if source else None


def _passive(tokens: Sequence[Token], i: int) -> Found | None:
    """ "Reported by X", "as cited by X"."""
    if tokens[i].lower not in _BY or lower(tokens, i + 1) != "by":
        return None
    source = right(tokens, i + 2)
    if source is None or not is_somebody(tokens, source):
        return None
    if tokens[i].lower in _LOOKED_AT and not any(token.is_name for token in tokens[source[0] : source[1]]):
        return None
    begin = i - 1 if lower(tokens, i - 1) in ("first", "as") else i
    return Found(source, (begin, i + 2), tokens[i].lower in ("reported", "cited", "quoted", "noted"))


def _traced(tokens: Sequence[Token], i: int) -> Found | None:
    """ "Most reports trace it to X"."""
    if tokens[i].lower not in _TRACING or lower(tokens, i - 1) not in _REPORTS:
        return None
    source = left(tokens, i)
    return Found(source, (i, i + 1), True) if source else None


def _verb(tokens: Sequence[Token], i: int, before: Sequence[Found]) -> Found | None:
    """A verb of saying, believing, showing or judging with its subject; a reading as report is preferred."""
    low = tokens[i].lower
    best: Found | None = None
    for table in (SAYING, TELLING, CALLING, ACTING):
        for plain, form in table.get(low, ()):
            first, *rest = plain.split("_")
            end = i + 1 + len(rest)
            if [lower(tokens, k) for k in range(i + 1, end)] != rest:
                continue
            j, helpers = helpers_of(tokens, i)
            if not finite(tokens, i, j, end, form, helpers):
                continue
            if lower(tokens, end) in _ANSWERS and lower(tokens, end + 1) in ("to", ".", ""):
                continue
            reports = (
                judges(tokens, end, plain) if table is CALLING else gives_word(tokens, end, plain, table is SAYING)
            )
            if not reports and table is TELLING:
                reports = inverted(tokens, i, end, form) or (plain == "report" and lower(tokens, i - 1) == "first")
            if table is CALLING and not reports:
                reports = what_it_calls(tokens, j)
            unsure = table is TELLING and first in UNSURE and first != "tell"
            if not reports and (table is CALLING or unsure):
                continue
            if table is ACTING and form == "ing" and not helpers & BE and lower(tokens, j) != ",":
                continue
            source = _subject(tokens, i, j, end, form, helpers, before, table is SAYING or table is TELLING)
            if (
                source is None
                or _is_sum(tokens, source)
                or tokens[source[0]].lower in _NOBODY
                or tokens[source[1] - 1].lower in _READER
                or (table is ACTING and not is_actor(tokens, source))
            ):
                continue
            if not closes_aside(tokens, source, end):
                continue
            if first == "tell" and not reports:
                if not closes_quotation(tokens, source, end):
                    continue
                reports = True
            if plain == "put" and not puts_at(tokens, end):
                continue
            if first in VOICED and not beside_quotation(tokens, i, end):
                continue
            behind = [token.lower for token in tokens[end : end + 10]]
            if plain == "attribute" and "to" not in behind:
                continue
            if plain in TOLD_OF or (plain == "accuse" and "of" in behind):
                return Found(source, (i, end), not helpers & (NOT | MODAL))  # that it was done is their word
            raw = tokens[source[1] - 1].lower in _RAW and not tokens[source[0]].is_name
            held_back = helpers & (NOT | MODAL) or (first in SHOWING and raw)
            best = Found(source, (i, end), reports and table is not ACTING and not held_back)
            if best.reports or table is ACTING:
                return best
    return best


def _subject(
    tokens: Sequence[Token],
    i: int,
    j: int,
    end: int,
    form: str,
    helpers: set[str],
    before: Sequence[Found],
    inverts: bool,
) -> tuple[int, int] | None:
    """Who does it: before the verb, behind it ("..., said X"), or the subject of what goes before."""
    begins = j < 0 or tokens[j].text in ",?!:—–-" or tokens[j].text in CLOSING
    if form in ("past", "third") and inverts and j == i - 1 and begins:
        source = right(tokens, end)
        apposed = source and (closes_sentence(tokens, source) or is_introduced(tokens, source))
        if source and j >= 0 and tokens[j].text == "," and not apposed and left(tokens, i):
            source = None
        if source and ends_speaker(tokens, source[1]):
            return source
    if "to" in helpers:
        return None
    if form == "ing" and not helpers & BE:
        return _of_participle(tokens, i, j, before)
    if lower(tokens, j) in ("and", "but", "then", "or"):
        return before[-1].source if before else _usable(opening(tokens), i)
    source = people_who(tokens, j) or left(tokens, j + 1)
    if source and source[1] - source[0] == 1 and tokens[source[0]].lower in ("who", "which", "that"):
        back = source[0] - (lower(tokens, source[0] - 1) == ",")
        return left(tokens, back) or source
    return source


def _of_participle(tokens: Sequence[Token], i: int, j: int, before: Sequence[Found]) -> tuple[int, int] | None:
    """The subject of "..., saying that": a paper right before it, or who acts in the sentence."""
    joined = PREPOSITIONS | {"and", "while", "after", "before", "or", "but"}
    if j >= 0 and tokens[j].is_word and tokens[j].lower not in joined:
        source = left(tokens, j + 1)
        if source and tokens[source[1] - 1].lower in PAPERS:
            return source
    return before[-1].source if before else _usable(opening(tokens), i)


def _is_sum(tokens: Sequence[Token], phrase: tuple[int, int]) -> bool:
    """Whether a phrase is a sum of money, which promises nothing: "a further $20bn promised"."""
    return lower(tokens, phrase[0] - 1) in ("$", "€", "£") or any(t.text in "$€£" for t in tokens[slice(*phrase)])


def _usable(phrase: tuple[int, int] | None, i: int) -> tuple[int, int] | None:
    return phrase if phrase and phrase[1] <= i else None
