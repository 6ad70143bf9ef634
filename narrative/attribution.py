"""Whose word a sentence gives: the source, its kind, and the words that say so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from store.models import SourceKind, Span

_REPORTING = (
    "say|says|said|saying|report|reports|reported|writes|argue|argues|argued|claim|claims|claimed|"
    "allege|alleges|alleged|note|notes|noted|add|adds|added|explain|explains|explained|insist|insists|insisted|maintain|"
    "maintains|maintained|state|states|stated|confirm|confirms|confirmed|acknowledge|acknowledges|acknowledged|admit|admits|"
    "admitted|contend|contends|contended|assert|asserts|asserted|suggest|suggests|suggested|reply|replies|replied|respond|"
    "responds|responded|counter|counters|countered|describe|describes|described|dispute|disputes|disputed|deny|denies|denied|"
    "predict|predicts|predicted|estimate|estimates|estimated|concede|concedes|conceded|complain|complains|complained|"
    "posted|tweeted|recall|recalls|recalled|holds that|held that|reckons|reckoned|finds that|found that|quotes|put it"
)
#: Verbs that attribute only where a clause follows ("warned that"), as they are deeds as well ("warned officials").
_WITH_CLAUSE = "warn|warns|warned|announce|announces|announced|believe|believes|believed|show|shows|showed|promise|promises|promised"
_CALLS = "call|calls|called|term|terms|termed|label|labels|labelled|labeled|dismiss|dismisses|dismissed"
_ADVERB = (
    r"(?:(?:also|later|separately|further|has|have|had|then|reportedly|publicly|now|still|in turn|however)\s+){0,2}"
)
_NAME = (
    r"(?:(?:the|The|a|A|an|An|former|Former|one|its|his|her|Its)\s+)?"
    r"(?:(?:[A-Z0-9][\w.&’'-]*|AI|czar|adviser|secretary|chief|executive|spokesman|spokeswoman|spokesperson|minister|judge|lawyer|"
    r"attorney|analyst|of|for|and|the)\s+){0,6}(?:[A-Z]|\d+[a-z]*\d*[A-Z])[\w&’'-]*(?:\.com|\.ai)?(?:['’]s (?:post|statement|spokesperson|spokesman|report|"
    r"article|chief|lawyers?|account|blog|letter|filing|complaint|reply|announcement|researchers|security team))?"
)
_COMMON = (
    r"(?:the|The|that|That|this|This|its|Its)\s+(?:company|firm|start-up|startup|lab|government|administration|agency|department|order|letter|directive|"
    r"post|statement|report|article|site|paper|newspaper|magazine|blog|author|lawsuit|complaint|suit|filing|document|piece|"
    r"guide|newsletter|outlet|group|signers|signatories|experts|researchers|plaintiffs|judge|secretary|chief|minister|"
    r"ministry|spokesperson|company['’]s statement|writer|podcast|page|text)(?:\s(?:on|of|from|by|to|in)\s[\w’'-]+(?:\s[\w’'-]+)?)?"
)
_UNNAMED = (
    r"(?:(?:[Tt]he|[Aa]|[Tt]wo|[Tt]hree|[Ss]everal|[Ss]ome|[Oo]ne|[Mm]ultiple|[Ss]enior|[Ff]ormer|[Cc]urrent|[Aa]nonymous|[Uu]nnamed|U\.?S\.?|"
    r"[Aa]dministration|[Gg]overnment|White House|[Cc]ompany|[Ii]ndustry|[Pp]erson|[Oo]ther)\s+){0,4}"
    r"(?:people (?:familiar|close|briefed|at|with|in|who)\b[^,.;]{0,60}|[Pp]eople|persons?|[Ss]ources?|[Oo]fficials?|[Ii]nsiders?|[Ee]xecutives?|[Ee]xperts|"
    r"[Oo]bservers|[Aa]nalysts|[Ll]awyers|[Cc]ritics|[Rr]esearchers|[Ee]mployees|[Rr]eports?)(?:\s+(?:familiar|close|with knowledge|briefed)\b[^,.;]{0,60})?"
)
_PRONOUN = r"(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey)"
_SOURCE = rf"(?P<source>{_UNNAMED}|{_COMMON}|{_NAME}|{_PRONOUN})"
_PATTERNS = [
    re.compile(
        rf"(?P<cue>\b[Aa]ccording to|\b[Pp]er|\b[Ii]n the words of|\b[Bb]y the account of|\b[Cc]iting|\bcited by|\bas told to)\s+{_SOURCE}"
    ),
    re.compile(
        rf"\b(?P<cue>[Bb]y|[Ii]n)\s+(?P<source>his|her|its|their|{_NAME}['’]s?)\s+(?:own )?(?:telling|account|version|words|view|reading)\b"
    ),
    re.compile(
        rf"(?:^|[,;:—–(]\s*|\b(?:and|but|while|as|which|that|because|after|where)\s+|[\"”’]\s*,?\s*){_SOURCE},?\s+{_ADVERB}(?P<cue>{_REPORTING})\b(?!\s+to\s+be\b)"
    ),
    re.compile(
        rf"(?:^|[,;:]\s*|\b(?:and|but)\s+){_SOURCE}\s+{_ADVERB}(?P<cue>{_WITH_CLAUSE})\s+(?:that\b|on\s+\w+\s+that\b|[\"“])"
    ),
    re.compile(
        rf"(?:^|[,;:]\s*|\b(?:and|but)\s+){_SOURCE}\s+(?:in\s[^,.]{{3,40}}\s)?{_ADVERB}(?P<cue>{_CALLS})\b[^.]{{0,60}}(?:[\"“]|\b(?:misunderstanding|overreach|overreaction|minor|mistake)\b)"
    ),
    re.compile(
        rf"[,\"”]\s*(?P<cue>said|says|writes|wrote|argues|argued|added|adds|reports|reported|explains|explained|notes|noted)\s+{_SOURCE}(?=[,.;:]|$|\s(?:in|on|at|as|who|via)\b)"
    ),
    re.compile(
        rf"(?:^|[,;:]\s*){_SOURCE}(?:\s\w+){{0,2}}\s+(?P<cue>has pushed back|pushed back|is quoted|was quoted|makes the case|reported that|is reporting|was reporting|wrote(?! to\b)|told(?=\s[^.]*?(?:\bthat\b|[,:]\s|[\"“]))|tells?(?=\s[^.]*?\bthat\b))"
    ),
    re.compile(r"\((?P<cue>)(?P<source>(?:via |as reported by )?[A-Z][\w.&’' -]{1,30})(?:,\s[^()]{3,20})?\)\.?$"),
    re.compile(rf"\b(?P<cue>first reported by|as reported by|reported by|told reporters|reporting by)\s+{_SOURCE}"),
    re.compile(rf"\bthat\s+{_SOURCE}\s+was\s+(?P<cue>reporting)\b"),
]
_DOCUMENTS = re.compile(
    r"\b(?:letter|order|directive|post|statement|report|article|lawsuit|complaint|suit|filing|document|paper|guide|text|page)$",
    re.I,
)
_UNNAMED_ONLY = re.compile(rf"^(?:{_UNNAMED})$")
_NO_SOURCE = re.compile(
    r"^(?:on|in|at|by|the|a|an|and|but|for|of|this|that|january|february|march|april|may|june|july|august|september|october|"
    r"november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today|what|who|which|when|where|why|"
    r"there|here|less|more|as|if|since|after|before|while|because|key|now|then|so)$",
    re.I,
)
_PEOPLE_WORDS = re.compile(r"\b(?:he|she)\b", re.I)
_OUTLET_WORDS = re.compile(
    r"\b(?:Times|Post|Journal|News|Wire|Reuters|Bloomberg|Axios|Politico|Semafor|Verge|Wired|CNBC|CNN|BBC|AP|Associated Press|"
    r"Guardian|TechCrunch|Information|Register|Economist|Herald|Tribune|Gazette|Courant|Clarion|Mail|Magazine|9to5Mac|InfoQ|"
    r"Ars Technica|Spectator|Financial Times|Kestrel|newspaper|magazine|outlet|site|blog|newsletter|podcast)\b"
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose word it is. Spans are within the sentence; the source's may be empty where a name had to be resolved."""

    name: str
    kind: SourceKind
    source: Span
    cue: Span


