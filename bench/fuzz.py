"""Arbitrary bytes and feeds broken in every way, put through the parser path for a while.

    python -m bench.fuzz [--minute | --seconds N] [--seed N] [--feeds DIR]

Every document goes to a worker process as a polled one does. Nothing may end a worker or keep it past its limit, and
what comes back must be a sound feed or a `ParseError` in plain words. `--feeds`: a folder of gzipped feeds to break;
without it invented ones are. It prints how many documents were feeds, and each fault with the seed that brings it back.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import random
import re
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from fetchers.feeds import ParsedFeed
from fetchers.workers import ParseError, Workers

URL = "https://paper.example/feed"
#: What a line or a text of an entry must not hold: controls, surrogates, marks that turn reading order round.
_HIDDEN = {*map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C))}
_TYPES = ("", "text/html", "application/rss+xml", "text/xml; charset=utf-16", "application/json", "text/xml; charset=x")
_PIECES = [
    *(
        b"<item>",
        b"</item>",
        b"<entry>",
        b"<title>",
        b"<link>",
        b"<![CDATA[",
        b"]]>",
        b"<!--",
        b"-->",
        b"<!DOCTYPE x [",
    ),
    *(b"&a;", b"&#27;[31m", b"&#x202e;", b"\x1b]8;;http://x\x07", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc2\x9b"),
    *(b'<?xml version="1.0" encoding="utf-16"?>', b"<urlset>", b"<sitemapindex>", b"<html>", b'{"items":[', b'"', b"'"),
    *(
        "\u202e\u2066".encode(),
        b"javascript:alert(1)",
        b"99999999999",
        b"<author>",
        b"<x " + b"a='1' " * 40,
        b"\x1f\x8b",
    ),
]


def seeds() -> list[bytes]:
    """Small feeds of every kind."""
    rss = (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        "<title>The Páper</title><link>https://paper.example/</link><ttl>60</ttl>"
        "<item><title>One &amp; “two”</title><link>/1</link><guid>g1</guid><author>A. Writer</author>"
        "<pubDate>Fri, 12 Jun 2026 17:21:00 GMT</pubDate><description>"
        "<![CDATA[<p>Words <b>here</b></p>]]></description></item><item><title>Three</title><link>https://paper.example/3</link><dc:creator>B</dc:creator></item>"
        "</channel></rss>"
    )
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/b/"><title>P</title><entry><id>x</id><title type="html">'
        '&lt;b&gt;T&lt;/b&gt;</title><link href="1"/><updated>2026-06-12T17:21:00Z</updated><content type="xhtml"><div '
        'xmlns="http://www.w3.org/1999/xhtml">Words</div></content></entry></feed>'
    )
    sitemap = (
        '<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://paper.example/1</loc>'
        "<news:news><news:publication><news:name>P</news:name></news:publication><news:title>T</news:title>"
        "<news:publication_date>2026-06-12</news:publication_date></news:news></url></urlset>"
    )
    json = (
        '{"version":"https://jsonfeed.org/version/1.1","title":"P","items":[{"id":"1","url":"https://paper.example/1",'
        '"title":"T","content_html":"<p>x</p>","date_published":"2026-06-12T17:21:00Z"}]}'
    )
    hits = '{"hits":[{"objectID":"1","title":"T","url":"https://paper.example/1"}],"nbHits":1,"query":"q"}'
    page = '<html><head><link rel="alternate" type="application/rss+xml" href="/feed" title="P"></head></html>'
    return [text.encode() for text in (rss, atom, sitemap, json, hits, page)] + [rss.encode("utf-16")]


def mutant(lot: random.Random, feeds: Sequence[bytes]) -> bytes:
    """One document: bytes of chance now and then, and else a feed with a few faults."""
    if lot.random() < 0.1:
        return lot.randbytes(lot.randrange(400))
    body = bytearray(lot.choice(feeds))
    for _ in range(lot.randrange(1, 6)):
        _CHANGES[lot.randrange(len(_CHANGES))](lot, body)
    return bytes(body)


def _put(lot: random.Random, body: bytearray) -> None:
    place = lot.randrange(len(body) + 1)
    body[place:place] = lot.choice(_PIECES) * lot.choice((1, 1, 1, 50))


def _cut(lot: random.Random, body: bytearray) -> None:
    place = lot.randrange(len(body) + 1)
    del body[place : place + lot.randrange(1, 60)]


def _end(lot: random.Random, body: bytearray) -> None:
    del body[lot.randrange(len(body) + 1) :]


def _flip(lot: random.Random, body: bytearray) -> None:
    if body:
        body[lot.randrange(len(body))] = lot.randrange(256)


def _repeat(lot: random.Random, body: bytearray) -> None:
    place = lot.randrange(len(body) + 1)
    part = bytes(body[place : place + lot.randrange(1, 400)])
    body[place:place] = part * lot.choice((1, 3, 20))


_CHANGES: list[Callable[[random.Random, bytearray], None]] = [_put, _put, _cut, _end, _flip, _flip, _repeat]


def faults(found: ParsedFeed) -> Iterator[str]:
    """What is wrong with a feed that the store could not rely on."""
    if len({entry.guid for entry in found.entries}) < len(found.entries):
        yield "a guid twice"
    for entry in found.entries:
        if not entry.guid or not entry.url.startswith(("http://", "https://")):
            yield f"no guid or no address: {entry.guid!r} {entry.url!r}"
        for moment in (entry.published_at, entry.updated_at):
            if moment is not None and moment.utcoffset() is None:
                yield "a date without zone"
        lines = (entry.guid, entry.url, entry.title, entry.author or "", entry.language or "", entry.outlet or "")
        texts = (entry.summary.replace("\n", ""), entry.content.replace("\n", ""))
        for text in (found.title, found.home_url or "", found.kind, found.note or "", *lines, *texts):
            if any(unicodedata.category(letter) in ("Cc", "Cs") or letter in _HIDDEN for letter in text):
                yield f"a control character: {text[:80]!r}"


async def run(seconds: float, seed: int, feeds: Sequence[bytes]) -> tuple[int, int, list[str]]:
    """Documents tried, feeds among them, and the faults found."""
    tried = good = 0
    wrong: list[str] = []
    end = time.monotonic() + seconds
    async with Workers(2) as workers:
        while time.monotonic() < end:
            lot = random.Random(f"{seed} {tried}")
            body = mutant(lot, feeds)
            begun = time.monotonic()
            try:
                found = await workers.feed(body, URL, lot.choice(_TYPES))
            except ParseError as error:
                if re.search(r"made the parser fail|^\w+Error: ", str(error)) or not str(error).isprintable():
                    wrong.append(f"{seed} {tried}: {error}")
            else:
                good += 1
                wrong += [f"{seed} {tried}: {fault}" for fault in faults(found)]
            if time.monotonic() - begun > workers.time_limit + 2:
                wrong.append(f"{seed} {tried}: {time.monotonic() - begun:.1f} s")
            tried += 1
    return tried, good, wrong


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    length = options.add_mutually_exclusive_group()
    length.add_argument("--minute", action="store_const", const=60.0, dest="seconds")
    length.add_argument("--seconds", type=float, default=10.0)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--feeds", type=Path, metavar="DIR")
    given = options.parse_args()
    feeds = seeds()
    if given.feeds:
        feeds += [gzip.decompress(path.read_bytes()) for path in sorted(given.feeds.glob("*.gz"))]
    tried, good, wrong = asyncio.run(run(given.seconds, given.seed, feeds))
    print(f"{tried:,} documents in {given.seconds:g} s, {good:,} of them feeds; {len(wrong)} faults")
    for fault in wrong[:20]:
        print(fault)
    if wrong:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
