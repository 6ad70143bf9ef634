"""Text to sentences, by rule, with exact offsets."""

from __future__ import annotations

import re

from store.models import Span

#: Abbreviations that a full stop belongs to, in lower case without it. After the first kind a name follows, so
#: that even a capital behind them begins no sentence.
_TITLES = frozenset(
    (
        "mr mrs ms dr prof sen rep gov gen lt col capt sgt rev hon pres sec st messrs supt adm maj cmdr fr amb atty"
    ).split()
)
_OTHERS = frozenset(
    (
        "u.s u.k u.n e.u d.c inc corp co ltd llc bros jr sr vs etc no nos vol fig al ed est dept univ assn approx jan "
        "feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu fri sat sun e.g i.e cf a.m p.m a.i ph.d art"
    ).split()
)
#: One letter that is a name by itself, and closes a sentence.
_PLATFORM = re.compile(r"\b(?:on|to|at|by|via|of) X$")
_STOP = re.compile(r"(?:[.!?…]+|[。！？]+)[\"'”’»)\]」』]*")
_LAST_WORD = re.compile(r"([^\s(\[\"“‘'«—–]+)$")
_NEXT = re.compile(r"\s+[\"'“‘«(\[—–-]*\s*(\S)")
_WIDE = "。！？"
#: A name that begins small, as xAI does, begins a sentence as well.
_SMALL_NAME = re.compile(r"[a-z]\w*[A-Z]")


def split(text: str) -> tuple[Span, ...]:
    """The sentences of `text` in order; together they hold every character that is no white space."""
    spans: list[Span] = []
    for line in re.finditer(r"[^\n]+", text):
        begin = line.start()
        for stop in _STOP.finditer(text, line.start(), line.end()):
            if _ends(text, stop, line.end()):
                _add(spans, text, begin, stop.end())
                begin = stop.end()
        _add(spans, text, begin, line.end())
    return tuple(spans)


def _add(spans: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append(Span(start, end))


def _ends(text: str, stop: re.Match[str], line_end: int) -> bool:
    """Whether a run of stops closes a sentence."""
    if stop.end() >= line_end:
        return True
    if stop[0][0] in _WIDE:
        return True
    following = _NEXT.match(text, stop.end(), line_end)
    if following is None:
        return False
    begins = following[1]
    if begins.islower() and not _SMALL_NAME.match(text, following.start(1)):
        return False
    if stop[0][0] in "!?":
        return True
    if stop[0].startswith(("...", "…")):
        return begins.isupper()
    return not (stop[0] == "." and _abbreviated(text, stop.start(), begins))


def _abbreviated(text: str, end: int, begins: str) -> bool:
    """Whether the stop at `end` belongs to an abbreviation, given the character that follows."""
    found = _LAST_WORD.search(text, max(0, end - 20), end)
    word = found[1] if found else ""
    lower = word.lower()
    if lower in _TITLES:
        return True
    if len(word) == 1 and word.isupper() and begins.isupper():
        return word != "X" or _PLATFORM.search(text, max(0, end - 6), end) is None  # an initial, as in J. Smith
    if lower in ("no", "nos", "art", "fig", "vol"):
        return begins.isdigit()
    if lower in ("a.m", "p.m", "etc", "inc", "corp", "co", "ltd", "jr", "sr", "u.s", "u.k", "u.n", "e.u", "d.c", "a.i"):
        # These may close a sentence as well; the words that follow in mid-sentence are mostly known.
        return not begins.isupper() or _goes_on(text, end)
    return lower in _OTHERS


_GOES_ON = re.compile(
    r"\.\s+(?:ET|EDT|EST|Eastern|PT|Pacific|GMT|UTC|Government|Commerce|Treasury|Department|Secretary|President|Senate|"
    r"Congress|Justice|Supreme|Court|State|Army|Navy|Customs|Bureau|Attorney|District|Trade|Representative|House|"
    r"Securities|National|AI|House|Code|Air)\b"
)


def _goes_on(text: str, end: int) -> bool:
    return _GOES_ON.match(text, end) is not None
