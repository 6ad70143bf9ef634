"""A poll in a process of its own, for a dashboard: keys are answered while it judges and writes, what it loads and
holds is given back when it ends, and where it is killed nobody else is.

`python -P -m reportedly.apart` reads what to do, a line of JSON (`Order`), and writes lines of JSON: `{"step": [done,
total, what]}` as often as there is something to say, and at last `{"summary": {...}}` or `{"error": [kind, words]}`.
One more line on its input, or its end, which is that of whoever began it, asks it to stop early, with nothing lost: it
ends as soon as what it has asked for is there, and what is left of its analysis is done by the next.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import select
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, Any

from fetchers.progress import Progress
from reportedly.clock import system_clock
from reportedly.garbage import GARBAGE
from reportedly.home import Home
from store import errors
from store.errors import StoreError
from store.models import PollSummary

#: Seconds after which it is looked again whether to stop.
_LOOK = 0.1
#: Seconds between two steps that are told.
_OFTEN = 0.05
#: A clock that is no farther from the system's than this is the system's.
_SAME = timedelta(seconds=1)
#: So much less than others it is to run where there is little to share: whoever presses a key comes first.
_NICE = 5


@dataclass(frozen=True, slots=True)
class Order:
    """What to poll: the home's folder, whether all of its feeds, and how many seconds its clock is ahead."""

    root: str
    everything: bool
    ahead: float


def poll(
    home: Home,
    clock: Callable[[], datetime],
    progress: Progress,
    *,
    everything: bool,
    cancelled: Callable[[], bool],
) -> PollSummary:
    """As `reportedly.pipeline.poll`, and raises the same, in a process of its own, which the thread waits for.

    What `cancelled` raises is passed on at once; the process then ends by itself, as soon as what it has asked for is
    there.
    """
    ahead = clock() - system_clock()
    order = Order(str(home.root), everything, 0.0 if abs(ahead) < _SAME else ahead.total_seconds())
    with tempfile.TemporaryFile() as said:
        # Not of the terminal's group: what is pressed there is the dashboard's.
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "reportedly.apart"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            start_new_session=True,
            bufsize=0,
        )
        try:
            last = _followed(process, order, progress, cancelled)
        except BaseException:
            # Whenever it ends, somebody takes note.
            threading.Thread(target=process.wait, daemon=True).start()
            raise
        code = process.wait()
        if last is None:
            raise StoreError(_broken_off(code, said))
    return _outcome(last)


def _followed(
    process: subprocess.Popen[bytes], order: Order, progress: Progress, cancelled: Callable[[], bool]
) -> dict[str, Any] | None:
    """Gives the order and passes the steps on; returns the last word, or None where there was none."""
    assert process.stdin
    assert process.stdout
    with process.stdin as orders, process.stdout as answers:
        _say(orders, json.dumps(asdict(order)))
        for message in _messages(answers, orders, cancelled):
            if "step" not in message:
                return message
            progress.step(*message["step"])
    return None


def _say(orders: IO[bytes], line: str) -> None:
    # Where nobody listens any more, that shows in what is answered: nothing.
    with contextlib.suppress(OSError):
        orders.write(line.encode() + b"\n")


def _messages(answers: IO[bytes], orders: IO[bytes], cancelled: Callable[[], bool]) -> Iterator[dict[str, Any]]:
    """What the process says, until it ends; it is asked once to stop."""
    asked, rest = False, b""
    while True:
        if cancelled() and not asked:
            asked = True
            _say(orders, "stop")
        if not select.select([answers], [], [], _LOOK)[0]:
            continue
        some = os.read(answers.fileno(), 65_536)
        if not some:
            return
        *lines, rest = (rest + some).split(b"\n")
        yield from map(json.loads, lines)


def _outcome(message: dict[str, Any]) -> PollSummary:
    if "error" in message:
        kind, words = message["error"]
        found = getattr(errors, kind, StoreError)
        raise (OSError if kind == "OSError" else found)(words)
    summary = message["summary"]
    return PollSummary(**summary | {"failures": tuple(summary["failures"])})


def _broken_off(code: int, said: IO[bytes]) -> str:
    said.seek(0)
    last = said.read().decode("utf-8", "replace").strip().rpartition("\n")[2][:300]
    how = f"signal {-code}" if code < 0 else f"exit code {code}"
    return f"the poll's process ended early ({how}{'; ' if last else ''}{last}); what had arrived is kept: poll again"


def main() -> None:
    """The process's own part."""
    answers, sys.stdout = sys.stdout, sys.stderr  # what is printed by mistake is no answer
    gc.set_threshold(*GARBAGE)
    os.nice(_NICE)
    order, stop = Order(**json.loads(sys.stdin.readline())), threading.Event()

    def listen() -> None:
        sys.stdin.readline()
        stop.set()

    def answer(message: dict[str, Any]) -> None:
        try:
            print(json.dumps(message), file=answers, flush=True)
        except OSError:
            stop.set()  # whoever began it is gone

    threading.Thread(target=listen, daemon=True).start()
    answer(_done(order, _Steps(answer), stop.is_set))


class _Steps:
    """Passes steps on, not more of them than anybody could see."""

    def __init__(self, answer: Callable[[dict[str, Any]], None]) -> None:
        self._answer, self._told = answer, 0.0

    def step(self, done: int, total: int, what: str) -> None:
        now = time.monotonic()
        if done >= total or now - self._told >= _OFTEN:
            self._told = now
            self._answer({"step": [done, total, what]})


def _done(order: Order, steps: Progress, cancelled: Callable[[], bool]) -> dict[str, Any]:
    """Polls, and what is to be said of it."""
    from narrative.tomlcheck import TomlError
    from reportedly.pipeline import poll as poll_here

    home, ahead = Home(Path(order.root)), timedelta(seconds=order.ahead)
    try:
        found = poll_here(home, lambda: system_clock() + ahead, steps, everything=order.everything, cancelled=cancelled)
    except TomlError as error:
        return {"error": ["StoreError", str(error)]}
    except StoreError as error:
        return {"error": [type(error).__name__, str(error)]}
    except OSError as error:
        return {"error": ["OSError", str(error)]}
    return {"summary": asdict(found)}


if __name__ == "__main__":
    main()
