"""`reportedly analyse`."""

from __future__ import annotations

import argparse
import sys

from reportedly import analysis
from reportedly.commands.common import home
from reportedly.exits import Exit
from reportedly.progress import Line
from store.lock import poll_lock
from store.wording import counted


def analyse(options: argparse.Namespace) -> int:
    """Judges every story by the topic as it is now, and derives the claims from those that fit; marks stay."""
    place = home(options)
    topic, line = place.read_topic(), Line()
    with poll_lock(place.lock), place.open() as store:
        moved = analysis.rejudge(store, topic, line)
        claims = analysis.analyse(store, topic, line, anew=True)
    line.clear()
    stories = counted(moved, "story", "stories")
    print(f"reportedly: {stories} judged otherwise than before; {counted(claims, 'claim')}", file=sys.stderr)
    return Exit.DONE