@dataclass(slots=True)
class Memory:
    """What a story has named so far, for the pronouns and common nouns that follow."""

    organisation: str | None = None
    person: str | None = None
    last: str | None = None
    outlets: frozenset[str] = frozenset()


def attribute(sentence: str, memory: Memory | None = None, people: Iterable[str] = ()) -> Attribution | None:
    """Whose word the sentence gives, or None where it is the story's own. `memory` resolves pronouns and grows.

    `people` are names known to be of persons.
    """
    memory = memory or Memory()
    best: tuple[int, re.Match[str]] | None = None
    for rank, pattern in enumerate(_PATTERNS):
        for match in pattern.finditer(sentence):
            if not _NO_SOURCE.match(match["source"].strip()) and (
                best is None or (match.start(), rank) < (best[1].start(), best[0])
            ):
                best = (rank, match)
    if best is None:
        return None
    match = best[1]
    words = match["source"]
    source, cue = Span(*match.span("source")), Span(*match.span("cue"))
    name = _display(words, memory)
    kind = _kind(words, name, memory, set(people))
    if kind in (SourceKind.PERSON, SourceKind.ORGANISATION) and name != words:
        memory.last = name
    if kind is SourceKind.PERSON:
        memory.person = memory.last = name
    elif kind in (SourceKind.ORGANISATION, SourceKind.OUTLET):
        memory.last = name
    return Attribution(name, kind, source, cue)


