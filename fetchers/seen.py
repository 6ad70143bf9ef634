"""A page as it is judged, and the sentences of its text: which tell something, and which speak to the reader."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from fetchers import walls
from fetchers.gates import is_whole
from fetchers.linkeddata import ARTICLE, kinds, linked_data

_TAGS = re.compile(r"<(script|style|noscript|svg|template)\b.*?</\1\s*>|<!--.*?-->", re.I | re.S)
_INLINE = re.compile(r"</?(a|b|i|u|em|strong|span|mark|small|font|abbr|time|sup|sub)\b[^>]*>", re.I)
_TAG = re.compile(r"<[^>]*>")
_ENDS = re.compile(r"(?<=[.!?…])[\"'”»)]*\s+|(?<=[。！？])|\n")
_WHOLE = re.compile(r"[.!?。！？…][\"'”»)」]*$")
#: A time of day that is a line of its own, as an entry of a live blog begins.
_CLOCK = re.compile(r"^(?:\W|at|um|à)*[0-2]?\d[:.h][0-5]\d(?:\s?(?:[ap]\.?m\.?|uhr|[a-z]{2,4}))?\W*$", re.I | re.M)
#: Characters of a title that are looked at.
_TITLE = 300
#: What a sentence quotes is not what it says.
_QUOTES = re.compile(r"[\"“„«「][^\"“”„«»「」]{3,200}[\"“”»」]")
_QUOTE = re.compile(r"[\"“”„«»「」]")
_APART = re.compile(r"\s+[|·•»«\-–—]+\s+|\s*[|｜]\s*|\s+::\s+")


@dataclass(frozen=True, slots=True)
class Look:
    """A page as it is judged: its text as extracted, all its visible words (a line each block), its titles, and what it
    is marked as. `whole`: of what is not `free`, whether the locked part is there (None: not to be seen). `times`: how
    many times of day it gives, each in a place of its own."""

    url: str
    text: str
    words: str
    titles: tuple[str, ...]
    marks: str
    kinds: frozenset[str]
    free: bool | None = None
    stated_words: int = 0
    whole: bool | None = None
    times: int = 0

    @property
    def size(self) -> int:
        return len(self.text)

    @property
    def path(self) -> str:
        return urlsplit(self.url).path.lower()

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""

    @property
    def is_marked(self) -> bool:
        """Whether the page calls itself an article, and no live blog."""
        return any(ARTICLE.search(kind) and kind != "LiveBlogPosting" for kind in self.kinds)

    def is_titled(self, whole: re.Pattern[str]) -> bool:
        """Whether a title is such a one and nothing else, but for the site's name."""
        return any(_is_whole(title, whole) for title in self.titles)


def look(page: str, tree: Any, url: str, text: str, title: str, free: bool | None) -> Look:
    """What is to be known of a page (`tree`: the same as lxml read it)."""
    nodes = linked_data(tree)
    said = {kind for node in nodes for kind in kinds(node)}
    said |= {f"og:{value.split('.')[0].lower()}" for value in tree.xpath('//meta[@property="og:type"]/@content')[:1]}
    words = walls.plain(visible(page[:2_000_000])[:20_000])
    titles = [*tree.xpath("//title//text()")[:1], *(" ".join(h.itertext()) for h in tree.xpath("//h1")[:1]), title]
    return Look(
        url=url,
        text=walls.plain(text),
        words=words,
        titles=tuple(
            dict.fromkeys(walls.plain(" ".join(one.split())[:_TITLE]) for one in titles if one and one.strip())
        ),
        marks=page[:200_000],
        kinds=frozenset(said),
        free=free,
        stated_words=max((_number(node.get("wordCount")) for node in nodes), default=0),
        whole=is_whole(tree, nodes, text) if free is False else None,
        times=max(len(tree.xpath("//main//time | //article//time")), len(_CLOCK.findall(words))),
    )


