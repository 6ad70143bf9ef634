"""What could stand where somebody types a query: keys and flags by their beginning, and the values of a key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from store.query import CLAIM_FLAGS, CLAIM_IS, FLAGS, HAVING, STORY_IS, TABLE, as_value
from store.queryvalues import Known

#: Choices offered at a time.
MOST = 50
_TIMES = (
    ("today", "since midnight, UTC"),
    ("yesterday", "the day before"),
    ("24h", "hours back"),
    ("2d", "days back"),
    ("1w", "weeks back"),
)
_FIGURES = ("money", "percent", "number", "date", "time", "duration")
#: Keys of values that are known by what stands beside them.
_WORDED = ("claim", "feed", "view")
_PART = re.compile(r"-*(?:(?P<key>[A-Za-z]+):)?(?P<rest>.*)", re.DOTALL)
_REST = re.compile(r'[^\s()",]*"?')


@dataclass(frozen=True, slots=True)
class Choice:
    """A text that may take the place from `start` to `end`; `shown` and `note` are how it is listed. `begun`: what
    stands there begins a key, flag or view, and may also be a word to look for."""

    insert: str
    shown: str
    note: str
    start: int
    end: int
    begun: bool = False

    def into(self, text: str) -> tuple[str, int]:
        """The query with it, and where the cursor then stands."""
        # Behind a key comes its value, behind all else the next term.
        gap = "" if self.insert.endswith(":") or text[self.end :].startswith((" ", ")", ",")) else " "
        before = text[: self.start] + self.insert + gap
        return before + text[self.end :], len(before)


def choices(text: str, at: int, known: Known, of: str) -> list[Choice]:
    """What may stand at a place of a query for "stories" or "claims"; nothing within a phrase or behind a space."""
    begins, quoted = _token(text[:at])
    found = _PART.match(text[begins:at])
    assert found is not None
    key, rest = (found["key"] or "").lower(), found["rest"]
    behind = _REST.match(text[at:])
    ends = at + len(behind[0]) if behind else at
    if key in TABLE:
        comma = _last_comma(rest)
        start = begins + found.start("rest") + comma
        typed = rest[comma:].removeprefix('"')
        listed = _ranked(_values(key, known, of), typed, key)
        return [Choice(as_value(value), value, note, start, ends) for value, note in listed][:MOST]
    if key or quoted or (not rest and text.strip()):
        return []
    start = begins + found.start("rest")
    if not rest:
        names: Iterable[tuple[str, str]] = ((f"view:{name}", query) for name, query in known.views.items())
    else:
        names = _names(known, of)
    listed = _ranked(names, rest, "")
    return [Choice(name, name, note, start, ends, bool(rest)) for name, note in listed if name != rest][:MOST]


def _token(before: str) -> tuple[int, bool]:
    """Where the term begins that ends here, and whether this is within quotation marks."""
    begins, quoted = 0, False
    for place, letter in enumerate(before):
        if letter == '"':
            quoted = not quoted
        elif not quoted and (letter.isspace() or letter in "()"):
            begins = place + 1
    return begins, quoted


def _last_comma(rest: str) -> int:
    place, quoted = 0, False
    for number, letter in enumerate(rest):
        if letter == '"':
            quoted = not quoted
        elif letter == "," and not quoted:
            place = number + 1
    return place


def _names(known: Known, of: str) -> Iterator[tuple[str, str]]:
    yield from ((f"{key}:", about.does) for key, about in TABLE.items())
    yield from FLAGS.items() if of == "stories" else {**CLAIM_FLAGS, "any": "dismissed or not"}.items()
    yield from ((f"view:{name}", query) for name, query in known.views.items())


def _values(key: str, known: Known, of: str) -> Sequence[tuple[str, str]]:
    match key:
        case "outlet":
            return [(name, "") for name in known.outlets]
        case "lang":
            return [(name, "") for name in known.languages]
        case "claim":
            return [(f"c{number}", wording) for number, wording in known.claims]
        case "feed":
            return [(str(number), title) for number, title in known.feeds]
        case "view":
            return list(known.views.items())
        case "since" | "until" | "before" | "on":
            return _TIMES
        case "figure":
            return [(kind, "") for kind in _FIGURES]
        case "is":
            names = STORY_IS if of == "stories" else dict.fromkeys(CLAIM_IS, "") | CLAIM_FLAGS
            return list(names.items())
        case "has":
            return [(name, does) for name, does in HAVING.items() if of == "stories" or name in ("note", "figure")]
        case _:
            return [(value, "") for value in TABLE[key].values]


def _ranked(listed: Iterable[tuple[str, str]], typed: str, key: str) -> Iterator[tuple[str, str]]:
    """Those that begin with what was typed; of a key's values then those that hold it, be it in their wording."""
    wanted, rows = typed.casefold(), list(listed)
    first = [row for row in rows if row[0].casefold().startswith(wanted)]
    yield from first
    if key:
        taken, parts = set(first), 2 if key in _WORDED else 1
        yield from (row for row in rows if row not in taken and any(wanted in part.casefold() for part in row[:parts]))
