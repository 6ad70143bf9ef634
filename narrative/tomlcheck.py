"""Reading a person's TOML strictly: every mistake is told with its file, its line and the mend."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any


class TomlError(ValueError):
    """A mistake in a settings file. Its text reads `file:line: what is wrong; mend: what to do`."""

    def __init__(self, name: str, line: int | None, problem: str, mend: str) -> None:
        self.name, self.line, self.problem, self.mend = name, line, problem, mend
        place = f"{name}:{line}" if line else name
        super().__init__(f"{place}: {problem}; mend: {mend}")


def load(text: str, name: str) -> dict[str, Any]:
    """The TOML document in `text`; `name` is the file it was read from, for messages."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+)", str(error))
        line = int(found[1]) if found else len(text.rstrip().split("\n"))
        problem = re.sub(r" \(at .*", "", str(error)).rstrip(".")
        raise TomlError(
            name, line, f"not TOML: {problem[:1].lower()}{problem[1:]}", _mend(text, problem, line)
        ) from None


def _mend(text: str, problem: str, line: int) -> str:
    """What to do about a document that is none. A table that is there already is easily begun again at the end."""
    twice = re.fullmatch(r"Cannot declare \('([\w-]+)',\) twice", problem)
    if twice:
        head = re.compile(rf"\s*\[\s*{twice[1]}\s*\]")
        for number, row in enumerate(text.split("\n")[: line - 1], 1):
            if head.match(row):
                return f"put what is below it under the [{twice[1]}] of line {number}"
    return "correct that line"


def line_of(text: str, *words: str, start: int = 1) -> int | None:
    """The number of the first line on which the last of `words` stands, after lines holding the others.

    TOML's parser keeps no positions, so a mistake in a value is found again by the words around it, from the line
    `start` on. A line that has the word as its key or head goes before one that merely holds it.
    """
    lines = [line if not line.lstrip().startswith("#") else "" for line in text.split("\n")]
    row = start - 1
    for word in words:
        named = re.compile(rf"""\s*(?:\[+\s*)?(?:[\w"'-]+\s*\.\s*)*["']?{re.escape(word)}["']?\s*[=.\]]""")
        rows = range(row, len(lines))
        found = next((number for number in rows if named.match(lines[number])), None)
        if found is None:
            found = next((number for number in rows if word in lines[number]), None)
        if found is None:
            return row + 1 if row else None
        row = found
    return row + 1


def lines_of_rows(text: str, table: str) -> list[int]:
    """The lines that head the tables of that name in a list of tables, first to last."""
    head = re.compile(rf"\s*\[\[\s*{re.escape(table)}\s*\]\]")
    return [row for row, line in enumerate(text.split("\n"), 1) if head.match(line)]


def check_keys(table: Mapping[str, Any], allowed: Iterable[str], *, name: str, text: str, where: str = "") -> None:
    """Refuses the first key of `table` that is not `allowed`, naming the nearest that is."""
    known = sorted(allowed)
    for key in table:
        if key in known:
            continue
        near = difflib.get_close_matches(key, known, n=1)
        mend = f"did you mean '{near[0]}'?" if near else f"use one of: {', '.join(known)}"
        inside = f" in [{where}]" if where else ""
        words = [w for w in (where.split(".")[-1], key) if w]
        raise TomlError(name, line_of(text, *words), f"unknown key '{key}'{inside}", mend)
