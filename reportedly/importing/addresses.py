"""A plain list of addresses: one a line, before anything else that stands there; `#` begins a remark."""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.importing.found import Items, found
from reportedly.importing.lines import Line
from reportedly.importing.values import Unusable


def read(lines: Iterable[Line]) -> Items:
    for number, line in lines:
        if isinstance(line, Unusable):
            yield number, line
        elif (words := line.split(maxsplit=1)) and not words[0].startswith("#"):
            yield number, found(words[0].strip("<>"))
