"""`reportedly poll`."""

from __future__ import annotations

import argparse

from reportedly.clock import system_clock
from reportedly.commands.common import home
from reportedly.exits import Exit
from reportedly.pipeline import poll as run_poll
from reportedly.plain import poll_lines
from reportedly.progress import Line
from reportedly.saying import say


def poll(options: argparse.Namespace) -> int:
    """Polls; says on stderr what came of it."""
    line = Line()
    try:
        summary = run_poll(home(options), system_clock, line, everything=options.all)
    finally:
        line.clear()
    for text in poll_lines(summary):
        say(text)
    return Exit.FAILED if summary.feeds and len(summary.failures) == summary.feeds else Exit.DONE
