"""The topic: what is watched, as a person writes it in `topic.toml`, read into frozen values.

A term is a word or phrase. `suspend*` takes any ending, also within a phrase (`turn* off`); a term with a capital
letter is matched with its capitals, others in any case; `re:` begins a regular expression; terms in scripts without
spaces between words match anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from narrative.beginnings import LETTER, UNSPACED, Beginnings
from narrative.tomlcheck import TomlError, check_keys, line_of, lines_of_rows, load

ENTITY_KINDS = ("lab", "model", "agency", "official", "cloud", "government", "expert", "outlet")
_ROLES = ("restriction", "restoration", "synonym")
#: Where a word begins and ends.
_BEGIN, _END = rf"(?<!{LETTER})", rf"(?!{LETTER})"


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something the story is about, under all its names; `aliases[0]` is how it is shown."""

    id: str
    kind: str
    aliases: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Group:
    """Words that mean the same here. `role`: restriction, restoration, or synonym (folded, but no evidence). `under`:
    what it is a kind of, as other groups may be: in part the same."""

    id: str
    role: str
    terms: tuple[str, ...]
    weight: float
    under: str = ""


@dataclass(frozen=True, slots=True)
class Outside:
    """What the topic is not: terms that speak against it, by `weight` (negative)."""

    id: str
    terms: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Frame:
    """A way to speak of the matter: `name` is how it is shown, `terms` the words and phrases that belong to it."""

    id: str
    name: str
    terms: tuple[str, ...]


@dataclass(frozen=True)
class Topic:
    """What is watched. `relevant` and `possible` are the scores from which an entry counts as such."""

    name: str
    description: str
    relevant: float
    possible: float
    subjects: tuple[str, ...]
    entities: tuple[Entity, ...]
    groups: tuple[Group, ...]
    outside: tuple[Outside, ...]
    frames: tuple[Frame, ...] = ()

    @cached_property
    def subject_pattern(self) -> re.Pattern[str]:
        """Any word that says a text is about AI models or services: the subjects, and labs and models by name."""
        return compile_terms(self._subject_terms)

    @cached_property
    def authority_pattern(self) -> re.Pattern[str]:
        """Agencies, governments and officials by name."""
        return compile_terms(self._authority_terms)

    @cached_property
    def named_pattern(self) -> re.Pattern[str]:
        """Labs and models by name."""
        return compile_terms(self._names("lab", "model"))

    @property
    def _subject_terms(self) -> list[str]:
        return [*self.subjects, *self._names("lab", "model")]

    @property
    def _authority_terms(self) -> list[str]:
        return self._names("agency", "government", "official")

    def _names(self, *kinds: str) -> list[str]:
        return [alias for entity in self.entities if entity.kind in kinds for alias in entity.aliases]

    @cached_property
    def group_patterns(self) -> tuple[tuple[Group, re.Pattern[str]], ...]:
        return tuple((group, compile_terms(group.terms)) for group in self.groups)

    @cached_property
    def evidence_patterns(self) -> tuple[tuple[Group, re.Pattern[str]], ...]:
        """The groups that speak for the topic: restriction and restoration."""
        return tuple(row for row in self.group_patterns if row[0].role != "synonym")

    @cached_property
    def outside_patterns(self) -> tuple[tuple[Outside, re.Pattern[str]], ...]:
        return tuple((outside, compile_terms(outside.terms)) for outside in self.outside)

    @cached_property
    def beginnings(self) -> Beginnings:
        """What may stand in a text of the subjects, the authorities, `evidence_patterns` and `outside_patterns`: these
        are its rows, in this order."""
        groups = [group.terms for group, _ in self.evidence_patterns]
        return Beginnings([self._subject_terms, self._authority_terms, *groups, *(row.terms for row in self.outside)])

    @cached_property
    def entity_patterns(self) -> tuple[tuple[Entity, re.Pattern[str]], ...]:
        return tuple((entity, compile_terms(entity.aliases)) for entity in self.entities)