@dataclass(frozen=True, slots=True)
class Said:
    """The sentences of a text."""

    sentences: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Said:
        found = (_bare(one.strip(" -•\t")) for one in _ENDS.split(text))
        return cls(tuple(one[:400] for one in found if len(one) > 1)[:200])

    def without(self, titles: tuple[str, ...]) -> Said:
        """Without those that only repeat a title, unless there are no others."""
        rest = tuple(one for one in self.sentences if one not in titles)
        return Said(rest) if rest else self

    def like(self, words: re.Pattern[str]) -> list[str]:
        """The sentences in which a page itself says something, and nobody else is told to have said it."""
        return [one for one in self.sentences if is_like(one, words)]

    def share(self, words: re.Pattern[str]) -> float:
        """The share of such sentences and of others to the reader, nothing where there are none such."""
        like = set(self.like(words))
        if all(is_label(one) for one in like):
            return 0.0
        of_it = sum(len(one) for one in self.sentences if one in like or to_reader(one) or is_ours(one))
        return of_it / sum(len(one) for one in self.sentences if one in like or not is_label(one, 4, 35))

    def news(self, *but: re.Pattern[str]) -> int:
        """How many sentences tell something, to nobody in particular."""
        return sum(tells(one) and not any(is_like(one, words) for words in but) for one in self.sentences)


def _bare(sentence: str) -> str:
    """A sentence without the signs of the quotation that it is a piece of; one that quotes keeps them."""
    bare = sentence.strip(" \"'“”")
    return sentence if _QUOTE.search(bare) else bare


def is_like(sentence: str, words: re.Pattern[str]) -> bool:
    """Whether a page says such words of its own."""
    own = _QUOTES.sub(" ", sentence)
    own = own if len(own) >= 20 else sentence
    if not words.search(own.strip(" .!?…。！？")) or walls.TOLD.search(sentence):
        return False
    return not walls.DATED.search(sentence) or bool(walls.OURS.search(sentence))


def is_label(line: str, words: int = 3, most: int = 25) -> bool:
    """Whether a line of few words is a button or an entry of a menu."""
    if _WHOLE.search(line):
        return False
    return len(line) <= 8 if _UNSPACED.search(line) else len(line) < most and len(line.split()) <= words


def to_reader(sentence: str) -> bool:
    """Whether a page speaks to its reader."""
    return bool(walls.READER.search(sentence)) and not walls.TOLD.search(sentence)


def is_ours(sentence: str) -> bool:
    """Whether a page speaks of itself, and quotes nobody."""
    quoted = walls.TOLD.search(sentence) or _QUOTE.search(sentence)
    return bool(walls.OURS.search(sentence) and not quoted)


def tells(sentence: str) -> bool:
    """Whether a sentence tells something, to nobody in particular."""
    long = len(sentence.split()) >= 6 or (bool(_UNSPACED.search(sentence)) and len(sentence) >= 15)
    return long and bool(_WHOLE.search(sentence)) and not to_reader(sentence)


def _is_whole(title: str, whole: re.Pattern[str]) -> bool:
    parts = [part.strip(" .!?…:;,\"'") for part in _APART.split(title)]
    names = [part for part in parts if not whole.fullmatch(part)]
    return len(names) < len(parts) <= 3 and all(len(name.split()) <= 4 and len(name) <= 30 for name in names)


def visible(page: str) -> str:
    """What of a page can be read, a line each block."""
    lines = _TAG.sub("\n", _INLINE.sub(" ", _TAGS.sub("\n", page))).split("\n")
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def tokens(text: str) -> set[str]:
    """The words of a text that carry it; of scripts without spaces every two signs."""
    found = {word for word in re.findall(r"[^\W_]{4,}", text.casefold()) if not _UNSPACED.search(word)}
    for run in _UNSPACED.findall(text):
        found.update(run[place : place + 2] for place in range(len(run) - 1))
    return found


_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")


def _number(value: object) -> int:
    try:
        return min(100_000, max(0, int(str(value))))
    except ValueError:
        return 0
