"""The attacks of `bench/hostile.py`: what a server that means ill sends for a feed."""

from __future__ import annotations

import gzip
import itertools
import sys
import zlib
from collections.abc import Callable, Iterator

import brotli

from tests.web import Reply, Web, redirect

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

#: Bytes of a bomb, unpacked.
BOMB = 200_000_000
HEAD = b'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>'
OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n"
_LINK = "<link>https://paper.example/1</link>"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
_WIDE: dict[int, int] = {
    zstd.CompressionParameter.window_log: 27,
    zstd.CompressionParameter.enable_long_distance_matching: 1,
}


def normal() -> Reply:
    """A feed of forty entries and about 40 kB."""
    rows = "".join(
        f"<item><title>Entry {n} of an invented paper</title><link>https://paper.example/{n}</link><guid>{n}</guid>"
        f"<pubDate>Fri, 12 Jun 2026 17:21:00 GMT</pubDate><description>{'A sentence of a summary. ' * 32}</description>"
        "</item>"
        for n in range(40)
    )
    return _feed(rows.encode())


def lay(web: Web) -> dict[str, str]:
    """Lays all attacks out on a server; returns their addresses by name."""
    return {name: web.on(f"/attack/{number}", made(web)) for number, (name, made) in enumerate(_ATTACKS.items())}


def _feed(items: bytes, before: bytes = b"") -> Reply:
    body = HEAD.replace(b"<rss", before + b"<rss") + items + b"</channel></rss>"
    return Reply(body=body, headers=[("Content-Type", "application/rss+xml")])


def _packed(coding: str, pack: Callable[[bytes], bytes], data: bytes | None = None) -> Callable[[Web], Reply]:
    return lambda web: Reply(body=pack(b"\0" * BOMB if data is None else data), headers=[("Content-Encoding", coding)])


def _sent(start: bytes, more: bytes, pause: float = 0) -> Callable[[Web], Reply]:
    def pieces() -> Iterator[bytes]:
        return itertools.chain([start], itertools.repeat(more))

    return lambda web: Reply(raw=pieces, drip=pause)


def _described(markup: str) -> Callable[[Web], Reply]:
    return lambda web: _feed(f"<item><title>t</title>{_LINK}{markup}</item>".encode())


def _loop(web: Web) -> Reply:
    web.on("/loop", redirect(web.url("/loop")))
    return redirect(web.url("/loop"))


def _laughs(_: Web) -> Reply:
    names = [f"e{n}" for n in range(10)]
    rows = [f'<!ENTITY {names[0]} "ha">']
    rows += [f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in itertools.pairwise(names)]
    doctype = f"<!DOCTYPE rss [{''.join(rows)}]>".encode()
    return _feed(f"<item><title>&{names[-1]};</title>{_LINK}</item>".encode(), doctype)


def _blowup(_: Web) -> Reply:
    doctype = f'<!DOCTYPE rss [<!ENTITY a "{"x" * 50_000}">]>'.encode()
    return _feed(b"<item><title>" + b"&a;" * 50_000 + b"</title>" + _LINK.encode() + b"</item>", doctype)


def _external(web: Web) -> Reply:
    leak = web.on("/leak", Reply(body=b"<x>leaked</x>"))
    entities = f'<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b SYSTEM "{leak}"><!ENTITY % c SYSTEM "{leak}"> %c;'
    return _feed(
        f"<item><title>&a;&b;</title>{_LINK}</item>".encode(), f'<!DOCTYPE rss SYSTEM "{leak}" [{entities}]>'.encode()
    )


_FULL = HEAD + b"<item/>" * 1_400_000
_ATTACKS: dict[str, Callable[[Web], Reply]] = {
    "bomb, gzip": _packed("gzip", gzip.compress),
    "bomb, deflate": _packed("deflate", zlib.compress),
    "bomb, br": _packed("br", lambda data: brotli.compress(data, quality=5)),
    "bomb, zstd": _packed("zstd", zstd.compress),
    "bomb, zstd with a window of 128 MB": _packed("zstd", lambda data: zstd.compress(data, options=_WIDE)),
    "bomb, gzip in gzip": _packed("gzip, gzip", lambda data: gzip.compress(gzip.compress(data))),
    "bomb, zstd in br": _packed("zstd, br", lambda data: brotli.compress(zstd.compress(data), quality=5)),
    "bomb, br in gzip": _packed("br, gzip", lambda data: gzip.compress(brotli.compress(data, quality=5))),
    "bomb, millions of empty members": _packed(
        "gzip, gzip", lambda data: gzip.compress(gzip.compress(b"") * 5_000_000, 1), b""
    ),
    "bomb, a feed just within the limit": _packed("gzip", gzip.compress, _FULL),
    "endless body": _sent(OK + b"\r\n", b"x" * 65_536),
    "endless chunks": _sent(CHUNKED, b"10000\r\n" + b"x" * 65_536 + b"\r\n"),
    "endless crumbs": _sent(CHUNKED, b"1\r\nx\r\n" * 10_000),
    "one byte a second": _sent(OK + b"\r\n", b"x", 1.0),
    "headers, one byte a second": _sent(b"", b"H", 1.0),
    "silence": _sent(b"", b"", 1.0),
    "header flood": _sent(OK, b"X-Flood: " + b"x" * 8_000 + b"\r\n"),
    "100 Continue without end": _sent(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 2_000),
    "redirect loop": _loop,
    "entities that hold entities": _laughs,
    "one large entity many times": _blowup,
    "external entities": _external,
    "open comments in a description": _described(f"<description><![CDATA[{'<!--' * 175_000}]]></description>"),
    "a tag of many attributes": _described(
        "<description><![CDATA[<a " + " ".join(f"a{n}=1" for n in range(60_000)) + ">]]></description>"
    ),
    "a long author": _described(f"<author>{'a' * 40_000}</author>"),
    "deep nesting": _described("<description>" + "&lt;b&gt;" * 200_000 + "</description>"),
    "deep elements": _described("<x>" * 200_000 + "</x>" * 200_000),
}
