"""Headless is first class: no headless command pulls in the terminal's library, nor `--help` anything heavy."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from reportedly.home import Home

#: Runs commands one after another, and says of each its exit code and what it was the first to load.
_PROBE = """
import contextlib, io, json, sys
from reportedly.cli import main
told, known = [], set()
for command in json.loads(sys.argv[1]):
    with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO())), contextlib.redirect_stderr(io.StringIO()):
        try:
            code = main(command)
        except SystemExit as ended:
            code = ended.code
    names = {name.partition(".")[0] for name in sys.modules}
    told.append((code, sorted(names - known)))
    known |= names
print(json.dumps(told))
"""
#: What reading needs nothing of.
HEAVY = {"textual", "rich", "httpx", "trafilatura", "feedparser", "llm"}
#: What work needs nothing of in its own process.
NOT_HERE = {"textual", "trafilatura", "feedparser", "llm"}


def loaded(*commands: list[str]) -> list[tuple[int, set[str]]]:
    """Of each command, run one after another in a new process: its exit code, and the packages it loaded first."""
    done = subprocess.run(
        [sys.executable, "-c", _PROBE, json.dumps(commands)],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return [(code, set(names)) for code, names in json.loads(done.stdout)]


def at(home: Home, *command: str) -> list[str]:
    return ["--home", str(home.root), *command]


READING = [
    ["brief"],
    ["frames"],
    ["brief", "--since", "2026-06-20", "--json"],
    ["brief", "--markdown", "--all"],
    ["stories"],
    ["stories", "amazon", "--json"],
    ["views"],
    ["claims"],
    ["claims", "--json"],
    ["claims", "acts"],
    ["claims", "why", "c1"],
    ["claims", "why", "c1.1", "--json"],
    ["claims", "note", "c1"],
    ["show", "1"],
    ["show", "c1"],
    ["timeline"],
    ["timeline", "--csv"],
    ["outlets", "--json"],
    ["report", "--claims", "1"],
    ["enrich", "--dry-run"],
    ["save", "1"],
    ["unsave", "1"],
    ["accept", "2"],
    ["export", "stories"],
    ["export", "claims", "--format", "markdown"],
    ["export", "all"],
    ["note", "1", "ask", "again"],
    ["note", "c1"],
    ["undo"],
    ["undo", "--list"],
    ["feeds", "list"],
    ["feeds", "export"],
    ["feeds", "explain", "1"],
    ["feeds", "score", "--json"],
    ["keys"],
    ["keys", "--json"],
    ["paths"],
    ["vacuum", "--dry-run"],
    [],
]


def test_no_headless_command_imports_textual(own: Home) -> None:
    """Nor the network, nor the extractor: reading is reading."""
    for command, (code, packages) in zip(READING, loaded(*(at(own, *some) for some in READING)), strict=True):
        assert code == 0, command
        assert packages.isdisjoint(HEAVY), command


def test_nor_do_those_that_work(own: Home) -> None:
    """Feeds and pages are parsed in processes of their own (the poll fails: the small web is served no more). The
    doctor loads what requests are made with, to see that they could be."""
    (analysed, first), (polled, second), (_, third) = loaded(at(own, "analyse"), at(own, "poll"), at(own, "doctor"))
    assert (analysed, polled) == (0, 1)
    assert (first | second | third).isdisjoint(NOT_HERE)
    # Requests that need no proxy are made without the libraries that those need.
    assert second.isdisjoint({"httpx", "httpcore", "h11", "anyio"})


def test_nor_does_an_import(polled: Home, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("https://a.example/1\n")
    new = Home(tmp_path / "home")
    for code, packages in loaded(*(at(new, "import", str(one)) for one in (tmp_path / "list.txt", polled.root))):
        assert code == 0
        assert packages.isdisjoint(HEAVY)


@pytest.mark.parametrize("command", [["--help"], ["poll", "--help"], ["enrich", "--help"]])
def test_help_loads_nothing_heavy(command: list[str]) -> None:
    """`poll --help` answers before any library of weight is imported."""
    ((code, packages),) = loaded(command)
    assert code == 0
    heavy = {"textual", "httpx", "trafilatura", "feedparser", "sqlite_utils", "sqlite3", "asyncio", "llm"}
    assert packages.isdisjoint(heavy)
