"""Canonical terms as a person reads them: `@fable-5` is a name, `#order` a word with all that mean the same, `=06-12` a
day. See `terms` for what the codes stand for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date

from narrative.expressions import BETWEEN
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
    seen = Counter(_plain(words) for words in used)
    if sign == "@":
        return next((entity.aliases[0] for entity in topic.entities if entity.id == code), _spaced(code))
    if sign == "#":
        return f"“{_spaced(code)}” or words like it"
    if sign == "&":
        return _SLOTS.get(code, _spaced(code))
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
    return max(seen, key=lambda words: seen[words])


def _plain(words: str) -> str:
    """Words as they are written within a sentence: with small letters unless every word has a capital inside it."""
    flat = " ".join(words.split())
    return flat if any(letter.isupper() for letter in flat[1:]) or flat[:1].isdigit() else flat.lower()


def _spaced(code: str) -> str:
    return code.replace("-", " ")
