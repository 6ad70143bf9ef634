"""The door to the network: bodies, whole and within bounds, however they are packed or held back."""

from __future__ import annotations

import gzip
import sys
import tracemalloc
import zlib
from collections.abc import AsyncIterator

import brotli
import pytest

from fetchers.decoding import unpacked
from fetchers.http import Fetcher, FetchError
from tests.fetchers.conftest import loopback
from tests.web import Reply, Request, Web, redirect

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

pytestmark = pytest.mark.anyio

TEXT = b"It was suspended. " * 500


def _raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


PACKED = [
    ("", TEXT),
    ("identity", TEXT),
    ("gzip", gzip.compress(TEXT)),
    ("x-gzip", gzip.compress(TEXT)),
    ("GZip", gzip.compress(TEXT)),
    ("gzip", gzip.compress(TEXT[:4500]) + gzip.compress(TEXT[4500:])),
    ("gzip", gzip.compress(TEXT) + b"\0" * 8),
    ("deflate", zlib.compress(TEXT)),
    ("deflate", _raw_deflate(TEXT)),
    ("br", brotli.compress(TEXT)),
    ("zstd", zstd.compress(TEXT)),
    ("zstd", zstd.compress(TEXT[:4500]) + zstd.compress(TEXT[4500:])),
    ("gzip, gzip", gzip.compress(gzip.compress(TEXT))),
    ("gzip, br", brotli.compress(gzip.compress(TEXT))),
    ("zstd,identity, deflate", zlib.compress(zstd.compress(TEXT))),
]


@pytest.mark.parametrize("length", [True, False])
@pytest.mark.parametrize(("coding", "wire"), PACKED, ids=range(len(PACKED)))
async def test_a_body_arrives_whole(web: Web, fetcher: Fetcher, coding: str, wire: bytes, length: bool) -> None:
    """Plain or compressed in any of the usual ways, with its length announced or not."""
    url = web.on("/", Reply(body=wire, headers=[("Content-Encoding", coding)] if coding else [], length=length))
    response = await fetcher.get(url, headers={}, limit=1_000_000)
    assert response.body == TEXT
    assert (response.status, response.url, response.wire) == (200, url, len(wire))


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "gzip, br"])
async def test_an_empty_compressed_body_is_empty(web: Web, fetcher: Fetcher, coding: str) -> None:
    """A server that names a coding and sends nothing has sent nothing."""
    url = web.on("/", Reply(headers=[("Content-Encoding", coding)]))
    assert (await fetcher.get(url, headers={}, limit=1000)).body == b""


BROKEN = [
    ("gzip", gzip.compress(TEXT)[:-20], "the compressed answer ends too early"),
    ("gzip", gzip.compress(TEXT)[:12], "the compressed answer ends too early"),
    ("deflate", zlib.compress(TEXT)[:40], "the compressed answer ends too early"),
    ("gzip", b"no gzip at all", "the compressed answer is broken"),
    ("deflate", b"\xff\xff\xff\xff", "the compressed answer is broken"),
    ("br", brotli.compress(TEXT)[:-5], "the compressed answer ends too early"),
    ("zstd", zstd.compress(TEXT)[:-5], "the compressed answer ends too early"),
    ("gzip, br", brotli.compress(gzip.compress(TEXT)[:-5]), "the compressed answer ends too early"),
    ("br", b"\xff" * 100, "the compressed answer is broken"),
    ("zstd", b"no zstd at all", "the compressed answer is broken"),
    ("zstd", gzip.compress(TEXT), "the compressed answer is broken"),
    ("gzip", TEXT, "the compressed answer is broken"),
    ("gzip, gzip", gzip.compress(TEXT), "the compressed answer is broken"),
    ("lzma", b"x", "the server sent content-encoding 'lzma', which was not asked for"),
    ("gzip, \u202e".encode().decode("latin-1"), b"x", r"which was not asked for"),
    ("gzip, gzip, gzip", gzip.compress(TEXT), "packed its answer 3 times over; 2 times are unpacked"),
]


@pytest.mark.parametrize(("coding", "wire", "why"), BROKEN, ids=range(len(BROKEN)))
async def test_a_broken_body_is_no_body(web: Web, fetcher: Fetcher, coding: str, wire: bytes, why: str) -> None:
    """Half an answer is never taken for a whole one; the error says what is wrong."""
    url = web.on("/", Reply(body=wire, headers=[("Content-Encoding", coding)]))
    with pytest.raises(FetchError, match=why):
        await fetcher.get(url, headers={}, limit=1_000_000)


async def test_a_connection_closed_early_is_an_error(web: Web, fetcher: Fetcher) -> None:
    """Fewer bytes than announced: the answer is not whole."""
    url = web.on("/", Reply(body=TEXT, cut=100))
    with pytest.raises(FetchError, match="the server hung up before the answer was whole"):
        await fetcher.get(url, headers={}, limit=1_000_000)


