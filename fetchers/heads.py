"""The head of an answer, as HTTP/1.1 has it (RFC 9112): bytes in, what they say out, and nothing taken for granted.

Lines may end without a carriage return and fields may be folded, as servers still do both; whatever else a head must
not be is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fetchers.failures import FetchError

#: Bytes of an answer before its body, and of what may follow a body in chunks.
HEAD_LIMIT = 102_400
ENDLESS = "the headers of its answer do not end"
HUNG_UP = "the server hung up before the answer was whole"
NO_ANSWER = "the server hung up without an answer in HTTP"
#: Answers that have no body, whatever their headers say.
BODILESS = (204, 304)
_END = re.compile(rb"\n\r?\n")
_FIRST = re.compile(rb"HTTP/([0-9]\.[0-9]) ([1-9][0-9]{2})(?: [^\x00\n\x0b\x0c\r]*)?")
_NAME = re.compile(rb"[-!#$%&'*+.^_`|~0-9a-zA-Z]+")
_NEVER = re.compile(rb"[\x00\n\x0b\x0c\r]")
#: Digits of a length; one of more is no length of anything.
_LENGTH = re.compile(rb"[0-9]{1,20}")

#: A name in lower case, and a value.
Field = tuple[bytes, bytes]


@dataclass(frozen=True, slots=True)
class Head:
    """The head of an answer. `chunked`: the body comes in chunks; else `length` bytes of it come, or (None) all that
    comes until the end. `lasts`: whether the connection may be asked again after it."""

    status: int
    fields: tuple[Field, ...]
    chunked: bool
    length: int | None
    lasts: bool


def no_http(what: str) -> FetchError:
    """`what`: which part of an answer was wrong; never the server's own words."""
    return FetchError(f"what the server sent is not HTTP ({what})")


def end(held: bytes | bytearray, start: int) -> int | None:
    """Where the head that begins what is held is over, looked for from a place on."""
    if held[:1] in (b"\n", b"\r", b" "):
        raise no_http("an empty first line")
    found = _END.search(held, max(0, start - 2))
    return found.end() if found else None


def read(block: bytes) -> Head:
    """A head, with the empty line at its end. Raises `FetchError`."""
    first, *lines = [line.removesuffix(b"\r") for line in block.split(b"\n")[:-2]]
    said = _FIRST.fullmatch(first)
    if not said:
        raise no_http("its first line")
    status, fields = int(said[2]), tuple(_fields(lines))
    length, chunked, wants_end = _framing(fields)
    if status in BODILESS or status < 200:
        length, chunked = 0, False
    lasts = said[1] == b"1.1" and not wants_end and (chunked or length is not None)
    return Head(status, fields, chunked, None if chunked else length, lasts)


def check(line: bytes) -> Field:
    """A line of a header, taken apart. Raises `FetchError`."""
    name, colon, value = line.partition(b":")
    if not colon or not _NAME.fullmatch(name) or _NEVER.search(value):
        raise no_http("a line of its headers")
    return name.lower(), value.strip(b" \t")


def may_be_sent(name: bytes, value: bytes) -> bool:
    """Whether a header of ours is one, and one only."""
    return bool(_NAME.fullmatch(name)) and not _NEVER.search(value)


def _fields(lines: Iterable[bytes]) -> Iterator[Field]:
    folded: list[bytes] = []
    for line in lines:
        if line[:1] in (b" ", b"\t"):
            if not folded:
                raise no_http("a line of its headers")
            folded.append(line.strip(b" \t"))
            continue
        if folded:
            yield check(b" ".join(folded))
        folded = [line]
    if folded:
        yield check(b" ".join(folded))


def _framing(fields: Iterable[Field]) -> tuple[int | None, bool, bool]:
    """The length that is told, whether the body is in chunks, and whether the connection is to end with it."""
    lengths: set[bytes] = set()
    codings: list[bytes] = []
    wants_end = False
    for name, value in fields:
        if name == b"content-length":
            lengths.update(part.strip(b" \t") for part in value.split(b","))
        elif name == b"transfer-encoding":
            codings.append(value.lower())
        elif name == b"connection":
            wants_end = wants_end or b"close" in (part.strip(b" \t") for part in value.lower().split(b","))
    if codings and codings != [b"chunked"]:
        raise no_http("its Transfer-Encoding")
    if len(lengths) > 1 or not all(map(_LENGTH.fullmatch, lengths)):
        raise no_http("its Content-Length")
    # One that tells both lies in one of the two, and what comes after its body is not listened to.
    wants_end = wants_end or bool(codings and lengths)
    return int(lengths.pop()) if lengths else None, bool(codings), wants_end
