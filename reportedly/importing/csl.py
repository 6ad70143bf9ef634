"""CSL-JSON: one array of references, as Zotero and pandoc write it. It has to be read whole, so it may not be long."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from reportedly.importing.found import Found, Items, found
from reportedly.importing.lines import Line
from reportedly.importing.values import Unusable

#: Characters of the whole.
_SIZE = 64_000_000


def read(lines: Iterable[Line]) -> Items:
    """The references, each with its place in the array, from 1; with 0 what is wrong with the whole of it."""
    parts, size = [], 0
    for number, line in lines:
        if isinstance(line, Unusable):
            yield 0, Unusable(f"line {number}: {line.reason}", line.mend)
            return
        parts.append(line)
        size += len(line)
        if size > _SIZE:
            yield 0, Unusable(f"the file has more than {_SIZE:,} characters", "part it, or export RIS")
            return
    try:
        whole = json.loads("\n".join(parts))
    except (ValueError, RecursionError) as error:
        place = getattr(error, "lineno", 1)
        yield 0, Unusable(f"line {place}: it is no JSON ({_told(error)})", "export it again")
        return
    for number, item in enumerate(whole if isinstance(whole, list) else [whole], 1):
        yield number, _found(item) if isinstance(item, dict) else Unusable("it is no reference", "take it out")


def _told(error: Exception) -> str:
    return "too deep" if isinstance(error, RecursionError) else re.sub(r": line .*", "", str(error))


def _found(item: dict[str, Any]) -> Found | Unusable:
    def text(name: str) -> str:
        value = item.get(name)
        return value if isinstance(value, str) else ""

    authors = item.get("author")
    return found(
        text("URL"),
        text("title"),
        text("container-title") or text("publisher"),
        [_name(one) for one in authors] if isinstance(authors, list) else [],
        _date(item.get("issued")),
        text("language"),
        text("abstract"),
        text("DOI"),
    )


def _name(author: Any) -> str:
    if not isinstance(author, dict):
        return ""
    parts = [author.get("given"), author.get("family")] if "family" in author else [author.get("literal")]
    return " ".join(part for part in parts if isinstance(part, str))


def _date(issued: Any) -> str:
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    first = parts[0] if isinstance(parts, list) and parts else None
    if isinstance(first, list) and len(first) >= 3:
        return "-".join(str(part) for part in first[:3])
    raw = issued.get("raw") if isinstance(issued, dict) else None
    return raw if isinstance(raw, str) else ""
