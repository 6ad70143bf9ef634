"""The home as it was at a time: a store of its own that only reads, kept beside the home so that asking again is quick.

`at` is all that a command or a screen needs. Nothing that is done with such a store reaches the home.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from fetchers.progress import Progress, Quiet
from reportedly.exits import UsageError
from reportedly.home import Home, states
from store import earlier, state, views
from store.database import Store
from store.errors import QueryError, StoreError
from store.query import when

#: So many such stores are kept; those used last stay.
KEPT = 8
_BEGUN = ".new"


def time(value: str, now: datetime) -> datetime:
    """The time that `--as-of` names. Raises `UsageError` where it is none, or lies ahead."""
    try:
        found = when(value, now)
    except QueryError as error:
        raise UsageError(f"--as-of: {error}") from None
    if found > now:
        raise UsageError(
            f"--as-of: {_told(found)} is in the future (now is {_told(now)}); name a time that has passed, or none"
        )
    return found


def _told(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC"


def notes(store: Store, at: datetime) -> Iterator[str]:
    """What a person should know of the answers as of a time, given the home's own store: that nothing was known yet,
    or that they are not all exact."""
    first, begins = earlier.first_seen(store), earlier.begins(store)
    if first is None:
        yield f"as of {_told(at)} nothing was known; there is no story yet"
    elif at < first:
        yield f"as of {_told(at)} no story was known yet; the first was seen at {_told(first)}"
    elif begins and at < begins:
        yield (
            f"every change is kept since {_told(begins)} only; as of times before, claims are derived anew from what "
            "is still stored (docs/narrative.md says what may differ)"
        )


@contextlib.contextmanager
def at(
    home: Home,
    moment: datetime,
    progress: Progress | None = None,
    *,
    searched: bool = False,
) -> Iterator[Store]:
    """The home's store as it was at `moment`, to read from. `searched`: words are to be searched for in it. The saved
    views are those of now: they say what a person asks, which is nothing that was known.

    Raises `StoreError`; `TomlError` where claims are to be derived and the topic cannot be used.
    """
    with reading(made(home, moment, progress or Quiet()), searched=searched) as then:
        yield then


def made(home: Home, moment: datetime, progress: Progress) -> Path:
    """The file with the home's store as it was at `moment`, for `reading`. Raises as `at`."""
    with home.open() as store:
        earlier.settle(store)
        path = _kept(home, store, moment, progress)
        asks = state.get(store, views.KEPT)
    with contextlib.closing(earlier.opened(path)) as then:
        if asks is not None and state.get(then, views.KEPT) != asks:
            state.put(then, views.KEPT, asks)
    return path


@contextlib.contextmanager
def reading(path: Path, *, searched: bool) -> Iterator[Store]:
    """Such a file as a store that only reads; the file stays while it is used."""
    os.utime(path)
    with contextlib.closing(earlier.opened(path)) as then:
        if searched:
            earlier.searchable(then)
        then.states = states
        earlier.read_only(then)
        yield then


def _kept(home: Home, store: Store, moment: datetime, progress: Progress) -> Path:
    """The file with the store as it was, made where it is not kept."""
    folder, begins = home.earlier, earlier.begins(store)
    exact = begins is None or moment >= begins
    depends: list[object] = [store.path.stat().st_ino, *earlier.version(store, moment)]
    if not exact:
        depends += [moment, home.topic.read_bytes()]
    path = folder / f"{hashlib.sha256(repr(depends).encode()).hexdigest()[:24]}.db"
    try:
        if not path.exists():
            folder.mkdir(mode=0o700, exist_ok=True)
            _make(home, store, path, moment, progress, exact=exact)
        os.utime(path)
        _prune(folder)
    except OSError as error:
        raise StoreError(f"{folder}: cannot hold the home as it was ({error}); see that it is yours") from error
    return path


def _make(home: Home, store: Store, path: Path, moment: datetime, progress: Progress, *, exact: bool) -> None:
    """Under another name first, so that whoever asks meanwhile finds it whole or not at all."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.stem}.", suffix=_BEGUN)
    os.close(handle)
    new = Path(name)
    try:
        earlier.write(store, new, moment, lambda done, total: progress.step(done, total, "tables"))
        with contextlib.closing(earlier.opened(new)) as then:
            if not exact:
                earlier.trim(then, moment)
            if not exact or earlier.never_analysed(then):
                _derive(home, then, progress)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def _derive(home: Home, then: Store, progress: Progress) -> None:
    """The claims, from the stories as they are in the copy; those that are still the same claim keep their ids."""
    # Loaded here: most times are as they were kept, and nothing is derived.
    from reportedly.analysis import analyse

    earlier.waiting(then)
    analyse(then, home.read_topic(), progress, anew=True)


def stored(home: Home) -> int:
    """How many bytes the homes of other times take."""
    return sum(path.stat().st_size for path in _files(home))


def clear(home: Home) -> None:
    """Lets them go; they are made anew where they are asked for."""
    for path in _files(home):
        path.unlink(missing_ok=True)


def _files(home: Home) -> list[Path]:
    return [path for path in home.earlier.glob("*") if path.suffix in (".db", _BEGUN) and path.is_file()]


def _prune(folder: Path) -> None:
    """Lets those go that were not used for longest."""
    kept = sorted(folder.glob("*.db"), key=lambda one: (one.stat().st_mtime_ns, one.name), reverse=True)
    for path in kept[KEPT:]:
        path.unlink(missing_ok=True)
