"""The dashboard's keys, and a person's own in their place, known without the dashboard.

`tui/keys.json` is written from the bindings themselves by `python -m tui.keytable`; a test keeps it true.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import combinations

_MODIFIERS = ("ctrl", "shift", "alt", "super", "meta", "hyper")
_NAMED = (
    *(f"f{number}" for number in range(1, 25)),
    *"up down left right home end pageup pagedown insert delete backspace tab enter escape space".split(),
    *"slash backslash full_stop comma colon semicolon question_mark exclamation_mark quotation_mark apostrophe".split(),
    *"left_square_bracket right_square_bracket left_parenthesis right_parenthesis vertical_line at plus minus".split(),
    *"underscore equals_sign asterisk number_sign dollar_sign percent_sign ampersand tilde grave_accent".split(),
    *"circumflex_accent less_than_sign greater_than_sign left_curly_bracket right_curly_bracket".split(),
)
#: What Textual calls signs, so that `/` and `slash` are one key.
_SIGNS = dict(zip("/\\.,:;?!\"'[]()|@+-_=*#$%&~`^<>{}", _NAMED[24 + 15 :], strict=True))


class KeyProblem(ValueError):
    """A key of the person's that cannot be: under which name it stands, what is wrong, and the mend."""

    def __init__(self, name: str, problem: str, mend: str) -> None:
        self.name, self.problem, self.mend = name, problem, mend
        super().__init__(f"{problem}; {mend}")


@dataclass(frozen=True, slots=True)
class Bound:
    """A binding: its id, its keys, what it is called and does, and where it works."""

    id: str
    keys: tuple[str, ...]
    name: str
    does: str
    place: str


@dataclass(frozen=True, slots=True)
class Table:
    """Every binding, and which of them (by number) work together where some part of the dashboard has the focus."""

    bindings: tuple[Bound, ...]
    together: tuple[tuple[int, ...], ...]


@cache
def table() -> Table:
    """The bindings as they are shipped."""
    data = json.loads(files("tui").joinpath("keys.json").read_text(encoding="utf-8"))
    found = tuple(Bound(**{**record, "keys": tuple(record["keys"])}) for record in data["bindings"])
    return Table(found, tuple(map(tuple, data["together"])))


def checked(given: Mapping[str, str]) -> dict[str, str]:
    """The person's keys as Textual calls them. Raises `KeyProblem`: for an id that is none, a key that is none, and a
    key that then would mean two things at once."""
    known = sorted({bound.id for bound in table().bindings})
    for name in given:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1, cutoff=0.4)
            mend = f"did you mean '{near[0]}'?" if near else "reportedly keys lists them"
            raise KeyProblem(name, f"there is no binding '{name}'", mend)
    keys = {name: tuple(_key(name, key) for key in _split(value)) for name, value in given.items()}
    _refuse_clashes(keys)
    return {name: ",".join(found) for name, found in keys.items()}


def _split(value: str) -> list[str]:
    """Keys between commas; a comma alone is the key."""
    return ["comma"] if value.strip() == "," else [key.strip() for key in value.split(",")]


def _key(name: str, key: str) -> str:
    *modifiers, last = [key] if key == "+" else key.split("+")
    wrong = [word for word in modifiers if word not in _MODIFIERS]
    last = _SIGNS.get(last, last)
    if not wrong and (last in _NAMED or (len(last) == 1 and last.isalnum())):
        return "+".join([*modifiers, last])
    near = difflib.get_close_matches(wrong[0] if wrong else last, _MODIFIERS if wrong else _NAMED, n=1)
    mend = f"did you mean '{near[0]}'?" if near else "write a letter, a sign, or a name as f5, ctrl+k, escape"
    raise KeyProblem(name, f"in '{name}', there is no key '{key}'", mend)


def _refuse_clashes(given: Mapping[str, Sequence[str]]) -> None:
    """Where two bindings work together, a key that only the person's wish gives to both is refused.

    Some share a key as shipped (escape leaves whatever is innermost); that stays as it is.
    """
    bindings = table().bindings
    for group in table().together:
        for one, other in combinations((bindings[number] for number in group), 2):
            if one.id == other.id or not {one.id, other.id} & set(given):
                continue
            both = set(given.get(one.id, one.keys)) & set(given.get(other.id, other.keys))
            new = both - (set(one.keys) & set(other.keys))
            if new:
                mine = one if one.id in given else other
                theirs = other if mine is one else one
                raise KeyProblem(
                    mine.id,
                    f"{min(new)} would be both '{one.id}' ({one.does.lower()}) and '{other.id}' ({other.does.lower()})",
                    f"give '{mine.id}' another key, or '{theirs.id}' too",
                )


def in_force(given: Mapping[str, str]) -> list[Bound]:
    """Every binding with the keys it has for this person."""
    return [
        Bound(b.id, tuple(given[b.id].split(",")), b.name, b.does, b.place) if b.id in given else b
        for b in table().bindings
    ]
