"""A few worker processes for parsing, each given one task at a time and killed when it takes too long."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import sys
from datetime import datetime
from types import TracebackType
from typing import Any

from fetchers.extract import Article
from fetchers.feeds import ParsedFeed
from store.models import Entry

#: Seconds for one feed or page; a usual page takes 0.03.
TIME_LIMIT = 20.0
#: A worker is replaced after so many tasks, so that no library's leak can grow.
TASKS = 500
_LINE_LIMIT = 64 * 1024 * 1024


class ParseError(Exception):
    """What came could not be parsed; the text says why."""


class Workers:
    """At most `count` processes, started when first needed. Use as `async with Workers() as workers`."""

    def __init__(self, count: int = 2, time_limit: float = TIME_LIMIT) -> None:
        self.time_limit = time_limit
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

    async def feed(self, body: bytes, url: str, content_type: str) -> ParsedFeed:
        """Raises `ParseError`."""
        found = await self._run("feed", body, url, content_type)
        found["entries"] = tuple(_entry(row) for row in found["entries"])
        found |= {key: tuple(found[key]) for key in ("skip_hours", "skip_days")}
        return ParsedFeed(**found)

    async def page(self, body: bytes, url: str, charset: str) -> Article | None:
        """Raises `ParseError`."""
        found = await self._run("page", body, url, charset)
        if found is None:
            return None
        return Article(**found | {"published_at": _moment(found["published_at"]), "links": tuple(found["links"])})

    async def _run(self, task: str, body: bytes, url: str, kind: str) -> Any:
        request = {"task": task, "url": url, "kind": kind, "body": base64.b64encode(body).decode()}
        worker = await self._idle.get()
        try:
            if worker is None or worker.tasks >= TASKS or worker.process.returncode is not None:
                if worker:
                    await self._stop(worker)
                worker = await self._start()
            answer = await asyncio.wait_for(worker.ask(request), self.time_limit)
        except BaseException as error:
            if worker:
                await self._stop(worker)
            worker = None
            if isinstance(error, TimeoutError):
                raise ParseError(f"it took longer than {self.time_limit:g} s to parse and was given up") from None
            if isinstance(error, (EOFError, ConnectionError, ValueError)):
                raise ParseError("it made the parser fail") from None
            raise
        finally:
            self._idle.put_nowait(worker)
        if "error" in answer:
            raise ParseError(answer["error"])
        return answer["ok"]

    async def _start(self) -> _Worker:
        # -P: whatever folder the command is run in, its files are not taken for our modules.
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", "fetchers.worker"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            limit=_LINE_LIMIT,
        )
        worker = _Worker(process)
        self._all.add(worker)
        return worker

    async def _stop(self, worker: _Worker) -> None:
        self._all.discard(worker)
        with contextlib.suppress(ProcessLookupError):
            worker.process.kill()
        await worker.process.communicate()


class _Worker:
    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.tasks = 0

    async def ask(self, request: dict[str, str]) -> dict[str, Any]:
        assert self.process.stdin
        assert self.process.stdout
        self.tasks += 1
        self.process.stdin.write(json.dumps(request).encode() + b"\n")
        await self.process.stdin.drain()
        line = await self.process.stdout.readline()
        if not line:
            raise EOFError
        answer: dict[str, Any] = json.loads(line)
        return answer


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _entry(row: dict[str, Any]) -> Entry:
    return Entry(**row | {"published_at": _moment(row["published_at"]), "updated_at": _moment(row["updated_at"])})
