"""`reportedly note` and `reportedly undo`: a remark on a story or claim, and taking the last thing back."""

from __future__ import annotations

import argparse

from fetchers.clean import one_line
from reportedly import undoing
from reportedly.clock import system_clock
from reportedly.commands import claims
from reportedly.commands.common import home, opened
from reportedly.exits import Exit, UsageError
from reportedly.saying import say
from store import marks


def note(options: argparse.Namespace) -> int:
    """A person's remark on a story, or on a claim where the id is one; no words take it off."""
    if options.id[:1].lower() == "c":
        options.claim = options.id
        return claims.note(options)
    if not (options.id.isascii() and options.id.isdigit()) or len(options.id) > 15:
        raise UsageError(f"'{options.id}' is no id; stories are called 12, claims c12")
    text = one_line(" ".join(word.removeprefix("\0") for word in options.words))
    with opened(options) as store:
        marks.note(store, [int(options.id)], text, system_clock())
    said = f"noted “{text}”" if text else "its note taken off"
    say(f"story {options.id}: {said}; undo it with: reportedly undo")
    return Exit.DONE


def undo(options: argparse.Namespace) -> int:
    """Takes the last mark or act back, or lists them with `--list`."""
    place = home(options)
    with place.open() as store:
        if options.list:
            found = undoing.history(store, options.limit)
            for line in found:
                print(line)
        else:
            found = undoing.undo(store, place.read_topic(), system_clock())
            for line in found:
                say(f"undone: {line}")
    if not found:
        what = "nothing was done with stories, claims or feeds yet" if options.list else "there is nothing to undo"
        say(what)
    return Exit.DONE