def compile_terms(terms: Iterable[str]) -> re.Pattern[str]:
    """One pattern that finds any of the terms, the longest first. Raises `re.error` for a wrong expression."""
    kinds: dict[str, list[str]] = {"cased": [], "folded": [], "anywhere": [], "given": []}
    for term in sorted(set(terms), key=lambda term: (-len(term), term)):
        kind, body = _pattern(term)
        kinds[kind].append(body)
    # The test for a word's beginning stands once, before all alternatives: it is what costs most.
    words = [*kinds["cased"], *([f"(?i:{'|'.join(kinds['folded'])})"] if kinds["folded"] else [])]
    whole = [f"{_BEGIN}(?:{'|'.join(words)}){_END}"] if words else []
    return re.compile("|".join([*whole, *kinds["anywhere"], *kinds["given"]]) or r"(?!)")


def _pattern(term: str) -> tuple[str, str]:
    """How a term is matched, and the expression for it."""
    if term.startswith("re:"):
        return "given", f"(?i:{term[3:]})"
    words = re.split(r"[\s\-]+", term.rstrip("*").strip())
    body = _spaced(words)
    if UNSPACED.search(term):
        return "anywhere", body
    ending = r"\w*" if term.endswith("*") else ""
    if not any(letter.isupper() for letter in term):
        return "folded", body + ending
    # A headline in capitals names the same; a short name in capitals may be another word.
    shouted = f"|{_spaced([word.upper() for word in words])}" if len(term) > 4 else ""
    return "cased", f"(?:{body}{shouted}){ending}"


def _spaced(words: Iterable[str]) -> str:
    """Words with any space or hyphen between them, any apostrophe in them, and any ending where a star stands."""
    return r"[\s\-‐‑]+".join(re.escape(word) for word in words).replace("'", "['’]").replace(r"\*", r"\w*")


@lru_cache(maxsize=4)
def parse_topic(text: str, name: str) -> Topic:
    """The topic that the TOML `text` says; `name` is its file, for messages. Raises `TomlError`. The same words are the
    same topic, with what was compiled of it: a dashboard that polls reads its file again and again."""
    return _Reader(text, name).topic()


