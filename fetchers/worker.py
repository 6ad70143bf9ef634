"""A process that parses what came from outside, so that it can be killed when it does not come back.

`python -P -m fetchers.worker` reads one JSON object a line, `{"task", "url", "kind", "body"}` with the body in
base64, and answers each with one line: `{"ok": ...}` or `{"error": ...}`.
"""

from __future__ import annotations

import base64
import json
import sys
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

#: Address space a parse may take, in bytes.
MEMORY_LIMIT = 2 * 1024**3


def _plain(value: object) -> str | dict[str, Any]:
    if isinstance(value, datetime):
        return value.isoformat()
    if is_dataclass(value):  # `asdict` copies every value first
        return {field.name: getattr(value, field.name) for field in fields(value)}
    raise TypeError(type(value).__name__)


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """The answer to one request; whatever goes wrong in a parser is an answer too."""
    body = base64.b64decode(request["body"])
    try:
        if request["task"] == "feed":
            from fetchers import feeds

            return {"ok": feeds.parse(body, request["url"], request["kind"])}
        from fetchers import extract

        article = extract.extract(body, request["url"], request["kind"] or None)
        return {"ok": article}
    except Exception as error:  # noqa: BLE001 - hostile input may raise anything, and must not end the worker
        name = "" if type(error).__name__ == "NotAFeed" else f"{type(error).__name__}: "
        return {"error": f"{name}{error}"[:300]}


def main() -> None:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    except (ImportError, ValueError, OSError):
        pass  # not every system has the limit; the time limit holds everywhere
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line)), default=_plain), flush=True)


if __name__ == "__main__":
    main()
