"""HTML from parts, where every text is escaped unless this file made it.

What stories say is hostile until shown to be text: `tag` escapes all that is no `Markup`, `link` takes http and https
alone, and characters that turn reading order round or have no place in a text are left out.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from store.urls import bare, is_web

#: What a page may hold: text, what `tag` made, nothing, or many of these.
Part = object
_VOID = frozenset(("meta", "link", "br", "hr"))
#: Control characters, surrogates, and the marks that override the direction of writing.
_NO_TEXT = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


class Markup(str):
    """HTML that is safe to put into a page as it is."""

    __slots__ = ()


def escape(text: str) -> Markup:
    """A text as HTML shows it, in an attribute too."""
    return Markup(html.escape(_NO_TEXT.sub("", text)))


def tag(name: str, /, *parts: Part, **attributes: object) -> Markup:
    """An element. Attributes: `class_` is class, `font_size` font-size; None and False leave one out, True has no
    value. Parts: None is nothing, a list each of its own, anything else but `Markup` is text."""
    given = "".join(_attribute(key, value) for key, value in attributes.items() if value is not None)
    if name in _VOID:
        return Markup(f"<{name}{given}>")
    return Markup(f"<{name}{given}>{join(parts)}</{name}>")


def join(parts: Iterable[Part]) -> Markup:
    """Parts one after the other."""
    return Markup("".join(_shown(part) for part in parts))


def _shown(part: Part) -> str:
    if part is None:
        return ""
    if isinstance(part, Markup):
        return part
    if isinstance(part, str | int | float):
        return escape(str(part))
    if isinstance(part, Iterable):
        return join(part)
    raise TypeError(f"a {type(part).__name__} is no part of a page")


def _attribute(key: str, value: object) -> str:
    name = key.rstrip("_").replace("_", "-")
    if value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'


def link(text: Part, url: str, **attributes: object) -> Markup:
    """A link to a story on the web, which tells its outlet nothing of the report; text alone where it leads elsewhere.
    What stands before an @ in an address is never shown."""
    address = bare(url)
    if not is_web(address):
        return join([text])
    return tag("a", text, href=address, rel="noopener noreferrer external", **attributes)


def table(caption: Part, heads: Iterable[Part], rows: Iterable[Iterable[Part]], numbers: Iterable[int] = ()) -> Markup:
    """A table whose first column names the row, in a frame that scrolls where the page is too narrow. `numbers`: the
    columns, from 0, that hold figures."""
    right = frozenset(numbers)

    def sort(place: int) -> str | None:
        return "n" if place in right else None

    head = [tag("th", cell, scope="col", class_=sort(place)) for place, cell in enumerate(heads)]
    body = []
    for row in rows:
        first, *others = row
        cells = [tag("td", cell, class_=sort(place)) for place, cell in enumerate(others, 1)]
        body.append(tag("tr", tag("th", first, scope="row"), cells))
    made = tag("table", tag("caption", caption), tag("thead", tag("tr", head)), tag("tbody", body))
    return tag("div", made, class_="scroll", tabindex="0", role="region", aria_label=_plain(caption))


def _plain(part: Part) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", join([part])))