async def test_a_body_of_just_the_limit_is_taken(web: Web, fetcher: Fetcher) -> None:
    """The limit itself is within bounds; one byte more is not, announced, streamed or packed."""
    exactly, above = b"x" * 1000, b"x" * 1001
    web.on("/exactly", Reply(body=exactly))
    assert (await fetcher.get(web.url("/exactly"), headers={}, limit=1000)).body == exactly
    for path, reply in (
        ("/announced", Reply(body=above)),
        ("/streamed", Reply(body=above, length=False)),
        ("/packed", Reply(body=gzip.compress(above), headers=[("Content-Encoding", "gzip")])),
    ):
        with pytest.raises(FetchError, match="the answer is larger than"):
            await fetcher.get(web.on(path, reply), headers={}, limit=1000)


async def test_a_body_announced_too_large_is_not_read(web: Web, fetcher: Fetcher) -> None:
    """A length beyond the limit ends the request at once, before a slow body comes."""
    url = web.on("/", Reply(body=b"x" * 2000, drip=1.0))
    with pytest.raises(FetchError, match="larger"):
        await fetcher.get(url, headers={}, limit=1000)


BOMB = b"\0" * 100_000_000
TOO_LARGE = "the answer is larger than 1 MB"
#: A window of 128 MB, which the unpacking of the first bytes would already need.
WIDE: dict[int, int] = {
    zstd.CompressionParameter.window_log: 27,
    zstd.CompressionParameter.enable_long_distance_matching: 1,
}
BOMBS = [
    ("gzip", gzip.compress(BOMB, 9), TOO_LARGE),
    ("deflate", zlib.compress(BOMB, 9), TOO_LARGE),
    ("br", brotli.compress(BOMB, quality=5), TOO_LARGE),
    ("zstd", zstd.compress(BOMB), TOO_LARGE),
    ("gzip, gzip", gzip.compress(gzip.compress(BOMB)), TOO_LARGE),
    ("zstd, br", brotli.compress(zstd.compress(BOMB), quality=5), TOO_LARGE),
    # On the way it is large, and in the end nothing: members of nothing, a hundred megabytes of them.
    ("gzip, gzip", gzip.compress(gzip.compress(b"") * 5_000_000, 1), "more than 1000 parts"),
    ("deflate, gzip", gzip.compress(zlib.compress(b"") + BOMB, 1), TOO_LARGE),
    ("gzip", gzip.compress(b"") * 40_000, "more than 1000 parts"),
    ("zstd", zstd.compress(b"") * 40_000, "more than 1000 parts"),
    ("zstd", zstd.compress(BOMB, options=WIDE), "the compressed answer is broken .*too much memory"),
]


@pytest.mark.parametrize(("coding", "wire", "why"), BOMBS, ids=range(len(BOMBS)))
async def test_a_bomb_is_inflated_no_further_than_the_limit(
    web: Web, fetcher: Fetcher, coding: str, wire: bytes, why: str
) -> None:
    """A hundred megabytes packed into little end at the limit, and so does the memory they take."""
    url = web.on("/", Reply(body=wire, headers=[("Content-Encoding", coding)]))
    tracemalloc.start()
    try:
        with pytest.raises(FetchError, match=why):
            await fetcher.get(url, headers={}, limit=1_000_000)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < 8_000_000


async def test_a_dripping_server_is_given_up(web: Web) -> None:
    """Every byte comes soon enough, but the whole answer has a time limit of its own."""
    url = web.on("/", Reply(body=b"x" * 1000, drip=0.02))
    async with loopback(time_limit=0.5) as fetcher:
        with pytest.raises(FetchError, match=r"no whole answer within 0\.5 s"):
            await fetcher.get(url, headers={}, limit=1_000_000)


async def test_the_time_limit_is_that_of_all_redirects_together(web: Web) -> None:
    """A chain of slow redirects does not add up to more than one request may take."""

    def slow(request: Request) -> Reply:
        web.pause(1.0)
        return redirect("/slow-too") if request.path == "/slow" else Reply(body=b"late")

    web.on("/slow", slow)
    web.on("/slow-too", slow)
    async with loopback(time_limit=1.8) as fetcher:
        with pytest.raises(FetchError, match="no whole answer within"):
            await fetcher.get(web.url("/slow"), headers={}, limit=1000)
    assert len(web.asked("/slow-too")) == 1


@pytest.mark.parametrize("size", [1, 7])
@pytest.mark.parametrize(("coding", "wire"), PACKED, ids=range(len(PACKED)))
async def test_a_body_is_the_same_however_it_is_cut(coding: str, wire: bytes, size: int) -> None:
    """Chunks end in the middle of headers, frames and members."""

    async def chunks() -> AsyncIterator[bytes]:
        for start in range(0, len(wire), size):
            yield wire[start : start + size]

    assert await unpacked(chunks(), coding, "", len(TEXT)) == TEXT