def _display(words: str, memory: Memory) -> str:
    """The source as it is shown: a pronoun or "the company" becomes the name it stands for."""
    lower = words.lower().strip()
    if lower in ("he", "she", "his", "her"):
        return memory.person or memory.last or words
    if lower in ("it", "its", "they", "their"):
        return memory.last or memory.organisation or words
    if re.fullmatch(r"(?:the|that|this) (?:company|firm|start-?up|lab)(?:['’]s statement)?", lower):
        return memory.organisation or words
    name = re.sub(r"['’]s (?:post|statement|spokes\w+|report|article|account|blog|announcement|reply)$", "", words)
    name = re.sub(r"['’]s?$", "", name)
    return re.sub(r"^(?:The|A|An|the|a|an)\s+(?=[A-Z])", "", name).strip()


def _kind(words: str, name: str, memory: Memory, people: set[str]) -> SourceKind:
    if name in memory.outlets or _OUTLET_WORDS.search(name):
        return SourceKind.OUTLET
    if _UNNAMED_ONLY.match(words) and not re.search(r"[A-Z][a-z]+\s[A-Z]", words):
        return SourceKind.UNNAMED
    if _PEOPLE_WORDS.fullmatch(words) or name in people:
        return SourceKind.PERSON
    if _DOCUMENTS.search(words) and words[:1].islower() | words.startswith(("The ", "That ", "This ")):
        return SourceKind.DOCUMENT
    if any(name.endswith(person) or person.endswith(name) for person in people):
        return SourceKind.PERSON
    if re.fullmatch(r"(?:[A-Z][\w’'-]+\s){1,2}[A-Z][\w’'-]+", name) and not re.search(
        r"\b(?:Department|Commission|Bureau|Agency|Services|House|Street|Administration|Union|Web|Group|Institute|Labs?)\b",
        name,
    ):
        return SourceKind.PERSON
    return SourceKind.ORGANISATION
