"""The query language as `--help` tells it, made from its own table."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from store.querykeys import CLAIM_FLAGS, FLAGS, TABLE

_COLUMN, _WIDTH = 26, 100


def query_help(of: str) -> str:
    """The language for stories, or for claims, as the foot of a command's help."""
    return "\n".join(_lines(of)) + "\n"


def _lines(of: str) -> Iterator[str]:
    yield '\nQUERY: words, "exact words" and beginnings (word*), narrowed by keys; all of them must hold.'
    yield "- before anything turns it round; OR joins its two neighbours; ( ) group; key:a,b takes either value."
    yield "Quote a query for the shell: 'unread (outlet:reuters OR stance:hedged) -copy'. docs/query.md says more.\n"
    for name, key in TABLE.items():
        yield from _row(key.example if len(key.example) < _COLUMN - 2 else f"{name}:", key.does)
    flags = FLAGS if of == "stories" else {"any": "dismissed or not", **CLAIM_FLAGS}
    for name, does in flags.items():
        yield from _row(name, does)


def _row(name: str, does: str) -> Iterator[str]:
    parts = textwrap.wrap(does, _WIDTH - _COLUMN)
    for number, part in enumerate(parts):
        yield f"  {name if number == 0 else '':<{_COLUMN - 2}}{part}"
