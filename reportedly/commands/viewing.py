"""`reportedly views`: queries with a name."""

from __future__ import annotations

import argparse
import json

from reportedly.commands import common
from reportedly.exits import Exit
from reportedly.saying import say
from store import views
from store.errors import QueryError
from store.querykeys import name_of_view


def listing(options: argparse.Namespace) -> int:
    """Every view with what it asks, a line each."""
    with common.opened(options) as store:
        known = views.every(store)
    for name, text in known.items():
        print(json.dumps({"view": name, "query": text}, ensure_ascii=False) if options.json else f"{name}\t{text}")
    if not known:
        say("no views yet; reportedly views add NAME QUERY saves one")
    return Exit.DONE


def add(options: argparse.Namespace) -> int:
    """Saves a query under a name, in place of one that had it."""
    text, name = common.text(options.query), name_of_view(options.name)
    with common.opened(options) as store:
        try:
            anew = views.add(store, name, text)
        except QueryError as error:
            raise common.underlined(text, error) from None
    say(f"view '{name}' {'changed' if anew else 'saved'}; use it as view:{name}")
    return Exit.DONE


def remove(options: argparse.Namespace) -> int:
    """Forgets views."""
    with common.opened(options) as store, store.writing():
        for name in options.names:
            views.remove(store, name)
    say(f"removed {', '.join(options.names)}")
    return Exit.DONE
