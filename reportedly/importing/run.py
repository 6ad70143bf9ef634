"""An import from its files to its account: what each is, read by whom, and taken in portions."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, NoReturn, TypeVar

from fetchers.progress import Progress, Quiet
from narrative.topic import Topic
from reportedly.exits import UsageError
from reportedly.importing import addresses, csl, homes, kinds, lines, ris, tables
from reportedly.importing.account import Account
from reportedly.importing.found import Found, Items
from reportedly.importing.lines import Line
from reportedly.importing.taking import Taker, portions
from reportedly.importing.values import Unusable
from store import everything
from store.database import Store

#: Who reads which kind of list.
_LISTS: dict[str, Callable[[Iterable[Line]], Items]] = {
    "addresses": addresses.read,
    "ris": ris.read,
    "csl": csl.read,
    "mediacloud": tables.read,
    "zotero": tables.read,
}
_UNITS = {"csl": "reference"}
_KINDS_MEND = "say what it is with --from; docs/exports.md lists what can be imported"


Told = TypeVar("Told")


class _DryRun(Exception):
    """Ends the one transaction of a dry run, and takes all of it back."""


@dataclass(frozen=True, slots=True)
class Import:
    """What an import works with. `tell` is called with each problem as a line, `progress` at each line or record."""

    store: Store
    topic: Topic
    now: datetime
    tell: Callable[[str], None]
    dry: bool = False
    progress: Progress = field(default_factory=Quiet)

    def take(self, path: Path, kind: str | None = None) -> Account:
        """Takes one file, folder or (`-`) stdin in. Raises `UsageError` or `StoreError` where it cannot be read."""
        account = Account(str(path), self.tell)
        if self.dry:
            with contextlib.suppress(_DryRun), self.store.writing():
                self._take(path, kind, account)
                self._take_back()
        else:
            self._take(path, kind, account)
        return account

    def _take_back(self) -> NoReturn:
        raise _DryRun

    def _take(self, path: Path, kind: str | None, account: Account) -> None:
        if path.is_dir() or kind == "home":
            self._home(path, account)
            return
        with _file(path) as file:
            kind = kind or _kind(path, file.peek(kinds.LOOKED_AT)[: kinds.LOOKED_AT])  # type: ignore[attr-defined]
            if kind == "home":
                self._home(path, account)
            elif kind == "reportedly":
                self._records(lines.read(file), account)
            else:
                account.unit = _UNITS.get(kind, "line")
                self._list(_LISTS[kind](lines.read(file)), account)

    def _home(self, path: Path, account: Account) -> None:
        with homes.opened(path) as other:
            self._records(enumerate(everything.records(other, pages=True), 1), account)

    def _counted(self, told: Iterable[tuple[int, Told]]) -> Iterator[tuple[int, Told]]:
        """How many there will be is known of no kind before it is read."""
        for number, pair in told:
            self.progress.step(number, 0, "lines")
            yield number, pair

    def _records(self, told: Iterable[tuple[int, str | dict[str, Any] | Unusable]], account: Account) -> None:
        taker, last = Taker(self.store, self.topic, self.now, account), 0
        for portion in portions(self._counted(told)):
            with self.store.writing():
                for last, line in portion:
                    record = _object(line)
                    if isinstance(record, Unusable):
                        account.problem(last, record)
                        taker.records += 1
                    elif record is not None:
                        taker.take(last, record)
        taker.finish(last)

    def _list(self, items: Items, account: Account) -> None:
        taker = Taker(self.store, self.topic, self.now, account)
        for portion in portions(self._counted(items)):
            with self.store.writing():
                for line, found in portion:
                    if isinstance(found, Found):
                        taker.found(line, found)
                    else:
                        account.problem(line, found)


def _object(line: str | dict[str, Any] | Unusable) -> object | Unusable:
    """What a line of JSON Lines holds; None where it is empty."""
    if not isinstance(line, str):
        return line
    if not line.strip():
        return None
    try:
        value = json.loads(line)
    except RecursionError:
        return Unusable("its JSON is nested too deep", "take it out")
    except json.JSONDecodeError as error:
        return _no_json(f"{error.msg.removesuffix(' at')} at character {error.pos + 1}")
    except ValueError as error:
        return _no_json(str(error))
    return Unusable("it is no record", "take it out") if value is None else value


def _no_json(reason: str) -> Unusable:
    return Unusable(f"it is no JSON ({reason})", "write each record on one line, or take it out")


@contextlib.contextmanager
def _file(path: Path) -> Iterator[BinaryIO]:
    if str(path) == "-":
        yield sys.stdin.buffer
        return
    try:
        with open(path, "rb", buffering=kinds.LOOKED_AT) as file:
            yield file
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); check its name") from None


def _kind(path: Path, head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UsageError(f"{path}: is UTF-16; save it as UTF-8")
    if not head.strip():
        raise UsageError(f"{path}: is empty; check its name")
    found = kinds.recognise(head)
    if found is None:
        raise UsageError(f"{path}: holds nothing that is known; {_KINDS_MEND}")
    return found
