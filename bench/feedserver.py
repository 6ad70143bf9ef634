"""A small newsstand on loopback for benchmarks: many feeds of real size, each on an address of its own, none at once.

    python -m bench.feedserver FOLDER COUNT [--press DIR] [--latency 50-300]

Writes the feeds, compressed, to the folder first, so that serving costs next to nothing; then prints its port and
serves until its input ends. Linux only: there every address in 127.0.0.0/8 is this machine, and so feeds can have
hosts of their own, as those of the world have.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import hashlib
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.press import stories
from narrative.topic import Topic, parse_topic
from reportedly.home import seed

#: Feeds smaller than this, in bytes, are left out.
SMALLEST = 40_000
#: Sizes of the invented feeds, in bytes: those of real ones that are not small.
SIZES = (42_000, 60_000, 78_000, 120_000, 180_000, 290_000)
#: Where most feeds have validators, every such one has none: 35 of somewhat more than 200 feeds that one person read
#: (https://jonudell.net/udell/2004-02-01-rss-self-defense.html), the only count of it that we found.
WITHOUT = 6
_ADDRESS = re.compile(rb"(xmlns(?::\w+)?=[\"'])?(https?://)([\w.-]+\w)")


def host(number: int) -> str:
    """The address of a feed's own server."""
    return f"127.{10 + number // 60_000}.{number // 240 % 250}.{number % 240 + 1}"


def bodies(press: Path | None) -> list[bytes]:
    """The feeds that all are made from, about nothing of the topic, so that no page is wanted of them."""
    topic = parse_topic(seed("topic.toml").decode(), "topic.toml")
    found = sorted(press.glob("*.xml.gz")) if press else []
    plain = [body for path in found if len(body := gzip.decompress(path.read_bytes())) >= SMALLEST] or list(_invented())
    return [_of_nothing(topic, body) for body in plain]


def _of_nothing(topic: Topic, body: bytes) -> bytes:
    text = body.decode("utf-8", "surrogateescape")
    for pattern in (topic.subject_pattern, topic.authority_pattern):
        text = pattern.sub("weather", text)
    return text.encode("utf-8", "surrogateescape")


def _invented() -> Iterator[bytes]:
    told = stories(1_000)
    for size in SIZES:
        rows, length = [], 0
        while length < size:
            story = next(told)
            text = story.text.replace(". ", ".&lt;/p&gt;&lt;p&gt;").replace("&lt;/p&gt;&lt;p&gt;", ". ", 3)
            rows.append(
                f"<item><title>{story.title}</title><link>{story.url}</link><guid>{story.url}</guid>"
                f"<pubDate>{story.said_at:%a, %d %b %Y %H:%M:%S} GMT</pubDate>"
                f"<description>&lt;p&gt;{text}&lt;/p&gt;</description></item>"
            )
            length += len(rows[-1])
        head = f"<title>Feed of {size} bytes</title><link>https://paper.example/</link>"
        yield f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{"".join(rows)}</channel></rss>'.encode()


def varied(body: bytes, number: int) -> bytes:
    """The feed as another outlet's: every address in it is in a domain of its own. Namespaces are left alone."""
    mine = rb"\g<2>\g<3>.n%d.example" % number
    return _ADDRESS.sub(lambda found: found[0] if found[1] else found.expand(mine), body)


class Newsstand:
    """Answers for a number of feeds; each answer comes after a wait that only its address decides."""

    def __init__(self, folder: Path, count: int, press: Path | None, latency: tuple[float, float]) -> None:
        self._folder, self._count, self._latency = folder, count, latency
        #: Which feeds answer with validators; a request for `/validators/none`, `most` or `all` decides from then on.
        self._validators = "all"
        plain = bodies(press)
        for number in range(count):
            body = varied(plain[number % len(plain)], number)
            (folder / f"{number}.gz").write_bytes(gzip.compress(body, 1))

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            if writer.get_extra_info("peername")[0].startswith("127."):
                while await self._answer(reader, writer):
                    pass
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.split("\r\n")
        asked = dict(line.lower().split(": ", 1) for line in lines if ": " in line)
        path = first.split(" ")[1]
        if path.startswith("/validators/"):
            self._validators = path.rpartition("/")[2]
        number = int(path.removeprefix("/feed/")) if path.startswith("/feed/") else -1
        lot = random.Random(path)
        await asyncio.sleep(lot.uniform(*self._latency))
        status, more, body = "404 Not Found", "", b""
        if 0 <= number < self._count:
            tag = f'"{hashlib.sha256(path.encode()).hexdigest()[:16]}"'
            has = self._validators == "all" or (self._validators == "most" and number % WITHOUT)
            offered = f"ETag: {tag}\r\n" if has else ""
            more = f"{offered}Content-Type: application/xml\r\n"
            status = "304 Not Modified" if offered and asked.get("if-none-match") == tag else "200 OK"
            if status == "200 OK":
                body, more = (self._folder / f"{number}.gz").read_bytes(), f"{more}Content-Encoding: gzip\r\n"
        length = "" if status.startswith("304") else f"Content-Length: {len(body)}\r\n"
        writer.write(f"HTTP/1.1 {status}\r\n{more}{length}\r\n".encode() + body)
        await writer.drain()
        return asked.get("connection") != "close"


async def _run(stand: Newsstand) -> None:
    server = await asyncio.start_server(stand.serve, "0.0.0.0", 0, backlog=1_024)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("folder", type=Path)
    options.add_argument("count", type=int)
    options.add_argument("--press", type=Path)
    options.add_argument("--latency", default="50-300")
    given = options.parse_args()
    low, high = (int(part) / 1000 for part in given.latency.split("-"))
    asyncio.run(_run(Newsstand(given.folder, given.count, given.press, (low, high))))


if __name__ == "__main__":
    main()
