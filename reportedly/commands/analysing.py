"""`reportedly analyse`."""

from __future__ import annotations

import argparse

from reportedly import analysis, extracting
from reportedly.clock import system_clock
from reportedly.commands.common import again, home
from reportedly.exits import Exit, UsageError, interrupted
from reportedly.progress import Line
from reportedly.saying import say
from store.lock import poll_lock
from store.wording import counted


def analyse(options: argparse.Namespace) -> int:
    """Judges every story by the topic as it is now, and derives the claims from those that fit; marks stay. With
    `--extract` the kept pages that were read by older rules are extracted again before that, with `--anew` all."""
    if options.anew and not options.extract:
        raise UsageError("--anew says which kept pages are extracted; give --extract with it")
    place = home(options)
    topic, line, reread = place.read_topic(), Line(), None
    # Pages that were extracted by today's rules before are not extracted again.
    rest = f"begin again with: {again(place.root, 'analyse', *(['--extract'] if options.extract else []))}"
    try:
        with interrupted(rest), poll_lock(place.lock), place.open() as store:
            store.known_at = system_clock()
            if options.extract:
                reread = extracting.extract_again(store, topic, system_clock(), line, anew=options.anew)
            moved = analysis.rejudge(store, topic, line)
            claims = analysis.analyse(store, topic, line, anew=True)
    finally:
        line.clear()
    for said in extracting.reread_lines(reread) if reread else ():
        say(said)
    stories = counted(moved, "story", "stories")
    say(f"{stories} judged otherwise than before; {counted(claims, 'claim')}")
    return Exit.DONE
