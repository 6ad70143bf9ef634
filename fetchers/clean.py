"""Text from outside made safe to keep: no markup, no control characters, no marks that turn reading order round."""

from __future__ import annotations

import html
import re
import unicodedata
from datetime import UTC, datetime
from html.parser import HTMLParser

#: Bidirectional controls, soft hyphens and zero-width spaces (which hide a word from a search), the byte order mark,
#: interlinear marks and tag characters: invisible, and able to make a text show as something that it does not say.
_HIDDEN = [
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    0x200E,
    0x200F,
    0x061C,
    0x00AD,
    0x200B,
    0x2060,
    0xFEFF,
    *range(0xFFF9, 0xFFFC),
    *range(0xE0000, 0xE0080),
]
#: Of the control characters these are space, and folded with the rest of it.
_SPACE = {0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85}
_DROPPED = {*range(0x20), *range(0x7F, 0xA0), *_HIDDEN, *range(0xD800, 0xE000)} - _SPACE
#: All that is dropped, and the breaks of an odd kind.
_ANY = re.compile(
    f"[{''.join(chr(code) for code in sorted(_DROPPED) if code < 0x10000)}\u2028\u2029]|[\U000e0000-\U000e007f]"
)
#: A line no person reads: longer ones are cut, so that no list or index can be swamped by one entry.
LINE_LIMIT = 2_000
TEXT_LIMIT = 500_000
#: A whole tag of the usual form, its name in a group, that of an end with its slash. Possessive: a tag that is none
#: costs one look.
_TAG = re.compile(r"""<(/?[a-zA-Z][^\t\n\r\f />\x00<"']*+)(?:[^<>"'\x00]|"[^"<>]*+"|'[^'<>]*+')*+>""")
_BLOCKS = {"p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "tr", "pre", "figure"}
#: What stands in these is no markup, whatever it looks like.
_RAW = {"textarea", "title", "xmp", "plaintext", "noembed", "noframes"}
_BREAKING = frozenset(f"{slash}{name}" for name in _BLOCKS for slash in ("", "/"))
_SILENT = {"script", "style", "template", "noscript", "svg", "iframe", "object"}
_UNSURE = frozenset(f"{slash}{name}" for name in _SILENT | _RAW for slash in ("", "/"))


def one_line(text: str) -> str:
    """Text for a single line: white space folded, at most LINE_LIMIT characters."""
    # What is hidden goes first: it may stand between a letter and its accent, which only then become one.
    kept = _ANY.sub(_kept, text[: LINE_LIMIT * 2])
    folded = " ".join(unicodedata.normalize("NFC", kept).split())
    return folded if len(folded) <= LINE_LIMIT else folded[: LINE_LIMIT - 1] + "…"


def paragraphs(text: str) -> str:
    """Text of paragraphs: one line a paragraph, white space folded, empty lines dropped."""
    kept = _ANY.sub(_kept, text[:TEXT_LIMIT].replace("\r\n", "\n").replace("\r", "\n"))
    lines = (" ".join(line.split()) for line in unicodedata.normalize("NFC", kept).split("\n"))
    return "\n".join(line for line in lines if line)


def _kept(found: re.Match[str]) -> str:
    return "\n" if found[0] in "\u2028\u2029" else ""


class _Words(HTMLParser):
    """Gathers the text of an HTML fragment, a line break at every block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in _SILENT:
            self.silent += 1
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """`<![` and what is no section is a comment, as browsers have it; the library's own word is an assertion."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            return self.parse_bogus_comment(i)

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(data)


def text_of_html(fragment: str) -> str:
    """The words of an HTML fragment as paragraphs."""
    if "<" not in fragment:
        return paragraphs(html.unescape(fragment))
    words = _plain_words(fragment[:TEXT_LIMIT])
    if words is not None:
        return paragraphs(words)
    reader = _Words()
    reader.feed(fragment[:TEXT_LIMIT])
    reader.close()
    return paragraphs("".join(reader.parts))


def _plain_words(fragment: str) -> str | None:
    """The words of a fragment in which every `<` begins a usual tag, and none a silent one; else None.

    Most are such; the library's parser, which reads the others, takes ten times as long.
    """
    parts = _TAG.split(fragment)
    for place in range(1, len(parts), 2):
        name = parts[place].lower()
        if name == "iframe" and not parts[place + 1].strip() and parts[place + 2 : place + 3] == ["/iframe"]:
            # A film or a map put into a text, which is the one silent thing that many have.
            name = parts[place + 2] = ""
        if name in _UNSURE:
            return None
        parts[place] = "\n" if name in _BREAKING else ""
    for place in range(0, len(parts), 2):
        if "<" in parts[place]:
            return None
        if "&" in parts[place]:
            parts[place] = html.unescape(parts[place])
    return "".join(parts)


def title_of_html(fragment: str) -> str:
    """The words of a headline that may hold markup or character references, on one line."""
    if re.search(r"<[a-zA-Z/!]", fragment):
        return one_line(text_of_html(fragment).replace("\n", " "))
    return one_line(html.unescape(fragment))


def moment(value: object) -> datetime | None:
    """The time that an ISO 8601 text names, in UTC; UTC is taken where it names no zone. None for anything else."""
    if not isinstance(value, str):
        return None
    try:
        found = datetime.fromisoformat(value.strip())
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
