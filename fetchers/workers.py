"""A few worker processes for parsing, each given one task at a time and killed when it takes too long or too much."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any

from fetchers.article import Article
from fetchers.kinds.document import ParsedFeed
from fetchers.memory import ENDED, TOO_MUCH
from store.models import Entry, Statement

if TYPE_CHECKING:
    from fetchers.feeds import Look

#: Seconds for one feed or page; a usual page takes 0.03.
TIME_LIMIT = 8.0
#: Seconds until a process is ready to parse; usually 0.3.
START_LIMIT = 60.0
#: Megabytes that a feed or page may take beside what a process holds before it (25, for pages 60); 10 MB take 70.
MEMORY_LIMIT = 100
#: A worker is replaced after so many tasks, so that no library's leak can grow.
TASKS = 500
_PIECE = 256 * 1024
#: To the C library of Linux: what is large is given back as soon as it is free. Left to itself, after the first large
#: feed it keeps the place of the largest for ever, full of holes.
_SPARING = {"MALLOC_MMAP_THRESHOLD_": "131072", "MALLOC_TRIM_THRESHOLD_": "131072"}
_LINE_LIMIT = 64 * 1024 * 1024


class ParseError(Exception):
    """What came could not be parsed; the text says why."""


class Workers:
    """At most `count` processes, started when first needed. Use as `async with Workers() as workers`.

    Pages need libraries that feeds do not, and these weigh: a process that did the one is replaced before the other;
    but where they are `lasting`, for many small polls, one that reads pages reads feeds too.
    """

    def __init__(
        self,
        count: int = 3,
        time_limit: float = TIME_LIMIT,
        memory_limit: int = MEMORY_LIMIT,
        lasting: bool = False,
    ) -> None:
        self.time_limit = time_limit
        self.lasting = lasting
        self.memory_limit = memory_limit
        self._idle: asyncio.LifoQueue[_Worker | None] = asyncio.LifoQueue()
        self._count = count
        self._all: set[_Worker] = set()

    async def __aenter__(self) -> Workers:
        for _ in range(self._count):
            self._idle.put_nowait(None)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in list(self._all):
            await self._stop(worker)

    def pids(self) -> list[int]:
        """The processes there are."""
        return sorted(worker.process.pid for worker in self._all)

    async def feed(self, body: bytes, url: str, content_type: str) -> ParsedFeed:
        """Raises `ParseError`."""
        return _feed(await self._run("feed", body, url, content_type))

    async def look(self, body: bytes, url: str, content_type: str) -> Look:
        """The feed in the body, or why there is none and which feeds it leads to. Raises `ParseError`."""
        from fetchers.feeds import Look, Offer

        found = await self._run("look", body, url, content_type)
        feed = _feed(found["feed"]) if found["feed"] else None
        return Look(feed, found["why"], tuple(Offer(**row) for row in found["offers"]))

    async def page(self, body: bytes, url: str, charset: str) -> Article | None:
        """Raises `ParseError`."""
        found = await self._run("page", body, url, charset)
        if found is None:
            return None
        return _article(found)

    async def _run(self, task: str, body: bytes, url: str, kind: str) -> Any:
        head = json.dumps({"task": task, "url": url, "kind": kind, "size": len(body)}).encode()
        worker = await self._idle.get()
        try:
            if worker is None or not worker.is_fit(task, self.lasting):
                if worker:
                    ended, worker = worker, None
                    await self._stop(ended)
                worker = await self._start(task)
            answer = await asyncio.wait_for(worker.ask(head, body), self.time_limit)
        except BaseException as error:
            code = await self._stop(worker) if worker else None
            worker = None
            if isinstance(error, TimeoutError):
                raise ParseError(f"it took longer than {self.time_limit:g} s to parse and was given up") from None
            if isinstance(error, (EOFError, ConnectionError, ValueError)):
                raise ParseError(
                    TOO_MUCH if code == ENDED else f"it made the parser fail ({_ending(code, error)})"
                ) from None
            raise
        finally:
            self._idle.put_nowait(worker)
        if "error" in answer:
            raise ParseError(answer["error"])
        return answer["ok"]

    async def _start(self, task: str) -> _Worker:
        # -P: whatever folder the command is run in, its files are not taken for our modules.
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", "fetchers.worker", str(self.memory_limit), task),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            limit=_LINE_LIMIT,
            env=os.environ | _SPARING,
        )
        worker = _Worker(process, task == "page")
        self._all.add(worker)
        # Loading its libraries is no part of parsing, however busy the machine is.
        assert process.stdout
        if await asyncio.wait_for(process.stdout.readline(), START_LIMIT) != b"ready\n":
            raise EOFError
        return worker

    async def _stop(self, worker: _Worker) -> int | None:
        """Ends a worker, and says how it ended if it had by itself."""
        self._all.discard(worker)
        with contextlib.suppress(TimeoutError):
            # One that closed its pipes is about to end, and how is worth knowing.
            if worker.process.stdout and worker.process.stdout.at_eof():
                await asyncio.wait_for(worker.process.wait(), 1)
        with contextlib.suppress(ProcessLookupError):
            worker.process.kill()
        await worker.process.communicate()
        # How the pipe to it ended is nobody's concern, and is to be asked for or told on stderr.
        if worker.process.stdin:
            with contextlib.suppress(OSError, TimeoutError):
                await asyncio.wait_for(worker.process.stdin.wait_closed(), 1)
        return worker.process.returncode


class _Worker:
    def __init__(self, process: asyncio.subprocess.Process, for_pages: bool) -> None:
        self.process = process
        self.for_pages = for_pages
        self.tasks = 0
        self.full = False

    def is_fit(self, task: str, lasting: bool) -> bool:
        """Whether it may be given one more task of that kind."""
        return (
            (self.for_pages == (task == "page") or (self.for_pages and lasting))
            and not self.full
            and self.tasks < TASKS
            and self.process.returncode is None
        )

    async def ask(self, head: bytes, body: bytes) -> dict[str, Any]:
        assert self.process.stdin
        assert self.process.stdout
        self.tasks += 1
        self.process.stdin.write(head + b"\n")
        # In pieces, or the pipe's buffer would hold the whole body a second time.
        for place in range(0, len(body), _PIECE):
            self.process.stdin.write(body[place : place + _PIECE])
            await self.process.stdin.drain()
        line = await self.process.stdout.readline()
        if not line:
            raise EOFError
        answer: dict[str, Any] = json.loads(line)
        self.full = bool(answer.get("full"))
        return answer


def _ending(code: int | None, error: BaseException) -> str:
    """How a worker ended, for whoever looks into it."""
    if code is None or not isinstance(error, EOFError):
        return type(error).__name__
    return f"signal {-code}" if code < 0 else f"exit code {code}"


def _feed(found: dict[str, Any]) -> ParsedFeed:
    entries = tuple(_entry(row) for row in found["entries"])
    lists = {name: tuple(found[name]) for name in ("skip_hours", "skip_days", "further")}
    return ParsedFeed(**found | lists | {"entries": entries})


def _article(found: dict[str, Any]) -> Article:
    lists = {name: tuple(found[name]) for name in ("links", "asides", "quoted")}
    said = tuple(Statement(**row) for row in found["statements"])
    return Article(**found | lists | {"published_at": _moment(found["published_at"]), "statements": said})


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _entry(row: dict[str, Any]) -> Entry:
    return Entry(**row | {"published_at": _moment(row["published_at"]), "updated_at": _moment(row["updated_at"])})
