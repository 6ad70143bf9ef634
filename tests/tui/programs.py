"""Programs of a person's, made for a test, and a dashboard that gives them the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tui.app import Dashboard


class InTerminal(Dashboard):
    """A dashboard that can be put aside without a terminal."""

    @contextmanager
    def suspend(self) -> Iterator[None]:
        yield


def program(folder: Path, name: str, body: str) -> Path:
    """A program in Python that can be run by its path."""
    path = folder / name
    path.write_text(f"#!{sys.executable}\n{body}")
    path.chmod(0o755)
    return path


def browser(folder: Path) -> tuple[str, Path]:
    """A value of BROWSER, and the file to which that adds the addresses that it opens, a line each."""
    opened = folder / "opened"
    opened.touch()
    body = f"import sys; open({str(opened)!r}, 'a').write(sys.argv[1] + '\\n')"
    return f"{program(folder, 'browser', body)} %s", opened
