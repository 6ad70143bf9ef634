"""A story as lists of others name it: an address, and what is said of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from fetchers import clean
from reportedly.importing import values
from reportedly.importing.values import Unusable

_DAY = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:/.*)?$")
#: As newspapers print it, a weekday before or a time behind it: `Fri, 12 June 2026`, `Sept. 3rd, 2026 10:05 AM`.
_PRINTED = re.compile(
    r"(?:[a-z]{3,9}\.?,? +)?(?:(\d{1,2})(?:st|nd|rd|th)?[ .-]+([a-z]{3,9})|([a-z]{3,9})\.? +(\d{1,2})(?:st|nd|rd|th)?)"
    r"[,. -]+(\d{4})(?![\d/-]).*",
    re.I | re.S,
)
_MONTHS = "January February March April May June July August September October November December".casefold().split()
#: A DOI is often given as the address at which it is looked up, or with its own mark before it.
_RESOLVER = re.compile(r"^(?:(?:https?://)?(?:(?:dx|www)\.)?doi\.org/|doi:\s*)", re.I)


@dataclass(frozen=True, slots=True)
class Found:
    """Whatever is not said is empty. `summary`: what stands in for a text until the page is fetched; `undated`: what
    stands for a date and names no day."""

    url: str
    title: str = ""
    outlet: str = ""
    author: str | None = None
    published_at: datetime | None = None
    language: str | None = None
    summary: str = ""
    undated: str = ""


#: What a reader of lists gives: the line where it begins, and the story or why it is none.
Item = tuple[int, "Found | Unusable"]
Items = Iterator[Item]


def found(
    url: str,
    title: str = "",
    outlet: str = "",
    authors: list[str] | None = None,
    published: str = "",
    language: str = "",
    summary: str = "",
    doi: str = "",
) -> Found | Unusable:
    """The story that these texts name, each made safe to keep."""
    if not url.strip() and doi.strip():
        url = f"https://doi.org/{_RESOLVER.sub('', doi.strip())}"
    if not url.strip():
        return Unusable("it has no address", "add the address of its page")
    try:
        address = values.web(url)
    except Unusable as error:
        return error
    names = [clean.one_line(name) for name in authors or []]
    when = day(published)
    return Found(
        url=address,
        title=clean.title_of_html(title),
        outlet=clean.title_of_html(outlet),
        author=", ".join(name for name in names if name) or None,
        published_at=when,
        language=clean.one_line(language).lower().replace("_", "-")[:12] or None,
        summary=clean.text_of_html(summary),
        undated="" if when else clean.one_line(published)[:40],
    )


def day(text: str) -> datetime | None:
    """The time or day that a text names; None where it names none, or only a year or month."""
    text = text.strip()
    match = _DAY.match(text)
    numbers = match.groups() if match else _printed(text)
    if numbers is None:
        return clean.moment(text) if len(text) > len("2026-06") else None
    try:
        year, month, number = map(int, numbers)
        return datetime(year, month, number, tzinfo=UTC)
    except ValueError:
        return None


def _printed(text: str) -> tuple[str | int, ...] | None:
    """Year, month and day of a date in words; None where it is none."""
    match = _PRINTED.fullmatch(text)
    if match is None:
        return None
    word = (match[2] or match[3]).casefold()
    month = next((place for place, name in enumerate(_MONTHS, 1) if name.startswith(word)), None)
    if word == "sept":
        month = 9
    return (match[5], month, match[1] or match[4]) if month else None
