"""How sentences begin that are a dateline's, or hang on the one before."""

from __future__ import annotations

import re

DATELINE = re.compile(r"^(?:[A-Z][A-Z .,'’-]{2,30})(?:, [A-Z][a-z]+\.? \d{1,2})?\s*(?:\([^)]{2,20}\))?\s*[-–—]\s+")
#: A sentence that begins so cannot be understood without the one before.
_HANGING = re.compile(
    r"^(?:It|They|He|She|This|That|These|Those|Both|Its|Their|His|Her|Such|Another|Others?|The other|There|Here|"
    r"As if|Or|Nor|Not|In (?:it|them|this|that|his|her|their))\b"
)


def hangs(sentence: str) -> bool:
    """Whether a sentence cannot be understood without the one before."""
    return _HANGING.match(sentence) is not None
