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
        line = int(found[1]) if found else text.count("\n") + 1
        problem = re.sub(r" \(at .*", "", str(error)).rstrip(".")
        raise TomlError(name, line, f"not TOML: {problem[:1].lower()}{problem[1:]}", "correct that line") from None


def line_of(text: str, *words: str) -> int | None:
    """The number of the first line on which the last of `words` stands, after lines holding the others.

    TOML's parser keeps no positions, so a mistake in a value is found again by the words around it.
    """
    lines = text.splitlines()
    row = 0
    for word in words:
        for number in range(row, len(lines)):
            if word in lines[number] and not lines[number].lstrip().startswith("#"):
                row = number
                break
        else:
            return row + 1 if row else None
    return row + 1


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
