"""`reportedly boilerplate`: the lines that outlets repeat, and giving them back."""

from __future__ import annotations

import argparse
import json

from reportedly.clock import system_clock
from reportedly.commands import common
from reportedly.exits import Exit
from reportedly.saying import say
from store import boilerplate as lines
from store.boilerplate import Boilerplate
from store.codec import stamp
from store.wording import counted


def boilerplate(options: argparse.Namespace) -> int:
    """Lists the lines, or gives some back (`--restore`), or takes that back (`--drop`)."""
    with common.opened(options) as store:
        changed = options.restore or options.drop
        if changed:
            now = system_clock() if options.restore else None
            with store.writing():
                stories = sum(lines.restore(store, number, now) for number in changed)
            did = "restored" if options.restore else "left out"
            what = f"{counted(len(changed), 'line')} {did}, {counted(stories, 'text')} made anew"
            say(f"{what}; the claims follow with the next poll, or: reportedly analyse")
            return Exit.DONE
        found = lines.every(store, options.domain)
    for one in found:
        print(json.dumps(_record(one), ensure_ascii=False) if options.json else _line(one))
    if not found:
        of = f" of {options.domain}" if options.domain else ""
        say(f"no repeated line{of} was found in the stories so far")
    return Exit.DONE


def _line(one: Boilerplate) -> str:
    restored = "  (restored)" if one.restored_at else ""
    return f"{one.id:>5}  {one.domain}  {counted(one.stories, 'story', 'stories')}{restored}\n{'':>7}{one.text}"


def _record(one: Boilerplate) -> dict[str, object]:
    return {
        "id": one.id,
        "domain": one.domain,
        "text": one.text,
        "stories": one.stories,
        "since": stamp(one.since),
        "restored_at": stamp(one.restored_at),
    }
