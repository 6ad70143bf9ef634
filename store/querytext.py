"""From the text of a query to what it says, and back.

query   = both*
both    = one ("OR" one)*             OR joins its two neighbours, before side by side does
one     = ["-"] ( "(" query ")" | term )
term    = key ":" value ("," value)* | flag | word | "exact words"
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from store.errors import QueryError
from store.querykeys import CLAIM_FLAGS, FLAGS, KEYS, STORY_IS, TABLE, no_key

#: How much one query may say, and how deep; SQLite's own bounds lie beyond.
MOST, DEEPEST = 200, 12
_TOKEN = re.compile(
    r"(?P<open>-?\()|(?P<close>\))"
    r'|(?P<minus>-?)(?P<key>[A-Za-z]+):(?P<list>(?:"[^"]*"|[^\s"(),]+)(?:,(?:"[^"]*"|[^\s"(),]+))*)'
    r'|(?P<minus2>-?)(?:"(?P<quoted>[^"]*)"|(?P<plain>[^\s"()]+))'
    r"|(?P<odd>\S)"
)
_VALUE = re.compile(r'"([^"]*)"|([^\s"(),]+)')
_KEYED = re.compile(r"^([A-Za-z]+):")


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a query. `key` is a key, "flag", "mark" (a flag of claims) or "word"; any of the `values` will do.
    `start` and `end`: its place in the query. `claims`: of `state:`, those in one of the states, once that is looked up
    (see `store.lookup`)."""

    key: str
    values: tuple[str, ...]
    negated: bool = False
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)
    claims: tuple[int, ...] | None = None

    @property
    def value(self) -> str:
        return self.values[0]


@dataclass(frozen=True, slots=True)
class Group:
    """Terms together: all of them must hold, or, where `any`, one. `view`: the saved view that it stands for."""

    parts: tuple[Node, ...]
    any: bool
    negated: bool = False
    view: str = ""
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


Node = Term | Group


