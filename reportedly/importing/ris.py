"""RIS, as Zotero and other keepers of references write it: tags of two characters, a reference from TY to ER."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from reportedly.importing.found import Found, Items, found
from reportedly.importing.lines import Line
from reportedly.importing.values import Unusable

_TAG = re.compile(r"([A-Z][A-Z0-9])  ?- ?(.*)")
#: Which tags say what, the first that says anything first.
_TITLE, _OUTLET, _AUTHOR = ("TI", "T1"), ("T2", "JO", "JF", "PB"), ("AU", "A1")
_DATE, _SUMMARY = ("DA", "Y1", "PY"), ("AB", "N2")
#: Lines that one reference may have; more are no reference.
_LINES = 10_000


@dataclass
class _Reference:
    """One on its way: where it began, what each tag says, and what of it could not be read."""

    line: int
    tags: dict[str, list[str]] = field(default_factory=dict)
    last: str = ""
    lines: int = 0
    wrong: Unusable | None = None

    def add(self, line: str) -> None:
        self.lines += 1
        if self.lines > _LINES:
            self.wrong = Unusable("it has no end (ER)", "end every reference with a line `ER  - `")
            return
        match = _TAG.fullmatch(line)
        if match:
            self.last = match[1]
            self.tags.setdefault(self.last, []).append(match[2])
        elif line.strip() and self.last:
            self.tags[self.last][-1] += f"\n{line}"  # a text of several lines

    def first(self, *tags: str) -> str:
        return next((text for tag in tags for text in self.tags.get(tag, ()) if text.strip()), "")

    def found(self) -> Found | Unusable:
        return self.wrong or found(
            self.first("UR", "L2"),
            self.first(*_TITLE),
            self.first(*_OUTLET),
            [name for tag in _AUTHOR for name in self.tags.get(tag, ())],
            self.first(*_DATE),
            self.first("LA"),
            self.first(*_SUMMARY),
            self.first("DO"),
        )


def read(lines: Iterable[Line]) -> Items:
    reference: _Reference | None = None
    for number, line in lines:
        if isinstance(line, Unusable):
            if reference is None:
                yield number, line
            else:
                reference.wrong = Unusable(f"line {number}: {line.reason}", line.mend)
            continue
        tag = line.lstrip()[:2] if _TAG.fullmatch(line.lstrip()) else ""
        if tag == "TY":
            if reference:
                yield reference.line, reference.found()
            reference = _Reference(number)
        elif tag == "ER":
            if reference:
                yield reference.line, reference.found()
            reference = None
        elif reference:
            reference.add(line)
        elif line.strip():
            yield number, Unusable("it belongs to no reference", "begin each reference with a line `TY  - NEWS`")
    if reference:
        yield reference.line, reference.found()
