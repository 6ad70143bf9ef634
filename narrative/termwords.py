"""Canonical terms as a person reads them: `@fable-5` is a name, `#order` a word with all that mean the same, `=06-12` a
day. See `terms` for what the codes stand for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date

from narrative.expressions import BETWEEN
from narrative.terms import KIND, NEGATED
from narrative.topic import Topic

#: What a slot for any figure of a kind is called.
_SLOTS = {
    "time": "a time of day",
    "money": "a sum of money",
    "date": "a date",
    "duration": "a length of time",
    "percent": "a share in per cent",
}
_DAY = re.compile(r"(\d\d)-(\d\d)")
#: A year in which every day of the calendar is.
_LEAP = 2024


def in_words(term: str, topic: Topic, used: Iterable[str] = ()) -> str:
    """A term in words. `used`: what it stands for in the sentences at hand, one for each of them; a stem is shown by
    the commonest of these, of equals the first."""
    sign, code = term[:1], term[1:]
    seen = Counter(" ".join(words.split()) for words in used)
    if sign == "@":
        return next((entity.aliases[0] for entity in topic.entities if entity.id == code), _spaced(code))
    if sign == "#":
        return f"“{_spaced(code.rpartition(KIND)[2])}” or the like"
    if sign == "&":
        return _SLOTS.get(code, f"a {_spaced(code)} by any word")
    if term == NEGATED:
        return "a negation"
    if sign == "=":
        return _day(code) or (_commonest(seen) if seen else code)
    return f"“{_commonest(seen)}”" if seen else f"“{term.replace(BETWEEN, ' ')}…”"


def _day(code: str) -> str | None:
    """A day without its year, where a figure is one."""
    found = _DAY.fullmatch(code)
    if found is None:
        return None
    try:
        return f"{date(_LEAP, int(found[1]), int(found[2])):%-d %B}"
    except ValueError:
        return None


def _commonest(seen: Counter[str]) -> str:
    """The words used most, whatever their capitals; with small letters if they are ever written so, for any word has a
    capital at the beginning of a sentence."""
    counts = Counter[str]()
    for words, count in seen.items():
        counts[words.lower()] += count
    best = max(counts, key=lambda words: counts[words])
    return best if best in seen else next(words for words in seen if words.lower() == best)


def _spaced(code: str) -> str:
    return code.replace("-", " ")
