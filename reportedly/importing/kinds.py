"""What a file is, by its first bytes."""

from __future__ import annotations

import json
import re

from reportedly.importing import tables
from store.urls import is_web

#: How far into a file is looked.
LOOKED_AT = 65_536
_RIS = re.compile(r"^\s*TY  ?- ?", re.M)


def recognise(head: bytes) -> str | None:
    """One of reportedly, home, addresses, ris, zotero, csl, mediacloud; None where it is none of them that is known."""
    if head.startswith(b"SQLite format 3\0"):
        return "home"
    text = head.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").lstrip()
    first = text.partition("\n")[0].strip()
    if text[:1] == "[":
        return "csl"
    if text[:1] == "{":
        return "csl" if _is_reference(first) else "reportedly"
    if _RIS.match(text):
        return "ris"
    names = tables.columns(first)
    if tables.MEDIACLOUD.issubset(names):
        return "mediacloud"
    if tables.ZOTERO.issubset(names):
        return "zotero"
    said = [line.split()[0].strip("<>") for line in text.splitlines()[:100] if line.strip()]
    addresses = [word for word in said if not word.startswith("#")]
    return "addresses" if addresses and any(map(is_web, addresses)) else None


def _is_reference(line: str) -> bool:
    """Whether a line is a lone reference of CSL-JSON: it names its address in capitals."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and "URL" in value and "url" not in value
