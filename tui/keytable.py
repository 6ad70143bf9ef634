"""Writes `tui/keys.json` and `docs/keys.md` from the bindings: `python -m tui.keytable`.

The commands read the first, so that they know the keys without the terminal's library.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

from textual.binding import Binding
from textual.screen import ModalScreen

import tui
from fetchers.progress import Progress
from store.database import open_store
from store.models import Brief, PollSummary
from tui.help import place, shown
from tui.widgets.prose import Prose
from tui.widgets.rows import Rows
from tui.wiring import Wiring

_ROOT = Path(tui.__file__).parent
FILES = (_ROOT / "keys.json", _ROOT.parent / "docs" / "keys.md")
_HEAD = """# The dashboard's keys

Made from the bindings by `python -m tui.keytable`; a test keeps it true. Where two rows have a key in common, the
inner one (the pane with the focus) has it, then its view, then what holds everywhere.

`reportedly keys` prints these with your own. In `config.toml`, `[keys]` gives a binding other keys by its id:

```toml
[keys]
down = "j,down,ctrl+n"
palette = "ctrl+k"
```

An id that is none is refused with the nearest one named, and a key that would mean two things at once with both.
Everything can be done with the mouse as well: a click on a view's name, a row, a pane or a key at the screen's foot.
"""


def _kinds() -> list[type]:
    """Every class of the room that declares bindings, the most general last."""
    for module in walk_packages([str(_ROOT)], "tui."):
        if module.name != "tui.serving":  # It has no keys, and needs what not everybody installs.
            importlib.import_module(module.name)
    from tui.app import Dashboard

    found = [kind for kind in _below(_dom()) if kind.__module__.startswith("tui.") and _own(kind)]
    order = {"View": 2, "Seekable": 3, "Prose": 4, "Rows": 5, Dashboard.__name__: 6}
    return sorted(
        found, key=lambda kind: (order.get(kind.__name__, 0 if kind.__name__.endswith("View") else 1), kind.__name__)
    )


def _dom() -> type:
    from textual.dom import DOMNode

    return DOMNode


def _below(kind: type) -> Iterator[type]:
    below: set[type] = set(kind.__subclasses__())
    for sub in below:
        yield sub
        yield from _below(sub)


def _own(kind: type) -> list[Binding]:
    """What a class itself declares."""
    return [b for b in vars(kind).get("BINDINGS", ()) if isinstance(b, Binding) and b.tooltip]


def _records() -> tuple[list[dict[str, Any]], dict[tuple[str, str], int]]:
    """The bindings as records, and the number of each by its class and its id."""
    records: list[dict[str, Any]] = []
    numbers: dict[tuple[str, str], int] = {}
    for kind in dict.fromkeys(_kinds()):
        for bound in _own(kind):
            if (kind.__qualname__, str(bound.id)) in numbers:
                continue
            numbers[kind.__qualname__, str(bound.id)] = len(records)
            keys = [key.strip() for key in bound.key.split(",")]
            records.append(
                {"id": bound.id, "keys": keys, "name": bound.description, "does": bound.tooltip, "place": place(kind)}
            )
    return records, numbers


async def _chains() -> set[tuple[type, ...]]:
    """The classes around each part that can have the focus, and around each box over the dashboard."""
    from tui.app import Dashboard

    def poll(progress: Progress, **_: object) -> PollSummary:
        raise NotImplementedError

    def brief(store: object, since: datetime | None, now: datetime, **_: object) -> Brief:
        return Brief(since, now, ())

    now = datetime(2026, 1, 1, tzinfo=UTC)
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "reportedly.db"
        open_store(database).close()
        app = Dashboard(Wiring(database, "", lambda: now, poll, brief))
        async with app.run_test() as pilot:
            await pilot.pause()
            found = {
                tuple(type(node) for node in widget.ancestors_with_self)
                for widget in app.screen.query("*")
                if widget.can_focus
            }
    boxes = [kind for kind in _below(ModalScreen) if kind.__module__.startswith("tui.")]
    return found | {(inside, box) for box in boxes for inside in (Prose, Rows)}


def _together(numbers: dict[tuple[str, str], int], chain: tuple[type, ...]) -> tuple[int, ...]:
    found = {
        numbers[base.__qualname__, str(bound.id)]
        for node in chain
        for base in node.__mro__
        for bound in _own(base)
        if (base.__qualname__, str(bound.id)) in numbers
    }
    return tuple(sorted(found))


def texts() -> tuple[str, str]:
    """What the two files should hold."""
    records, numbers = _records()
    chains = sorted({_together(numbers, chain) for chain in asyncio.run(_chains())} - {()})
    rows = ",\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    together = ",\n".join(json.dumps(chain) for chain in chains)
    return f'{{"bindings": [\n{rows}\n],\n"together": [\n{together}\n]}}\n', _page()


def _page() -> str:
    parts = [_HEAD]
    kinds = [(place(kind), bound) for kind in dict.fromkeys(_kinds()) for bound in _own(kind)]
    for name, group in groupby(kinds, key=lambda pair: pair[0]):
        rows = dict.fromkeys(
            f"| {_code(shown(b))} | `{b.id}` | {b.tooltip.replace('|', chr(92) + '|')} |" for _, b in group
        )
        parts.append(f"\n## {name}\n\n| keys | id | what it does |\n| --- | --- | --- |\n" + "\n".join(rows) + "\n")
    return "".join(parts)


def _code(keys: str) -> str:
    return "`" + keys.replace("|", "\\|") + "`"


def main() -> None:
    for path, text in zip(FILES, texts(), strict=True):
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
