"""What a story has named so far, and whom its pronouns and common nouns stand for.

A guess is worth less than the pronoun itself: where it is not safe who is meant, the words are left as they are.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from narrative.sources import introduced
from store.models import SourceKind

#: "He" and "it" stand for nobody who was named more sentences ago than this.
FAR = 6
#: Characters of the story that are looked through for who a surname belongs to.
RECALLED = 20_000
_GENDER = {"he": "he", "his": "he", "she": "she", "her": "she"}
_ONE = re.compile(r"(?:an?|one|another)\b", re.I)
_OTHERS = frozenset(("it", "its", "they", "their"))
_COMMON = re.compile(
    r"^(?:the|that|this|our)\s+(?:company|firm|start-?up|lab|maker|developer|vendor)"
    r"(?:['’]s (?:statement|post|blog|announcement|spokes\w+))?$",
    re.I,
)
#: What is no company.
_STATE = re.compile(
    r"\b(?:Department|Commission|Bureau|Agency|Administration|Ministry|Government|States|Emirates|Kingdom|Republic|Union|Nations|"
    r"Court|Congress|Senate|Parliament|House|Treasury|Pentagon|Kremlin|Council|Police|Authority|government|agency|ministry|regulator)\b"
)
_THAT_OUTLET = re.compile(
    r"^(?:the|that) (?:site|outlet|newspaper|paper|magazine|agency|publication|broadcaster|network|news site|website)$",
    re.I,
)
_LONE = re.compile(r"[A-Z][\w’-]+(?<!['’]s)$")
_HEAD = re.compile(
    r"^(?:the|that)\s+(senator|minister|secretary|president|professor|judge|congress(?:man|woman)|governor|mayor|chancellor|"
    r"ambassador|spokes(?:man|woman|person)|ministry|department|bureau|commission|agency|committee|court|university|"
    r"institute|embassy|union|party)$",
    re.I,
)


#: People told of before, by one word: "the people", "the same sources".
_TOLD_OF = re.compile(r"(?:the|these|those)(?: same)? (?!men$|women$)([a-z]+s|people|person)$", re.I)
_HOUSES = frozenset("ministry department bureau commission agency committee court university institute embassy".split())
#: Who watches over others, by whatever word.
_WATCHING = ("regulator", "watchdog", "authority", "agency", "ombudsman")
_REGULATOR = re.compile(
    r"^(?:the|that)\s+(?:[a-z]+(?:[\s-]protection)?\s)?(?:regulator|watchdog|authority|agency|ombudsman|body)$", re.I
)


@dataclass(slots=True)
class Memory:
    """What a story has named so far. `outlets` are known by name; `organisation` is whom "the company" means."""

    organisation: str | None = None
    person: str | None = None
    outlet: str | None = None
    outlets: Collection[str] = frozenset()
    other: str | None = None
    other_kind: SourceKind | None = None
    sentence: int = 0
    text: str = ""
    _person_at: int = 0
    _other_at: int = 0
    _unsure_at: int = -1
    _surnames: dict[str, str | None] = field(default_factory=dict)
    _looked: dict[str, int] = field(default_factory=dict)
    _pronouns: dict[str, str] = field(default_factory=dict)
    _heads: dict[str, str | None] = field(default_factory=dict)
    _unnamed: dict[str, str] = field(default_factory=dict)

    def read(self, sentence: str) -> None:
        """Takes note of a sentence before its sources are resolved."""
        self.sentence += 1
        if len(self.text) < RECALLED:
            self.text += f"{sentence}\n"

    def resolve(self, said: str) -> tuple[str, SourceKind | None] | None:
        """Whom a pronoun, "the company" or a lone surname stands for, and their kind where it is known."""
        lower = said.lower()
        if lower in _GENDER:
            near = self.sentence - self._person_at <= FAR and self._unsure_at <= self._person_at
            if not near or self.person is None:
                return None
            known = self._pronouns.setdefault(self.person, _GENDER[lower])
            return (self.person, SourceKind.PERSON) if known == _GENDER[lower] else None
        if lower in _OTHERS:
            if self.other and self.sentence - self._other_at <= FAR:
                singular = lower in ("it", "its") and self.other_kind is SourceKind.UNNAMED
                return None if singular else (self.other, self.other_kind)
            return (self.organisation, None) if self.organisation else None
        if _COMMON.match(said):
            firm = self.other_kind is SourceKind.ORGANISATION and self.other and not _STATE.search(self.other)
            name = self.organisation or (self.other if firm else None)
            return (name, None) if name else None
        if told := _TOLD_OF.match(said):
            before = self._unnamed.get(told[1].lower().removesuffix("s"))
            return (before, SourceKind.UNNAMED) if before else None
        if self.outlet and _THAT_OUTLET.match(said):
            return self.outlet, SourceKind.OUTLET
        head = _HEAD.match(said)
        if head:
            meant = self._heads.get(head[1].lower()) or self._in_full(head[1])
            return (meant, None) if meant else None
        if _REGULATOR.match(said):
            watching = {name for word in _WATCHING if (name := self._heads.get(word))}
            return (watching.pop(), None) if len(watching) == 1 else None
        return self._surname(said) if _LONE.fullmatch(said) else None

    def _in_full(self, head: str) -> str | None:
        """The one name of the story that such a house has: "the department" is the Treasury Department, if no other."""
        if head not in _HOUSES:
            return None
        word = head.title()
        found = re.findall(
            rf"(?:[A-Z][\w’-]+\s(?:and\s)?)+{word}\b|\b{word} (?:of|for) (?:the )?[A-Z][\w’-]+", self.text
        )
        names = {re.sub(r"^(?:The|An?)\s", "", name) for name in found}
        return names.pop() if len(names) == 1 else None

    def _surname(self, said: str) -> tuple[str, SourceKind | None] | None:
        name = re.sub(r"['’]s?$", "", said)
        if name not in self._surnames:
            full = introduced(name, self.text, max(0, self._looked.get(name, 0) - 100))
            self._looked[name] = len(self.text)
            if full is None:
                return None
            self._surnames[name] = full
        known = self._surnames[name]
        return (known, SourceKind.PERSON) if known else None

    def note(self, name: str, kind: SourceKind) -> None:
        """Takes note of somebody named in full."""
        if kind is SourceKind.PERSON:
            self.person, self._person_at = name, self.sentence
            self._note_surname(name)
        else:
            self.other, self.other_kind, self._other_at = name, kind, self.sentence
            one = kind is SourceKind.UNNAMED and _ONE.match(name)  # "a resident"
            if one or (kind is SourceKind.ORGANISATION and name != self.organisation and _LONE.fullmatch(name)):
                self._unsure_at = self.sentence  # a firm, or somebody whose full name we missed
        if kind is SourceKind.OUTLET:
            self.outlet = name
        if kind is SourceKind.UNNAMED and not _TOLD_OF.match(name):
            self._unnamed.update((word.lower().removesuffix("s"), name) for word in name.split())
        if kind in (SourceKind.PERSON, SourceKind.ORGANISATION):
            for word in name.lower().split():
                known = self._heads.setdefault(word, name)
                if known != name:
                    self._heads[word] = None

    def follow(self, name: str | None, kind: SourceKind | None) -> None:
        """Takes note of whom or what a sentence was about; None: neither a name nor a pronoun.

        What "it" and "they" could stand for is then no longer sure, unless it spoke in that very sentence.
        """
        if name and kind:
            self.note(name, kind)
        elif self._other_at < self.sentence:
            self._other_at = -FAR

    def _note_surname(self, name: str) -> None:
        words = name.split()
        if len(words) < 2 or not words[-1][0].isupper():
            return
        known = self._surnames.setdefault(words[-1], name)
        if known is None or (known not in name and name not in known):
            self._surnames[words[-1]] = None  # two persons of one surname
