"""How a source is shown and what kind it is: a person, an organisation, an outlet, a document, or unnamed."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from store.models import SourceKind

_DOCUMENT = re.compile(
    r"\b(?:letter|order|directive|statement|report|lawsuit|complaint|suit|filing|document|paper|guide|page|memo|email|bill|"
    r"law|study|survey|poll|post|announcement|text|contract|ruling|notice|press release|transcript|"
    r"card|decree|motion|brief)s?$",
    re.I,
)
_UNNAMED = re.compile(
    r"\b(?:sources?|officials?|people|persons?|insiders?|executives?|experts?|observers?|analysts?|lawyers?|critics?|"
    r"researchers?|employees?|reports?|rumou?rs?|others|some|many|several|aides?|staff(?:ers)?|diplomats?|lawmakers?|"
    r"scientists?|users?|developers?|media|advis[eo]rs?|friends|witness(?:es)?|police|investors?|customers?|engineers?|"
    r"authorities|prosecutors?|investigators?|residents?|locals?|neighbou?rs?|protest[eo]rs|demonstrators?|activists?|"
    r"dissidents?|opponents|supporters|students?|workers?|voters?|families|relatives?|parents|doctors?|nurses|soldiers?|"
    r"economists|historians|academics|scholars|passengers?|members|men|women|woman|man|who|which)\b",
    re.I,
)
_OUTLET = re.compile(
    r"\b(?:Times|Post|Journal|Reuters|Bloomberg|Axios|P(?:olitico|OLITICO)|Semafor|Verge|Wired|CNBC|CNN|BBC|AP|AFP|NPR|NBC|"
    r"ABC|CBS|Associated Press|Guardian|TechCrunch|The Information|Register|Economist|Herald|Tribune|Gazette|Courier|"
    r"Chronicle|Observer|Telegraph|Mail|Mirror|Magazine|9to5Mac|InfoQ|Ars Technica|Spectator|Handelsblatt|Spiegel|"
    r"Monde|Figaro|País|Nikkei|Xinhua|News|Daily|Weekly|Newsweek|Forbes|Fortune|Insider|Engadget|Gizmodo|CNET|ZDNet|Decoder|"
    r"Heise|Euronews|Tagesschau|Globe|Independent|NYT|WSJ|FT)\b"
    r"|^(?:the|this|that|its)?\s*(?:newspaper|magazine|outlet|site|blog|newsletter|podcast|article|piece|author|writer)$"
)
#: "The Turin daily La Voce": what stands before the name says what it is.
_PAPER = re.compile(
    r"(?:[\w’'-]+\s+){0,3}?(daily|weekly|monthly|newspaper|tabloid|magazine|broadcaster|newswire|news agency|news site|"
    r"website|newsletter|podcast)\s+[A-Z]"
)
_ORGANISED = re.compile(
    r"\b(?:Department|Commission|Bureau|Agency|Services|House|Street|Administration|Union|Web|Group|Institute|Labs?|Committee|Council|"
    r"University|College|Court|Congress|Senate|Parliament|Ministry|Office|Center|Centre|Foundation|Association|Corp|Inc|Company|Bank|Party|"
    r"Campaign|Government|States?|Kingdom|Republic|Security|Intelligence|Research|Cloud|Board|Authority|Federation|Coalition|Alliance|Society|"
    r"AI|International|Watch|Nations|Emirates|Fund|Trust|Network|Partners|Capital|Systems|Technolog(?:y|ies)|Holdings|Industries|Airlines|"
    r"Forum|Exchange|Reserve|Police|Command|Forces?|Army|Navy|Guard|League|Club|Church|School|Hospital|Media|Studios|Sachs|Stanley|"
    r"Project|Initiative|Movement|Front|Territory|Affairs|Service|Treasury|Chamber|Assembly|Tribunal|Assistance|Now|Matter|Rights|Images|Photos?|More)\b"
)
#: Names of two words that are places: a government, a city, nobody.
_PLACE = re.compile(
    r"\b(?:United|North|South|East|West|New|San|Santa|Los|Las|Saudi|Sri|Costa|El|Puerto|Hong|Silicon|Wall|White|Capitol|"
    r"European|African|Middle|Latin|Central|Great|Supreme|Human|Black|Big|Radio|Air|Cuban|American|Chinese|British|Russian|"
    r"French|German|Federal|National|Democratic|Republican|Communist)\s+[A-Z][\w’'-]+$"
)
_QUANTITIES = frozenset("many some several most few all both two three four five other more the these those".split())
#: A capital inside a word makes a brand of it, but for the surnames that have one.
_BRAND = re.compile(r"(?!(?:Mc|Mac|De|Di|Du|La|Le|Van|O['’])[A-Z])[\w’'-]*[a-z\d][A-Z][\w’'-]*$")
_OFFICES = (
    r"(?:spokes(?:man|woman|person)|president|secretary|minister|chief|adviser|advisor|professor|senator|judge|director|founder|"
    r"chairman|chairwoman|ceo|czar|mr|mrs|ms|dr|sen|rep|gov|gen|analyst|author|lawyer|attorney|leader|mayor|officer|historian|"
    r"economist|congressman|congresswoman|governor|premier|chancellor|ambassador|general)"
)
_CALLINGS = (
    r"(?:\w+(?:ologist|ientist|ournalist|onomist|tivist|rtist|torian|ngineer|esearcher|xpert|tudent|esident)|fellow|native|"
    r"editor|reporter|scholar|doctor|nurse|teacher|farmer|writer|blogger|dissident|consultant|investor|veteran|critic)"
)
_OFFICE = re.compile(rf"\b{_OFFICES}\b", re.I)
_OFFICE_ALONE = re.compile(
    rf"(?:the|an?|his|her|its|their|one)\s+(?:[a-z-]+\s+){{0,3}}{_OFFICES}(?:\s+(?:for|of)\b.*)?$", re.I
)
#: Before or behind a name these make it a person's.
_INTRODUCED = re.compile(
    rf"\b{_OFFICES}\.?\s+$|^\s*,\s+(?:\d\d\b|who\b|"
    rf"(?:(?:an?|the|its|his|her|former|[\w’']+['’]s?)\s+)?(?:[\w-]+\s+){{0,5}}?(?:{_OFFICES}|{_CALLINGS})\b)",
    re.I,
)
#: The story speaking of itself and of who wrote it: its own voice, nobody else's word.
OWN_VOICE = re.compile(
    r"^(?:(?:the|this|our) (?:author|article|piece|writer|analysis|guide|essay|column|newsletter|podcast|editorial)s?|"
    r"this (?:site|blog|post|page|publication|report|story|summary|reporter|newspaper|outlet)|the (?:blog|page))$",
    re.I,
)
#: Ends the words before a name where that name belongs to an office: "minister of Foreign Affairs ...".
_TO_A_NAME = re.compile(r"\b(?:of|for|and|the|at|in)\s+$")
_BELONGINGS = re.compile(
    r"['’]s? (?:post|statement|spokes\w+|report|article|account|blog|blog post|announcement|reply|letter|filing|"
    r"press release|website|memo)$"
)
#: "A Reuters report": Reuters.
_REPORT_OF = re.compile(
    r"(?:an?|the|this|that)\s+(.+?)\s+(?:report|story|article|exclusive|scoop|investigation)s?$", re.I
)
#: A heading or a label in capitals that ran into a name.
_SHOUTED = re.compile(r"^(?:[A-Z]{2,}\s+)*[A-Z]{5,}\s+(?=[A-Z][\w’'-]*[a-z])")
#: What stands between a name and its verb.
_AFTER_NAME = re.compile(r"(?<=[a-z])\s+(?:late|early|later|earlier|for the first time|himself|herself)$")


def display(said: str) -> str:
    """A source as it is shown: without its article, its belongings and what tells of it."""
    name = _AFTER_NAME.sub("", _SHOUTED.sub("", _BELONGINGS.sub("", said)))
    name = re.sub(r"['’]s?$", "", name)
    told = _REPORT_OF.match(name)
    if told and _OUTLET.search(told[1]):
        name = told[1]
    parts = [part.strip() for part in name.split(",")]
    # "A White House adviser, David Sacks," is shown by the name, wherever it stands.
    apposed = (
        len(parts) > 1
        and re.match(r"(?:an?|the|another|one)\s", parts[0], re.I)
        and re.fullmatch(r"(?:[A-Z][\w.’'-]*\s?){2,4}", parts[1])
    )
    name = parts[1] if apposed else parts[0] if len(parts[0]) > 3 else name
    # "former AI adviser David Sacks" is shown as the name that ends it.
    ending = re.search(r"\b[a-z][\w-]*\s+((?:[A-Z][\w.’'-]*\s){1,3}[A-Z][\w’'-]+)$", name)
    if ending and _OFFICE.search(name[: ending.start(1)]) and not _TO_A_NAME.search(name[: ending.start(1)]):
        return ending[1]
    return re.sub(r"^(?:The|A|An|the|a|an)\s+(?=[A-Z\d])", "", name).strip()


class Judged(NamedTuple):
    """The kind of a source, by what it was told, and the words that told it where it was some."""

    kind: SourceKind
    why: str
    words: str = ""


def kind_of(said: str, name: str, outlets: Collection[str], people: Collection[str]) -> SourceKind:
    """The kind of a source that the text calls `said`, shown as `name`."""
    return judged(said, name, outlets, people).kind


def judged(said: str, name: str, outlets: Collection[str], people: Collection[str]) -> Judged:
    """The same with what told it."""
    if name in outlets:
        return Judged(SourceKind.OUTLET, "an outlet that is followed here", name)
    if (found := _OUTLET.search(name)) and not re.search(r"^[A-Z]\w+ [A-Z]\w+ of\b", name):
        return Judged(SourceKind.OUTLET, "named as outlets are", found[0])
    if found := _PAPER.match(core := re.sub(r"^(?:the|an?)\s+", "", said.split(",")[0], flags=re.I)):
        return Judged(SourceKind.OUTLET, "called an outlet", found[1])
    if name in people or any(name.endswith(f" {p}") or p.endswith(f" {name}") for p in people):
        return Judged(SourceKind.PERSON, "a person in the topic", name)
    if core.lower() in ("he", "she", "i"):
        return Judged(SourceKind.PERSON, "a word for a person", core)
    named = re.search(r"[A-Z][\w’'.-]+\s+(?:[A-Z]\.\s+)?[A-Z][\w’'-]+$", core)
    if core == "WHO":
        return Judged(SourceKind.ORGANISATION, "a body known by its letters", core)
    if found := _DOCUMENT.search(core):
        return Judged(SourceKind.DOCUMENT, "a word for something written", found[0])
    if (found := _UNNAMED.search(core)) and not named:
        return Judged(SourceKind.UNNAMED, "people without a name", found[0])
    if named and (named[0].isupper() or named[0].split()[0].lower() in _QUANTITIES):
        named = None
    if named and not (_ORGANISED.search(named[0]) or _PLACE.search(named[0]) or _BRAND.search(named[0])):
        titled = _OFFICE.search(core)
        told = ("a title with a name", titled[0]) if titled else ("a first name and a surname", named[0])
        return Judged(SourceKind.PERSON, *told)
    if (found := _OFFICE.search(core)) and any(c.isupper() for c in core[1:]):
        return Judged(SourceKind.PERSON, "a title with a name", found[0])
    if _OFFICE_ALONE.match(said.split(",")[0]):
        return Judged(SourceKind.PERSON, "the holder of an office", core)
    if found := _ORGANISED.search(core):
        return Judged(SourceKind.ORGANISATION, "a word for an organisation", found[0])
    return Judged(SourceKind.ORGANISATION, "a name that is no person's, outlet's or document's", core)


_CAPITALS = re.compile(r"(?:[A-Z][\w.’'-]*\s+){1,3}$")
_NO_FIRST_NAME = frozenset("the a an but and so yet on in at for when while after before if as mr mrs ms dr".split())


def introduced(name: str, text: str, begin: int = 0) -> str | None:
    """The full name that ends in `name`, if `text` from `begin` on names somebody so, with an office or an age."""
    at = text.find(f" {name}", begin)
    while at >= 0:
        start, end = at + 1, at + 1 + len(name)
        found = _CAPITALS.search(text, max(0, start - 50), start)
        if found and not text[end : end + 1].isalnum():
            full = _full_name(found[0].split(), text, found.start(), start)
            if full and (_INTRODUCED.search(full[1]) or _INTRODUCED.match(text[end : end + 80])):
                return f"{full[0]} {name}"
        at = text.find(f" {name}", end)
    return None


def _full_name(before: list[str], text: str, begin: int, end: int) -> tuple[str, str] | None:
    """The first name among the capitals before a surname, and the text ahead of it; None if there is none."""
    first = [word for word in before if word.lower().strip(".") not in _NO_FIRST_NAME and not _OFFICE.match(word)]
    if not first or any(_ORGANISED.match(word) for word in first):
        return None
    first = first[-2:] if len(first[-1]) < 3 else first[-1:]
    return " ".join(first), text[max(0, begin - 40) : text.rindex(first[0], 0, end)]
