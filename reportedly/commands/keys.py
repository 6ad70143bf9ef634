"""`reportedly keys`."""

from __future__ import annotations

import argparse
import json
from itertools import groupby

from reportedly import keymap
from reportedly.commands.common import home
from reportedly.exits import Exit


def keys(options: argparse.Namespace) -> int:
    """Every binding of the dashboard by where it works: its keys, its id for `[keys]`, and what it does."""
    own = home(options).settings().keys
    found = keymap.in_force(own)
    if options.json:
        for bound in found:
            record = {"id": bound.id, "keys": bound.keys, "name": bound.name, "does": bound.does, "place": bound.place}
            print(json.dumps(record | {"own": bound.id in own}, ensure_ascii=False))
        return Exit.DONE
    for number, (place, bindings) in enumerate(groupby(found, key=lambda bound: bound.place)):
        print(("\n" if number else "") + place)
        for bound in bindings:
            print(f"  {' '.join(bound.keys):<24}{bound.id:<20}{bound.does}{'  (yours)' if bound.id in own else ''}")
    return Exit.DONE