class _Reader:
    """Reads one topic file strictly."""

    def __init__(self, text: str, name: str) -> None:
        self.text, self.name = text, name
        #: Where the table being read begins.
        self.line = 1

    def topic(self) -> Topic:
        data = load(self.text, self.name)
        keys = ["name", "description", "thresholds", "subjects", "entity", "group", "outside", "frame"]
        check_keys(data, keys, name=self.name, text=self.text)
        thresholds = data.get("thresholds", {})
        if not isinstance(thresholds, dict):
            raise self.wrong("'thresholds' is no table", "write [thresholds] on a line of its own", "thresholds")
        check_keys(thresholds, ["relevant", "possible"], name=self.name, text=self.text, where="thresholds")
        relevant = self.number(thresholds, "relevant", 3.0, "thresholds")
        possible = self.number(thresholds, "possible", 1.0, "thresholds")
        if possible > relevant:
            raise self.wrong("'possible' is above 'relevant'", "set it to at most that", "[thresholds]", "possible")
        return Topic(
            name=self.string(data, "name", "topic"),
            description=self.string(data, "description", "topic", ""),
            relevant=relevant,
            possible=possible,
            subjects=self.terms(data, "subjects", "subjects"),
            entities=tuple(self.entity(row) for row in self.rows(data, "entity")),
            groups=tuple(self.group(row) for row in self.rows(data, "group")),
            outside=tuple(self.outside(row) for row in self.rows(data, "outside")),
            frames=tuple(self.frame(row) for row in self.rows(data, "frame")),
        )

    def wrong(self, problem: str, mend: str, *words: str) -> TomlError:
        return TomlError(self.name, line_of(self.text, *words, start=self.line), problem, mend)

    def rows(self, data: Mapping[str, Any], key: str) -> Iterator[dict[str, Any]]:
        """The tables of a list, each while its mistakes are looked for."""
        rows = data.get(key, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise self.wrong(f"'{key}' is no list of tables", f"head each with [[{key}]]", key)
        ids = [row.get("id") for row in rows]
        heads = lines_of_rows(self.text, key)
        for number, row in enumerate(rows):
            self.line = heads[number] if number < len(heads) else line_of(self.text, key) or 1
            if ids[number] in ids[:number] and "id" in row:
                raise self.wrong(f"the id '{ids[number]}' is used twice", "give each its own", "id")
            yield row
        self.line = 1

    def entity(self, row: Mapping[str, Any]) -> Entity:
        self.keys(row, "entity", ["id", "kind", "aliases", "weight"])
        found, kind = self.string(row, "id", "entity"), self.string(row, "kind", "entity")
        if kind not in ENTITY_KINDS:
            raise self.wrong(f"'{kind}' is no kind", f"use one of: {', '.join(ENTITY_KINDS)}", "kind")
        return Entity(found, kind, self.terms(row, "aliases", found), self.number(row, "weight", 1.0, found))

    def group(self, row: Mapping[str, Any]) -> Group:
        self.keys(row, "group", ["id", "role", "terms", "weight", "under"])
        found, role = self.string(row, "id", "group"), self.string(row, "role", "group", "synonym")
        if role not in _ROLES:
            raise self.wrong(f"'{role}' is no role", f"use one of: {', '.join(_ROLES)}", "role")
        weight, under = self.number(row, "weight", 1.0, found), self.string(row, "under", found, "")
        return Group(found, role, self.terms(row, "terms", found), weight, under)

    def outside(self, row: Mapping[str, Any]) -> Outside:
        self.keys(row, "outside", ["id", "terms", "weight"])
        found = self.string(row, "id", "outside")
        weight = self.number(row, "weight", -2.0, found)
        if weight >= 0:
            raise self.wrong(f"the weight of '{found}' is not negative", "put a minus before it", "weight")
        return Outside(found, self.terms(row, "terms", found), weight)

    def frame(self, row: Mapping[str, Any]) -> Frame:
        self.keys(row, "frame", ["id", "name", "terms"])
        found = self.string(row, "id", "frame")
        return Frame(found, self.string(row, "name", found, found.replace("-", " ")), self.terms(row, "terms", found))

    def keys(self, row: Mapping[str, Any], where: str, allowed: list[str]) -> None:
        try:
            check_keys(row, allowed, name=self.name, text=self.text, where=where)
        except TomlError as error:
            key = next(key for key in row if key not in allowed)
            raise self.wrong(error.problem, error.mend, key) from None

    def string(self, row: Mapping[str, Any], key: str, where: str, usual: str | None = None) -> str:
        value = row.get(key, usual)
        if not isinstance(value, str) or (usual is None and not value.strip()):
            wanted = "is missing" if key not in row else "is no text"
            raise self.wrong(f"'{key}' of {where} {wanted}", f'write {key} = "..."', *([key] if key in row else []))
        return value

    def number(self, row: Mapping[str, Any], key: str, usual: float, where: str) -> float:
        value = row.get(key, usual)
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise self.wrong(f"'{key}' of {where} is no number", f"write {key} = {usual:g}", key)
        return float(value)

    def terms(self, row: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
        found, mend = row.get(key), f'write {key} = ["...", "..."]'
        if key not in row:
            raise self.wrong(f"'{key}' of {where} is missing", mend)
        if not isinstance(found, list) or not found or not all(isinstance(t, str) and t.strip(" *-") for t in found):
            raise self.wrong(f"'{key}' of {where} is no list of words", mend, key)
        for term in found:
            # Only these can be wrong, and compiling each of hundreds of words apart would take seconds.
            if term.startswith("re:"):
                self.expression(term, key)
        return tuple(found)

    def expression(self, term: str, key: str) -> None:
        """Refuses an expression that cannot stand beside others, or that finds something in every text."""
        # In double quotes the file has its backslashes twice.
        written = term if term in self.text else term.replace("\\", "\\\\")
        try:
            pattern = compile_terms([term])
        except re.error as error:
            problem = f"'{term}' is no regular expression ({error})"
            raise self.wrong(problem, "correct it", key, written) from None
        if pattern.search(""):
            raise self.wrong(f"'{term}' matches anything", "let it match a letter at least", key, written)
        if pattern.groupindex:
            raise self.wrong(f"'{term}' names a group", "write (?:...) instead", key, written)
