"""What the commands share: the home they were given, its store, and the query on their line."""

from __future__ import annotations

import argparse
import contextlib
import shlex
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from reportedly.clock import system_clock
from reportedly.home import Home, default_root, ensure
from reportedly.saying import say
from store.database import Store
from store.errors import QueryError
from store.query import Query, asks_for_words, parse


def home(options: argparse.Namespace) -> Home:
    """The home that `--home` or the surroundings name, made where it is not yet there."""
    return ensure(options.home or default_root(), system_clock())


def again(root: Path, *words: str) -> str:
    """A command for a person to copy, on the same home: which is named where it is not the one that is meant anyway."""
    place = [] if root == default_root() else ["--home", str(root)]
    return shlex.join(["reportedly", *place, *words])


@contextlib.contextmanager
def opened(options: argparse.Namespace) -> Iterator[Store]:
    """The store of that home."""
    with home(options).open() as store:
        store.known_at = system_clock()
        yield store


@contextlib.contextmanager
def known(options: argparse.Namespace, asked: Query | None = None) -> Iterator[tuple[Store, datetime]]:
    """The store of that home with the moment that counts as now: as it is, or as it was when `--as-of` says. `asked`:
    what will be asked of it, where that may be words."""
    now, place = system_clock(), home(options)
    if options.as_of is None:
        with place.open() as store:
            yield store, now
        return
    # Loaded here: most questions are about how it is.
    from reportedly import asof
    from reportedly.progress import Line

    moment, line = asof.time(options.as_of, now), Line()
    with place.open() as store:
        for note in asof.notes(store, moment):
            say(note)
    with asof.at(place, moment, line, searched=asked is not None and asks_for_words(asked)) as store:
        line.clear()
        yield store, moment


def query(words: Sequence[str]) -> Query:
    """The query on a command line, given as one word or as many. Raises `QueryError` with the place marked."""
    return checked(text(words))


def text(words: Sequence[str]) -> str:
    """The text of a query that was given as one word or as many."""
    given = [word.removeprefix("\0") for word in words]
    return given[0] if len(given) == 1 else " ".join(_quoted(word) for word in given)


def checked(text: str) -> Query:
    """The query `text`; an error shows it with the part to blame underlined."""
    try:
        return parse(text)
    except QueryError as error:
        raise underlined(text, error) from None


def underlined(text: str, error: QueryError) -> QueryError:
    """The error with the query below it and the part to blame underlined."""
    mark = " " * error.start + "^" * max(1, error.end - error.start)
    return QueryError(f"{error}\n  {text}\n  {mark}", error.start, error.end)


def _quoted(word: str) -> str:
    """A word as the shell gave it: one with spaces in it was quoted there, and is one phrase here."""
    if " " not in word or '"' in word:
        return word
    key, colon, value = word.partition(":")
    return f'{key}:"{value}"' if colon and key.isalpha() else f'"{word}"'
