"""A process that parses what came from outside, so that it can be killed when it does not come back.

`python -P -m fetchers.worker MEGABYTES TASK` loads what its tasks need (feeds need no extractor), says `ready`, and
then reads requests, each a line of JSON `{"task", "url", "kind", "size"}` and then `size` bytes. It answers each with
one line: `{"ok": ...}` or `{"error": ...}`, with `"full": true` where the process has grown so much that it had better
be replaced.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import sys
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import cache
from typing import Any, BinaryIO, TextIO

from fetchers import memory

#: A worker that has held so much of what it may is replaced after its task.
FULL = 0.6
#: Garbage is looked for after so many tasks, and else only when there is much of it.
ROUND = 10
#: What the pipes to and from it are to hold, in bytes: all that Linux gives without asking for rights.
_PIPE = 1_048_576


def main(arguments: list[str]) -> None:
    budget = int(arguments[0]) * 1_000_000
    _widen(sys.stdin, sys.stdout)
    _prepare(arguments[1])
    # Counted from here: what a parser takes, not what Python and its libraries do.
    bound = memory.bind(budget)
    served = 0
    sys.stdout.buffer.write(b"ready\n")
    sys.stdout.buffer.flush()
    while line := sys.stdin.buffer.readline():
        request = json.loads(line)
        body = _body(sys.stdin.buffer, request["size"])
        reply = answer(request, body)
        del body
        served += 1
        if served % ROUND == 0:
            gc.collect()
        if bound.used() > budget * FULL or reply.get("error") == memory.TOO_MUCH:
            reply["full"] = True
        sys.stdout.buffer.write(
            json.dumps(reply, default=_plain, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
        )
        sys.stdout.buffer.flush()


def answer(request: dict[str, Any], body: bytes) -> dict[str, Any]:
    """The answer to one request; whatever goes wrong in a parser is an answer too."""
    try:
        if request["task"] == "page":
            from fetchers import extract

            return {"ok": extract.extract(body, request["url"], request["kind"] or None)}
        from fetchers import feeds

        work = feeds.look if request["task"] == "look" else feeds.parse
        return {"ok": work(body, request["url"], request["kind"])}
    except MemoryError:
        return {"error": memory.TOO_MUCH}
    except Exception as error:  # noqa: BLE001 - hostile input may raise anything, and must not end the worker
        name = "" if type(error).__name__ == "NotAFeed" else f"{type(error).__name__}: "
        return {"error": f"{name}{error}"[:300]}


def _widen(*streams: TextIO) -> None:
    """Makes room in the pipes, where they can be made wider: a feed goes through one in 64 KB at a time, and waits for
    a turn of the other process's loop, which has other work, at each."""
    for stream in streams:
        with contextlib.suppress(ImportError, AttributeError, OSError):
            import fcntl

            fcntl.fcntl(stream, fcntl.F_SETPIPE_SZ, _PIPE)


def _prepare(task: str) -> None:
    """The libraries of a task, loaded before memory is bounded."""
    if task == "page":
        from fetchers import extract

        extract.prepare()
    else:
        from fetchers import feeds

        feeds.prepare()
    # What is loaded stays; looking it through for garbage again and again is a tenth of a parse.
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def _body(stream: BinaryIO, size: int) -> bytes:
    body = stream.read(size)
    if len(body) < size:
        raise SystemExit(0)
    return body


@cache
def _names(kind: Any) -> tuple[str, ...]:
    """The fields of a dataclass; nothing of another type."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


def _plain(value: object) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    kind: Any = type(value)
    names = _names(kind)
    if names:
        return {name: getattr(value, name) for name in names}
    raise TypeError(type(value).__name__)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except MemoryError:
        # Nothing was left to say so with.
        os._exit(memory.ENDED)