@dataclass(frozen=True, slots=True)
class Query:
    """A query understood; all its terms must hold."""

    text: str = field(default="", compare=False)
    terms: tuple[Node, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """What is searched for in the text, for highlighting."""
        found = [term for term, wanted in leaves(self.terms) if wanted and term.key in ("word", "mark", *SEARCHED)]
        return tuple(value for term in found for value in term.values)

    def also(self, *flags: str) -> Query:
        """The query with flags that must hold too."""
        return replace(self, terms=(*self.terms, *(Term("flag", (flag,)) for flag in flags)))


#: Keys that ask the full-text index.
SEARCHED = ("title", "text")


def leaves(nodes: Iterable[Node], wanted: bool = True) -> Iterator[tuple[Term, bool]]:
    """Every term, however deep, with whether it must hold rather than not."""
    for node in nodes:
        if isinstance(node, Term):
            yield node, wanted is not node.negated
        else:
            yield from leaves(node.parts, wanted is not node.negated)


def parse(text: str) -> Query:
    """The query that `text` says; saved views in it are not looked up yet (see `store.views`).

    Raises `QueryError`, pointing at the part that cannot be understood.
    """
    text = text.encode("utf-8", "replace").decode()  # an argument's bytes that are no UTF-8 reach us as lone surrogates
    reader = _Reader(text)
    return Query(text, reader.query(None))


class _Reader:
    """Reads tokens from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = list(_TOKEN.finditer(text))
        self.at = self.count = self.depth = 0

    def query(self, opened: re.Match[str] | None) -> tuple[Node, ...]:
        """What stands up to the end, or to the parenthesis that closes `opened`."""
        parts: list[Node] = []
        while (token := self._next()) is not None:
            if token["close"]:
                if opened is None:
                    raise QueryError("nothing is open that ) could close; leave it out", *token.span())
                return _spliced(parts, any_of=False)
            if token["plain"] == "OR" and not token["minus2"]:
                self._or(token, parts)
            elif (one := self._one(token)) is not None:
                parts.append(one)
        if opened is not None:
            raise QueryError("a parenthesis is left open; close it with )", opened.start(), len(self.text))
        return _spliced(parts, any_of=False)

    def _or(self, token: re.Match[str], parts: list[Node]) -> None:
        """Joins what stands on both sides of an OR."""
        following = self._next()
        right = self._one(following) if following is not None and not following["close"] else None
        if not parts or right is None or following is None or following["plain"] == "OR":
            raise QueryError('OR wants a term on either side; write "OR" for the word', *token.span())
        left = parts.pop()
        joined = _spliced([left, right], any_of=True)
        parts.append(Group(joined, any=True, start=left.start, end=right.end))

    def _next(self) -> re.Match[str] | None:
        self.at += 1
        return self.tokens[self.at - 1] if self.at <= len(self.tokens) else None

    def _one(self, token: re.Match[str]) -> Node | None:
        self.count += 1
        if self.count > MOST:
            raise QueryError(f"that is more than {MOST} terms; leave some out", *token.span())
        if token["odd"]:
            raise QueryError('a quotation mark is left open; close it with "', token.start(), len(self.text))
        return self._group(token) if token["open"] else _term(token)

    def _group(self, token: re.Match[str]) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise QueryError(f"parentheses stand more than {DEEPEST} deep; take some out", *token.span())
        parts = self.query(token)
        self.depth -= 1
        place = (token.start(), self.tokens[self.at - 1].end())
        if not parts:
            raise QueryError("nothing stands between the parentheses; leave them out", *place)
        negated = token["open"].startswith("-")
        if len(parts) == 1:
            return replace(parts[0], negated=parts[0].negated is not negated, start=place[0], end=place[1])
        return Group(parts, any=False, negated=negated, start=place[0], end=place[1])


def _spliced(parts: Iterable[Node], *, any_of: bool) -> tuple[Node, ...]:
    """The parts, with those of groups that say the same as their surroundings put in their place."""
    found: list[Node] = []
    for part in parts:
        same = isinstance(part, Group) and part.any is any_of and not part.negated and not part.view
        found += part.parts if isinstance(part, Group) and same else [part]
    return tuple(found)


def _term(token: re.Match[str]) -> Term | None:
    place = token.span()
    if token["key"]:
        return _keyed(token["key"].lower(), token["list"], bool(token["minus"]), place)
    negated, plain = bool(token["minus2"]), token["plain"]
    value = token["quoted"] if plain is None else plain
    if plain is not None:
        if keyed := _KEYED.match(value):
            _known(keyed[1].lower(), place)
            raise QueryError(f"'{keyed[1].lower()}:' wants a value right behind it", *place)
        if value in ("AND", "NOT"):
            mend = "terms side by side must all hold: leave it out" if value == "AND" else "write - before a term"
            raise QueryError(f'{value} is no part of a query; {mend} (or write "{value}" for the word)', *place)
        if value.lower() in FLAGS:
            return Term("flag", (value.lower(),), negated, *place)
        if value.lower() in CLAIM_FLAGS:
            return Term("mark", (value,), negated, *place)
    if not any(map(str.isalnum, value)):
        return None  # a lone dash or the like is in no index, and would be found nowhere
    return Term("word", (value,), negated, *place)


def _known(key: str, place: tuple[int, int]) -> None:
    if key not in KEYS:
        raise no_key(key, place)


def _keyed(key: str, listed: str, negated: bool, place: tuple[int, int]) -> Term:
    _known(key, place)
    known = TABLE[key]
    values = tuple(quoted or plain for quoted, plain in _VALUE.findall(listed))
    if not all(values) or (key in SEARCHED and not all(any(map(str.isalnum, value)) for value in values)):
        raise QueryError(f"'{key}:' wants a value right behind it", *place)
    if len(values) > 1 and not known.many:
        raise QueryError(f"'{key}:' takes one value, not {len(values)}", *place)
    if known.check is not None:
        for value in values:
            known.check(value, place)
    if key == "is" and all(value.lower() in STORY_IS for value in values):
        return Term("flag", tuple(value.lower() for value in values), negated, *place)
    if key == "view" or (known.values and key != "by"):
        values = tuple(value.lower() for value in values)
    return Term(key, values, negated, *place)


def written(nodes: Iterable[Node]) -> str:
    """What parses to the same again."""
    return " ".join(map(_written, nodes))


def _written(node: Node) -> str:
    minus = "-" if node.negated else ""
    if isinstance(node, Group):
        if node.view:
            return f"{minus}view:{node.view}"
        return f"{minus}({(' OR ' if node.any else ' ').join(map(_written, node.parts))})"
    if node.key == "word":
        return minus + _as_word(node.value)
    if node.key == "mark" or (node.key == "flag" and len(node.values) == 1 and node.value in FLAGS):
        return minus + node.value
    key = "is" if node.key == "flag" else node.key
    return f"{minus}{key}:{','.join(map(as_value, node.values))}"


def as_value(value: str) -> str:
    """A value as it stands behind a key: in quotation marks where it would be taken for something else without."""
    return f'"{value}"' if not value or any(letter.isspace() or letter in '"(),' for letter in value) else value


def _as_word(value: str) -> str:
    taken = value.lower() in FLAGS or value.lower() in CLAIM_FLAGS or value in ("OR", "AND", "NOT")
    odd = taken or value.startswith("-") or _KEYED.match(value)
    return f'"{value}"' if odd or any(letter.isspace() or letter in '"()' for letter in value) else value
