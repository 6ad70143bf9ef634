"""How a source is shown and what kind it is: a person, an organisation, an outlet, a document, or unnamed."""

from __future__ import annotations

import re
from collections.abc import Collection

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
    r"scientists?|users?|developers?|media|advis[eo]rs?|friends|witnesses|police|investors?|customers?|engineers?|"
    r"authorities|prosecutors?|investigators|who|which)\b",
    re.I,
)
_OUTLET = re.compile(
    r"\b(?:Times|Post|Journal|Reuters|Bloomberg|Axios|P(?:olitico|OLITICO)|Semafor|Verge|Wired|CNBC|CNN|BBC|AP|AFP|NPR|NBC|"
    r"ABC|CBS|Associated Press|Guardian|TechCrunch|The Information|Register|Economist|Herald|Tribune|Gazette|Courier|"
    r"Chronicle|Observer|Telegraph|Mail|Mirror|Magazine|9to5Mac|InfoQ|Ars Technica|Spectator|Handelsblatt|Spiegel|"
    r"Monde|Figaro|País|Nikkei|Xinhua|News|Daily|Weekly|Newsweek|Forbes|Fortune|Insider|Engadget|Gizmodo|CNET|ZDNet|Decoder|"
    r"Heise|Euronews|Tagesschau|Globe|Independent)\b"
    r"|^(?:the|this|that|its)?\s*(?:newspaper|magazine|outlet|site|blog|newsletter|podcast|article|piece|author|writer)$"
)
_ORGANISED = re.compile(
    r"\b(?:Department|Commission|Bureau|Agency|Services|House|Street|Administration|Union|Web|Group|Institute|Labs?|Committee|Council|"
    r"University|College|Court|Congress|Senate|Parliament|Ministry|Office|Center|Centre|Foundation|Association|Corp|Inc|Company|Bank|Party|"
    r"Campaign|Government|States?|Kingdom|Republic|Security|Intelligence|Research|Cloud|Board|Authority|Federation|Coalition|Alliance|Society)\b"
)
_OFFICE = re.compile(
    r"\b(?:spokes(?:man|woman|person)|president|secretary|minister|chief|adviser|advisor|professor|senator|judge|director|founder|"
    r"chairman|chairwoman|ceo|czar|mr|mrs|ms|dr|sen|rep|gov|gen|analyst|author|lawyer|attorney|leader|mayor|officer|historian|economist)\b",
    re.I,
)
_COMMON = re.compile(
    r"^(?:the|that|this|our)\s+(?:company|firm|start-?up|lab|maker|developer|vendor)"
    r"(?:['’]s (?:statement|post|blog|announcement|spokes\w+))?$",
    re.I,
)
#: The story speaking of itself and of who wrote it: its own voice, nobody else's word.
OWN_VOICE = re.compile(
    r"^(?:(?:the|this|our) (?:author|article|piece|writer|analysis|guide|essay|column|newsletter|podcast|editorial)s?|"
    r"this (?:site|blog|post|page|publication|report|story|summary|reporter|newspaper|outlet)|the (?:blog|page))$",
    re.I,
)
_BELONGINGS = re.compile(
    r"['’]s? (?:post|statement|spokes\w+|report|article|account|blog|blog post|announcement|reply|letter|filing|"
    r"press release|website|memo)$"
)
_THAT_OUTLET = re.compile(
    r"^(?:the|that) (?:site|outlet|newspaper|paper|magazine|agency|publication|broadcaster|network|news site|website)$",
    re.I,
)


def display(
    said: str, organisation: str | None, person: str | None, last: str | None, outlet: str | None = None
) -> tuple[str, bool]:
    """The source as it is shown, and whether it had to be resolved from a pronoun or "the company"."""
    lower = said.lower().strip()
    if lower in ("he", "she", "his", "her"):
        return (person or last or said), True
    if lower in ("it", "its", "they", "their"):
        return (last or organisation or said), True
    if _COMMON.match(said):
        return (organisation or last or said), True
    if outlet and _THAT_OUTLET.match(said):
        return outlet, True
    name = _BELONGINGS.sub("", said)
    name = re.sub(r"['’]s?$", "", name)
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
    if ending and _OFFICE.search(name[: ending.start(1)]):
        return ending[1], False
    return re.sub(r"^(?:The|A|An|the|a|an)\s+(?=[A-Z\d])", "", name).strip(), False


def kind_of(said: str, name: str, outlets: Collection[str], people: Collection[str]) -> SourceKind:
    """The kind of a source that the text calls `said`, shown as `name`."""
    if name in outlets or (_OUTLET.search(name) and not re.search(r"^[A-Z]\w+ [A-Z]\w+ of\b", name)):
        return SourceKind.OUTLET
    if name in people or any(name.endswith(f" {p}") or p.endswith(f" {name}") for p in people):
        return SourceKind.PERSON
    core = re.sub(r"^(?:the|an?)\s+", "", said.split(",")[0], flags=re.I)
    if core.lower() in ("he", "she", "i"):
        return SourceKind.PERSON
    named = re.search(r"[A-Z][\w’'.-]+\s+(?:[A-Z]\.\s+)?[A-Z][\w’'-]+$", core)
    if _DOCUMENT.search(core):
        return SourceKind.DOCUMENT
    if _UNNAMED.search(core) and not named:
        return SourceKind.UNNAMED
    if (named and not _ORGANISED.search(named[0])) or (_OFFICE.search(core) and any(c.isupper() for c in core[1:])):
        return SourceKind.PERSON
    return SourceKind.ORGANISATION
