"""Numbers as they are written: in digits, in words, with a scale after them."""

from __future__ import annotations

import re

_ONES = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = {word: float(number) for number, word in enumerate(["zero", *_ONES, *_TEENS])}
_VALUES |= {word: 20.0 + 10 * number for number, word in enumerate(_TENS)}
_LARGE = {"hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_SCALES = _LARGE | {"dozen": 12.0, "k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}

#: Every word that a number can begin with or be.
WORDS = frozenset(_VALUES) | frozenset(_LARGE) | {"dozen"}
DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,5}(?:\.\d+)?|\d+(?:\.\d+)?)"
#: What stands after digits and multiplies them: a word apart from them, a letter mostly without a space.
SCALE = r"(?:hundred|thousand|million|billion|trillion|dozen|bn|mn|tn|[kmb](?![a-z]))"

_SMALL = rf"(?:(?:{'|'.join(_TENS)})(?:[\s-](?:{'|'.join(_ONES)}))?|{'|'.join(_TEENS)}|{'|'.join(['zero', *_ONES])})\b"
_LARGER = "thousand|million|billion|trillion"
SPELLED = (
    rf"(?:(?:half\san?|an?|{_SMALL})[\s-](?:hundred(?:\s(?:and\s)?{_SMALL})?|dozen|{_LARGER})(?:\s(?:{_LARGER}))?"
    rf"|half\sa\sdozen|dozen|hundred|{_SMALL})"
)
NUMBER = rf"(?:{DIGITS}|{SPELLED})"
_PARTS = re.compile(r"[\s-]+")


def amount(number: str, scale: str | None = None) -> float | None:
    """The number meant; None for a look-alike: in any case also means a Turkish "sıx", which is none of ours."""
    found = float(number.replace(",", "")) if number[:1].isdigit() else _spelled(number.lower())
    return None if found is None else round(found * _SCALES.get((scale or "").lower(), 1.0), 6)


def _spelled(words: str) -> float | None:
    found: float | None = None
    for word in _PARTS.split(words):
        if word in ("a", "an"):
            found = 1.0 if found is None else found
        elif word == "half":
            found = 0.5
        elif word in _VALUES:
            found = (found or 0.0) + _VALUES[word]
        elif word in _SCALES:
            found = (1.0 if found is None else found) * _SCALES[word]
        elif word != "and":
            return None
    return found


def written(value: float) -> str:
    """A number in its comparable form: no commas, no zeros behind the point."""
    return f"{value:.6f}".rstrip("0").rstrip(".")
