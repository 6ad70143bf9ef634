"""Where a sentence gives another outlet the credit: "first reported by the Journal", "citing Reuters", "told WSJ"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from store.models import Span

#: What stands right before an outlet that is given the credit, and right after it.
_BEFORE = re.compile(
    r"(?:\b(?:according to|citing|cited by|via|quoting|referring to|credit(?:ed|ing)? to|h/t|told|as told to|per|"
    r"interview with|interviewed by|statement to|comments? to|"
    r"(?:reported|published|disclosed|revealed|broken|carried|obtained|seen|reviewed|described|detailed)"
    r"(?:\s(?:first|earlier|on\s\w+))?\s(?:by|in)|"
    r"(?:report|reporting|story|article|account|scoop|piece|exclusive|investigation)\s(?:by|in|from|of))\s(?:the\s)?)$",
    re.I,
)
_AFTER = re.compile(
    r"^(?:['’]s)?\s(?:(?:first|also|had|has|earlier|previously|was|the|originally|exclusively)\s){0,4}"
    r"(?:report(?:ed|s|ing)?|said|says|wrote|writes|reveal(?:ed|s)|broke|disclosed|learned|found|"
    r"first|scoop|story|article|account|cited|quoted|investigation)\b",
    re.I,
)
#: Anywhere in a story, what says where its news is from.
FIRST = re.compile(
    r"\b(?:first|originally|earlier|previously|exclusively)\s(?:\w+\s)?(?:report|reveal|disclos|publish)|"
    r"\bbroke the\b|\bscoop",
    re.I,
)
#: Words of a name that alone are no name.
_COMMON = frozenset("the news press media group online daily weekly com org radio tv network co inc and of".split())
_SUFFIX = re.compile(r"\.(?:com|org|net|co|news|io|ai|tv|gov|edu|example|[a-z]{2})$")


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet by its name and by the address of one of its stories."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Credit:
    """An outlet that is given credit, with the place of its name in the text."""

    outlet: Outlet
    span: Span


def credited(text: str, outlets: Iterable[Outlet]) -> list[Credit]:
    """Those of the outlets that a sentence gives the credit for what it says, in order of the text.

    A short form ("the Times") that fits two of them names neither.
    """
    candidates = list(dict.fromkeys(outlets))
    found = [credit for credit in _named(text, candidates) if _is_credit(text, credit.span)]
    return sorted(found, key=lambda credit: (credit.span.start, credit.outlet.name))


def same_outlet(name: str, outlets: Sequence[Outlet]) -> Outlet | None:
    """The one outlet that a name stands for, loosely: `WSJ`, `the Journal`, `wsj.com`; None for none or several."""
    wanted = name.strip().removesuffix("'s").removesuffix("’s")
    found = _named(wanted, outlets)
    whole = [
        credit
        for credit in found
        if credit.span.end == len(wanted) and wanted[: credit.span.start].strip().lower() in ("", "the")
    ]
    return whole[0].outlet if len(whole) == 1 else None


def _named(text: str, outlets: Sequence[Outlet]) -> list[Credit]:
    """Where outlets are named; a name within a longer one, and one that fits several, are left out."""
    spans: dict[Span, set[str]] = {}
    by_name = {outlet.name: outlet for outlet in outlets}
    for outlet in by_name.values():
        for form in _forms(outlet):
            for match in re.finditer(rf"(?<![\w.]){form}(?![\w])", text):
                spans.setdefault(Span(match.start(), match.end()), set()).add(outlet.name)
    kept = []
    for span, names in spans.items():
        inside = any(o != span and o.start <= span.start and span.end <= o.end for o in spans)
        if len(names) == 1 and not inside:
            kept.append(Credit(by_name[next(iter(names))], span))
    return kept


@lru_cache(4096)
def _forms(outlet: Outlet) -> tuple[str, ...]:
    """The ways in which an outlet is named, as regular expressions: its name, its address, `the` and its last word,
    its initials."""
    words = [word for word in re.findall(r"[\w&'’-]+", outlet.name) if word.lower() != "the"]
    host = _host(outlet.url)
    label = _SUFFIX.sub("", _SUFFIX.sub("", host)).rpartition(".")[2]
    forms = [r"\s".join(map(re.escape, words))] if words else []
    if host:
        forms.append(rf"(?i:(?:www\.)?{re.escape(host)})")
    if len(words) > 1 and words[-1].lower() not in _COMMON:
        forms.append(rf"(?<=[Tt]he\s){re.escape(words[-1])}")
    initials = "".join(word[0] for word in words if word[0].isupper())
    if len(initials) > 2:
        forms.append(re.escape(initials))
    if len(label) > 2 and label.isalpha() and len(label) < 5:
        forms.append(re.escape(label.upper()))
    return tuple(dict.fromkeys(forms))


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _is_credit(text: str, span: Span) -> bool:
    before = text[max(0, span.start - 60) : span.start]
    return bool(_BEFORE.search(before) or _AFTER.search(text[span.end : span.end + 60]))
