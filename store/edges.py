"""What boilerplate is known by: a number for each line, and the sentences with which texts begin and end."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass

#: Where a sentence ends and another begins, as far as it matters here.
_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9“\"'«‘])")
#: What marks the first sentence of a text, and what the last.
_MARKS = {True: "^", False: "$"}
_QUOTATION = re.compile('[“”„«»"]')


def key(line: str) -> int:
    """A number by which a line is known again."""
    plain = " ".join(line.removeprefix("- ").casefold().split())
    return int.from_bytes(hashlib.blake2b(plain.encode("utf-8", "replace"), digest_size=8).digest(), "big") >> 1


def alike(text: str) -> list[int]:
    """The numbers by which the words of a line or sentence are known wherever they stand: as a line, and as the first
    sentence of a text or the last."""
    words = text.removeprefix("- ")
    return [key(words), *(key(f"{mark}\n{dash}{words}") for mark in _MARKS.values() for dash in ("", "- "))]


@dataclass(frozen=True, slots=True)
class Edge:
    """A sentence with which a text begins, or ends, in a line that has others: the number of the line, and the key by
    which the sentence is known there, which is none that a line has."""

    line: int
    sentence: str
    first: bool

    @property
    def key(self) -> int:
        return key(f"{_MARKS[self.first]}\n{self.sentence}")

    def without(self, line: str) -> str:
        """The line without the sentence."""
        rest = line.removeprefix(self.sentence) if self.first else line.removesuffix(self.sentence)
        return rest.strip()


def edges(raw: str, asides: Collection[int] = ()) -> list[Edge]:
    """The first sentence of an extraction and its last, where their lines have others. `asides`: lines that are no
    text. What is said in quotation marks is somebody's, and stays."""
    aside = set(asides)
    lines = [(number, line) for number, line in enumerate(raw.split("\n")) if number not in aside and line.strip()]
    found = []
    for number, line in lines[:1]:
        if len(parts := _SENTENCES.split(line, maxsplit=1)) > 1:
            found.append(Edge(number, parts[0], first=True))
    for number, line in lines[-1:]:
        if len(parts := _SENTENCES.split(line)) > 1:
            found.append(Edge(number, parts[-1], first=False))
    return [edge for edge in found if not _QUOTATION.search(edge.sentence)]
