"""A brief as plain lines and as Markdown: all of it, or what a mail has room for."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence

from narrative.briefkinds import Kind
from narrative.briefshort import short
from reportedly.plain import when
from store.export import escape, link
from store.models import Brief, BriefLine

#: A line of a mail, and ids told behind a sentence before the rest is counted.
WIDTH, IDS = 78, 6
#: A space at which no line is broken, so that the ids of a sentence stay together.
_FIXED = "\xa0"
_WRAP = textwrap.TextWrapper(
    WIDTH, initial_indent="- ", subsequent_indent="  ", break_long_words=False, break_on_hyphens=False
)


def sentences(brief: Brief, *, everything: bool, command: str = "reportedly brief --all") -> Sequence[BriefLine]:
    """All, or those that a mail has room for; `command`: what tells all of them."""
    return brief.lines if everything else short(brief, f"All of them: {command}")


def plain_lines(brief: Brief, lines: Sequence[BriefLine], *, everything: bool = False) -> Iterator[str]:
    """As a mail could hold it: no line longer than WIDTH but where a word is."""
    begins = f"Since {when(brief.since)} UTC" if brief.since else "From the beginning"
    yield f"{begins}, as of {when(brief.until)} UTC:"
    for line in lines:
        ids = ", ".join(_ids(line, None if everything else IDS))
        together = ids.replace(" ", _FIXED) if len(ids) < WIDTH - len("  []") else ids
        text = _flat(line.text) + (f" [{together}]" if ids else "")
        yield from (row.replace(_FIXED, " ") for row in _WRAP.wrap(text))


def _flat(text: str) -> str:
    """On one line, whatever a headline has in it."""
    return " ".join(text.split())


def _ids(line: BriefLine, most: int | None) -> list[str]:
    """What a sentence rests on: claims, then stories; beyond `most`, how many more. The sentence that counts what is
    left out says how to see that instead."""
    if line.kind == Kind.MORE:
        return []
    found = [f"c{number}" for number in line.claim_ids] + [str(number) for number in line.story_ids]
    if most is None or len(found) <= most + 1:
        return found
    return [*found[: most - 1], f"{found[most - 1]} and {len(found) - most} more"]


def markdown_lines(
    brief: Brief, lines: Sequence[BriefLine], urls: Mapping[int, str], *, everything: bool = False
) -> Iterator[str]:
    """For a mail or a page: every story named by its number leads to where it stands, as `urls` has it."""
    begins = f"since {when(brief.since)} UTC" if brief.since else "from the beginning"
    yield f"# Brief, {begins}"
    yield ""
    yield f"As of {when(brief.until)} UTC."
    yield ""
    for line in lines:
        names = _ids(line, None if everything else IDS)
        ids = ", ".join(_linked(name, urls) for name in names)
        yield f"- {escape(_flat(line.text))}{f' ({ids})' if ids else ''}"


def _linked(name: str, urls: Mapping[int, str]) -> str:
    """A story's number, with how many more where it says so, as a link."""
    number, _, rest = name.partition(" ")
    return f"{link(number, urls.get(int(number), ''))}{f' {rest}' if rest else ''}" if number.isdigit() else name


def named(lines: Iterable[BriefLine]) -> set[int]:
    """The stories that the sentences rest on."""
    return {number for line in lines for number in line.story_ids}
